"""Places on drawings: bars on a time scale, boxes and arrows on the map of the law."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.queries import LawMap, MapDocument, StepFunction, TimelineBar, step_function
from macros.text import Period

_UNKNOWN_START = 3.0
"""How far a bar of unknown beginning reaches back, in percent."""
_MARGIN = 24
"""Room at the right of a map for arrows that bow out, in pixels."""
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


@dataclass(frozen=True)
class Layout:
    """Sizes of a map in pixels; `is_tall`: time runs down and ranks across."""

    width: int
    height: int
    gap_x: int
    gap_y: int
    head_x: int
    head_y: int
    characters: int
    """How many characters fit on a line."""
    lines: int
    """How many lines fit above the status."""
    is_tall: bool


WIDE = Layout(90, 46, 42, 12, 2, 46, 14, 2, False)
TALL = Layout(62, 58, 8, 12, 2, 44, 10, 3, True)
SHAPES = {"wide": WIDE, "tall": TALL}


@dataclass(frozen=True)
class Box:
    """A document on the map: its corner and the lines of its label."""

    document: MapDocument
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """A map in pixels."""

    layout: Layout
    width: int
    height: int
    boxes: tuple[Box, ...]
    columns: tuple[int, ...]
    """Where each column (of time) begins along its axis."""
    lanes: tuple[int, ...]
    """Where each lane begins along its axis."""
    curves: tuple[tuple[str, int, int], ...]
    """The path of each arrow and the middle of it."""
    heads: tuple[tuple[str, ...], ...]
    """The lines of the heading of each lane."""


def draw_map(law: LawMap, layout: Layout, labels: Iterable[str]) -> Drawing:
    """Place the documents of a map; `labels` are their short names, in order."""
    depths = _depths(law, layout.is_tall)
    step_x, step_y = layout.width + layout.gap_x, layout.height + layout.gap_y
    if layout.is_tall:
        columns = _starts(depths, layout.head_y, step_y, 30)
        lanes = [layout.head_x + index * step_x for index in range(len(law.lanes) + 1)]
    else:
        columns = [layout.head_x + index * step_x for index in range(len(law.columns) + 1)]
        lanes = _starts(depths, layout.head_y, step_y, 34)
    boxes = []
    for document, label in zip(law.documents, labels, strict=True):
        x = lanes[document.lane] if layout.is_tall else columns[document.column]
        start = columns[document.column] if layout.is_tall else lanes[document.lane]
        y = start + (22 if layout.is_tall else 24) + document.row * step_y
        boxes.append(Box(document, x, y, _lines(label, layout.characters, layout.lines)))
    box_of = {box.document.entry.address: box for box in boxes}
    curves = tuple(
        _curve(box_of[arrow.origin], box_of[arrow.target], layout) for arrow in law.arrows
    )
    across, down = (lanes, columns) if layout.is_tall else (columns, lanes)
    return Drawing(
        layout,
        across[-1] + _MARGIN,
        down[-1],
        tuple(boxes),
        tuple(columns[:-1]),
        tuple(lanes[:-1]),
        curves,
        tuple(_lines(name, layout.characters + 1, 3) for name in law.lanes),
    )


def _depths(law: LawMap, is_tall: bool) -> list[int]:
    """How many boxes are above each other in each column, or in each lane."""
    count = len(law.columns) if is_tall else len(law.lanes)
    depths = [1] * count
    for document in law.documents:
        index = document.column if is_tall else document.lane
        depths[index] = max(depths[index], document.row + 1)
    return depths


def _starts(depths: list[int], head: int, step: int, room: int) -> list[int]:
    """Where each column or lane begins and the last one ends, in pixels."""
    starts = [head]
    for count in depths:
        starts.append(starts[-1] + room + count * step)
    return starts


def _lines(label: str, length: int, count: int) -> tuple[str, ...]:
    """A label on `count` lines at most, broken after a space, a slash or a hyphen."""
    lines, pieces = [""], re.findall(r"[^/ -]+[/ -]*", label)
    for piece in pieces:
        if lines[-1] and len(lines[-1] + piece.rstrip()) > length:
            lines.append("")
        lines[-1] += piece
    shown = [line.rstrip() for line in lines]
    if len(shown) > count:
        shown[count - 1] = f"{shown[count - 1]}…"
    return tuple(shown[:count])


def _curve(origin: Box, target: Box, layout: Layout) -> tuple[str, int, int]:
    """A curve from the side of one box to the facing side of another."""
    width, height = layout.width, layout.height
    y1, y2 = origin.y + height // 2, target.y + height // 2
    if origin.x == target.x:
        x = origin.x + width
        bend = x + max(layout.gap_x, 14)
        return f"M{x} {y1}C{bend} {y1} {bend} {y2} {x} {y2}", bend - 4, (y1 + y2) // 2
    is_left = target.x < origin.x
    x1, x2 = (origin.x, target.x + width) if is_left else (origin.x + width, target.x)
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", middle, (y1 + y2) // 2
