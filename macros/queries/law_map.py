"""The map of the law: connected documents by time and body, and what rests on their articles."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from macros.model import Function, LegalHook, Legislation, Membership, Relation, RelationType
from macros.queries.kinds import LEGISLATION
from macros.queries.over_time import force_steps
from macros.queries.page_anchors import fragment_of
from macros.queries.step_functions import StepFunction
from macros.queries.structure import bodies_with_chart
from macros.register import Entry, Link, Register, memoized, without_fragment
from macros.text import PartialDate, locator_sort_key

_COLUMNS = 5
"""How many columns of time a map has at most; times with few documents share one."""
_BODIES = 4
"""How many bodies have a lane of their own at most, on a map."""


@dataclass(frozen=True)
class LawDocument:
    """A document with its status over time."""

    entry: Entry[Legislation]
    legislation: Legislation
    steps: StepFunction
    """Its status on a day: keys under `force`."""


@dataclass(frozen=True)
class MapDocument(LawDocument):
    """A document on the map."""

    lane: int
    column: int


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


TimeSpan = tuple[PartialDate, PartialDate]
"""The first and the last year, or month, of a column."""


@dataclass(frozen=True)
class LawMap:
    """Connected documents by time and by body, the arrows between them, and the other documents."""

    lanes: tuple[str, ...]
    """The address of the body of each lane; empty: documents that set up none of these bodies."""
    columns: tuple[TimeSpan | None, ...]
    """The time of each column, oldest first; None: documents of an unknown date."""
    documents: tuple[MapDocument, ...]
    arrows: tuple[MapArrow, ...]
    apart: tuple[LawDocument, ...]
    """The documents that no arrow leads from or to."""


@memoized
def law_map_of(register: Register) -> LawMap:
    """The map of all documents between which there are relations."""
    entries = sorted(register.all(Legislation), key=lambda entry: LEGISLATION.sort_key(entry, ""))
    arrows = tuple(_arrows(entries))
    connected = {end for arrow in arrows for end in (arrow.origin, arrow.target)}
    bodies = _bodies(register, [entry for entry in entries if entry.address in connected], arrows)
    usual = [body for body, _ in Counter(body for body in bodies.values() if body).most_common()]
    order = [entry.address for entry in bodies_with_chart(register)]
    lanes = (*sorted(usual[:_BODIES], key=order.index), "")
    lane_of = {
        address: lanes.index(body if body in lanes else "") for address, body in bodies.items()
    }
    lanes = lanes if lanes.index("") in lane_of.values() else lanes[:-1]
    columns = _columns(
        (lane_of[entry.address], entry) for entry in entries if entry.address in lane_of
    )
    documents, apart = [], []
    for entry in entries:
        steps, lane = force_steps(register, entry), lane_of.get(entry.address)
        if lane is None:
            apart.append(LawDocument(entry, entry.record, steps))
        else:
            column = _column(columns, _date(entry.record))
            documents.append(MapDocument(entry, entry.record, steps, lane, column))
    return LawMap(lanes, columns, tuple(documents), arrows, tuple(apart))


@memoized
def documents_by_rank(
    register: Register, lang: str = ""
) -> tuple[tuple[str, tuple[LawDocument, ...]], ...]:
    """All documents under the headings of `document_rank` in `labels.yml`, highest first."""
    labels = register.labels
    ranks = labels.group("document_rank")
    headings = {rank: labels.get(f"document_rank.{rank}", lang) for rank in ranks}
    groups: dict[str, list[LawDocument]] = {name: [] for name in headings.values()}
    for entry in sorted(
        register.all(Legislation), key=lambda entry: LEGISLATION.sort_key(entry, "")
    ):
        document = LawDocument(entry, entry.record, force_steps(register, entry))
        groups[headings[entry.record.type_document]].append(document)
    return tuple((name, tuple(documents)) for name, documents in groups.items())


def _bodies(
    register: Register, entries: Iterable[Entry[Legislation]], arrows: Iterable[MapArrow]
) -> dict[str, str]:
    """The body with a chart that each document is about; empty: none.

    It founds, ends or orders the body or appoints its members; or else it is related to a document
    that does.
    """
    names = {entry.address for entry in bodies_with_chart(register)}
    bodies = {entry.address: _subject(register.links_to(entry.address), names) for entry in entries}
    neighbours: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        neighbours[arrow.origin].append(arrow.target)
        neighbours[arrow.target].append(arrow.origin)
    while found := dict(_passed_on(bodies, neighbours)):
        bodies |= found
    return bodies


def _subject(links: Iterable[Link], names: set[str]) -> str:
    """The body of those named to which most references to a document belong."""
    counts: Counter[str] = Counter()
    for link in links:
        if "instrument" in link.key.rpartition(".")[2]:
            part = link.part
            owner = part.organization if isinstance(part, Membership) else None
            counts[without_fragment(owner or link.origin.address)] += 1
    known = [(-count, name) for name, count in counts.items() if name in names]
    return min(known)[1] if known else ""


def _passed_on(
    bodies: Mapping[str, str], neighbours: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    for address, body in bodies.items():
        near = [bodies[neighbour] for neighbour in neighbours[address] if bodies[neighbour]]
        if near and not body:
            yield address, Counter(near).most_common(1)[0][0]


def _date(document: Legislation) -> PartialDate | None:
    return document.date_document or document.first_date_entry_in_force


def _columns(by_lane: Iterable[tuple[int, Entry[Legislation]]]) -> tuple[TimeSpan | None, ...]:
    """Years from left to right, few of them together; the fullest year is halved by months."""
    piles: dict[PartialDate, list[int]] = defaultdict(list)
    has_unknown = False
    for lane, entry in by_lane:
        if date := _date(entry.record):
            piles[PartialDate(date.year, date.month)].append(lane)
        else:
            has_unknown = True
    years: dict[int, _Pile] = {}
    for month in sorted(piles):
        earlier = years.get(month.year, _Pile((PartialDate(month.year),) * 2, []))
        years[month.year] = _Pile(earlier.span, earlier.lanes + piles[month])
    groups = _joined(list(years.values()), _COLUMNS - 1)
    fullest = max(groups, key=_Pile.weight, default=None)
    if fullest and fullest.span[0] == fullest.span[1]:
        year = fullest.span[0].year
        months = [_Pile((date, date), piles[date]) for date in sorted(piles) if date.year == year]
        at = groups.index(fullest)
        groups[at : at + 1] = _joined(months, 2) if fullest.tallest > 2 else [fullest]
    return (*(group.span for group in groups), *([None] if has_unknown else []))


@dataclass(frozen=True)
class _Pile:
    """The documents of a column: its time, and the lane of each."""

    span: TimeSpan
    lanes: list[int]

    def weight(self) -> int:
        """How crowded it is: a column with twice the documents is four times as bad."""
        return len(self.lanes) ** 2

    @property
    def tallest(self) -> int:
        """How many documents of one lane it holds at most."""
        return max(Counter(self.lanes).values())

    def __add__(self, later: "_Pile") -> "_Pile":
        return _Pile((self.span[0], later.span[1]), self.lanes + later.lanes)


def _joined(groups: list[_Pile], count: int) -> list[_Pile]:
    """At most so many piles: neighbours are joined where they get least crowded."""
    while len(groups) > count:
        costs = [
            (left + right).weight() - left.weight() - right.weight()
            for left, right in pairwise(groups)
        ]
        best = costs.index(min(costs))
        groups[best : best + 2] = [groups[best] + groups[best + 1]]
    return groups


def _column(columns: tuple[TimeSpan | None, ...], date: PartialDate | None) -> int:
    if date is None:
        return columns.index(None)
    month = PartialDate(date.year, date.month)
    return max(index for index, span in enumerate(columns) if span and span[0].first <= month.first)


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
