"""Knows what the rows of a sheet change in the data, and proposes it; refuses to write it."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.changes import ChangeSet, create_record
from macros.model import COLLECTIONS, Part, fields_of
from macros.register import Register
from macros.sheets.flat import Tree, fingerprint, renumbered, same_record, to_plain, to_tree
from macros.sheets.layout import ID, PLACE, SheetRow, SheetTable, attach, part_of, sheet_tables
from macros.sheets.record_diff import Splicer
from macros.sheets.rows import RowKey, RowReader, row_key
from macros.text import nearest
from macros.yamlio import Cell, Loc, Mark, Node, Piece, Problem, Script, applied, parse_yaml


@dataclass
class Changes:
    """What is proposed, and which rows of the sheet it comes from."""

    change_set: ChangeSet
    records: dict[str, Tree] = field(default_factory=dict)
    """Every record of the sheet as it is to be."""
    rows: dict[str, list[tuple[SheetTable, SheetRow]]] = field(default_factory=dict)
    """The rows of each record."""
    kept: set[str] = field(default_factory=set)
    """The records that somebody changed in the data since the export, and nobody in the sheet."""


def sheet_changes(
    change_set: ChangeSet,
    reader: RowReader,
    found: dict[str, list[SheetRow]],
    delete: bool,
    bases: Mapping[str, str] | None = None,
) -> Changes:
    """What the rows of a sheet change; what can not be is noted with the reader.

    `bases` are the fingerprints of the records when they were exported; without them the data is
    taken to be as it was then.
    """
    made = Changes(change_set)
    first, *others = sheet_tables(reader.collection)
    model = COLLECTIONS[reader.collection]
    for row in found[first.title]:
        made.records[row.address] = part_of(first, row)
        made.rows.setdefault(row.address, []).append((first, row))
    _attach(reader, made, model, [(table, row) for table in others for row in found[table.title]])
    if not reader.problems and bases is not None:
        _settle(reader, made, model, bases)
    if not delete:
        _missing(reader, made, found)
    if not reader.problems:
        _propose(reader.collection, made)
    return made


def fingerprints(register: Register, collection: str) -> dict[str, str]:
    """What tells whether a record of the data has changed."""
    model = COLLECTIONS[collection]
    return {
        entry.address: fingerprint(model, to_tree(model, entry.node.plain()))
        for entry in register.collection(collection)
    }


def _attach(
    reader: RowReader, made: Changes, model: type[Part], rows: list[tuple[SheetTable, SheetRow]]
) -> None:
    _number(reader, rows)
    for table, row in sorted(rows, key=lambda one: (one[1].place.count("."), one[1].number)):
        part, column = part_of(table, row), row.columns.get(ID, 1)
        is_known = row.address in made.records
        if is_known and attach(model, made.records[row.address], row, part, table.model):
            made.rows[row.address].append((table, row))
        elif row_key(row) in reader.held[table.title]:
            continue  # What it belonged to is gone from its own sheet, and it goes along.
        elif not is_known:
            near = nearest(row.address, made.records, cutoff=0.85)
            values = {"value": row.address, "nearest": near}
            reader.say(table.title, row.line, column, "unknown-record", **values)
        else:
            column = row.columns.get(PLACE, column)
            reader.say(table.title, row.line, column, "unknown-list", value=row.place)
    for address, told in made.rows.items():
        for table, row in told:
            if not _said(model, made.records[address], row):
                needed = next((one for one in fields_of(table.model) if one.required), None)
                name = needed.key if needed else fields_of(table.model)[0].key
                column = row.columns.get(name, row.columns.get(ID, 1))
                reader.say(table.title, row.line, column, "missing-key", key=name)


def _said(model: type[Part], record: Tree, row: SheetRow) -> bool:
    """Whether a row, or one that stands under it, says anything."""
    inside: Any = record
    for step in row.steps:
        inside = inside[step]
    return any(inside.values())


def _settle(reader: RowReader, made: Changes, model: type[Part], bases: Mapping[str, str]) -> None:
    """Leave to the data what was changed there alone; tell what was changed on both sides."""
    sheet = sheet_tables(reader.collection)[0].title
    data = fingerprints(made.change_set.register, reader.collection)
    for address in [*data, *(one for one in made.records if one not in data)]:
        was, now = bases.get(address), data.get(address)
        if was == now:
            continue
        record = made.records.get(address)
        said = fingerprint(model, record) if record is not None else None
        if said in (was, now):
            made.kept.add(address)
            made.records.pop(address, None)
            made.rows.pop(address, None)
        else:
            row = made.rows[address][0][1] if record is not None else SheetRow(address, {})
            column = row.columns.get(ID, 1)
            reader.say(sheet, row.line or 1, column, "changed-since", value=address)


def _number(reader: RowReader, rows: list[tuple[SheetTable, SheetRow]]) -> None:
    """A row without a number follows the last one of its list."""
    last: dict[tuple[str, str, str], int] = {}
    held = [
        (table.title, name)
        for table in sheet_tables(reader.collection)[1:]
        for name in reader.held[table.title]
    ]
    for title, name in [*held, *((table.title, row_key(row)) for table, row in rows)]:
        owner = (title, name[0], name[1])
        last[owner] = max(last.get(owner, 0), name[2])
    for table, row in rows:
        if not row.number:
            owner = (table.title, row.address, row.place)
            last[owner] += 1
            row.number = last[owner]


def _missing(reader: RowReader, made: Changes, found: dict[str, list[SheetRow]]) -> None:
    """Rows of the data that the sheet no longer has, each but those under another of them."""
    gone: dict[tuple[str, RowKey], None] = {}
    for table in sheet_tables(reader.collection):
        here = {row_key(row) for row in found[table.title]}
        for name in reader.held[table.title]:
            if name not in here and name[0] not in made.kept:
                gone[table.title, name] = None
    names = {name for _, name in gone}
    for title, (address, place, number) in gone:
        if place and {(address, "", 0), *_above(address, place)} & names:
            continue
        value = f"{address} {place}.{number}" if number else address
        reader.say(title, 1, 1, "row-gone", value=value)


def _above(address: str, place: str) -> Iterator[RowKey]:
    """The rows in whose part a list stands."""
    for step in re.finditer(r"\.([0-9]+)\.", place):
        yield address, place[: step.start()], int(step[1])


def _propose(collection: str, made: Changes) -> None:
    model, change_set = COLLECTIONS[collection], made.change_set
    pieces: dict[Path, list[Piece]] = {}
    for entry in change_set.register.collection(collection):
        file = Path(entry.path)
        new = made.records.get(entry.address)
        old = to_tree(model, entry.node.plain())
        if entry.address in made.kept:
            continue
        if new is not None and same_record(model, renumbered(model, old), new):
            continue
        if new is None and not change_set.loc(entry):
            change_set.remove(file)
        else:
            found = _pieces(Script(change_set.text(file)), change_set.loc(entry), model, old, new)
            pieces.setdefault(file, []).extend(found)
    for file, found in pieces.items():
        change_set.set_text(file, applied(change_set.text(file), found))
    for address, record in made.records.items():
        if address not in change_set.register.entries:
            name = address.removeprefix(f"{collection}/")
            create_record(change_set, collection, name, to_plain(model, record))


def _pieces(
    script: Script, loc: Loc, model: type[Part], old: Tree, new: Tree | None
) -> Iterable[Piece]:
    if new is None:
        return Splicer(script).without(script.node, [str(step) for step in loc])
    return Splicer(script).part(model, script.at(loc), old, new)


CellPlace = tuple[str, int, int]
"""A sheet, a row and a column."""


def problems_at_cells(found: Iterable[Problem], made: Changes, shown: str) -> list[Problem]:
    """The problems of what is proposed, each at its cell, or at its file where no cell is."""
    marks: dict[str, list[tuple[Mark, CellPlace]]] = {}
    told = []
    for one in found:
        if one.path not in marks:
            marks[one.path] = sorted(_marks(Path(one.path), made), key=lambda mark: mark[0])
        cell = _cell(one, marks[one.path])
        path, mark = (f"{shown}:{cell[0]}", Cell(*cell[1:])) if cell else (one.path, one.mark)
        told.append(Problem(path, mark, one.rule, one.values))
    return told


def _cell(one: Problem, marks: list[tuple[Mark, CellPlace]]) -> CellPlace | None:
    """The cell at the mark of a problem, or the last one before it."""
    index = bisect.bisect_right([mark for mark, _ in marks], one.mark)
    return marks[index - 1][1] if index else None


def _marks(file: Path, made: Changes) -> list[tuple[Mark, CellPlace]]:
    change = made.change_set.changes.get(file)
    if change is None or change.after is None:
        return []
    node, _ = parse_yaml(made.change_set.text(file))
    if node is None or not isinstance(node.value, dict):
        return []
    collection, _, name = (
        file.relative_to(made.change_set.data).with_suffix("").as_posix().partition("/")
    )
    if name:
        return _record(node, node.mark, f"{collection}/{name}", made)
    found = []
    for key, inner in node.value.items():
        found += _record(inner, node.keys[key], f"{collection}/{key}", made)
    return found


def _record(node: Node, around: Mark, address: str, made: Changes) -> list[tuple[Mark, CellPlace]]:
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


def _loc(record: Tree, row: SheetRow) -> Loc:
    """Where a part stands in its record: a number of the sheet becomes a place in the list."""
    loc: list[str | int] = []
    inside: Any = record
    for step in row.steps:
        loc.append(sorted(inside).index(step) if isinstance(step, int) else step)
        inside = inside[step]
    return tuple(loc)
