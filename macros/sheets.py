"""Knows how a collection goes to sheets and comes back checked; refuses to talk to anybody."""

import difflib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from macros import commas, workbook
from macros.cells import Unreadable
from macros.facts import Ref, Word
from macros.load import load
from macros.model import COLLECTIONS
from macros.placing import place
from macros.register import Register
from macros.shapes import Field, Kind
from macros.sheet_changes import Changes, changes, numbered
from macros.sheet_marks import placed
from macros.sheet_rows import Reader, current
from macros.source import Mark, Problem, Problems, problem
from macros.tables import ID, NUMBER, PLACE, Column, Table, tables
from macros.trees import alike, tree
from macros.wording import explained, hint
from macros.workbook import Grid, Heading, Written


def export(register: Register, collection: str) -> Written:
    """The sheets of a collection as they are written."""
    held = current(register, collection)
    found: dict[str, tuple[tuple[Heading, ...], list[list[str]]]] = {}
    for table in tables(collection):
        lines = []
        for row in held[table.title].values():
            own = {ID: row.address, PLACE: row.place, NUMBER: str(row.number)}
            line = [
                own.get(one.key, "") if not one.field else row.cells[one.key]
                for one in table.columns
            ]
            if any(len(cell) > workbook.MOST_LETTERS for cell in line):
                raise Unreadable("cell-long", value=row.address)
            lines.append(line)
        headings = tuple(_heading(register, collection, table, one) for one in table.columns)
        found[table.title] = (headings, lines)
    return found


def _heading(register: Register, collection: str, table: Table, column: Column) -> Heading:
    if column.field is None:
        offered = tuple(entry.address for entry in register.all(collection))
        listed = offered if column.key == ID and not table.is_records else ()
        width = {ID: 34, PLACE: 26}.get(column.key, 9)
        return Heading(column.title, column.key, hint(f"{column.key}-help"), width, listed)
    kind = column.field.kind
    wide = 48 if kind is Kind.TEXT else 30 if kind in (Kind.REF, Kind.STRING) else 16
    told = explained(column.field)
    if column.field.many:
        told = f"{told} {hint('many')}"
    return Heading(column.title, column.key, told, wide, tuple(_choices(register, column.field)))


def _choices(register: Register, one: Field) -> Iterator[str]:
    if one.many:
        return
    if one.choices:
        yield from (choice.value for choice in one.choices)
    elif one.kind is Kind.FLAG:
        yield from ("true", "false")
    elif isinstance(one.marker, Word):
        yield from register.labels.group(f"vocabulary.{one.marker.group}")
    elif isinstance(one.marker, Ref):
        for collection in one.marker.collections:
            for entry in register.all(collection):
                yield entry.address
                for post in getattr(entry.record, one.marker.part or "", ()):
                    yield f"{entry.address}#{post.id}"


def save(register: Register, collection: str, target: Path) -> Path:
    """Write a collection to an `.xlsx`, or to a folder for `.csv`; where it stands then."""
    sheets = export(register, collection)
    if target.suffix.lower() == ".xlsx":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(workbook.write(sheets, hint("lists")))
        return target
    folder = target.with_suffix("")
    for name, text in commas.write(sheets).items():
        place(folder / name, text)
    return folder


def collection_of(file: Path, names: Iterator[str] | list[str]) -> str:
    """Which collection a file holds, by its sheets or else by its name; empty if none."""
    titles = {tables(name)[0].title: name for name in COLLECTIONS}
    by_sheet = next((titles[name] for name in names if name in titles), "")
    by_name = next((name for name in COLLECTIONS if file.stem.startswith(name)), "")
    return by_sheet or by_name


def compare(register: Register, data: Path, file: Path, delete: bool) -> Changes:
    """What a file of sheets changes; raise Problems with all that is wrong, Unreadable for none."""
    folder = file if file.is_dir() else file.with_suffix("")
    merged: dict[str, tuple[str, ...]] = {}
    if file.suffix.lower() == ".csv" or file.is_dir():
        grids = commas.read(folder)
    else:
        grids, merged = workbook.read(file, hint("lists"))
    return compared(register, data, file, grids, merged, delete)


