"""Knows what each command of a clerk proposes; refuses to read a line of commands or to write."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from macros.changes import (
    Declined,
    Desk,
    FileChange,
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
    tidy_file,
    tidy_text,
)
from macros.model import COLLECTIONS
from macros.validation import LITTER
from macros.yamlio import Mark, Problems, problem

Done = Mapping[str, Any]
"""The values that the sentence at the end names."""


def run_new(desk: Desk, options: Namespace) -> Done:
    """A record that was not there."""
    collection, words, facts = _NEW[options.kind](desk, options)
    if options.id:
        words = options.id
    name = new_id(desk.register, collection, words, options.another)
    cited = _cited(desk, options)
    create_record(desk, collection, name, {**facts, "citations": [cited]})
    return {"address": f"{collection}/{name}"}


def _person(_: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    name = tidy_text(options.name)
    return "people", name, {"name": name, "disambiguation": _text(options, "disambiguation")}


def _organization(desk: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    name = _text(options, "name")
    facts = {
        "names": [name],
        "abbreviation": _text(options, "abbreviation"),
        "disambiguation": _text(options, "disambiguation"),
        "classification": options.classification,
        "summary": _text(options, "summary"),
    }
    return "organizations", tidy_text(options.name), facts


def _document(desk: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    number = tidy_text(options.number) if options.number else None
    if not number and not options.title:
        raise Declined("no-number")
    title = tidy_text(options.title or "")
    issuer, _, post = options.passed_by.partition("#")
    body = find_record(desk.register, issuer, "organizations")
    facts = {
        "number": number,
        "type_document": options.type,
        "title": _text(options, "title"),
        "passed_by": f"{body.address}#{find_post(body, post)}" if post else body.address,
        "date_document": options.date,
        "first_date_entry_in_force": options.in_force,
    }
    words = document_words(desk.register, options.type, number, title)
    return "legislation", words, facts


def _event(_: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    facts = {
        "name": _text(options, "name"),
        "summary": _text(options, "summary"),
        "date": options.date,
        "kind": options.type,
    }
    return "events", options.date, facts


def _term(desk: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    facts = {
        "term": _text(options, "name"),
        "group": options.group,
        "abbreviation": _text(options, "abbreviation"),
        "definition": _text(options, "definition"),
        "rendering_status": "ours",
    }
    return "terms", tidy_text(options.name), facts


_NEW: Mapping[str, Callable[[Desk, Namespace], tuple[str, str, dict[str, Any]]]] = {
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


def _cited(desk: Desk, options: Namespace) -> dict[str, str]:
    return parse_citation(desk.register, options.source, options.document, options.locator)


def _instrument(desk: Desk, options: Namespace) -> str | None:
    words = options.instrument
    return find_record(desk.register, words, "legislation").address if words else None


def _seat(desk: Desk, options: Namespace) -> PostOrRole:
    body = find_record(desk.register, options.organization, "organizations")
    if options.post and options.role:
        raise Declined("post-and-role")
    post = find_post(body, options.post) if options.post else None
    return PostOrRole(body.address, post, _text(options, "role"))


def run_appoint(desk: Desk, options: Namespace) -> Done:
    """Somebody takes up a post."""
    person = find_record(desk.register, options.person, "people")
    seat = _seat(desk, options)
    if not (seat.post or seat.role):
        raise Declined("no-post")
    facts = {
        "kind": options.type,
        "start_instrument": _instrument(desk, options),
        "start_reason": _text(options, "reason"),
        "start_date": options.start,
        "attested": options.attested,
    }
    appoint_person(desk, person, seat, facts, _cited(desk, options))
    return {"person": person.address, "organization": seat.organization}


def run_end(desk: Desk, options: Namespace) -> Done:
    """Somebody leaves a post."""
    person = find_record(desk.register, options.person, "people")
    seat = _seat(desk, options) if options.organization else None
    facts = {
        "end_instrument": _instrument(desk, options),
        "end_reason": _text(options, "reason"),
        "end_date": options.on,
    }
    end_membership(desk, person, seat, facts, _cited(desk, options))
    return {"person": person.address, "date": options.on}


def run_rename(desk: Desk, options: Namespace) -> Done:
    """A record gets another id."""
    entry = find_record(desk.register, options.address)
    name = options.new_id.removeprefix(f"{entry.collection}/")
    rename_record(desk, entry, name)
    return {"old": entry.address, "new": f"{entry.collection}/{name}"}


def run_confirm(desk: Desk, options: Namespace) -> Done:
    """Records were compared with their sources."""
    day: dt.date = options.on
    if day > options.today:
        raise Declined("later", day=day, today=options.today)
    by = tidy_text(options.by)
    entries = [find_record(desk.register, one) for one in options.addresses]
    for entry in dict.fromkeys(one.address for one in entries):
        confirm_checked(desk, desk.register[entry], day, by)
    return {"count": len(entries), "day": day}


def tidy_files(data: Path) -> tuple[FileChange, ...]:
    """What has one right form, for every file of the data, whether or not the data is good."""
    if not data.is_dir():
        raise Problems([problem(data.as_posix(), Mark(), "no-data")])
    found = []
    for path in sorted(data.rglob("*.yml")):
        inside = path.relative_to(data)
        if path.is_symlink() or not path.is_file() or path.name.startswith(LITTER):
            continue
        model = COLLECTIONS.get(inside.parts[0].removesuffix(".yml"))
        before = path.read_bytes()
        after = tidy_file(before, model, is_shared=len(inside.parts) == 1)
        found.append(FileChange(path, before, after))
    return tuple(one for one in found if not one.is_idle)
