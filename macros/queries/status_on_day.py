"""The status on a day: of documents and articles, of memberships, of bodies."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.model import (
    Article,
    ArticleVersion,
    Legislation,
    Membership,
    Organization,
    Post,
    Relation,
    RelationType,
    Span,
    Structure,
)
from macros.queries.record_relations import item_at
from macros.register import Entry, Register, memoized
from macros.text import Locator, PartialDate, Period, Tristate, covers, parse_locator

_DAY = dt.timedelta(days=1)
ENDING = (RelationType.REPLACES, RelationType.REPEALS)
"""What a document does to another one to end it."""


class Force(StrEnum):
    """Status of a document in the words of the national legal database."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    PARTLY = "partly"
    ENDED = "ended"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


def force_of(register: Register, entry: Entry[Legislation], day: dt.date) -> Force:
    """The status of a legal document on `day`."""
    document = entry.record
    first, end = document.first_date_entry_in_force, document.date_no_longer_in_force
    begin = first or document.date_document or document.not_before
    first = first or first_known_in_force(register, entry)
    if begin and day < begin.first:
        return Force.NOT_YET
    if end and day >= end.first:
        return Force.ENDED if day >= end.last or end.is_day else Force.UNKNOWN
    if suspended := _suspended(document, day):
        return suspended
    if first is None or day < first.last or (document.lapse and day >= document.lapse.date.first):
        return Force.UNKNOWN
    changes = force_changes(register, entry)
    if any(date.last <= day for date in changes):
        return Force.PARTLY
    return Force.UNKNOWN if any(date.first <= day for date in changes) else Force.IN_FORCE


@memoized
def first_known_in_force(register: Register, entry: Entry[Legislation]) -> PartialDate | None:
    """The first day on which a document without a stated one is known to be in force, by others.

    Then a document ended that it replaced or repealed as a whole, or a structure under it began.
    """
    replaced = (
        register.get(Legislation, relation.target).record.date_no_longer_in_force
        for relation in entry.record.relations
        if relation.target and relation.type in ENDING and relation.target_locator is None
    )
    structures = (
        link.part.start_date
        for link in register.links_to(entry.address)
        if isinstance(link.part, Structure) and link.key.endswith("structures.instrument")
    )
    return min((date for date in (*replaced, *structures) if date), default=None)


def is_force_inferred(register: Register, entry: Entry[Legislation]) -> bool:
    """Whether no source states when a document was in force, and we conclude it."""
    document = entry.record
    if document.force_basis:
        return True
    is_stated = document.first_date_entry_in_force is not None
    return not is_stated and first_known_in_force(register, entry) is not None


def _suspended(document: Legislation, day: dt.date) -> Force | None:
    for suspension in document.suspensions:
        start, end = suspension.start_date, suspension.end_date
        if start.first <= day and (end is None or day <= end.last):
            is_certain = start.last <= day and (end is None or day <= end.first)
            return Force.SUSPENDED if is_certain else Force.UNKNOWN
    return None


@memoized
def force_changes(register: Register, entry: Entry[Legislation]) -> tuple[PartialDate, ...]:
    """The days on which a part of a document changed or ended."""
    document = entry.record
    versions = (version for article in document.articles for version in article.versions)
    dates = [version.date_no_longer_in_force for version in versions]
    for link in register.links_to(entry.address):
        if isinstance(link.part, Relation) and link.part.type is RelationType.AMENDS:
            amending = register.get(Legislation, link.origin.address)
            dates.append(amending.record.first_date_entry_in_force)
    return tuple(date for date in dates if date)


def version_on(article: Article, day: dt.date) -> ArticleVersion | None:
    """The wording of an article on `day`; None if it has none, or none is known."""
    for version in article.versions:
        begun = version.first_date_entry_in_force is None or (
            version.first_date_entry_in_force.last <= day
        )
        end = version.date_no_longer_in_force
        if begun and (end is None or day < end.first):
            return version
    return None


