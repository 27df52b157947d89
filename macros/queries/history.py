"""Knows the dated facts of a record in order; refuses to know how a timeline is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import Event, Legislation, Organization, Person, Programme, Relation, Task, Text
from macros.queries.names import position
from macros.queries.relations import directives_on, pointing
from macros.register import Entry, Register
from macros.text import PartialDate


@dataclass(frozen=True)
class Moment:
    """Something that happened to a record on a day; the fact itself is cited where it is told."""

    date: PartialDate
    key: str
    """What kind of moment: a key under `history` in `labels.yml`."""
    address: str | None = None
    """The other record concerned."""
    text: Text | None = None
    """What is to be said of it."""


def history_of(register: Register, entry: Entry) -> tuple[Moment, ...]:
    """The dated facts of a record, oldest first."""
    record = entry.record
    moments = list(_events(register, entry))
    if isinstance(record, Person):
        moments += _person(register, record)
    elif isinstance(record, Organization):
        moments += _organization(record)
    elif isinstance(record, Legislation):
        moments += _legislation(register, entry, record)
    elif isinstance(record, Task):
        moments += _task(register, entry, record)
    elif isinstance(record, Programme):
        moments += [Moment(record.start_date, "starts"), Moment(record.end_date, "ends")]
    return tuple(sorted(moments, key=lambda one: (one.date, one.key)))


def _events(register: Register, entry: Entry) -> Iterator[Moment]:
    seen = set()
    for link in register.links_to(entry.address):
        event = link.origin.record
        named = pointing(link.key) != "cited" and not link.key.startswith("events.directives.")
        if isinstance(event, Event) and named and link.origin.address not in seen:
            seen.add(link.origin.address)
            yield Moment(event.date, "event", link.origin.address)


def _person(register: Register, person: Person) -> Iterator[Moment]:
    for one in person.memberships:
        words = position(register, one)
        if one.start_date:
            by = one.start_instrument
            yield Moment(one.start_date, "post-start", by, words)
        if one.end_date:
            yield Moment(one.end_date, "post-end", one.end_instrument, words)


def _organization(body: Organization) -> Iterator[Moment]:
    for key, milestone in (("founded", body.founding), ("dissolved", body.dissolution)):
        if milestone and milestone.date:
            yield Moment(milestone.date, key, milestone.instrument)
    for name in body.names:
        if name.start_date:
            yield Moment(name.start_date, "named", None, name.name)
    for structure in body.structures:
        if structure.start_date:
            yield Moment(structure.start_date, "structure", structure.instrument, structure.label)
    for successor in body.successors:
        if successor.date:
            yield Moment(successor.date, "followed", successor.organization)


def _legislation(register: Register, entry: Entry, document: Legislation) -> Iterator[Moment]:
    dates = (
        ("issued", document.date_document),
        ("in-force", document.first_date_entry_in_force),
        ("no-longer-in-force", document.date_no_longer_in_force),
    )
    for key, date in dates:
        if date:
            yield Moment(date, key)
    for article in document.articles:
        for version in article.versions:
            if version.date_no_longer_in_force and version.ended_by:
                text = Text(vi=article.locator)
                date = version.date_no_longer_in_force
                yield Moment(date, "article-ended", version.ended_by, text)
    for link in register.links_to(entry.address):
        other = link.origin.record
        if isinstance(link.part, Relation) and isinstance(other, Legislation):
            date = other.first_date_entry_in_force or other.date_document
            if date:
                key = link.part.type.reverse.value
                yield Moment(date, key, link.origin.address)


def _task(register: Register, entry: Entry, task: Task) -> Iterator[Moment]:
    for touch in directives_on(register, entry.address):
        assert isinstance(touch.event.record, Event)
        text = touch.directive.gist
        date = touch.event.record.date
        yield Moment(date, "directive", touch.event.address, text)
    for step in task.plan_steps:
        if step.due:
            yield Moment(step.due, "step-due", None, step.text)
        if step.done:
            yield Moment(step.done, "step-done", None, step.text)
    for note in task.status_notes:
        yield Moment(note.date, f"status-{note.status.value}", None, note.text)
    for one in task.assignments:
        if one.start_date:
            yield Moment(one.start_date, f"assigned-{one.role.value}", one.bearer)
