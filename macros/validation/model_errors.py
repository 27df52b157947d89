"""Turns what pydantic refuses in a record into problems with a place and a suggestion."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from pydantic_core import ErrorDetails

from macros.i18n import LANGUAGES, choice_by_label
from macros.model import (
    COLLECTIONS,
    Field,
    FieldKind,
    Name,
    Part,
    Record,
    Text,
    field_of,
    fields_of,
    key_order,
)
from macros.text import closest_match, date_readings
from macros.yamlio import Loc, Mark, Node, Problem, problem

_EXPECTED = {
    "string_type": "text",
    "enum": "text",
    "int_parsing": "number",
    "int_type": "number",
    "int_parsing_size": "number",
    "bool_parsing": "yes-no",
    "bool_type": "yes-no",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
_MOST_OWNERS = 3
"""Parts or collections that a sentence names as those a key belongs to."""
_FLAGS = {
    **dict.fromkeys(("0", "no", "n", "off", "f", "false", "không", "ko", "sai", "chưa"), "false"),
    **dict.fromkeys(("1", "yes", "y", "on", "t", "true", "có", "đúng", "rồi", "x"), "true"),
}
"""What is typed for `true` and `false`, as YAML and other programs read it."""


def empty_key_problems(model: type[Record], node: Node, path: str, mark: Mark) -> Iterator[Problem]:
    """What is wrong with keys without a value, which never reach the model.

    It does not know them, or `[]` and `{}` are not what they hold.
    """
    for loc in node.empty_keys():
        known, key = _known_keys(model, loc), str(loc[-1])
        field, empty = field_of(part_at(model, loc[:-1]), key), node.at(loc)
        if field and empty and isinstance(empty.value, dict if field.many else list | dict):
            values = {"key": key, "expected": _expected_of(field), **describe_value(empty.value)}
            if field.part:
                values["fields"] = _example_of(field.part)
            yield problem(path, node.mark_at(loc, mark), "wrong-type", **values)
        if key not in known and key not in LANGUAGES:
            near = closest_match(key, known)
            values = {"key": key, "nearest": near, **_place_of(key, model, loc, near)}
            yield problem(path, node.mark_at(loc, mark), "unknown-key", **values)


def schema_problems(
    details: Iterable[ErrorDetails], model: type[Record], node: Node, path: str, mark: Mark
) -> Iterator[Problem]:
    """Every error at its place; a key that is only misspelt is not reported as missing, too."""
    explained = [(detail["loc"], *_explain(detail, model)) for detail in details]
    misspelt = {
        (*loc[:-1], values["nearest"]) for loc, rule, values in explained if rule == "unknown-key"
    }
    for loc, rule, values in explained:
        if rule != "missing-key" or loc not in misspelt:
            yield problem(path, node.mark_at(loc, mark), rule, **values)


def describe_value(value: object) -> dict[str, str]:
    """The values by which a sentence names a wrong value: its kind, and its text if it is one."""
    if isinstance(value, str):
        return {"found": "text", "value": value}
    return {"found": "list" if isinstance(value, list | tuple) else "mapping", "value": "…"}


def _explain(detail: ErrorDetails, model: type[Record]) -> tuple[str, dict[str, str]]:
    """The rule that an error of pydantic breaks, and the values that its sentence names."""
    loc, kind, typed = detail["loc"], detail["type"], detail["input"]
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    shown = describe_value(typed)
    if typed is None and isinstance(loc[-1], int):
        return "empty-item", {"key": key, "number": str(loc[-1] + 1)}
    if kind == "missing":
        return "missing-key", {"key": key}
    if kind == "extra_forbidden":
        near = nearest_key(detail, model)
        return "unknown-key", {"key": key, "nearest": near, **_place_of(key, model, loc, near)}
    if typed is None and isinstance(loc[-1], int):
        return "empty-item", {"key": key, "number": str(loc[-1] + 1)}
    if kind == "enum" and isinstance(typed, str):
        choices = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        field = field_of(part_at(model, loc[:-1]), key)
        meant = choice_by_label(field.choices, typed) if field and field.choices else ""
        near = meant or closest_match(typed, choices.split(", "))
        return "unknown-choice", {"value": typed, "key": key, "choices": choices, "nearest": near}
    if kind == "bad_date":
        readings = (*(date_readings(typed) if isinstance(typed, str) else ()), "", "")
        both = dict(zip(("nearest", "second"), readings, strict=False))
        return "bad-date", {"value": shown["value"], "key": key, **both}
    part = part_at(model, loc)
    expected = _EXPECTED.get(kind, kind)
    if expected == "mapping" and part in (Text, Name):
        expected = "text"
    values = {"key": key, "expected": expected, **shown}
    if isinstance(typed, str):
        values["nearest"] = _nearest_value(expected, typed)
    if expected == "mapping":
        values["fields"] = _example_of(part)
    return "wrong-type", values


def _place_of(key: str, model: type[Part], loc: Loc, nearest: str) -> dict[str, str]:
    """Where an unknown key without a near one belongs, and the keys that may stand in its place."""
    if nearest:
        return {}
    part = part_at(model, loc[:-1])
    parts = [
        f"{name}.{field.key}"
        for name, other in COLLECTIONS.items()
        for field in fields_of(other)
        if _has_key(field.part, key)
    ]
    inside = [field.key for field in fields_of(part) if _has_key(field.part, key)]
    others = [name for name, other in COLLECTIONS.items() if _has_key(other, key)]
    owners = (owners for owners in (inside, others, parts) if 0 < len(owners) <= _MOST_OWNERS)
    return {"collections": ", ".join(next(owners, ())), "keys": ", ".join(key_order(part))}


def _has_key(model: type[Part] | None, key: str) -> bool:
    return model is not None and key in model.model_fields


def _nearest_value(expected: str, typed: str) -> str:
    """What was meant by a number with marks between its digits, or by another word for true."""
    if expected == "number" and re.fullmatch(r"[0-9]{1,3}(?:[ .,_'][0-9]{3})+", typed):
        return re.sub("[^0-9]", "", typed)
    plain = normalize("NFKC", typed).removeprefix("+")
    if expected == "number" and plain != typed and plain.isdecimal() and plain.isascii():
        return plain
    return _FLAGS.get(typed.lower(), "") if expected == "yes-no" else ""


def _expected_of(field: Field) -> str:
    """What a field holds, as sentences name it."""
    kinds = {FieldKind.DATE: "date", FieldKind.COUNT: "number", FieldKind.FLAG: "yes-no"}
    is_mapping = field.part and field.part not in (Text, Name)
    return "list" if field.many else "mapping" if is_mapping else kinds.get(field.kind, "text")


def _example_of(part: type[Part]) -> str:
    """Up to three keys of a part, those that it must have first."""
    names = sorted(part.model_fields, key=lambda name: not part.model_fields[name].is_required())
    return ", ".join(f"{name}: …" for name in names[:3])


def nearest_key(detail: ErrorDetails, model: type[Record]) -> str:
    """The key that was likely meant where an error is about an unknown one; else empty."""
    loc = detail["loc"]
    is_unknown = detail["type"] == "extra_forbidden"
    return closest_match(str(loc[-1]), _known_keys(model, loc)) if is_unknown else ""


def _known_keys(model: type[Part], loc: Loc) -> list[str]:
    """The keys of the part that holds the last step of `loc`."""
    return list(part_at(model, loc[:-1]).model_fields)


def part_at(model: type[Part], loc: Loc) -> type[Part]:
    """The part at `loc`, or the nearest one around it."""
    part = model
    for step in loc:
        if (field := field_of(part, step)) and field.part:
            part = field.part
    return part
