"""Knows in what order keys stand in the files of the house; refuses to move one."""

from functools import cache
from inspect import get_annotations

from pydantic import BaseModel

from macros.facts import Span
from macros.popolo import Function, Parent, Structure

_DATES_FIRST = (Parent, Function, Structure)
"""The parts that begin with their days."""


@cache
def order(model: type[BaseModel]) -> tuple[str, ...]:
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
