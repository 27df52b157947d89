"""Knows what each key of a record may hold, read from the models; refuses to know any value."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from inspect import get_annotations
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.model.base import Part, Reference, Span, Text, Vocabulary
from macros.model.catalog import COLLECTIONS
from macros.model.popolo import Function, Parent, Structure
from macros.text import PartialDate

_DATES_FIRST = (Parent, Function, Structure)
"""The parts that begin with their days."""


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a part as its files have them: its own, then what it shares with others."""
    names: list[str] = []
    for part in model.__mro__:
        if issubclass(part, BaseModel):
            own = get_annotations(part)
            names += [name for name in own if name in model.model_fields and name not in names]
    if model in _DATES_FIRST:
        dates = [name for name in names if name in Span.__annotations__]
        names = [*dates, *(name for name in names if name not in dates)]
    return tuple(names)


class FieldKind(StrEnum):
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
    """The key, as files have it."""
    kind: FieldKind
    """What sort of value it holds."""
    owner: type[Part]
    """The model that declares it; its words are kept under that model's name."""
    many: bool = False
    """Whether it holds a list."""
    required: bool = False
    """Whether a record must have it."""
    default: str = ""
    """What a missing key says, as one would type it; empty: nothing."""
    marker: Reference | Vocabulary | None = None
    """What its value refers to: a record or a vocabulary."""
    choices: type[StrEnum] | None = None
    """The values that it may have, where they are few."""
    part: type[Part] | None = None
    """The model of what it holds, for parts and texts."""


@cache
def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """The keys of `model` in the order in which the house writes them."""
    return tuple(_field(model, name, model.model_fields[name]) for name in key_order(model))


@cache
def field_of(model: type[Part], key: str | int) -> Field | None:
    """The field of `model` that a key names; None if there is none."""
    return next((field for field in fields_of(model) if field.key == key), None)


def _field(model: type[Part], name: str, info: FieldInfo) -> Field:
    found = tuple(_leaves(info.annotation))
    marker = next(
        (one for one in (*info.metadata, *found) if isinstance(one, Reference | Vocabulary)), None
    )
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
    types: list[type],
    marker: Reference | Vocabulary | None,
    choices: type | None,
    part: type | None,
) -> FieldKind:
    if marker:
        return FieldKind.REF if isinstance(marker, Reference) else FieldKind.WORD
    if choices:
        return FieldKind.CHOICE
    if part:
        return FieldKind.TEXT if part is Text else FieldKind.PART
    plain = {
        PartialDate: FieldKind.DATE,
        bool: FieldKind.FLAG,
        int: FieldKind.COUNT,
        str: FieldKind.STRING,
    }
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
def parts_of(*models: type[Part]) -> tuple[type[Part], ...]:
    """The models and those of every part inside them, in the order in which they are met."""
    parts: dict[type[Part], None] = {}
    queue = list(models)
    while queue:
        model = queue.pop(0)
        if model not in parts:
            parts[model] = None
            queue += [field.part for field in fields_of(model) if field.part]
    return tuple(parts)


def all_choices() -> tuple[type[StrEnum], ...]:
    """Every closed list of values that a key of some record may hold."""
    fields = (field for model in parts_of(*COLLECTIONS.values()) for field in fields_of(model))
    return tuple({field.choices: None for field in fields if field.choices})
