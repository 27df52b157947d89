"""Finds the record, post or citation that somebody means by what was typed."""

import os
import re
import unicodedata
from collections.abc import Iterable

from macros.changes.changeset import EditRefused
from macros.model import Organization, Person, Source
from macros.register import Entry, Register, is_entry_of, names_of
from macros.text import closest_match, code_point, fold_accents, invisible_characters, slugify

TextValue = str | dict[str, str]
"""A text for readers as YAML has it: Vietnamese, or one for each language."""
_MAX_FITTING = 8
"""Of so many records that fit what was typed, the addresses are listed."""


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
    kept = register.collection(collection)
    named = [entry for entry in kept if text.lower() in map(str.lower, names_of(entry))]
    if len(named) == 1:
        return named[0]
    fitting = named or [entry for entry in kept if _is_in_a_name(text, entry)]
    if 1 < len(fitting) <= _MAX_FITTING:
        addresses = ", ".join(entry.address for entry in fitting)
        raise EditRefused("several", value=text, found=addresses)
    scope = kept or register.collection(text.partition("/")[0]) or register.entries.values()
    near = fitting[0].address if len(fitting) == 1 else _alike_by_id(text, scope)
    where = os.path.commonpath([entry.path for entry in scope])
    raise EditRefused("unknown-record", value=text, where=where, nearest=near)


def _known_names(entry: Entry) -> tuple[str, ...]:
    """What a record is remembered by: its names, the publisher of a source."""
    publisher = entry.record.publisher if is_entry_of(entry, Source) else ""
    return (*names_of(entry), publisher) if publisher else names_of(entry)


def _is_in_a_name(text: str, entry: Entry) -> bool:
    """Whether a word of several letters, or several words, begin one in a name, accents aside."""
    words = f" {fold_accents(text)}"
    names = (f" {fold_accents(name)}" for name in _known_names(entry))
    return len(words) > 3 and any(words in name for name in names)


def _alike_by_id(text: str, scope: Iterable[Entry]) -> str:
    """The address whose id is alike; what stands before the id says nothing."""
    ids = {entry.id: entry.address for entry in scope}
    return ids.get(closest_match(slugify(text.rpartition("/")[2]), ids, 0.85), "")


def find_person(register: Register, typed: str) -> Entry[Person]:
    """The person with an address, an id or a name; raise EditRefused unless it is exactly one."""
    return register.get(Person, find_record(register, typed, "people").address)


def find_organization(register: Register, typed: str) -> Entry[Organization]:
    """The same for an organization."""
    return register.get(Organization, find_record(register, typed, "organizations").address)


def find_word(register: Register, group: str, typed: str) -> str:
    """The word of a vocabulary, or the one that readers see as what was typed.

    Raise EditRefused, with those that there are, for any other.
    """
    text, labels = tidy_text(typed), register.labels
    words = labels.group(f"vocabulary.{group}")
    if word := text if text in words else labels.word_by_label(group, text):
        return word
    known = (f"{word} ({labels.get(f'vocabulary.{group}.{word}')})" for word in words)
    near = closest_match(text, words)
    raise EditRefused("unknown-word", value=text, known=", ".join(known), nearest=near)


def find_post(body: Entry[Organization], typed: str) -> str:
    """The id of a post of a body, by its id or its title; raise EditRefused if there is none."""
    text = tidy_text(typed).removeprefix(f"{body.address}#")
    for post in body.record.posts:
        titles = {fold_accents(name.name.main) for name in post.names}
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
