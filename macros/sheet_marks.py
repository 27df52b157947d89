"""Knows which cell of a sheet a problem of the data comes from; refuses to find problems."""

import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from macros.nodes import Cell, Loc, Mark, Node
from macros.sheet_changes import Changes
from macros.source import Problem, parse
from macros.tables import Row
from macros.trees import Tree

Place = tuple[str, int, int]
"""A sheet, a row and a column."""


def placed(found: Iterable[Problem], made: Changes, shown: str) -> list[Problem]:
    """The problems of what is proposed, each at its cell, or at its file where no cell is."""
    marks: dict[str, list[tuple[Mark, Place]]] = {}
    told = []
    for one in found:
        if one.path not in marks:
            marks[one.path] = sorted(_marks(Path(one.path), made), key=lambda mark: mark[0])
        cell = _cell(one, marks[one.path])
        path, mark = (f"{shown}:{cell[0]}", Cell(*cell[1:])) if cell else (one.path, one.mark)
        told.append(Problem(path, mark, one.rule, one.values))
    return told


def _cell(one: Problem, marks: list[tuple[Mark, Place]]) -> Place | None:
    """The cell at the mark of a problem, or the last one before it."""
    index = bisect.bisect_right([mark for mark, _ in marks], one.mark)
    return marks[index - 1][1] if index else None


def _marks(file: Path, made: Changes) -> list[tuple[Mark, Place]]:
    change = made.desk.changes.get(file)
    if change is None or change.after is None:
        return []
    node, _ = parse(made.desk.text(file))
    if node is None or not isinstance(node.value, dict):
        return []
    collection, _, name = file.relative_to(made.desk.data).with_suffix("").as_posix().partition("/")
    if name:
        return _record(node, node.mark, f"{collection}/{name}", made)
    found = []
    for key, inner in node.value.items():
        found += _record(inner, node.keys[key], f"{collection}/{key}", made)
    return found


def _record(node: Node, around: Mark, address: str, made: Changes) -> list[tuple[Mark, Place]]:
    found = []
    for table, row in made.rows.get(address, ()):
        if not row.line:
            continue
        loc = _loc(made.records[address], row)
        found.append((node.mark_at(loc, around), (table.title, row.line, 1)))
        for column in table.columns:
            if column.field and row.cells.get(column.key) and column.key in row.columns:
                mark = node.mark_at((*loc, *column.path), around)
                found.append((mark, (table.title, row.line, row.columns[column.key])))
    return found


def _loc(record: Tree, row: Row) -> Loc:
    """Where a part stands in its record: a number of the sheet becomes a place in the list."""
    loc: list[str | int] = []
    inside: Any = record
    for step in row.steps:
        loc.append(sorted(inside).index(step) if isinstance(step, int) else step)
        inside = inside[step]
    return tuple(loc)
