"""Turns what pydantic refuses in a record into problems with a place and a suggestion."""

from collections.abc import Iterable, Iterator

from pydantic_core import ErrorDetails

from macros.i18n import LANGUAGES, choice_by_label
from macros.model import Name, Part, Record, Text, field_of
from macros.text import closest_match, suggest_date
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


def unknown_empty_keys(model: type[Record], node: Node, path: str, mark: Mark) -> Iterator[Problem]:
    """The keys without a value that the model does not know: such keys never reach it."""
    for loc in node.empty_keys():
        known, key = _known_keys(model, loc), str(loc[-1])
        if key not in known and key not in LANGUAGES:
            values = {"key": key, "nearest": closest_match(key, known)}
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
        return "unknown-key", {"key": key, "nearest": nearest_key(detail, model)}
    if kind == "enum" and isinstance(typed, str):
        choices = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        field = field_of(part_at(model, loc[:-1]), key)
        meant = choice_by_label(field.choices, typed) if field and field.choices else ""
        near = meant or closest_match(typed, choices.split(", "))
        return "unknown-choice", {"value": typed, "key": key, "choices": choices, "nearest": near}
    if kind == "bad_date":
        near = suggest_date(typed) if isinstance(typed, str) else ""
        return "bad-date", {"value": shown["value"], "key": key, "nearest": near}
    part = part_at(model, loc)
    expected = _EXPECTED.get(kind, kind)
    if expected == "mapping" and part in (Text, Name):
        expected = "text"
    values = {"key": key, "expected": expected, **shown}
    if expected == "mapping":
        values["fields"] = ", ".join(f"{name}: …" for name in _example_keys(part))
    return "wrong-type", values


def _example_keys(part: type[Part]) -> list[str]:
    """Up to three keys of a part, those that it must have first."""
    names = sorted(part.model_fields, key=lambda name: not part.model_fields[name].is_required())
    return names[:3]


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
