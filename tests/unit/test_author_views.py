"""Specifies the views that an author may place: each is what its own page shows."""

import re
from collections import Counter

import pytest

from macros.pages import PLACEABLE, Links, Site, page_stubs
from macros.register import Register
from tests.support.authored import Authored
from tests.support.sites import Html
from tests.unit.test_author_macros import COUNCIL, DAY

_FRAME = (
    r"<h[123] [^>]*>.*?</h[123]>",
    r'<form class="asof".*?</form>',
    r'<p class="summary">.*?</p>',
    r'<p class="aside" data-search-exclude>Bấm vào số ở đây .*?</p>',
    r'<ol class="sources".*?</ol>',
    r'<p class="legend".*?</p>',
    r'(?<=<sup class="analysis"><a )href="[^"]*"',
)
"""What a page has around its view, and what stands once on a page: headings, day, sources."""
STUBS = (
    *("people/index.md", "terms/garden.md"),
    *("legislation/index.md", "needs/index.md", "data.md", "gaps.md", "self-check.md"),
    *("views/roster.md", "views/changes.md", "views/timeline.md", "views/law.md"),
    *("views/structure/van-phong-vuon-uom.md", "programmes/2031/sheet.md"),
)


@pytest.fixture
def macros(invented: Register) -> Authored:
    return Authored(Site(invented, DAY))


def call_of(name: str, *arguments: str) -> str:
    """A call as an author types it."""
    given = ", ".join(f'"{argument}"' for argument in arguments)
    return f"{{{{ {name}({given}) }}}}"


