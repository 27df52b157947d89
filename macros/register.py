"""Knows all records of a data folder, joined both ways; refuses to read files or to judge them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, get_args

from macros.facts import Part, Record, Ref, Word
from macros.labels import Labels
from macros.nodes import Loc, Mark, Node
from macros.popolo import Membership, Organization, Person


@dataclass(frozen=True)
class Entry:
    """A record with its address and the place it was read from."""

    address: str
    record: Record
    path: str
    """The file, as problems and edit links name it."""
    node: Node = field(repr=False)
    mark: Mark = field(default_factory=Mark)

    @property
    def collection(self) -> str:
        """The first part of the address."""
        return self.address.partition("/")[0]

    @property
    def id(self) -> str:
        """The second part of the address."""
        return self.address.partition("/")[2]

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Part], ...]:
        """The record and every part inside it, each with its place."""
        return tuple(_parts(self.record, ()))


@dataclass(frozen=True)
class Link:
    """A reference from a record to another, with the part of the record that makes it."""

    origin: Entry
    loc: Loc
    ref: Ref
    target: str
    part: Part

    @property
    def key(self) -> str:
        """Collection and field names of the reference: `people.memberships.organization`."""
        names = (step for step in self.loc if isinstance(step, str))
        return ".".join((self.origin.collection, *names))


Finding = tuple[Entry, Loc, dict[str, Any]]
"""A breach of a rule: the record, the place in it, and the values that its sentence names."""


@cache
def markers(part: type[Part]) -> Mapping[str, Ref | Word]:
    """The fields of `part` that hold addresses or words of a vocabulary."""
    return {
        name: marker
        for name, info in part.model_fields.items()
        for marker in (*info.metadata, *_metadata(info.annotation))
        if isinstance(marker, Ref | Word)
    }


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _metadata(inner)


@cache
def _holders(part: type[Part]) -> tuple[str, ...]:
    """The fields of `part` that hold other parts."""
    return tuple(name for name, info in part.model_fields.items() if _holds_part(info.annotation))


def _holds_part(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return True
    return any(_holds_part(inner) for inner in get_args(annotation))


def _parts(part: Part, loc: Loc) -> Iterator[tuple[Loc, Part]]:
    yield loc, part
    for name in _holders(type(part)):
        value = getattr(part, name)
        if isinstance(value, Part):
            yield from _parts(value, (*loc, name))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    yield from _parts(item, (*loc, name, index))


def marked(part: Part, loc: Loc) -> Iterator[tuple[Loc, Ref | Word, str]]:
    """The addresses and vocabulary words that `part` itself holds."""
    for name, marker in markers(type(part)).items():
        value = getattr(part, name)
        if isinstance(value, str):
            yield (*loc, name), marker, value
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield (*loc, name, index), marker, item


class Register:
    """Every record by address, and every reference by what it points at."""

    def __init__(
        self,
        entries: Iterable[Entry],
        labels: Labels,
        totals: Entry | None = None,
        unreadable: Iterable[str] = (),
    ) -> None:
        self.entries = {entry.address: entry for entry in entries}
        self.labels = labels
        self.totals = totals
        self.unreadable = frozenset(unreadable)
        """Records and collections that exist but could not be read; their problems are told."""
        self.words: list[tuple[Entry, Loc, Word, str]] = []
        self.links: list[Link] = []
        self._all: dict[str, list[Entry]] = defaultdict(list)
        self._to: dict[str, list[Link]] = defaultdict(list)
        self.former: dict[str, str] = {}
        """Addresses that were given up, and where each leads now."""
        for entry in self.entries.values():
            for name in entry.record.former_ids:
                self.former.setdefault(f"{entry.collection}/{name}", entry.address)
            self._all[entry.collection].append(entry)
            self._index(entry)

    def _index(self, entry: Entry) -> None:
        for loc, part in entry.parts:
            for place, marker, value in marked(part, loc):
                if isinstance(marker, Word):
                    self.words.append((entry, place, marker, value))
                    continue
                link = Link(entry, place, marker, value, part)
                self.links.append(link)
                self._to[base(value)].append(link)

    def __contains__(self, address: str) -> bool:
        return base(address) in self.entries

    def __getitem__(self, address: str) -> Entry:
        return self.entries[base(address)]

    def all(self, collection: str) -> tuple[Entry, ...]:
        """The records of a collection, in the order of their files."""
        return tuple(self._all[collection])

    def links_to(self, address: str) -> tuple[Link, ...]:
        """The references to a record or to a part of it."""
        return tuple(self._to[base(address)])


def base(address: str) -> str:
    """The address without its fragment."""
    return address.partition("#")[0]


def is_unreadable(register: Register, address: str) -> bool:
    """Whether a record may well exist but could not be read."""
    collection = address.partition("/")[0]
    return base(address) in register.unreadable or collection in register.unreadable


def organization_at(register: Register, address: str) -> Organization | None:
    """The organization at `address`, if there is one."""
    record = register[address].record if address in register else None
    return record if isinstance(record, Organization) else None


def organization(register: Register, address: str) -> Organization:
    """The organization at `address`, which must be one."""
    record = register[address].record
    assert isinstance(record, Organization)
    return record


def memberships(register: Register) -> Iterator[tuple[Entry, Loc, Membership]]:
    """Every membership with the person's entry and its place there."""
    for entry in register.all("people"):
        assert isinstance(entry.record, Person)
        for index, membership in enumerate(entry.record.memberships):
            yield entry, ("memberships", index), membership


def name_of(entry: Entry) -> str:
    """The newest name of a person or an organization."""
    if isinstance(entry.record, Person):
        return entry.record.name
    assert isinstance(entry.record, Organization)
    return entry.record.names[-1].name.vi
