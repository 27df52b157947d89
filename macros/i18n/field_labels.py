"""The names and explanations of keys, parts and choices, for forms and editors."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from macros.model import Field, Part
from macros.text import fold_accents
from macros.yamlio import Problems, read_yaml

FIELD_LABELS_FILE = Path(__file__).with_name("fields.yml")
"""The labels by model and key; `_` is the model itself."""


@cache
def field_labels() -> dict[str, Any]:
    """The content of the file of field labels; raise Problems when it is broken."""
    node, problems = read_yaml(FIELD_LABELS_FILE, FIELD_LABELS_FILE.name)
    if node is None or problems:
        raise Problems(problems)
    labels: dict[str, Any] = node.plain()
    return labels


def field_title(field: Field) -> str:
    """The name of a key."""
    return _texts(field.owner, field.key)["title"]


def field_help(field: Field) -> str:
    """What to write at a key, with an example if there is one."""
    return _help(_texts(field.owner, field.key))


def model_title(model: type[Part]) -> str:
    """The name of a record or part."""
    return _texts(model, "_")["title"]


def model_help(model: type[Part]) -> str:
    """What a record or part is."""
    return _help(_texts(model, "_"))


def choice_label(value: StrEnum) -> str:
    """The meaning of one of the values of a choice."""
    return str(field_labels()["choices"][type(value).__name__][value.value])


def choice_by_label(choices: type[StrEnum], text: str) -> str:
    """The value whose meaning is `text`, or alone has it among its words; empty if none is it."""
    meanings = {value.value: f" {fold_accents(choice_label(value))} " for value in choices}
    typed = f" {' '.join(fold_accents(text).split())} "
    for meant in (
        [value for value, meaning in meanings.items() if meaning == typed],
        [value for value, meaning in meanings.items() if typed in meaning],
    ):
        if len(meant) == 1:
            return meant[0]
    return ""


def value_hint(name: str, **values: str) -> str:
    """A short sentence on the form of a value."""
    return str(field_labels()["hints"][name]).format_map(values)


def _texts(model: type[Part], key: str) -> dict[str, str]:
    texts: dict[str, str] = field_labels()["models"][model.__name__][key]
    return texts


def _help(texts: dict[str, str]) -> str:
    if "example" not in texts:
        return texts["help"]
    return f"{texts['help']} {value_hint('example', example=texts['example'])}"
