"""Reads a record with problems of shape as far as it can be read, for the rules."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros.model import Field, FieldKind, Record, Text, field_of
from macros.validation.model_errors import nearest_key, part_at, schema_problems
from macros.yamlio import MAX_FILE_PROBLEMS, Loc, Mark, Node, Problem

_MAX_ROUNDS = 50
"""More than a record has levels: each round fills in what the round before it has made."""
_ALIKE = 0.75
"""From this similarity on, a misspelt key is read as the one that was likely meant."""
_FILLERS: dict[FieldKind, Any] = {
    FieldKind.PART: {},
    FieldKind.TEXT: {"vi": ""},
    FieldKind.DATE: "2000",
    FieldKind.COUNT: "0",
    FieldKind.FLAG: "false",
}
"""What stands for a value that can not be read; of any other kind, an empty text."""
_FALSE_FILLERS = (FieldKind.DATE, FieldKind.COUNT, FieldKind.CHOICE)
"""Kinds of value for which a filler would state something; the record has None in its place."""


@dataclass(frozen=True)
class ReadRecord:
    """A record as far as it could be read."""

    record: Record | None
    """None: too little of it makes sense."""
    node: Node
    """Its YAML; a misspelt key has the name that was likely meant."""
    problems: tuple[Problem, ...] = ()
    unread: frozenset[Loc] = frozenset()
    """The places of what is missing or could not be read."""


def read_record(
    model: type[Record], node: Node, path: str, mark: Mark, languages: Sequence[str] = ("vi",)
) -> ReadRecord:
    """The record that `node` holds, with every problem of its shape.

    `languages`: those of the site; a plain text is in the first of them.
    What can not be read is left out where the model allows that, else it is empty, or None if it
    is a date, a number or a choice.
    """
    context = {"languages": languages}
    try:
        return ReadRecord(model.model_validate(node.plain(), context=context), node)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if len(details) > MAX_FILE_PROBLEMS:
        first = schema_problems(details[: MAX_FILE_PROBLEMS + 1], model, node, path, mark)
        return ReadRecord(None, node, tuple(first))
    problems, readable = list[Problem](), _copied(node)
    while slips := _read_misspelt(details, model, readable, path, mark):
        problems += slips
        details = _errors(model, readable.plain(), context)
    plain, unread = readable.plain(), set[Loc]()
    for _ in range(_MAX_ROUNDS):
        new = [detail for detail in details if not _is_inside(detail["loc"], unread)]
        problems += schema_problems(new, model, readable, path, mark)
        bad = {detail["loc"] for detail in details}
        unread |= {_fill_in(model, plain, detail, bad) for detail in details}
        if not (details := _errors(model, plain, context)):
            break
    record = None if details else model.model_validate(plain, context=context)
    if record:
        _remove_false_fillers(record, unread)
    return ReadRecord(record, readable, tuple(problems), frozenset(unread))


def _errors(model: type[Record], plain: Any, context: dict[str, Any]) -> list[ErrorDetails]:
    try:
        model.model_validate(plain, context=context)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _is_inside(loc: Loc, places: Collection[Loc]) -> bool:
    return any(loc[:length] in places for length in range(1, len(loc) + 1))


def _copied(node: Node) -> Node:
    """A copy that can be changed: nodes of good files are kept and used again."""
    value = node.value
    if isinstance(value, dict):
        value = {key: _copied(inner) for key, inner in value.items()}
    elif isinstance(value, list):
        value = [_copied(inner) for inner in value]
    return Node(node.mark, value, node.keys, node.end)


def _read_misspelt(
    details: list[ErrorDetails], model: type[Record], node: Node, path: str, mark: Mark
) -> list[Problem]:
    """Give unknown keys the names that were likely meant, and return the problems of these keys."""
    slips = list[Problem]()
    for detail in details:
        found = list(schema_problems([detail], model, node, path, mark))
        if _rename_key(detail, model, node):
            slips += found
    return slips


def _rename_key(detail: ErrorDetails, model: type[Record], node: Node) -> bool:
    """Give an unknown key the name that was likely meant, if it is alike and not there."""
    key, near = str(detail["loc"][-1]), nearest_key(detail, model)
    if not near or not get_close_matches(key, [near], cutoff=_ALIKE):
        return False
    for step in detail["loc"][:-1]:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int):
            node = node.value[step]
    if not isinstance(node.value, dict) or key not in node.value or near in node.value:
        return False
    names = {name: near if name == key else name for name in node.value}
    node.value = {names[name]: inner for name, inner in node.value.items()}
    node.keys = {names[name]: mark for name, mark in node.keys.items()}
    return True


def _fill_in(model: type[Record], plain: Any, detail: ErrorDetails, bad: Collection[Loc]) -> Loc:
    """Take out of the plain value what an error is about, or fill it in; return its place.

    `bad` are the places of all errors: a day that is none is filled with one that is.
    """
    loc, holder = detail["loc"], plain
    for step in loc[:-1]:
        is_key = isinstance(holder, dict) and step in holder
        if is_key or (isinstance(holder, list) and isinstance(step, int)):
            holder = holder[step]
    last = loc[-1]
    if detail["type"] == "extra_forbidden":
        holder.pop(last, None)
        return (*loc[:-1], nearest_key(detail, model))
    key_loc = loc[:-1] if isinstance(last, int) else loc
    part = part_at(model, key_loc[:-1])
    field = field_of(part, key_loc[-1])
    assert field
    if isinstance(last, int):
        days = (item for index, item in enumerate(holder) if (*loc[:-1], index) not in bad)
        day = next(days, None) if field.kind is FieldKind.DATE else None
        holder[last] = day or _filler(field)
    elif field.required:
        holder[last] = [] if field.many else _filler(field)
    else:
        holder.pop(last, None)
    return loc[:-1] if part is Text else loc


def _filler(field: Field) -> Any:
    if field.choices:
        return next(iter(field.choices)).value
    filler = _FILLERS.get(field.kind, "")
    return dict(filler) if isinstance(filler, dict) else filler


def _remove_false_fillers(record: Record, unread: Iterable[Loc]) -> None:
    for loc in unread:
        field = field_of(part_at(type(record), loc[:-1]), loc[-1])
        if field and field.required and field.kind in _FALSE_FILLERS:
            part: Any = record
            for step in loc[:-1]:
                part = part[step] if isinstance(step, int) else getattr(part, step)
            part.__dict__[loc[-1]] = None  # Nobody but the rules meets such a record.
