"""Bars in pixels: names at the left, years above, key days as lines across."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from macros.pages.charts.lettering import broken_lines
from macros.pages.charts.time_bars import Scale, Stretch, stretches, time_scale
from macros.queries import TimelineBar

_WIDTH = 1160
"""Of a drawing, in pixels."""
_NAMES = 330
"""The width of the column of names."""
_ROOM = (_WIDTH - _NAMES) / 100
"""A hundredth of what is left for the years."""
_EARLIER = 11
"""The width of the years before the main ones, in percent."""
_SIZE = 13
_AXIS = 28
_ROW = 44


@dataclass(frozen=True)
class BentScale(Scale):
    """Days from left to right, in percent of the width; the years before `bend` are narrowed."""

    bend: dt.date

    @property
    def has_bend(self) -> bool:
        """Whether any years are narrowed."""
        return self.first < self.bend

    def at(self, day: dt.date) -> float:
        """The place of a day."""
        if not self.has_bend:
            return super().at(day)
        if day < self.bend:
            return round(Scale(self.first, self.bend).at(day) * _EARLIER / 100, 2)
        main = Scale(self.bend, self.last).at(day)
        return round(_EARLIER + main * (100 - _EARLIER) / 100, 2)

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Years to write, and where each begins in pixels."""
        years = range(self.bend.year, self.last.year + 1)
        step = -(-len(years) // 14)
        earlier = [self.first.year] if self.has_bend else []
        written = (*earlier, *years[::step])
        return tuple((year, _pixels(self.at(dt.date(year, 1, 1)))) for year in written)


def _pixels(place: float) -> float:
    """A place on the scale within the drawing."""
    return round(_NAMES + place * _ROOM, 1)


@dataclass(frozen=True)
class HistoryRow:
    """A bar: the lines of its name, its upper edge, its pieces, its attested days."""

    bar: TimelineBar
    lines: tuple[str, ...]
    y: int
    pieces: tuple[Stretch, ...]
    dots: tuple[float, ...]


@dataclass(frozen=True)
class HistoryDrawing:
    """Rows below an axis; of a key day its name, its place and the line of its name."""

    height: int
    scale: BentScale
    key_days: tuple[tuple[str, int, int], ...]
    rows: tuple[HistoryRow, ...]
    width: int = _WIDTH
    axis: int = _AXIS


def draw_history(
    bars: Sequence[tuple[TimelineBar, Sequence[str]]],
    key_days: Sequence[tuple[dt.date, str]],
    bend: dt.date | None,
    day: dt.date,
) -> HistoryDrawing | None:
    """Bars with the lines of their names as of a day; None where there are no bars.

    `bend`: the day from whose year on years have their full width.
    """
    if not bars:
        return None
    whole = time_scale((bar.period for bar, _ in bars), day)
    start = dt.date(bend.year, 1, 1) if bend else whole.first
    bent = max(start, whole.first) if start < whole.last else whole.first
    scale = BentScale(whole.first, whole.last, bent)
    shown = [(at, name) for at, name in key_days if scale.bend <= at <= scale.last]
    # The latest stands highest: so no line of a key day runs through the name of another.
    names = tuple(
        (broken_lines(name, x - 8, _SIZE, 1)[0], x, _AXIS + 20 + 22 * row)
        for row, (at, name) in enumerate(sorted(shown, reverse=True))
        for x in (round(_pixels(scale.at(at))),)
    )
    top = _AXIS + 22 * len(names) + 12
    rows = tuple(
        HistoryRow(
            bar,
            _lines(lines),
            top + _ROW * row,
            tuple(
                Stretch(piece.kind, _pixels(piece.x), round(piece.width * _ROOM, 1))
                for piece in stretches(scale, bar.steps, day)
            ),
            tuple(_pixels(scale.at(date.first)) for date in bar.period.attested),
        )
        for row, (bar, lines) in enumerate(bars)
    )
    return HistoryDrawing(top + _ROW * len(rows), scale, names, rows)


def _lines(names: Sequence[str]) -> tuple[str, ...]:
    """Two lines: one for each of two names, or both for one."""
    room = 2 if len(names) == 1 else 1
    lines = [line for name in names for line in broken_lines(name, _NAMES - 20, _SIZE, room)]
    return tuple(lines[:2])
