"""Rules about names, texts and single values."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from html import unescape
from urllib.parse import unquote

from macros.model import FieldKind, Part, Source, Text, fields_of, is_one_line
from macros.register import Finding, Register
from macros.text import (
    BAD_ENDINGS,
    code_point,
    is_syllable,
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


_ENCODED = re.compile(r"&(?:#x?[0-9a-f]{2,6}|[a-z]{2,8});|(?<=[^\W\d_])%[0-9a-f]{2}", re.IGNORECASE)
"""A letter as HTML or a web address write it."""
_PLACEHOLDER = re.compile(r"[-–—?!.…_*/\s]+|x{2,}", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^\w{1,20}\]")
_UNDERSCORE = re.compile(r"(?<![^\s(“\"])[^\W_]*(?<=[^\W\d_])_(?=[^\W\d_])\w*+(?![./@:%\\]\w)")
"""Inside a word that stands alone, so in no address and no name of a file."""


def name_without_letter(register: Register) -> Iterator[Finding]:
    """A text says something, in letters that are meant; a name is one line without pictures."""
    words = register.labels.get("placeholders.words").split(", ")
    for entry in register.entries.values():
        for loc, part in entry.parts:
            is_text = isinstance(part, Text)
            if is_text or _string_keys(type(part)):
                for place, key, text in _texts(loc, part):
                    fault = _fault(key, text, is_prose=is_text and not _is_line(key))
                    if fault := _placeholder(key, text, words) or fault or _miswritten(key, text):
                        yield entry, place, {"key": key, **fault}


def _texts(loc: Loc, part: Part) -> list[tuple[Loc, str, str]]:
    """Place, key and value of each text that a part has in its own fields."""
    if isinstance(part, Text):
        key = next((step for step in reversed(loc) if isinstance(step, str)), "")
        others = part.model_dump(exclude={part.main_language}, exclude_none=True).items()
        translations = [((*loc, lang), key, text) for lang, text in others if text]
        return [(loc, key, part.main), *translations]
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
    if key in _NAME_KEYS and (picture := picture_in(text)):
        return {"rule": "picture-in-name", "letter": picture, "code": code_point(picture)}
    most = _MOST_OF_TEXT if is_prose else _MOST_OF_LINE
    if len(text) > most:
        return {"rule": "too-long", "size": len(text), "most": most}
    return {"rule": "line-break"} if not is_prose and "\n" in text else {}


def _placeholder(key: str, text: str, words: Collection[str]) -> dict[str, object]:
    """A text that only stands for one that is not known: `TODO`, `…`, `chưa rõ`."""
    if key in _NAME_KEYS and not any(map(str.isalnum, text)):
        return {"value": text}
    is_word = text.partition(":")[0].strip(" .!?…").casefold() in words
    is_placeholder = is_word or _PLACEHOLDER.fullmatch(text)
    return {"rule": "placeholder", "value": text} if is_placeholder else {}


def _miswritten(key: str, text: str) -> dict[str, object]:
    """Letters written as HTML, web addresses or programs write them, and notes of Markdown."""
    if (encoded := _ENCODED.search(text)) and "://" not in text:
        decoded = unescape(unquote(text))
        if decoded != text and "\ufffd" not in decoded:
            return {"rule": "encoded-letter", "value": encoded[0], "nearest": decoded}
    if footnote := _FOOTNOTE.search(text):
        return {"rule": "footnote-mark", "value": footnote[0]}
    joined = _UNDERSCORE.search(text)
    if joined and (key in _NAME_KEYS or (joined[0][0].isupper() and not joined[0].isupper())):
        words = joined[0].replace("_", " ").split()
        nearest = text.replace("_", " ") if all(map(is_syllable, words)) else ""
        return {"rule": "underscore", "value": joined[0], "nearest": nearest}
    return {}


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
            if fault in ("user", "blank", "ending"):
                values["nearest"] = without_user("".join(url.split())).rstrip(BAD_ENDINGS)
            yield entry, ("web_address",), values
