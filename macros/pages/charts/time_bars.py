"""Bars on a time scale."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from macros.queries import StepFunction, TimelineBar, step_function
from macros.text import Period

_UNKNOWN_START = 3.0
"""How far a bar of unknown beginning reaches back, in percent."""
_MINIMUM_WIDTH = 0.8
"""The least width of a stretch that can be seen, in percent."""


@dataclass(frozen=True)
class Scale:
    """Days from left to right, in percent of the width."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        """The place of a day."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(min(max(share, 0), 1) * 100, 2)

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Years to write, and where."""
        years = range(self.first.year, self.last.year + 1)
        step = next((step for step in (1, 2, 5, 10, 20) if len(years) / step <= 6), 50)
        return tuple((year, self.at(dt.date(year, 1, 1))) for year in years if year % step == 0)


def time_scale(periods: Iterable[Period], day: dt.date) -> Scale:
    """Whole years around all known days of some periods, and `day` if any of them is open."""
    days, is_open = [], False
    for period in periods:
        dates = period.dates
        days += [date.first for date in dates] + [date.last for date in dates]
        is_open = is_open or period.end is None
    days += [day] if is_open else []
    return Scale(dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31))


@dataclass(frozen=True)
class Stretch:
    """A piece of a bar, in percent: `sure`, or `open` where it is not known whether it held."""

    kind: str
    x: float
    width: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


_SURE, _NOT_DRAWN = ("yes", "in-force", "partly"), ("no", "not-yet", "ended", "suspended")
"""The values of a step function that are drawn as certain, and not at all; others are `open`."""


def stretches(scale: Scale, steps: StepFunction, day: dt.date) -> tuple[Stretch, ...]:
    """The pieces of a bar, from left to right; what goes on is drawn up to `day`."""
    changes = [change for change, _ in steps.changes]
    kinds = step_function(lambda day: _kind(steps.on(day).partition("~")[0]), (), changes)
    days = [change for change, _ in kinds.changes]
    if not days:
        return ()
    places = [max(scale.at(days[0]) - _UNKNOWN_START, 0), *map(scale.at, days)]
    places.append(max(scale.at(day), places[-1]))
    pieces: list[Stretch] = []
    values = [kinds.before, *(value for _, value in kinds.changes)]
    for kind, left, right in zip(values, places, places[1:], strict=False):
        if kind and pieces and pieces[-1].kind == kind and pieces[-1].end == left:
            left = pieces.pop().x
        if kind and (right > left or kind == "sure"):
            width = max(right - left, _MINIMUM_WIDTH) if kind == "sure" else right - left
            pieces.append(Stretch(kind, left, round(width, 2)))
    return tuple(pieces)


def _kind(answer: str) -> str:
    if answer in _SURE:
        return "sure"
    return "" if answer in _NOT_DRAWN else "open"


@dataclass(frozen=True)
class Timeline:
    """Bars over one scale, each with its pieces and the places of its attested days."""

    scale: Scale
    bars: tuple[tuple[TimelineBar, tuple[Stretch, ...], tuple[float, ...]], ...]


def draw_timeline(bars: tuple[TimelineBar, ...], day: dt.date) -> Timeline | None:
    """The drawing of some bars as of a day; None where there are none."""
    if not bars:
        return None
    scale = time_scale((bar.period for bar in bars), day)
    placed_bars = (
        (
            bar,
            stretches(scale, bar.steps, day),
            tuple(scale.at(date.first) for date in bar.period.attested),
        )
        for bar in bars
    )
    return Timeline(scale, tuple(placed_bars))
