"""Specifies how an answer over time is kept as steps, and that steps never differ from the rule."""

import datetime as dt

import pytest

from macros.queries.step_functions import StepFunction, step_function
from macros.text import PartialDate
from tests.support.time_cases import by_hand, drawn, read_steps, table

TERM = StepFunction("no", ((dt.date(2016, 1, 1), "yes"), (dt.date(2025, 3, 8), "no")))


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2015-12-31", "no"), ("2016-01-01", "yes"), ("2025-03-07", "yes"), ("2025-03-08", "no")],
    ids=["before", "first-day", "last-day", "after"],
)
def test_the_answer_of_a_day_is_that_of_the_last_change(day: str, answer: str) -> None:
    """A change counts from its own day on."""
    assert TERM.on(dt.date.fromisoformat(day)) == answer


def test_steps_are_written_as_answers_with_days_between() -> None:
    """The form that pages carry."""
    assert str(TERM) == "no 2016-01-01 yes 2025-03-08 no"
    assert str(StepFunction("unknown")) == "unknown"


def test_only_real_changes_are_kept() -> None:
    """Days on which the rule says the same as before leave no trace."""
    days = [PartialDate(2020), PartialDate(2021, 5), None, PartialDate(2022, 1, 1)]
    steps = step_function(lambda day: "late" if day >= dt.date(2021, 5, 31) else "soon", days)
    assert steps == StepFunction("soon", ((dt.date(2021, 5, 31), "late"),))


def test_a_date_at_the_end_of_time_turns_nothing_after_it() -> None:
    """The calendar ends with the year 9999, and so do the steps."""
    last = PartialDate(9999, 12, 31)
    steps = step_function(lambda day: "over" if day > last.last else "going", [last])
    assert steps == StepFunction("going")


def test_steps_can_be_narrowed_to_some_answers() -> None:
    """Shown while the answer is one of them."""
    assert str(TERM.shown_when("yes")) == "off 2016-01-01 on 2025-03-08 off"
    assert str(TERM.shown_when("no", "yes")) == "on"


def test_what_a_page_carries_agrees_with_the_rules() -> None:
    """In every case of the table, by hand and drawn, the steps give what the rule itself says."""
    cases = table()
    wrong = [case for case in cases if read_steps(case.steps).on(case.day) != case.answer]
    assert wrong == []
    assert len(cases) == len(by_hand()) + 60 * 5 * 9


def test_the_drawn_cases_ask_for_every_answer() -> None:
    """A table that never meets an answer would prove nothing about it."""
    answers = {case.answer.partition("~")[0] for case in drawn(20240311, 60, 5)}
    held = {"not-yet", "yes", "no", "unknown", "recent", "seen", "old", "later"}
    assert answers == held | {"in-force", "partly", "ended", "suspended"}
