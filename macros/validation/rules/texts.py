"""Rules about names, texts and single values."""

from collections.abc import Iterator
from functools import cache

from macros.model import FieldKind, Part, Source, Text, fields_of, is_one_line
from macros.register import Finding, Register
from macros.text import (
    code_point,
    picture_in,
    shown_host,
    web_address_fault,
    without_user,
)
from macros.yamlio import Loc

_NAME_KEYS = ("name", "names", "term", "title", "abbreviation", "form")
"""The keys under which a part is called something: search and glossary look for these."""
_MOST_OF_LINE = 600
"""Characters of a name or title: twice as many as the longest that was seen."""
_MOST_OF_TEXT = 50_000
"""Characters of a text: a hundred times as many as the longest that was seen."""


def name_without_letter(register: Register) -> Iterator[Finding]:
    """A name holds a letter or digit and no pictures, and is one line of some length."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for place, key, kind, text in _texts(loc, part):
                if fault := _fault(key, kind, text):
                    yield entry, place, {"key": key, **fault}


def _texts(loc: Loc, part: Part) -> Iterator[tuple[Loc, str, FieldKind, str]]:
    """Place, key, kind and value of each text that a part has in its own fields."""
    if isinstance(part, Text):
        key = next((step for step in reversed(loc) if isinstance(step, str)), "")
        yield loc, key, FieldKind.TEXT, part.vi
        if part.en:
            yield (*loc, "en"), key, FieldKind.TEXT, part.en
    else:
        for key in _string_keys(type(part)):
            if text := getattr(part, key):
                yield (*loc, key), key, FieldKind.STRING, text


@cache
def _string_keys(model: type[Part]) -> tuple[str, ...]:
    fields = fields_of(model)
    return tuple(field.key for field in fields if field.kind is FieldKind.STRING and not field.many)


def _fault(key: str, kind: FieldKind, text: str) -> dict[str, object]:
    """What is wrong with the text of a key, as the values of its sentence; empty if nothing is."""
    if key in _NAME_KEYS:
        if not any(map(str.isalnum, text)):
            return {"value": text}
        if picture := picture_in(text):
            return {"rule": "picture-in-name", "letter": picture, "code": code_point(picture)}
    is_line = is_one_line(key, kind)
    most = _MOST_OF_LINE if is_line else _MOST_OF_TEXT
    if len(text) > most:
        return {"rule": "too-long", "size": len(text), "most": most}
    return {"rule": "line-break"} if is_line and "\n" in text else {}


def quoted_flag(register: Register) -> Iterator[Finding]:
    """What is true or false is written without quotes, which would make it a text."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for key in _flag_keys(type(part)):
                node = entry.node.at((*loc, key))
                if node and isinstance(node.value, str) and node.length > len(node.value):
                    yield entry, (*loc, key), {"key": key, "value": node.value}


@cache
def _flag_keys(model: type[Part]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(model) if field.kind is FieldKind.FLAG)


def bad_web_address(register: Register) -> Iterator[Finding]:
    """A web address has a scheme, a server that is what it looks like, and no password."""
    for entry in register.all(Source):
        url = entry.record.web_address
        if url and (fault := web_address_fault(url)):
            values = {"detail": fault, "value": url}
            if fault == "lookalike":
                values["host"] = shown_host(url)
            if fault in ("user", "blank"):
                values["nearest"] = without_user("".join(url.split()))
            yield entry, ("web_address",), values
