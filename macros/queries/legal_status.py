"""Knows what was so on a day: documents in force, posts held, bodies alive; refuses to guess."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.model import (
    Article,
    ArticleVersion,
    Legislation,
    Membership,
    Organization,
    Person,
    Post,
    Relation,
    RelationType,
    Structure,
)
from macros.register import Entry, Link, Register, memoized
from macros.text import Locator, PartialDate, Period, Tristate, covers, parse_locator

_DAY = dt.timedelta(days=1)


class Force(StrEnum):
    """Status of a document in the words of the national legal database."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    PARTLY = "partly"
    ENDED = "ended"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


def force_of(register: Register, entry: Entry, day: dt.date) -> Force:
    """The status of a legal document on `day`."""
    document = entry.record
    assert isinstance(document, Legislation)
    first, end = document.first_date_entry_in_force, document.date_no_longer_in_force
    begin = first or document.date_document or document.not_before
    if begin and day < begin.first:
        return Force.NOT_YET
    if end and day >= end.first:
        return Force.ENDED if day >= end.last or end.is_day else Force.UNKNOWN
    if paused := _paused(document, day):
        return paused
    if first is None or day < first.last or (document.lapse and day >= document.lapse.date.first):
        return Force.UNKNOWN
    turns = force_changes(register, entry)
    if any(date.last <= day for date in turns):
        return Force.PARTLY
    return Force.UNKNOWN if any(date.first <= day for date in turns) else Force.IN_FORCE


def _paused(document: Legislation, day: dt.date) -> Force | None:
    for pause in document.suspensions:
        start, end = pause.start_date, pause.end_date
        if start.first <= day and (end is None or day <= end.last):
            is_certain = start.last <= day and (end is None or day <= end.first)
            return Force.SUSPENDED if is_certain else Force.UNKNOWN
    return None


@memoized
def force_changes(register: Register, entry: Entry) -> tuple[PartialDate, ...]:
    """The days on which a part of a document changed or ended."""
    document = entry.record
    assert isinstance(document, Legislation)
    versions = (version for article in document.articles for version in article.versions)
    days = [version.date_no_longer_in_force for version in versions]
    for link in register.links_to(entry.address):
        if isinstance(link.part, Relation) and link.part.type is RelationType.AMENDS:
            other = link.origin.record
            assert isinstance(other, Legislation)
            days.append(other.first_date_entry_in_force)
    return tuple(date for date in days if date)


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


def force_of_article(register: Register, entry: Entry, locator: str | None, day: dt.date) -> Force:
    """The status on `day` of the places that `locator` names, as far as they are declared.

    A place that ended is ended though its document goes on; else it shares the document's. Where
    only parts of it are declared, or several places are named, and they differ: partly.
    """
    whole = force_of(register, entry, day)
    if locator is None or whole not in (Force.IN_FORCE, Force.PARTLY):
        return whole
    return _joint({_force_of_place(entry, place, whole, day) for place in parse_locator(locator)})


def _joint(found: set[Force]) -> Force:
    if len(found) == 1:
        return found.pop()
    return Force.UNKNOWN if Force.UNKNOWN in found else Force.PARTLY


def _force_of_place(entry: Entry, place: Locator, whole: Force, day: dt.date) -> Force:
    document = entry.record
    assert isinstance(document, Legislation)
    declared = [
        (one, article) for article in document.articles for one in parse_locator(article.locator)
    ]
    around = [article for one, article in declared if covers(one, place)]
    if around:
        return _force_of(around, day)
    inside = {_force_of([article], day) for one, article in declared if covers(place, one)}
    joint = _joint(inside) if inside else whole
    # That the parts declared are in force says nothing of the others.
    return whole if joint is Force.IN_FORCE else joint


def _force_of(found: list[Article], day: dt.date) -> Force:
    if any(version_on(article, day) for article in found):
        return Force.IN_FORCE
    versions = [version for article in found for version in article.versions]
    starts = [version.first_date_entry_in_force for version in versions]
    ends = [version.date_no_longer_in_force for version in versions]
    if all(start and day < start.first for start in starts):
        return Force.NOT_YET
    return Force.ENDED if all(end and end.last <= day for end in ends) else Force.UNKNOWN


def latest_version(register: Register, person: Person, day: dt.date) -> Membership | None:
    """The post for which a person is known on `day`: one held, else not known, else the last."""
    rank = {Tristate.YES: 2, Tristate.UNKNOWN: 1, Tristate.NO: 0}

    def order(one: Membership) -> tuple[int, str]:
        dates = (one.start_date, one.end_date, *one.attested)
        return rank[held(register, one, day)], max(
            (str(date) for date in dates if date), default=""
        )

    return max(person.memberships, key=order, default=None)


