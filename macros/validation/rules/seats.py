"""Rules about how many may hold a post at one time, and about what is written twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from macros.model import Membership, Organization, Part, Participation, Person, fields_of
from macros.register import Entry, Finding, Register, all_memberships
from macros.text import PartialDate, Period
from macros.yamlio import Loc

_TOLD_APART = ("posts", "structures", "relations", "former_ids", "former_fragments")
"""Lists of which other rules say what stands in them twice."""


@dataclass(frozen=True, eq=False)
class _Seat:
    """A membership with the days on which it certainly held."""

    entry: Entry[Person]
    loc: Loc
    membership: Membership
    first: int
    last: int


def overlapping_memberships(register: Register) -> Iterator[Finding]:
    """A person holds a post once at a time, and a single seat has one holder at a time."""
    for address, taken in _seats_taken(register).items():
        reported = set()
        groups = [*_by_person(taken)]
        groups += [taken] if _seat_count(register, address) == 1 else []
        for group in groups:
            for seat, others in _crowded(group, 1):
                if seat not in reported:
                    reported.add(seat)
                    period = seat_period(others[0].membership.period)
                    values = {"other": others[0].entry.address, "period": period}
                    yield seat.entry, seat.loc, values


def too_many_holders(register: Register) -> Iterator[Finding]:
    """On no day more people hold a post than it has seats."""
    for address, taken in _seats_taken(register).items():
        seats = _seat_count(register, address)
        if seats and seats > 1:
            for seat, others in _crowded(taken, seats):
                day = PartialDate.parse(str(seat.membership.period.evidence[0]))
                names = ", ".join(f'"{other.entry.address}"' for other in others)
                yield seat.entry, seat.loc, {"seats": seats, "others": names, "day": day}


def held_while_vacant(register: Register) -> Iterator[Finding]:
    """Nobody holds a single seat while a source says that it is vacant."""
    taken = _seats_taken(register)
    for entry in register.all(Organization):
        for number, post in enumerate(entry.record.posts):
            for index, vacancy in enumerate(post.vacancies):
                for seat in taken[f"{entry.address}#{post.id}"] if post.seats == 1 else ():
                    if vacancy.period.overlaps(seat.membership.period):
                        period = seat_period(seat.membership.period)
                        values = {"other": seat.entry.address, "period": period}
                        yield entry, ("posts", number, "vacancies", index), values


def undated_twice(register: Register) -> Iterator[Finding]:
    """Of two times of a person in one post or role, one at least is dated."""
    seen: dict[tuple[object, ...], Membership] = {}
    for entry, loc, membership in all_memberships(register):
        if membership.period.dates:
            continue
        role = membership.post or (membership.role.main if membership.role else "")
        key = (entry.address, membership.organization, role)
        if key in seen and seen[key] != membership:
            yield entry, loc, {"body": membership.organization, "post": role}
        seen.setdefault(key, membership)


def written_twice(register: Register) -> Iterator[Finding]:
    """No list holds the same item twice."""
    for entry in register.entries.values():
        for loc, part in () if entry.unread else entry.parts:
            for key in _list_keys(type(part)):
                items = getattr(part, key)
                if len(items) < 2:
                    continue
                places: dict[object, int] = {}
                for index, item in enumerate(items):
                    number = places.setdefault(_identity(item), index)
                    if number != index:
                        yield entry, (*loc, key, index), {"key": key, "number": number + 1}


@cache
def _list_keys(model: type[Part]) -> tuple[str, ...]:
    keys = (field.key for field in fields_of(model) if field.many)
    return tuple(key for key in keys if key not in _TOLD_APART)


def _identity(item: object) -> object:
    """What makes two items the same: of participants, the person and the part."""
    return (item.person, item.role) if isinstance(item, Participation) else item


def _seats_taken(register: Register) -> dict[str, list[_Seat]]:
    """Who certainly held each post on some day, by the address of the post, in order of time."""
    taken: dict[str, list[_Seat]] = defaultdict(list)
    seen = set()
    for entry, loc, membership in all_memberships(register):
        span, key = membership.period.certain, (entry.address, membership)
        if membership.post and span and key not in seen:
            seen.add(key)
            first, last = span
            if membership.end_date:
                last = min(last, membership.end_date.last)
            seat = _Seat(entry, loc, membership, first.toordinal(), last.toordinal())
            taken[f"{membership.organization}#{membership.post}"].append(seat)
    for seats in taken.values():
        seats.sort(key=lambda seat: seat.first)
    return taken


def _by_person(seats: Sequence[_Seat]) -> Iterator[list[_Seat]]:
    groups: dict[str, list[_Seat]] = defaultdict(list)
    for seat in seats:
        groups[seat.entry.address].append(seat)
    yield from (group for group in groups.values() if len(group) > 1)


def _crowded(seats: Sequence[_Seat], limit: int) -> Iterator[tuple[_Seat, list[_Seat]]]:
    """Each seat that is taken while as many others are taken as there are; and these."""
    taken: list[_Seat] = []
    for seat in seats:
        taken = [*(other for other in taken if other.last >= seat.first), seat]
        if len(taken) - _handovers(taken, seat.first) > limit:
            others = [other for other in taken if other is not seat]
            yield seat, sorted(others, key=lambda other: other.last == seat.first)


def _handovers(seats: Sequence[_Seat], day: int) -> int:
    """How many seats pass on a day from one who ends on it to another who begins on it."""
    ending = {seat for seat in seats if seat.last == day}
    beginning = {seat for seat in seats if seat.first == day}
    if ending == beginning:
        return max(len(ending) - 1, 0)
    return min(len(ending), len(beginning))


def _seat_count(register: Register, address: str) -> int | None:
    body, post_id = register.find(Organization, address), address.partition("#")[2]
    posts = body.record.posts if body else ()
    return next((post.seats for post in posts if post.id == post_id), None)


def seat_period(period: Period) -> str:
    """The known ends of a period, dots for the others."""
    return f"{period.start or '…'} – {period.end or '…'}"
