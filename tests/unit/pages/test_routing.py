"""Specifies how lines are led between boxes: at right angles, and never through a box."""

from itertools import product
from random import Random

import pytest

from macros.pages.charts.routing import BoxGrid, Routes, route, stroke_path

BOX = (100, 60)
Line = tuple[tuple[int, int], ...]


def drawn(cells: list[tuple[int, int]], *lines: tuple[int, int]) -> tuple[BoxGrid, Routes]:
    grid = BoxGrid(cells, [(*line, "x") for line in lines], *BOX, {})
    return grid, route(grid)


def touched(grid: BoxGrid, routes: Routes, number: int) -> set[int]:
    """The boxes that a line touches."""
    found = set()
    for (x1, y1), (x2, y2) in zip(routes.lines[number], routes.lines[number][1:], strict=False):
        assert x1 == x2 or y1 == y2
        for box, (column, row) in enumerate(grid.cells):
            left, top = routes.columns[column], routes.rows[row]
            is_level = min(y1, y2) <= top + BOX[1] and max(y1, y2) >= top
            if is_level and min(x1, x2) <= left + BOX[0] and max(x1, x2) >= left:
                found.add(box)
    return found


def test_neighbours_in_a_row_are_joined_by_one_level_stroke() -> None:
    """From the left side of the later to the right side of the earlier, in the middle."""
    _, routes = drawn([(0, 0), (1, 0)], (1, 0))
    (first, second), y = routes.columns, routes.rows[0] + 30
    assert routes.lines == (((second, y), (first + BOX[0], y)),)


def test_a_line_leaves_and_enters_by_facing_sides() -> None:
    """Also where the earlier acts on the later."""
    _, routes = drawn([(0, 0), (1, 1)], (0, 1), (1, 0))
    there, back = routes.lines
    assert (there[0][0], there[-1][0]) == (routes.columns[0] + BOX[0], routes.columns[1])
    assert (back[0][0], back[-1][0]) == (routes.columns[1], routes.columns[0] + BOX[0])


def test_a_line_within_a_column_bends_out_to_the_left() -> None:
    """Where the one in between is passed."""
    grid, routes = drawn([(0, 0), (0, 1), (0, 2)], (2, 0))
    xs = [x for x, _ in routes.lines[0]]
    assert xs[0] == xs[-1] == routes.columns[0] > xs[1] == xs[2]
    assert touched(grid, routes, 0) == {0, 2}


def test_a_line_crosses_a_column_through_an_empty_cell_or_between_rows() -> None:
    """Through its own row, through that of its target, or else between two rows."""
    own = drawn([(0, 1), (1, 1), (2, 0)], (2, 0))
    target = drawn([(0, 1), (1, 0), (2, 0)], (2, 0))
    channel = drawn([(0, 1), (1, 0), (1, 1), (2, 0)], (3, 0))
    assert [len(routes.lines[0]) for _, routes in (own, target, channel)] == [4, 4, 6]
    assert touched(*own, 0) == touched(*target, 0) == {0, 2}
    assert touched(*channel, 0) == {0, 3}


def test_lines_that_end_together_share_their_last_stroke() -> None:
    """And those that do not, share none."""
    _, routes = drawn([(0, 0), (1, 1), (1, 2)], (1, 0), (2, 0))
    assert routes.lines[0][-2:] == routes.lines[1][-2:]
    _, routes = drawn([(0, 0), (0, 1), (1, 2), (1, 3)], (2, 0), (3, 1))
    assert routes.lines[0][1][0] != routes.lines[1][1][0]


def test_the_path_of_a_line_has_level_and_upright_strokes_alone() -> None:
    """Strokes of no length are left out."""
    assert stroke_path([(9, 5), (4, 5), (4, 5), (4, 8), (0, 8)]) == "M9 5H4V8H0"


@pytest.mark.parametrize("seed", range(20))
def test_no_line_touches_a_box_that_it_does_not_join(seed: int) -> None:
    """Whatever is drawn: half of the cells of a field, and twice as many lines."""
    chance = Random(seed)
    cells = chance.sample(list(product(range(6), range(6))), 18)
    pairs = (chance.sample(range(18), 2) for _ in range(36))
    lines = [(start, end) for start, end in pairs]
    grid, routes = drawn(cells, *lines)
    for number, line in enumerate(lines):
        assert touched(grid, routes, number) == set(line)
