"""Writes the hints for editors beside the data: schemas, and the lines that name them."""

import json
from pathlib import Path

from macros.changes.changeset import EditRefused
from macros.changes.files import FileChange, write_files
from macros.changes.json_schema import CollectionSchema, json_schemas
from macros.changes.modeline import SCHEMA_FOLDER, with_modeline
from macros.validation import load_data, read_folder
from macros.yamlio import Problems


def write_modelines(data: Path) -> list[Path]:
    """Give every data file the line that names its schema; return the files that were changed.

    Raise EditRefused for a file that is not UTF-8, Problems for one that can not be read,
    Unwritable for one that can not be written.
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

    Then schemas that exist are kept, and missing ones are written without addresses.
    """
    try:
        schemas, is_good = json_schemas(load_data(data)), True
    except Problems:
        schemas, is_good = json_schemas(), False
    for name, schema in schemas.items():
        file = data / SCHEMA_FOLDER / f"{name}.json"
        if is_good or not file.exists():
            _write_schema(file, schema)
    return is_good


def _write_schema(file: Path, schema: CollectionSchema) -> None:
    """Write a schema, unless the file says that already: a watching server need not wake."""
    before = file.read_bytes() if file.exists() else None
    text = json.dumps(schema, ensure_ascii=False, indent=1)
    write_files([FileChange(file, before, text.encode())])
