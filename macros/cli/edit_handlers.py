"""What each command of a clerk proposes, from the arguments that were typed."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from macros.changes import (
    ChangeSet,
    EditRefused,
    PostOrRole,
    TextValue,
    appoint_person,
    confirm_checked,
    create_record,
    document_id_text,
    end_membership,
    find_organization,
    find_person,
    find_post,
    find_record,
    find_word,
    membership_name,
    new_id,
    parse_citation,
    parse_text,
    rename_record,
    tidy_text,
)

DoneValues = Mapping[str, object]
"""The values that the sentence at the end names."""
NewRecord = tuple[str, str, dict[str, Any]]
"""The collection of a new record, the text that its id is made of, and its keys."""


class TypedArguments:
    """The arguments of a command by their names; what was not typed is None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def optional(self, name: str) -> str | None:
        """A text, if it was typed."""
        return self._values.get(name) or None

    def needed(self, name: str) -> str:
        """A text that the command can not do without."""
        return str(self._values[name])

    def several(self, name: str) -> list[str]:
        """What may be typed several times."""
        return list(self._values[name])

    def day(self, name: str) -> dt.date:
        """A day."""
        day = self._values[name]
        assert isinstance(day, dt.date)
        return day

    def is_set(self, name: str) -> bool:
        """Whether a flag was set."""
        return bool(self._values.get(name))

    def text(self, name: str) -> TextValue | None:
        """A text for readers, in one language or both, if it was typed."""
        vi, en = self.optional(name), self.optional(f"{name}_en")
        if en and not vi:
            raise EditRefused("english-alone", option=f"--{name}")
        return parse_text(vi, en) if vi else None


def propose_new(change_set: ChangeSet, arguments: TypedArguments) -> DoneValues:
    """Propose a record that is not there yet."""
    collection, id_text, facts = _NEW_RECORDS[arguments.needed("kind")](change_set, arguments)
    id_text = arguments.optional("id") or id_text
    name = new_id(change_set.register, collection, id_text, arguments.is_set("another"))
    citation = _citation(change_set, arguments)
    create_record(change_set, collection, name, {**facts, "citations": [citation]})
    return {"address": f"{collection}/{name}"}


def _new_person(_: ChangeSet, arguments: TypedArguments) -> NewRecord:
    name = tidy_text(arguments.needed("name"))
    return "people", name, {"name": name, "disambiguation": arguments.text("disambiguation")}


def _new_organization(change_set: ChangeSet, arguments: TypedArguments) -> NewRecord:
    typed = arguments.needed("classification")
    facts = {
        "names": [arguments.text("name")],
        "abbreviation": arguments.text("abbreviation"),
        "disambiguation": arguments.text("disambiguation"),
        "classification": find_word(change_set.register, "classification", typed),
        "summary": arguments.text("summary"),
    }
    return "organizations", tidy_text(arguments.needed("name")), facts


def _new_document(change_set: ChangeSet, arguments: TypedArguments) -> NewRecord:
    number, title = arguments.optional("number"), arguments.optional("title")
    if not number and not title:
        raise EditRefused("no-number")
    number = tidy_text(number) if number else None
    kind = find_word(change_set.register, "type_document", arguments.needed("type"))
    issuer, _, post = arguments.needed("passed_by").partition("#")
    body = find_organization(change_set.register, issuer)
    facts = {
        "number": number,
        "type_document": kind,
        "title": arguments.text("title"),
        "passed_by": f"{body.address}#{find_post(body, post)}" if post else body.address,
        "date_document": arguments.optional("date"),
        "first_date_entry_in_force": arguments.optional("in_force"),
    }
    id_text = document_id_text(change_set.register, kind, number, tidy_text(title or ""))
    return "legislation", id_text, facts


def _new_event(change_set: ChangeSet, arguments: TypedArguments) -> NewRecord:
    date = arguments.needed("date")
    facts = {
        "name": arguments.text("name"),
        "summary": arguments.text("summary"),
        "date": date,
        "kind": find_word(change_set.register, "event", arguments.needed("type")),
    }
    return "events", date, facts


