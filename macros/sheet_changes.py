"""Knows what the rows of a sheet change in the texts of the data; refuses to write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.editing import first_line
from macros.facts import Part
from macros.model import COLLECTIONS
from macros.pieces import pieces
from macros.register import Entry, Register
from macros.shapes import fields
from macros.sheet_rows import Key, Reader, key
from macros.source import nearest
from macros.splice import Edit, Splicer, applied
from macros.tables import ID, PLACE, Row, Table, attach, part_of, tables
from macros.trees import Tree, alike, tree
from macros.manner import part as written


@dataclass
class Changes:
    """The new texts of files, and which rows of the sheet each of them comes from."""

    texts: dict[Path, str | None] = field(default_factory=dict)
    """None: the file goes."""
    records: dict[str, Tree] = field(default_factory=dict)
    """Every record of the sheet as it is to be."""
    rows: dict[str, list[tuple[Table, Row]]] = field(default_factory=dict)
    """The rows of each record."""


def changes(
    register: Register, data: Path, reader: Reader, found: dict[str, list[Row]], delete: bool
) -> Changes:
    """What the rows of a sheet change; what can not be is noted with the reader."""
    made = Changes()
    first, *others = tables(reader.collection)
    model = COLLECTIONS[reader.collection]
    for row in found[first.title]:
        made.records[row.address] = part_of(first, row)
        made.rows.setdefault(row.address, []).append((first, row))
    _attach(reader, made, model, [(table, row) for table in others for row in found[table.title]])
    if not delete:
        _missing(reader, found)
    if not reader.problems:
        _texts(register, data, reader.collection, made)
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


def _texts(register: Register, data: Path, collection: str, made: Changes) -> None:
    model = COLLECTIONS[collection]
    edits: dict[Path, list[Edit]] = {}
    texts: dict[Path, str] = {}
    for entry in register.all(collection):
        file = Path(entry.path)
        new = made.records.get(entry.address)
        old = tree(model, entry.node.plain())
        if new is not None and alike(model, numbered(model, old), new):
            continue
        text = texts.setdefault(file, _plain(file))
        if new is None and _alone(entry):
            made.texts[file] = None
        else:
            edits.setdefault(file, []).extend(_edits(text, entry, model, old, new))
    for file, found in edits.items():
        made.texts[file] = applied(texts[file], found)
    known = {entry.address for entry in register.all(collection)}
    for address, record in made.records.items():
        if address not in known:
            _new(data, made, address, model, record)


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


def _plain(file: Path) -> str:
    """The text of a file with plain line ends."""
    return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _alone(entry: Entry) -> bool:
    """Whether a record has a file of its own."""
    return Path(entry.path).parent.name == entry.collection


def _edits(
    text: str, entry: Entry, model: type[Part], old: Tree, new: Tree | None
) -> Iterable[Edit]:
    piece, splicer = pieces(text), Splicer(text)
    if _alone(entry):
        return list(splicer.part(model, piece, old, new or {}))
    assert piece.pairs is not None
    pair = piece.pairs[entry.id]
    if new is None:
        return list(splicer.without(piece, entry.id))
    return list(splicer.part(model, pair.value, old, new))


def _new(data: Path, made: Changes, address: str, model: type[Part], record: Tree) -> None:
    """A record that is not there yet: in the file of its collection, or in one of its own."""
    collection, _, name = address.partition("/")
    lines = written(model, numbered(model, record))
    together = data / f"{collection}.yml"
    if together.exists():
        text = made.texts.get(together) or _plain(together)
        inside = "".join(f"  {line}".rstrip() + "\n" for line in lines)
        made.texts[together] = f"{text.rstrip()}\n{name}:\n{inside}"
    else:
        file = data / collection / f"{name}.yml"
        made.texts[file] = first_line(data, file) + "".join(f"{line}\n" for line in lines)
