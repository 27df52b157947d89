"""The first line of a data file, by which editors find its schema."""

import re
from pathlib import Path

from macros.model import COLLECTIONS

SCHEMA_FOLDER = ".schema"
"""The folder of the schemas beside the data; its name begins with a dot, so it holds no data."""
ADDRESS_MAP = ".map"
"""The end of the name of a schema for a file of several records."""
_LINE = re.compile("(\ufeff?)(?:#[ \t]+yaml-language-server:[^\r\n]*(\r?\n))?")


def modeline_for(data: Path, file: Path) -> str:
    """The comment by which `file` names its schema, with its line end; empty if it has none."""
    inside = file.relative_to(data)
    collection = inside.parts[0].removesuffix(".yml")
    if file.suffix != ".yml" or collection not in COLLECTIONS or len(inside.parts) > 2:
        return ""
    is_record = len(inside.parts) == 2
    folder, end = (f"../{SCHEMA_FOLDER}", "") if is_record else (SCHEMA_FOLDER, ADDRESS_MAP)
    return f"# yaml-language-server: $schema={folder}/{collection}{end}.json\n"


def with_modeline(data: Path, file: Path, text: str) -> str:
    """The text of a file with the line that names its schema at its head, once."""
    line = modeline_for(data, file)
    if not line:
        return text
    head = _LINE.match(text)
    assert head
    end = "\r\n" if "\r\n" in text else "\n"
    return head[1] + line.replace("\n", end) + text[head.end() :]
