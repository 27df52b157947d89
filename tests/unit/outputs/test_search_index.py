"""What can be found, under which names, and the line that tells it apart."""

import datetime as dt
import json

import pytest

from macros.outputs.search_index import (
    PageTexts,
    SearchEntry,
    build_search_index,
    search_entries,
    short_forms,
)
from macros.pages import Links
from macros.register import Register
from macros.text import SearchSection
from tests.support.registers import BODY, small

DAY = dt.date(2031, 5, 5)


def found(register: Register, pages: PageTexts | None = None) -> dict[str, SearchEntry]:
    """Everything that can be found, by its URL."""
    links = Links(register, "")
    return {
        search_entry.url: search_entry
        for search_entry in search_entries(register, DAY, links, pages or {})
    }


def test_every_record_can_be_found(invented: Register) -> None:
    """Under its title, on its page; a term at its place on the page of its group."""
    everything = found(invented)
    assert len(everything) == len(invented.entries)
    assert everything["people/do-thuy-an/"].name == "Đỗ Thùy An"
    assert everything["terms/garden/#luong-uom"].name == "luống ươm"


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("people/do-thuy-an/", "Chủ tịch Hội đồng Vườn Ươm (đang giữ) · 2029–2031"),
        ("events/2031-02-03/", "3/2/2031 · Chủ tịch nêu hai yêu cầu."),
        ("tasks/2031-01/", "Chương trình năm 2031"),
        ("terms/garden/#hoi-dong-vuon-uom", "HĐVU · Hội đồng chăm lo các luống cây con."),
        ("sources/bao-nha-vuon/", "3/2/2031 · Báo Nhà Vườn"),
    ],
)
def test_a_line_tells_things_of_one_name_apart(invented: Register, url: str, line: str) -> None:
    """Post and years of a person, day of an event, programme of a task, meaning of a term."""
    assert found(invented)[url].line == line


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("events/2031-02-03/", "3/2/2031"),
        ("tasks/2031-01/", "Nhiệm vụ 1"),
        ("legislation/dieu-le-02-2030/", "Điều lệ số 02/2030"),
        ("terms/garden/#hoi-dong-vuon-uom", "HĐVU"),
        ("terms/garden/#hoi-dong-vuon-uom", "Nursery Council"),
    ],
)
def test_a_thing_is_found_under_its_other_names_too(
    invented: Register, url: str, name: str
) -> None:
    """Abbreviation, English, number in full, day, place in a programme."""
    assert name in found(invented)[url].names


def test_a_name_that_is_only_spelled_in_another_way_is_not_said_twice() -> None:
    """The search takes both spellings for one."""
    register = small({BODY: {"names": ["Uỷ ban Kĩ thuật", "Ủy ban Kỹ thuật"]}})
    assert found(register)[f"{BODY}/"].names == ()


def test_a_post_is_found_under_every_name_it_has_had() -> None:
    """The newest first; the others on lines of their own."""
    post = {"id": "head", "names": ["Trưởng ban", "Chủ nhiệm"]}
    register = small({BODY: {"posts": [post]}})
    pages = {f"{BODY}/": ("O", (SearchSection("head", "Chủ nhiệm", "Một người."),))}
    passage = found(register, pages)[f"{BODY}/"].passages[0]
    assert passage == SearchSection("head", "Chủ nhiệm\nTrưởng ban", "Một người.")


def test_a_person_is_found_by_every_post_held(invented: Register) -> None:
    """Each with its body and the years of it, under the heading of the posts."""
    pages = {"people/do-thuy-an/": ("An", (SearchSection("memberships", "Chức vụ", "Một."),))}
    passage = found(invented, pages)["people/do-thuy-an/"].passages[0]
    assert passage.heading == "Chức vụ\nChủ tịch Hội đồng Vườn Ươm 2029 2030 2031"


def test_a_term_has_the_words_under_its_own_heading(invented: Register) -> None:
    """Not those of the terms beside it."""
    own = SearchSection("luong-uom", "luống ươm", "Dải đất.")
    pages = {
        "terms/garden/": ("Vườn", (SearchSection("hoi-dong-vuon-uom", "Hội đồng", "Hội."), own))
    }
    assert found(invented, pages)["terms/garden/#luong-uom"].passages == (own,)


def test_other_pages_are_found_by_title_and_summed_up_by_their_first_words(
    invented: Register,
) -> None:
    """Lists, views and pages written by hand."""
    text = "Mỗi dữ kiện dẫn nguồn. " * 20
    page = found(invented, {"data/": ("Về dữ liệu", (SearchSection("", "Về dữ liệu", text),))})[
        "data/"
    ]
    assert (page.kind, page.name, page.line) == (
        "pages",
        "Về dữ liệu",
        f"{text[:138]}Mỗi dữ kiện dẫn …",
    )


def test_abbreviations_come_from_the_data_alone(invented: Register) -> None:
    """Each once, whether a term or a record has it."""
    assert short_forms(invented) == [("HĐVU", "Hội đồng Vườn Ươm")]


def test_the_index_is_a_script_with_one_object(invented: Register) -> None:
    """A page that was opened as a file can load it, too."""
    text = build_search_index(invented, DAY, Links(invented, ""), {})
    content = json.loads(text.removeprefix("self.searchIndex=").removesuffix(";\n"))
    assert sorted(content) == ["asking", "kinds", "months", "short", "things"]
    assert content["kinds"]["organizations"] == "Cơ quan, đơn vị"
    assert [len(row) for row in content["things"]] == [6] * len(invented.entries)
