"""Knows what a key, a part and a choice are called and mean; refuses to know where it is told."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from macros.model import Field, Part
from macros.yamlio import Problems, read_yaml

FIELD_LABELS_FILE = Path(__file__).with_name("fields.yml")
"""The words, by model and key."""


@cache
def field_labels() -> dict[str, Any]:
    """All of the words; raise Problems when their file is broken."""
    node, problems = read_yaml(FIELD_LABELS_FILE, FIELD_LABELS_FILE.name)
    if node is None or problems:
        raise Problems(problems)
    found: dict[str, Any] = node.plain()
    return found


def field_title(field: Field) -> str:
    """The name of a key."""
    return str(field_labels()["models"][field.owner.__name__][field.key]["title"])


def field_help(field: Field) -> str:
    """What to write at a key, with an example if there is one."""
    return _told(field_labels()["models"][field.owner.__name__][field.key])


def model_title(model: type[Part]) -> str:
    """The name of a record or part."""
    return str(field_labels()["models"][model.__name__]["_"]["title"])


def model_help(model: type[Part]) -> str:
    """What a record or part is."""
    words = field_labels()["models"][model.__name__]["_"]
    return _told(words)


def choice_label(value: StrEnum) -> str:
    """What one of several values means."""
    return str(field_labels()["choices"][type(value).__name__][value.value])


def value_hint(name: str, **values: str) -> str:
    """A short sentence on the form of a value."""
    return str(field_labels()["hints"][name]).format_map(values)


def _told(words: dict[str, str]) -> str:
    said = words["help"]
    return (
        f"{said} {value_hint('example', example=words['example'])}" if "example" in words else said
    )
