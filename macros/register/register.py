"""Knows all records of a data folder, joined both ways; refuses to read files or to judge them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from macros.i18n import Labels
from macros.model import COLLECTIONS, Membership, Organization, Part, Person, Vocabulary
from macros.register.entries import Entry, Link, RecordT, is_entry_of, marked, without_fragment
from macros.yamlio import Loc


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
        self.words: list[tuple[Entry, Loc, Vocabulary, str]] = []
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
        self._by_kind = {
            COLLECTIONS[name]: entries for name, entries in self._all.items() if name in COLLECTIONS
        }
        self._from, self._to = _gathered(self.links)

    def _index(self, entry: Entry) -> None:
        for loc, part in entry.parts:
            for place, marker, value in marked(part, loc):
                if isinstance(marker, Vocabulary):
                    self.words.append((entry, place, marker, value))
                    continue
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
        entry = self[address]
        if not is_entry_of(entry, kind):
            raise KeyError(address)
        return entry

    def links_to(self, address: str) -> tuple[Link, ...]:
        """The references to a record or to a part of it."""
        return self._to.get(without_fragment(address), ())

    def links_from(self, address: str) -> tuple[Link, ...]:
        """The references that a record makes."""
        return self._from.get(address, ())


def _gathered(links: Iterable[Link]) -> tuple[Mapping[str, tuple[Link, ...]], ...]:
    """References by the record that makes them, and by the one that they point at."""
    ways: tuple[dict[str, list[Link]], ...] = defaultdict(list), defaultdict(list)
    for link in links:
        for way, address in zip(
            ways, (link.origin.address, without_fragment(link.target)), strict=True
        ):
            way[address].append(link)
    return tuple({address: tuple(found) for address, found in way.items()} for way in ways)


_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def memoized(
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


def is_unreadable(register: Register, address: str) -> bool:
    """Whether a record may well exist but could not be read."""
    collection = address.partition("/")[0]
    return without_fragment(address) in register.unreadable or collection in register.unreadable


def all_memberships(register: Register) -> Iterator[tuple[Entry, Loc, Membership]]:
    """Every membership with the person's entry and its place there."""
    for entry in register.all(Person):
        for index, membership in enumerate(entry.record.memberships):
            yield entry, ("memberships", index), membership


def newest_name(entry: Entry) -> str:
    """The newest name of a person or an organization."""
    if isinstance(entry.record, Person):
        return entry.record.name
    assert isinstance(entry.record, Organization)
    return entry.record.names[-1].name.vi
