"""Specifies the macros an author may type: what each makes, and what it says of a wrong call."""

import datetime as dt

import pytest

from macros.authoring import MACROS
from macros.pages import PLACEABLE, Site, page_stubs
from macros.register import Register
from tests.support.authored import Authored

DAY = dt.date(2033, 1, 1)
COUNCIL, CHARTER = "organizations/hoi-dong-vuon-uom", "legislation/dieu-le-02-2030"
SPRING = "organizations/ban-mua-xuan"


@pytest.fixture
def site(invented: Register) -> Site:
    return Site(invented, DAY)


@pytest.fixture
def macros(site: Site) -> Authored:
    return Authored(site)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('link("people/do-thuy-an")', '<a href="../people/do-thuy-an/">Đỗ Thùy An</a>'),
        (
            'link("people/do-thuy-an", "<b>bà</b> An")',
            '<a href="../people/do-thuy-an/">&#60;b&#62;bà&#60;&#47;b&#62; An</a>',
        ),
        (f'link(words="x", address="{SPRING}")', f'<a href="../{SPRING}/">x</a>'),
        (
            f'link("{COUNCIL}#chu-tich")',
            f'<a href="../{COUNCIL}/#chu-tich">Chủ tịch Hội đồng Vườn Ươm</a>',
        ),
        (f'link("{CHARTER}#dieu-3", "Điều 3")', f'<a href="../{CHARTER}/#dieu-3">Điều 3</a>'),
        ('link("terms/luong-uom")', '<a href="../terms/garden/#luong-uom">luống ươm</a>'),
        (
            'cite("sources/bao-nha-vuon", "đoạn 1")',
            '<sup class="cite"><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        ('cite("sources/ban-sao")', '<sup class="cite"><a href="#s1" id="c1">1</a></sup>'),
        (f'cite("{CHARTER}", "Điều 4")', '<sup class="cite"><a href="#s1a" id="c1a">1a</a></sup>'),
        (
            f'cite("{CHARTER}", "Điều 1 khoản 2; Điều 3")',
            '<sup class="cite"><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        (
            'cite("legislation/quyet-dinh-07-2031", "Điều 9")',
            '<sup class="cite"><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        ('count("tasks")', "3"),
        ('count("events.directives")', "2"),
        ('count("organizations.conflicts")', "1"),
        ('label("force.in-force")', "Còn hiệu lực"),
        ('label("task.no-hook")', "Chưa có nguồn nào nêu căn cứ pháp lý riêng&#46;"),
        (
            f'ended("{SPRING}")',
            '<p class="ended"><strong>Ban Mùa xuân: Đã kết thúc hoạt động từ ngày 1 tháng 7 '
            f'năm 2030.</strong>\n Văn bản: <a href="../{CHARTER}/">Điều lệ 02/2030</a>. '
            "Tiếp theo: "
            '<a href="../organizations/van-phong-vuon-uom/">Văn phòng Vườn Ươm</a>.'
            '<sup class="cite"><a href="#s1a" id="c1a">1a</a></sup></p>',
        ),
        (f'ended("{COUNCIL}")', ""),
        ("as_of()", "ngày 1 tháng 1 năm 2033"),
    ],
)
def test_each_macro_makes_exactly_this(macros: Authored, call: str, expected: str) -> None:
    """Links and markers stand within a line; the call itself leaves no trace."""
    assert macros.render(f"{{{{ {call} }}}}").strip() == expected


CARDS = f"""\
<ul class="cards">
<li class="card"><p class="card__kind">Nhiệm vụ</p>
<p class="card__title"><a href="../tasks/2031-01/">Nhiệm vụ 1</a></p>
<p><span class="badge badge--life-ended">Đã kết thúc</span> 31/12/2031</p>\
<p class="card__line">Gieo hạt vụ xuân</p></li>
<li class="card"><p class="card__kind">Chức danh</p>
<p class="card__title"><a href="../{COUNCIL}/#chu-tich">Chủ tịch Hội đồng Vườn Ươm</a></p>
<p class="card__line">Hội đồng Vườn Ươm</p></li>
</ul>"""

SOURCES = f"""\
<p class="aside" data-search-exclude>Bấm vào số ở đây để trở về chỗ dẫn; \
bấm vào số trong bài để xem nguồn. Sau dấu × là số nơi công bố độc lập của điều ấy, \
nếu có từ hai nơi: đăng lại một bài, chép lại một văn bản không tính thêm.</p>
<ol class="sources" data-search-exclude data-note="Nguồn #" data-back="Về chỗ dẫn #" \
data-publishers="Số nơi công bố độc lập: #">
<li><a href="../sources/bao-nha-vuon/">Hội đồng Vườn Ươm họp triển khai chương trình năm 2031</a>, \
Báo Nhà Vườn, 3/2/2031 <span class="aside">(Báo chí)</span>\
<span class="cited">: <span class="place" id="s1a"><a href="#c1a">1a</a> đoạn 2</span>, \
<span class="place" id="s1"><a href="#c1">1</a></span></span></li>
<li><a href="../{CHARTER}/">Điều lệ 02/2030</a>\
<span class="cited">: <span class="place" id="s2a"><a href="#c2a">2a</a> Điều 3</span></span></li>
</ol>"""


