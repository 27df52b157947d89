"""How a subject or an answer is written for readers."""

import datetime as dt
from typing import Any

import pytest

from macros.quiz.question import Answer, event_dates, plain_text_of, value_text
from macros.text import PartialDate
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)
RECORDS: dict[str, dict[str, Any]] = {
    "people/a": {"name": "An", "disambiguation": {"vi": "thủ kho", "en": "storekeeper"}},
    "people/b": {"name": "Bình"},
    "organizations/o": {
        "names": [{"name": "Tổ cũ"}, {"name": "Tổ mới", "start_date": "2031-01-01"}],
        "posts": [
            {"id": "p", "names": ["Tổ trưởng"]},
            {"id": "q", "names": ["Tổ phó Tổ mới"]},
        ],
    },
}


@pytest.mark.parametrize(
    ("value", "text", "plain"),
    [
        ("people/a", "An (thủ kho)", "An"),
        ("people/b", "Bình", "Bình"),
        ("organizations/o", "Tổ mới", "Tổ mới"),
        ("organizations/o#p", "Tổ trưởng, Tổ mới", "Tổ trưởng, Tổ mới"),
        ("organizations/o#q", "Tổ phó Tổ mới", "Tổ phó Tổ mới"),
        ("Chủ tịch", "Chủ tịch", "Chủ tịch"),
        (PartialDate.parse("2031-02-03"), "3/2/2031", "3/2/2031"),
        (("people/a", "people/b"), "(1) An (thủ kho) (2) Bình", "people/a people/b"),
    ],
    ids=["homonym", "person", "body", "post", "post-with-body", "text", "day", "order"],
)
def test_a_value_is_named_as_on_the_day(value: Answer, text: str, plain: str) -> None:
    """A post with its body unless it names it; two of one name are told apart."""
    register = small(RECORDS)
    assert value_text(register, value, DAY) == text
    assert plain_text_of(register, value, DAY) == plain


def test_a_value_has_the_name_of_its_time_and_language() -> None:
    """The body had another name a year before."""
    register = small(RECORDS)
    assert value_text(register, "organizations/o#p", dt.date(2030, 5, 5)) == "Tổ trưởng, Tổ cũ"
    assert value_text(register, "people/a", DAY, "en") == "An (storekeeper)"


def test_the_days_of_events_are_those_that_are_known_up_to_a_day() -> None:
    """In their order, each once; that of the day itself is one."""
    days = ("2031-05-06", "2031-05-05", "2031-01", "2030-01-01", "2030-01-01")
    events = {f"events/e{number}": {"date": day} for number, day in enumerate(days)}
    assert event_dates(small(events), DAY) == (dt.date(2030, 1, 1), DAY)
