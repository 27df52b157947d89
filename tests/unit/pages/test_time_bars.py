"""Specifies bars on a time scale, in percent."""

import datetime as dt

import pytest

from macros.pages.charts.time_bars import Scale, Stretch, draw_timeline, stretches, time_scale
from macros.queries import bars_of, period_steps
from macros.register import Register
from macros.text import PartialDate, Period
from tests.support.registers import GRADES, small

DECADE = Scale(dt.date(2020, 1, 1), dt.date(2029, 12, 31))
DAY = dt.date(2026, 11, 22)


def period(start: str | None, end: str | None, *attested: str) -> Period:
    first, last = (PartialDate.parse(one) if one else None for one in (start, end))
    return Period(first, last, tuple(PartialDate.parse(one) for one in attested))


def test_a_scale_runs_over_whole_years() -> None:
    """Around all known days, and around today where something is still open."""
    closed = period("2021-05-01", "2023-02", "2022")
    assert time_scale([closed], DAY) == Scale(dt.date(2021, 1, 1), dt.date(2023, 12, 31))
    assert time_scale([closed, period("2022", None)], DAY).last == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "x"),
    [("2020-01-01", 0.0), ("2029-12-31", 100.0), ("2025-01-01", 50.03), ("1999-01-01", 0.0)],
)
def test_a_day_stands_at_its_share_of_the_scale(day: str, x: float) -> None:
    """Days beyond it stand at its edge."""
    assert DECADE.at(dt.date.fromisoformat(day)) == x


def test_a_scale_names_six_years_at_most() -> None:
    """Every year, or every second, fifth, tenth, twentieth."""
    assert [year for year, _ in DECADE.ticks] == [2020, 2022, 2024, 2026, 2028]
    long = Scale(dt.date(1945, 1, 1), dt.date(2026, 12, 31))
    assert [year for year, _ in long.ticks] == [1960, 1980, 2000, 2020]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (period("2020-01-01", "2029-12-31"), [("sure", 0, 100)]),
        (period("2025-01-01", "2025-01-01"), [("sure", 50.03, 0.8)]),
        (period("2025-01-01", None), [("sure", 50.03, 0.8), ("open", 50.05, 18.87)]),
        (period(None, "2025-01-01"), [("open", 47.03, 3), ("sure", 50.03, 0.8)]),
        (period("2025", "2029-12-31"), [("open", 50.03, 9.96), ("sure", 59.99, 40.01)]),
        (period("2020-01-01", "2025"), [("sure", 0, 50.05), ("open", 50.05, 9.97)]),
        (
            period(None, None, "2021-01-01", "2025-01-01"),
            [("open", 7.02, 3), ("sure", 10.02, 40.03), ("open", 50.05, 18.87)],
        ),
        (period("2025", "2025"), [("open", 50.03, 9.99)]),
        (period(None, None, "2025"), []),
    ],
    ids=[
        *("whole", "one-day", "open-end", "open-start", "vague-start", "vague-end"),
        *("seen-twice", "one-year", "seen-in-a-year"),
    ],
)
def test_a_bar_is_solid_only_where_it_is_certain(
    when: Period, expected: list[tuple[str, float, float]]
) -> None:
    """Pale where it is not known whether it held, up to today or a little way back."""
    steps = period_steps(small({}, GRADES), when)
    assert list(stretches(DECADE, steps, DAY)) == [Stretch(*one) for one in expected]


def test_a_bar_ends_where_the_rule_says_no(real: Register) -> None:
    """Of a post of one seat no end is known, yet another took it: no pale bar up to today."""
    (first,) = bars_of(real, real["people/nguyen-sinh-hung"])
    years = Scale(dt.date(2010, 1, 1), dt.date(2029, 12, 31))
    ends = [one.end for one in stretches(years, first.steps, DAY)]
    assert (first.period.end, ends[-1]) == (None, years.at(dt.date(2016, 4, 1)))


def test_no_bars_are_no_drawing() -> None:
    """An empty frame would look like an answer."""
    assert draw_timeline((), DAY) is None
