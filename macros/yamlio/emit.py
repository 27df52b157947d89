"""Knows how a value is written as YAML in the manner of the house; refuses to know where."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 112
"""Columns of a line that is written anew."""
_FEW = 3
"""How many values the mapping of a key may have and stand on one line."""

_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.?[0-9][0-9_.:,]*(?:e[-+]?[0-9]+)?"
    r"|[-+]?0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?"
)
"""What programs that know the types of YAML would not take for text."""
_FIGURES = re.compile(r"0|[1-9][0-9]*|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
"""Numbers and dates, which stand without quotes in the files."""
_LOST = re.compile(r":(?:\s|$)|\s#|^\s|\s$|\s\s|[\x00-\x1f\x7f\x85\u2028\u2029]")
_BRACKETS = re.compile(r"[\[\]{},]")


def format_scalar(text: str, in_brackets: bool = False) -> str:
    """A text on one line: bare where that is read back as it is, else in double quotes."""
    is_bare = bool(text) and text[0].isalnum() and not _LOST.search(text)
    if in_brackets and (_BRACKETS.search(text) or ":" in text[-1:]):
        is_bare = False
    if _TYPED.fullmatch(text.lower()) and not _FIGURES.fullmatch(text):
        is_bare = False
    return text if is_bare else json.dumps(text, ensure_ascii=False)


def requote_scalar(text: str, quote: str, in_brackets: bool = False) -> str:
    """A text in the quotes that stood there before, if `quote` is such a sign."""
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return (
        json.dumps(text, ensure_ascii=False) if quote == '"' else format_scalar(text, in_brackets)
    )


def format_flow(value: Any) -> str:
    """A value on one line, everything in it in brackets."""
    if isinstance(value, Mapping):
        pairs = (f"{format_scalar(key, True)}: {_inner(one)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_inner, value))}]"
    return format_scalar(str(value))


def _inner(value: Any) -> str:
    return format_scalar(value, True) if isinstance(value, str) else format_flow(value)


def pair_lines(key: str, value: Any, room: int = WIDTH) -> list[str]:
    """The lines of a key with its value, where a line has `room` columns."""
    name = format_scalar(key, True)
    is_many = isinstance(value, Mapping) and len(value) > _FEW
    if _is_flat(value) and not is_many:
        line = f"{name}: {format_flow(value)}"
        if len(line) <= room:
            return [line]
    if isinstance(value, str):
        return _folded(name, value, room)
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
        for key, one in value.items():
            yield from pair_lines(key, one, room)
    else:
        for one in value:
            yield from item_lines(one, room)


def _is_flat(value: Any) -> bool:
    """Whether it may stand on one line: a text, or a few texts in brackets."""
    if isinstance(value, Mapping):
        return bool(value) and all(isinstance(one, str) for one in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(isinstance(one, str) for one in value)
    return True


def _folded(name: str, text: str, room: int) -> list[str]:
    """A long text over several lines, if that is read back as it is."""
    if _FOLDS.search(text):
        return [f"{name}: {format_scalar(text)}"]
    lines = textwrap.wrap(text, max(room - 2, 40), break_long_words=False, break_on_hyphens=False)
    return [f"{name}: >-", *(f"  {line}" for line in lines)]


_FOLDS = re.compile(r"^\s|\s$|\s\s|[^\S ]|[\x00-\x1f\x7f]")
"""Blanks that folding would change."""
