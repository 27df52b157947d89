"""YAML text with places: read, explained, written, and changed without touching another byte."""

from macros.yamlio.edit import (
    Piece,
    Script,
    Untouchable,
    append_item,
    applied,
    instead,
    new_item,
    new_pair,
    put_value,
    rename_key,
    replace,
    valued,
)
from macros.yamlio.emit import pair
from macros.yamlio.nodes import Cell, Loc, Mark, Node
from macros.yamlio.problems import Problem, Problems, problem
from macros.yamlio.reader import (
    MAX_FILE_BYTES,
    decode_yaml,
    parse_yaml,
    read_content,
    read_yaml,
)

__all__ = [
    "MAX_FILE_BYTES",
    "Cell",
    "Loc",
    "Mark",
    "Node",
    "Piece",
    "Problem",
    "Problems",
    "Script",
    "Untouchable",
    "append_item",
    "applied",
    "decode_yaml",
    "instead",
    "new_item",
    "new_pair",
    "pair",
    "parse_yaml",
    "problem",
    "put_value",
    "read_content",
    "read_yaml",
    "rename_key",
    "replace",
    "valued",
]
