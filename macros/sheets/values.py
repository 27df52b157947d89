"""Knows what the value of a key looks like in a cell and back; refuses to know sheets and files."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from macros.model import Field, FieldKind
from macros.text import PartialDate, nearest, suggest_date
from macros.validation import describe_value

RawCell = str | int | float | bool | dt.datetime | dt.date | dt.time | None
"""What a cell may hold once it is read."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
"""Blanks at which no line breaks; they come with what is pasted from the web."""
_YES = ("true", "yes", "on", "1", "t", "y")
_NO = ("false", "no", "off", "0", "f", "n")


class BadCell(Exception):
    """Raised for a cell that can not be what its column says; names the rule and the values."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


class SheetUnreadable(Exception):
    """Raised for a file that can not be taken; names the rule and the values."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def cell_text(text: str) -> str:
    """A text in the form in which two are compared: composed, without blanks at ends of lines."""
    text = unicodedata.normalize("NFC", text.translate(_BLANKS)).replace("_x000D_", "")
    text = text.replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.strip().replace("\r", "\n").split("\n"))


def exact_text(raw: RawCell) -> str:
    """A value that can hold neither blanks, quotes nor long dashes: an id, a place, a number."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return cell_text(str("" if raw is None else raw)).translate(_DASHES).strip(" '\"\u2018\u2019")


def parse_cell(field: Field, raw: RawCell, form: str = "") -> str:
    """What a cell says of a key; raise Wrong if it can not. Lists have a line for each item.

    `form` is the number format of the cell: it tells whether Excel made a date of a month.
    """
    if isinstance(raw, str) and field.many:
        return "\n".join(
            _one(field, line, "") for line in cell_text(raw).split("\n") if line.strip()
        )
    return _one(field, raw, form)


def _one(field: Field, raw: RawCell, form: str) -> str:
    if raw is None or raw == "":
        return ""
    if field.kind is FieldKind.DATE:
        return _date(field, raw, form)
    if field.kind in (FieldKind.STRING, FieldKind.TEXT):
        return _text(field, raw)
    said = exact_text(raw)
    if field.kind is FieldKind.COUNT:
        return _count(field, said)
    if field.kind is FieldKind.FLAG:
        return _flag(field, said)
    if field.choices and said:
        return _choice(field, said)
    return said


def _text(field: Field, raw: RawCell) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if not isinstance(raw, str):
        # What was typed is lost: 1.10 has become 1.1, 3/4 a day of this year.
        raise BadCell("turned", key=field.key, value=str(raw))
    return cell_text(raw)


def _date(field: Field, raw: RawCell, form: str) -> str:
    if isinstance(raw, dt.datetime | dt.date):
        if isinstance(raw, dt.datetime) and raw.time() != dt.time():
            raise BadCell("bad-date", key=field.key, value=str(raw))
        known = "d" in re.sub(r"\[[^]]*\]|\"[^\"]*\"", "", form.lower()) or not form
        return f"{raw:%Y-%m-%d}" if known or raw.day != 1 else f"{raw:%Y-%m}"
    said = exact_text(raw)
    try:
        return str(PartialDate.parse(said)) if said else ""
    except ValueError:
        raise BadCell("bad-date", key=field.key, value=said, nearest=suggest_date(said)) from None


def _count(field: Field, said: str) -> str:
    if said and not re.fullmatch("-?[0-9]{1,15}", said):
        raise BadCell("wrong-type", key=field.key, expected="number", **describe_value(said))
    return str(int(said)) if said else ""


def _flag(field: Field, said: str) -> str:
    if said.lower() in ("", *_YES, *_NO):
        return str(said.lower() in _YES).lower() if said else ""
    raise BadCell("wrong-type", key=field.key, expected="yes-no", **describe_value(said))


def _choice(field: Field, said: str) -> str:
    assert field.choices
    known = [one.value for one in field.choices]
    if said not in known:
        near = nearest(said, known)
        shown = ", ".join(known)
        raise BadCell("unknown-choice", key=field.key, value=said, choices=shown, nearest=near)
    return said


MAX_SHEET_BYTES = 20_000_000
"""How large a file may be that is read."""
MAX_CELL_CHARACTERS = 32_767
"""What Excel holds in one cell."""


@dataclass(frozen=True)
class FoundCell:
    """A cell as it was read: its value, its number format, and a rule that it breaks by itself."""

    value: RawCell
    form: str = ""
    wrong: str = ""


Grid = dict[tuple[int, int], FoundCell]
"""The cells of a sheet that hold something, by row and column from 1."""


@dataclass(frozen=True)
class Heading:
    """A column to write: its name, its key, a hint, how wide it is, and what may be chosen."""

    title: str
    key: str
    help: str = ""
    width: int = 24
    choices: tuple[str, ...] = ()


WrittenCell = Mapping[str, tuple[tuple[Heading, ...], list[list[str]]]]
"""The sheets to write: their columns and rows."""
Merged = Mapping[str, tuple[tuple[int, int, str], ...]]
"""The merged cells of each sheet: where they begin, and from where to where they go."""
