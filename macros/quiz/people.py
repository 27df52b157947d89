"""Drafts of questions about people: who held which post, and who did what at an event."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from macros.model import Event, Membership, Organization, Participation, Person, Post
from macros.queries import in_language, position, post_at, tenure_status
from macros.quiz.question import (
    Distractors,
    Draft,
    event_dates,
    is_stated,
    plain_text_of,
    sample_drafts,
)
from macros.register import Entry, Register
from macros.text import Period, Tristate

_PER_MEMBERSHIP = 2
"""How many days are asked about for one membership."""


def people_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about posts, their holders and who did what at an event."""
    yield from _tenure_drafts(register, day)
    for entry in register.all(Event):
        if entry.record.date.is_day and entry.record.date.last <= day:
            yield from _title_drafts(register, entry)
            yield from _part_drafts(entry)


def _tenure_drafts(register: Register, day: dt.date) -> Iterator[Draft]:
    for person in register.all(Person):
        for membership in person.record.memberships:
            if membership.post is None or not is_stated(membership):
                continue
            dates = [
                date
                for date in _certain_days(membership, event_dates(register, day), day)
                if tenure_status(register, membership, date) is Tristate.YES
            ]
            holders = [_holder_draft(register, person, membership, date) for date in dates]
            drafts = [draft for draft in holders if draft]
            yield from sample_drafts("holder", drafts, _PER_MEMBERSHIP)
            drafts = [_post_draft(register, person, membership, date) for date in dates]
            yield from sample_drafts("post", drafts, _PER_MEMBERSHIP)


def _certain_days(
    membership: Membership, event_days: tuple[dt.date, ...], until: dt.date
) -> list[dt.date]:
    """The days asked about: attested ones and those of events, but none of a handover."""
    if membership.period.certain is None:
        return []
    first, last = membership.period.certain
    handovers = {date.first for date in (membership.start_date, membership.end_date) if date}
    attested = {date.first for date in membership.attested if date.is_day}
    days = {*event_days, *attested} - handovers
    return sorted(day for day in days if first <= day <= min(last, until))


def _post_address(membership: Membership) -> str:
    return f"{membership.organization}#{membership.post}"


def _holder_draft(
    register: Register, person: Entry[Person], membership: Membership, date: dt.date
) -> Draft | None:
    """Who held a post that one person can hold; everybody else then certainly did not."""
    post = _post_address(membership)
    if post_at(register, post).seats != 1:
        return None
    excluded, near = {person.address}, set[str]()
    for address, other in _memberships_in(register, membership.organization):
        if other is membership:
            continue
        is_certain = tenure_status(register, other, date) is Tristate.YES
        if other.post == membership.post and is_certain:
            return None
        # By its own dates: that another had the one seat does not say when this one left it.
        is_possible = other.period.on(date) is not Tristate.NO
        if is_possible and other.post in (membership.post, None):
            excluded.add(address)
        elif other.post:
            near.add(address)

    def wrong() -> Distractors:
        people = (entry.address for entry in register.all(Person))
        return Distractors(
            tuple(address for address in people if address not in excluded), frozenset(near)
        )

    return Draft(
        *("holder", post, person.address, wrong, person.address, membership.citations),
        day=date,
        period=membership.period,
    )


def _memberships_in(register: Register, address: str) -> Iterator[tuple[str, Membership]]:
    """The memberships in a body, each with the address of the person."""
    for link in register.links_to(address):
        if isinstance(link.part, Membership):
            yield link.origin.address, link.part


def _post_draft(
    register: Register, person: Entry[Person], membership: Membership, date: dt.date
) -> Draft:
    """Which post somebody held."""
    wrong = partial(_other_posts, register, person.record, membership, date)
    return Draft(
        *("post", person.address, _post_address(membership), wrong),
        *(person.address, membership.citations),
        day=date,
        period=membership.period,
    )


def _other_posts(
    register: Register, person: Person, membership: Membership, date: dt.date
) -> Distractors:
    """The posts that were another's, nobody's, or the person's own at another time."""
    in_a_role = {
        own.organization
        for own in person.memberships
        if own.post is None and tenure_status(register, own, date) is not Tristate.NO
    }
    wrong, near = [], set[str]()
    for body in register.all(Organization):
        for post in body.record.posts:
            address = f"{body.address}#{post.id}"
            if address == _post_address(membership) or body.address in in_a_role:
                continue
            own_times = [
                own for own in person.memberships if own.post and _post_address(own) == address
            ]
            if own_times and all(
                is_stated(own) and own.period.on(date) is Tristate.NO for own in own_times
            ):
                near.add(address)
            elif own_times or not _is_of_others(register, address, post, date):
                continue
            wrong.append(address)
    return Distractors(tuple(wrong), frozenset(near))


def _is_of_others(register: Register, address: str, post: Post, date: dt.date) -> bool:
    """Whether a post did not exist on a day, or its one seat was certainly another's."""
    lifetime = register.get(Organization, address).record.lifetime
    # Of a post that was merged into another nobody can say that it is not held.
    periods = (lifetime, Period(post.start_date, post.end_date))
    if any(period.on(date) is Tristate.NO for period in periods):
        return True
    return post.seats == 1 and any(
        is_stated(other)
        and date in _certain_days(other, (date,), date)
        and tenure_status(register, other, date) is Tristate.YES
        for _, other in _memberships_in(register, address)
        if other.post and _post_address(other) == address
    )


def _title_drafts(register: Register, entry: Entry[Event]) -> Iterator[Draft]:
    """With which title the report of an event prints somebody; the wrong ones are others'."""
    printed = {
        participation.person: participation
        for participation in entry.record.participants
        if participation.title and participation.citations
    }
    for person, participation in printed.items():
        own = [in_language(participation.title), *_positions(register, person)]
        others = {
            in_language(other.title) for other in printed.values() if other is not participation
        }
        wrong = [text for text in sorted(others) if not any(_overlap(text, title) for title in own)]
        near = frozenset(text for text in wrong if text.split()[:1] == own[0].split()[:1])
        yield Draft(
            *("title", person, own[0], partial(Distractors, tuple(wrong), near)),
            *(entry.address, participation.citations),
            about=entry.address,
        )


def _positions(register: Register, address: str) -> Iterator[str]:
    """The positions of a person, each with the body unless its title names it."""
    for membership in register.get(Person, address).record.memberships:
        title = in_language(position(register, membership))
        body = plain_text_of(register, membership.organization, dt.date.max)
        yield title if body in title else f"{title} {body}"


def _overlap(text: str, other: str) -> bool:
    return text.casefold() in other.casefold() or other.casefold() in text.casefold()


def _part_drafts(entry: Entry[Event]) -> Iterator[Draft]:
    """Who is reported in a part at an event that one person had."""
    event = entry.record
    for participation in event.participants:
        others = [other for other in event.participants if other.person != participation.person]
        is_alone = all(other.role != participation.role for other in others)
        if is_alone and _is_once(event, participation) and participation.citations:
            wrong = tuple(other.person for other in others if _is_once(event, other))
            yield Draft(
                *("part", entry.address, participation.person, partial(Distractors, wrong)),
                *(entry.address, participation.citations),
                about=participation.role,
                day=event.date.first,
            )


def _is_once(event: Event, participation: Participation) -> bool:
    """Whether somebody takes part in an event in one part alone."""
    return [other.person for other in event.participants].count(participation.person) == 1
