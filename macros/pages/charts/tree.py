"""The tree of a body in pixels: its head above, posts in a row, units in grids below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.pages.charts.lettering import broken_lines, key_places
from macros.pages.charts.routing import stroke_path

_WIDTH = 1160
"""Of a drawing, in pixels."""
_SIZE, _LINE = 13, 17
_ACROSS = 5
_GAP = 16
_LEFT = 20
"""Where boxes begin: lines run down at the left of them."""
_SPINE = 6
_BOX = (_WIDTH - _LEFT - _GAP * (_ACROSS - 1)) // _ACROSS
_BETWEEN = 32
"""Between two rows, with the line that joins the boxes of the lower one."""


@dataclass(frozen=True)
class NodeText:
    """What a box holds: its names, one of which is shown, and room for some lines."""

    names: tuple[str, ...]
    lines: int


@dataclass(frozen=True)
class TreeBox:
    """A box: its corner, its height, the lines of each of its names, and where its text goes on."""

    x: int
    y: int
    width: int
    height: int
    names: tuple[tuple[str, ...], ...]
    text_y: int
    """The base line of the first line below its name."""


@dataclass(frozen=True)
class TreeDrawing:
    """A tree in pixels: boxes in their order, lines from the first to each other."""

    width: int
    height: int
    boxes: tuple[TreeBox, ...]
    labels: tuple[tuple[str, int, int], ...]
    """The names of groups, and their places."""
    lines: tuple[tuple[int, int, str], ...]
    """From which box to which, and the path."""
    legend: tuple[tuple[str, int, int], ...]


def draw_tree(
    heads: Sequence[NodeText],
    posts: Sequence[NodeText],
    groups: Sequence[tuple[str, Sequence[NodeText]]],
    keys: Sequence[str],
) -> TreeDrawing:
    """Place a tree; `keys` are the texts of the legend. At least one head is needed."""
    boxes = list(_row(heads, 2, is_centred=True))
    labels: list[tuple[str, int, int]] = []
    first, middle = boxes[0], boxes[0].x + boxes[0].width // 2
    y = max(box.y + box.height for box in boxes)
    trunk = y + _BETWEEN // 2
    lines = [(0, at, _beside(boxes[at - 1], boxes[at])) for at in range(1, len(boxes))]
    is_first = True
    for label, nodes in [("", posts), *groups]:
        if nodes and label:
            y += 28
            labels.append((label, _LEFT, y))
        for start in range(0, len(nodes), _ACROSS):
            bus = y + _BETWEEN // 2
            row = list(_row(nodes[start : start + _ACROSS], y + _BETWEEN, is_centred=not label))
            for box in row:
                x = box.x + box.width // 2
                corners = [(middle, first.y + first.height), (middle, trunk)]
                corners += [] if is_first and not label else [(_SPINE, trunk), (_SPINE, bus)]
                lines.append((0, len(boxes), stroke_path([*corners, (x, bus), (x, box.y)])))
                boxes.append(box)
            y = max(box.y + box.height for box in row)
            is_first = False
    legend, height = key_places(keys, _WIDTH, _SIZE, y)
    return TreeDrawing(_WIDTH, height, tuple(boxes), tuple(labels), tuple(lines), legend)


def _row(nodes: Sequence[NodeText], y: int, is_centred: bool) -> Iterator[TreeBox]:
    """Boxes beside each other, all as high as the highest."""
    names = [
        tuple(broken_lines(name, _BOX - 16, _SIZE, 3, is_bold=True) for name in node.names)
        for node in nodes
    ]
    tops = [max((len(name) for name in several), default=0) for several in names]
    needed = [top + node.lines for top, node in zip(tops, nodes, strict=True)]
    height = 18 + _LINE * max(needed, default=0)
    whole = len(nodes) * _BOX + (len(nodes) - 1) * _GAP
    x = (_WIDTH + _LEFT - whole) // 2 if is_centred else _LEFT
    for several, top in zip(names, tops, strict=True):
        yield TreeBox(x, y, _BOX, height, several, y + 21 + _LINE * top)
        x += _BOX + _GAP


def _beside(box: TreeBox, other: TreeBox) -> str:
    """The level stroke from a box to the next one."""
    y = box.y + box.height // 2
    return stroke_path([(box.x + box.width, y), (other.x, y)])
