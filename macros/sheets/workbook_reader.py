"""Reads the cells of a workbook that nobody need trust, within limits of memory and time."""

import datetime as dt
import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, from_excel

from macros.sheets.file_formats import require_workbook
from macros.sheets.values import (
    MAX_SHEET_BYTES,
    Grid,
    MergedArea,
    MergedCells,
    ReadCell,
    SheetUnreadable,
    grid_of,
    too_large,
)
from macros.sheets.xml_stream import MAX_UNPACKED_BYTES, XmlEvent, XmlParts

_MAX_FILES = 2_000
_MAX_RATIO, _SMALL_BYTES = 100, 1_000_000
"""A part that is larger than this and packed more tightly holds no work of an office."""
_MAX_STYLES = 65_490
_MAX_MERGED = 1_000
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_COORDINATE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)
_MAX_FORMAT = 255
_SHOWN = 60
"""How much of a formula or a value is named."""


def read_workbook(file: Path, ignored: str) -> tuple[dict[str, Grid], MergedCells]:
    """The sheets of a workbook by name, but for the one `ignored`, and their merged cells.

    Raise SheetUnreadable if it is no workbook, or one that is too large.
    """
    if file.stat().st_size > MAX_SHEET_BYTES:
        raise too_large(MAX_SHEET_BYTES)
    require_workbook(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _require_limits(archive.infolist())
            return _Workbook(XmlParts(archive)).sheets(ignored)
    except SheetUnreadable:
        raise
    except Exception as error:  # A file made by anybody can break its readers in any way.
        raise SheetUnreadable("sheet-broken", detail=type(error).__name__) from None


def _require_limits(entries: list[zipfile.ZipInfo]) -> None:
    """Raise SheetUnreadable for a file that is not to be unpacked."""
    is_bomb = any(
        entry.file_size > max(_SMALL_BYTES, _MAX_RATIO * entry.compress_size) for entry in entries
    )
    total = sum(entry.file_size for entry in entries if entry.filename.endswith(".xml"))
    if is_bomb or len(entries) > _MAX_FILES or total > MAX_UNPACKED_BYTES:
        raise too_large(MAX_UNPACKED_BYTES)
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetUnreadable("sheet-locked")
    if {entry.compress_type for entry in entries} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SheetUnreadable("sheet-broken", detail="zip")
    names = {entry.filename.lower() for entry in entries}
    if any("vbaproject" in name for name in names):
        raise SheetUnreadable("sheet-macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise SheetUnreadable("sheet-links")


_Relations = dict[str, tuple[str, str]]
"""The kind and the path of what a part refers to, by the id of the reference."""


class _Workbook:
    """The parts of a workbook, read one element at a time."""

    def __init__(self, parts: XmlParts) -> None:
        self.parts = parts
        self.epoch = WINDOWS_EPOCH
        self.strings: list[str] = []
        self.styles: list[str] = []
        """The number format of each style of a cell; empty for one that is no date."""

    def sheets(self, ignored: str) -> tuple[dict[str, Grid], MergedCells]:
        """The cells and the merged cells of every sheet but `ignored`, by its name."""
        book = next(path for kind, path in self._relations("").values() if kind == "officeDocument")
        relations = self._relations(book)
        for kind, path in relations.values():
            if kind == "sharedStrings":
                self.strings = list(self._shared_strings(path))
            elif kind == "styles":
                self.styles = list(self._date_formats(path))
        grids: dict[str, Grid] = {}
        merged: dict[str, list[MergedArea]] = {}
        for name, (kind, path) in self._named(book, relations).items():
            if kind == "worksheet" and name != ignored:
                merged[name] = []
                held = sum(map(len, grids.values()))
                grids[name] = grid_of(self._cells(path, merged[name]), held)
        return grids, merged

    def _relations(self, path: str) -> _Relations:
        folder, name = posixpath.split(path)
        relations = {}
        for event in self.parts.events(posixpath.join(folder, "_rels", f"{name}.rels")):
            if event.begins and event.name == "Relationship":
                kind = event.attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.join("/", folder, event.attributes.get("Target", ""))
                target = posixpath.normpath(target).lstrip("/")
                relations[event.attributes.get("Id", "")] = kind, target
        return relations

    def _named(self, book: str, relations: _Relations) -> _Relations:
        """The kind and the path of each sheet by its name; the base of dates is noted."""
        named = {}
        for begins, tag, attributes, _ in self.parts.events(book):
            if begins and tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.epoch = CALENDAR_MAC_1904
            elif begins and tag == "sheet":
                key = next(key for key in attributes if key.endswith("relationships}id"))
                name = unicodedata.normalize("NFC", attributes.get("name", ""))
                named[name] = relations[attributes[key]]
        return named

    def _shared_strings(self, path: str) -> Iterator[str]:
        text = _PlainText()
        for event in self.parts.events(path):
            if event.name == "si" and event.begins:
                text = _PlainText()
            elif event.name == "si":
                yield str(text)
            else:
                text.take(event)

    def _date_formats(self, path: str) -> Iterator[str]:
        """The number format of each style of a cell; empty for one that is no date."""
        formats, group, count = dict(BUILTIN_FORMATS), "", 0
        for begins, tag, attributes, _ in self.parts.events(path):
            if not begins:
                continue
            if tag in ("numFmts", "cellXfs", "cellStyleXfs", "dxfs"):
                group = tag
            elif (group, tag) == ("numFmts", "numFmt"):
                code = attributes.get("formatCode", "")[:_MAX_FORMAT]
                formats[int(attributes.get("numFmtId", ""))] = code
            elif (group, tag) == ("cellXfs", "xf"):
                code = formats.get(int(attributes.get("numFmtId", "0")), "")
                yield code if is_date_format(code) else ""
                count += 1
                if count > _MAX_STYLES:
                    raise SheetUnreadable("sheet-broken", detail="styles")

    def _cells(
        self, path: str, merged: list[MergedArea]
    ) -> Iterator[tuple[tuple[int, int], ReadCell]]:
        """The cells of a sheet that hold something; its merged cells are added to `merged`."""
        row = column = 0
        cell: dict[str, str] = {}
        values: dict[str, str] = {}
        inline = _PlainText()
        for event in self.parts.events(path):
            begins, tag, attributes, text = event
            if tag == "row" and begins:
                row, column = int(attributes.get("r", row + 1)), 0
            elif tag == "c" and begins:
                row, column = _place(attributes.get("r"), row, column + 1)
                cell, values, inline = attributes, {}, _PlainText()
            elif tag in ("v", "f") and not begins:
                values[tag] = text
            elif tag == "mergeCell" and begins and len(merged) < _MAX_MERGED:
                area = attributes.get("ref", "")
                first_column, first_row, _, last_row = range_boundaries(area)
                merged.append(MergedArea(first_row or 1, first_column or 1, last_row or 1, area))
            elif tag == "c":
                if read := self._cell(cell, values, str(inline)):
                    yield (row, column), read
            else:
                inline.take(event)

    def _cell(
        self, attributes: Mapping[str, str], values: Mapping[str, str], inline: str
    ) -> ReadCell | None:
        kind, text = attributes.get("t", "n"), values.get("v", "")
        if "f" in values:
            return ReadCell(f"={values['f']}"[:_SHOWN], wrong="formula")
        if kind == "inlineStr" or (kind == "str" and text):
            text = inline if kind == "inlineStr" else _decoded(text)
        elif kind == "s" and text:
            text = self.strings[_index(text)]
        elif text:
            return self._value(kind, text, attributes.get("s", "0"))
        return ReadCell(text) if text else None

    def _value(self, kind: str, text: str, style: str) -> ReadCell:
        """A cell with anything but a text."""
        if kind == "e":
            return ReadCell(text[:_SHOWN], wrong="error-value")
        if kind == "b":
            return ReadCell(bool(int(text)))
        date_format = self.styles[_index(style)] if self.styles else ""
        value: Any = text
        if kind == "d":
            value = dt.datetime.fromisoformat(text)
        else:
            value = float(text) if set(text) & set(".eE") else int(text)
            if date_format:
                is_span = is_timedelta_format(date_format)
                try:
                    value = from_excel(value, self.epoch, timedelta=is_span)
                except (OverflowError, ValueError):
                    return ReadCell(text[:_SHOWN], wrong="error-value")
        if isinstance(value, dt.timedelta):
            return ReadCell(str(value), wrong="turned")
        return ReadCell(value, date_format)


class _PlainText:
    """The text of an element with all its runs, without what helps to pronounce it."""

    def __init__(self) -> None:
        self.runs: list[str] = []
        self.is_phonetic = False

    def __str__(self) -> str:
        return _decoded("".join(self.runs))

    def take(self, event: XmlEvent) -> None:
        """Add what an element says, if it says something."""
        if event.name == "rPh":
            self.is_phonetic = event.begins
        elif event.name == "t" and not event.begins and not self.is_phonetic:
            self.runs.append(event.text)


def _place(coordinate: str | None, row: int, column: int) -> tuple[int, int]:
    """The row and column of a cell; those given if it names none."""
    if coordinate is not None:
        match = _COORDINATE.fullmatch(coordinate)
        if match is None:
            raise ValueError(coordinate)
        row, column = int(match[2]), column_index_from_string(match[1])
    if not (1 <= row <= _MAX_ROW and 1 <= column <= _MAX_COLUMN):
        raise ValueError(coordinate)
    return row, column


def _index(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _decoded(text: str) -> str:
    """A text with its escaped characters (`_x000D_`) as they are; half of a pair stays escaped."""
    return _ESCAPED.sub(
        lambda match: match[0] if int(match[1], 16) in _SURROGATES else chr(int(match[1], 16)), text
    )
