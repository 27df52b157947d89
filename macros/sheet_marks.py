"""Knows which cell a problem comes from and how that is told; refuses to find problems."""

import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from macros.labels import load as load_labels
from macros.labels import worded
from macros.nodes import Loc, Mark, Node
from macros.sheet_changes import Changes
from macros.source import Problem, Problems, parse
from macros.tables import Row
from macros.trees import Tree

Cell = tuple[str, int, int]
"""A sheet, a row and a column."""


def placed(found: Iterable[Problem], made: Changes, shown: str) -> list[Problem]:
    """The problems of what is proposed, each at its cell, or at its file where no cell is."""
    marks: dict[str, list[tuple[Mark, Cell]]] = {}
    told = []
    for one in found:
        if one.path not in marks:
            marks[one.path] = sorted(_marks(Path(one.path), made), key=lambda mark: mark[0])
        cell = _cell(one, marks[one.path])
        path, mark = (f"{shown}:{cell[0]}", Mark(*cell[1:])) if cell else (one.path, one.mark)
        told.append(Problem(path, mark, one.rule, one.values))
    return told


def _cell(one: Problem, marks: list[tuple[Mark, Cell]]) -> Cell | None:
    """The cell at the mark of a problem, or the last one before it."""
    index = bisect.bisect_right([mark for mark, _ in marks], one.mark)
    return marks[index - 1][1] if index else None


def _marks(file: Path, made: Changes) -> list[tuple[Mark, Cell]]:
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


def _record(node: Node, around: Mark, address: str, made: Changes) -> list[tuple[Mark, Cell]]:
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


def in_sheets(problems: Problems, lang: str) -> str:
    """A line for each problem, those in sheets with row and column, and their count."""
    lines = []
    for found, sentence in worded(problems, lang):
        mark = found.mark
        place = f"R{mark.line}C{mark.column}" if _book(found.path) else f"{mark.line}:{mark.column}"
        lines.append(f"{found.path}:{place}: {sentence} [{found.rule}]")
    files = {_book(found.path) or found.path for found in problems.found}
    count = load_labels()[0].get("problems.count", lang)
    return "\n".join([*lines, count.format(problems=len(problems.found), files=len(files))])


def _book(path: str) -> str:
    """The file whose sheet a path names; empty if it names a file. A drive has a colon, too."""
    return path.rpartition(":")[0] if ":" in path[2:] else ""
