"""Knows what words of a clerk mean: a record, a post, a citation; refuses to guess between two."""

import re
import unicodedata
from typing import Any

from macros.changes.changeset import Declined
from macros.model import Organization, Person
from macros.register import Entry, Register, is_entry_of, newest_name
from macros.text import closest_match, code_point, fold_accents, invisible_characters


def tidy_text(words: str) -> str:
    """Words as files hold them: letters composed, single blanks.

    Raise Declined when there is a sign in them that nobody would see.
    """
    text = " ".join(unicodedata.normalize("NFC", words).split())
    if found := next(invisible_characters(text), None):
        value, code = re.sub(r"[^\w \-/.,#:]", "", text), code_point(found.character)
        raise Declined("invisible", value=value, code=code)
    return text


def find_record(register: Register, words: str, collection: str = "") -> Entry:
    """The record with an address, an id or a name; raise Declined unless it is exactly one."""
    text = tidy_text(words).removesuffix(".yml").removeprefix("data/")
    for address in (text, f"{collection}/{text}"):
        if "#" not in address and address in register.entries:
            return _of(collection, register[address], text)
        if address in register.former:
            return _of(collection, register[register.former[address]], text)
    named = [one for one in register.collection(collection) if _is_named(one, text)]
    if len(named) > 1:
        raise Declined("several", value=text, found=", ".join(one.address for one in named))
    if named:
        return named[0]
    known = [one.address for one in register.entries.values() if one.collection == collection]
    near = closest_match(f"{collection}/{text.rpartition('/')[2]}", known or register.entries, 0.75)
    raise Declined("unknown-record", value=text, nearest=near)


def _of(collection: str, entry: Entry, text: str) -> Entry:
    if collection and entry.collection != collection:
        raise Declined("wrong-kind", value=text, expected=collection)
    return entry


def _is_named(entry: Entry, text: str) -> bool:
    if not (is_entry_of(entry, Person) or is_entry_of(entry, Organization)):
        return False
    return unicodedata.normalize("NFC", newest_name(entry)).lower() == text.lower()


def find_post(body: Entry, words: str) -> str:
    """The id of a post of a body, by its id or its title; raise Declined if there is none."""
    assert isinstance(body.record, Organization)
    text = tidy_text(words).removeprefix(f"{body.address}#")
    for one in body.record.posts:
        if text == one.id or fold_accents(text) in {
            fold_accents(name.name.vi) for name in one.names
        }:
            return one.id
    ids = [one.id for one in body.record.posts]
    values = {"value": text, "organization": body.address, "known": ", ".join(ids) or "–"}
    raise Declined("unknown-post", **values, nearest=closest_match(text, ids))


def parse_text(vi: str, en: str | None = None) -> Any:
    """A text for readers, in one language or both, as YAML has it."""
    return {"vi": tidy_text(vi), "en": tidy_text(en)} if en else tidy_text(vi)


def parse_citation(
    register: Register, source: str | None, document: str | None, locator: str | None
) -> dict[str, str]:
    """A citation as YAML has it; raise Declined when it names nothing that exists."""
    found = {}
    if source:
        found["source"] = find_record(register, source, "sources").address
    if document:
        found["document"] = find_record(register, document, "legislation").address
    if not found:
        raise Declined("no-citation")
    if locator:
        found["locator"] = tidy_text(locator)
    return found
