"""Knows tables as CSV files in one folder, as Excel knows them; refuses to know what they say."""

import csv
import re
import unicodedata
from io import StringIO
from pathlib import Path

from macros.sheets.values import MAX_SHEET_BYTES, FoundCell, Grid, SheetUnreadable, WrittenCell

# Excel would take what begins so for a formula. The sign before it is taken off again.
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def write_csv(sheets: WrittenCell) -> dict[str, str]:
    """The texts of the files by name, each with the mark by which Excel knows UTF-8."""
    found = {}
    for name, (headings, rows) in sheets.items():
        out = StringIO()
        lines = csv.writer(out, lineterminator="\r\n")
        lines.writerow([heading.title for heading in headings])
        lines.writerow([heading.key for heading in headings])
        lines.writerows([[_guarded(text) for text in row] for row in rows])
        found[f"{name}.csv"] = "\ufeff" + out.getvalue()
    return found


def read_csv(folder: Path) -> dict[str, Grid]:
    """The tables of a folder by name; raise SheetUnreadable with the file that can not be taken."""
    found = {}
    for file in sorted(folder.glob("*.csv")):
        name = unicodedata.normalize("NFC", file.stem)
        data = file.read_bytes()
        if len(data) > MAX_SHEET_BYTES:
            raise SheetUnreadable("sheet-large", limit=f"{MAX_SHEET_BYTES // 1_000_000} MB")
        try:
            found[name] = _grid(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise SheetUnreadable("csv-encoding", name=file.name) from None
        except csv.Error as error:
            raise SheetUnreadable("csv-broken", name=file.name, detail=str(error)) from None
    return found


def _grid(text: str) -> Grid:
    # With a decimal comma, Excel parts the columns with semicolons.
    head = "".join(text.split("\n")[:2])
    sign = max(",;\t", key=head.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    return {
        (line, column): FoundCell(_bare(cell))
        for line, row in enumerate(lines, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.strip()
    }


def _guarded(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
