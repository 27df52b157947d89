"""Writes and reads tables as the CSV files of a folder, in the forms that Excel uses."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from macros.sheets.values import (
    FORMULA_STARTS,
    MAX_CELLS,
    MAX_SHEET_BYTES,
    Grid,
    ReadCell,
    SheetsToWrite,
    SheetUnreadable,
    grid_of,
    too_large,
)

# Excel would take what begins so for a formula. The quote before it is taken off again.
_STARTS = re.escape("".join(FORMULA_STARTS).replace("'", ""))
_MAX_SEPARATORS = 2_000_000
_LIKE_FORMULA = re.compile(f"'*[{_STARTS}]")
_QUOTED = re.compile(f"'+[{_STARTS}]")


def write_csv(sheets: SheetsToWrite) -> dict[str, str]:
    """The texts of the files by name, each with the byte order mark by which Excel knows UTF-8."""
    texts = {}
    for name, (headings, rows) in sheets.items():
        out = StringIO()
        # Quoted, no cell is split where another sign separates columns, and programs that are asked
        # to leave quoted cells as text do so.
        lines = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        lines.writerow([heading.title for heading in headings])
        lines.writerow([heading.key for heading in headings])
        lines.writerows([[_quoted(text) for text in row] for row in rows])
        texts[f"{name}.csv"] = "\ufeff" + out.getvalue()
    return texts


def read_csv(folder: Path) -> dict[str, Grid]:
    """The tables of a folder by name; raise SheetUnreadable with the file that can not be read."""
    files = sorted(file for file in folder.glob("*.csv") if file.is_file())
    if sum(file.stat().st_size for file in files) > MAX_SHEET_BYTES:
        raise too_large(MAX_SHEET_BYTES)
    grids: dict[str, Grid] = {}
    for file in files:
        name = unicodedata.normalize("NFC", file.stem)
        text = _text(file.read_bytes(), file.name, name)
        grids[name] = grid_of(_cells(text, file.name, name), sum(map(len, grids.values())))
    return grids


def _text(data: bytes, file_name: str, name: str) -> str:
    """The text of a file; raise SheetUnreadable at the row of its sheet that is not UTF-8."""
    try:
        if b"\0" in data:  # UTF-16
            raise UnicodeDecodeError("utf-8", data, 0, 1, "")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise SheetUnreadable("csv-encoding", name=file_name).at(name, row) from None


def _cells(text: str, file_name: str, name: str) -> Iterator[tuple[tuple[int, int], ReadCell]]:
    # Where the decimal separator is a comma, Excel separates columns with semicolons.
    head = "".join(text.split("\n", 2)[:2])
    delimiter = max(",;\t", key=head.count)
    if text.count(delimiter) + text.count("\n") > _MAX_SEPARATORS:
        raise SheetUnreadable("sheet-cells", limit=MAX_CELLS).at(name, 1)
    line = 0
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell.strip():
                    yield (line, column), ReadCell(_unquoted(cell))
    except csv.Error:
        raise SheetUnreadable("csv-broken", name=file_name).at(name, line + 1) from None


def _quoted(text: str) -> str:
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def _unquoted(text: str) -> str:
    return text[1:] if _QUOTED.match(text) else text