def life(body: Organization) -> Period:
    """The time in which an organization existed, as far as it is known."""
    return body.lifetime


def post_of(body: Organization, membership: Membership) -> Post | None:
    """The post that a membership is about, if the body declares it."""
    return next((post for post in body.posts if post.id == membership.post), None)


def held(register: Register, membership: Membership, day: dt.date) -> Tristate:
    """Whether a membership held on `day`; nobody holds a post of a body that is gone."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    if life(body).on(day) is Tristate.NO or is_left(register, membership.organization, day):
        return Tristate.NO
    if post and Period(post.start_date, post.end_date).on(day) is Tristate.NO:
        return Tristate.NO
    answer = membership.period.on(day)
    if answer is Tristate.UNKNOWN and _one_seat(post):
        is_other = _is_followed(register, membership, day) or _is_preceded(
            register, membership, day
        )
        return Tristate.NO if is_other else answer
    return answer


def held_word(register: Register, membership: Membership, day: dt.date) -> str:
    """The answer of `held` as a word, with "no" told apart into not yet and no longer."""
    body = register.get(Organization, membership.organization).record
    post = post_of(body, membership)
    starts = (membership.start_date, life(body).start, post.start_date if post else None)
    if any(start and day < start.first for start in starts):
        return "not-yet"
    answer = held(register, membership, day)
    is_before = (
        answer is Tristate.NO and _one_seat(post) and _is_preceded(register, membership, day)
    )
    return "not-yet" if is_before else answer.value


def is_left(register: Register, address: str, day: dt.date) -> bool:
    """Whether a body is no more as such on `day`: unlisted by now, or followed as a whole."""
    if gone_from(register, address, day):
        return True
    dates = [
        one.date
        for one in register.get(Organization, address).record.successors
        if one.scope is None
    ]
    return any(date and date.last < day for date in dates)


def _one_seat(post: Post | None) -> bool:
    return post is not None and post.seats == 1


def _others(register: Register, membership: Membership) -> Iterator[tuple[dt.date, dt.date]]:
    """The days on which others are known to have held the same post."""
    for link in register.links_to(membership.organization):
        other = link.part
        if not isinstance(other, Membership) or other is membership:
            continue
        if other.post == membership.post and other.period.certain:
            yield other.period.certain


def _is_followed(register: Register, membership: Membership, day: dt.date) -> bool:
    """Whether somebody else held the one seat between the days known of this one and `day`."""
    known = membership.period.certain
    return known is not None and any(
        max(known[1] + _DAY, first) <= min(last, day - _DAY)
        for first, last in _others(register, membership)
        if day > dt.date.min
    )


def _is_preceded(register: Register, membership: Membership, day: dt.date) -> bool:
    """Whether somebody else held the one seat between `day` and the days known of this one."""
    known = membership.period.certain
    return known is not None and any(
        max(day + _DAY, first) <= min(last, known[0] - _DAY)
        for first, last in _others(register, membership)
        if day < dt.date.max
    )


@dataclass(frozen=True)
class Listing:
    """A unit in a structure of a body."""

    body: Entry
    structure: Structure


@memoized
def listings(register: Register, address: str) -> tuple[Listing, ...]:
    """The structures that list a unit, oldest first."""
    found = [
        Listing(link.origin, _structure(link))
        for link in register.links_to(address)
        if link.key == "organizations.structures.groups.units.organization"
    ]
    return tuple(sorted(found, key=lambda listing: str(listing.structure.start_date or "")))


def _structure(link: Link) -> Structure:
    body, index = link.origin.record, link.loc[1]
    assert isinstance(body, Organization)
    assert isinstance(index, int)
    return body.structures[index]


def gone_from(register: Register, address: str, day: dt.date) -> Listing | None:
    """The complete structure in force on `day` that no longer lists a unit once listed."""
    listed = listings(register, address)
    for body in {listing.body.address: listing.body for listing in listed}.values():
        assert isinstance(body.record, Organization)
        structures = body.record.structures
        begun = [one for one in structures if one.start_date and one.start_date.last <= day]
        was_listed = any(one.structure in begun[:-1] for one in listed)
        if was_listed and begun[-1].complete and all(one.structure != begun[-1] for one in listed):
            return Listing(body, begun[-1])
    return None


def ended_on(register: Register, entry: Entry, day: dt.date) -> PartialDate | None:
    """The last day of a body, or the first day without a document, if that is past on `day`."""
    record = entry.record
    if isinstance(record, Organization) and record.dissolution:
        last = record.dissolution.date
        return last if last and last.last < day else None
    if isinstance(record, Legislation):
        end = record.date_no_longer_in_force
        return end if end and end.last <= day else None
    return None
