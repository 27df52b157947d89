"""How the records of a collection are laid out in sheets, columns and rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from typing import Any

from macros.i18n import field_title, load_labels, model_title, value_hint
from macros.model import COLLECTIONS, Field, FieldKind, Part, field_of, fields_of
from macros.sheets.record_tree import RecordTree

ID, PLACE, NUMBER = "record", "list", "row"
"""The keys of the columns that say whose row it is: record, list and number in the list."""
_LIST = re.compile(r"[a-z_]+(\.[1-9][0-9]{0,4}\.[a-z_]+|\.[a-z_]+)*")


@dataclass(frozen=True)
class Column:
    """A column of a sheet: a key of the row's part, or of a single part inside it."""

    key: str
    title: str
    field: Field | None = None
    """None for a column that tells whose row it is."""
    path: tuple[str, ...] = ()
    """From the part to the value; its last step may be a language."""


@dataclass(frozen=True)
class SheetTable:
    """A sheet: the records of a collection, or all parts of one kind in them."""

    title: str
    model: type[Part]
    columns: tuple[Column, ...]
    place: str = ""
    """The list to which all its rows belong, if there is but one; then no column names it."""

    @property
    def is_records(self) -> bool:
        """Whether a row is a record."""
        return self.columns[1].key not in (PLACE, NUMBER)


@dataclass
class SheetRow:
    """A row of a sheet, or one that the data would give."""

    address: str
    """The record to which it belongs."""
    cells: dict[str, str]
    """Its texts by the keys of the columns."""
    place: str = ""
    """The list to which it belongs (`memberships.2.citations`); empty for a record."""
    number: int = 0
    """Its number in that list, from 1; 0: it gets one behind the last."""
    line: int = 0
    """Its row in the sheet, from 1; 0: it comes from the data."""
    columns: dict[str, int] = dataclass_field(default_factory=dict)
    """The columns of the sheet, from 1, by their keys."""

    @property
    def steps(self) -> tuple[str | int, ...]:
        """From the record to the part: keys, and numbers of items. Empty for the record."""
        if not self.place:
            return ()
        steps = (int(step) if step.isdecimal() else step for step in self.place.split("."))
        return (*steps, self.number)


@cache
def sheet_tables(collection: str) -> tuple[SheetTable, ...]:
    """The sheets of a collection, that of the records first."""
    labels, _ = load_labels()
    model = COLLECTIONS[collection]
    places: dict[type[Part], set[str]] = {}
    for place, part in _lists(model, "", ()):
        places.setdefault(part, set()).add(place)
    first = Column(ID, value_hint("record-column"))
    tables = [SheetTable(labels.get(f"collections.{collection}"), model, (first, *_columns(model)))]
    for part, lists in places.items():
        only = next(iter(lists)) if len(lists) == 1 and "." not in "".join(lists) else ""
        where = () if only else (Column(PLACE, value_hint("list-column")),)
        head = (first, *where, Column(NUMBER, value_hint("row-column")))
        tables.append(SheetTable(model_title(part), part, (*head, *_columns(part)), only))
    return tuple(tables)


def _lists(
    model: type[Part], place: str, above: tuple[type[Part], ...]
) -> Iterator[tuple[str, type[Part]]]:
    """Every list of parts of a model, however deep, with its place and the model of its items."""
    for field in fields_of(model):
        if not field.part or field.part in above:
            continue
        inside = f"{place}.{field.key}" if place else field.key
        if field.many:
            yield inside, field.part
            inside += ".1"
        yield from _lists(field.part, inside, (*above, field.part))


def _columns(model: type[Part], path: tuple[str, ...] = (), prefix: str = "") -> Iterator[Column]:
    for field in fields_of(model):
        steps, title = (*path, field.key), f"{prefix}{field_title(field)}"
        key = ".".join(steps)
        if field.kind is FieldKind.PART and field.part and not field.many:
            yield from _columns(field.part, steps, f"{title}: ")
        elif field.kind is FieldKind.TEXT and not field.many:
            yield Column(key, title, field, (*steps, "vi"))
            yield Column(f"{key}.en", f"{title} ({value_hint('english')})", field, (*steps, "en"))
        elif field.kind not in (FieldKind.PART, FieldKind.TEXT):
            yield Column(key, title, field, steps)


def record_rows(
    collection: str, address: str, record: RecordTree
) -> Iterator[tuple[SheetTable, SheetRow]]:
    """The rows of a record, each with its sheet."""
    tables = {table.model: table for table in sheet_tables(collection)}
    model = COLLECTIONS[collection]
    yield tables[model], SheetRow(address, _cells(tables[model], record))
    for place, number, part, inner in _items(model, record, ""):
        yield tables[part], SheetRow(address, _cells(tables[part], inner), place, number)


def _items(
    model: type[Part], part: RecordTree, place: str
) -> Iterator[tuple[str, int, type[Part], RecordTree]]:
    for field in fields_of(model):
        inner = part.get(field.key)
        if not field.part or not inner:
            continue
        inside = f"{place}.{field.key}" if place else field.key
        if not field.many:
            yield from _items(field.part, inner, inside)
            continue
        for number, item in inner.items():
            yield inside, number, field.part, item
            yield from _items(field.part, item, f"{inside}.{number}")


def _cells(table: SheetTable, part: RecordTree) -> dict[str, str]:
    return {column.key: _cell(column, part) for column in table.columns if column.field}


def _cell(column: Column, part: RecordTree) -> str:
    value = part
    for step in column.path:
        value = value.get(step) or {}
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def row_to_part(table: SheetTable, row: SheetRow) -> RecordTree:
    """The part that a row describes, without the rows that belong to it."""
    part: RecordTree = {}
    for column in table.columns:
        text = row.cells.get(column.key)
        if not column.field or not text:
            continue
        inside = part
        for step in column.path[:-1]:
            inside = inside.setdefault(step, {})
        inside[column.path[-1]] = text.split("\n") if column.field.many else text
    return part


def attach_part(
    model: type[Part], record: RecordTree, row: SheetRow, part: RecordTree, kind: type[Part]
) -> bool:
    """Put a part of a kind into the list that its row names; False if there is no such list."""
    if not _LIST.fullmatch(row.place):
        return False
    inside: dict[Any, Any] = record
    steps = list(row.steps[:-1])
    held_in: Field | None = None
    while steps:
        held_in = field_of(model, steps[0])
        if held_in is None or not held_in.part:
            return False
        model = held_in.part
        inside = inside.setdefault(steps.pop(0), {})
        if held_in.many and steps:
            number = steps.pop(0)
            if number not in inside or not steps:
                return False
            inside = inside[number]
    if held_in is None or not held_in.many or model is not kind:
        return False
    inside[row.number] = part
    return True
