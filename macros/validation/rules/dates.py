"""Rules about dates that can not be true together."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from macros.model import Membership, Organization, Part, Person, Span
from macros.register import Entry, Finding, Register, all_memberships, newest_name
from macros.text import PartialDate
from macros.yamlio import Loc

_ENDS = (
    ("start_date", "end_date"),
    ("date", "end_date"),
    ("not_before", "not_after"),
    ("date_document", "date_no_longer_in_force"),
    ("first_date_entry_in_force", "date_no_longer_in_force"),
)


@cache
def _ends(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The pairs of beginning and end that a part has."""
    return tuple(pair for pair in _ENDS if set(pair) <= set(part.model_fields))


def end_before_start(register: Register) -> Iterator[Finding]:
    """No period ends before it starts."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            for first, last in _ends(type(part)):
                start, end = getattr(part, first), getattr(part, last)
                if start and end and end.last < start.first:
                    yield entry, (*loc, last), {"start": start, "end": end}
    for entry in register.all(Organization):
        start, end = _life(entry.record)
        if start and end and end.last < start.first:
            yield entry, ("dissolution", "date"), {"start": start, "end": end}


def attested_outside(register: Register) -> Iterator[Finding]:
    """No day on which a source shows something lies outside the period given for it."""
    for entry in register.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, Span):
                for index, date in enumerate(part.attested):
                    early = part.start_date and date.last < part.start_date.first
                    late = part.end_date and date.first > part.end_date.last
                    if early or late:
                        period = _period(part.start_date, part.end_date)
                        yield entry, (*loc, "attested", index), {"date": date, "period": period}


def overlapping_memberships(register: Register) -> Iterator[Finding]:
    """A person holds a post once at a time, and a single seat has one holder at a time."""
    held: dict[str, list[tuple[Entry[Person], Loc, Membership]]] = defaultdict(list)
    for entry, loc, membership in all_memberships(register):
        if membership.post and membership.organization:
            held[f"{membership.organization}#{membership.post}"].append((entry, loc, membership))
    for address, group in held.items():
        seats = _seats(register, address)
        for (other, _, first), (entry, loc, second) in combinations(group, 2):
            if (other is entry or seats == 1) and first.period.overlaps(second.period):
                period = _period(first.start_date, first.end_date)
                yield entry, loc, {"other": other.address, "period": period}


def outside_life(register: Register) -> Iterator[Finding]:
    """Nobody is in a body or post before it begins or after it ends."""
    for entry, loc, membership in all_memberships(register):
        entry_of_body = register.find(Organization, membership.organization)
        if entry_of_body is None:
            continue
        body = entry_of_body.record
        posts = [post for post in body.posts if post.id == membership.post]
        lives = [_life(body), *((post.start_date, post.end_date) for post in posts)]
        for start, end in lives:
            for place, date in _days(membership):
                early, late = start and date.last < start.first, end and date.first > end.last
                if early or late:
                    values = {"date": date, "body": newest_name(entry_of_body)}
                    yield entry, (*loc, *place), {**values, "life": _period(start, end)}


def _period(start: PartialDate | None, end: PartialDate | None) -> str:
    return f"{start or '…'} – {end or '…'}"


def short_interval(register: Register) -> Iterator[Finding]:
    """A record is due again after one month at least."""
    for entry in register.entries.values():
        months = entry.record.review_every
        if months is not None and not 1 <= months <= 1200:
            yield entry, ("review_every",), {"value": months}


def _days(membership: Membership) -> Iterator[tuple[Loc, PartialDate]]:
    for field in ("start_date", "end_date"):
        if date := getattr(membership, field):
            yield (field,), date
    for index, date in enumerate(membership.attested):
        yield ("attested", index), date


def _life(body: Organization) -> tuple[PartialDate | None, PartialDate | None]:
    start = body.founding.date if body.founding else None
    return start, body.dissolution.date if body.dissolution else None


def _seats(register: Register, address: str) -> int | None:
    body, post_id = register.find(Organization, address), address.partition("#")[2]
    posts = body.record.posts if body else ()
    return next((post.seats for post in posts if post.id == post_id), None)