def force_of_article(
    register: Register, entry: Entry[Legislation], locator: str | None, day: dt.date
) -> Force:
    """The status on `day` of the places that `locator` names, as far as they are declared.

    A place that ended is ended though its document goes on; else it shares the document's. Where
    only parts of it are declared, or several places are named, and they differ: partly.
    """
    whole = force_of(register, entry, day)
    if locator is None or whole not in (Force.IN_FORCE, Force.PARTLY):
        return whole
    places = parse_locator(locator)
    return _joint({_force_of_place(entry.record, place, whole, day) for place in places})


def _joint(statuses: set[Force]) -> Force:
    """The status of several places together."""
    if len(statuses) == 1:
        return statuses.pop()
    return Force.UNKNOWN if Force.UNKNOWN in statuses else Force.PARTLY


def _force_of_place(document: Legislation, place: Locator, whole: Force, day: dt.date) -> Force:
    declared = [
        (declared_place, article)
        for article in document.articles
        for declared_place in parse_locator(article.locator)
    ]
    around = [article for declared_place, article in declared if covers(declared_place, place)]
    if around:
        return _force_of_articles(around, day)
    inside = {
        _force_of_articles([article], day)
        for declared_place, article in declared
        if covers(place, declared_place)
    }
    joint = _joint(inside) if inside else whole
    # That the parts declared are in force says nothing of the others.
    return whole if joint is Force.IN_FORCE else joint


def _force_of_articles(articles: list[Article], day: dt.date) -> Force:
    if any(version_on(article, day) for article in articles):
        return Force.IN_FORCE
    versions = [version for article in articles for version in article.versions]
    starts = [version.first_date_entry_in_force for version in versions]
    ends = [version.date_no_longer_in_force for version in versions]
    if all(start and day < start.first for start in starts):
        return Force.NOT_YET
    return Force.ENDED if all(end and end.last <= day for end in ends) else Force.UNKNOWN


def post_of(body: Organization, membership: Membership) -> Post | None:
    """The post that a membership is about, if the body declares it."""
    return next((post for post in body.posts if post.id == membership.post), None)


def tenure_status(register: Register, membership: Membership, day: dt.date) -> Tristate:
    """Whether somebody was in a post or role on `day`; nobody is in a body that is over."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    if body.lifetime.on(day) is Tristate.NO or is_superseded(
        register, membership.organization, day
    ):
        return Tristate.NO
    if post and post.lifetime.on(day) is Tristate.NO:
        return Tristate.NO
    status = membership.period.on(day)
    if status is Tristate.UNKNOWN and any(
        ask(register, membership, day) for ask in (_is_absent, _is_followed, _is_preceded)
    ):
        return Tristate.NO
    return status


def tenure_key(register: Register, membership: Membership, day: dt.date) -> str:
    """That status in one word: "no" is either `not-yet` or `no`, no longer."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    starts = (membership.start_date, body.lifetime.start, post.start_date if post else None)
    if any(start and day < start.first for start in starts):
        return "not-yet"
    status, known = tenure_status(register, membership, day), membership.period.certain
    is_before = known is not None and day < known[0] and _is_absent(register, membership, day)
    if status is Tristate.NO and (is_before or _is_preceded(register, membership, day)):
        return "not-yet"
    return status.value


def is_superseded(register: Register, address: str, day: dt.date) -> bool:
    """Whether a body was replaced by `day`: no longer listed as a unit, or followed as a whole."""
    if delisting_on(register, address, day):
        return True
    successors = register.get(Organization, address).record.successors
    dates = [successor.date for successor in successors if successor.scope is None]
    return any(date and date.last < day for date in dates)


@dataclass(frozen=True)
class Absence:
    """Days on which somebody certainly was not in a post or role, whatever else is not known."""

    first: dt.date
    last: dt.date
    is_handover: bool = False
    """Whether the first and the last day may be shared with somebody who held the post."""


