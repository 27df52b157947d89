"""Exports a collection, changes cells as a clerk would, and takes the file back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from macros.__main__ import main

Cells = Mapping[tuple[str, str, int], Any]
"""New values by sheet, key of the column, and row of the data from 1; row 0 is a new one."""


def exported(data: Path, name: str = "people.xlsx") -> Path:
    """Write a collection to a file beside the data."""
    file = data.parent / name
    assert main(["sheet", "export", str(file), "--data", str(data), "--force"]) == 0
    return file


def edited(file: Path, cells: Cells) -> Path:
    """Put values into cells, each found by the key of its column."""
    book = load_workbook(file)
    for (sheet, key, row), value in cells.items():
        page = book[sheet]
        column = next(cell.column for cell in page[2] if cell.value == key)
        line = row + 2 if row else _next(page, column, cells, sheet)
        page.cell(line, column).value = value
    book.save(file)
    return file


def _next(page: Any, column: int, cells: Cells, sheet: str) -> int:
    """The first row below the data; all new cells of a sheet go to one row."""
    lines = [line for line in range(1, page.max_row + 1) if page.cell(line, 1).value]
    fresh = cells.get((sheet, "record", 0))
    last = max(lines)
    return last if page.cell(last, 1).value == fresh and column > 1 else last + 1


def changed_book(file: Path, change: Callable[[Any], None]) -> Path:
    """Change a workbook in any other way."""
    book = load_workbook(file)
    change(book)
    book.save(file)
    return file


def taken(data: Path, file: Path, *arguments: str) -> int:
    """Import a file; the exit status."""
    return main(["sheet", "import", str(file), "--data", str(data), *arguments])


def contents(data: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in files}
