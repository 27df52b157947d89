"""Writes a collection to a file of sheets, and proposes what a file of sheets changes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.changes import ChangeSet, FileChange, write_files
from macros.i18n import field_help, value_hint
from macros.model import BAD_ID_RULES, COLLECTIONS, Field, FieldKind, Reference, Vocabulary
from macros.register import Register
from macros.sheets.csv_folder import read_csv, write_csv
from macros.sheets.diff import SheetChanges, fingerprints, problems_at_cells, stage_rows
from macros.sheets.file_formats import format_by_name
from macros.sheets.layout import ID, NUMBER, PLACE, Column, SheetTable, sheet_tables
from macros.sheets.record_tree import renumbered, same_record, to_tree
from macros.sheets.row_reader import RowReader, current_rows
from macros.sheets.values import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    Grid,
    Heading,
    MergedCells,
    SheetsToWrite,
    SheetUnreadable,
)
from macros.sheets.workbook_reader import read_workbook
from macros.sheets.workbook_writer import write_workbook
from macros.text import closest_match
from macros.yamlio import Mark, Problems, problem


def export_sheets(register: Register, collection: str) -> SheetsToWrite:
    """The sheets of a collection; raise SheetUnreadable if a text is too long for a cell."""
    rows = current_rows(register, collection)
    sheets: dict[str, tuple[tuple[Heading, ...], list[list[str]]]] = {}
    filled = 0
    for table in sheet_tables(collection):
        lines = []
        for row in rows[table.title].values():
            own = {ID: row.address, PLACE: row.place, NUMBER: str(row.number)}
            line = [
                row.cells[column.key] if column.field else own.get(column.key, "")
                for column in table.columns
            ]
            if any(len(cell) > MAX_CELL_CHARACTERS for cell in line):
                raise SheetUnreadable("cell-long", value=row.address)
            lines.append(line)
            filled += len(line) - line.count("")
        if filled > MAX_CELLS:
            raise SheetUnreadable("sheet-cells", limit=MAX_CELLS)
        columns = table.columns
        headings = tuple(_heading(register, collection, table, column) for column in columns)
        sheets[table.title] = (headings, lines)
    return sheets


def _heading(register: Register, collection: str, table: SheetTable, column: Column) -> Heading:
    if column.field is None:
        addresses = tuple(entry.address for entry in register.collection(collection))
        choices = addresses if column.key == ID and not table.is_records else ()
        width = {ID: 34, PLACE: 26}.get(column.key, 9)
        return Heading(column.title, column.key, value_hint(f"{column.key}-help"), width, choices)
    kind = column.field.kind
    width = (
        48
        if kind is FieldKind.TEXT
        else 30
        if kind in (FieldKind.REFERENCE, FieldKind.STRING)
        else 16
    )
    help_text = field_help(column.field)
    if column.field.many:
        help_text = f"{help_text} {value_hint('many')}"
    return Heading(
        column.title, column.key, help_text, width, tuple(_choices(register, column.field))
    )


def _choices(register: Register, field: Field) -> Iterator[str]:
    if field.many:
        return
    if field.choices:
        yield from (choice.value for choice in field.choices)
    elif field.kind is FieldKind.FLAG:
        yield from ("true", "false")
    elif isinstance(field.marker, Vocabulary):
        yield from register.labels.group(f"vocabulary.{field.marker.group}")
    elif isinstance(field.marker, Reference):
        for collection in field.marker.collections:
            for entry in register.collection(collection):
                yield entry.address
                for post in getattr(entry.record, field.marker.part or "", ()):
                    yield f"{entry.address}#{post.id}"


def save_sheets(register: Register, collection: str, target: Path) -> Path:
    """Write a collection to an `.xlsx`, or to a folder for `.csv`; return which was written."""
    prints = fingerprints(register, collection)
    columns = (
        Heading(value_hint("record-column"), ID),
        Heading(value_hint("exported"), "exported"),
    )
    sheets = {
        **export_sheets(register, collection),
        value_hint("exported"): (
            columns,
            [[address, digest] for address, digest in prints.items()],
        ),
    }
    if target.suffix.lower() == ".xlsx":
        _put({target: write_workbook(sheets, value_hint("lists"), value_hint("exported"))})
        return target
    folder = target.with_suffix("")
    _put({folder / name: text.encode() for name, text in write_csv(sheets).items()})
    return folder


def _put(files: Mapping[Path, bytes]) -> None:
    write_files(
        [
            FileChange(file, file.read_bytes() if file.exists() else None, after)
            for file, after in files.items()
        ]
    )


def guess_collection(file: Path, sheet_names: Iterable[str]) -> str:
    """Which collection a file holds, by its sheets or else by its name.

    Raise SheetUnreadable if that is not clear.
    """
    titles = {sheet_tables(name)[0].title: name for name in COLLECTIONS}
    by_sheet = next((titles[name] for name in sheet_names if name in titles), "")
    stem = file.stem.lower()
    by_name = next((name for name in COLLECTIONS if stem.startswith(name)), "")
    if not (by_sheet or by_name):
        near = closest_match(stem, COLLECTIONS, cutoff=0.75)
        nearest = f"{near}{file.suffix}" if near else ""
        raise SheetUnreadable("no-collection", names=", ".join(COLLECTIONS), nearest=nearest)
    return by_sheet or by_name


def stage_sheet_file(change_set: ChangeSet, file: Path, delete: bool) -> SheetChanges:
    """Propose what a file of sheets changes.

    Raise Problems with all that is wrong in it, SheetUnreadable if it is no such file.
    """
    is_csv = file.suffix.lower() == ".csv" or file.is_dir()
    source = file.with_suffix("") if is_csv and not file.is_dir() else file
    if not (source.is_dir() if is_csv else source.is_file()):
        if found := format_by_name(file):
            raise SheetUnreadable("sheet-format", found=found)
        raise SheetUnreadable("no-sheet-file", value=source.as_posix())
    merged: MergedCells = {}
    if is_csv:
        grids = read_csv(source)
    else:
        grids, merged = read_workbook(file, value_hint("lists"))
    exported = grids.pop(value_hint("exported"), None)
    return stage_sheets(
        change_set, file, grids, merged, delete, _bases(exported) if exported else None
    )


def _bases(grid: Grid) -> dict[str, str]:
    """The fingerprint of each record at the time of the export."""
    return {
        str(cell.value): str(grid[line, 2].value)
        for (line, column), cell in grid.items()
        if column == 1 and (line, 2) in grid
    }


_UNSURE = ("duplicate-row", *BAD_ID_RULES, "no-keys", "missing-column", "unknown-sheet")
"""After these it is not sure which row is which, so what else seems wrong is not reported."""


def stage_sheets(
    change_set: ChangeSet,
    file: Path,
    grids: Mapping[str, Grid],
    merged: MergedCells,
    delete: bool,
    bases: Mapping[str, str] | None = None,
) -> SheetChanges:
    """The same, of the cells that were read from `file`; for `bases` see `stage_rows`."""
    collection = guess_collection(file, list(grids))
    if not {table.title for table in sheet_tables(collection)} & set(grids):
        raise SheetUnreadable("no-sheets")
    reader = RowReader(file.name, collection, current_rows(change_set.register, collection))
    rows = reader.read(grids, merged)
    if any(problem.rule in _UNSURE for problem in reader.problems):
        raise Problems(reader.problems)
    changes = stage_rows(change_set, reader, rows, delete, bases)
    if reader.problems:
        raise Problems(reader.problems)
    _check(changes, file.name)
    return changes


def _check(changes: SheetChanges, shown: str) -> None:
    """Check what is proposed; raise Problems, each at its cell."""
    if not changes.change_set.file_changes():
        return
    try:
        register = _check_with_totals(changes.change_set)
    except Problems as problems:
        others = [problem for problem in problems.found if problem.rule != "wrong-total"]
        raise Problems(problems_at_cells(others or problems.found, changes, shown)) from None
    for address, record in changes.records.items():
        model = type(register[address].record)
        if not same_record(
            model, to_tree(model, register[address].node.plain()), renumbered(model, record)
        ):
            raise Problems([problem(shown, Mark(), "sheet-lost", value=address)])


def _check_with_totals(change_set: ChangeSet) -> Register:
    """The register as it would be; totals that no longer hold are changed along."""
    try:
        return change_set.check()
    except Problems as problems:
        if any(problem.rule != "wrong-total" for problem in problems.found):
            raise
        for wrong_total in problems.found:
            values = dict(wrong_total.values)
            change_set.put(Path(wrong_total.path), (), values["key"], values["actual"])
        return change_set.check()
