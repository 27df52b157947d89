"""The map of the law in pixels: boxes in lanes and columns of time, lines between them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from macros.pages.charts.lettering import broken_lines, fits, key_places
from macros.pages.charts.routing import BoxGrid, Cell, route, stroke_path
from macros.queries import LawMap, MapDocument

_WIDTH = 116
"""Of a box, in pixels."""
_TEXT = _WIDTH - 12
"""Room for letters in a box."""
SIZE = 13
"""Of letters, in pixels."""
LINE = 17
"""From one line of letters to the next."""
_TOP = 26
"""Room for the headings of the columns."""
_LINES = 3
"""How many lines a name and a number take together at most."""


@dataclass(frozen=True)
class DocumentBox:
    """A document on the map: its corner, and the lines of its name and its number."""

    document: MapDocument
    x: int
    y: int
    name: tuple[str, ...]
    number: tuple[str, ...]


@dataclass(frozen=True)
class LaneBand:
    """A lane: its upper edge, its height, and the lines of its heading."""

    y: int
    height: int
    heading: tuple[str, ...]


@dataclass(frozen=True)
class LawMapDrawing:
    """A map in pixels."""

    width: int
    height: int
    box_width: int
    box_height: int
    columns: tuple[int, ...]
    """The left edge of each column."""
    bands: tuple[LaneBand, ...]
    boxes: tuple[DocumentBox, ...]
    lines: tuple[str, ...]
    """The path of each arrow."""
    legend: tuple[tuple[str, int, int], ...]
    """The texts of the legend and their places."""


def draw_law_map(
    law: LawMap,
    headings: Sequence[str],
    names: Sequence[tuple[str, str, str]],
    keys: Sequence[str],
) -> LawMapDrawing:
    """Place the documents of a map.

    `headings` are those of its lanes; `names` are of each document its whole name, the word for its
    kind, and its number (or what stands for it); `keys` are the texts of the legend.
    """
    labels = [_label(*words) for words in names]
    lines = max((len(name) + len(number) for name, number in labels), default=0)
    titles = [broken_lines(heading, _TEXT, SIZE, 3, is_bold=True) for heading in headings]
    cells = _cells(law)
    lanes = [(document.lane, row) for (_, row), document in zip(cells, law.documents, strict=True)]
    first_rows = [min(row for at, row in lanes if at == lane) for lane in range(len(headings))]
    heads = {row: LINE * len(title) + 10 for row, title in zip(first_rows, titles, strict=True)}
    grid = BoxGrid(cells, _arrows(law), _WIDTH, LINE * (lines + 1) + 12, heads, _TOP)
    routes = route(grid)
    legend, height = key_places(keys, routes.width, SIZE, routes.height)
    edges = [*(routes.bands[row] for row in first_rows), routes.height]
    spans = zip(edges, edges[1:], titles, strict=False)
    places = zip(cells, law.documents, labels, strict=True)
    return LawMapDrawing(
        routes.width,
        height,
        grid.width,
        grid.height,
        routes.columns,
        tuple(LaneBand(start, end - start, title) for start, end, title in spans),
        tuple(
            DocumentBox(document, routes.columns[column], routes.rows[row], *label)
            for (column, row), document, label in places
        ),
        tuple(stroke_path(line) for line in routes.lines),
        legend,
    )


def _arrows(law: LawMap) -> list[tuple[int, int, str]]:
    """The arrows between the documents by their numbers, each with its kind."""
    numbers = {document.entry.address: number for number, document in enumerate(law.documents)}
    return [(numbers[arrow.origin], numbers[arrow.target], arrow.kind) for arrow in law.arrows]


def _label(name: str, kind: str, number: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name of a document where it is short, else the word for its kind; and its number."""
    numbers = broken_lines(number, _TEXT, SIZE, 2)
    room = _LINES - len(numbers)
    shown = name if fits(name, _TEXT, SIZE, room, is_bold=True) else kind
    return broken_lines(shown, _TEXT, SIZE, room, is_bold=True), numbers


def _cells(law: LawMap) -> list[Cell]:
    """The column and the row of each document: in its lane, near those it is related to."""
    near: dict[str, list[str]] = defaultdict(list)
    for arrow in law.arrows:
        near[arrow.origin].append(arrow.target)
        near[arrow.target].append(arrow.origin)
    cells: dict[str, Cell] = {}
    start = 0
    for lane in range(len(law.lanes)):
        rows: dict[str, Cell] = {}
        documents = [document for document in law.documents if document.lane == lane]
        for document in sorted(documents, key=lambda document: document.column):
            address = document.entry.address
            wanted = [rows[other][1] for other in near[address] if other in rows]
            rows[address] = document.column, _free_row(rows.values(), document.column, wanted)
        cells |= {address: (column, row + start) for address, (column, row) in rows.items()}
        start += max((row for _, row in rows.values()), default=-1) + 1
    return [cells[document.entry.address] for document in law.documents]


def _free_row(taken: Collection[Cell], column: int, wanted: Sequence[int]) -> int:
    """The free row of a column that is nearest to some rows, or the first one."""
    used = {row for at, row in taken if at == column}
    free = (row for row in range(len(used) + max(wanted, default=0) + 1) if row not in used)
    return min(free, key=lambda row: (sum(abs(row - other) for other in wanted), row))
