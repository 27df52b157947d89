"""Step functions: answers that change from day to day."""

# A page carries each answer as steps, so that the browser can show another day without any rule.

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.text import PartialDate

SHOWN, HIDDEN = "on", "off"
"""Shown and not shown on a day."""


@dataclass(frozen=True)
class StepFunction:
    """An answer for every day there is."""

    before: str
    """The answer before the first change."""
    changes: tuple[tuple[dt.date, str], ...] = ()
    """Days on which the answer becomes another, oldest first."""

    def on(self, day: dt.date) -> str:
        """The answer on `day`."""
        begun = [answer for change, answer in self.changes if change <= day]
        return begun[-1] if begun else self.before

    def shown_when(self, *answers: str) -> "StepFunction":
        """Shown on the days that have one of some answers."""
        days = (day for day, _ in self.changes)
        return step_function(lambda day: SHOWN if self.on(day) in answers else HIDDEN, (), days)

    def __str__(self) -> str:
        """As pages carry it: `not-yet 2016-01-01 yes 2025-03-08 no`."""
        return " ".join([self.before, *(f"{day} {answer}" for day, answer in self.changes)])


def step_function(
    answer: Callable[[dt.date], str],
    dates: Iterable[PartialDate | None],
    days: Iterable[dt.date] = (),
) -> StepFunction:
    """The answers that `answer` gives over time.

    `dates` are all the dates it looks at, `days` further days on which it may change.
    """
    candidates = {*days, *(day for date in dates if date for day in _days_around(date))}
    previous = before = answer(dt.date.min)
    changes = []
    for day in sorted(candidates):
        current = answer(day)
        if current != previous:
            changes.append((day, current))
            previous = current
    return StepFunction(before, tuple(changes))


def _days_around(date: PartialDate) -> Iterator[dt.date]:
    """The days on which a comparison with a date, or with a day beside it, can change."""
    least, most = dt.date.min.toordinal(), dt.date.max.toordinal()
    for end in (date.first.toordinal(), date.last.toordinal()):
        for day in range(max(end - 2, least), min(end + 2, most) + 1):
            yield dt.date.fromordinal(day)
