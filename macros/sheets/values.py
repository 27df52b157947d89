"""The values of keys as cells hold them, and cells as the values of keys."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from macros.model import Field, FieldKind
from macros.text import PartialDate, closest_match, suggest_date
from macros.validation import describe_value
from macros.yamlio import CellMark, UserError

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | None
"""What a cell may hold once it is read."""

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " "))
"""Blanks at which no line breaks; they come with what is pasted from the web."""
_YES = ("true", "yes", "on", "1", "t", "y")
_NO = ("false", "no", "off", "0", "f", "n")


SHORT_TEXTS = ("name", "title", "role", "term", "label", "disambiguation")
"""The keys of texts that name something, which no line break parts."""
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,/:\s-]*([ap]m|%|e[-+]?[0-9]+)?", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{1,2}-)?[^\W\d_]{3}[0-9]{0,2}(-[0-9]{2,4})?")
"""Numbers and months in the forms that programs of tables give them: `9/1/25`, `Sep-25`."""
_FORMULA = re.compile(r"'*[=＝]\s*[-+(\w]")
_COUNTED = re.compile("[1-9][0-9]*(-[1-9][0-9]*)?")


class BadCell(UserError):
    """Raised for a cell that can not hold its key; holds the rule it breaks, and the values."""

    labels_group = "problems"


class SheetUnreadable(UserError):
    """Raised for a file that can not be read or written; holds the rule, and the values."""

    labels_group = "problems"
    place: tuple[str, CellMark] | None = None
    """The sheet and the cell, where it is known."""

    def at(self, sheet: str, row: int, column: int = 1) -> Self:
        """The same error with its place."""
        self.place = sheet, CellMark(row, column)
        return self


def comparable_text(text: str) -> str:
    """A text in the form in which two are compared: composed, without blanks at ends of lines."""
    text = unicodedata.normalize("NFC", text.translate(_BLANKS)).replace("_x000D_", "")
    text = text.replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.strip().replace("\r", "\n").split("\n"))


def exact_text(raw: CellValue) -> str:
    """A value that can hold neither blanks, quotes nor long dashes: an id, a place, a number."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return (
        comparable_text(str("" if raw is None else raw))
        .translate(_DASHES)
        .strip(" '\"\u2018\u2019")
    )


def seems_turned(field: Field, before: str, after: str) -> bool:
    """Whether a program of tables may have made a number or a date of the text of a key."""
    if field.many or field.kind not in (FieldKind.STRING, FieldKind.TEXT) or not before:
        return False
    is_typed = _COUNTED.fullmatch(before) and _COUNTED.fullmatch(after)
    is_month = _MONTH.fullmatch(after) and any(map(str.isdecimal, after))
    return before != after and not is_typed and bool(_NUMBER.fullmatch(after) or is_month)


def same_numbers(before: str, typed: str) -> bool:
    """Whether a text has the numbers of a date, which has 1 for a month or day that it lacks."""
    numbers = [int(digits) for digits in re.findall("[0-9]{1,4}", before)]
    typed_numbers = sorted(int(digits) for digits in re.findall("[0-9]{1,4}", typed))
    return sorted([*numbers, 1, 1][:3]) == typed_numbers


def parse_cell(field: Field, raw: CellValue, form: str = "") -> str:
    """The value of a key in a cell, as text; raise BadCell if it has none such.

    Lists have a line for each item. `form` is the number format of the cell: it shows whether Excel
    made a date of a month.
    """
    if isinstance(raw, str) and field.many:
        lines = (line for line in comparable_text(raw).split("\n") if line.strip())
        return "\n".join(_parse_line(field, line) for line in lines)
    return _parse_value(field, raw, form)


def check_short(field: Field, text: str) -> None:
    """Raise BadCell for a name, number or other short text that is a formula or several lines."""
    if field.many or (field.kind is FieldKind.TEXT and field.key not in SHORT_TEXTS):
        return
    if "\n" in text:
        raise BadCell("line-break", key=field.key, nearest=" ".join(text.split()))
    if _FORMULA.match(text):
        raise BadCell("formula", value=text[:60])


def _parse_line(field: Field, line: str) -> str:
    """One value of a list; raise BadCell if it is several that could stand alone."""
    values = [value for value in re.split(r"[\s,;]+", line) if value]
    if field.kind in (FieldKind.STRING, FieldKind.TEXT) or len(values) < 2:
        return _parse_value(field, line, "")
    try:
        for value in values:
            _parse_value(field, value, "")
    except BadCell:
        return _parse_value(field, line, "")
    raise BadCell("one-per-line", key=field.key, value=line, count=len(values))


