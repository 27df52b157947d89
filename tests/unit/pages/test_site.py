"""Specifies which pages there are: one for each record, list and group, each with its body."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from macros.pages.glossary import Glossary
from macros.pages.relative_links import Links
from macros.pages.site import GUIDES_FOLDER, PageBody, PageStub, Site, page_stubs
from macros.register import Register
from macros.validation import load_data
from tests.conftest import Change
from tests.support.sites import Html

DAY = dt.date(2031, 2, 3)
ABOUT = ("terms/garden.md", "data.md", "gaps.md", "rules.md", "editing.md")


@pytest.fixture(params=["invented", "real"])
def register(request: pytest.FixtureRequest) -> Register:
    """The invented institution, then the real one."""
    found: Register = request.getfixturevalue(request.param)
    return found


SHARING = ("terms", "needs")
"""Collections whose records share a page."""


def test_each_collection_has_a_list(invented: Register) -> None:
    """In the order of the collections, by the name of the collection, about no one record."""
    assert page_stubs(invented)[:10] == (
        PageStub("people/index.md", "Nhân sự", ("table", "people")),
        PageStub("organizations/index.md", "Cơ quan, đơn vị", ("table", "organizations")),
        PageStub("programmes/index.md", "Chương trình", ("table", "programmes")),
        PageStub("tasks/index.md", "Nhiệm vụ", ("table", "tasks")),
        PageStub("legislation/index.md", "Văn bản", ("table", "legislation")),
        PageStub("events/index.md", "Sự kiện", ("table", "events")),
        PageStub("terms/index.md", "Thuật ngữ", ("table", "terms")),
        PageStub("onboarding/index.md", "Lộ trình tháng đầu", ("paths",)),
        PageStub("needs/index.md", "Tôi cần…", ("needs",)),
        PageStub("sources/index.md", "Nguồn", ("table", "sources")),
    )


def test_each_record_but_terms_and_questions_has_a_page(register: Register) -> None:
    """At its address, by its address, and it knows its record."""
    entries = [one for one in register.entries.values() if one.collection not in SHARING]
    assert [
        (stub.uri, stub.call, stub.record) for stub in page_stubs(register)[10 : 10 + len(entries)]
    ] == [(f"{one.address}.md", ("record", one.address), one) for one in entries]


def test_a_page_bears_the_title_that_tells_its_record_apart(invented: Register) -> None:
    """Two people of one name have two titles."""
    titles = {stub.uri: stub.title for stub in page_stubs(invented)}
    assert titles["people/le-van-binh.md"] == "Lê Văn Bình (ủy viên Hội đồng)"
    assert titles["tasks/2031-01.md"] == "Nhiệm vụ 1. Gieo hạt vụ xuân"


def test_terms_share_a_page_by_group(invented: Register) -> None:
    """After the records come the groups, then what is said of the data and of its gaps."""
    assert [stub for stub in page_stubs(invented) if stub.uri in ABOUT] == [
        PageStub("terms/garden.md", "Thuật ngữ: Vườn", ("terms", "garden")),
        PageStub("data.md", "Về dữ liệu", ("evidence",)),
        PageStub("gaps.md", "Những điều chưa rõ", ("gaps",)),
        PageStub("rules.md", "Quy tắc của dữ liệu", ("rules",)),
        PageStub("editing.md", "Sửa dữ liệu", source=GUIDES_FOLDER / "editing.md"),
    ]


def test_the_views_of_the_whole_come_last(invented: Register) -> None:
    """Those of the institution, a chart for each body that has one, a sheet for each programme."""
    office, programme = "organizations/van-phong-vuon-uom", "programmes/2031"
    assert page_stubs(invented)[-7:] == (
        PageStub("views/index.md", "Toàn cảnh", ("overview",)),
        PageStub("views/roster.md", "Ai giữ chức vụ gì", ("roster",)),
        PageStub("views/changes.md", "Trước và sau", ("changes",)),
        PageStub("views/timeline.md", "Dòng thời gian", ("timeline",)),
        PageStub("views/law.md", "Bản đồ văn bản", ("law_map",)),
        PageStub(
            "views/structure/van-phong-vuon-uom.md", "Cơ cấu: Văn phòng Vườn Ươm", ("chart", office)
        ),
        PageStub(
            "programmes/2031/sheet.md",
            "Phiếu theo dõi: Chương trình năm 2031",
            ("sheet", programme),
        ),
    )


def test_a_page_that_lists_holders_can_be_read_as_of_any_day(invented: Register) -> None:
    """And so can a programme; what has a chart is shown there."""
    site = Site(invented, DAY)
    scripts = {stub.uri: body(site, stub)[1].scripts for stub in made(invented)}
    assert {uri for uri, names in scripts.items() if "days" in names} == {
        "programmes/2031.md",
        "organizations/ban-mua-xuan.md",
        "organizations/hoi-dong-vuon-uom.md",
        "organizations/to-gieo-hat.md",
        "legislation/index.md",
        *("views/roster.md", "views/law.md", "views/structure/van-phong-vuon-uom.md"),
    }
    assert {uri: names for uri, names in scripts.items() if names - {"days"}} == {
        "onboarding/index.md": {"onboarding"},
        "onboarding/nguoi-lam-vuon.md": {"onboarding", "question"},
        "self-check.md": {"question", "selfcheck"},
        "handbook.md": {"handbook"},
    }


def test_a_group_without_terms_has_no_page(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """A word of the vocabulary alone makes no page; groups come in the order of the words."""
    garden = "    garden: {vi: Vườn"
    words = "    shed: {vi: Kho, en: Shed}\n    empty: {vi: Rỗng, en: Empty}\n"
    terms = ("  group: garden\n  definition", "  group: shed\n  definition")
    found = load_data(changed({"labels.yml": (garden, words + garden), "terms.yml": terms}))
    assert [stub.uri for stub in page_stubs(found) if re.match("terms/[^i]", stub.uri)] == [
        "terms/shed.md",
        "terms/garden.md",
    ]


def test_no_two_pages_share_a_place(register: Register) -> None:
    """Else one would silently replace the other."""
    twice = [uri for uri, n in Counter(stub.uri for stub in page_stubs(register)).items() if n > 1]
    assert twice == []


def test_a_hostile_value_stays_out_of_the_call(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """A title may hold template signs; nothing of a record but its address is in the call."""
    name = ("name: Trần Ý", 'name: "{{ 7*7 }}\') }}"')
    found = load_data(changed({"people/tran-y.yml": name}))
    (stub,) = (one for one in page_stubs(found) if one.uri == "people/tran-y.md")
    assert (stub.title, stub.call) == ("{{ 7*7 }}') }}", ("record", "people/tran-y"))


def made(register: Register) -> list[PageStub]:
    """The pages that are made from the register."""
    return [stub for stub in page_stubs(register) if stub.call]


def body(site: Site, stub: PageStub) -> tuple[str, PageBody]:
    """The address of a page within the site, and what its call makes."""
    url = Links(site.register, "", site.directory_urls).url(stub.uri)
    return url, site.body(stub, url)


def page_of(site: Site, uri: str) -> PageBody:
    """The body of the page at a path."""
    (stub,) = (stub for stub in page_stubs(site.register) if stub.uri == uri)
    return body(site, stub)[1]


@pytest.mark.parametrize(
    ("data", "day"),
    [
        ("invented", dt.date(1900, 1, 1)),
        ("invented", DAY),
        ("invented", dt.date(2099, 12, 31)),
        ("real", dt.date(2025, 3, 7)),
    ],
    ids=["before-all", "in-the-midst", "after-all", "real"],
)
def test_every_page_has_a_body(data: str, day: dt.date, request: pytest.FixtureRequest) -> None:
    """Whatever the day, each call makes a page with one heading of the first rank."""
    site = Site(request.getfixturevalue(data), day, edit_base="https://git.example/edit/main/")
    bodies = {stub.uri: body(site, stub)[1].html for stub in made(site.register)}
    counts = {uri: len(re.findall(r"<h1 ", html)) for uri, html in bodies.items()}
    assert counts == dict.fromkeys(bodies, 1)


def test_the_contents_name_the_headings_with_a_link_to_themselves(register: Register) -> None:
    """In the order of the page, the title first, and none twice; in a summary without a link."""
    linked = re.compile(
        r'(?:<summary[^>]*>|(?=<h[12] [^>]*>[^<]*<a class="headerlink"))'
        r'<h([12]) id="([^"]*)"[^>]*>([^<]*)(?:<a class="headerlink" href="#([^"]*)")?'
    )
    for stub in made(register):
        page = body(Site(register, DAY), stub)[1]
        found = [
            (int(level), id, unescape(title)) for level, id, title, _ in linked.findall(page.html)
        ]
        assert found == [(heading.level, heading.id, heading.title) for heading in page.headings]
        assert all(target in (id, "") for _, id, _, target in linked.findall(page.html))
        assert [level for level, _, _ in found] == [1, *[2] * (len(found) - 1)]
        assert len({id for _, id, _ in found}) == len(found)


def test_a_title_that_is_the_name_of_a_section_has_another_id(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """So each of them can be linked to."""
    found = load_data(changed({"people/tran-y.yml": ("name: Trần Ý", "name: Sources")}))
    headings = page_of(Site(found, DAY), "people/tran-y.md").headings
    ids = [heading.id for heading in headings]
    assert (ids[0], ids[-1]) == ("sources_1", "sources")


def read(site: Site) -> Iterator[tuple[str, Html]]:
    """The address of each page with what a browser would see on it."""
    for stub in made(site.register):
        url, made_body = body(site, stub)
        page = Html()
        page.feed(made_body.html)
        yield url, page


@pytest.mark.parametrize("directory_urls", [True, False], ids=["folders", "files"])
def test_every_link_between_pages_arrives(invented: Register, directory_urls: bool) -> None:
    """At a page that is made, and at a place that it has; downloads and other sites aside."""
    pages = dict(read(Site(invented, DAY, directory_urls)))
    broken = []
    for url, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(f"https://site/{url}", link.partition("?")[0]))
            name = target.removeprefix("https://site/")
            if target.startswith("https://site/") and not name.endswith(".json"):
                arrived = name in pages and (not fragment or fragment in pages[name].ids)
                broken += [] if arrived else [f"{url}: {link}"]
    assert broken == []


def test_no_id_stands_twice_on_a_page(invented: Register) -> None:
    """A fragment means one place, and a marker in the text one line of the list."""
    twice = [
        f"{url}: {name}"
        for url, page in read(Site(invented, DAY))
        for name, count in Counter(page.ids).items()
        if count > 1
    ]
    assert twice == []


def sections(page: PageBody) -> list[tuple[str, str]]:
    """Title and id of each section."""
    return [(heading.title, heading.id) for heading in page.headings[1:]]


def test_a_page_of_terms_is_in_vietnamese_order(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """Whatever the order of the file, and without the terms of other groups."""
    term = "term: {vi: %s, en: x}\n  group: %s\n  definition: d\n  rendering_status: ours"
    cite = "citations: [{source: sources/ban-sao}]"
    given = [("đa", "garden"), ("ẩn", "garden"), ("kho", "shed"), ("anh", "garden")]
    terms = [f"a{n}:\n  {term % words}\n  {cite}\n" for n, words in enumerate(given)]
    words = ("    garden: {vi: Vườn", "    shed: {vi: Kho}\n    garden: {vi: Vườn")
    folder = changed({"terms.yml": "".join(terms), "labels.yml": words})
    (folder / "needs.yml").unlink()
    page = page_of(Site(load_data(folder), DAY), "terms/garden.md")
    assert sections(page) == [("anh", "a3"), ("ẩn", "a1"), ("đa", "a0"), ("Nguồn", "sources")]


def test_gaps_are_listed_by_collection(invented: Register) -> None:
    """Each with the record that has it; collections without gaps are left out."""
    page = page_of(Site(invented, DAY), "gaps.md")
    assert sections(page) == [("Cơ quan, đơn vị", "organizations"), ("Nhiệm vụ", "tasks")]
    assert [line for line in page.html.splitlines() if line.startswith("<li>")] == [
        '<li><a href="../organizations/to-tuoi-nuoc/">Tổ Tưới nước</a>: '
        "Chưa nguồn nào nêu tên người đứng đầu Tổ. </li>",
        '<li><a href="../tasks/2031-03/">Nhiệm vụ 3</a>: Chưa nguồn nào nêu người chủ trì. </li>',
    ]


def test_a_page_links_to_the_file_of_its_record(invented: Register) -> None:
    """Where there is a repository; else the page shows no such link."""
    address = "people/tran-y"
    entry = invented[address]
    with_link, without = (
        page_of(Site(invented, DAY, edit_base=base), f"{address}.md").html
        for base in ("https://git.example/edit/", "")
    )
    link = f'<a href="https://git.example/edit/{entry.path}#L1">Sửa dữ liệu của mục này</a>'
    assert (with_link.count(link), without.count("Sửa dữ liệu")) == (1, 0)


def test_the_meanings_of_marked_terms_stand_beside_the_page(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """Name, short form, definition, English and whose that is; markup in them is words."""
    old = "definition: {vi: Dải đất để gieo cây con., en: Strip of earth for seedlings.}"
    new = "abbreviation: LU\n  abbreviation_is_ours: true\n  definition: <b>Dải đất</b>"
    register = load_data(changed({"terms.yml": (old, new)}))
    html = "<p>HĐVU có luống ươm.</p>"
    marked, meanings = Site(register, DAY).glossed("events/x/", html, Glossary(register))
    assert marked == (
        '<p><a class="gloss" href="../../terms/garden/#hoi-dong-vuon-uom" '
        'aria-describedby="gloss-1">HĐVU</a> có <a class="gloss" '
        'href="../../terms/garden/#luong-uom" aria-describedby="gloss-2">luống ươm</a>.</p>'
    )
    assert [line for line in meanings.splitlines() if 'role="tooltip"' in line] == [
        '<div role="tooltip" id="gloss-1"><strong>Hội đồng Vườn Ươm</strong> (HĐVU): '
        "Hội đồng chăm lo các luống cây con. "
        '<span><span lang="en">Council of the Nursery</span></span></div>',
        '<div role="tooltip" id="gloss-2"><strong>luống ươm</strong> (LU, chữ viết tắt do trang '
        "này đặt): &lt;b&gt;Dải đất&lt;/b&gt; "
        '<span><span lang="en">seed bed</span> (cách dịch của trang này)</span></div>',
    ]


def test_a_term_has_no_mark_on_the_page_of_what_it_names(invented: Register) -> None:
    """There the whole page says what it is."""
    site, glossary = Site(invented, DAY), Glossary(invented)
    address = "organizations/hoi-dong-vuon-uom"
    assert site.glossed("x/", "<p>HĐVU</p>", glossary, address) == ("<p>HĐVU</p>", "")
    assert "gloss-1" in site.glossed("x/", "<p>HĐVU</p>", glossary, "people/tran-y")[0]


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        # Who headed a body that has ended did so on its last day, not today.
        ("organizations/ban-thu-ky-quoc-hoi.md", "(vào ngày 6/3/2025)"),
        # Units are counted of a list that is not whole.
        ("views/structure/van-phong-quoc-hoi.md", "chưa đầy đủ, nên số đơn vị có thể nhiều hơn."),
        # A law is recorded in part.
        ("legislation/luat-57-2014-qh13.md", "Đã hết hiệu lực, trong số điều khoản ghi ở đây:"),
    ],
)
def test_what_holds_in_part_or_on_another_day_says_so(real: Register, uri: str, words: str) -> None:
    """Beside the answer, so that none is taken for more than it is."""
    site = Site(real, dt.date(2026, 11, 30))
    (stub,) = [stub for stub in made(real) if stub.uri == uri]
    assert words in body(site, stub)[1].html
