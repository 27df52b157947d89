"""Knows how a collection goes to sheets and comes back checked; refuses to talk to anybody."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.changes import ChangeSet, FileChange, write_files
from macros.i18n import field_help, hint
from macros.model import COLLECTIONS, Field, FieldKind, Ref, Word
from macros.register import Register
from macros.sheets.csv_folder import read_csv, write_csv
from macros.sheets.diff import Changes, fingerprints, problems_at_cells, sheet_changes
from macros.sheets.flat import renumbered, same_record, to_tree
from macros.sheets.layout import ID, NUMBER, PLACE, Column, SheetTable, sheet_tables
from macros.sheets.rows import RowReader, current_rows
from macros.sheets.values import (
    MAX_CELL_CHARACTERS,
    Grid,
    Heading,
    Merged,
    SheetUnreadable,
    WrittenCell,
)
from macros.sheets.xlsx import read_workbook, write_workbook
from macros.yamlio import Mark, Problems, problem


def export_sheets(register: Register, collection: str) -> WrittenCell:
    """The sheets of a collection as they are written."""
    held = current_rows(register, collection)
    found: dict[str, tuple[tuple[Heading, ...], list[list[str]]]] = {}
    for table in sheet_tables(collection):
        lines = []
        for row in held[table.title].values():
            own = {ID: row.address, PLACE: row.place, NUMBER: str(row.number)}
            line = [
                own.get(one.key, "") if not one.field else row.cells[one.key]
                for one in table.columns
            ]
            if any(len(cell) > MAX_CELL_CHARACTERS for cell in line):
                raise SheetUnreadable("cell-long", value=row.address)
            lines.append(line)
        headings = tuple(_heading(register, collection, table, one) for one in table.columns)
        found[table.title] = (headings, lines)
    return found


def _heading(register: Register, collection: str, table: SheetTable, column: Column) -> Heading:
    if column.field is None:
        offered = tuple(entry.address for entry in register.collection(collection))
        listed = offered if column.key == ID and not table.is_records else ()
        width = {ID: 34, PLACE: 26}.get(column.key, 9)
        return Heading(column.title, column.key, hint(f"{column.key}-help"), width, listed)
    kind = column.field.kind
    wide = 48 if kind is FieldKind.TEXT else 30 if kind in (FieldKind.REF, FieldKind.STRING) else 16
    told = field_help(column.field)
    if column.field.many:
        told = f"{told} {hint('many')}"
    return Heading(column.title, column.key, told, wide, tuple(_choices(register, column.field)))


def _choices(register: Register, one: Field) -> Iterator[str]:
    if one.many:
        return
    if one.choices:
        yield from (choice.value for choice in one.choices)
    elif one.kind is FieldKind.FLAG:
        yield from ("true", "false")
    elif isinstance(one.marker, Word):
        yield from register.labels.group(f"vocabulary.{one.marker.group}")
    elif isinstance(one.marker, Ref):
        for collection in one.marker.collections:
            for entry in register.collection(collection):
                yield entry.address
                for post in getattr(entry.record, one.marker.part or "", ()):
                    yield f"{entry.address}#{post.id}"


def save_sheets(register: Register, collection: str, target: Path) -> Path:
    """Write a collection to an `.xlsx`, or to a folder for `.csv`; where it stands then."""
    prints = fingerprints(register, collection)
    columns = (Heading(hint("record-column"), ID), Heading(hint("exported"), "exported"))
    sheets = {
        **export_sheets(register, collection),
        hint("exported"): (columns, [list(one) for one in prints.items()]),
    }
    if target.suffix.lower() == ".xlsx":
        _put({target: write_workbook(sheets, hint("lists"), hint("exported"))})
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


def guess_collection(file: Path, names: Iterator[str] | list[str]) -> str:
    """Which collection a file holds, by its sheets or else by its name; empty if none."""
    titles = {sheet_tables(name)[0].title: name for name in COLLECTIONS}
    by_sheet = next((titles[name] for name in names if name in titles), "")
    stem = file.stem.lower()
    by_name = next((name for name in COLLECTIONS if stem.startswith(name)), "")
    return by_sheet or by_name


def stage_sheet_file(change_set: ChangeSet, file: Path, delete: bool) -> Changes:
    """Propose what a file of sheets changes.

    Raise Problems with all that is wrong in it, SheetUnreadable if it is no such file.
    """
    is_csv = file.suffix.lower() == ".csv" or file.is_dir()
    where = file.with_suffix("") if is_csv and not file.is_dir() else file
    if not where.exists():
        raise SheetUnreadable("no-sheet-file", value=where.as_posix())
    merged: Merged = {}
    if is_csv:
        grids = read_csv(where)
    else:
        grids, merged = read_workbook(file, hint("lists"))
    exported = grids.pop(hint("exported"), None)
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


_UNSURE = ("duplicate-row", "unclean-id", "no-keys", "missing-column", "unknown-sheet")
"""Where it is not sure which row is which, what else seems wrong is not told."""


def stage_sheets(
    change_set: ChangeSet,
    file: Path,
    grids: Mapping[str, Grid],
    merged: Merged,
    delete: bool,
    bases: Mapping[str, str] | None = None,
) -> Changes:
    """The same, of the cells that were read from `file`."""
    collection = guess_collection(file, list(grids))
    if not collection:
        raise SheetUnreadable("no-collection", names=", ".join(COLLECTIONS))
    if not {table.title for table in sheet_tables(collection)} & set(grids):
        raise SheetUnreadable("no-sheets")
    reader = RowReader(file.name, collection, current_rows(change_set.register, collection))
    found = reader.read(grids, merged)
    if any(one.rule in _UNSURE for one in reader.problems):
        raise Problems(reader.problems)
    made = sheet_changes(change_set, reader, found, delete, bases)
    if reader.problems:
        raise Problems(reader.problems)
    _check(made, file.name)
    return made


def _check(made: Changes, shown: str) -> None:
    """Try out what is proposed; totals that it moves are moved with it."""
    if not made.change_set.file_changes():
        return
    try:
        after = _tried(made.change_set)
    except Problems as problems:
        told = [one for one in problems.found if one.rule != "wrong-total"] or problems.found
        raise Problems(problems_at_cells(told, made, shown)) from None
    for address, record in made.records.items():
        model = type(after[address].record)
        if not same_record(
            model, to_tree(model, after[address].node.plain()), renumbered(model, record)
        ):
            raise Problems([problem(shown, Mark(), "sheet-lost", value=address)])


def _tried(change_set: ChangeSet) -> Register:
    try:
        return change_set.check()
    except Problems as problems:
        if any(one.rule != "wrong-total" for one in problems.found):
            raise
        for one in problems.found:
            values = dict(one.values)
            change_set.put(Path(one.path), (), values["key"], values["actual"])
        return change_set.check()
