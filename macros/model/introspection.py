"""The keys of each model, with the kind of value that each holds."""

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
"""The models whose dates come before their other keys."""


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a part in the order of data files: its own, then those of its base models."""
    keys: list[str] = []
    for base in model.__mro__:
        if issubclass(base, BaseModel):
            own = get_annotations(base)
            keys += [key for key in own if key in model.model_fields and key not in keys]
    if model in _DATES_FIRST:
        dates = [key for key in keys if key in Span.__annotations__]
        keys = [*dates, *(key for key in keys if key not in dates)]
    return tuple(keys)


class FieldKind(StrEnum):
    """The kinds of value that a key may hold."""

    STRING = "string"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"
    VOCABULARY = "vocabulary"
    PART = "part"


@dataclass(frozen=True)
class Field:
    """A key of a part."""

    key: str
    """The key in data files."""
    kind: FieldKind
    """The kind of its value, or of each of several."""
    owner: type[Part]
    """The model that declares it; its labels are under that model's name."""
    many: bool = False
    """Whether it holds a list."""
    required: bool = False
    """Whether a part must have it."""
    default: str = ""
    """The value of a missing key, as one would type it; empty: none."""
    marker: Reference | Vocabulary | None = None
    """The records or the vocabulary that its value refers to; None: it refers to nothing."""
    choices: type[StrEnum] | None = None
    """The values that it may have, where the models list them."""
    part: type[Part] | None = None
    """The model of its value, for parts and texts."""


@cache
def fields_of(model: type[Part]) -> tuple[Field, ...]:
    """The fields of `model` in the order of data files."""
    return tuple(_field(model, key, model.model_fields[key]) for key in key_order(model))


@cache
def field_of(model: type[Part], key: str | int) -> Field | None:
    """The field of `model` that a key names; None if there is none."""
    return next((field for field in fields_of(model) if field.key == key), None)


_LINE_KEYS = ("name", "names", "term", "title", "form", "role", "place", "label", "publisher")
"""Keys of texts that are a name or title, and not prose."""


def is_one_line(key: str, kind: FieldKind) -> bool:
    """Whether the values of a key have no line breaks, since they are no prose."""
    return kind is FieldKind.STRING or key in _LINE_KEYS


_PLAIN_KINDS = {
    PartialDate: FieldKind.DATE,
    bool: FieldKind.FLAG,
    int: FieldKind.COUNT,
    str: FieldKind.STRING,
}


def _field(model: type[Part], key: str, info: FieldInfo) -> Field:
    leaves = (*info.metadata, *_leaves(info.annotation))
    markers = (leaf for leaf in leaves if isinstance(leaf, Reference | Vocabulary))
    types = [leaf for leaf in leaves if isinstance(leaf, type)]
    marker = next(markers, None)
    choices = next((leaf for leaf in types if issubclass(leaf, StrEnum)), None)
    part = next((leaf for leaf in types if issubclass(leaf, Part)), None)
    if marker:
        kind = FieldKind.REFERENCE if isinstance(marker, Reference) else FieldKind.VOCABULARY
    elif choices:
        kind = FieldKind.CHOICE
    elif part:
        kind = FieldKind.TEXT if part is Text else FieldKind.PART
    else:
        kind = next(kind for leaf, kind in _PLAIN_KINDS.items() if leaf in types)
    return Field(
        key,
        kind,
        next(base for base in model.__mro__ if key in get_annotations(base)),
        many=tuple in types,
        required=info.is_required(),
        default=_default_text(info.default),
        marker=marker,
        choices=choices,
        part=part,
    )


def _leaves(annotation: Any) -> Iterator[Any]:
    """Every type and every marker inside an annotation."""
    if getattr(annotation, "__origin__", None) is tuple:
        yield tuple
    if not get_args(annotation):
        yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _leaves(inner)


def _default_text(default: Any) -> str:
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
