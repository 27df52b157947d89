"""Knows the questions a page asks of the register on a day; answers in rows, never in markup."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from macros.model import (
    GUIDE_COLLECTIONS,
    Assignment,
    Citation,
    Directive,
    Event,
    LearningPath,
    Legislation,
    Membership,
    Need,
    Organization,
    Person,
    Post,
    Programme,
    Relation,
    RelationType,
    Successor,
    Task,
    Term,
)
from macros.queries.legal_status import ended_on, gone_from, post_of
from macros.queries.over_time import held_steps
from macros.queries.timelines import StepFunction
from macros.register import Entry, Register, memoized
from macros.text import PartialDate, name_sort_key, sort_key


@dataclass(frozen=True)
class Ending:
    """That something is over, for the head of its page."""

    label: str
    """The key of the sentence in `labels.yml` that says so."""
    date: PartialDate | None
    instruments: tuple[str, ...] = ()
    """Documents that ended it."""
    followers: tuple[str, ...] = ()
    """What followed."""
    body: str | None = None
    """For a unit the body whose structure lacks it, for a programme the body if that is over."""
    is_last_day: bool = False
    """Whether `date` is the last day of the thing, not the first day without it."""
    citations: tuple[Citation, ...] = ()


def ending(register: Register, entry: Entry, day: dt.date) -> Ending | None:
    """What the page of a record must say first because the thing is over on `day`."""
    record = entry.record
    date = ended_on(register, entry, day)
    if isinstance(record, Organization):
        followers = tuple(one.organization for one in record.successors)
        if date and record.dissolution:
            by = (record.dissolution.instrument,) if record.dissolution.instrument else ()
            cited = record.dissolution.citations
            return Ending("ended.body", date, by, followers, is_last_day=True, citations=cited)
        if gone := gone_from(register, entry.address, day):
            structure = gone.structure
            by = (structure.instrument,) if structure.instrument else ()
            start = structure.start_date
            body = gone.body.address
            cited = structure.citations
            return Ending("ended.unit", start, by, followers, body, citations=cited)
    if isinstance(record, Legislation):
        if date:
            return Ending("ended.document", date, _ended_by(register, entry))
        if record.lapse and record.lapse.date.last <= day:
            lapse = record.lapse
            return Ending(f"vocabulary.lapse.{lapse.reason}", lapse.date, citations=lapse.citations)
    if isinstance(record, Task):
        return ending(register, register[record.programme], day)
    if isinstance(record, Programme) and record.end_date.last < day:
        over = ended_on(register, register[record.body], day)
        whose = record.body if over else None
        return Ending("ended.programme", record.end_date, body=whose, is_last_day=True)
    return None


def _ended_by(register: Register, entry: Entry) -> tuple[str, ...]:
    verbs = (RelationType.REPLACES, RelationType.REPEALS)
    return tuple(
        link.origin.address
        for link in register.links_to(entry.address)
        if isinstance(link.part, Relation) and link.part.type in verbs
    )


@dataclass(frozen=True)
class Holding:
    """A person in a post or role."""

    person: Entry
    membership: Membership
    steps: StepFunction
    """Whether it held on a day: keys under `held` in `labels.yml`."""


@memoized
def holders(
    register: Register, address: str
) -> tuple[tuple[Post | None, tuple[Holding, ...]], ...]:
    """Who held each post of a body, posts as declared, people by time; roles come last."""
    body = register.get(Organization, address).record
    found = [
        Holding(link.origin, link.part, held_steps(register, link.part))
        for link in register.links_to(address)
        if link.key == "people.memberships.organization" and isinstance(link.part, Membership)
    ]
    found.sort(key=lambda one: (_since(one.membership), name_sort_key(_person(one.person).name)))
    groups = [
        (post, tuple(one for one in found if one.membership.post == post.id)) for post in body.posts
    ]
    roles = tuple(one for one in found if post_of(body, one.membership) is None)
    return (*groups, (None, roles)) if roles else tuple(groups)


@memoized
def is_staffed(register: Register, address: str) -> bool:
    """Whether somebody is known to have held a post or role of a body."""
    keys = (link.key for link in register.links_to(address))
    return "people.memberships.organization" in keys


@memoized
def heads(register: Register, address: str) -> tuple[str, ...]:
    """The posts of other bodies whose holder heads this body."""
    return tuple(
        f"{link.origin.address}#{link.part.id}"
        for link in register.links_to(address)
        if link.key == "organizations.posts.heads" and isinstance(link.part, Post)
    )


def _since(membership: Membership) -> str:
    dates = [date for date in (membership.start_date, *membership.attested) if date]
    return str(min(dates)) if dates else ""


def _person(entry: Entry) -> Person:
    assert isinstance(entry.record, Person)
    return entry.record


@dataclass(frozen=True)
class Related:
    """A relation as seen from one of its two documents."""

    verb: RelationType
    address: str | None
    relation: Relation
    declared_by: str
    """The document whose file holds the relation."""


def relations_of(register: Register, entry: Entry) -> tuple[Related, ...]:
    """The relations of a document, its own and those that others declare to it."""
    assert isinstance(entry.record, Legislation)
    own = [Related(one.type, one.target, one, entry.address) for one in entry.record.relations]
    others = [
        Related(link.part.type.reverse, link.origin.address, link.part, link.origin.address)
        for link in register.links_to(entry.address)
        if link.key == "legislation.relations.target" and isinstance(link.part, Relation)
    ]
    order = list(RelationType)
    return tuple(sorted((*own, *others), key=lambda one: order.index(one.verb)))


@dataclass(frozen=True)
class Touch:
    """A directive that bears on a task."""

    event: Entry
    directive: Directive


def directives_on(register: Register, address: str) -> tuple[Touch, ...]:
    """The directives that bear on a task, by day."""
    found = []
    for link in register.links_to(address):
        if link.key == "events.directives.tasks.task":
            event = link.origin.record
            assert isinstance(event, Event)
            assert isinstance(link.loc[1], int)
            found.append(Touch(link.origin, event.directives[link.loc[1]]))
    return tuple(sorted(found, key=lambda one: (entry_order(one.event), one.directive.number)))


def tasks_of(register: Register, address: str) -> tuple[Entry, ...]:
    """The tasks of a programme by number."""
    links = register.links_to(address)
    found = [link.origin for link in links if link.key == "tasks.programme"]
    return tuple(sorted(found, key=_number))


def _number(entry: Entry) -> int:
    assert isinstance(entry.record, Task)
    return entry.record.number


def assigned(register: Register, address: str) -> tuple[tuple[Entry, Assignment], ...]:
    """The tasks that a person or a body is assigned."""
    return tuple(
        (link.origin, link.part)
        for link in register.links_to(address)
        if isinstance(link.part, Assignment)
    )


_SHOWN_ELSEWHERE = {
    "events.directives_by",
    "events.documents",
    "events.opinions.by",
    "events.organizations",
    "events.participants.person",
    "events.people",
    "people.memberships.organization",
    "organizations.posts.heads",
    "organizations.successors.organization",
    "legislation.relations.target",
    "events.directives.tasks.task",
    "tasks.assignments.bearer",
    "tasks.programme",
    "organizations.structures.groups.units.organization",
}


def backlinks(register: Register, entry: Entry) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The facts that point at this one and are not on its page yet, by the kind of pointing."""
    groups: dict[str, dict[str, Entry]] = defaultdict(dict)
    for link in register.links_to(entry.address):
        is_guide = link.origin.collection in GUIDE_COLLECTIONS
        if link.key in _SHOWN_ELSEWHERE or is_guide or link.origin is entry:
            continue
        groups[pointing(link.key)].setdefault(link.origin.address, link.origin)
    return tuple(
        (key, sorted_entries(list(found.values()))) for key, found in sorted(groups.items())
    )


