"""Leads lines with right angles between boxes in rows and columns, never through a box."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

LEFT, RIGHT = "left", "right"
_TRACK = 8
"""The distance of lines that run beside each other, in pixels."""
_STUB = 15
"""The room between a box and the first line that passes it: an arrow head fits."""

Cell = tuple[int, int]
"""A column and a row."""
Net = tuple[int, str, str]
"""The lines that end together: the box where they end, its side, and their kind."""


@dataclass(frozen=True)
class BoxGrid:
    """Boxes of one size in columns and rows, and the lines between them."""

    cells: Sequence[Cell]
    """The place of each box."""
    lines: Sequence[tuple[int, int, str]]
    """Each line from a box to another, by their numbers, with its kind."""
    width: int
    height: int
    """Of a box, in pixels."""
    heads: Mapping[int, int]
    """The room for a heading above a row, in pixels."""
    top: int = 0
    """The room above everything, in pixels."""

    @cached_property
    def taken(self) -> dict[Cell, int]:
        """The number of the box in each cell."""
        return {cell: number for number, cell in enumerate(self.cells)}

    @cached_property
    def columns(self) -> int:
        """How many columns there are."""
        return max((column for column, _ in self.cells), default=-1) + 1

    @cached_property
    def rows(self) -> int:
        """How many rows there are."""
        return max((row for _, row in self.cells), default=-1) + 1


@dataclass(frozen=True)
class _Way:
    """How a line runs: out of a side into a gutter, across, through a gutter into a side."""

    origin: int
    target: int
    kind: str
    out: str
    into: str
    first: int
    """The gutter at its origin: that left of the column of the same number."""
    last: int
    """The gutter at its target."""
    channel: int | None = None
    """The space above a row through which it crosses columns, if it does."""
    is_level: bool = False
    """Whether it is one level stroke."""
    turns_late: bool = False
    """Whether it turns only at its target, having crossed the empty cells of its own row."""

    @property
    def net(self) -> Net:
        """Those that end where it does share its strokes."""
        return self.target, self.into, self.kind

    @property
    def gutter(self) -> int:
        """Where it runs up or down, if it crosses columns in no channel."""
        return self.last if self.turns_late else self.first


@dataclass(frozen=True)
class Routes:
    """Where boxes and lines are, in pixels."""

    width: int
    height: int
    columns: tuple[int, ...]
    """The left edge of each column of boxes."""
    rows: tuple[int, ...]
    """The upper edge of each row of boxes."""
    bands: tuple[int, ...]
    """The upper edge of the space above each row, its heading included."""
    lines: tuple[tuple[tuple[int, int], ...], ...]
    """The corners of each line, from its origin to its target."""


def route(grid: BoxGrid) -> Routes:
    """Place rows, columns and lines: upright strokes run in gutters between the columns.

    Level strokes run between the rows, or through empty cells.
    """
    ways = [_way(grid, *line) for line in grid.lines]
    channels = _tracks(
        (way.channel, way.net, way.first, way.last) for way in ways if way.channel is not None
    )
    rows, bands, floors = _rows(grid, channels)
    ports = _ports(grid, ways)
    heights = {port: rows[grid.cells[port[0]][1]] + offset for port, offset in ports.items()}
    level = {place: floors[place[0]] + _TRACK * track for place, track in channels.items()}
    gutters = _tracks(_upright(ways, heights, level), margin=6)
    columns, starts, width = _columns(grid, gutters)
    across = {place: starts[place[0]] + _TRACK * track for place, track in gutters.items()}
    lines = []
    for number, way in enumerate(ways):
        left, end = columns[grid.cells[way.origin][0]], columns[grid.cells[way.target][0]]
        x, target_x = left + grid.width * (way.out == RIGHT), end + grid.width * (way.into == RIGHT)
        y, target_y = heights[_out(number, way)], heights[_into(way)]
        corners = [(x, y), (target_x, target_y)]
        if way.channel is not None:
            near, far = across[way.first, way.net], across[way.last, way.net]
            between = level[way.channel, way.net]
            corners[1:1] = [(near, y), (near, between), (far, between), (far, target_y)]
        elif not way.is_level:
            turn = across[way.gutter, way.net]
            corners[1:1] = [(turn, y), (turn, target_y)]
        lines.append(tuple(corners))
    height = floors[grid.rows] + _TRACK * (1 + max(_used(channels, grid.rows), default=0))
    return Routes(width, height, columns, rows, bands, tuple(lines))


def stroke_path(corners: Sequence[tuple[int, int]]) -> str:
    """The path of level and upright strokes through some corners."""
    (x, y), *others = corners
    path = [f"M{x} {y}"]
    for next_x, next_y in others:
        if next_x != x:
            path.append(f"H{next_x}")
        if next_y != y:
            path.append(f"V{next_y}")
        x, y = next_x, next_y
    return "".join(path)


def _way(grid: BoxGrid, origin: int, target: int, kind: str) -> _Way:
    """The way of a line: between facing sides, by cells that are empty where there are any."""
    (column, row), (target_column, target_row) = grid.cells[origin], grid.cells[target]
    ends = origin, target, kind
    if column == target_column:
        return _Way(*ends, LEFT, LEFT, column, column)
    if target_column < column:
        sides, first, last = (LEFT, RIGHT), column, target_column + 1
    else:
        sides, first, last = (RIGHT, LEFT), column + 1, target_column
    between = range(min(first, last), max(first, last))
    is_clear, is_target_clear = (
        all((at, level) not in grid.taken for at in between) for level in (row, target_row)
    )
    if row == target_row and is_clear:
        return _Way(*ends, *sides, first, last, is_level=True)
    if is_clear or is_target_clear:
        return _Way(*ends, *sides, first, last, turns_late=is_clear)
    return _Way(*ends, *sides, first, last, channel=target_row + (row > target_row))


def _tracks(
    stretches: Iterable[tuple[int, Net, int, int]], margin: int = 0
) -> dict[tuple[int, Net], int]:
    """A track for each net in each gutter or channel, so that no two overlap.

    `stretches` are the place, the net, and from where to where the net is there.
    """
    spans: dict[tuple[int, Net], tuple[int, int]] = {}
    for place, net, one, other in stretches:
        start, end = spans.get((place, net), (one, one))
        spans[place, net] = min(start, one, other), max(end, one, other)
    ends: dict[int, list[int]] = defaultdict(list)
    tracks = {}
    for (place, net), (start, end) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        taken = ends[place]
        free = (track for track, last in enumerate(taken) if last + margin < start)
        track = next(free, len(taken))
        taken[track : track + 1] = [end]
        tracks[place, net] = track
    return tracks


def _used(tracks: Mapping[tuple[int, Net], int], place: int) -> list[int]:
    """The tracks that are used in one gutter or channel."""
    return [track for (at, _), track in tracks.items() if at == place]


def _rows(
    grid: BoxGrid, channels: Mapping[tuple[int, Net], int]
) -> tuple[tuple[int, ...], tuple[int, ...], list[int]]:
    """The upper edge of each row, of the space above it, and of the first track in that space."""
    y, rows, bands, floors = grid.top, [], [], []
    for row in range(grid.rows + 1):
        y += _TRACK if row in grid.heads else 0
        bands.append(y)
        y += grid.heads.get(row, 0)
        floors.append(y + _TRACK)
        y += _TRACK * (max(_used(channels, row), default=-1) + 2)
        rows.append(y)
        y += grid.height
    return tuple(rows[:-1]), tuple(bands[:-1]), floors


_Port = tuple[int, str, object]
"""Where a line meets a box: the box, the side, and the line (or the net that ends there)."""


def _out(number: int, way: _Way) -> _Port:
    return way.origin, way.out, number


def _into(way: _Way) -> _Port:
    return way.target, way.into, way.net


def _ports(grid: BoxGrid, ways: Sequence[_Way]) -> dict[_Port, int]:
    """The distance of each port from the upper edge of its box.

    Ports of the left sides in a row are never level with those of the right sides: what passes
    empty cells does not run upon what leaves the next box. Level strokes alone run in the middle.
    """
    wanted: dict[tuple[int, str], dict[object, tuple[int, int]]] = defaultdict(dict)
    offsets: dict[_Port, int] = {}
    for number, way in enumerate(ways):
        if way.is_level:
            offsets[_out(number, way)] = offsets[_into(way)] = grid.height // 2
            continue
        wanted[way.origin, way.out][number] = _heading(grid, way.origin, way.target)
        near = wanted[way.target, way.into]
        near[way.net] = min(near.get(way.net, (9, 0)), _heading(grid, way.target, way.origin))
    for (box, side), headings in wanted.items():
        ordered = sorted(headings, key=lambda line: (headings[line], str(line)))
        for line, offset in zip(ordered, _offsets(grid.height, side, len(ordered)), strict=True):
            offsets.setdefault((box, side, line), offset)
    return offsets


def _heading(grid: BoxGrid, box: int, other: int) -> tuple[int, int]:
    """Whether another box is above, beside or beneath a box, and how far away."""
    (column, row), (other_column, other_row) = grid.cells[box], grid.cells[other]
    direction = (other_row > row) - (other_row < row)
    distance = abs(other_column - column)
    return direction, distance if direction > 0 else -distance


def _offsets(height: int, side: str, count: int) -> list[int]:
    """So many distances from the upper edge, near the middle, never in it."""
    middle, step = height // 2, _TRACK
    while step > 2 and count * step > height - 12:
        step -= 2
    shift = step // 2 if side == LEFT else 0
    places = [middle + shift + step * at for at in range(-height, height)]
    inner = [place for place in places if 5 < place < height - 5 and place != middle]
    inner.sort(key=lambda place: abs(place - middle))
    chosen = sorted(inner[:count])
    return chosen + chosen[-1:] * (count - len(chosen))


def _upright(
    ways: Sequence[_Way], heights: Mapping[_Port, int], level: Mapping[tuple[int, Net], int]
) -> Iterator[tuple[int, Net, int, int]]:
    """The upright strokes: gutter, net, and from which height to which."""
    for number, way in enumerate(ways):
        start, end = heights[_out(number, way)], heights[_into(way)]
        if way.channel is not None:
            between = level[way.channel, way.net]
            yield way.first, way.net, start, between
            yield way.last, way.net, between, end
        elif not way.is_level:
            yield way.gutter, way.net, start, end


def _columns(
    grid: BoxGrid, gutters: Mapping[tuple[int, Net], int]
) -> tuple[tuple[int, ...], dict[int, int], int]:
    """The left edge of each column, that of the first track of each gutter, and the width."""
    x, lefts, starts = 0, [], {}
    for column in range(grid.columns + 1):
        tracks = _used(gutters, column)
        is_edge = column in (0, grid.columns)
        starts[column] = x + (_TRACK if column == 0 else _STUB)
        if tracks:
            x = (
                starts[column]
                + _TRACK * max(tracks)
                + (_TRACK if column == grid.columns else _STUB)
            )
        else:
            x += _TRACK if is_edge else 2 * _STUB
        lefts.append(x)
        x += grid.width
    return tuple(lefts[:-1]), starts, lefts[-1]
