"""Knows what words of a clerk mean: a record, a post, a citation; refuses to guess between two."""

import re
import unicodedata
from typing import Any

from macros.changes.changeset import EditRefused
from macros.model import Organization
from macros.register import Entry, Register, name_of
from macros.text import code_point, fold, invisible_characters, nearest


def tidy_text(words: str) -> str:
    """Words as files hold them: letters composed, single blanks.

    Raise EditRefused when there is a sign in them that nobody would see.
    """
    text = " ".join(unicodedata.normalize("NFC", words).split())
    if found := next(invisible_characters(text), None):
        value, code = re.sub(r"[^\w \-/.,#:]", "", text), code_point(found.letter)
        raise EditRefused("invisible", value=value, code=code)
    return text


def find_record(register: Register, words: str, collection: str = "") -> Entry:
    """The record with an address, an id or a name; raise EditRefused unless it is exactly one."""
    text = tidy_text(words).removesuffix(".yml").removeprefix("data/")
    for address in (text, f"{collection}/{text}"):
        if "#" not in address and address in register.entries:
            return _of(collection, register[address], text)
        if address in register.former:
            return _of(collection, register[register.former[address]], text)
    named = [one for one in register.collection(collection) if _is_named(one, text)]
    if len(named) > 1:
        raise EditRefused("several", value=text, found=", ".join(one.address for one in named))
    if named:
        return named[0]
    known = [one.address for one in register.entries.values() if one.collection == collection]
    near = nearest(f"{collection}/{text.rpartition('/')[2]}", known or register.entries, 0.75)
    raise EditRefused("unknown-record", value=text, nearest=near)


def _of(collection: str, entry: Entry, text: str) -> Entry:
    if collection and entry.collection != collection:
        raise EditRefused("wrong-kind", value=text, expected=collection)
    return entry


def _is_named(entry: Entry, text: str) -> bool:
    if entry.collection not in ("people", "organizations"):
        return False
    return unicodedata.normalize("NFC", name_of(entry)).lower() == text.lower()


def find_post(body: Entry, words: str) -> str:
    """The id of a post of a body, by its id or its title; raise EditRefused if there is none."""
    assert isinstance(body.record, Organization)
    text = tidy_text(words).removeprefix(f"{body.address}#")
    for one in body.record.posts:
        if text == one.id or fold(text) in {fold(name.name.vi) for name in one.names}:
            return one.id
    ids = [one.id for one in body.record.posts]
    values = {"value": text, "organization": body.address, "known": ", ".join(ids) or "–"}
    raise EditRefused("unknown-post", **values, nearest=nearest(text, ids))


def parse_text(vi: str, en: str | None = None) -> Any:
    """A text for readers, in one language or both, as YAML has it."""
    return {"vi": tidy_text(vi), "en": tidy_text(en)} if en else tidy_text(vi)


def parse_citation(
    register: Register, source: str | None, document: str | None, locator: str | None
) -> dict[str, str]:
    """A citation as YAML has it; raise EditRefused when it names nothing that exists."""
    found = {}
    if source:
        found["source"] = find_record(register, source, "sources").address
    if document:
        found["document"] = find_record(register, document, "legislation").address
    if not found:
        raise EditRefused("no-citation")
    if locator:
        found["locator"] = tidy_text(locator)
    return found
