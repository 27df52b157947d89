"""Knows what was so on a day: documents in force, posts held, bodies alive; refuses to guess."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from macros.dates import Held, PartialDate, Period
from macros.eli import Article, ArticleVersion, Legislation, RelationType
from macros.popolo import Membership, Organization, Post, Structure
from macros.register import Entry, Link, Register, organization


class Force(StrEnum):
    """Status of a document in the words of the national legal database."""

    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    PARTLY = "partly"
    ENDED = "ended"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


def force(register: Register, entry: Entry, day: dt.date) -> Force:
    """The status of a legal document on `day`."""
    document = entry.record
    assert isinstance(document, Legislation)
    first, end = document.first_date_entry_in_force, document.date_no_longer_in_force
    begin = first or document.date_document or document.not_before
    if begin and day < begin.first:
        return Force.NOT_YET
    if end and day >= end.first:
        return Force.ENDED if day >= end.last or end.is_day else Force.UNKNOWN
    if any(pause.on(day) is not Held.NO for pause in _pauses(document)):
        return Force.SUSPENDED
    if first is None or day < first.last or (document.lapse and day >= document.lapse.date.first):
        return Force.UNKNOWN
    return Force.PARTLY if _changed(register, entry, document, day) else Force.IN_FORCE


def _pauses(document: Legislation) -> tuple[Period, ...]:
    return tuple(Period(pause.start_date, pause.end_date) for pause in document.suspensions)


def _changed(register: Register, entry: Entry, document: Legislation, day: dt.date) -> bool:
    ended = (
        version.date_no_longer_in_force
        for article in document.articles
        for version in article.versions
    )
    changes = [date for date in ended if date]
    for link in register.links_to(entry.address):
        if getattr(link.part, "type", None) is RelationType.AMENDS:
            other = link.origin.record
            assert isinstance(other, Legislation)
            changes += [date for date in (other.first_date_entry_in_force,) if date]
    return any(date.first <= day for date in changes)


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


def life(body: Organization) -> Period:
    """The time in which an organization existed, as far as it is known."""
    return Period(
        body.founding.date if body.founding else None,
        body.dissolution.date if body.dissolution else None,
        body.attested,
    )


def post_of(body: Organization, membership: Membership) -> Post | None:
    """The post that a membership is about, if the body declares it."""
    return next((post for post in body.posts if post.id == membership.post), None)


def held(register: Register, membership: Membership, day: dt.date) -> Held:
    """Whether a membership held on `day`; nobody holds a post of a body that is gone."""
    body = organization(register, membership.organization)
    post = post_of(body, membership)
    if life(body).on(day) is Held.NO:
        return Held.NO
    if post and Period(post.start_date, post.end_date).on(day) is Held.NO:
        return Held.NO
    answer = membership.period.on(day)
    if answer is Held.UNKNOWN and post and post.seats == 1:
        return Held.NO if _is_followed(register, membership, day) else answer
    return answer


def held_word(register: Register, membership: Membership, day: dt.date) -> str:
    """The answer of `held` as a word, with "no" told apart into not yet and no longer."""
    start = membership.start_date
    if start and day < start.first:
        return "not-yet"
    return held(register, membership, day).value


def _is_followed(register: Register, membership: Membership, day: dt.date) -> bool:
    """Whether somebody else has since taken the one seat of the post."""
    known = membership.period.certain
    for link in register.links_to(membership.organization):
        other = link.part
        if isinstance(other, Membership) and other.post == membership.post and known:
            taken = other.period.certain
            if taken and known[1] < taken[0] <= day:
                return True
    return False


@dataclass(frozen=True)
class Listing:
    """A unit in a structure of a body."""

    body: Entry
    structure: Structure


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
        begun = [one for one in body.record.structures if one.start_date]
        current = [one for one in begun if one.start_date and one.start_date.first <= day]
        if current and current[-1].complete and all(one.structure != current[-1] for one in listed):
            return Listing(body, current[-1])
    return None


def ended_on(register: Register, entry: Entry, day: dt.date) -> PartialDate | None:
    """The day on which a body or document ended, if that was before or on `day`."""
    record = entry.record
    end = None
    if isinstance(record, Organization) and record.dissolution:
        end = record.dissolution.date
    elif isinstance(record, Legislation):
        end = record.date_no_longer_in_force
    return end if end and end.first <= day else None
