"""Step functions of what holds in a time, is shown from a day on, or bears a name for a while."""

import pytest

from macros.model import Name
from macros.queries.over_time import key_dates, name_steps, period_steps, shown_from
from macros.text import PartialDate, Period
from tests.support.registers import GRADES, small


def period(start: str | None, end: str | None = None, *attested: str) -> Period:
    first, last = (PartialDate.parse(date) if date else None for date in (start, end))
    return Period(first, last, tuple(map(PartialDate.parse, attested)))


@pytest.mark.parametrize(
    ("periods", "steps"),
    [
        ([period("2030-01-01", "2030-12-31")], "not-yet 2030-01-01 yes 2031-01-01 no"),
        (
            [period("2030-01-01", "2030-12-31"), period("2029-01-01", "2030-06-30")],
            "not-yet 2030-01-01 yes 2030-07-01 no",
        ),
        (
            [period("2029-01-01", "2029-12-31"), period("2030-01-01", "2030-12-31")],
            "not-yet 2030-01-01 no",
        ),
        (
            [period("2030-01-01", "2030-12-31"), period(None, "2030-06-30")],
            "not-yet 2030-01-01 later~2030-06-30 2030-06-30 yes 2030-07-01 no",
        ),
        (
            [period("2030-01-01", None, "2030-05-01")],
            "not-yet 2030-01-01 yes 2030-05-02 recent~2030-05-01"
            " 2031-05-02 seen~2030-05-01 2033-05-02 old~2030-05-01",
        ),
    ],
    ids=["one", "both", "never", "doubt", "attested"],
)
def test_several_periods_hold_while_all_of_them_do(periods: list[Period], steps: str) -> None:
    """Before the last of them began they did not yet; one that is over ends them."""
    assert str(period_steps(small({}, GRADES), *periods)) == steps


@pytest.mark.parametrize(
    ("date", "steps"),
    [("2030-01-02", "off 2030-01-02 on"), ("2030-01", "off 2030-01-31 on")],
)
def test_what_happened_is_shown_from_its_day_on(date: str, steps: str) -> None:
    """Of a month from its last day on, when it certainly has happened."""
    assert str(shown_from(PartialDate.parse(date))) == steps


def test_what_has_no_day_is_always_shown() -> None:
    """Nobody knows since when."""
    assert str(shown_from(None)) == "on"


def test_always_exactly_one_name_is_shown() -> None:
    """Each from its day on; one that is never the one to show has no steps."""
    names = tuple(
        Name.model_validate(name)
        for name in (
            {"name": "Cũ"},
            {"name": "Giữa", "start_date": "2030-01-01"},
            {"name": "Mới", "start_date": "2031-01-01"},
        )
    )
    assert [(name.name.vi, str(steps)) for name, steps in name_steps(names)] == [
        ("Cũ", "on 2030-01-01 off"),
        ("Giữa", "off 2030-01-01 on 2031-01-01 off"),
        ("Mới", "off 2031-01-01 on"),
    ]


def test_the_days_offered_by_name_are_the_last_twelve() -> None:
    """One of each day and name, oldest first."""
    events = {
        f"events/e{number}": {"date": f"20{number}-01-01", "key_date": f"Ngày {number}"}
        for number in range(10, 24)
    }
    events |= {"events/again": dict(events["events/e23"]), "events/none": {"date": "2009-01-01"}}
    assert [key.name.vi for key in key_dates(small(events))] == [
        f"Ngày {number}" for number in range(12, 24)
    ]
