"""YAML text with places; the only user of PyYAML.

`reader` makes `nodes` of a text or reports `problems`, with `characters` for those that mislead and
`diagnose` for what the parser says;
`emit` writes plain values as YAML; `edit` changes a text and leaves every other byte as it is.
"""

from macros.yamlio.characters import character_problems, with_common_indent
from macros.yamlio.edit import (
    TextEdit,
    UnsafeEdit,
    YamlText,
    apply_edits,
    insert_item,
    new_item_edit,
    new_pair_edit,
    node_edit,
    put_value,
    rename_key,
    replace_text,
    value_edit,
)
from macros.yamlio.emit import pair_lines, requote_scalar
from macros.yamlio.nodes import CellMark, Loc, Mark, Node, NoMark
from macros.yamlio.problems import Problem, Problems, UserError, problem
from macros.yamlio.reader import (
    MAX_FILE_BYTES,
    MAX_FILE_PROBLEMS,
    decode_yaml,
    decoded_text,
    limit_problems,
    parse_yaml,
    read_content,
    read_yaml,
)

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_FILE_PROBLEMS",
    "CellMark",
    "Loc",
    "Mark",
    "NoMark",
    "Node",
    "Problem",
    "Problems",
    "TextEdit",
    "UnsafeEdit",
    "UserError",
    "YamlText",
    "apply_edits",
    "character_problems",
    "decode_yaml",
    "decoded_text",
    "insert_item",
    "limit_problems",
    "new_item_edit",
    "new_pair_edit",
    "node_edit",
    "pair_lines",
    "parse_yaml",
    "problem",
    "put_value",
    "read_content",
    "read_yaml",
    "rename_key",
    "replace_text",
    "requote_scalar",
    "value_edit",
    "with_common_indent",
]
