"""Plain values as YAML text, in the style of the data files."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 112
"""The most columns of a new line."""
_MAX_INLINE_KEYS = 3
"""A mapping with more keys is not written on one line."""

_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.?[0-9][0-9_.:,]*(?:e[-+]?[0-9]+)?"
    r"|[-+]?0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?"
)
"""Scalars that other YAML programs would not read as text."""
_NUMBER_OR_DATE = re.compile(r"0|[1-9][0-9]*|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
"""Numbers and dates, which are written without quotes all the same."""
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|^\s|\s$|\s\s|[\x00-\x1f\x7f\x85\u2028\u2029]")
_CHANGED_BY_FOLDING = re.compile(r"^\s|\s$|\s\s|[^\S ]|[\x00-\x1f\x7f]")
"""White space that folding would change."""
_FLOW_INDICATORS = re.compile(r"[\[\]{},?]|:$")
"""Characters that end a plain scalar in flow style; of `?` only some readers of YAML think so."""


def format_scalar(text: str, in_flow: bool = False) -> str:
    """A text on one line: plain where it is read back unchanged, else in double quotes."""
    is_plain = bool(text) and text[0].isalnum() and not _NOT_PLAIN.search(text)
    if in_flow and _FLOW_INDICATORS.search(text):
        is_plain = False
    if _TYPED.fullmatch(text.lower()) and not _NUMBER_OR_DATE.fullmatch(text):
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def requote_scalar(text: str, quote: str, in_flow: bool = False) -> str:
    """A text in the quotes of the scalar that it replaces, if `quote` is one."""
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False) if quote == '"' else format_scalar(text, in_flow)


def format_flow(value: Any) -> str:
    """A value on one line, in flow style."""
    if isinstance(value, Mapping):
        pairs = (f"{format_scalar(key, True)}: {_in_flow(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_in_flow, value))}]"
    return format_scalar(str(value))


def _in_flow(value: Any) -> str:
    return format_scalar(value, True) if isinstance(value, str) else format_flow(value)


def pair_lines(key: str, value: Any, room: int = WIDTH) -> list[str]:
    """The lines of a key with its value; `room` is the most columns of a line."""
    name = format_scalar(key, True)
    is_many = isinstance(value, Mapping) and len(value) > _MAX_INLINE_KEYS
    if _is_flat(value) and not is_many:
        line = f"{name}: {format_flow(value)}"
        if len(line) <= room:
            return [line]
    if isinstance(value, str):
        return _folded_lines(name, value, room)
    lines = list(_block(value, room - 2))
    return [f"{name}:", *(f"  {line}" for line in lines)]


def item_lines(value: Any, room: int = WIDTH) -> list[str]:
    """The lines of one item of a list, its dash included."""
    if _is_flat(value):
        line = f"- {format_flow(value)}"
        if len(line) <= room or isinstance(value, str):
            return [line]
    first, *rest = _block(value, room - 2)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _block(value: Any, room: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from pair_lines(key, part, room)
    else:
        for part in value:
            yield from item_lines(part, room)


def _is_flat(value: Any) -> bool:
    """Whether it may be written on one line: a text, or texts in a mapping or list."""
    if isinstance(value, Mapping):
        return bool(value) and all(isinstance(part, str) for part in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(isinstance(part, str) for part in value)
    return True


def _folded_lines(name: str, text: str, room: int) -> list[str]:
    """A long text as a folded block, if it is read back unchanged."""
    if _CHANGED_BY_FOLDING.search(text):
        return [f"{name}: {format_scalar(text)}"]
    lines = textwrap.wrap(text, max(room - 2, 40), break_long_words=False, break_on_hyphens=False)
    return [f"{name}: >-", *(f"  {line}" for line in lines)]
