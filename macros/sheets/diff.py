"""Proposes what the rows of a sheet change in the data, and finds the cell of a problem."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.changes import ChangeSet, create_record
from macros.model import COLLECTIONS, Part, fields_of
from macros.register import Register
from macros.sheets.layout import (
    ID,
    NUMBER,
    PLACE,
    SheetRow,
    SheetTable,
    attach_part,
    row_to_part,
    sheet_tables,
)
from macros.sheets.record_tree import (
    RecordTree,
    fingerprint,
    renumbered,
    same_record,
    to_plain,
    to_tree,
)
from macros.sheets.row_reader import RowKey, RowReader, row_key
from macros.sheets.yaml_patch import RecordDiff
from macros.text import closest_match
from macros.yamlio import (
    CellMark,
    Loc,
    Mark,
    Node,
    Problem,
    TextEdit,
    YamlText,
    apply_edits,
    parse_yaml,
)

TableRow = tuple[SheetTable, SheetRow]


@dataclass
class SheetChanges:
    """What a sheet changes, and which of its rows it comes from."""

    change_set: ChangeSet
    """What is proposed."""
    records: dict[str, RecordTree] = field(default_factory=dict)
    """Every record of the sheet as it is to be, by address."""
    rows: dict[str, list[TableRow]] = field(default_factory=dict)
    """The rows of each record."""
    kept: set[str] = field(default_factory=set)
    """The records that somebody changed in the data since the export, and nobody in the sheet."""
    notices: list[Problem] = field(default_factory=list)
    """What is to be looked at before it is written, and may be right."""


def stage_rows(
    change_set: ChangeSet,
    reader: RowReader,
    rows: dict[str, list[SheetRow]],
    delete: bool,
    bases: Mapping[str, str] | None = None,
) -> SheetChanges:
    """Propose what the rows of a sheet change; what is wrong is noted with the reader.

    `rows` are by sheet. `delete`: whether a row of the data that is in no sheet is to go. `bases`
    are the fingerprints of the records when they were exported; without them the data is taken to
    be as it was then.
    """
    changes = SheetChanges(change_set, notices=reader.notices)
    first, *others = sheet_tables(reader.collection)
    model = COLLECTIONS[reader.collection]
    for row in rows[first.title]:
        changes.records[row.address] = row_to_part(first, row)
        changes.rows.setdefault(row.address, []).append((first, row))
    parts = [(table, row) for table in others for row in rows[table.title]]
    data = fingerprints(change_set.register, reader.collection)
    edited = {address for address in data if bases and bases.get(address) != data[address]}
    _report_renumbered(reader, rows, edited)
    _attach_parts(reader, changes, model, parts)
    _report_empty(reader, changes, model)
    if not reader.problems and bases is not None:
        _merge(reader, changes, model, bases, data)
    if not delete:
        _report_gone(reader, changes, rows)
    if not reader.problems:
        _propose(reader.collection, changes)
    return changes


def fingerprints(register: Register, collection: str) -> dict[str, str]:
    """The fingerprint of each record of a collection, by address."""
    model = COLLECTIONS[collection]
    return {
        entry.address: fingerprint(model, to_tree(model, entry.node.plain()))
        for entry in register.collection(collection)
    }


def _attach_parts(
    reader: RowReader, changes: SheetChanges, model: type[Part], rows: list[TableRow]
) -> None:
    """Put the part of each row into its record, the outer ones first."""
    _number(reader, rows)
    for table, row in sorted(rows, key=lambda pair: (pair[1].place.count("."), pair[1].number)):
        part, column = row_to_part(table, row), row.columns.get(ID, 1)
        is_known = row.address in changes.records
        record = changes.records.get(row.address, {})
        if is_known and attach_part(model, record, row, part, table.model):
            changes.rows[row.address].append((table, row))
        elif row_key(row) in reader.held[table.title]:
            continue  # What it belonged to is gone from its own sheet, and it goes along.
        elif not is_known:
            near = closest_match(row.address, changes.records, cutoff=0.85)
            values = {"value": row.address, "nearest": near}
            reader.say(table.title, row.line, column, "unknown-record", **values)
        else:
            column = row.columns.get(PLACE, column)
            reader.say(table.title, row.line, column, "unknown-list", value=row.place)


def _report_empty(reader: RowReader, changes: SheetChanges, model: type[Part]) -> None:
    """Report rows of which neither they nor rows that belong to them hold a value."""
    for address, rows in changes.rows.items():
        for table, row in rows:
            if not any(_part_at(changes.records[address], row).values()):
                fields = fields_of(table.model)
                key = next((field.key for field in fields if field.required), fields[0].key)
                column = row.columns.get(key, row.columns.get(ID, 1))
                reader.say(table.title, row.line, column, "missing-key", key=key)


def _part_at(record: RecordTree, row: SheetRow) -> RecordTree:
    part: Any = record
    for step in row.steps:
        part = part[step]
    assert isinstance(part, dict)
    return part


def _merge(
    reader: RowReader,
    changes: SheetChanges,
    model: type[Part],
    bases: Mapping[str, str],
    data: Mapping[str, str],
) -> None:
    """Leave what only the data changed as it is there; report what both sides changed."""
    sheet = sheet_tables(reader.collection)[0].title
    for address in [*data, *(address for address in changes.records if address not in data)]:
        base, now = bases.get(address), data.get(address)
        if base == now:
            continue
        record = changes.records.get(address)
        wanted = fingerprint(model, record) if record is not None else None
        if wanted in (base, now):
            changes.kept.add(address)
            changes.records.pop(address, None)
            changes.rows.pop(address, None)
        else:
            row = changes.rows[address][0][1] if record is not None else SheetRow(address, {})
            column = row.columns.get(ID, 1)
            reader.say(sheet, row.line or 1, column, "changed-since", value=address)


def _number(reader: RowReader, rows: list[TableRow]) -> None:
    """Number the rows without a number behind the last one of their list."""
    last: dict[tuple[str, str, str], int] = {}
    current = [
        (table.title, key)
        for table in sheet_tables(reader.collection)[1:]
        for key in reader.held[table.title]
    ]
    for title, key in [*current, *((table.title, row_key(row)) for table, row in rows)]:
        address, place, number = key
        last[title, address, place] = max(last.get((title, address, place), 0), number)
    for table, row in rows:
        if not row.number:
            owner = (table.title, row.address, row.place)
            last[owner] += 1
            row.number = last[owner]


def _report_renumbered(
    reader: RowReader, rows: dict[str, list[SheetRow]], edited: set[str]
) -> None:
    """Report rows that have another number than in the data, though they say the same.

    Rows of other sheets name them by that number, so these would then belong to another row. The
    records that were `edited` in the data since the export may have other numbers there.
    """
    for table in sheet_tables(reader.collection)[1:]:
        held, present = reader.held[table.title], {row_key(row): row for row in rows[table.title]}
        numbers = {
            (address, place, *row.cells.values()): number
            for (address, place, number), row in held.items()
        }
        for row in (row for row in rows[table.title] if row.address not in edited):
            number = numbers.get((row.address, row.place, *row.cells.values()), row.number)
            other = present.get((row.address, row.place, number))
            old = held.get((row.address, row.place, number))
            if number != row.number and old and (other is None or other.cells != old.cells):
                column = row.columns.get(NUMBER, 1)
                values = {"value": row.number or "", "nearest": number}
                reader.say(table.title, row.line, column, "renumbered-row", **values)


def _report_gone(reader: RowReader, changes: SheetChanges, rows: dict[str, list[SheetRow]]) -> None:
    """Report the rows of the data that no sheet has, but for those that belong to another such."""
    gone: dict[tuple[str, RowKey], int] = {}
    """Each with the line below that of the row that stood above it."""
    for table in sheet_tables(reader.collection):
        lines = {row_key(row): row.line for row in rows[table.title]}
        line = min(lines.values(), default=3) - 1
        for key in reader.held[table.title]:
            line = lines.get(key, line)
            if key not in lines and key[0] not in changes.kept:
                gone[table.title, key] = line + 1
    keys = {key for _, key in gone}
    for (title, (address, place, number)), line in gone.items():
        if place and {(address, "", 0), *_rows_above(address, place)} & keys:
            continue
        value = f"{address} {place}.{number}" if number else address
        reader.say(title, line, 1, "row-gone", value=value)


def _rows_above(address: str, place: str) -> Iterator[RowKey]:
    """The rows of the parts that a list is inside of."""
    for step in re.finditer(r"\.([0-9]+)\.", place):
        yield address, place[: step.start()], int(step[1])


def _propose(collection: str, changes: SheetChanges) -> None:
    model, change_set = COLLECTIONS[collection], changes.change_set
    pieces: dict[Path, list[TextEdit]] = {}
    for entry in change_set.register.collection(collection):
        file = Path(entry.path)
        new = changes.records.get(entry.address)
        old = to_tree(model, entry.node.plain())
        is_same = new is not None and same_record(model, renumbered(model, old), new)
        if is_same or entry.address in changes.kept:
            continue
        if new is None and not change_set.loc(entry):
            change_set.remove(file)
        else:
            script = YamlText(change_set.text(file))
            record_pieces = _pieces(script, change_set.loc(entry), model, old, new)
            pieces.setdefault(file, []).extend(record_pieces)
    for file, file_pieces in pieces.items():
        change_set.set_text(file, apply_edits(change_set.text(file), file_pieces))
    for address, record in changes.records.items():
        if address not in change_set.register.entries:
            id_ = address.removeprefix(f"{collection}/")
            create_record(change_set, collection, id_, to_plain(model, record))


def _pieces(
    script: YamlText, loc: Loc, model: type[Part], old: RecordTree, new: RecordTree | None
) -> Iterable[TextEdit]:
    if new is None:
        return RecordDiff(script).without(script.node, [str(step) for step in loc])
    return RecordDiff(script).part(model, script.at(loc), old, new)


CellPlace = tuple[str, int, int]
"""A sheet, a row and a column."""


def problems_at_cells(
    problems: Iterable[Problem], changes: SheetChanges, shown: str
) -> list[Problem]:
    """The problems of what is proposed, each at its cell, or at its file where no cell is.

    `shown` is the file of the sheets, as problems name it.
    """
    cells: dict[str, _CellPlaces] = {}
    moved = []
    for problem in problems:
        if problem.path not in cells:
            cells[problem.path] = _CellPlaces(_marks(Path(problem.path), changes))
        if place := cells[problem.path].of(problem):
            sheet, row, column = place
            path, mark = f"{shown}:{sheet}", CellMark(row, column)
            problem = Problem(path, mark, problem.rule, problem.values)
        moved.append(problem)
    return moved


_PlacedCell = tuple[Mark, str, CellPlace]
"""The place of a cell in a file, and its key where the cell is empty: then it lacks there."""


class _CellPlaces:
    """The cells that a file comes from, by their places in it."""

    def __init__(self, placed: Iterable[_PlacedCell]) -> None:
        self.filled: list[tuple[Mark, CellPlace]] = []
        self.empty: dict[tuple[Mark, str], CellPlace] = {}
        for mark, missing_key, cell in placed:
            if missing_key:
                self.empty.setdefault((mark, missing_key), cell)
            else:
                self.filled.append((mark, cell))
        self.filled.sort(key=lambda pair: pair[0])

    def of(self, problem: Problem) -> CellPlace | None:
        """The cell of a key that is missing, or that at the problem, or the last one before it."""
        key = dict(problem.values).get("key", "") if problem.rule == "missing-key" else ""
        if found := self.empty.get((problem.mark, key)):
            return found
        index = bisect.bisect_right(self.filled, problem.mark, key=lambda pair: pair[0])
        return self.filled[index - 1][1] if index else None


def _marks(file: Path, changes: SheetChanges) -> Iterator[_PlacedCell]:
    """The places of a file that come from cells, each with its cell."""
    change = changes.change_set.changes.get(file)
    if change is None or change.after is None:
        return
    node, _ = parse_yaml(changes.change_set.text(file))
    if node is None or not isinstance(node.value, dict):
        return
    path = file.relative_to(changes.change_set.data).with_suffix("").as_posix()
    if "/" in path:
        yield from _record_marks(node, node.mark, path, changes)
        return
    for key, inner in node.value.items():
        yield from _record_marks(inner, node.keys[key], f"{path}/{key}", changes)


def _record_marks(
    node: Node, around: Mark, address: str, changes: SheetChanges
) -> Iterator[_PlacedCell]:
    for table, row in changes.rows.get(address, ()):
        if not row.line:
            continue
        loc = _loc(changes.records[address], row)
        yield node.mark_at(loc, around), "", (table.title, row.line, row.columns.get(ID, 1))
        # The shorter path first: a key of a part that is not there is no key of its surroundings.
        for column in sorted(table.columns, key=lambda column: len(column.path)):
            if column.field and column.key in row.columns:
                cell = table.title, row.line, row.columns[column.key]
                is_empty = not row.cells.get(column.key)
                mark = node.mark_at((*loc, *column.path), around)
                yield mark, column.path[-1] if is_empty else "", cell
                if not is_empty and len(column.path) > 1:
                    yield node.mark_at((*loc, *column.path[:-1]), around), "", cell


def _loc(record: RecordTree, row: SheetRow) -> Loc:
    """Where a part is in its record: a number of the sheet becomes a place in the list."""
    loc: list[str | int] = []
    inside: Any = record
    for step in row.steps:
        loc.append(sorted(inside).index(step) if isinstance(step, int) else step)
        inside = inside[step]
    return tuple(loc)
