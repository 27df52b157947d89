"""Bands between two columns of boxes, in pixels: what went on as what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from macros.pages.charts.lettering import broken_lines, key_places

_COLUMN = 380
"""The width of a box, in pixels."""
_WIDTH = 1160
_SIZE = 13
_BAND = 18
"""The thickness of a band."""
_LEAST = 26
"""The least height of a box."""
_GAP = 8
_TOP = 34
"""Room for the headings of the two columns."""


@dataclass(frozen=True)
class FlowBox:
    """A box: its corner, its size, its label."""

    x: int
    y: int
    width: int
    height: int
    label: str


@dataclass(frozen=True)
class FlowDrawing:
    """Two columns of boxes with bands between them."""

    width: int
    height: int
    left: tuple[FlowBox, ...]
    right: tuple[FlowBox, ...]
    bands: tuple[str, ...]
    """The outline of each band."""
    legend: tuple[tuple[str, int, int], ...]


def draw_flow(
    before: Sequence[str],
    after: Sequence[str],
    bands: Sequence[tuple[int, int]],
    keys: Sequence[str],
) -> FlowDrawing:
    """Place two columns of names; a band leads from the number of one to that of another."""
    left = _column(before, [origin for origin, _ in bands], 0)
    right = _column(after, [target for _, target in bands], _WIDTH - _COLUMN)
    used: dict[tuple[str, int], int] = defaultdict(int)
    outlines = []
    for origin, target in bands:
        start = left[origin].y + 4 + used["left", origin]
        end = right[target].y + 4 + used["right", target]
        outlines.append(_outline(start, end))
        used["left", origin] += _BAND
        used["right", target] += _BAND
    bottom = max((box.y + box.height for box in (*left, *right)), default=_TOP)
    legend, height = key_places(keys, _WIDTH, _SIZE, bottom)
    return FlowDrawing(_WIDTH, height, left, right, tuple(outlines), legend)


def _column(names: Sequence[str], ends: Sequence[int], x: int) -> tuple[FlowBox, ...]:
    """Boxes below each other, as high as their bands need."""
    y, boxes = _TOP, []
    for number, name in enumerate(names):
        height = max(_LEAST, 8 + _BAND * ends.count(number))
        (label,) = broken_lines(name, _COLUMN - 16, _SIZE, 1)
        boxes.append(FlowBox(x, y, _COLUMN, height, label))
        y += height + _GAP
    return tuple(boxes)


def _outline(start: int, end: int) -> str:
    """A band from the left column to the right one, by the heights of its upper ends."""
    left, right, middle = _COLUMN + 1, _WIDTH - _COLUMN - 1, _WIDTH // 2
    low_start, low_end = start + _BAND - 2, end + _BAND - 2
    return (
        f"M{left} {start}C{middle} {start} {middle} {end} {right} {end}V{low_end}"
        f"C{middle} {low_end} {middle} {low_start} {left} {low_start}z"
    )
