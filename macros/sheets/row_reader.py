"""Reads the rows of sheets, and reports what is wrong with a cell, row or column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.model import id_breach
from macros.register import Register
from macros.sheets.layout import (
    ID,
    NUMBER,
    PLACE,
    Column,
    SheetRow,
    SheetTable,
    record_rows,
    sheet_tables,
)
from macros.sheets.record_tree import to_tree
from macros.sheets.values import (
    BadCell,
    Grid,
    MergedCells,
    ReadCell,
    check_short,
    comparable_text,
    exact_text,
    parse_cell,
    same_numbers,
    seems_turned,
)
from macros.text import closest_match, code_point, invisible_characters
from macros.validation import describe_value
from macros.yamlio import (
    MAX_FILE_PROBLEMS,
    CellMark,
    Problem,
    Problems,
    limit_problems,
    problem,
)

_HEAD = 5
"""In how many of the first lines the keys of the columns are looked for."""

_GARBLED = re.compile(r"[^\x00-\x7f]|\w\?|\?\w")
"""What letters become when they are read in a wrong encoding."""

RowKey = tuple[str, str, int]
"""What tells rows of a sheet apart: record, list and number."""


def _head(grid: Grid) -> int:
    """The line of the keys; 0 if it is missing."""
    heads = {place: cell for place, cell in grid.items() if place[0] <= _HEAD}
    return min(
        (line for (line, _), cell in heads.items() if exact_text(cell.value) == ID), default=0
    )


def _garbled_title(table: SheetTable, grid: Grid, head: int, columns: Mapping[str, int]) -> int:
    """The first column with a title of other letters, if no title kept its own; else 0."""
    titles = {
        columns[column.key]: (column.title, comparable_text(str(grid[place].value)))
        for column in table.columns
        if not column.title.isascii() and (place := (head - 1, columns.get(column.key, 0))) in grid
    }
    if any(title == typed for title, typed in titles.values()):
        return 0
    garbled = (place for place, (_, typed) in titles.items() if _GARBLED.search(typed))
    return min(garbled, default=0)


def row_key(row: SheetRow) -> RowKey:
    """What tells a row from the others of its sheet."""
    return row.address, row.place, row.number


def current_rows(register: Register, collection: str) -> dict[str, dict[RowKey, SheetRow]]:
    """The rows of the data as they are, by the name of their sheet."""
    rows: dict[str, dict[RowKey, SheetRow]] = {
        table.title: {} for table in sheet_tables(collection)
    }
    for entry in register.collection(collection):
        record = to_tree(type(entry.record), entry.node.plain())
        for table, row in record_rows(collection, entry.address, record):
            rows[table.title][row_key(row)] = row
    return rows


@dataclass
class RowReader:
    """Reads the sheets of one file and collects what is wrong with them."""

    shown: str
    """The file, as problems name it."""
    collection: str
    """The collection that the file holds."""
    held: Mapping[str, Mapping[RowKey, SheetRow]]
    """The rows of the data by sheet: they stand for a missing column or sheet."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong so far."""
    notices: list[Problem] = field(default_factory=list)
    """What is to be looked at and may be right."""

    def read(self, grids: Mapping[str, Grid], merged: MergedCells) -> dict[str, list[SheetRow]]:
        """The rows by the name of their sheet; those of the data for a sheet that is missing.

        A sheet of another name is somebody's own, unless it looks like one of ours.
        """
        known = {table.title: table for table in sheet_tables(self.collection)}
        for name in (name for name in grids if grids[name] and name not in known):
            near = closest_match(name, set(known) - set(grids), cutoff=0.8)
            if near or _head(grids[name]):
                self.say(name, 1, 1, "unknown-sheet", value=name, nearest=near)
            else:
                self.notice(name, *min(grids[name]), "own-sheet", value=name)
        for name in (name for name in merged if name in known):
            head = _head(grids[name])
            # A title above the keys may go over several columns.
            for area in (area for area in merged[name] if area.last_row >= head):
                self.say(name, area.row, area.column, "merged-cells", area=area.area)
        for name in (name for name in known if name not in grids and self.held[name]):
            self.notice(name, 1, 1, "absent-sheet", value=name)
        return {
            name: self._rows(table, grids[name])
            if name in grids
            else list(self.held[name].values())
            for name, table in known.items()
        }

    def say(self, sheet: str, line: int, column: int, rule: str, **values: object) -> None:
        """Note a problem in a cell; raise Problems when there are too many to go on."""
        self.problems.append(self._problem(sheet, line, column, rule, **values))
        if len(self.problems) > MAX_FILE_PROBLEMS:
            raise Problems(limit_problems(self.problems))

    def notice(self, sheet: str, line: int, column: int, rule: str, **values: object) -> None:
        """Note what is to be looked at in a cell and may be right."""
        if len(self.notices) < MAX_FILE_PROBLEMS:
            self.notices.append(self._problem(sheet, line, column, rule, **values))

    def _problem(self, sheet: str, line: int, column: int, rule: str, **values: object) -> Problem:
        return problem(f"{self.shown}:{sheet}", CellMark(line, column), rule, **values)

    def _rows(self, table: SheetTable, grid: Grid) -> list[SheetRow]:
        head = _head(grid)
        if not head:
            self.say(table.title, 1, 1, "no-keys", key=ID)
            return list(self.held[table.title].values())
        columns = self._columns(table, grid, head)
        if garbled := _garbled_title(table, grid, head, columns):
            self.say(table.title, head - 1, garbled, "garbled-text", name=table.title)
            return list(self.held[table.title].values())
        lines: dict[int, dict[int, ReadCell]] = {}
        for (line, column), cell in grid.items():
            if line > head and exact_text(cell.value):
                lines.setdefault(line, {})[column] = cell
        rows: dict[RowKey, SheetRow] = {}
        for line in sorted(lines):
            row = self._row(table, line, lines[line], columns)
            # A row without a number is a new one; it gets its number when all rows are known.
            key = row_key(row) if row.number or table.is_records else (f"{line}", "", 0)
            if key in rows:
                other = str(rows[key].line)
                self.say(table.title, line, columns.get(ID, 1), "duplicate-row", other=other)
            rows[key] = row
        return list(rows.values())

    def _columns(self, table: SheetTable, grid: Grid, head: int) -> dict[str, int]:
        """The column of each key that the sheet has."""
        known = {column.key: column for column in table.columns}
        titles = {column.title: column.key for column in table.columns}
        columns: dict[str, int] = {}
        filled = {column for line, column in grid if line >= head}
        for column in sorted(filled):
            cell = grid.get((head, column))
            key = exact_text(cell.value) if cell else ""
            if key in known and key not in columns:
                columns[key] = column
            elif key in columns:
                self.say(table.title, head, column, "duplicate-column", key=key)
            else:
                top = grid.get((max(1, head - 1), column))
                title = closest_match(str(top.value) if top else "", titles)
                near = closest_match(key, known) or titles.get(title, "")
                self.say(table.title, head, column, "unknown-column", value=key, nearest=near)
        for key in (key for key in known if key not in columns):
            if key in (ID, PLACE, NUMBER):
                self.say(table.title, head, 1, "missing-column", key=key)
            elif any(row.cells[key] for row in self.held[table.title].values()):
                self.notice(table.title, head, 1, "absent-column", key=key)
        return columns

    def _row(
        self, table: SheetTable, line: int, cells: Mapping[int, ReadCell], columns: dict[str, int]
    ) -> SheetRow:
        def at(key: str) -> str:
            cell = cells.get(columns.get(key, 0))
            return exact_text(cell.value) if cell else ""

        address = self._address(table, line, at(ID), columns)
        number = at(NUMBER)
        if number and not re.fullmatch("[1-9][0-9]{0,4}", number):
            values = {"key": NUMBER, "expected": "number", **describe_value(number)}
            self.say(table.title, line, columns[NUMBER], "wrong-type", **values)
            number = ""
        place = "" if table.is_records else table.place or at(PLACE)
        row = SheetRow(address, {}, place, int(number or 0), line, columns)
        before = self.held[table.title].get(row_key(row))
        for column in table.columns:
            if not column.field:
                continue
            if column.key not in columns:
                row.cells[column.key] = before.cells[column.key] if before else ""
            elif cell := cells.get(columns[column.key]):
                held = before.cells[column.key] if before else ""
                row.cells[column.key] = self._cell(table, row, column, cell, held)
            else:
                row.cells[column.key] = ""
        return row

    def _cell(
        self, table: SheetTable, row: SheetRow, column: Column, cell: ReadCell, held: str
    ) -> str:
        """The text of a cell; `held` is what the data has there."""
        assert column.field
        line, place = row.line, row.columns[column.key]
        try:
            if cell.wrong:
                raise BadCell(cell.wrong, key=column.key, value=str(cell.value))
            text = parse_cell(column.field, cell.value, cell.form)
            if hidden := next(invisible_characters(text), None):
                raise BadCell("invisible-character", code=code_point(hidden))
            if text != held:
                check_short(column.field, text)
        except BadCell as error:
            if error.rule == "bad-date" and same_numbers(held, str(cell.value)):
                error.values["nearest"] = held
            self.say(table.title, line, place, error.rule, **error.values)
            return ""
        if seems_turned(column.field, held, text):
            self.notice(table.title, line, place, "seems-turned", value=text, before=held)
        return text

    def _address(self, table: SheetTable, line: int, typed: str, columns: dict[str, int]) -> str:
        start = f"{self.collection}/"
        address = typed if typed.startswith(start) else start + typed
        column = columns.get(ID, 1)
        if not typed:
            self.say(table.title, line, column, "missing-key", key=ID)
        elif breach := id_breach(address.removeprefix(start), is_page=True):
            nearest = address.replace(breach["id"], breach["nearest"]) if breach["nearest"] else ""
            self.say(table.title, line, column, **{**breach, "id": typed, "nearest": nearest})
        return address
