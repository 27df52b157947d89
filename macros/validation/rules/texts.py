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
            is_text = isinstance(part, Text)
            if is_text or _string_keys(type(part)):
                for place, key, text in _texts(loc, part):
                    if fault := _fault(key, text, is_prose=is_text and not _is_line(key)):
                        yield entry, place, {"key": key, **fault}


def _texts(loc: Loc, part: Part) -> list[tuple[Loc, str, str]]:
    """Place, key and value of each text that a part has in its own fields."""
    if isinstance(part, Text):
        key = next((step for step in reversed(loc) if isinstance(step, str)), "")
        texts = [(loc, key, part.main)]
        return [*texts, ((*loc, "en"), key, part.en)] if part.en else texts
    values = [(key, getattr(part, key)) for key in _string_keys(type(part))]
    return [((*loc, key), key, text) for key, text in values if text]


@cache
def _is_line(key: str) -> bool:
    return is_one_line(key, FieldKind.TEXT)


@cache
def _string_keys(model: type[Part]) -> tuple[str, ...]:
    fields = fields_of(model)
    return tuple(field.key for field in fields if field.kind is FieldKind.STRING and not field.many)


def _fault(key: str, text: str, *, is_prose: bool) -> dict[str, object]:
    """What is wrong with the text of a key, as the values of its sentence; empty if nothing is."""
    if key in _NAME_KEYS:
        if not any(map(str.isalnum, text)):
            return {"value": text}
        if picture := picture_in(text):
            return {"rule": "picture-in-name", "letter": picture, "code": code_point(picture)}
    most = _MOST_OF_TEXT if is_prose else _MOST_OF_LINE
    if len(text) > most:
        return {"rule": "too-long", "size": len(text), "most": most}
    return {"rule": "line-break"} if not is_prose and "\n" in text else {}


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
