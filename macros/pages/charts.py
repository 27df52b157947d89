"""Knows where things stand on a drawing; refuses to know how they are written or coloured."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from macros.queries import Bar, LawMap, MapDocument, StepFunction
from macros.text import Period

_STUB = 3.0
"""How far a bar of unknown beginning reaches back, in percent."""
_MARGIN = 24
"""Room at the right of a map for arrows that bow out."""
_LEAST = 0.8
"""The least width of a stretch that is to be seen, in percent."""


@dataclass(frozen=True)
class Scale:
    """Days from left to right, in percent of the width."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        """Where a day stands."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(min(max(share, 0), 1) * 100, 2)

    @property
    def ticks(self) -> tuple[tuple[int, float], ...]:
        """Years to write, and where."""
        years = range(self.first.year, self.last.year + 1)
        apart = next((step for step in (1, 2, 5, 10, 20) if len(years) / step <= 6), 50)
        found = (year for year in years if year % apart == 0)
        return tuple((year, self.at(dt.date(year, 1, 1))) for year in found)


def time_scale(periods: Iterable[Period], day: dt.date) -> Scale:
    """Whole years around all known days of some periods, and `day` if any of them is open."""
    found, is_open = [], False
    for period in periods:
        dates = [date for date in (period.start, period.end, *period.attested) if date]
        found += [date.first for date in dates] + [date.last for date in dates]
        is_open = is_open or period.end is None
    days = found + ([day] if is_open else [])
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


_KINDS = {"yes": "sure", "in-force": "sure", "partly": "sure", "unknown": "open"}
"""How the answers are drawn; those that are not here are not."""


def stretches(scale: Scale, steps: StepFunction, day: dt.date) -> tuple[Stretch, ...]:
    """The pieces of a bar, from left to right; what goes on is drawn up to `day`."""
    turns = [change for change, _ in steps.changes]
    if not turns:
        return ()
    begin = scale.at(turns[0])
    places = [max(begin - _STUB, 0), *(scale.at(turn) for turn in turns)]
    places.append(max(scale.at(day), places[-1]))
    pieces: list[Stretch] = []
    answers = [steps.before, *(answer for _, answer in steps.changes)]
    for answer, left, right in zip(answers, places, places[1:], strict=False):
        kind = _KINDS.get(answer.partition("~")[0])
        if kind and pieces and pieces[-1].kind == kind and pieces[-1].end == left:
            left = pieces.pop().x
        if kind and (right > left or kind == "sure"):
            width = max(right - left, _LEAST) if kind == "sure" else right - left
            pieces.append(Stretch(kind, left, round(width, 2)))
    return tuple(pieces)


@dataclass(frozen=True)
class Timeline:
    """Bars over one scale, each with its pieces and the places of its attested days."""

    scale: Scale
    bars: tuple[tuple[Bar, tuple[Stretch, ...], tuple[float, ...]], ...]


def draw_timeline(bars: tuple[Bar, ...], day: dt.date) -> Timeline | None:
    """The drawing of some bars as of a day; None where there are none."""
    if not bars:
        return None
    common = time_scale((bar.period for bar in bars), day)
    drawn = (
        (
            bar,
            stretches(common, bar.steps, day),
            tuple(common.at(date.first) for date in bar.period.attested),
        )
        for bar in bars
    )
    return Timeline(common, tuple(drawn))


@dataclass(frozen=True)
class Layout:
    """Sizes of a map in pixels; `is_tall`: time runs down and ranks across."""

    width: int
    height: int
    gap_x: int
    gap_y: int
    head_x: int
    head_y: int
    letters: int
    """How many letters fit on a line."""
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
    deep = _depths(law, layout.is_tall)
    step_x, step_y = layout.width + layout.gap_x, layout.height + layout.gap_y
    if layout.is_tall:
        columns = _starts(deep, layout.head_y, step_y, 30)
        lanes = [layout.head_x + index * step_x for index in range(len(law.lanes) + 1)]
    else:
        columns = [layout.head_x + index * step_x for index in range(len(law.columns) + 1)]
        lanes = _starts(deep, layout.head_y, step_y, 34)
    boxes = []
    for document, label in zip(law.documents, labels, strict=True):
        x = lanes[document.lane] if layout.is_tall else columns[document.column]
        start = columns[document.column] if layout.is_tall else lanes[document.lane]
        y = start + (22 if layout.is_tall else 24) + document.row * step_y
        boxes.append(Box(document, x, y, _lines(label, layout.letters, layout.lines)))
    where = {box.document.entry.address: box for box in boxes}
    curves = tuple(_curve(where[one.origin], where[one.target], layout) for one in law.arrows)
    across, down = (lanes, columns) if layout.is_tall else (columns, lanes)
    return Drawing(
        layout,
        across[-1] + _MARGIN,
        down[-1],
        tuple(boxes),
        tuple(columns[:-1]),
        tuple(lanes[:-1]),
        curves,
        tuple(_lines(name, layout.letters + 1, 3) for name in law.lanes),
    )


def _depths(law: LawMap, is_tall: bool) -> list[int]:
    """How many boxes stand above each other in each column, or in each lane."""
    count = len(law.columns) if is_tall else len(law.lanes)
    deep = [1] * count
    for one in law.documents:
        index = one.column if is_tall else one.lane
        deep[index] = max(deep[index], one.row + 1)
    return deep


def _starts(deep: list[int], head: int, step: int, room: int) -> list[int]:
    starts = [head]
    for count in deep:
        starts.append(starts[-1] + room + count * step)
    return starts


def _lines(label: str, length: int, most: int) -> tuple[str, ...]:
    """A label on some lines at most, broken after a space, a slash or a hyphen."""
    lines, pieces = [""], re.findall(r"[^/ -]+[/ -]*", label)
    for piece in pieces:
        if lines[-1] and len(lines[-1] + piece.rstrip()) > length:
            lines.append("")
        lines[-1] += piece
    shown = [line.rstrip() for line in lines]
    if len(shown) > most:
        shown[most - 1] = f"{shown[most - 1]}…"
    return tuple(shown[:most])


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
