"""Specifies the handbook: its chapters, what opens it, and that its links stay in it."""

import datetime as dt

import pytest

from macros.pages.handbook_chapters import Handbook
from macros.pages.site import Site, page_stubs
from macros.pages.views import VIEWS
from macros.queries import CollectionRole, kind_of
from macros.register import Register
from macros.text import search_sections
from tests.support.sites import Html

DAY = dt.date(2031, 5, 5)
BEFORE, AFTER = dt.date(1900, 1, 1), dt.date(2099, 12, 31)
OTHERS = "Các cơ quan, đơn vị khác"


def contents(register: Register, day: dt.date) -> dict[str, list[str]]:
    """The chapters and the parts that their contents name."""
    book = Handbook(register, day)
    return {one.id: [section.title for section in one.sections] for one in book.chapters}


def test_the_chapters_come_in_the_order_in_which_one_learns(invented: Register) -> None:
    """What is over first, the sources last; a body told at length has a part of its own."""
    assert contents(invented, AFTER) == {
        "ended": ["Cơ quan và chương trình", OTHERS, "Văn bản"],
        "institution": ["Văn phòng Vườn Ươm", "Hội đồng Vườn Ươm", OTHERS, "Các mốc chính"],
        "structure": ["Văn phòng Vườn Ươm"],
        "programme": ["Chương trình năm 2031"],
        "law": ["Điều lệ", "Quyết định"],
        "people": ["Theo chức vụ", "Theo tên"],
        "glossary": [],
        "sources": [],
    }


def test_a_chapter_that_has_nothing_to_say_is_left_out(invented: Register) -> None:
    """While nothing is over, the book does not begin with what is over."""
    assert "ended" not in contents(invented, BEFORE)


def text_of(register: Register, day: dt.date) -> str:
    return VIEWS["handbook"](Site(register, day).page("handbook/"))


def page(register: Register, day: dt.date = DAY) -> Html:
    found = Html()
    found.feed(text_of(register, day))
    return found


@pytest.mark.parametrize("data", ["invented", "real"])
def test_every_fact_but_events_and_sources_is_told_in_it(
    data: str, request: pytest.FixtureRequest
) -> None:
    """Each at a place of its own, so that a link to it stays in the book."""
    register: Register = request.getfixturevalue(data)
    told = set(page(register).ids)
    wanted = [
        entry.address
        for entry in register.entries.values()
        if entry.collection != "events" and kind_of(entry).role is CollectionRole.FACTS
    ]
    assert [one for one in wanted if one.replace("/", "-") not in told] == []


@pytest.mark.parametrize("data", ["invented", "real"])
def test_a_link_leaves_it_only_for_what_it_does_not_tell(
    data: str, request: pytest.FixtureRequest
) -> None:
    """To the page of a source, or of an event that is no milestone."""
    links = page(request.getfixturevalue(data)).links
    leaving = {link.split("/")[1] for link in links if not link.startswith("#")}
    assert leaving <= {"events", "sources"}
    assert len([link for link in links if link.startswith("#")]) > 50


def test_a_place_in_a_document_is_a_place_in_the_book(invented: Register) -> None:
    """A basis in an article leads to that article."""
    found = page(invented)
    assert "#legislation-dieu-le-02-2030--dieu-3" in found.links
    assert "legislation-dieu-le-02-2030--dieu-3" in found.ids


def test_it_says_of_which_day_it_speaks_and_what_is_over(invented: Register) -> None:
    """On the cover, in words for readers and in the line that each sheet repeats."""
    text = text_of(invented, AFTER)
    cover = text.partition('<div class="cover"')[2].partition("<h2 ")[0]
    assert 'data-running="Hội đồng Vườn Ươm · tính đến ngày 31/12/2099"' in cover
    assert 'Tính đến ngày <time datetime="2099-12-31">31/12/2099</time>.' in cover
    assert cover.count('<p class="ended">') == len(Handbook(invented, AFTER).over["ended-bodies"])
    assert text.index('<h2 id="ended"') < text.index('<h2 id="institution"')


def test_its_words_are_left_to_the_pages_that_say_them_better(invented: Register) -> None:
    """All but the title and the lead is kept out of the search index."""
    (stub,) = (stub for stub in page_stubs(invented) if stub.uri == "handbook.md")
    (only,) = search_sections(Site(invented, DAY).body(stub, "handbook/").html)
    assert only.heading == "Sổ tay"
    assert only.text.startswith("Hội đồng Vườn Ươm · ")
    assert len(only.text) < 500
