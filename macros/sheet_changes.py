"""Knows what the rows of a sheet change in the data, and proposes it; refuses to write it."""

import re
from collections.abc import Iterable, Iterator
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
from macros.shapes import fields
from macros.sheet_rows import Key, Reader, key
from macros.splice import Splicer
from macros.tables import ID, PLACE, Row, Table, attach, part_of, tables
from macros.trees import Tree, alike, plain, tree


@dataclass
class Changes:
    """What is proposed, and which rows of the sheet it comes from."""

    desk: Desk
    records: dict[str, Tree] = field(default_factory=dict)
    """Every record of the sheet as it is to be."""
    rows: dict[str, list[tuple[Table, Row]]] = field(default_factory=dict)
    """The rows of each record."""


def changes(desk: Desk, reader: Reader, found: dict[str, list[Row]], delete: bool) -> Changes:
    """What the rows of a sheet change; what can not be is noted with the reader."""
    made = Changes(desk)
    first, *others = tables(reader.collection)
    model = COLLECTIONS[reader.collection]
    for row in found[first.title]:
        made.records[row.address] = part_of(first, row)
        made.rows.setdefault(row.address, []).append((first, row))
    _attach(reader, made, model, [(table, row) for table in others for row in found[table.title]])
    if not delete:
        _missing(reader, found)
    if not reader.problems:
        _propose(reader.collection, made)
    return made


def _attach(
    reader: Reader, made: Changes, model: type[Part], rows: list[tuple[Table, Row]]
) -> None:
    _number(reader, rows)
    for table, row in sorted(rows, key=lambda one: (one[1].place.count("."), one[1].number)):
        column = row.columns.get(ID, 1)
        if row.address not in made.records:
            near = nearest(row.address, made.records, cutoff=0.85)
            values = {"value": row.address, "nearest": near}
            reader.say(table.title, row.line or 1, column, "unknown-record", **values)
        elif not attach(model, made.records[row.address], row, part_of(table, row)):
            column = row.columns.get(PLACE, column)
            reader.say(table.title, row.line or 1, column, "unknown-list", value=row.place)
        else:
            made.rows[row.address].append((table, row))


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


def _missing(reader: Reader, found: dict[str, list[Row]]) -> None:
    """Rows of the data that the sheet no longer has, each but those under another of them."""
    gone: set[Key] = set()
    for table in tables(reader.collection):
        here = {key(row) for row in found[table.title]}
        for name in reader.held[table.title]:
            if name in here:
                continue
            address, place, number = name
            above = {(address, "", 0), *_above(address, place)}
            if not above & gone:
                row = f"{place}.{number}" if number else ""
                values = {"value": f"{address} {row}".strip()}
                reader.say(table.title, 1, 1, "row-gone", **values)
            gone.add(name)


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


def numbered(model: type[Part], part: Tree) -> Tree:
    """A part whose lists are numbered from 1 without a gap, in their order."""
    found: Tree = {}
    for one in fields(model):
        inner: Any = part.get(one.key)
        if inner and one.part and one.many:
            items = (numbered(one.part, inner[number]) for number in sorted(inner))
            inner = dict(enumerate(items, start=1))
        elif inner and one.part:
            inner = numbered(one.part, inner)
        if inner:
            found[one.key] = inner
    return found
