"""Specifies the macros an author may type: what each makes, and what it says of a wrong call."""

import datetime as dt
import logging
from collections.abc import Callable
from types import SimpleNamespace

import jinja2
import pytest

from macros.author_macros import Author, AuthorError, bind_macros, check_page, show
from macros.pages import Site, page_stubs
from macros.register import Register

DAY = dt.date(2033, 1, 1)
COUNCIL, CHARTER = "organizations/hoi-dong-vuon-uom", "legislation/dieu-le-02-2030"
SPRING = "organizations/ban-mua-xuan"


class MacrosPlugin:
    """What mkdocs-macros hands to `define_env`, and how it renders a page."""

    def __init__(self, site: Site) -> None:
        self.macros: dict[str, Callable[..., str]] = {}
        self.page = SimpleNamespace()
        show(site)
        bind_macros(self)

    def macro(self, function: Callable[..., str], name: str = "") -> None:
        """Give a function to the pages, under its own name or another."""
        self.macros[name or function.__name__] = function

    def render(self, text: str, url: str = "writing/", front_matter: str = "") -> str:
        """The page as mkdocs-macros leaves it."""
        file = SimpleNamespace(src_uri="writing.md", content_string=front_matter + text)
        self.page = SimpleNamespace(url=url, markdown=text, file=file)
        return jinja2.Environment().from_string(text).render(self.macros)


@pytest.fixture
def site(invented: Register) -> Site:
    return Site(invented, DAY)


