"""Knows where an editor finds its hints and how a data file names them; refuses to make them."""

import json
import re
from pathlib import Path

from macros.load import load
from macros.model import COLLECTIONS
from macros.placing import place
from macros.schema import MAP, Schema, schemas
from macros.source import Problems

FOLDER = ".schema"
"""The folder of the schemas beside the data; its name begins with a dot, so no reader takes it."""
_LINE = re.compile("(\ufeff?)(?:#[ \t]+yaml-language-server:[^\r\n]*(\r?\n))?")


def first_line(data: Path, file: Path) -> str:
    """The comment by which `file` names its schema, with its line end; empty if it has none."""
    inside = file.relative_to(data)
    collection = inside.parts[0].removesuffix(".yml")
    if file.suffix != ".yml" or collection not in COLLECTIONS or len(inside.parts) > 2:
        return ""
    one = len(inside.parts) == 2
    where = f"../{FOLDER}/{collection}" if one else f"{FOLDER}/{collection}{MAP}"
    return f"# yaml-language-server: $schema={where}.json\n"


def headed(data: Path, file: Path, text: str) -> str:
    """The text of a file with the line that names its schema at its head, once."""
    line = first_line(data, file)
    if not line:
        return text
    head = _LINE.match(text)
    assert head
    end = "\r\n" if "\r\n" in text else "\n"
    return head[1] + line.replace("\n", end) + text[head.end() :]


def write_lines(data: Path) -> list[Path]:
    """Give every data file the line that names its schema; the files that were changed."""
    changed = []
    for file in sorted(data.rglob("*.yml")):
        if file.is_symlink() or not file.is_file():
            continue
        text = file.read_bytes().decode("utf-8")
        new = headed(data, file, text)
        if new != text:
            place(file, new)
            changed.append(file)
    return changed


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


def write_shapes(folder: Path) -> None:
    """Write the schemas without any choice that depends on the data."""
    for name, schema in schemas().items():
        _write(folder / f"{name}.json", schema)


def _write(file: Path, schema: Schema) -> None:
    """Write a schema, unless it stands there: a server that watches need not wake for nothing."""
    text = told(schema)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        place(file, text)


def told(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
