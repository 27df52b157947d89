"""Records with their addresses and places, and the references between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, Generic

from typing_extensions import TypeIs, TypeVar

from macros.model import Part, Record, Reference, Vocabulary, fields_of
from macros.yamlio import Loc, Mark, Node

RecordT = TypeVar("RecordT", bound=Record)
RecordT_co = TypeVar("RecordT_co", bound=Record, covariant=True, default=Record)


@dataclass(frozen=True, eq=False)
class Entry(Generic[RecordT_co]):
    """A record with its address and the place from which it was read.

    `Entry[Person]` holds a person, `Entry` any record. Two entries are never equal.
    """

    address: str
    record: RecordT_co
    path: str
    """The file, as problems and edit links name it."""
    node: Node = field(repr=False)
    """The YAML value of the record."""
    mark: Mark = field(default_factory=Mark)
    """The place of the record in the file."""
    unread: frozenset[Loc] = frozenset()
    """The places of what is missing or could not be read; only data with problems has any."""

    def is_unread(self, *loc: str | int) -> bool:
        """Whether a place, or what it is in, could not be read."""
        return any(loc[:length] in self.unread for length in range(1, len(loc) + 1))

    def lacks(self, loc: Loc, part: Part, *keys: str) -> bool:
        """Whether the part at `loc` has none of these keys; one that was not read counts as one."""
        if any(getattr(part, key) for key in keys):
            return False
        return not (self.unread and any(self.is_unread(*loc, key) for key in keys))

    def is_list_unread(self, key: str, item_key: str) -> bool:
        """Whether a list lacks items, or one key of an item, that could not be read."""
        return any(
            place[0] == key and (len(place) < 3 or place[2] == item_key) for place in self.unread
        )

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


def is_entry_of(entry: Entry, kind: type[RecordT]) -> TypeIs[Entry[RecordT]]:
    """Whether an entry holds a record of a kind."""
    return isinstance(entry.record, kind)


@dataclass(frozen=True, eq=False)
class Link:
    """A reference from a record to another, with the part of the record that makes it."""

    origin: Entry
    loc: Loc
    """The place in the record that makes it."""
    ref: Reference
    target: str
    """The address that it names, with its fragment."""
    part: Part
    """The part that makes it."""

    @cached_property
    def key(self) -> str:
        """Collection and keys of the reference: `people.memberships.organization`."""
        keys = (step for step in self.loc if isinstance(step, str))
        return ".".join((self.origin.collection, *keys))


Finding = tuple[Entry, Loc, dict[str, Any]]
"""A breach of a rule: the record, the place in it, and the values of the rule's sentence."""


@cache
def _part_keys(model: type[Part]) -> tuple[str, ...]:
    return tuple(field.key for field in fields_of(model) if field.part)


@cache
def _markers(model: type[Part]) -> Mapping[str, Reference | Vocabulary]:
    return {field.key: field.marker for field in fields_of(model) if field.marker}


def _parts(part: Part, loc: Loc) -> Iterator[tuple[Loc, Part]]:
    yield loc, part
    for key in _part_keys(type(part)):
        value = getattr(part, key)
        if isinstance(value, Part):
            yield from _parts(value, (*loc, key))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _parts(item, (*loc, key, index))


def marked_values(part: Part, loc: Loc) -> Iterator[tuple[Loc, Reference | Vocabulary, str]]:
    """The addresses and vocabulary words in a part's own fields, each with its place."""
    for key, marker in _markers(type(part)).items():
        value = getattr(part, key)
        if isinstance(value, str):
            yield (*loc, key), marker, value
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield (*loc, key, index), marker, item


def without_fragment(address: str) -> str:
    """The address without its fragment."""
    return address.partition("#")[0]
