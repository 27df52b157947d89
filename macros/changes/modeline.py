"""Knows the line by which a data file names its schema; refuses to know what a schema says."""

import re
from pathlib import Path

from macros.model import COLLECTIONS

SCHEMA_FOLDER = ".schema"
"""The folder of the schemas beside the data; its name begins with a dot, so no reader takes it."""
ADDRESS_MAP = ".map"
"""What the name of a schema ends with that is for a file of several records."""
_LINE = re.compile("(\ufeff?)(?:#[ \t]+yaml-language-server:[^\r\n]*(\r?\n))?")


def modeline_for(data: Path, file: Path) -> str:
    """The comment by which `file` names its schema, with its line end; empty if it has none."""
    inside = file.relative_to(data)
    collection = inside.parts[0].removesuffix(".yml")
    if file.suffix != ".yml" or collection not in COLLECTIONS or len(inside.parts) > 2:
        return ""
    one = len(inside.parts) == 2
    where = (
        f"../{SCHEMA_FOLDER}/{collection}" if one else f"{SCHEMA_FOLDER}/{collection}{ADDRESS_MAP}"
    )
    return f"# yaml-language-server: $schema={where}.json\n"


def with_modeline(data: Path, file: Path, text: str) -> str:
    """The text of a file with the line that names its schema at its head, once."""
    line = modeline_for(data, file)
    if not line:
        return text
    head = _LINE.match(text)
    assert head
    end = "\r\n" if "\r\n" in text else "\n"
    return head[1] + line.replace("\n", end) + text[head.end() :]
