"""Knows the chapters of the handbook and where in it a thing is told; refuses to word it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.i18n import Labels
from macros.model import Legislation, Organization, Person, Programme, Term
from macros.pages.urls import Links
from macros.queries import (
    MapDocument,
    StructureChange,
    Touch,
    charted,
    ending,
    entry_order,
    law_map_of,
    milestones,
    page_title,
    structure_changes,
    task_matrix,
)
from macros.register import Entry, Register, fragment_of, without_fragment


@dataclass(frozen=True)
class Section:
    """A part of a chapter that the contents name."""

    id: str
    title: str
    entry: Entry | None = None
    """The record it is about, if it is about one."""
    documents: tuple[MapDocument, ...] = ()
    """In the chapter of the law, the documents of one rank by date."""


@dataclass(frozen=True)
class Chapter:
    """A chapter: its id is also its key under `handbook` in `labels.yml`."""

    id: str
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Handbook:
    """The whole register as one book, as it stands on a day."""

    register: Register
    day: dt.date

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters that have something to say, those of what is over first."""
        return tuple(one for one in self._chapters() if one.sections or one.id in self._whole)

    def _chapters(self) -> Iterator[Chapter]:
        labels = self.register.labels
        bodies = [self._about(one) for one in self.bodies]
        rest = [_named(labels, "others", self.others), _named(labels, "milestones", self.events)]
        built = [self._about(one, "structure-") for one in self.bodies if _has_structures(one)]
        over = [_named(labels, key, found) for key, found in self.over.items()]
        seats = [one for one in self.bodies if _organization(one).posts]
        people = [_named(labels, "by-post", seats), _named(labels, "by-name", self.people)]
        yield Chapter("ended", _present(over))
        yield Chapter("institution", (*bodies, *_present(rest)))
        yield Chapter("structure", tuple(built))
        yield Chapter("programme", tuple(map(self._about, self.register.all(Programme))))
        yield Chapter("law", tuple(self._ranks()))
        yield Chapter("people", _present(people))
        yield Chapter("glossary")
        yield Chapter("sources")

    @property
    def _whole(self) -> tuple[str, ...]:
        """The chapters that have no sections, but something to say."""
        return (*(["glossary"] if self.terms else []), "sources")

    def _about(self, entry: Entry, start: str = "") -> Section:
        place = f"{start}{entry.id}" if start else _id(entry.address)
        return Section(place, page_title(entry, self.register.labels), entry)

    def _ranks(self) -> Iterator[Section]:
        law = law_map_of(self.register)
        for number, name in enumerate(law.lanes):
            if found := tuple(one for one in law.documents if one.lane == number):
                yield Section(f"rank-{number + 1}", name, documents=found)

    @cached_property
    def bodies(self) -> tuple[Entry, ...]:
        """The bodies told at length: those with a chart, then others with posts or duties."""
        first = charted(self.register)
        known = sorted(self.register.all(Organization), key=entry_order)
        return (*first, *(one for one in known if one not in first and _is_told(one)))

    @cached_property
    def others(self) -> tuple[Entry, ...]:
        """The bodies that get a line each, by name."""
        found = (one for one in self.register.all(Organization) if one not in self.bodies)
        return tuple(sorted(found, key=entry_order))

    @cached_property
    def over(self) -> dict[str, tuple[Entry, ...]]:
        """What is over on the day and could be taken for something of today, by kind."""
        kinds = {
            "ended-bodies": (*self.bodies, *self.register.all(Programme)),
            "ended-units": self.others,
            "ended-documents": sorted(self.register.all(Legislation), key=entry_order),
        }
        return {
            key: tuple(one for one in entries if ending(self.register, one, self.day))
            for key, entries in kinds.items()
        }

    @cached_property
    def changes(self) -> tuple[StructureChange, ...]:
        """What became of the units that are over."""
        over = self.over["ended-units"]
        return tuple(one for one in structure_changes(self.register) if one.before in over)

    @cached_property
    def people(self) -> tuple[Entry, ...]:
        """Everybody, by name."""
        return tuple(sorted(self.register.all(Person), key=entry_order))

    @cached_property
    def terms(self) -> tuple[Entry, ...]:
        """The terms of all groups in one order."""
        return tuple(sorted(self.register.all(Term), key=entry_order))

    @cached_property
    def events(self) -> tuple[Entry, ...]:
        """The events of the short history."""
        return milestones(self.register)

    def directives(self, address: str) -> tuple[Touch, ...]:
        """The directives that bear on a task of a programme, each once."""
        found = (touch for row in task_matrix(self.register, address) for touch in row.touches)
        return tuple({(one.event.address, one.directive.number): one for one in found}.values())

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where in the book a record is told, or a part of one: ids by address."""
        told = [one.address for one in (*self.bodies, *self.others, *self.people, *self.events)]
        told += [one.address for one in self.terms]
        for name in ("programmes", "tasks", "legislation"):
            told += [one.address for one in self.register.collection(name)]
        for programme in self.register.all(Programme):
            for one in self.directives(programme.address):
                told.append(f"{one.event.address}#directive-{one.directive.number}")
        return {address: _id(address) for address in told}


def _id(address: str) -> str:
    """An id that no other address makes: a hyphen is never doubled in one."""
    return address.replace("/", "-", 1).replace("#", "--")


def _named(labels: Labels, key: str, entries: object) -> Section | None:
    return Section(key, labels.get(f"handbook.{key}")) if entries else None


def _present(sections: list[Section | None]) -> tuple[Section, ...]:
    return tuple(one for one in sections if one)


def _organization(entry: Entry) -> Organization:
    assert isinstance(entry.record, Organization)
    return entry.record


def _has_structures(entry: Entry) -> bool:
    return bool(_organization(entry).structures)


def _is_told(entry: Entry) -> bool:
    return bool(_organization(entry).posts or _organization(entry).functions)


@dataclass(frozen=True)
class HandbookLinks(Links):
    """Links that stay in the book where it tells of a thing, and else lead to the site."""

    places: Mapping[str, str] = field(default_factory=dict)

    def to(self, address: str, locator: str | None = None) -> str:
        """The link to a record; raise KeyError for an unknown address."""
        place = self.places.get(address) or self.places.get(without_fragment(address))
        if place is None:
            return super().to(address, locator)
        is_document = address.startswith("legislation/")
        part = fragment_of(self.register, address, locator) if is_document else ""
        return f"#{place}--{part}" if part else f"#{place}"
