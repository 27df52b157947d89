"""Knows what each command of a clerk proposes; refuses to read a line of commands or to write."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from macros import appointments, asked, creations, freshness, renaming, tidying
from macros.appointments import Seat
from macros.load import LITTER
from macros.model import COLLECTIONS
from macros.nodes import Mark
from macros.proposals import Declined, Desk
from macros.source import Problems, problem
from macros.writing import Change

Done = Mapping[str, Any]
"""The values that the sentence at the end names."""


def new(desk: Desk, options: Namespace) -> Done:
    """A record that was not there."""
    collection, words, facts = _NEW[options.kind](desk, options)
    if options.id:
        words = options.id
    name = creations.new_id(desk.register, collection, words, options.another)
    cited = _cited(desk, options)
    creations.create(desk, collection, name, {**facts, "citations": [cited]})
    return {"address": f"{collection}/{name}"}


def _person(_: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    name = asked.tidy(options.name)
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
    return "organizations", asked.tidy(options.name), facts


def _document(desk: Desk, options: Namespace) -> tuple[str, str, dict[str, Any]]:
    number = asked.tidy(options.number) if options.number else None
    if not number and not options.title:
        raise Declined("no-number")
    title = asked.tidy(options.title or "")
    issuer, _, post = options.passed_by.partition("#")
    body = asked.record(desk.register, issuer, "organizations")
    facts = {
        "number": number,
        "type_document": options.type,
        "title": _text(options, "title"),
        "passed_by": f"{body.address}#{asked.post(body, post)}" if post else body.address,
        "date_document": options.date,
        "first_date_entry_in_force": options.in_force,
    }
    words = creations.document_words(desk.register, options.type, number, title)
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
    return "terms", asked.tidy(options.name), facts


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
    return asked.text(words, getattr(options, f"{key}_en", None)) if words else None


def _cited(desk: Desk, options: Namespace) -> dict[str, str]:
    return asked.citation(desk.register, options.source, options.document, options.locator)


def _instrument(desk: Desk, options: Namespace) -> str | None:
    words = options.instrument
    return asked.record(desk.register, words, "legislation").address if words else None


def _seat(desk: Desk, options: Namespace) -> Seat:
    body = asked.record(desk.register, options.organization, "organizations")
    if options.post and options.role:
        raise Declined("post-and-role")
    post = asked.post(body, options.post) if options.post else None
    return Seat(body.address, post, _text(options, "role"))


def appoint(desk: Desk, options: Namespace) -> Done:
    """Somebody takes up a post."""
    person = asked.record(desk.register, options.person, "people")
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
    appointments.appoint(desk, person, seat, facts, _cited(desk, options))
    return {"person": person.address, "organization": seat.organization}


def end(desk: Desk, options: Namespace) -> Done:
    """Somebody leaves a post."""
    person = asked.record(desk.register, options.person, "people")
    seat = _seat(desk, options) if options.organization else None
    facts = {
        "end_instrument": _instrument(desk, options),
        "end_reason": _text(options, "reason"),
        "end_date": options.on,
    }
    appointments.end(desk, person, seat, facts, _cited(desk, options))
    return {"person": person.address, "date": options.on}


def rename(desk: Desk, options: Namespace) -> Done:
    """A record gets another id."""
    entry = asked.record(desk.register, options.address)
    name = options.new_id.removeprefix(f"{entry.collection}/")
    renaming.rename(desk, entry, name)
    return {"old": entry.address, "new": f"{entry.collection}/{name}"}


def confirm(desk: Desk, options: Namespace) -> Done:
    """Records were compared with their sources."""
    day: dt.date = options.on
    if day > options.today:
        raise Declined("later", day=day, today=options.today)
    by = asked.tidy(options.by)
    entries = [asked.record(desk.register, one) for one in options.addresses]
    for entry in dict.fromkeys(one.address for one in entries):
        freshness.confirm(desk, desk.register[entry], day, by)
    return {"count": len(entries), "day": day}


def tidied(data: Path) -> tuple[Change, ...]:
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
        after = tidying.tidied(before, model, is_shared=len(inside.parts) == 1)
        found.append(Change(path, before, after))
    return tuple(one for one in found if not one.is_idle)
