"""Knows all records of a data folder, joined both ways; refuses to read files or to judge them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, get_args

from macros.facts import Part, Record, Ref, Word
from macros.labels import Labels
from macros.nodes import Loc, Mark, Node
from macros.popolo import Membership, Organization, Person


@dataclass(frozen=True, eq=False)
class Entry:
    """A record with its address and the place it was read from; no two are the same."""

    address: str
    record: Record
    path: str
    """The file, as problems and edit links name it."""
    node: Node = field(repr=False)
    mark: Mark = field(default_factory=Mark)

    @cached_property
    def collection(self) -> str:
        """The first part of the address."""
        return self.address.partition("/")[0]

    @cached_property
    def id(self) -> str:
        """The second part of the address."""
        return self.address.partition("/")[2]

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Part], ...]:
        """The record and every part inside it, each with its place."""
        return tuple(_parts(self.record, ()))


@dataclass(frozen=True, eq=False)
class Link:
    """A reference from a record to another, with the part of the record that makes it."""

    origin: Entry
    loc: Loc
    ref: Ref
    target: str
    part: Part

    @cached_property
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
        self.known: dict[tuple[object, ...], Any] = {}
        """Answers to what was asked of it already (`remembered`)."""
        self.former: dict[str, str] = {}
        """Addresses that were given up, and where each leads now."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for name in entry.record.former_ids:
                self.former.setdefault(f"{entry.collection}/{name}", entry.address)
            found[entry.collection].append(entry)
            self._index(entry)
        self._all = {name: tuple(entries) for name, entries in found.items()}
        self._from, self._to = _gathered(self.links)

    def _index(self, entry: Entry) -> None:
        for loc, part in entry.parts:
            for place, marker, value in marked(part, loc):
                if isinstance(marker, Word):
                    self.words.append((entry, place, marker, value))
                    continue
                self.links.append(Link(entry, place, marker, value, part))

    def __contains__(self, address: str) -> bool:
        return base(address) in self.entries

    def __getitem__(self, address: str) -> Entry:
        return self.entries[base(address)]

    def all(self, collection: str) -> tuple[Entry, ...]:
        """The records of a collection, in the order of their files."""
        return self._all.get(collection, ())

    def links_to(self, address: str) -> tuple[Link, ...]:
        """The references to a record or to a part of it."""
        return self._to.get(base(address), ())

    def links_from(self, address: str) -> tuple[Link, ...]:
        """The references that a record makes."""
        return self._from.get(address, ())


def _gathered(links: Iterable[Link]) -> tuple[Mapping[str, tuple[Link, ...]], ...]:
    """References by the record that makes them, and by the one that they point at."""
    ways: tuple[dict[str, list[Link]], ...] = defaultdict(list), defaultdict(list)
    for link in links:
        for way, address in zip(ways, (link.origin.address, base(link.target)), strict=True):
            way[address].append(link)
    return tuple({address: tuple(found) for address, found in way.items()} for way in ways)


_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def remembered(
    question: Callable[Concatenate[Register, _Asked], _Answer],
) -> Callable[Concatenate[Register, _Asked], _Answer]:
    """A question that a register answers once: a register never changes, and many pages ask alike.

    The answers are kept with the register and go with it; a part of a record is known by being
    that one, since two may read alike.
    """

    @wraps(question)
    def asked(register: Register, /, *values: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        key = (question, *(id(one) if isinstance(one, Part) else one for one in values))
        if key not in register.known:
            register.known[key] = question(register, *values, **named)
        answer: _Answer = register.known[key]
        return answer

    return asked


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
