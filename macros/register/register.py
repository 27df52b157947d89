"""Every record of a data folder by its address, and every reference from both of its ends."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from macros.i18n import Labels
from macros.model import (
    COLLECTIONS,
    Membership,
    Name,
    Organization,
    Part,
    Person,
    Text,
    Vocabulary,
)
from macros.register.entries import (
    Entry,
    Link,
    RecordT,
    is_entry_of,
    marked_values,
    without_fragment,
)
from macros.yamlio import Loc

_NAME_KEYS = ("name", "names", "term", "question", "number", "title", "other_names")
"""The keys under which a record is called something, the most usual first."""
_T = TypeVar("_T")
_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class Register:
    """All records of a data folder; it does not change after it is made."""

    def __init__(
        self,
        entries: Iterable[Entry],
        labels: Labels,
        totals: Entry | None = None,
        unreadable: Iterable[str] = (),
    ) -> None:
        self.entries = {entry.address: entry for entry in entries}
        """The records by address."""
        self.labels = labels
        self.totals = totals
        """The record of the totals that the data states, if there is one."""
        self.unreadable = frozenset(unreadable)
        """The addresses and collections that exist but could not be read."""
        self.vocabulary_uses: list[tuple[Entry, Loc, Vocabulary, str]] = []
        """Every word of a vocabulary, with the record and the place that use it."""
        self.links: list[Link] = []
        """Every reference."""
        self.results: dict[tuple[object, ...], Any] = {}
        """Results of memoized functions."""
        self.former: dict[str, str] = {}
        """Former addresses, each with the address of its record now."""
        for entry in self.entries.values():
            for former_id in entry.record.former_ids:
                self.former.setdefault(f"{entry.collection}/{former_id}", entry.address)
            self._index(entry)
        self._all = _grouped((entry.collection, entry) for entry in self.entries.values())
        self._by_kind = {model: self.collection(name) for name, model in COLLECTIONS.items()}
        self._from = _grouped((link.origin.address, link) for link in self.links)
        self._to = _grouped((without_fragment(link.target), link) for link in self.links)

    def _index(self, entry: Entry) -> None:
        for loc, part in entry.parts:
            for place, marker, value in marked_values(part, loc):
                if isinstance(marker, Vocabulary):
                    self.vocabulary_uses.append((entry, place, marker, value))
                else:
                    self.links.append(Link(entry, place, marker, value, part))

    def __contains__(self, address: str) -> bool:
        return without_fragment(address) in self.entries

    def __getitem__(self, address: str) -> Entry:
        return self.entries[without_fragment(address)]

    def all(self, kind: type[RecordT]) -> tuple[Entry[RecordT], ...]:
        """The records of a kind, in the order of their files."""
        return cast("tuple[Entry[RecordT], ...]", self._by_kind.get(kind, ()))

    def collection(self, name: str) -> tuple[Entry, ...]:
        """The records of a collection, in the order of their files."""
        return self._all.get(name, ())

    def find(self, kind: type[RecordT], address: str) -> Entry[RecordT] | None:
        """The record of a kind at an address or around a part of it; None if there is none."""
        entry = self.entries.get(without_fragment(address))
        return entry if entry and is_entry_of(entry, kind) else None

    def get(self, kind: type[RecordT], address: str) -> Entry[RecordT]:
        """The record of a kind at an address or around a part of it.

        Raise KeyError if there is none, or it is of another kind.
        """
        entry = self.find(kind, address)
        if entry is None:
            raise KeyError(address)
        return entry

    def links_to(self, address: str) -> tuple[Link, ...]:
        """The references to a record or to a part of it."""
        return self._to.get(without_fragment(address), ())

    def links_from(self, address: str) -> tuple[Link, ...]:
        """The references that a record makes."""
        return self._from.get(address, ())


def _grouped(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    groups: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def memoized(
    function: Callable[Concatenate[Register, _Parameters], _Result],
) -> Callable[Concatenate[Register, _Parameters], _Result]:
    """A function of a register that keeps its results in that register.

    Parts of records among the arguments are compared by identity, since two may be equal.
    """

    @wraps(function)
    def cached(
        register: Register, /, *values: _Parameters.args, **named: _Parameters.kwargs
    ) -> _Result:
        arguments = (id(value) if isinstance(value, Part) else value for value in values)
        key = (function, *arguments, *named.items())
        if key not in register.results:
            register.results[key] = function(register, *values, **named)
        result: _Result = register.results[key]
        return result

    return cached


def is_unreadable(register: Register, address: str) -> bool:
    """Whether the record at an address may exist but could not be read."""
    collection = address.partition("/")[0]
    return without_fragment(address) in register.unreadable or collection in register.unreadable


def has_unreadable(register: Register, collection: str, key: str = "") -> bool:
    """Whether records of a collection, or a key of theirs, may exist but could not be read."""
    is_file = any(address.partition("/")[0] == collection for address in register.unreadable)
    entries = register.collection(collection) if key else ()
    return is_file or any(entry.is_unread(key) for entry in entries if entry.unread)


def all_memberships(register: Register) -> Iterator[tuple[Entry[Person], Loc, Membership]]:
    """Every membership, with the person and its place in the person's record."""
    for entry in register.all(Person):
        for index, membership in enumerate(entry.record.memberships):
            yield entry, ("memberships", index), membership


@cache
def _name_keys(model: type[Part]) -> tuple[str, ...]:
    return tuple(key for key in _NAME_KEYS if key in model.model_fields)


def names_of(entry: Entry) -> tuple[str, ...]:
    """What a record is called, in Vietnamese: names, a title, a number; the first is the usual one.

    A name that it had or has elsewhere is among them.
    """
    names = []
    for key in _name_keys(type(entry.record)):
        value = getattr(entry.record, key)
        items = reversed(value) if isinstance(value, tuple) else (value,)
        texts = (item.name if isinstance(item, Name) else item for item in items)
        names += [text.main if isinstance(text, Text) else text for text in texts]
    return tuple(name for name in names if name and isinstance(name, str))


def has_unread_name(entry: Entry) -> bool:
    """Whether something of what a record is called could not be read."""
    return any(place[0] in _NAME_KEYS for place in entry.unread)


def newest_name(entry: Entry[Person | Organization]) -> str:
    """The newest name of a person or an organization, in Vietnamese; empty if it was not read."""
    record = entry.record
    if isinstance(record, Person):
        return record.name
    return record.names[-1].name.main if record.names else ""
