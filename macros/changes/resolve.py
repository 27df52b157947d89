"""Finds the record, post or citation that somebody means by what was typed."""

import re
import unicodedata

from macros.changes.changeset import EditRefused
from macros.model import Organization, Person
from macros.register import Entry, Register, is_entry_of, newest_name
from macros.text import closest_match, code_point, fold_accents, invisible_characters

TextValue = str | dict[str, str]
"""A text for readers as YAML has it: Vietnamese, or one for each language."""


def tidy_text(typed: str) -> str:
    """A text as files hold it: letters composed, single blanks.

    Raise EditRefused if it holds a character that nobody would see.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if hidden := next(invisible_characters(text), None):
        value, code = re.sub(r"[^\w \-/.,#:]", "", text), code_point(hidden)
        raise EditRefused("invisible", value=value, code=code)
    return text


def find_record(register: Register, typed: str, collection: str = "") -> Entry:
    """The record with an address, an id or a name; raise EditRefused unless it is exactly one."""
    text = tidy_text(typed).removesuffix(".yml").removeprefix("data/")
    for address in (text, f"{collection}/{text}"):
        address = register.former.get(address, address)
        if "#" not in address and address in register.entries:
            if collection and register[address].collection != collection:
                raise EditRefused("wrong-kind", value=text, expected=collection)
            return register[address]
    named = [entry for entry in register.collection(collection) if _is_named(entry, text)]
    if len(named) > 1:
        addresses = ", ".join(entry.address for entry in named)
        raise EditRefused("several", value=text, found=addresses)
    if named:
        return named[0]
    known = [entry.address for entry in register.collection(collection)]
    near = closest_match(f"{collection}/{text.rpartition('/')[2]}", known or register.entries, 0.75)
    raise EditRefused("unknown-record", value=text, nearest=near)


def find_person(register: Register, typed: str) -> Entry[Person]:
    """The person with an address, an id or a name; raise EditRefused unless it is exactly one."""
    return register.get(Person, find_record(register, typed, "people").address)


def find_organization(register: Register, typed: str) -> Entry[Organization]:
    """The same for an organization."""
    return register.get(Organization, find_record(register, typed, "organizations").address)


def _is_named(entry: Entry, text: str) -> bool:
    if not (is_entry_of(entry, Person) or is_entry_of(entry, Organization)):
        return False
    return unicodedata.normalize("NFC", newest_name(entry)).lower() == text.lower()


def find_post(body: Entry[Organization], typed: str) -> str:
    """The id of a post of a body, by its id or its title; raise EditRefused if there is none."""
    text = tidy_text(typed).removeprefix(f"{body.address}#")
    for post in body.record.posts:
        titles = {fold_accents(name.name.vi) for name in post.names}
        if text == post.id or fold_accents(text) in titles:
            return post.id
    ids = [post.id for post in body.record.posts]
    values = {"value": text, "organization": body.address, "known": ", ".join(ids) or "–"}
    raise EditRefused("unknown-post", **values, nearest=closest_match(text, ids))


def parse_text(vi: str, en: str | None = None) -> TextValue:
    """A text for readers, in one language or both, as YAML has it."""
    return {"vi": tidy_text(vi), "en": tidy_text(en)} if en else tidy_text(vi)


def parse_citation(
    register: Register,
    source: str | None = None,
    document: str | None = None,
    locator: str | None = None,
) -> dict[str, str]:
    """A citation as YAML has it; raise EditRefused if what it names does not exist."""
    citation = {}
    if source:
        citation["source"] = find_record(register, source, "sources").address
    if document:
        citation["document"] = find_record(register, document, "legislation").address
    if locator:
        citation["locator"] = tidy_text(locator)
    return citation
