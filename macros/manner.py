"""Knows how the house writes a value in YAML; refuses to know where it stands."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from macros.facts import Name, Part, Text
from macros.shapes import Field, Kind, fields
from macros.trees import Tree

WIDTH = 110
"""How long a line may be before it is broken; addresses and citations are not broken."""
_FREE = (Kind.STRING, Kind.TEXT)
# To other programs these are no words: numbers, truth values, nothing.
_NOT_WORDS = re.compile(
    r"(?i)[-+.]?[0-9][-+0-9_.,:eExXoOa-fA-F]*|true|false|yes|no|on|off|y|n|null|~|\.nan|[-+]?\.inf"
)


def scalar(text: str, kind: Kind, flow: bool = False) -> str:
    """One value on one line; in quotes where YAML would take it for something else."""
    free = kind in _FREE and bool(_NOT_WORDS.fullmatch(text))
    # What is short and plain stays plain; all else is quoted, even where YAML would not need it.
    bare = text and (text[0].isalnum() or text[0] in "(“") and text == text.strip()
    risky = re.search(r": |:$| #|\n|[\[\]{},]" if flow else r": |:$| #|\n", text)
    if bare and not risky and not free:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """One value in quotes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def lines(field: Field, value: Any, indent: int) -> list[str]:
    """A key and its value in block style, without the indent of the first line."""
    head = f"{field.key}:"
    if field.many:
        return _list(field, value, indent)
    if field.kind is Kind.PART:
        assert field.part
        return [head, *_indented(part(field.part, value), indent + 2)]
    if field.kind is Kind.TEXT and value.get("en"):
        inline = text_flow(value)
        if len(inline) + len(head) + indent < WIDTH and "\n" not in inline:
            return [f"{head} {inline}"]
        return [head, *_indented(part(Text, value), indent + 2)]
    said = value["vi"] if field.kind is Kind.TEXT and "vi" in value else value
    if isinstance(said, dict):
        return [head, *_indented(part(Text, said), indent + 2)]
    first, *rest = words(said, field.kind, indent, len(head) + 1)
    return [f"{head} {first}", *rest]


def words(text: str, kind: Kind, indent: int, used: int) -> list[str]:
    """One value, broken into lines if it is long; `indent` is that of its key."""
    pad = " " * (indent + 2)
    inline = scalar(text, kind)
    if kind not in _FREE or (len(inline) + used + indent <= WIDTH and "\n" not in text):
        return [inline]
    blanks = re.search(r"  |^ | $|\n |\t", text)
    if blanks:
        return [inline]
    if "\n" in text:
        return ["|-", *(f"{pad}{line}".rstrip() for line in text.split("\n"))]
    wrapped = textwrap.wrap(text, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
    return [">-", *(pad + line for line in wrapped)]


def text_flow(value: Tree) -> str:
    """A text in both languages on one line."""
    pairs = (
        f"{key}: {scalar(value[key], Kind.TEXT, flow=True)}" for key in ("vi", "en") if key in value
    )
    return "{" + ", ".join(pairs) + "}"


def part(model: type[Part], value: Tree) -> list[str]:
    """A part as a block mapping, from the first column."""
    found: list[str] = []
    for one in fields(model):
        if value.get(one.key):
            first, *rest = lines(one, value[one.key], 0)
            found += [first, *rest]
    return found or ["{}"]


def item(model: type[Part], value: Tree, indent: int) -> list[str]:
    """A part as an item of a list, without the dash; later lines are indented to stand under it."""
    if model is Name and set(value) == {"name"}:
        model, value = Text, value["name"]
    if model is Text:
        if set(value) == {"vi"}:
            first, *rest = words(value["vi"], Kind.TEXT, indent, 2)
            return [first, *rest]
        return _hanging(part(Text, value), indent)
    inline = flow(model, value)
    short = all(isinstance(one, str) for one in value.values())
    if short and [one.key for one in fields(model)] == _CITATION:
        return [inline]
    return _hanging(part(model, value), indent)


_CITATION = ["source", "document", "locator", "note"]


def flow(model: type[Part], value: Tree) -> str:
    """A part on one line."""
    pairs = (
        f"{one.key}: {flow_value(one, value[one.key])}"
        for one in fields(model)
        if value.get(one.key)
    )
    return "{" + ", ".join(pairs) + "}"


def flow_value(field: Field, value: Any) -> str:
    """The value of a key on one line."""
    if field.kind in (Kind.PART, Kind.TEXT):
        assert field.part
        if field.many:
            return "[" + ", ".join(flow(field.part, one) for one in value.values()) + "]"
        if field.kind is Kind.TEXT and set(value) == {"vi"}:
            return scalar(value["vi"], Kind.TEXT, flow=True)
        return flow(field.part, value)
    if field.many:
        return "[" + ", ".join(scalar(one, field.kind, flow=True) for one in value) + "]"
    return scalar(value, field.kind, flow=True)


def _list(field: Field, value: Any, indent: int) -> list[str]:
    head = f"{field.key}:"
    if field.kind in (Kind.PART, Kind.TEXT):
        return [head, *(f"{' ' * (indent + 2)}{line}" for line in items(field, value.values()))]
    inline = f"{head} {flow_value(field, value)}"
    if field.kind is not Kind.REF and len(inline) + indent < WIDTH:
        return [inline]
    return [head, *(f"{' ' * (indent + 2)}{line}" for line in items(field, value))]


def items(field: Field, values: Any) -> Iterator[str]:
    """Items of a list in block style, each with its dash, from the first column."""
    for one in values:
        if field.part:
            first, *rest = item(field.part, one, 0)
        else:
            first, *rest = [scalar(one, field.kind)]
        yield f"- {first}"
        yield from rest


def _hanging(found: list[str], indent: int) -> list[str]:
    return [found[0], *_indented(found[1:], indent + 2)]


def _indented(found: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else line for line in found]
