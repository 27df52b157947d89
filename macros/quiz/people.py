"""Knows what can be asked about people and their posts; refuses to ask what is not certain."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from macros.model import Event, Membership, Organization, Participation, Person, Post
from macros.queries import held, in_language, life, position
from macros.quiz.question import Distractors, Draft, bare_text, draw_few, event_days, is_stated
from macros.register import Entry, Register, all_memberships
from macros.text import Period, Tristate

_PER_MEMBERSHIP = 2
"""How many days are asked about for one time in a post."""


def of_people(register: Register, day: dt.date) -> Iterator[Draft]:
    """Every question about posts, their holders and who did what at an event."""
    yield from _of_posts(register, day)
    for entry in register.all(Event):
        event = entry.record
        assert isinstance(event, Event)
        if event.date.is_day and event.date.last <= day:
            yield from _titles(register, entry, event)
            yield from _parts(entry, event)


def _of_posts(register: Register, day: dt.date) -> Iterator[Draft]:
    for entry, _, one in all_memberships(register):
        if one.post is None or not is_stated(one):
            continue
        asked = [
            date
            for date in _certain(one, event_days(register, day), day)
            if held(register, one, date) is Tristate.YES
        ]
        holders = [_holder(register, entry, one, date) for date in asked]
        found = [draft for draft in holders if draft]
        yield from draw_few("holder", found, _PER_MEMBERSHIP)
        posts = [_post(register, entry, one, date) for date in asked]
        yield from draw_few("post", posts, _PER_MEMBERSHIP)


def _certain(one: Membership, known: tuple[dt.date, ...], upto: dt.date) -> list[dt.date]:
    """The days asked about: attested ones and known days, but none of a handover."""
    if one.period.certain is None:
        return []
    first, last = one.period.certain
    ends = {date.first for date in (one.start_date, one.end_date) if date}
    seen = {date.first for date in one.attested if date.is_day}
    return sorted(date for date in {*known, *seen} - ends if first <= date <= min(last, upto))


def _address(one: Membership) -> str:
    return f"{one.organization}#{one.post}"


def _post_of(register: Register, address: str) -> Post:
    posts = register.get(Organization, address).record.posts
    return next(post for post in posts if post.id == address.partition("#")[2])


def _holder(register: Register, entry: Entry, one: Membership, date: dt.date) -> Draft | None:
    """Who held a post that one person can hold; everybody else then certainly did not."""
    address = _address(one)
    if _post_of(register, address).seats != 1:
        return None
    barred, near = {entry.address}, set[str]()
    for other, held_by in _members(register, one.organization):
        if held_by is one:
            continue
        answer = held(register, held_by, date)
        if held_by.post == one.post and answer is Tristate.YES:
            return None
        # By its own dates: that another had the one seat is no word on when this one left it.
        if held_by.period.on(date) is not Tristate.NO and held_by.post in (one.post, None):
            barred.add(other.address)
        elif held_by.post:
            near.add(other.address)

    def wrong() -> Distractors:
        people = (other.address for other in register.all(Person))
        return Distractors(tuple(one for one in people if one not in barred), frozenset(near))

    return Draft(
        *("holder", address, entry.address, wrong, entry.address, one.citations),
        day=date,
        period=one.period,
    )


def _members(register: Register, address: str) -> Iterator[tuple[Entry, Membership]]:
    """Everybody who is known to have been in a body."""
    for link in register.links_to(address):
        if isinstance(link.part, Membership):
            yield link.origin, link.part


def _post(register: Register, entry: Entry, one: Membership, date: dt.date) -> Draft:
    """Which post somebody held."""
    return Draft(
        *("post", entry.address, _address(one), partial(_other_posts, register, entry, one, date)),
        *(entry.address, one.citations),
        day=date,
        period=one.period,
    )


def _other_posts(register: Register, entry: Entry, one: Membership, date: dt.date) -> Distractors:
    """The posts that were another's, nobody's, or somebody's at another time."""
    assert isinstance(entry.record, Person)
    known = [(m, held(register, m, date)) for m in entry.record.memberships]
    acting = {m.organization for m, answer in known if m.post is None and answer is not Tristate.NO}
    wrong, near = [], set[str]()
    for body in register.all(Organization):
        assert isinstance(body.record, Organization)
        for post in body.record.posts:
            address = f"{body.address}#{post.id}"
            own = [pair for pair in known if pair[0].post and _address(pair[0]) == address]
            if address == _address(one) or body.address in acting:
                continue
            if own and all(is_stated(m) and m.period.on(date) is Tristate.NO for m, _ in own):
                near.add(address)
            elif own or not _is_others(register, address, post, date):
                continue
            wrong.append(address)
    return Distractors(tuple(wrong), frozenset(near))


def _is_others(register: Register, address: str, post: Post, date: dt.date) -> bool:
    """Whether a post did not exist on a day, or its one seat was certainly another's."""
    times = (
        life(register.get(Organization, address).record),
        Period(post.start_date, post.end_date),
    )
    if any(time.on(date) is Tristate.NO for time in times):
        return True
    return post.seats == 1 and any(
        is_stated(one)
        and date in _certain(one, (date,), date)
        and held(register, one, date) is Tristate.YES
        for _, one in _members(register, address)
        if one.post and _address(one) == address
    )


def _titles(register: Register, entry: Entry, event: Event) -> Iterator[Draft]:
    """With which title the report of an event prints somebody; the wrong ones are others'."""
    printed = {one.person: one for one in event.participants if one.title and one.citations}
    for person, one in printed.items():
        own = [in_language(one.title), *_positions(register, person)]
        others = {in_language(other.title) for other in printed.values() if other is not one}
        wrong = [text for text in sorted(others) if not any(_overlap(text, mine) for mine in own)]
        near = frozenset(text for text in wrong if text.split()[:1] == own[0].split()[:1])
        yield Draft(
            *("title", person, own[0], partial(Distractors, tuple(wrong), near)),
            *(entry.address, one.citations),
            about=entry.address,
        )


def _positions(register: Register, person: str) -> list[str]:
    record = register[person].record
    assert isinstance(record, Person)
    found = ((one, in_language(position(register, one))) for one in record.memberships)
    return [
        post
        if (body := bare_text(register, one.organization, dt.date.max)) in post
        else f"{post} {body}"
        for one, post in found
    ]


def _overlap(text: str, other: str) -> bool:
    return text.casefold() in other.casefold() or other.casefold() in text.casefold()


def _parts(entry: Entry, event: Event) -> Iterator[Draft]:
    """Who is reported in a part at an event that one person had."""
    for one in event.participants:
        others = [other for other in event.participants if other.person != one.person]
        alone = all(other.role != one.role for other in others) and _once(event, one)
        if alone and one.citations:
            wrong = tuple(other.person for other in others if _once(event, other))
            yield Draft(
                *("part", entry.address, one.person, partial(Distractors, wrong)),
                *(entry.address, one.citations),
                about=one.role,
                day=event.date.first,
            )


def _once(event: Event, one: Participation) -> bool:
    return [other.person for other in event.participants].count(one.person) == 1