_UNSURE = ("duplicate-row", "unclean-id", "no-keys", "missing-column", "unknown-sheet")
"""Where it is not sure which row is which, what else seems wrong is not told."""


def compared(
    register: Register,
    data: Path,
    file: Path,
    grids: Mapping[str, Grid],
    merged: Mapping[str, tuple[str, ...]],
    delete: bool,
) -> Changes:
    """The same, of the cells that were read from `file`."""
    collection = collection_of(file, list(grids))
    if not collection:
        raise Unreadable("no-collection", names=", ".join(COLLECTIONS))
    if not {table.title for table in tables(collection)} & set(grids):
        raise Unreadable("no-sheets")
    reader = Reader(file.name, collection, current(register, collection))
    found = reader.read(grids, merged)
    if any(one.rule in _UNSURE for one in reader.problems):
        raise Problems(reader.problems)
    made = changes(register, data, reader, found, delete)
    if reader.problems:
        raise Problems(reader.problems)
    _check(data, made, file.name)
    return made


def _check(data: Path, made: Changes, shown: str) -> None:
    """Load a copy in which all is changed; totals that the change moves are moved with it."""
    if not made.texts:
        return
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "data"
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns(".*"))
        for file, text in made.texts.items():
            _put(copy / file.relative_to(data), text)
        found = _problems(copy)
        if found and all(one.rule == "wrong-total" for one in found):
            made.texts[data / "assertions.yml"] = _totals(copy / "assertions.yml", found)
            _put(copy / "assertions.yml", made.texts[data / "assertions.yml"])
            found = _problems(copy)
        if found:
            told = [one for one in found if one.rule != "wrong-total"] or list(found)
            raise Problems(placed(told, copy, made, shown))
        _compare(load(copy), made, shown)


def _compare(after: Register, made: Changes, shown: str) -> None:
    """Make sure that the new texts say what the sheets say, word for word."""
    for address, record in made.records.items():
        model = type(after[address].record)
        if not alike(model, tree(model, after[address].node.plain()), numbered(model, record)):
            raise Problems([problem(shown, Mark(), "sheet-lost", value=address)])


def _problems(data: Path) -> tuple[Problem, ...]:
    try:
        load(data)
    except Problems as problems:
        return problems.found
    return ()


def _totals(file: Path, found: tuple[Problem, ...]) -> str:
    lines = file.read_text(encoding="utf-8").split("\n")
    for one in found:
        values = dict(one.values)
        line = lines[one.mark.line - 1]
        head, _, rest = line.partition(f"{values['key']}:")
        lines[one.mark.line - 1] = (
            f"{head}{values['key']}:{rest.replace(values['expected'], values['actual'], 1)}"
        )
    return "\n".join(lines)


def _put(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def difference(data: Path, made: Changes) -> str:
    """What would change, as a unified diff; empty for nothing."""
    found: list[str] = []
    for file, text in sorted(made.texts.items()):
        inside = file.relative_to(data).as_posix()
        before = _read(file).splitlines(keepends=True)
        after = (text or "").splitlines(keepends=True)
        old = f"a/{inside}" if file.exists() else "/dev/null"
        new = f"b/{inside}" if text is not None else "/dev/null"
        found += difflib.unified_diff(before, after, old, new)
    return "".join(found)


def _read(file: Path) -> str:
    if not file.exists():
        return ""
    return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def carry_out(made: Changes) -> None:
    """Write what changes, each file at once."""
    for file, text in made.texts.items():
        if text is None:
            file.unlink()
            continue
        before = file.read_bytes() if file.exists() else b""
        text = text.replace("\n", "\r\n") if b"\r\n" in before else text
        place(file, ("\ufeff" if before.startswith(b"\xef\xbb\xbf") else "") + text)


def unreadable(file: Path, error: Unreadable) -> Problems:
    """A file that can not be taken, as a problem."""
    return Problems([problem(file.name, Mark(), error.rule, **error.values)])