def _parse_value(field: Field, raw: CellValue, form: str) -> str:
    if raw is None or raw == "":
        return ""
    if field.kind is FieldKind.DATE:
        return _date(field, raw, form)
    if field.kind in (FieldKind.STRING, FieldKind.TEXT):
        return _text(field, raw)
    text = exact_text(raw)
    if field.kind is FieldKind.COUNT:
        return _count(field, text)
    if field.kind is FieldKind.FLAG:
        return _flag(field, text)
    if field.choices and text:
        return _choice(field, text)
    return text


def _text(field: Field, raw: CellValue) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if not isinstance(raw, str):
        # What was typed is lost: 1.10 has become 1.1, 3/4 a day of this year.
        raise BadCell("turned", key=field.key, value=str(raw))
    return comparable_text(raw)


def _date(field: Field, raw: CellValue, form: str) -> str:
    if isinstance(raw, dt.datetime | dt.date):
        if isinstance(raw, dt.datetime) and raw.time() != dt.time():
            raise BadCell("bad-date", key=field.key, value=str(raw))
        has_day = "d" in re.sub(r"\[[^]]*\]|\"[^\"]*\"", "", form.lower()) or not form
        return f"{raw:%Y-%m-%d}" if has_day or raw.day != 1 else f"{raw:%Y-%m}"
    text = exact_text(raw)
    try:
        return str(PartialDate.parse(text)) if text else ""
    except ValueError:
        raise BadCell("bad-date", key=field.key, value=text, nearest=suggest_date(text)) from None


def _count(field: Field, text: str) -> str:
    if text and not re.fullmatch("-?[0-9]{1,15}", text):
        raise BadCell("wrong-type", key=field.key, expected="number", **describe_value(text))
    return str(int(text)) if text else ""


def _flag(field: Field, text: str) -> str:
    if text.lower() in ("", *_YES, *_NO):
        return str(text.lower() in _YES).lower() if text else ""
    raise BadCell("wrong-type", key=field.key, expected="yes-no", **describe_value(text))


def _choice(field: Field, text: str) -> str:
    assert field.choices
    known = [choice.value for choice in field.choices]
    if text not in known:
        near = closest_match(text, known)
        shown = ", ".join(known)
        raise BadCell("unknown-choice", key=field.key, value=text, choices=shown, nearest=near)
    return text


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
"""What a program of tables may take for the start of a formula, or for the quote before a text."""
MAX_SHEET_BYTES = 20_000_000
"""The most bytes that a file may have to be read."""
MAX_CELL_CHARACTERS = 32_767
"""What Excel holds in one cell."""
MAX_CELLS = 300_000
"""How many cells of a file may hold something; some 20,000 records have as many."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell as it was read."""

    value: CellValue
    form: str = ""
    """Its number format."""
    wrong: str = ""
    """A rule that it breaks whatever its column is."""


Grid = dict[tuple[int, int], ReadCell]
"""The cells of a sheet that hold something, by row and column from 1."""


def grid_of(cells: Iterable[tuple[tuple[int, int], ReadCell]], held: int) -> Grid:
    """The cells of a sheet.

    Raise SheetUnreadable if they and the `held` ones of other sheets are too many.
    """
    grid: Grid = {}
    for place, cell in cells:
        grid[place] = cell
        if len(grid) + held > MAX_CELLS:
            raise SheetUnreadable("sheet-cells", limit=MAX_CELLS)
    return grid


def too_large(limit: int) -> SheetUnreadable:
    """The error for a file of more bytes than `limit`."""
    return SheetUnreadable("sheet-large", limit=f"{limit // 1_000_000} MB")


@dataclass(frozen=True)
class Heading:
    """A column to write; `width` is in characters, `choices` are offered in its cells."""

    title: str
    key: str
    help: str = ""
    width: int = 24
    choices: tuple[str, ...] = ()


SheetsToWrite = Mapping[str, tuple[tuple[Heading, ...], list[list[str]]]]
"""The sheets to write: their columns and rows."""


class MergedArea(NamedTuple):
    """Cells that are merged; rows and columns count from 1."""

    row: int
    column: int
    last_row: int
    area: str
    """As Excel writes it: `C3:C4`."""


MergedCells = Mapping[str, Sequence[MergedArea]]
"""The merged cells of each sheet."""
