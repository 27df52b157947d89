"""The chapters of the handbook, and where in it each record is."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.model import Legislation, Organization, Person, Programme, Term
from macros.pages.relative_links import Links
from macros.queries import (
    LawDocument,
    StructureChange,
    TaskDirective,
    bodies_with_chart,
    documents_by_rank,
    ending_of,
    entry_order,
    fragment_of,
    milestones,
    page_title,
    structure_changes,
    task_matrix,
)
from macros.register import Entry, Register, without_fragment


@dataclass(frozen=True)
class Section:
    """A part of a chapter that the contents name."""

    id: str
    title: str
    entry: Entry | None = None
    """The record it is about, if it is about one."""
    documents: tuple[LawDocument, ...] = ()
    """In the chapter of the law, the documents of one rank by date."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its id is also its key under `handbook` in `labels.yml`."""

    id: str
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Handbook:
    """The whole register as one book, as of a day."""

    register: Register
    day: dt.date
    lang: str = ""

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters with content, those of what is over first."""
        return tuple(
            chapter
            for chapter in self._chapters()
            if chapter.sections or chapter.id in self._without_sections
        )

    def _chapters(self) -> Iterator[Chapter]:
        bodies = [self._section(body) for body in self.bodies]
        rest = [self._named("others", self.others), self._named("milestones", self.events)]
        structures = [
            self._section(body, "structure-") for body in self.bodies if body.record.structures
        ]
        over = [self._named(key, entries) for key, entries in self.over.items()]
        with_posts = [body for body in self.bodies if body.record.posts]
        people = [self._named("by-post", with_posts), self._named("by-name", self.people)]
        yield Chapter("ended", _present(over))
        yield Chapter("institution", (*bodies, *_present(rest)))
        yield Chapter("structure", tuple(structures))
        yield Chapter("programme", tuple(map(self._section, self.register.all(Programme))))
        yield Chapter("law", tuple(self._law_sections()))
        yield Chapter("people", _present(people))
        yield Chapter("glossary")
        yield Chapter("sources")

    @property
    def _without_sections(self) -> tuple[str, ...]:
        """The chapters that have content, but no sections."""
        return (*(["glossary"] if self.terms else []), "sources")

    def _order(self, entry: Entry) -> str:
        return entry_order(entry, self.lang)

    def _named(self, key: str, entries: object) -> Section | None:
        labels = self.register.labels
        return Section(key, labels.get(f"handbook.{key}", self.lang)) if entries else None

    def _section(self, entry: Entry, prefix: str = "") -> Section:
        """The section about a record."""
        id = f"{prefix}{entry.id}" if prefix else _id(entry.address)
        return Section(id, page_title(entry, self.register.labels, self.lang), entry)

    def _law_sections(self) -> Iterator[Section]:
        """A section for each rank of documents."""
        ranks = documents_by_rank(self.register, self.lang)
        for number, (name, documents) in enumerate(ranks, start=1):
            if documents:
                yield Section(f"rank-{number}", name, documents=documents)

    @cached_property
    def bodies(self) -> tuple[Entry[Organization], ...]:
        """The bodies described at length: those with a chart, then others with posts or duties."""
        first = bodies_with_chart(self.register)
        rest = (
            body
            for body in sorted(self.register.all(Organization), key=self._order)
            if body not in first and (body.record.posts or body.record.functions)
        )
        return (*first, *rest)

    @cached_property
    def others(self) -> tuple[Entry[Organization], ...]:
        """The bodies that get a line each, by name."""
        others = (body for body in self.register.all(Organization) if body not in self.bodies)
        return tuple(sorted(others, key=self._order))

    @cached_property
    def over(self) -> dict[str, tuple[Entry, ...]]:
        """What is over on the day and could be taken for something of today, by kind."""
        kinds = {
            "ended-bodies": (*self.bodies, *self.register.all(Programme)),
            "ended-units": self.others,
            "ended-documents": sorted(self.register.all(Legislation), key=self._order),
        }
        return {
            key: tuple(entry for entry in entries if ending_of(self.register, entry, self.day))
            for key, entries in kinds.items()
        }

    @cached_property
    def changes(self) -> tuple[StructureChange, ...]:
        """What became of the units that are over."""
        over = self.over["ended-units"]
        changes = structure_changes(self.register)
        return tuple(change for change in changes if change.before in over)

    @cached_property
    def people(self) -> tuple[Entry[Person], ...]:
        """Everybody, by name."""
        return tuple(sorted(self.register.all(Person), key=self._order))

    @cached_property
    def terms(self) -> tuple[Entry[Term], ...]:
        """The terms of all groups in one order."""
        return tuple(sorted(self.register.all(Term), key=self._order))

    @cached_property
    def events(self) -> tuple[Entry, ...]:
        """The events of the short history."""
        return milestones(self.register)

    def directives(self, address: str) -> tuple[TaskDirective, ...]:
        """The directives that bear on a task of a programme, each once."""
        touches = (touch for row in task_matrix(self.register, address) for touch in row.touches)
        distinct = {(touch.event.address, touch.directive.number): touch for touch in touches}
        return tuple(distinct.values())

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where in the book a record is, or a part of one: ids by address."""
        entries: list[Entry] = [*self.bodies, *self.others, *self.people, *self.events, *self.terms]
        for name in ("programmes", "tasks", "legislation"):
            entries += self.register.collection(name)
        addresses = [entry.address for entry in entries]
        for programme in self.register.all(Programme):
            for touch in self.directives(programme.address):
                addresses.append(f"{touch.event.address}#directive-{touch.directive.number}")
        return {address: _id(address) for address in addresses}


def _id(address: str) -> str:
    """An id that no other address makes: a hyphen is never doubled in one."""
    return address.replace("/", "-", 1).replace("#", "--")


def _present(sections: list[Section | None]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section)


@dataclass(frozen=True)
class HandbookLinks(Links):
    """Links that stay in the book where a record is in it, and else lead to the site."""

    places: Mapping[str, str] = field(default_factory=dict)

    def to(self, address: str, locator: str | None = None) -> str:
        """The link to a record; raise KeyError for an unknown address."""
        place = self.places.get(address) or self.places.get(without_fragment(address))
        if place is None:
            return super().to(address, locator)
        is_document = address.startswith("legislation/")
        part = fragment_of(self.register, address, locator) if is_document else ""
        return f"#{place}--{part}" if part else f"#{place}"
