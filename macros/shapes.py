"""Knows what each key of a record may hold, read from the models; refuses to know any value."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from inspect import get_annotations
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.dates import PartialDate
from macros.facts import Part, Ref, Text, Word
from macros.habits import order
from macros.model import COLLECTIONS


class Kind(StrEnum):
    """The sorts of value that a key may hold."""

    STRING = "string"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    REF = "ref"
    WORD = "word"
    PART = "part"


@dataclass(frozen=True)
class Field:
    """A key of a part."""

    key: str
    kind: Kind
    owner: type[Part]
    """The model that declares it; its words are kept under that model's name."""
    many: bool = False
    """Whether it holds a list."""
    required: bool = False
    default: str = ""
    """What a missing key says, as one would type it; empty: nothing."""
    marker: Ref | Word | None = None
    choices: type[StrEnum] | None = None
    part: type[Part] | None = None
    """The model of what it holds, for parts and texts."""


@cache
def fields(model: type[Part]) -> tuple[Field, ...]:
    """The keys of `model` in the order in which the house writes them."""
    return tuple(_field(model, name, model.model_fields[name]) for name in order(model))


def _field(model: type[Part], name: str, info: FieldInfo) -> Field:
    found = tuple(_leaves(info.annotation))
    marker = next((one for one in (*info.metadata, *found) if isinstance(one, Ref | Word)), None)
    types = [one for one in found if isinstance(one, type)]
    choices = next((one for one in types if issubclass(one, StrEnum)), None)
    part = next((one for one in types if issubclass(one, Part)), None)
    return Field(
        name,
        _kind(types, marker, choices, part),
        next(base for base in model.__mro__ if name in get_annotations(base)),
        many=any(one is tuple for one in types),
        required=info.is_required(),
        default=_typed(info.default),
        marker=marker,
        choices=choices,
        part=part,
    )


def _kind(
    types: list[type], marker: Ref | Word | None, choices: type | None, part: type | None
) -> Kind:
    if marker:
        return Kind.REF if isinstance(marker, Ref) else Kind.WORD
    if choices:
        return Kind.CHOICE
    if part:
        return Kind.TEXT if part is Text else Kind.PART
    plain = {PartialDate: Kind.DATE, bool: Kind.FLAG, int: Kind.COUNT, str: Kind.STRING}
    return next(kind for known, kind in plain.items() if known in types)


def _leaves(annotation: Any) -> Iterator[Any]:
    """Every type and every mark inside an annotation."""
    if getattr(annotation, "__origin__", None) is tuple:
        yield tuple
    if not get_args(annotation):
        yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _leaves(inner)


def _typed(default: Any) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return str(default.value) if isinstance(default, Enum) else ""


@cache
def models() -> tuple[type[Part], ...]:
    """Every model that a record may be or hold, in the order in which they are met."""
    found: dict[type[Part], None] = {}
    waiting: list[type[BaseModel]] = list(COLLECTIONS.values())
    while waiting:
        model = waiting.pop(0)
        if issubclass(model, Part) and model not in found:
            found[model] = None
            waiting += [field.part for field in fields(model) if field.part]
    return tuple(found)


def choices() -> tuple[type[StrEnum], ...]:
    """Every closed list of values that a key of some record may hold."""
    found = {field.choices: None for model in models() for field in fields(model) if field.choices}
    return tuple(found)
