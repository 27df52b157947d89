"""A record as a tree of texts under its keys, in one form however it was typed."""

import hashlib
import json
from typing import Any

from macros.model import Field, FieldKind, Name, Part, Text, fields_of
from macros.sheets.values import BadCell, comparable_text, parse_cell

RecordTree = dict[str, Any]
"""A part by its keys: a text, a list of texts, a tree, or the items of a list by their numbers.

The items of a list are kept as `{1: tree, 2: tree}`: a number is the item's name in a sheet.
"""


def to_tree(model: type[Part], plain: Any) -> RecordTree:
    """A part as a file holds it (`Node.plain`), with every text as its languages."""
    if model is Text and not isinstance(plain, dict):
        plain = {"vi": plain}
    if model is Name and (not isinstance(plain, dict) or "vi" in plain):
        plain = {"name": plain}
    tree = {field.key: _inner(field, plain.get(field.key)) for field in fields_of(model)}
    return {key: inner for key, inner in tree.items() if inner}


def _inner(field: Field, plain: Any) -> Any:
    if plain is None:
        return None
    if field.kind in (FieldKind.PART, FieldKind.TEXT):
        assert field.part
        if not field.many:
            return to_tree(field.part, plain)
        return {number: to_tree(field.part, item) for number, item in enumerate(plain, start=1)}
    if field.many:
        return [_scalar(field, item) for item in plain]
    return _scalar(field, plain)


def _scalar(field: Field, typed: str) -> str:
    """One value in the form in which two are compared; an invalid one as it was typed."""
    try:
        return parse_cell(field, typed) if not field.many else parse_cell(_single(field), typed)
    except BadCell:
        return comparable_text(typed)


def _single(field: Field) -> Field:
    return Field(field.key, field.kind, field.owner, choices=field.choices)


def to_plain(model: type[Part], part: RecordTree) -> Any:
    """A part as it is written in a file: its keys in order, lists without gaps, texts short."""
    if model is Name and set(part) == {"name"}:
        model, part = Text, part["name"]
    if model is Text and set(part) == {"vi"}:
        return part["vi"]
    return {
        field.key: plain_value(field, part[field.key])
        for field in fields_of(model)
        if part.get(field.key)
    }


def plain_value(field: Field, inner: Any) -> Any:
    """The value of a key as it is written in a file."""
    if not field.part:
        return inner
    if not field.many:
        return to_plain(field.part, inner)
    return [to_plain(field.part, inner[number]) for number in sorted(inner)]


def same_value(field: Field, one: Any, other: Any) -> bool:
    """Whether two values of a key say the same; a missing one says its default."""
    if field.kind in (FieldKind.PART, FieldKind.TEXT):
        assert field.part
        if not field.many:
            return bool(one) == bool(other) and same_record(field.part, one or {}, other or {})
        one, other = one or {}, other or {}
        return list(one) == list(other) and all(
            same_record(field.part, one[number], other[number]) for number in one
        )
    return bool((one or field.default) == (other or field.default))


def renumbered(model: type[Part], part: RecordTree) -> RecordTree:
    """A part whose lists are numbered from 1 without a gap, in their order."""
    tree: RecordTree = {}
    for field in fields_of(model):
        inner: Any = part.get(field.key)
        if inner and field.part and field.many:
            items = (renumbered(field.part, inner[number]) for number in sorted(inner))
            inner = dict(enumerate(items, start=1))
        elif inner and field.part:
            inner = renumbered(field.part, inner)
        if inner:
            tree[field.key] = inner
    return tree


def fingerprint(model: type[Part], part: RecordTree) -> str:
    """A hash (16 hexadecimal digits) that two parts share if they say the same."""
    text = json.dumps(renumbered(model, part), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def same_record(model: type[Part], one: RecordTree, other: RecordTree) -> bool:
    """Whether two parts say the same."""
    return all(
        same_value(field, one.get(field.key), other.get(field.key)) for field in fields_of(model)
    )
