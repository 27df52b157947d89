"""Records in lists: their order, the table of a collection, and what points at a record."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from macros.queries.kinds import KINDS, CollectionRole, ListCell, kind_of
from macros.queries.record_relations import backlink_key
from macros.register import Entry, Register, memoized

_LONG = 200
_NARROW = (
    *("since", "on-day", "kind", "founded", "ended", "life", "number", "count", "issued"),
    *("in-force", "force", "date", "abbreviation", "group", "published", "cited"),
    *("steps", "minutes"),
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
"""The references that a page shows in a place of their own."""


def entry_order(entry: Entry) -> str:
    """The sort key of a record among those of its collection."""
    return kind_of(entry).sort_key(entry)


def sorted_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order of a list for readers: by collection, then by name or day."""
    return tuple(sorted(entries, key=lambda entry: (entry.collection, entry_order(entry))))


def neighbours_of(register: Register, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The records before and after one in the list of its collection."""
    order, places = _list_order(register, entry.collection)
    place = places[entry.address]
    return (
        order[place - 1] if place else None,
        order[place + 1] if place + 1 < len(order) else None,
    )


@memoized
def _list_order(register: Register, collection: str) -> tuple[tuple[Entry, ...], dict[str, int]]:
    """The records of a collection in the order of its list, and the place of each by address."""
    order = tuple(sorted(register.collection(collection), key=entry_order))
    return order, {entry.address: place for place, entry in enumerate(order)}


@dataclass(frozen=True)
class ListRow:
    """One record of a table."""

    address: str
    cells: tuple[ListCell, ...]


@dataclass(frozen=True)
class ListTable:
    """A list of records: the columns are keys under `columns` in `labels.yml`."""

    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    naming: int = 0
    """The place of the column that names the record."""
    first: ClassVar[int] = 40
    """How many rows of a long list a browser shows until it is asked for all; see `site.css`."""

    def is_narrow(self, column: str) -> bool:
        """Whether a column holds short texts, dates or numbers alone."""
        return column in _NARROW

    @property
    def is_long(self) -> bool:
        """Whether a browser could not lay out all rows as fast as one types."""
        return len(self.rows) > _LONG


def list_table(register: Register, collection: str, day: dt.date) -> ListTable:
    """The list of a collection as it is on `day`."""
    kind = KINDS[collection]
    entries = sorted(register.collection(collection), key=kind.sort_key)
    rows = (ListRow(entry.address, kind.cells(register, entry, day)) for entry in entries)
    return ListTable(kind.columns, tuple(rows), kind.naming_column)


_BY_POST = {"legislation.passed_by": "legislation.passed_by_post"}
"""What a post did is not what its body did: references that are kept apart, with their label."""


def backlinks(register: Register, entry: Entry) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The facts that point at a record and are not on its page yet, by the kind of reference."""
    groups: dict[str, dict[str, Entry]] = defaultdict(dict)
    for link in register.links_to(entry.address):
        is_guide = kind_of(link.origin).role is CollectionRole.GUIDE
        if link.key in _SHOWN_ELSEWHERE or is_guide or link.origin is entry:
            continue
        key = _BY_POST.get(link.key, link.key) if "#" in link.target else link.key
        groups[backlink_key(key)].setdefault(link.origin.address, link.origin)
    return tuple((key, sorted_entries(origins.values())) for key, origins in sorted(groups.items()))
