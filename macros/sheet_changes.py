"""Knows what the rows of a sheet change in the data, and proposes it; refuses to write it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.creations import create
from macros.edits import Piece, Script, applied
from macros.facts import Part
from macros.model import COLLECTIONS
from macros.nearness import nearest
from macros.nodes import Loc
from macros.proposals import Desk
from macros.register import Register
from macros.shapes import fields
from macros.sheet_rows import Key, Reader, key
from macros.splice import Splicer
from macros.tables import ID, PLACE, Row, Table, attach, part_of, tables
from macros.trees import Tree, alike, fingerprint, numbered, plain, tree


@dataclass
class Changes:
    """What is proposed, and which rows of the sheet it comes from."""

    desk: Desk
    records: dict[str, Tree] = field(default_factory=dict)
    """Every record of the sheet as it is to be."""
    rows: dict[str, list[tuple[Table, Row]]] = field(default_factory=dict)
    """The rows of each record."""
    kept: set[str] = field(default_factory=set)
    """The records that somebody changed in the data since the export, and nobody in the sheet."""


def changes(
    desk: Desk,
    reader: Reader,
    found: dict[str, list[Row]],
    delete: bool,
    bases: Mapping[str, str] | None = None,
) -> Changes:
    """What the rows of a sheet change; what can not be is noted with the reader.

    `bases` are the fingerprints of the records when they were exported; without them the data is
    taken to be as it was then.
    """
    made = Changes(desk)
    first, *others = tables(reader.collection)
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
        entry.address: fingerprint(model, tree(model, entry.node.plain()))
        for entry in register.all(collection)
    }


def _attach(
    reader: Reader, made: Changes, model: type[Part], rows: list[tuple[Table, Row]]
) -> None:
    _number(reader, rows)
    for table, row in sorted(rows, key=lambda one: (one[1].place.count("."), one[1].number)):
        part, column = part_of(table, row), row.columns.get(ID, 1)
        is_known = row.address in made.records
        if is_known and attach(model, made.records[row.address], row, part, table.model):
            made.rows[row.address].append((table, row))
        elif key(row) in reader.held[table.title]:
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
                needed = next((one for one in fields(table.model) if one.required), None)
                name = needed.key if needed else fields(table.model)[0].key
                column = row.columns.get(name, row.columns.get(ID, 1))
                reader.say(table.title, row.line, column, "missing-key", key=name)


def _said(model: type[Part], record: Tree, row: Row) -> bool:
    """Whether a row, or one that stands under it, says anything."""
    inside: Any = record
    for step in row.steps:
        inside = inside[step]
    return any(inside.values())


def _settle(reader: Reader, made: Changes, model: type[Part], bases: Mapping[str, str]) -> None:
    """Leave to the data what was changed there alone; tell what was changed on both sides."""
    sheet = tables(reader.collection)[0].title
    data = fingerprints(made.desk.register, reader.collection)
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
            row = made.rows[address][0][1] if record is not None else Row(address, {})
            column = row.columns.get(ID, 1)
            reader.say(sheet, row.line or 1, column, "changed-since", value=address)


def _number(reader: Reader, rows: list[tuple[Table, Row]]) -> None:
    """A row without a number follows the last one of its list."""
    last: dict[tuple[str, str, str], int] = {}
    held = [
        (table.title, name)
        for table in tables(reader.collection)[1:]
        for name in reader.held[table.title]
    ]
    for title, name in [*held, *((table.title, key(row)) for table, row in rows)]:
        owner = (title, name[0], name[1])
        last[owner] = max(last.get(owner, 0), name[2])
    for table, row in rows:
        if not row.number:
            owner = (table.title, row.address, row.place)
            last[owner] += 1
            row.number = last[owner]


def _missing(reader: Reader, made: Changes, found: dict[str, list[Row]]) -> None:
    """Rows of the data that the sheet no longer has, each but those under another of them."""
    gone: dict[tuple[str, Key], None] = {}
    for table in tables(reader.collection):
        here = {key(row) for row in found[table.title]}
        for name in reader.held[table.title]:
            if name not in here and name[0] not in made.kept:
                gone[table.title, name] = None
    names = {name for _, name in gone}
    for title, (address, place, number) in gone:
        if place and {(address, "", 0), *_above(address, place)} & names:
            continue
        value = f"{address} {place}.{number}" if number else address
        reader.say(title, 1, 1, "row-gone", value=value)


def _above(address: str, place: str) -> Iterator[Key]:
    """The rows in whose part a list stands."""
    for step in re.finditer(r"\.([0-9]+)\.", place):
        yield address, place[: step.start()], int(step[1])


def _propose(collection: str, made: Changes) -> None:
    model, desk = COLLECTIONS[collection], made.desk
    pieces: dict[Path, list[Piece]] = {}
    for entry in desk.register.all(collection):
        file = Path(entry.path)
        new = made.records.get(entry.address)
        old = tree(model, entry.node.plain())
        if entry.address in made.kept:
            continue
        if new is not None and alike(model, numbered(model, old), new):
            continue
        if new is None and not desk.loc(entry):
            desk.remove(file)
        else:
            found = _pieces(Script(desk.text(file)), desk.loc(entry), model, old, new)
            pieces.setdefault(file, []).extend(found)
    for file, found in pieces.items():
        desk.set_text(file, applied(desk.text(file), found))
    for address, record in made.records.items():
        if address not in desk.register.entries:
            name = address.removeprefix(f"{collection}/")
            create(desk, collection, name, plain(model, record))


def _pieces(
    script: Script, loc: Loc, model: type[Part], old: Tree, new: Tree | None
) -> Iterable[Piece]:
    if new is None:
        return Splicer(script).without(script.node, [str(step) for step in loc])
    return Splicer(script).part(model, script.at(loc), old, new)
