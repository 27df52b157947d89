"""Knows what each command of a clerk proposes; refuses to read a line of commands or to write."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any

from macros.changes import (
    ChangeSet,
    EditRefused,
    PostOrRole,
    appoint_person,
    confirm_checked,
    create_record,
    document_words,
    end_membership,
    find_post,
    find_record,
    new_id,
    parse_citation,
    parse_text,
    rename_record,
    tidy_text,
)

Done = Mapping[str, Any]
"""The values that the sentence at the end names."""


def run_new(change_set: ChangeSet, options: Namespace) -> Done:
    """A record that was not there."""
    collection, words, facts = _NEW[options.kind](change_set, options)
    if options.id:
        words = options.id
    name = new_id(change_set.register, collection, words, options.another)
    cited = _cited(change_set, options)
    create_record(change_set, collection, name, {**facts, "citations": [cited]})
    return {"address": f"{collection}/{name}"}


def _person(_: ChangeSet, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    name = tidy_text(options.name)
    return "people", name, {"name": name, "disambiguation": _text(options, "disambiguation")}


def _organization(change_set: ChangeSet, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    name = _text(options, "name")
    facts = {
        "names": [name],
        "abbreviation": _text(options, "abbreviation"),
        "disambiguation": _text(options, "disambiguation"),
        "classification": options.classification,
        "summary": _text(options, "summary"),
    }
    return "organizations", tidy_text(options.name), facts


def _document(change_set: ChangeSet, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    number = tidy_text(options.number) if options.number else None
    if not number and not options.title:
        raise EditRefused("no-number")
    title = tidy_text(options.title or "")
    issuer, _, post = options.passed_by.partition("#")
    body = find_record(change_set.register, issuer, "organizations")
    facts = {
        "number": number,
        "type_document": options.type,
        "title": _text(options, "title"),
        "passed_by": f"{body.address}#{find_post(body, post)}" if post else body.address,
        "date_document": options.date,
        "first_date_entry_in_force": options.in_force,
    }
    words = document_words(change_set.register, options.type, number, title)
    return "legislation", words, facts


def _event(_: ChangeSet, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    facts = {
        "name": _text(options, "name"),
        "summary": _text(options, "summary"),
        "date": options.date,
        "kind": options.type,
    }
    return "events", options.date, facts


def _term(change_set: ChangeSet, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    facts = {
        "term": _text(options, "name"),
        "group": options.group,
        "abbreviation": _text(options, "abbreviation"),
        "definition": _text(options, "definition"),
        "rendering_status": "ours",
    }
    return "terms", tidy_text(options.name), facts


_NEW: Mapping[str, Callable[[ChangeSet, Namespace], tuple[str, str, dict[str, Any]]]] = {
    "person": _person,
    "organization": _organization,
    "document": _document,
    "event": _event,
    "term": _term,
}


def _text(options: Namespace, key: str) -> Any:
    """A text that was given, in one language or both; None if it was not."""
    words = getattr(options, key, None)
    return parse_text(words, getattr(options, f"{key}_en", None)) if words else None


def _cited(change_set: ChangeSet, options: Namespace) -> dict[str, str]:
    return parse_citation(change_set.register, options.source, options.document, options.locator)


def _instrument(change_set: ChangeSet, options: Namespace) -> str | None:
    words = options.instrument
    return find_record(change_set.register, words, "legislation").address if words else None


def _seat(change_set: ChangeSet, options: Namespace) -> PostOrRole:
    body = find_record(change_set.register, options.organization, "organizations")
    if options.post and options.role:
        raise EditRefused("post-and-role")
    post = find_post(body, options.post) if options.post else None
    return PostOrRole(body.address, post, _text(options, "role"))


def run_appoint(change_set: ChangeSet, options: Namespace) -> Done:
    """Somebody takes up a post."""
    person = find_record(change_set.register, options.person, "people")
    seat = _seat(change_set, options)
    if not (seat.post or seat.role):
        raise EditRefused("no-post")
    facts = {
        "kind": options.type,
        "start_instrument": _instrument(change_set, options),
        "start_reason": _text(options, "reason"),
        "start_date": options.start,
        "attested": options.attested,
    }
    appoint_person(change_set, person, seat, facts, _cited(change_set, options))
    return {"person": person.address, "organization": seat.organization}


def run_end(change_set: ChangeSet, options: Namespace) -> Done:
    """Somebody leaves a post."""
    person = find_record(change_set.register, options.person, "people")
    seat = _seat(change_set, options) if options.organization else None
    facts = {
        "end_instrument": _instrument(change_set, options),
        "end_reason": _text(options, "reason"),
        "end_date": options.on,
    }
    end_membership(change_set, person, seat, facts, _cited(change_set, options))
    return {"person": person.address, "date": options.on}


def run_rename(change_set: ChangeSet, options: Namespace) -> Done:
    """A record gets another id."""
    entry = find_record(change_set.register, options.address)
    name = options.new_id.removeprefix(f"{entry.collection}/")
    rename_record(change_set, entry, name)
    return {"old": entry.address, "new": f"{entry.collection}/{name}"}


def run_confirm(change_set: ChangeSet, options: Namespace) -> Done:
    """Records were compared with their sources."""
    day: dt.date = options.on
    if day > options.today:
        raise EditRefused("later", day=day, today=options.today)
    by = tidy_text(options.by)
    entries = [find_record(change_set.register, one) for one in options.addresses]
    for entry in dict.fromkeys(one.address for one in entries):
        confirm_checked(change_set, change_set.register[entry], day, by)
    return {"count": len(entries), "day": day}
