"""Specifies what templates ask beyond the views: edit links, sources of lists, what is over."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from macros.eli import ArticleVersion
from macros.facts import Citation
from macros.questions import Questions
from macros.register import Register
from macros.source import Mark
from tests.test_register import BODY, small

DAY = dt.date(2033, 1, 1)


def test_a_record_is_edited_in_its_file_at_its_line() -> None:
    """The link opens the file where the record begins, also in a file of many."""
    found = small({"sources/a": {}})
    entry = replace(found["sources/a"], path="data/sources.yml", mark=Mark(12, 1))
    ask = Questions(found, DAY, "https://git.example/edit/main/")
    assert ask.edit_link(entry) == "https://git.example/edit/main/data/sources.yml#L12"


def test_without_a_repository_there_is_nothing_to_edit(invented: Register) -> None:
    """No half of a link is shown."""
    assert Questions(invented, DAY).edit_link(invented["people/tran-y"]) == ""


WHOLE, OWN = Citation(source="sources/whole"), Citation(source="sources/own")


@pytest.mark.parametrize(
    ("unit", "expected"), [("a", (OWN,)), ("b", (WHOLE,))], ids=["own-citation", "of-the-list"]
)
def test_a_unit_in_a_list_is_evidenced_by_its_own_source_or_that_of_the_list(
    unit: str, expected: tuple[Citation, ...]
) -> None:
    """What names the unit itself goes before what gives the list as a whole."""
    first = {"organization": "organizations/a", "citations": [OWN.model_dump()]}
    groups = [
        {"label": "1", "units": [{"organization": "organizations/c"}, first]},
        {"label": "2", "units": [{"organization": "organizations/b"}]},
    ]
    structure = {"id": "s", "label": "S", "complete": True, "groups": groups}
    structures = [{**structure, "citations": [WHOLE.model_dump()]}]
    units: dict[str, dict[str, Any]] = {f"organizations/{name}": {} for name in "abc"}
    found = small({BODY: {"structures": structures}, **units})
    ask, entry = Questions(found, DAY), found[f"organizations/{unit}"]
    (listing,) = ask.listings(entry)
    assert ask.listed_citations(entry, listing) == expected


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        ("2032-01-01", "2031-12-31", False),
        ("2032-01-01", "2032-01-01", True),
        ("2032", "2032-12-30", False),
        ("2032", "2032-12-31", True),
        (None, "2099-01-01", False),
    ],
    ids=["before", "on-the-day", "some-time-in-the-year", "by-the-end-of-it", "no-end"],
)
def test_a_wording_is_over_when_its_end_is_certain(
    end: str | None, day: str, expected: bool
) -> None:
    """Its end is the first day without it; a year tells of an end only when it is over."""
    version = ArticleVersion.model_validate({"gist": "g", "date_no_longer_in_force": end})
    assert Questions(small({}), dt.date.fromisoformat(day)).is_over(version) is expected


def test_questions_are_asked_of_the_day(invented: Register) -> None:
    """The same register answers otherwise on another day."""
    charter = invented["legislation/dieu-le-02-2030"]
    days = (dt.date(2030, 4, 30), dt.date(2030, 5, 1), dt.date(2032, 1, 1))
    assert [Questions(invented, day).force_at(charter.address) for day in days] == [
        "not-yet",
        "in-force",
        "partly",
    ]
