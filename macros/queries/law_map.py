"""Knows which documents bear on which, by date and rank; refuses to know how a map is drawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from macros.model import Function, LegalHook, Legislation, Relation, RelationType, Task
from macros.queries.over_time import force_steps
from macros.queries.relations import entry_order
from macros.queries.timelines import StepFunction
from macros.register import Entry, Link, Register, fragment_of, memoized
from macros.text import PartialDate

_COLUMNS = 9
"""How many columns of time a map has at most; years with few documents share one."""


@dataclass(frozen=True)
class MapDocument:
    """A document on the map."""

    entry: Entry
    legislation: Legislation
    lane: int
    column: int
    row: int
    """Its place from above among those of its lane and column."""
    steps: StepFunction
    """Its status on a day: keys under `force`."""


@dataclass(frozen=True)
class Arrow:
    """What one document does to another."""

    origin: str
    target: str
    verb: RelationType
    relation: Relation

    @property
    def kind(self) -> str:
        """How it is drawn: it changes the other, rests on it, or neither."""
        if self.verb in _CHANGING:
            return "change"
        return "rest" if self.verb in _RESTING else "other"


_CHANGING = (RelationType.AMENDS, RelationType.REPLACES, RelationType.REPEALS)
_RESTING = (
    RelationType.BASED_ON,
    RelationType.IMPLEMENTS,
    RelationType.DETAILS,
    RelationType.SUPPLEMENTS,
)


def rests_on_target(relation: Relation) -> bool:
    """Whether one document rests on the other, as against changing it."""
    return relation.type in _RESTING


@dataclass(frozen=True)
class LawMap:
    """Documents by date and rank, and the arrows between them."""

    lanes: tuple[str, ...]
    """Headings of the ranks, highest first."""
    columns: tuple[tuple[int, int] | None, ...]
    """First and last year of each column; None: documents of an unknown date."""
    documents: tuple[MapDocument, ...]
    arrows: tuple[Arrow, ...]


@memoized
def law_map_of(register: Register) -> LawMap:
    """The map of all documents; lanes are the headings under `document_rank` in `labels.yml`."""
    labels, entries = register.labels, sorted(register.all(Legislation), key=entry_order)
    kinds = labels.group("document_rank")
    headings = {kind: labels.get(f"document_rank.{kind}") for kind in kinds}
    lanes = tuple(dict.fromkeys(headings.values()))
    placed = [(lanes.index(headings[_law(one).type_document]), one) for one in entries]
    columns = _columns(placed)
    taken: dict[tuple[int, int], int] = defaultdict(int)
    documents = []
    for lane, entry in placed:
        column = _column(columns, _date(_law(entry)))
        row = taken[lane, column]
        taken[lane, column] += 1
        steps = force_steps(register, entry)
        documents.append(MapDocument(entry, _law(entry), lane, column, row, steps))
    return LawMap(lanes, columns, tuple(documents), tuple(_arrows(entries)))


def _law(entry: Entry) -> Legislation:
    assert isinstance(entry.record, Legislation)
    return entry.record


def _date(document: Legislation) -> PartialDate | None:
    return document.date_document or document.first_date_entry_in_force


def _columns(placed: list[tuple[int, Entry[Legislation]]]) -> tuple[tuple[int, int] | None, ...]:
    """Years from left to right; neighbours are joined where that makes the least tall pile."""
    piles: dict[int, list[int]] = defaultdict(list)
    for lane, entry in placed:
        if date := _date(_law(entry)):
            piles[date.year].append(lane)
    groups = [((year, year), lanes) for year, lanes in sorted(piles.items())]
    has_unknown = any(_date(_law(entry)) is None for _, entry in placed)
    while len(groups) > _COLUMNS - has_unknown:
        joined = [one[1] + two[1] for one, two in pairwise(groups)]
        best = min(range(len(joined)), key=lambda index: (_tallest(joined[index]), index))
        years = groups[best][0][0], groups[best + 1][0][1]
        groups[best : best + 2] = [(years, joined[best])]
    return (*(years for years, _ in groups), *([None] if has_unknown else []))


def _tallest(lanes: list[int]) -> int:
    return max(lanes.count(lane) for lane in lanes)


def _column(columns: tuple[tuple[int, int] | None, ...], date: PartialDate | None) -> int:
    if date is None:
        return columns.index(None)
    spans = enumerate(columns)
    return next(index for index, span in spans if span and span[0] <= date.year <= span[1])


def _arrows(entries: Iterable[Entry]) -> Iterator[Arrow]:
    for entry in entries:
        for relation in _law(entry).relations:
            if relation.target:
                yield Arrow(entry.address, relation.target, relation.type, relation)


@dataclass(frozen=True)
class Resting:
    """A place in a document, and the records that rest on it."""

    document: Entry
    locator: str
    steps: StepFunction
    """The status of the place on a day: keys under `force`."""
    by: tuple[tuple[str, Entry], ...]
    """How each record rests on it (a key under `resting`), and the record."""

    @property
    def lost(self) -> StepFunction:
        """On which days it is to be said that the place is not in force."""
        return self.steps.among("ended", "not-yet", "suspended")


def resting_documents(register: Register) -> tuple[Resting, ...]:
    """What rests on single articles, document by document."""
    found: dict[tuple[str, str], dict[tuple[str, str], Entry]] = defaultdict(dict)
    for link in register.links:
        for locator, way in _rests(link):
            found[link.target, locator][way, link.origin.address] = link.origin
    return tuple(
        Resting(
            register[address],
            locator,
            force_steps(register, register[address], locator),
            tuple((way, entry) for (way, _), entry in sorted(by.items())),
        )
        for (address, locator), by in sorted(found.items(), key=lambda one: one[0])
        if fragment_of(register, address, locator)
    )


def _rests(link: Link) -> Iterator[tuple[str, str]]:
    """The place on which a reference rests, and how."""
    part = link.part
    if isinstance(part, Relation) and part.target_locator and rests_on_target(part):
        yield part.target_locator, part.type.value
    elif isinstance(part, LegalHook) and part.locator:
        assert isinstance(link.origin.record, Task)
        yield part.locator, "duty" if "outcome" in link.loc else "hook"
    elif isinstance(part, Function) and link.key.endswith("functions.instrument"):
        for cited in part.citations:
            if cited.document == link.target and cited.locator:
                yield cited.locator, "function"