def test_cards_lead_to_records_and_posts(macros: Authored) -> None:
    """Kind, title, whether it is over, and one line; a post names its body."""
    text = macros.render(f'{{{{ card("tasks/2031-01", "{COUNCIL}#chu-tich") }}}}')
    assert text.strip() == CARDS


def test_sources_lists_what_the_page_has_cited(macros: Authored) -> None:
    """Each source once, with the places cited, each of which leads back."""
    paper = "sources/bao-nha-vuon"
    calls = f'{{{{ cite("{paper}", "đoạn 2") ~ cite("{paper}") ~ cite("{CHARTER}", "Điều 3") }}}}'
    assert macros.render(calls + "{{ sources() }}").partition("</sup>\n\n")[2].strip() == SOURCES


def test_a_table_is_that_of_the_list_page(macros: Authored, site: Site) -> None:
    """Word for word, but for the heading and the sentence under it."""
    table = macros.render('{{ table("people") }}', url="people/")
    (stub,) = (stub for stub in page_stubs(site.register) if stub.uri == "people/index.md")
    assert site.body(stub, "people/").html.strip().endswith(f"\n{table.strip()}")


def test_authors_have_these_macros_and_no_others() -> None:
    """Those within a sentence, then every view that can be placed."""
    inline = ["link", "cite", "sources", "count", "as_of", "label"]
    assert list(MACROS) == [*inline, *PLACEABLE]


NONE = 'không có "{0}"{1} [unknown-address]'


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('link("people/do-thuy-anh")', ("people/do-thuy-anh", "people/do-thuy-an")),
        ('link("zzzz")', ("zzzz", "")),
        (f'link("{COUNCIL}#chu-tic")', (f"{COUNCIL}#chu-tic", f"{COUNCIL}#chu-tich")),
        ('link("people/tran-y#x")', ("people/tran-y#x", "")),
        ('cite("sources/bao-nha-vuom")', ("sources/bao-nha-vuom", "sources/bao-nha-vuon")),
        ('count("task")', ("task", "tasks")),
        ('count("events.direktives")', ("direktives", "directives")),
        ('count("people.name")', ("name", "")),
        ('count("programmes.year")', ("year", "")),
        ('card("tasks/2031-01", "tasks/2031-1")', ("tasks/2031-1", "tasks/2031-01")),
        ('ended("organizations/ban-mua-xua")', ("organizations/ban-mua-xua", SPRING)),
        ('table("programs")', ("programs", "programmes")),
        ('terms("gardens")', ("gardens", "garden")),
        ('record("tasks/2031-1")', ("tasks/2031-1", "tasks/2031-01")),
        (f'holder("{COUNCIL}#chu-tic")', (f"{COUNCIL}#chu-tic", f"{COUNCIL}#chu-tich")),
    ],
)
def test_what_does_not_exist_is_reported_with_the_nearest_that_does(
    macros: Authored, call: str, expected: tuple[str, str]
) -> None:
    """At the call, before the page is made, and nothing is printed on the page."""
    value, nearest = expected
    told = NONE.format(value, f'; có phải "{nearest}"?' if nearest else "")
    assert macros.checked(f"An,\n\n và {{{{ {call} }}}}") == [f"docs/writing.md:3:8: {told}"]
    assert macros.render(f"{{{{ {call} }}}}") == ""
    assert macros.reports == [f"docs/writing.md:1:4: {told}"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("link()", 'gọi sai lệnh "link"; cách viết: link(address, words) [wrong-arguments]'),
        (
            'link("a", "b", "c")',
            'gọi sai lệnh "link"; cách viết: link(address, words) [wrong-arguments]',
        ),
        (
            'link(adress="people/tran-y")',
            'gọi sai lệnh "link"; cách viết: link(address, words) [wrong-arguments]',
        ),
        ('sources("x")', 'gọi sai lệnh "sources"; cách viết: sources() [wrong-arguments]'),
        ("record()", 'gọi sai lệnh "record"; cách viết: record(address) [wrong-arguments]'),
        (
            "link(5)",
            'giá trị trong lời gọi "link" phải là chữ đặt trong ngoặc kép; ở đây là 5 '
            "[argument-not-text]",
        ),
        (
            'cite("people/tran-y")',
            '"people/tran-y" không đúng loại; ở đây cần sources, legislation [wrong-collection]',
        ),
        (
            'matrix("people/tran-y")',
            '"people/tran-y" không đúng loại; ở đây cần programmes [wrong-collection]',
        ),
        (
            'holder("people/tran-y")',
            '"people/tran-y" không đúng loại; ở đây cần organizations [wrong-collection]',
        ),
        (
            'force("people/tran-y")',
            '"people/tran-y" không đúng loại; ở đây cần legislation [wrong-collection]',
        ),
        (
            f'cite("{CHARTER}", "Điều 4 khoản 2")',
            f'không có "Điều 4 khoản 2" trong "{CHARTER}"; có phải "khoản 1 Điều 4"? '
            "[unknown-locator]",
        ),
        (
            f'cite("{CHARTER}", "Điều 1; phụ lục")',
            f'không có "Điều 1; phụ lục" trong "{CHARTER}" [unknown-locator]',
        ),
        (
            f'ended("{COUNCIL}#chu-tich")',
            f'cần địa chỉ của cả mục; "{COUNCIL}#chu-tich" chỉ một phần; có phải "{COUNCIL}"? '
            "[part-of-record]",
        ),
        ('label("force.inforce")', 'thiếu chữ cho "force.inforce" trong labels.yml [no-words]'),
        ('label("force")', 'thiếu chữ cho "force" trong labels.yml [no-words]'),
    ],
)
def test_a_wrong_call_says_what_would_be_right(macros: Authored, call: str, expected: str) -> None:
    """At the call, before the page is made, and nothing is printed on the page."""
    assert macros.checked(f"{{{{ {call} }}}}") == [f"docs/writing.md:1:4: {expected}"]
    assert macros.render(f"{{{{ {call} }}}}") == ""
    assert macros.reports == [f"docs/writing.md:1:4: {expected}"]


