"""Writes tables to workbooks of Excel, and reads them from workbooks that nobody need trust."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from macros.sheets.values import (
    MAX_SHEET_BYTES,
    CellValue,
    Grid,
    Heading,
    MergedCells,
    ReadCell,
    SheetsToWrite,
    SheetUnreadable,
)

_MAX_UNPACKED_BYTES = 200_000_000
_MAX_FILES = 2_000
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


def write_workbook(sheets: SheetsToWrite, lists_name: str, hidden_name: str = "") -> bytes:
    """A workbook; `lists_name` is the hidden sheet of all that can be chosen.

    `hidden_name` is another that nobody needs to see.
    """
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    lists: dict[tuple[str, ...], str] = {}
    for name, (headings, rows) in sheets.items():
        _sheet(book.create_sheet(name), headings, rows, lists, lists_name)
    if hidden_name in sheets:
        book[hidden_name].sheet_state = "hidden"
    hidden = book.create_sheet(lists_name)
    hidden.sheet_state = "hidden"
    for column, choices in enumerate(lists, start=1):
        for line, choice in enumerate(choices, start=1):
            _put(hidden.cell(line, column), choice)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(
    sheet: Any,
    headings: tuple[Heading, ...],
    rows: list[list[str]],
    lists: dict[tuple[str, ...], str],
    lists_name: str,
) -> None:
    for column, heading in enumerate(headings, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = heading.width
        # Cells that are typed later are text, too: else 2021-07 would become a day.
        sheet.column_dimensions[letter].number_format = "@"
        top, key = sheet.cell(1, column), sheet.cell(2, column)
        _put(top, heading.title)
        _put(key, heading.key)
        top.font, key.font = Font(bold=True), Font(color="888888", size=9)
        top.fill = key.fill = PatternFill("solid", fgColor="EEF3EE")
        if heading.help:
            top.comment = Comment(heading.help, "", width=320, height=90)
        if heading.choices:
            _offer(sheet, letter, heading.choices, lists, lists_name)
    for line, cells in enumerate(rows, start=3):
        for column, text in enumerate(cells, start=1):
            if text:
                _put(sheet.cell(line, column), text)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(headings))}{max(2, len(rows) + 2)}"


def _put(cell: Any, text: str) -> None:
    """Write a text, never a formula, whatever it begins with."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in tuple("=+-@'")
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _offer(
    sheet: Any,
    letter: str,
    choices: tuple[str, ...],
    lists: dict[tuple[str, ...], str],
    lists_name: str,
) -> None:
    column = lists.setdefault(choices, get_column_letter(len(lists) + 1))
    formula = f"{quote_sheetname(lists_name)}!${column}$1:${column}${len(choices)}"
    # What is not on the list may be typed: a new record is not on it yet.
    offered = DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=False
    )
    offered.add(f"{letter}3:{letter}5000")
    sheet.add_data_validation(offered)


def read_workbook(file: Path, lists_name: str) -> tuple[dict[str, Grid], MergedCells]:
    """The sheets of a workbook by name, and their merged cells.

    Raise SheetUnreadable if it is no workbook.
    """
    data = file.read_bytes()
    _guard(data)
    try:
        book = load_workbook(BytesIO(data), keep_links=False)
    except Exception as error:
        raise SheetUnreadable("sheet-broken", detail=type(error).__name__) from None
    sheets = [sheet for sheet in book.worksheets if sheet.title != lists_name]
    merged = {
        sheet.title: tuple(
            (area.min_row, area.min_col, str(area)) for area in sheet.merged_cells.ranges
        )
        for sheet in sheets
    }
    return {sheet.title: _grid(sheet) for sheet in sheets}, merged


def _guard(data: bytes) -> None:
    """Raise SheetUnreadable for a file that is not to be unpacked."""
    if len(data) > MAX_SHEET_BYTES:
        raise SheetUnreadable("sheet-large", limit=f"{MAX_SHEET_BYTES // 1_000_000} MB")
    if data.startswith(_OLD_FORMAT):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise SheetUnreadable("sheet-locked" if locked else "sheet-old")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise SheetUnreadable("sheet-broken", detail="zip") from None
    names = {entry.filename for entry in entries}
    if len(names) > _MAX_FILES or sum(entry.file_size for entry in entries) > _MAX_UNPACKED_BYTES:
        raise SheetUnreadable("sheet-large", limit=f"{_MAX_UNPACKED_BYTES // 1_000_000} MB")
    if any("vbaproject" in name.lower() for name in names):
        raise SheetUnreadable("sheet-macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise SheetUnreadable("sheet-links")


def _grid(sheet: Any) -> Grid:
    # Only cells that are there: the size that a sheet claims may be a million rows.
    cells: Iterable[Any] = sheet._cells.values()
    return {(cell.row, cell.column): _read(cell) for cell in cells if cell.value not in (None, "")}


def _read(cell: Any) -> ReadCell:
    if not isinstance(cell.value, CellValue):
        is_span = isinstance(cell.value, dt.timedelta)
        return ReadCell(str(cell.value)[:60], wrong="turned" if is_span else "formula")
    if cell.data_type == "f":
        return ReadCell(str(cell.value)[:60], wrong="formula")
    if cell.data_type == "e":
        return ReadCell(cell.value, wrong="error-value")
    if isinstance(cell.value, str):
        return ReadCell(_ESCAPED.sub("_", cell.value))
    return ReadCell(cell.value, cell.number_format if cell.is_date else "")
