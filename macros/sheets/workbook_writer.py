"""Writes tables to workbooks of Excel, the same bytes for the same tables."""

import math
import re
import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from macros.sheets.values import FORMULA_STARTS, Heading, SheetsToWrite

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FONT = "Calibri"
_LINE_HEIGHT, _MAX_HEIGHT = 15.0, 409.0
"""The height of a line in that font, and what Excel allows a row, in points."""
_NARROWEST = 11
_LETTERS = 1.15
"""How much room a text takes for each of its letters, the ragged ends of lines counted in."""
_DAY = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_workbook(sheets: SheetsToWrite, lists_name: str, hidden_name: str = "") -> bytes:
    """A workbook; `lists_name` is the hidden sheet of all that can be chosen.

    `hidden_name` is another that nobody needs to see.
    """
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    lists: dict[tuple[str, ...], str] = {}
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(name)
        _fill(sheet, headings, rows)
        for column, heading in enumerate(headings, start=1):
            if heading.choices:
                _offer(sheet, get_column_letter(column), heading.choices, lists, lists_name)
        _lay_out(sheet, headings, rows)
    if hidden_name in sheets:
        book[hidden_name].sheet_state = "hidden"
    hidden = book.create_sheet(lists_name)
    hidden.sheet_state = "hidden"
    for column, choices in enumerate(lists, start=1):
        for line, choice in enumerate(choices, start=1):
            _put(hidden.cell(line, column), choice)
    out = BytesIO()
    book.save(out)
    return _undated(out)


def _undated(book: BytesIO) -> bytes:
    """The same workbook without the time at which it was made."""
    out = BytesIO()
    with zipfile.ZipFile(book) as made, zipfile.ZipFile(out, "w") as packed:
        for entry in made.infolist():
            content = made.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _TIMES.sub(b"1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(entry.filename, _DAY)
            packed.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fill(sheet: Any, headings: tuple[Heading, ...], rows: list[list[str]]) -> None:
    for column, heading in enumerate(headings, start=1):
        top, key = sheet.cell(1, column), sheet.cell(2, column)
        _put(top, heading.title)
        _put(key, heading.key)
        top.font = Font(name=_FONT, size=11, bold=True)
        key.font = Font(name=_FONT, size=9, color="666666")
        top.fill = key.fill = PatternFill("solid", fgColor="EEF3EE")
        if heading.help:
            top.comment = Comment(heading.help, "", width=320, height=90)
    for line, cells in enumerate(rows, start=3):
        for column, text in enumerate(cells, start=1):
            if text:
                _put(sheet.cell(line, column), text)


def _lay_out(sheet: Any, headings: tuple[Heading, ...], rows: list[list[str]]) -> None:
    """Set widths and heights so that all can be read, on the screen and on paper."""
    lines = [[heading.title for heading in headings], [heading.key for heading in headings], *rows]
    widths = [
        max(_NARROWEST, min(heading.width, 2 + max(map(_longest, column))))
        for heading, column in zip(headings, zip(*lines, strict=True), strict=True)
    ]
    for column, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        # Cells that are typed later are text, too: else 2021-07 would become a day.
        dimension.number_format = "@"
    for line, cells in enumerate(lines, start=1):
        most = max(map(_line_count, cells, widths))
        sheet.row_dimensions[line].height = min(_MAX_HEIGHT, most * _LINE_HEIGHT)
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(headings))}{max(2, len(rows) + 2)}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows, sheet.print_options.gridLines = "1:2", True
    sheet.oddFooter.center.text = "&A  &P/&N"


def _longest(text: str) -> int:
    return max(map(len, text.split("\n")))


def _line_count(text: str, width: int) -> int:
    """How many lines a text fills in a column of a width in characters."""
    return sum(max(1, math.ceil(len(line) * _LETTERS / (width - 1))) for line in text.split("\n"))


def _put(cell: Any, text: str) -> None:
    """Write a text, never a formula, whatever it begins with."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text[:1] in FORMULA_STARTS
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
