"""Writes and reads tables as the CSV files of a folder, in the forms that Excel uses."""

import csv
import re
import unicodedata
from io import StringIO
from pathlib import Path

from macros.sheets.values import MAX_SHEET_BYTES, Grid, ReadCell, SheetsToWrite, SheetUnreadable

# Excel would take what begins so for a formula. The quote before it is taken off again.
_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def write_csv(sheets: SheetsToWrite) -> dict[str, str]:
    """The texts of the files by name, each with the byte order mark by which Excel knows UTF-8."""
    texts = {}
    for name, (headings, rows) in sheets.items():
        out = StringIO()
        lines = csv.writer(out, lineterminator="\r\n")
        lines.writerow([heading.title for heading in headings])
        lines.writerow([heading.key for heading in headings])
        lines.writerows([[_quoted(text) for text in row] for row in rows])
        texts[f"{name}.csv"] = "\ufeff" + out.getvalue()
    return texts


def read_csv(folder: Path) -> dict[str, Grid]:
    """The tables of a folder by name; raise SheetUnreadable with the file that can not be read."""
    grids = {}
    for file in sorted(folder.glob("*.csv")):
        name = unicodedata.normalize("NFC", file.stem)
        data = file.read_bytes()
        if len(data) > MAX_SHEET_BYTES:
            raise SheetUnreadable("sheet-large", limit=f"{MAX_SHEET_BYTES // 1_000_000} MB")
        try:
            grids[name] = _grid(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise SheetUnreadable("csv-encoding", name=file.name) from None
        except csv.Error as error:
            raise SheetUnreadable("csv-broken", name=file.name, detail=str(error)) from None
    return grids


def _grid(text: str) -> Grid:
    # Where the decimal separator is a comma, Excel separates columns with semicolons.
    head = "".join(text.split("\n")[:2])
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return {
        (line, column): ReadCell(_unquoted(cell))
        for line, row in enumerate(lines, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.strip()
    }


def _quoted(text: str) -> str:
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def _unquoted(text: str) -> str:
    return text[1:] if _QUOTED.match(text) else text
