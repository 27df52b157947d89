"""Knows how the records of a collection lie in tables and come back; refuses to know any file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from macros.i18n import field_title, load_labels, model_title, value_hint
from macros.model import COLLECTIONS, Field, FieldKind, Part, field_of, fields_of
from macros.sheets.flat import Tree

ID, PLACE, NUMBER = "record", "list", "row"
"""The keys of the columns that say whose row it is: record, list and number in the list."""
_LIST = re.compile(r"[a-z_]+(\.[1-9][0-9]*\.[a-z_]+|\.[a-z_]+)*")


@dataclass(frozen=True)
class Column:
    """A column: a key of the row's part, or of a single part inside it, in one language."""

    key: str
    title: str
    field: Field | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetTable:
    """A sheet: the records of a collection, or all parts of one kind in them."""

    title: str
    model: type[Part]
    columns: tuple[Column, ...]
    place: str = ""
    """The list in which all its rows stand, if there is but one; then no column names it."""

    @property
    def is_records(self) -> bool:
        """Whether a row is a record."""
        return self.columns[1].key not in (PLACE, NUMBER)


@dataclass
class SheetRow:
    """A row by the keys of its columns; `line` and `columns` say where it stands in a sheet."""

    address: str
    cells: dict[str, str]
    place: str = ""
    number: int = 0
    line: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[str | int, ...]:
        """From the record to the part: keys, and numbers of items. Empty for the record."""
        if not self.place:
            return ()
        steps = (int(one) if one.isdecimal() else one for one in self.place.split("."))
        return (*steps, self.number)


@cache
def sheet_tables(collection: str) -> tuple[SheetTable, ...]:
    """The sheets of a collection, that of the records first."""
    words, _ = load_labels()
    model = COLLECTIONS[collection]
    places: dict[type[Part], set[str]] = {}
    for place, part in _lists(model, "", ()):
        places.setdefault(part, set()).add(place)
    first = Column(ID, value_hint("record-column"))
    found = [SheetTable(words.get(f"collections.{collection}"), model, (first, *_columns(model)))]
    for part, lists in places.items():
        only = next(iter(lists)) if len(lists) == 1 and "." not in "".join(lists) else ""
        where = () if only else (Column(PLACE, value_hint("list-column")),)
        head = (first, *where, Column(NUMBER, value_hint("row-column")))
        found.append(SheetTable(model_title(part), part, (*head, *_columns(part)), only))
    return tuple(found)


def _lists(
    model: type[Part], place: str, above: tuple[type[Part], ...]
) -> Iterator[tuple[str, type[Part]]]:
    """Every list of parts of a model, however deep, with its place and the model of its items."""
    for one in fields_of(model):
        if not one.part or one.part in above:
            continue
        inside = f"{place}.{one.key}" if place else one.key
        if one.many:
            yield inside, one.part
            inside += ".1"
        yield from _lists(one.part, inside, (*above, one.part))


def _columns(model: type[Part], path: tuple[str, ...] = (), name: str = "") -> Iterator[Column]:
    for one in fields_of(model):
        key, told = ".".join((*path, one.key)), f"{name}{field_title(one)}"
        if one.kind is FieldKind.PART and one.part and not one.many:
            yield from _columns(one.part, (*path, one.key), f"{told}: ")
        elif one.kind is FieldKind.TEXT and not one.many:
            yield Column(key, told, one, (*path, one.key, "vi"))
            yield Column(
                f"{key}.en", f"{told} ({value_hint('english')})", one, (*path, one.key, "en")
            )
        elif one.kind not in (FieldKind.PART, FieldKind.TEXT):
            yield Column(key, told, one, (*path, one.key))


def record_rows(
    collection: str, address: str, record: Tree
) -> Iterator[tuple[SheetTable, SheetRow]]:
    """The rows of a record."""
    made = {table.model: table for table in sheet_tables(collection)}
    model = COLLECTIONS[collection]
    yield made[model], SheetRow(address, _cells(made[model], record))
    for place, number, part, inner in _items(model, record, ""):
        yield made[part], SheetRow(address, _cells(made[part], inner), place, number)


def _items(
    model: type[Part], part: Tree, place: str
) -> Iterator[tuple[str, int, type[Part], Tree]]:
    for one in fields_of(model):
        inner = part.get(one.key)
        if not one.part or not inner:
            continue
        inside = f"{place}.{one.key}" if place else one.key
        if not one.many:
            yield from _items(one.part, inner, inside)
            continue
        for number, item in inner.items():
            yield inside, number, one.part, item
            yield from _items(one.part, item, f"{inside}.{number}")


def _cells(table: SheetTable, part: Tree) -> dict[str, str]:
    return {column.key: _cell(column, part) for column in table.columns if column.field}


def _cell(column: Column, part: Tree) -> str:
    found = part
    for step in column.path:
        found = found.get(step) or {}
    return "\n".join(found) if isinstance(found, list) else str(found or "")


def part_of(table: SheetTable, row: SheetRow) -> Tree:
    """What a row says, without the rows that stand under it."""
    part: Tree = {}
    for column in table.columns:
        said = row.cells.get(column.key)
        if not column.field or not said:
            continue
        inside = part
        for step in column.path[:-1]:
            inside = inside.setdefault(step, {})
        inside[column.path[-1]] = said.split("\n") if column.field.many else said
    return part


def attach(model: type[Part], record: Tree, row: SheetRow, part: Tree, kind: type[Part]) -> bool:
    """Put a part of a kind into the list that its row names; False if there is no such list."""
    if not _LIST.fullmatch(row.place):
        return False
    inside: dict[Any, Any] = record
    steps = list(row.steps[:-1])
    found: Field | None = None
    while steps:
        found = field_of(model, steps[0])
        if found is None or not found.part:
            return False
        model = found.part
        inside = inside.setdefault(steps.pop(0), {})
        if found.many and steps:
            number = steps.pop(0)
            if number not in inside or not steps:
                return False
            inside = inside[number]
    if found is None or not found.many or model is not kind:
        return False
    inside[row.number] = part
    return True