def _new_term(change_set: ChangeSet, arguments: TypedArguments) -> NewRecord:
    facts = {
        "term": arguments.text("name"),
        "group": find_word(change_set.register, "term_group", arguments.needed("group")),
        "abbreviation": arguments.text("abbreviation"),
        "definition": arguments.text("definition"),
        "rendering_status": "ours",
    }
    return "terms", tidy_text(arguments.needed("name")), facts


_NEW_RECORDS: Mapping[str, Callable[[ChangeSet, TypedArguments], NewRecord]] = {
    "person": _new_person,
    "organization": _new_organization,
    "document": _new_document,
    "event": _new_event,
    "term": _new_term,
}


def _citation(change_set: ChangeSet, arguments: TypedArguments) -> dict[str, str]:
    named = (arguments.optional(name) for name in ("source", "document", "locator"))
    return parse_citation(change_set.register, *named)


def _instrument(change_set: ChangeSet, arguments: TypedArguments) -> str | None:
    instrument = arguments.optional("instrument")
    if not instrument:
        return None
    return find_record(change_set.register, instrument, "legislation").address


def _seat(change_set: ChangeSet, arguments: TypedArguments) -> PostOrRole:
    body = find_organization(change_set.register, arguments.needed("organization"))
    post, role = arguments.optional("post"), arguments.text("role")
    if post and role:
        raise EditRefused("post-and-role")
    return PostOrRole(body.address, find_post(body, post) if post else None, role)


def propose_appointment(change_set: ChangeSet, arguments: TypedArguments) -> DoneValues:
    """Propose that somebody takes up a post."""
    person = find_person(change_set.register, arguments.needed("person"))
    seat = _seat(change_set, arguments)
    if not (seat.post or seat.role):
        raise EditRefused("no-post")
    facts = {
        "kind": arguments.optional("type"),
        "start_instrument": _instrument(change_set, arguments),
        "start_reason": arguments.text("reason"),
        "start_date": arguments.optional("start"),
        "attested": arguments.several("attested"),
    }
    appoint_person(change_set, person, seat, facts, _citation(change_set, arguments))
    return {"person": person.address, "organization": seat.organization}


def propose_end(change_set: ChangeSet, arguments: TypedArguments) -> DoneValues:
    """Propose that somebody leaves a post."""
    person = find_person(change_set.register, arguments.needed("person"))
    seat = _seat(change_set, arguments) if arguments.optional("organization") else None
    date = arguments.needed("on")
    facts = {
        "end_instrument": _instrument(change_set, arguments),
        "end_reason": arguments.text("reason"),
        "end_date": date,
    }
    membership = end_membership(change_set, person, seat, facts, _citation(change_set, arguments))
    others = [
        membership_name(other) for other in person.record.memberships if other.end_date is not None
    ]
    names = {"membership": membership_name(membership), "ended": ", ".join(others) or "–"}
    return {"person": person.address, "date": date, **names}


def propose_rename(change_set: ChangeSet, arguments: TypedArguments) -> DoneValues:
    """Propose another id for a record."""
    entry = find_record(change_set.register, arguments.needed("address"))
    name = arguments.needed("new_id").removeprefix(f"{entry.collection}/")
    rename_record(change_set, entry, name)
    return {"old": entry.address, "new": f"{entry.collection}/{name}"}


def propose_check(change_set: ChangeSet, arguments: TypedArguments) -> DoneValues:
    """Propose that records were compared with their sources."""
    day, today = arguments.day("on"), arguments.day("today")
    if day > today:
        raise EditRefused("later", day=day, today=today)
    by, typed = tidy_text(arguments.needed("by")), arguments.several("addresses")
    entries = [find_record(change_set.register, address) for address in typed]
    for entry in dict.fromkeys(entries):
        confirm_checked(change_set, entry, day, by)
    return {"count": len(entries), "day": day}
