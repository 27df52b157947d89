"""The JSON Schema of each collection, for the hints of an editor."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.changes.modeline import ADDRESS_MAP
from macros.i18n import choice_label, field_help, model_help, value_hint
from macros.i18n import field_title as key_title
from macros.model import (
    COLLECTIONS,
    ID_PATTERN,
    MAX_ID_LENGTH,
    Citation,
    Field,
    FieldKind,
    Membership,
    Name,
    Organization,
    Part,
    Reference,
    Relation,
    Text,
    Vocabulary,
    fields_of,
    parts_of,
)
from macros.queries import in_language, title_of
from macros.register import Register

CollectionSchema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_ID = ID_PATTERN.pattern
_YES_NO = "[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[TtFfYyNn01]"
_ONE_OF = {Citation: ("source", "document"), Relation: ("target", "target_text")}


def json_schemas(register: Register | None = None) -> Mapping[str, CollectionSchema]:
    """The schemas by name: `people` for a file of one record, `people.map` for one of many.

    With a register they offer its addresses and words to choose from. What is offered forbids
    nothing: `check` alone knows whether a record exists.
    """
    offers = dict(_offers(register)) if register else {}
    schemas: dict[str, CollectionSchema] = {}
    for name, model in COLLECTIONS.items():
        _, *parts = parts_of(model)
        schemas[name] = {
            "$schema": _DRAFT,
            **_part(model, offers),
            "definitions": {part.__name__: _part(part, offers) for part in parts}
            | {
                f"@{key}": offers[key]
                for key in sorted(_offer_names(model, parts))
                if key in offers
            },
        }
        schemas[name + ADDRESS_MAP] = {
            "$schema": _DRAFT,
            "type": "object",
            "propertyNames": {
                "pattern": f"^{_ID}$",
                "maxLength": MAX_ID_LENGTH,
                "patternErrorMessage": value_hint("id"),
            },
            "additionalProperties": {"$ref": f"{name}.json"},
        }
    return schemas


def _offer_names(model: type[Part], parts: Iterable[type[Part]]) -> set[str]:
    """The names of the lists of values that may be offered in a collection."""
    return {_offered(field) for part in (model, *parts) for field in fields_of(part)}


def _part(model: type[Part], offers: Mapping[str, CollectionSchema]) -> CollectionSchema:
    keys = fields_of(model)
    schema: CollectionSchema = {"type": "object" if model is Text else ["object", "null"]}
    if model is not Text:
        # The key that holds a text says better what to write.
        schema["description"] = model_help(model)
    properties = {field.key: _key(field, offers) for field in keys}
    if model is Name:
        # A name may be written without its key: plain, or in both languages.
        schema["type"] = ["object", "string", "number", "boolean", "null"]
        properties |= {field.key: _key(field, offers) for field in fields_of(_text_of(keys))}
        schema["anyOf"] = [
            {"required": ["name"]},
            {"required": ["vi"]},
            {"not": {"type": "object"}},
        ]
    elif required := [field.key for field in keys if field.required]:
        schema["required"] = required
    if model in _ONE_OF:
        schema["anyOf"] = [{"required": [key]} for key in _ONE_OF[model]]
    return {**schema, "properties": properties, "additionalProperties": False}


def _text_of(keys: Iterable[Field]) -> type[Part]:
    return next(field.part for field in keys if field.kind is FieldKind.TEXT and field.part)


def _key(field: Field, offers: Mapping[str, CollectionSchema]) -> CollectionSchema:
    texts = {"title": key_title(field), "description": field_help(field)}
    if not field.many:
        return texts | _value(field, field.required, offers)
    least = {"minItems": 1} if field.required else {}
    kind = {"type": "array"} if field.required else {"type": ["array", "null"]}
    return {**texts, **kind, **least, "items": _value(field, True, offers)}


def _value(
    field: Field, required: bool, offers: Mapping[str, CollectionSchema]
) -> CollectionSchema:
    scalar = _scalar(field.kind, required)
    if field.kind is FieldKind.PART:
        assert field.part
        return {"$ref": f"#/definitions/{field.part.__name__}"}
    if field.kind is FieldKind.TEXT:
        return {"anyOf": [scalar, {"$ref": "#/definitions/Text"}]}
    if field.kind is FieldKind.CHOICE:
        listed = _choice(field)
        return listed if required else {"anyOf": [listed, {"type": "null"}]}
    return {**scalar, **_form(field, required), **_snippets(_offered(field), offers)}


def _scalar(kind: FieldKind, required: bool) -> CollectionSchema:
    """The types that a value may seem to have; to an editor `2021` is a number.

    An empty value says no more than a missing key, so a key that may be left out may be empty.
    """
    types = {FieldKind.REFERENCE: ["string"], FieldKind.FLAG: ["boolean", "string", "number"]}
    return {"type": types.get(kind, ["string", "number"]) + ([] if required else ["null"])}


def _choice(field: Field) -> CollectionSchema:
    assert field.choices
    values = [choice.value for choice in field.choices]
    return {
        "type": "string",
        "enum": values,
        "enumDescriptions": [choice_label(choice) for choice in field.choices],
        "errorMessage": value_hint("choice", choices=", ".join(values)),
    }


def _form(field: Field, required: bool) -> CollectionSchema:
    """How a scalar is written. Numbers are limited too: to an editor, the date 2021 is one."""
    if field.kind is FieldKind.REFERENCE:
        assert isinstance(field.marker, Reference)
        part = f"(#{_ID})?" if field.marker.part else ""
        pattern = f"({'|'.join(field.marker.collections)})/{_ID}{part}"
        form = ", ".join(f"{name}/…" for name in field.marker.collections)
        return _pattern(pattern, required, value_hint("ref", form=form))
    if field.kind is FieldKind.DATE:
        limits = {"minimum": 1000, "maximum": 9999, "multipleOf": 1}
        written = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
        return _pattern(written, required, value_hint("date")) | limits
    if field.kind is FieldKind.COUNT:
        return _pattern("[0-9]+", required, value_hint("count")) | {"multipleOf": 1}
    if field.kind is FieldKind.FLAG:
        snippets = [{"label": word, "body": word == "true"} for word in ("true", "false")]
        return _pattern(_YES_NO, required, value_hint("flag")) | {"defaultSnippets": snippets}
    return {}


def _pattern(pattern: str, required: bool, message: str) -> CollectionSchema:
    empty = "" if required else r"|\s*"
    return {"pattern": f"^({pattern}{empty})$", "patternErrorMessage": message}


def _offered(field: Field) -> str:
    """The name of the list of values that is offered at a key; empty for none."""
    if isinstance(field.marker, Reference):
        return "+".join((*field.marker.collections, *filter(None, [field.marker.part])))
    if isinstance(field.marker, Vocabulary):
        return f"vocabulary.{field.marker.group}"
    return "posts" if (field.owner, field.key) == (Membership, "post") else ""


def _snippets(name: str, offers: Mapping[str, CollectionSchema]) -> CollectionSchema:
    return {"allOf": [{"$ref": f"#/definitions/@{name}"}]} if name in offers else {}


def _offers(register: Register) -> Iterator[tuple[str, CollectionSchema]]:
    models = [*COLLECTIONS.values()]
    every = {field for model in models for part in parts_of(model) for field in fields_of(part)}
    for field in sorted(every, key=lambda field: (field.owner.__name__, field.key)):
        if name := _offered(field):
            choices = list(_choices(register, field))
            yield name, {"defaultSnippets": choices} if choices else {}


def _choices(register: Register, field: Field) -> Iterator[CollectionSchema]:
    if isinstance(field.marker, Vocabulary):
        group = f"vocabulary.{field.marker.group}"
        for word in register.labels.group(group):
            yield _snippet(word, register.labels.get(f"{group}.{word}"))
    elif isinstance(field.marker, Reference):
        for collection in field.marker.collections:
            for entry in register.collection(collection):
                name = title_of(entry, register.labels)
                yield _snippet(entry.address, name)
                for post in getattr(entry.record, field.marker.part or "", ()):
                    title = f"{in_language(post.names[-1].name)}, {name}"
                    yield _snippet(f"{entry.address}#{post.id}", title)
    else:
        yield from _posts(register)


def _posts(register: Register) -> Iterator[CollectionSchema]:
    titles: dict[str, list[str]] = {}
    for entry in register.all(Organization):
        for post in entry.record.posts:
            title = f"{in_language(post.names[-1].name)}, {title_of(entry, register.labels)}"
            titles.setdefault(post.id, []).append(title)
    for post_id, held in sorted(titles.items()):
        yield _snippet(post_id, "\n".join(held))


def _snippet(value: str, description: str) -> CollectionSchema:
    return {"label": value, "description": description, "body": value}
