"""The map of the law: documents by date and rank, and what rests on their articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from macros.model import Function, LegalHook, Legislation, Relation, RelationType
from macros.queries.kinds import LEGISLATION
from macros.queries.over_time import force_steps
from macros.queries.page_anchors import fragment_of
from macros.queries.step_functions import StepFunction
from macros.register import Entry, Link, Register, memoized
from macros.text import PartialDate, locator_sort_key

_COLUMNS = 9
"""How many columns of time a map has at most; years with few documents share one."""


@dataclass(frozen=True)
class MapDocument:
    """A document on the map."""

    entry: Entry[Legislation]
    legislation: Legislation
    lane: int
    column: int
    row: int
    """Its place from above among those of its lane and column."""
    steps: StepFunction
    """Its status on a day: keys under `force`."""


@dataclass(frozen=True)
class MapArrow:
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


def depends_on_target(relation: Relation) -> bool:
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
    arrows: tuple[MapArrow, ...]


@memoized
def law_map_of(register: Register, lang: str = "") -> LawMap:
    """The map of all documents; lanes are the headings under `document_rank` in `labels.yml`."""
    labels = register.labels
    entries = sorted(register.all(Legislation), key=lambda entry: LEGISLATION.sort_key(entry, ""))
    ranks = labels.group("document_rank")
    headings = {rank: labels.get(f"document_rank.{rank}", lang) for rank in ranks}
    lanes = tuple(dict.fromkeys(headings.values()))
    by_lane = [(lanes.index(headings[entry.record.type_document]), entry) for entry in entries]
    columns = _columns(by_lane)
    used_rows: dict[tuple[int, int], int] = defaultdict(int)
    documents = []
    for lane, entry in by_lane:
        column = _column(columns, _date(entry.record))
        row = used_rows[lane, column]
        used_rows[lane, column] += 1
        steps = force_steps(register, entry)
        documents.append(MapDocument(entry, entry.record, lane, column, row, steps))
    return LawMap(lanes, columns, tuple(documents), tuple(_arrows(entries)))


def _date(document: Legislation) -> PartialDate | None:
    return document.date_document or document.first_date_entry_in_force


def _columns(by_lane: list[tuple[int, Entry[Legislation]]]) -> tuple[tuple[int, int] | None, ...]:
    """Years from left to right; neighbours are joined where the tallest pile stays lowest."""
    piles: dict[int, list[int]] = defaultdict(list)
    for lane, entry in by_lane:
        if date := _date(entry.record):
            piles[date.year].append(lane)
    groups = [((year, year), lanes) for year, lanes in sorted(piles.items())]
    has_unknown = any(_date(entry.record) is None for _, entry in by_lane)
    while len(groups) > _COLUMNS - has_unknown:
        joined = [left + right for (_, left), (_, right) in pairwise(groups)]
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


def _arrows(entries: Iterable[Entry[Legislation]]) -> Iterator[MapArrow]:
    for entry in entries:
        for relation in entry.record.relations:
            if relation.target:
                yield MapArrow(entry.address, relation.target, relation.type, relation)


@dataclass(frozen=True)
class ArticleDependents:
    """A place in a document, and the records that rest on it."""

    document: Entry[Legislation]
    locator: str
    steps: StepFunction
    """The status of the place on a day: keys under `force`."""
    by: tuple[tuple[str, Entry], ...]
    """How each record rests on it (a key under `resting`), and the record."""

    @property
    def lost(self) -> StepFunction:
        """The days on which a page says that the place is not in force."""
        return self.steps.shown_when("ended", "not-yet", "suspended")


def article_dependents(register: Register) -> tuple[ArticleDependents, ...]:
    """What rests on single articles, document by document."""
    by_place: dict[tuple[str, str], dict[tuple[str, str], Entry]] = defaultdict(dict)
    for link in register.links:
        for locator, kind in _dependencies(link):
            by_place[link.target, locator][kind, link.origin.address] = link.origin
    return tuple(
        ArticleDependents(
            document := register.get(Legislation, address),
            locator,
            force_steps(register, document, locator),
            tuple((kind, entry) for (kind, _), entry in sorted(dependents.items())),
        )
        for (address, locator), dependents in sorted(
            by_place.items(), key=lambda item: (item[0][0], locator_sort_key(item[0][1]))
        )
        if fragment_of(register, address, locator)
    )


def _dependencies(link: Link) -> Iterator[tuple[str, str]]:
    """The place on which a reference rests, and how: a key under `resting` in `labels.yml`."""
    part = link.part
    if isinstance(part, Relation) and part.target_locator and depends_on_target(part):
        yield part.target_locator, part.type.value
    elif isinstance(part, LegalHook) and part.locator:
        yield part.locator, "duty" if "outcome" in link.loc else "hook"
    elif isinstance(part, Function) and link.key.endswith("functions.instrument"):
        for cited in part.citations:
            if cited.document == link.target and cited.locator:
                yield cited.locator, "function"