def pointing(key: str) -> str:
    """The label under `backlinks` that says how a reference points."""
    is_citation = key.endswith(("citations.source", "citations.document"))
    return "cited" if is_citation else key


def sorted_entries(entries: list[Entry]) -> tuple[Entry, ...]:
    """Entries in the order of a list for readers: by collection, then by name or day."""
    return tuple(sorted(entries, key=lambda one: (one.collection, entry_order(one))))


def entry_order(entry: Entry) -> str:
    """The order of a record among those of its collection."""
    record = entry.record
    if isinstance(record, Person):
        return name_sort_key(record.name)
    if isinstance(record, Organization):
        return sort_key(record.names[-1].name.vi)
    if isinstance(record, Legislation):
        return str(record.date_document or record.not_after or "9999")
    if isinstance(record, Event):
        return f"{record.date} {entry.address}"
    if isinstance(record, Term):
        return sort_key(record.term.vi)
    if isinstance(record, Task):
        return f"{record.programme} {record.number:04}"
    if isinstance(record, LearningPath | Need):
        return f"{record.position:04} {entry.address}"
    return entry.address


def predecessors(register: Register, address: str) -> Iterator[tuple[Entry, Successor]]:
    """The bodies that this one followed."""
    for link in register.links_to(address):
        if link.key == "organizations.successors.organization":
            assert isinstance(link.part, Successor)
            yield link.origin, link.part
