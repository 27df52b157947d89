"""Knows how editors get their hints about the data files; refuses to know what they say."""

import json
from pathlib import Path

from macros.changes.changeset import EditRefused
from macros.changes.files import FileChange, write_files
from macros.changes.json_schema import CollectionSchema, json_schemas
from macros.changes.modeline import SCHEMA_FOLDER, with_modeline
from macros.validation import load_data, read_folder
from macros.yamlio import Problems


def write_modelines(data: Path) -> list[Path]:
    """Give every data file the line that names its schema; the files that were changed.

    Raise EditRefused for a file that is not UTF-8, Unwritable for one that can not be written.
    """
    changes = []
    for path, before in read_folder(data).yaml_contents().items():
        file = data / path
        try:
            after = with_modeline(data, file, before.decode("utf-8")).encode()
        except UnicodeDecodeError:
            raise EditRefused("not-utf-8", path=file.as_posix()) from None
        if before != after:
            changes.append(FileChange(file, before, after))
    write_files(changes)
    return [change.path for change in changes]


def write_schemas(data: Path) -> bool:
    """Write the schemas with all that can be chosen; False if the data has problems.

    Then what stands there is kept, and what does not stand there offers no addresses.
    """
    try:
        made, good = json_schemas(load_data(data)), True
    except Problems:
        made, good = json_schemas(), False
    for name, schema in made.items():
        file = data / SCHEMA_FOLDER / f"{name}.json"
        if good or not file.exists():
            _write(file, schema)
    return good


def _write(file: Path, schema: CollectionSchema) -> None:
    """Write a schema, unless it stands there: a server that watches need not wake for nothing."""
    before = file.read_bytes() if file.exists() else None
    text = json.dumps(schema, ensure_ascii=False, indent=1)
    write_files([FileChange(file, before, text.encode())])