def within_frame(html: str) -> str:
    """The view without its frame and without blanks between elements."""
    for pattern in _FRAME:
        html = re.sub(pattern, "", html, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


@pytest.mark.parametrize("uri", STUBS)
def test_a_generated_page_is_the_result_of_a_call(
    macros: Authored, invented: Register, uri: str
) -> None:
    """But for its title, its contents, the field for a day and the list of its sources."""
    site, url = Site(invented, DAY), Links(invented, "").url(uri)
    (stub,) = (stub for stub in page_stubs(invented) if stub.uri == uri)
    placed = macros.render(call_of(*stub.call), url=url)
    assert within_frame(placed) == within_frame(site.body(stub, url).html)
    assert len(within_frame(placed)) > 300


@pytest.mark.parametrize(
    "uri", ["tasks/2031-01.md", "organizations/hoi-dong-vuon-uom.md", "programmes/2031.md"]
)
def test_a_record_says_the_same_where_it_is_placed(
    macros: Authored, invented: Register, uri: str
) -> None:
    """Its facts and what is folded; the remarks stand beside the statements, not at the foot."""
    site, url = Site(invented, DAY), Links(invented, "").url(uri)
    (stub,) = (stub for stub in page_stubs(invented) if stub.uri == uri)
    linked = re.compile(r'<a href="(?!#)([^"]*)"')
    entry = site.body(stub, url).html.partition('<dl class="facts entry__box">')[2]
    own = set(linked.findall(entry.partition('<h2 id="sources"')[0]))
    placed = macros.render(call_of(*stub.call), url=url)
    assert own <= set(linked.findall(placed))
    assert (len(own) > 3, "<h1" in placed, "actions" in placed) == (True, False, False)


def test_every_kind_of_page_but_the_books_can_be_placed(invented: Register) -> None:
    """Rules, gaps to fill, the whole as one book, and lists of views and paths are not."""
    calls = {stub.call[0] for stub in page_stubs(invented) if stub.call}
    assert calls - set(PLACEABLE) == {"overview", "paths", "rules", "to_fill", "handbook"}


def test_the_matrix_of_a_programme_can_be_placed_alone(
    macros: Authored, invented: Register
) -> None:
    """It stands on the page of the programme."""
    (stub,) = (stub for stub in page_stubs(invented) if stub.uri == "programmes/2031.md")
    page = within_frame(Site(invented, DAY).body(stub, "programmes/2031/").html)
    placed = macros.render(call_of("matrix", "programmes/2031"), url="programmes/2031/")
    (table,) = re.findall(r'<table class="matrix stacks">.*?</table>', placed, re.DOTALL)
    rows = re.findall(r'<th scope="row">(\d+)\.', table)
    assert rows == ["1", "2", "3"]
    marks = re.compile(r"<sup.*?</sup>")
    assert marks.sub("", within_frame(table)) in marks.sub("", page)


def test_a_roster_or_a_timeline_may_be_about_one_record(macros: Authored) -> None:
    """Without an address they are about all of them."""
    whole, one = (macros.render(call, url=f"{number}/") for number, call in enumerate(CALLS))
    assert [text.count('<section class="staff') > 1 for text in (whole, one)] == [True, False]
    assert f'href="../{COUNCIL}/"' in one
    bars = macros.render(call_of("timeline", "organizations/van-phong-vuon-uom"), url="t/")
    assert 'id="own-title"' in bars
    assert 'class="history milestones"' not in bars


CALLS = (call_of("roster"), call_of("roster", COUNCIL))


@pytest.mark.parametrize(
    ("body", "is_told"), [(COUNCIL, False), ("organizations/ban-mua-xuan", True)]
)
def test_the_roster_of_a_body_that_is_over_says_so(
    macros: Authored, body: str, is_told: bool
) -> None:
    """Nothing else is shown of it on that day."""
    placed = macros.render(call_of("roster", body), url="r/")
    (told,) = re.findall(r'<p class="unknown" data-empty=.*?>', placed)
    assert (" hidden" in told) != is_told


def test_views_on_one_page_share_neither_ids_nor_the_field_for_a_day(
    macros: Authored,
) -> None:
    """Each reference leads to the id in its own view; those of the page itself are taken, too."""
    record = call_of("record", "tasks/2031-01")
    text = f"## Theo thời gian {{: #history }}\n\n{record}\n{record}\n{CALLS[0]}\n{CALLS[1]}"
    page = Html()
    page.feed(macros.render(text, url="w/"))
    assert [id for id, count in Counter(page.ids).items() if count > 1] == []
    assert {"history_1", "history_2", "own-title", "own-title_1"} <= set(page.ids)
    named = [values.get("aria-labelledby") for _, values in page.elements]
    assert {"own-title", "own-title_1"} <= set(named)
    assert sum(tag == "form" for tag, _ in page.elements) == 1


def test_a_page_gets_the_scripts_of_its_views(macros: Authored) -> None:
    """The field for a day and the self-check need them; a table of people needs none."""
    macros.render(f"{CALLS[0]}{call_of('quiz')}", url="a/")
    assert macros.scripts == frozenset(("days", "question", "selfcheck"))
    macros.render(call_of("table", "people"), url="b/")
    assert macros.scripts == frozenset()


def test_the_card_of_today_says_who_heads_and_what_is_over(macros: Authored) -> None:
    """The head by what evidence, the documents in force; an ended body with its reason."""
    card = macros.render(call_of("today", COUNCIL, "organizations/ban-mua-xuan"), url="")
    names = re.findall(r'<p class="today__name"><a [^>]*>([^<]+)', card)
    assert names == ["Lê Văn Bình (ủy viên Hội đồng)"]
    assert "badge--held-" in card
    assert ">2 trong 4 văn bản<" in card
    assert "Ban Mùa xuân: Đã kết thúc hoạt động từ ngày 1 tháng 7 năm 2030." in card
    assert card.count("<dt>") == 2


def test_the_ribbon_tells_events_in_their_order(macros: Authored) -> None:
    """Whatever the order of the call; without an event there is none."""
    text = macros.render(call_of("ribbon", "events/2031-02-03", "events/2029-05-01"), url="")
    assert re.findall(r'<time datetime="([^"]+)">', text) == ["2029-05-01", "2031-02-03"]
    assert text.count("<circle") == 2
    assert macros.render(call_of("ribbon"), url="r/").strip() == ""


def test_what_stands_on_a_front_page_is_found_elsewhere(macros: Authored) -> None:
    """The search leads to the records themselves, and not to a page that names them all."""
    for call in (
        call_of("search_field", "an"),
        call_of("today", COUNCIL),
        call_of("ribbon", "events/2029-05-01"),
        call_of("doors", "organizations/van-phong-vuon-uom"),
        call_of("recent"),
        call_of("counts"),
    ):
        assert "data-search-exclude" in macros.render(call, url="")


def test_the_counts_lead_to_the_lists(macros: Authored) -> None:
    """Of the collections that state facts, and of their sources."""
    text = macros.render(call_of("counts"), url="")
    numbers = re.findall(r'href="([a-z]+)/".*?<strong>(\d+)</strong>', text)
    assert numbers[:2] == [("people", "4"), ("organizations", "5")]
    assert {"onboarding", "needs"} & {name for name, _ in numbers} == set()


def test_a_door_leads_to_the_chart_of_a_body(macros: Authored) -> None:
    """To the list of charts where the body has none."""
    first = re.compile(r'<p class="card__title"><a href="([^"]+)"')
    for address, target in (
        ("organizations/van-phong-vuon-uom", "views/structure/van-phong-vuon-uom/"),
        ("organizations/to-gieo-hat", "views/"),
    ):
        assert first.findall(macros.render(call_of("doors", address), url=""))[0] == target
