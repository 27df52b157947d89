"""Knows what a key, a part and a choice are called and mean; refuses to know where it is told."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from macros.facts import Part
from macros.shapes import Field
from macros.source import Problems, read

OWN = Path(__file__).with_name("schema.yml")
"""The words, by model and key."""


@cache
def tree() -> dict[str, Any]:
    """All of the words; raise Problems when their file is broken."""
    node, problems = read(OWN, OWN.name)
    if node is None or problems:
        raise Problems(problems)
    found: dict[str, Any] = node.plain()
    return found


def title(field: Field) -> str:
    """The name of a key."""
    return str(tree()["models"][field.owner.__name__][field.key]["title"])


def explained(field: Field) -> str:
    """What to write at a key, with an example if there is one."""
    return _told(tree()["models"][field.owner.__name__][field.key])


def model_title(model: type[Part]) -> str:
    """The name of a record or part."""
    return str(tree()["models"][model.__name__]["_"]["title"])


def model_explained(model: type[Part]) -> str:
    """What a record or part is."""
    words = tree()["models"][model.__name__]["_"]
    return _told(words)


def choice(value: StrEnum) -> str:
    """What one of several values means."""
    return str(tree()["choices"][type(value).__name__][value.value])


def hint(name: str, **values: str) -> str:
    """A short sentence on the form of a value."""
    return str(tree()["hints"][name]).format_map(values)


def _told(words: dict[str, str]) -> str:
    said = words["help"]
    return f"{said} {hint('example', example=words['example'])}" if "example" in words else said
