"""Records in lists: their order, the table of a collection, and what points at a record."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from macros.queries.kinds import KINDS, CollectionRole, ListCell, kind_of
from macros.queries.record_relations import backlink_key
from macros.register import Entry, Register, memoized
from macros.text import PartialDate, slugify

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


def entry_order(entry: Entry, lang: str = "") -> str:
    """The sort key of a record among those of its collection, by its name in a language."""
    return kind_of(entry).sort_key(entry, lang)


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
class FacetValue:
    """A value by which a list is narrowed: a key under `states`, or that of some of its cells."""

    key: str
    """In the address of the page: the last part of a label or an address, a year, a slug."""
    cell: ListCell
    """A cell of its own, to be shown."""
    count: int
    """The number of rows that have it."""


@dataclass(frozen=True)
class ListTable:
    """A list of records: the columns are keys under `columns` in `labels.yml`."""

    columns: tuple[str, ...]
    rows: tuple[ListRow, ...]
    naming: int = 0
    """The place of the column that names the record."""
    fact: str = ""
    """The column that a small screen shows beside the name."""
    facet_columns: tuple[str, ...] = ()
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The groups of rows by their state; see `Kind`."""
    first: ClassVar[int] = 40
    """How many rows of a long list a browser shows until it is asked for all."""

    def is_narrow(self, column: str) -> bool:
        """Whether a column holds short texts, dates or numbers alone."""
        return column in _NARROW

    @property
    def roles(self) -> tuple[str, ...]:
        """What each column is to a screen that has room for three: naming, fact, state, or wide."""
        last = len(self.columns) - 1
        places = {self.naming: "naming", **({last: "state"} if self.states else {})}
        return tuple(
            places.get(place, "fact" if column == self.fact else "wide")
            for place, column in enumerate(self.columns)
        )

    @property
    def is_long(self) -> bool:
        """Whether a browser could not lay out all rows as fast as one types."""
        return len(self.rows) > _LONG

    @property
    def groups(self) -> tuple[tuple[str, tuple[ListRow, ...]], ...]:
        """The rows of each state, in the order of the states; one group where there is none."""
        if not self.states:
            return (("", self.rows),)
        return tuple(
            (state, tuple(row for row in self.rows if _state_word(row) in words))
            for state, words in self.states.items()
        )

    @property
    def facets(self) -> tuple[tuple[str, tuple[FacetValue, ...]], ...]:
        """The columns by which rows differ, each with its values: words, names, newest years."""
        found = []
        for column in self.facet_columns:
            place, counts = self.columns.index(column), Counter[str]()
            cells: dict[str, ListCell] = {}
            for row in self.rows:
                for key, cell in facet_values(row.cells[place]):
                    cells.setdefault(key, cell)
                    counts[key] += 1
            is_years = any(cell.date for cell in cells.values())
            keys = sorted(cells, key=lambda key: cells[key].sort or key, reverse=is_years)
            if len(keys) > 1:
                values = (FacetValue(key, cells[key], counts[key]) for key in keys)
                found.append((column, tuple(values)))
        return tuple(found)

    def facet_keys(self, row: ListRow) -> str:
        """The values of a row in all facets: `kind:office above:an-office above:a-council`."""
        return " ".join(
            f"{column}:{key}"
            for column in self.facet_columns
            for key, _ in facet_values(row.cells[self.columns.index(column)])
        )


def _state_word(row: ListRow) -> str:
    """The last part of the label in the last column."""
    return (row.cells[-1].label or "").rpartition(".")[2]


def facet_values(cell: ListCell) -> Iterator[tuple[str, ListCell]]:
    """The values of a cell by which a list can be narrowed, each by its key."""
    if cell.label:
        yield cell.label.rpartition(".")[2], cell
    elif cell.addresses:
        for address in cell.addresses:
            yield address.partition("/")[2], ListCell(addresses=(address,))
    elif cell.date:
        yield str(cell.date.year), ListCell(date=PartialDate(cell.date.year))
    elif cell.source:
        yield slugify(cell.source.publisher), cell
    elif isinstance(cell.text, str):
        yield slugify(cell.text), ListCell(text=cell.text)


def list_table(register: Register, collection: str, day: dt.date, lang: str = "") -> ListTable:
    """The list of a collection as it is on `day`, in the order of its names in a language.

    The columns that are empty are left out.
    """
    kind = KINDS[collection]
    entries = sorted(register.collection(collection), key=lambda entry: entry_order(entry, lang))
    rows = [ListRow(entry.address, kind.cells(register, entry, day)) for entry in entries]
    if kind.newest_first:
        rows.sort(key=_list_day, reverse=True)
    places = [
        place
        for place in range(len(kind.columns))
        if not rows or any(row.cells[place] != ListCell() for row in rows)
    ]
    columns = tuple(kind.columns[place] for place in places)
    return ListTable(
        columns,
        tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in rows),
        places.index(kind.naming_column),
        kind.fact_column if kind.fact_column in columns else "",
        tuple(column for column in kind.facets if column in columns),
        kind.states,
    )


def _list_day(row: ListRow) -> str:
    """The first date in a row; empty where it has none."""
    return next((str(cell.date) for cell in row.cells if cell.date), "")


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