@memoized
def absences_of(register: Register, membership: Membership) -> tuple[Absence, ...]:
    """Days on which another held the one seat, nobody did, or a complete list lacks the person."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    absences = []
    for roster in body.rosters:
        is_listed = membership.period.on(roster.date.first) is Tristate.YES
        is_about = not roster.posts or membership.post in roster.posts
        if roster.date.is_day and is_about and not is_listed:
            absences.append(Absence(roster.date.first, roster.date.first))
    if post and post.seats == 1:
        absences += [Absence(*span) for span in _certain(post.vacancies)]
        absences += [Absence(*span, is_handover=True) for span in _others(register, membership)]
    return tuple(absences)


def _certain(spans: Iterable[Span]) -> Iterator[tuple[dt.date, dt.date]]:
    yield from (span.period.certain for span in spans if span.period.certain)


def _others(register: Register, membership: Membership) -> Iterator[tuple[dt.date, dt.date]]:
    """The days on which others are known to have held the same post."""
    for link in register.links_to(membership.organization):
        other = link.part
        if not isinstance(other, Membership) or other is membership:
            continue
        if other.post == membership.post:
            yield from _certain([other])


def _is_absent(register: Register, membership: Membership, day: dt.date) -> bool:
    return any(
        absence.first <= day <= absence.last and not absence.is_handover
        for absence in absences_of(register, membership)
    )


def _is_followed(register: Register, membership: Membership, day: dt.date) -> bool:
    """Whether somebody certainly was out of a post between the days known of it and `day`."""
    known = membership.period.certain
    return known is not None and any(
        max(known[1] + _DAY, absence.first) <= min(absence.last, day - _DAY)
        for absence in absences_of(register, membership)
        if day > dt.date.min
    )


def _is_preceded(register: Register, membership: Membership, day: dt.date) -> bool:
    """Whether somebody certainly was out of a post between `day` and the days known of it."""
    known = membership.period.certain
    return known is not None and any(
        max(day + _DAY, absence.first) <= min(absence.last, known[0] - _DAY)
        for absence in absences_of(register, membership)
        if day < dt.date.max
    )


@dataclass(frozen=True)
class Listing:
    """A unit in a structure of a body."""

    body: Entry[Organization]
    structure: Structure


@memoized
def listings_of(register: Register, address: str) -> tuple[Listing, ...]:
    """The structures that list a unit, oldest first."""
    listings = []
    for link in register.links_to(address):
        if link.key == "organizations.structures.groups.units.organization":
            body = register.get(Organization, link.origin.address)
            listings.append(Listing(body, item_at(body.record.structures, link)))
    return tuple(sorted(listings, key=lambda listing: str(listing.structure.start_date or "")))


def time_listed(entry: Entry[Organization], listing: Listing) -> Period:
    """The time of a structure in which a unit that it lists existed."""
    periods = (listing.structure.period, entry.record.lifetime)
    starts = (period.start for period in periods if period.start)
    ends = (period.end for period in periods if period.end)
    return Period(max(starts, default=None), min(ends, default=None))


def bodies_above(register: Register, entry: Entry[Organization], day: dt.date) -> tuple[str, ...]:
    """The bodies under which another stands or stood last: those known for `day` before others."""
    above = [(parent.organization, parent.period) for parent in entry.record.parents]
    above += [
        (listing.body.address, time_listed(entry, listing))
        for listing in listings_of(register, entry.address)
    ]
    current = [address for address, period in above if period.on(day) is not Tristate.NO]
    return tuple(dict.fromkeys(current or [address for address, _ in above]))


def delisting_on(register: Register, address: str, day: dt.date) -> Listing | None:
    """The first complete structure begun by `day` that no longer lists a unit listed before."""
    listings = listings_of(register, address)
    listing_it = [listing.structure for listing in listings]
    for body in {listing.body.address: listing.body for listing in listings}.values():
        begun = [
            structure
            for structure in body.record.structures
            if structure.start_date and structure.start_date.last <= day
        ]
        last = max((begun.index(one) for one in listing_it if one in begun), default=None)
        since = () if last is None else begun[last + 1 :]
        if lacking := next((structure for structure in since if structure.complete), None):
            return Listing(body, lacking)
    return None


def is_delisted_at_once(register: Register, address: str, gone: Listing) -> bool:
    """Whether the list before the one that lacks a unit is known to have held it."""
    structures = gone.body.record.structures
    before = structures[structures.index(gone.structure) - 1]
    listed = [listing.structure for listing in listings_of(register, address)]
    return before.complete or before in listed


def dissolved_on(body: Organization, day: dt.date) -> PartialDate | None:
    """The last day of a body, if that is past on `day`."""
    last = body.dissolution.date if body.dissolution else None
    return last if last and last.last < day else None
