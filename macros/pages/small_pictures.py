"""Small pictures of the views of the whole, drawn from what these views show."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from macros.model import Legislation, Organization, Programme
from macros.pages.charts import draw_timeline
from macros.queries import (
    bodies_in_roster,
    bodies_with_chart,
    chart_seats,
    force_of,
    institution_bars,
    task_matrix,
    unit_flows,
    units_on,
)
from macros.register import Entry, Register

_WIDTH = 240
"""The width of a picture, in its own units."""
_POSTS, _UNITS, _UNITS_IN_ROW, _BARS = 6, 24, 12, 8
"""How many posts, units (also in a row) and bars a picture shows at most."""
_CELLS_IN_ROW = 15


@dataclass(frozen=True)
class Block:
    """A rectangle of a picture, and what it stands for: the end of a CSS class."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Picture:
    """Rectangles on a box that is as high as they need."""

    blocks: tuple[Block, ...]
    width: float = _WIDTH

    @property
    def height(self) -> float:
        """The height of the box."""
        return round(max((block.y + block.height for block in self.blocks), default=0) + 2, 1)


def tree_picture(register: Register, day: dt.date, entry: Entry[Organization]) -> Picture:
    """A body as a tree: its head, its other posts in a row, its units in rows, with lines."""
    seats = [seat for seat in chart_seats(register, entry.address) if seat.post]
    posts = [seat for seat in seats if seat.steps is None or seat.steps.on(day) not in _GONE]
    units = min(len(units_on(register, entry, day)), _UNITS)
    rows = [(min(len(posts) - 1, _POSTS), "post")]
    rows += [
        (min(units - start, _UNITS_IN_ROW), "unit") for start in range(0, units, _UNITS_IN_ROW)
    ]
    blocks, top = [Block(90, 2, 60, 16, "head")], 18.0
    for count, kind in rows:
        if count > 0:
            blocks += [*_lines_to(count, top), *_row(count, top + 8, kind)]
            top += 22
    return Picture(tuple(blocks))


_GONE = ("no", "not-yet", "off")
"""The answers of a post that does not exist on a day."""


def _row(count: int, top: float, kind: str) -> Iterator[Block]:
    """So many blocks side by side, in the middle of a picture."""
    gap = 6
    width = min((_WIDTH - gap * (count - 1)) / count, 36)
    left = (_WIDTH - count * width - (count - 1) * gap) / 2
    for place in range(count):
        yield Block(round(left + place * (width + gap), 1), top, round(width, 1), 14, kind)


def _lines_to(count: int, top: float) -> Iterator[Block]:
    """Lines from the middle above a row to each of its blocks."""
    centres = [round(block.x + block.width / 2, 1) for block in _row(count, 0, "")]
    yield Block(119.5, top, 1, 4, "line")
    yield Block(centres[0], top + 4, round(centres[-1] - centres[0] + 1, 1), 1, "line")
    yield from (Block(centre, top + 4, 1, 4, "line") for centre in centres)


def bars_picture(register: Register, day: dt.date) -> Picture:
    """The first bars of the timeline of the institution."""
    drawn = draw_timeline(institution_bars(register), day)
    bars = drawn.bars[:_BARS] if drawn else ()
    share = _WIDTH / 100
    blocks = (
        Block(round(piece.x * share, 1), 4 + 11 * row, round(piece.width * share, 1), 7, piece.kind)
        for row, (_, pieces, _) in enumerate(bars)
        for piece in pieces
    )
    return Picture(tuple(blocks))


def law_picture(register: Register, day: dt.date) -> Picture:
    """A cell for each document, in the order of their dates, with its status on the day."""
    documents = sorted(register.all(Legislation), key=_document_order)
    size = _WIDTH / _CELLS_IN_ROW
    blocks = (
        Block(
            round(place % _CELLS_IN_ROW * size + 1, 1),
            round(place // _CELLS_IN_ROW * size + 1, 1),
            round(size - 2, 1),
            round(size - 2, 1),
            force_of(register, document, day).value,
        )
        for place, document in enumerate(documents[-6 * _CELLS_IN_ROW :])
    )
    return Picture(tuple(blocks))


def posts_picture(register: Register) -> Picture:
    """A row for each of the first bodies of the roster, a mark for each of its posts."""
    return _rows_of_marks([len(body.record.posts) for body in bodies_in_roster(register)], "post")


def matrix_picture(register: Register, entry: Entry[Programme]) -> Picture:
    """A row for each of the first tasks of a programme, a mark for each rule that it rests on."""
    return _rows_of_marks([len(row.hooks) for row in task_matrix(register, entry.address)], "unit")


def _rows_of_marks(counts: list[int], kind: str) -> Picture:
    """So many marks in each row, behind a mark for the row itself."""
    blocks = [
        Block(14 * place if place else 0, 2 + 11 * row, 10, 7, kind if place else "head")
        for row, count in enumerate(counts[:_BARS])
        for place in range(min(count, _CELLS_IN_ROW) + 1)
    ]
    return Picture(tuple(blocks))


def flow_picture(register: Register) -> Picture:
    """The units of the first and of the last structure of a body, in two columns."""
    flows = [flow for body in bodies_with_chart(register) for flow in unit_flows(register, body)]
    if not flows:
        return Picture(())
    kept = {band.origin.address for band in flows[0].bands if band.target}
    columns = (
        (0, [unit.address in kept for unit in flows[0].before]),
        (130, [True] * len(flows[0].listed)),
    )
    blocks = (
        Block(
            x,
            round(2 + 80 * row / len(units), 1),
            110,
            round(80 / len(units) - 1, 1),
            "sure" if goes_on else "open",
        )
        for x, units in columns
        for row, goes_on in enumerate(units)
    )
    return Picture(tuple(blocks))


def _document_order(entry: Entry[Legislation]) -> tuple[str, str]:
    date = entry.record.date_document or entry.record.first_date_entry_in_force
    return str(date or ""), entry.address


@dataclass(frozen=True)
class Ribbon:
    """A stretch of years with days on it, in thousandths of its width."""

    ticks: tuple[tuple[int, float], ...]
    """Years to write, and where each begins."""
    days: tuple[tuple[float, float], ...]
    """For each day its place, and that of the text about it."""


def draw_ribbon(days: tuple[dt.date, ...], end: dt.date) -> Ribbon:
    """Days on a scale of whole years up to `end`, their texts in columns of one width."""
    first = dt.date(min(days).year, 1, 1)
    last = dt.date(max(end, *days).year, 12, 31)
    length = (last - first).days

    def at(day: dt.date) -> float:
        return round((day - first).days / length * 1000, 1)

    years = range(first.year, last.year + 1)
    step = ceil(len(years) / 16)
    return Ribbon(
        tuple((year, at(dt.date(year, 1, 1))) for year in years[::step]),
        tuple((at(day), round(place / len(days) * 1000 + 5, 1)) for place, day in enumerate(days)),
    )
