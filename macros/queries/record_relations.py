"""The references between records, read as relations: of law, of tasks, of bodies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from macros.model import (
    Assignment,
    Directive,
    Event,
    Legislation,
    Organization,
    Relation,
    RelationType,
    Successor,
    Task,
)
from macros.register import Entry, Link, Register

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Related:
    """A relation as seen from one of its two documents."""

    verb: RelationType
    address: str | None
    relation: Relation
    declared_by: str
    """The document whose file holds the relation."""


def relations_of(register: Register, entry: Entry[Legislation]) -> tuple[Related, ...]:
    """The relations of a document, its own and those that others declare to it."""
    own = [
        Related(relation.type, relation.target, relation, entry.address)
        for relation in entry.record.relations
    ]
    others = [
        Related(link.part.type.reverse, link.origin.address, link.part, link.origin.address)
        for link in register.links_to(entry.address)
        if link.key == "legislation.relations.target" and isinstance(link.part, Relation)
    ]
    order = list(RelationType)
    return tuple(sorted((*own, *others), key=lambda related: order.index(related.verb)))


@dataclass(frozen=True)
class TaskDirective:
    """A directive that bears on a task."""

    event: Entry[Event]
    directive: Directive


def task_directives(register: Register, address: str) -> tuple[TaskDirective, ...]:
    """The directives that bear on a task, by day."""
    touches = []
    for link in register.links_to(address):
        if link.key == "events.directives.tasks.task":
            event = register.get(Event, link.origin.address)
            touches.append(TaskDirective(event, item_at(event.record.directives, link)))
    return tuple(
        sorted(touches, key=lambda touch: (event_order(touch.event), touch.directive.number))
    )


def item_at(items: tuple[ItemT, ...], link: Link) -> ItemT:
    """The item of a list of a record, in which a reference of that record is made."""
    index = link.loc[1]
    assert isinstance(index, int)
    return items[index]


def event_order(entry: Entry[Event]) -> str:
    """The sort key of an event: its day."""
    return f"{entry.record.date} {entry.address}"


def tasks_of(register: Register, address: str) -> tuple[Entry[Task], ...]:
    """The tasks of a programme by number."""
    tasks = [
        register.get(Task, link.origin.address)
        for link in register.links_to(address)
        if link.key == "tasks.programme"
    ]
    return tuple(sorted(tasks, key=lambda task: task.record.number))


def assignments_of(register: Register, address: str) -> tuple[tuple[Entry, Assignment], ...]:
    """The tasks that a person or a body is assigned."""
    return tuple(
        (link.origin, link.part)
        for link in register.links_to(address)
        if isinstance(link.part, Assignment)
    )


def predecessors_of(register: Register, address: str) -> Iterator[tuple[Entry, Successor]]:
    """The bodies that a body followed, each with what says so."""
    for link in register.links_to(address):
        if isinstance(link.part, Successor) and link.key.endswith("successors.organization"):
            yield link.origin, link.part


def instruments_of(entry: Entry[Organization]) -> tuple[str, ...]:
    """The documents that a body rests on: of its founding, its duties and its structures."""
    body = entry.record
    parts = (body.founding, *body.structures, *body.functions)
    return tuple(dict.fromkeys(part.instrument for part in parts if part and part.instrument))


def backlink_key(key: str) -> str:
    """The label under `backlinks` that says how a reference points."""
    is_citation = key.endswith(("citations.source", "citations.document"))
    return "cited" if is_citation else key
