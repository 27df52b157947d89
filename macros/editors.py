"""Knows how editors get their hints about the data files; refuses to know what they say."""

import json
from pathlib import Path

from macros.first_lines import FOLDER, headed
from macros.load import load
from macros.proposals import Declined
from macros.schema import Schema, schemas
from macros.source import Problems
from macros.writing import Change, write


def write_lines(data: Path) -> list[Path]:
    """Give every data file the line that names its schema; the files that were changed.

    Raise Declined for a file that is not UTF-8, Unwritable for one that can not be written.
    """
    changes = []
    for file in sorted(data.rglob("*.yml")):
        if file.is_symlink() or not file.is_file():
            continue
        before = file.read_bytes()
        try:
            after = headed(data, file, before.decode("utf-8")).encode()
        except UnicodeDecodeError:
            raise Declined("not-utf-8", path=file.as_posix()) from None
        if before != after:
            changes.append(Change(file, before, after))
    write(changes)
    return [change.path for change in changes]


def write_schemas(data: Path) -> bool:
    """Write the schemas with all that can be chosen; False if the data has problems.

    Then what stands there is kept, and what does not stand there offers no addresses.
    """
    try:
        made, good = schemas(load(data)), True
    except Problems:
        made, good = schemas(), False
    for name, schema in made.items():
        file = data / FOLDER / f"{name}.json"
        if good or not file.exists():
            _write(file, schema)
    return good


def _write(file: Path, schema: Schema) -> None:
    """Write a schema, unless it stands there: a server that watches need not wake for nothing."""
    before = file.read_bytes() if file.exists() else None
    text = json.dumps(schema, ensure_ascii=False, indent=1)
    write([Change(file, before, text.encode())])
