"""Specifies the names of bodies and posts in a language and on a day."""

import datetime as dt
from typing import Any

import pytest

from macros.model import Membership, Organization, Text
from macros.queries.names import in_language, name_on, position
from tests.support.registers import BODY, small

DAY = dt.date(2031, 5, 5)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (Text(vi="Vườn", en="Garden"), "vi", "Vườn"),
        (Text(vi="Vườn", en="Garden"), "en", "Garden"),
        (Text(vi="Vườn"), "en", "Vườn"),
        (Text(vi="Vườn", en=""), "en", "Vườn"),
        (None, "en", ""),
    ],
    ids=["main", "other", "other-missing", "other-empty", "no-text"],
)
def test_a_text_falls_back_to_the_main_language(
    text: Text | None, lang: str, expected: str
) -> None:
    """Where a language lacks words the Vietnamese ones stand in."""
    assert in_language(text, lang) == expected


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ({"start_date": "2029-01-01"}, "Trưởng ban"),
        ({"start_date": "2030-04-29"}, "Trưởng ban"),
        ({"start_date": "2030-04-30"}, "Chủ tịch"),
        ({"start_date": "2030-04"}, "Trưởng ban"),
        ({"start_date": "2035-01-01"}, "Chủ tịch"),
        ({"attested": ["2031-01-01"]}, "Chủ tịch"),
        ({"attested": ["2029-06-01", "2031-01-01"]}, "Trưởng ban"),
        ({"start_date": "2029-06-01", "attested": ["2031-01-01"]}, "Trưởng ban"),
        ({"end_date": "2029-12-31"}, "Trưởng ban"),
    ],
    ids=[
        "before-first-name",
        "under-first-name",
        "on-its-last-day",
        "in-its-last-month",
        "after",
        "attested-later",
        "attested-first",
        "start-before-attested",
        "only-an-end",
    ],
)
def test_a_position_has_the_title_of_its_time(membership: dict[str, Any], expected: str) -> None:
    """A post taken up on the last day of its old title is taken up under the new one."""
    names = [{"name": "Trưởng ban", "end_date": "2030-04-30"}, {"name": "Chủ tịch"}]
    post = {"id": "head", "names": names}
    one = Membership.model_validate({"organization": BODY, "post": "head", **membership})
    assert position(small({BODY: {"posts": [post]}}), one) == Text(vi=expected)


def test_a_title_that_ended_some_time_in_a_year_counts_for_all_of_it() -> None:
    """It may still have been the title on the day; only after that year it was not."""
    names = [{"name": "Trưởng ban", "end_date": "2030"}, {"name": "Chủ tịch"}]
    register = small({BODY: {"posts": [{"id": "head", "names": names}]}})
    dates = ("2030-06-01", "2031-01-01")
    held = [{"organization": BODY, "post": "head", "start_date": date} for date in dates]
    titles = [position(register, Membership.model_validate(membership)).vi for membership in held]
    assert titles == ["Trưởng ban", "Chủ tịch"]


def test_a_post_whose_titles_all_ended_keeps_the_last_one() -> None:
    """Some title is better than none: the newest."""
    names = [{"name": "A", "end_date": "2029-01-01"}, {"name": "B", "end_date": "2030-01-01"}]
    post = {"id": "head", "names": names}
    one = Membership.model_validate({"organization": BODY, "post": "head", "start_date": "2031"})
    assert position(small({BODY: {"posts": [post]}}), one) == Text(vi="B")


def test_a_role_in_words_is_the_position() -> None:
    """Where the body declares no post the words of the source stand."""
    one = Membership(organization=BODY, role=Text(vi="Tổ phó", en="Deputy head"))
    assert position(small({BODY: {}}), one) == Text(vi="Tổ phó", en="Deputy head")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2028-12-31", "A"),
        ("2029-01-01", "A"),
        ("2029-12-31", "A"),
        ("2030-01-01", "B"),
        ("2031-06-01", "B"),
        ("2031-12-31", "C"),
    ],
    ids=["before-all", "first", "last-day-of-it", "next", "some-time-in-a-year", "end-of-the-year"],
)
def test_a_post_has_the_name_of_the_day(day: str, expected: str) -> None:
    """The last one that has certainly begun; before them all the first."""
    starts = {"A": "2029-01-01", "B": "2030-01-01", "C": "2031"}
    names = [{"name": name, "start_date": start} for name, start in starts.items()]
    body = small({BODY: {"names": names}})
    found = name_on(body.get(Organization, BODY).record.names, dt.date.fromisoformat(day))
    assert found.name == Text(vi=expected)


def test_a_name_without_a_start_has_always_begun() -> None:
    """Of several such names the last one counts."""
    body = small({BODY: {"names": ["A", "B", {"name": "C", "start_date": "2031-01-01"}]}})
    assert name_on(body.get(Organization, BODY).record.names, dt.date(2030, 1, 1)).name == Text(
        vi="B"
    )