@pytest.fixture
def macros(site: Site) -> MacrosPlugin:
    return MacrosPlugin(site)


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
            '<sup><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        ('cite("sources/ban-sao")', '<sup><a href="#s1" id="c1">1</a></sup>'),
        (f'cite("{CHARTER}", "Điều 4")', '<sup><a href="#s1a" id="c1a">1a</a></sup>'),
        (
            f'cite("{CHARTER}", "Điều 1 khoản 2; Điều 3")',
            '<sup><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        (
            'cite("legislation/quyet-dinh-07-2031", "Điều 9")',
            '<sup><a href="#s1a" id="c1a">1a</a></sup>',
        ),
        ('count("tasks")', "3"),
        ('count("events.directives")', "2"),
        ('count("organizations.conflicts")', "1"),
        ('label("force.in-force")', "Còn hiệu lực"),
        ('label("task.no-hook")', "Chưa có nguồn nào nêu căn cứ pháp lý riêng&#46;"),
        (
            f'ended("{SPRING}")',
            '<p class="ended"><strong>Ban Mùa xuân: Đã kết thúc hoạt động ngày 30 tháng 6 năm '
            f'2030.</strong>\n Văn bản: <a href="../{CHARTER}/">Điều lệ 02/2030</a>. Tiếp theo: '
            '<a href="../organizations/van-phong-vuon-uom/">Văn phòng Vườn Ươm</a>.'
            '<sup><a href="#s1a" id="c1a">1a</a> <abbr class="publishers" title="Số nơi công bố '
            'độc lập: 1">×1</abbr></sup></p>',
        ),
        (f'ended("{COUNCIL}")', ""),
        ("as_of()", "ngày 1 tháng 1 năm 2033"),
    ],
)
def test_each_macro_makes_exactly_this(macros: MacrosPlugin, call: str, expected: str) -> None:
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
<p class="aside" data-search-exclude>Chọn số ở đây để về chỗ đã dẫn; \
chọn số trong bài để đến nguồn. Sau dấu × là số nơi công bố độc lập của điều ấy: \
đăng lại một bài, chép lại một văn bản không tính thêm.</p>
<ol class="sources" data-search-exclude data-note="Nguồn #" data-back="Về chỗ dẫn #">
<li><a href="../sources/bao-nha-vuon/">Hội đồng Vườn Ươm họp triển khai chương trình năm 2031</a>, \
Báo Nhà Vườn, 3/2/2031 <span class="aside">(Báo chí)</span>: \
<a href="#c1a" id="s1a">1a</a> đoạn 2, <a href="#c1" id="s1">1</a></li>
<li><a href="../{CHARTER}/">Điều lệ 02/2030</a>: <a href="#c2a" id="s2a">2a</a> Điều 3</li>
</ol>"""


def test_cards_lead_to_records_and_posts(macros: MacrosPlugin) -> None:
    """Kind, title, whether it is over, and one line; a post names its body."""
    text = macros.render(f'{{{{ card("tasks/2031-01", "{COUNCIL}#chu-tich") }}}}')
    assert text.strip() == CARDS


def test_sources_lists_what_the_page_has_cited(macros: MacrosPlugin) -> None:
    """Each source once, with the places cited, each of which leads back."""
    paper = "sources/bao-nha-vuon"
    calls = f'{{{{ cite("{paper}", "đoạn 2") ~ cite("{paper}") ~ cite("{CHARTER}", "Điều 3") }}}}'
    assert macros.render(calls + "{{ sources() }}").partition("</sup>\n\n")[2].strip() == SOURCES


def test_a_table_is_that_of_the_list_page(macros: MacrosPlugin, site: Site) -> None:
    """Word for word, but for the heading and the sentence under it."""
    table = macros.render('{{ table("people") }}', url="people/")
    (stub,) = (stub for stub in page_stubs(site.register) if stub.uri == "people/index.md")
    assert site.body(stub, "people/").html.strip().endswith(f"\n{table.strip()}")


def test_authors_have_these_macros_and_no_others(macros: MacrosPlugin) -> None:
    """In the order in which the page for authors explains them."""
    inline = ["link", "cite", "sources", "count", "as_of", "label"]
    views = ["card", "ended", "holder", "force", "record", "table", "roster", "chart", "changes"]
    views += [
        "timeline",
        "law_map",
        "matrix",
        "sheet",
        "terms",
        "needs",
        "gaps",
        "evidence",
        "quiz",
    ]
    assert list(macros.macros) == [*inline, *views]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            'link("people/do-thuy-anh")',
            'link: there is no "people/do-thuy-anh"; did you mean "people/do-thuy-an"?',
        ),
        ('link("zzzz")', 'link: there is no "zzzz"'),
        (
            f'link("{COUNCIL}#chu-tic")',
            f'link: there is no "{COUNCIL}#chu-tic"; did you mean "{COUNCIL}#chu-tich"?',
        ),
        ('link("people/tran-y#x")', 'link: there is no "people/tran-y#x"'),
        ("link()", "link: missing a required argument: 'address'"),
        ('link("a", "b", "c")', "link: too many positional arguments"),
        (
            'cite("sources/bao-nha-vuom")',
            'cite: there is no "sources/bao-nha-vuom"; did you mean "sources/bao-nha-vuon"?',
        ),
        ('cite("people/tran-y")', 'cite: "people/tran-y" is not one of: sources, legislation'),
        (
            f'cite("{CHARTER}", "Điều 4 khoản 2")',
            f'cite: there is no "{CHARTER}, Điều 4 khoản 2"; did you mean "khoản 1 Điều 4"?',
        ),
        (
            f'cite("{CHARTER}", "Điều 1; phụ lục")',
            f'cite: there is no "{CHARTER}, Điều 1; phụ lục"',
        ),
        ('count("task")', 'count: there is no "task"; did you mean "tasks"?'),
        (
            'count("events.direktives")',
            'count: there is no "direktives"; did you mean "directives"?',
        ),
        ('count("people.name")', 'count: there is no "name"'),
        ('count("programmes.year")', 'count: there is no "year"'),
        (
            'card("tasks/2031-01", "tasks/2031-1")',
            'card: there is no "tasks/2031-1"; did you mean "tasks/2031-01"?',
        ),
        (
            'ended("organizations/ban-mua-xua")',
            f'ended: there is no "organizations/ban-mua-xua"; did you mean "{SPRING}"?',
        ),
        (
            f'ended("{COUNCIL}#chu-tich")',
            f'ended: "{COUNCIL}#chu-tich" is a part of a record; give the record',
        ),
        ('table("programs")', 'table: there is no "programs"; did you mean "programmes"?'),
        ('label("force.inforce")', 'label: there are no words at "force.inforce"'),
        ('label("force")', 'label: there are no words at "force"'),
        ('sources("x")', "sources: too many positional arguments"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(
    macros: MacrosPlugin, caplog: pytest.LogCaptureFixture, call: str, expected: str
) -> None:
    """Nothing is printed on the page; the build counts the error and names file and line."""
    assert macros.render(f"{{{{ {call} }}}}") == ""
    found = [(one.name, one.levelno, one.getMessage()) for one in caplog.records]
    assert found == [("mkdocs.macros.author", logging.ERROR, f"docs/writing.md:1: {expected}")]


@pytest.mark.parametrize(
    ("front_matter", "line"),
    [("", 3), ("---\ntitle: T\n---\n\n", 7), ("---\ntitle: Chào\n---\n", 6)],
    ids=["none", "title", "title-like-the-first-line"],
)
def test_the_line_of_a_wrong_call_is_that_of_the_file(
    macros: MacrosPlugin, caplog: pytest.LogCaptureFixture, front_matter: str, line: int
) -> None:
    """Counted from the top of the file, front matter included."""
    text = 'Chào\n\n{{ link("zzzz") }} và\n{{ count("tasks") }}'
    assert macros.render(text, front_matter=front_matter) == "Chào\n\n và\n3"
    assert caplog.messages == [f'docs/writing.md:{line}: link: there is no "zzzz"']


def test_the_footnotes_of_each_page_are_its_own(macros: MacrosPlugin) -> None:
    """Numbers begin again on the next page; on the same one they go on from call to call."""
    call = '{{ cite("sources/ban-sao") }}'
    first, again = '<sup><a href="#s1" id="c1">1</a></sup>', '<sup><a href="#s1">1</a></sup>'
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
def test_a_page_lists_all_that_it_cites(macros: MacrosPlugin, text: str, missing: str) -> None:
    """A marker that leads nowhere stops the build."""
    macros.render(text)
    with pytest.raises(AuthorError) as caught:
        check_page("writing/")
    assert str(caught.value) == f"put {{{{ sources() }}}} after the last citation: {missing}"


def test_a_page_that_lists_its_citations_is_good(macros: MacrosPlugin) -> None:
    """Nor is a page at fault for the citations of another."""
    macros.render('{{ cite("sources/ban-sao") }}', url="other/")
    check_page("writing/")
    macros.render('{{ cite("sources/ban-sao") }}{{ sources() }}')
    check_page("writing/")


def test_each_macro_says_in_a_sentence_what_it_does(site: Site) -> None:
    """Whoever types the call can look it up."""
    told = [macro.__doc__ or "" for macro in Author(lambda: site, lambda: "").macros()]
    assert [text for text in told if not text.endswith(".") or "\n" in text] == []