@pytest.mark.parametrize(
    ("front_matter", "line"),
    [("", 3), ("---\ntitle: T\n---\n\n", 7), ("---\ntitle: Chào\n---\n", 6)],
    ids=["none", "title", "title-like-the-first-line"],
)
def test_the_line_of_a_wrong_call_is_that_of_the_file(
    macros: Authored, front_matter: str, line: int
) -> None:
    """Counted from the top of the file, front matter included."""
    text = 'Chào\n\n{{ link("zzzz") }} và\n{{ count("tasks") }}'
    assert macros.render(front_matter + text) == "Chào\n\n và\n3"
    assert macros.reports == [f'docs/writing.md:{line}:4: không có "zzzz" [unknown-address]']


def test_the_footnotes_of_each_page_are_its_own(macros: Authored) -> None:
    """Numbers begin again on the next page; on the same one they go on from call to call."""
    call = '{{ cite("sources/ban-sao") }}'
    first = '<sup class="cite"><a href="#s1" id="c1">1</a></sup>'
    again = '<sup class="cite"><a href="#s1">1</a></sup>'
    assert macros.render(f"{call} {call}", url="a/") == f"{first} {again}"
    assert macros.render(call, url="b/") == first


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ('{{ cite("sources/ban-sao") }}', "1"),
        ('{{ cite("sources/ban-sao") }}{{ sources() }}{{ cite("sources/so-luu-tru") }}', "2"),
        (f'{{{{ ended("{SPRING}") }}}}{{{{ cite("sources/ban-sao") }}}}', "1a, 2"),
    ],
    ids=["no-list", "cited-after-the-list", "cited-by-another-macro"],
)
def test_a_page_lists_all_that_it_cites(macros: Authored, text: str, missing: str) -> None:
    """A marker that leads nowhere stops the build."""
    macros.render(f"{text}\n")
    place = f"docs/writing.md:1:{len(text) + 1}"
    assert macros.reports == [
        f"{place}: hãy đặt {{{{ sources() }}}} sau chỗ dẫn cuối cùng; chưa liệt kê: {missing} "
        "[unlisted-citations]"
    ]


def test_html_that_hangs_on_what_a_macro_makes_is_refused_too(macros: Authored) -> None:
    """A page is checked before its macros are run, and again with what they made."""
    text = '{{ table("tasks") }}\n\n{% if count("tasks") == "3" %}<script>{% endif %}'
    assert macros.checked(text) == []
    macros.render(text)
    assert macros.reports == [
        "docs/writing.md:3:31: trang viết tay không được có <script>; hãy viết bằng Markdown "
        "[refused-element]"
    ]


def test_a_page_that_lists_its_citations_is_good(macros: Authored) -> None:
    """Nor is a page at fault for the citations of another."""
    macros.render('{{ cite("sources/ban-sao") }}', url="other/")
    macros.render('{{ cite("sources/ban-sao") }}{{ sources() }}')
    assert macros.reports == []
