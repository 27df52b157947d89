"""Step functions of facts that change with the day: posts held, law in force, names in use."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from macros.model import Event, Legislation, Membership, Name, Organization, Person, Text
from macros.queries.names import name_on
from macros.queries.status_on_day import (
    absences_of,
    first_known_in_force,
    force_changes,
    force_of,
    force_of_article,
    listings_of,
    post_of,
    tenure_key,
)
from macros.queries.step_functions import HIDDEN, SHOWN, StepFunction, step_function
from macros.register import Entry, Register, memoized
from macros.text import PartialDate, Period, Tristate, add_months

_DAY = dt.timedelta(days=1)
HOLDING = (Tristate.YES.value, "recent", "seen")
"""The answers of `tenure_steps` for those who stand among holders, the surest first."""
DOUBTFUL = ("old", "later", Tristate.UNKNOWN.value)
"""The answers for those who are shown apart: by old evidence, by later evidence, by none."""
_MOST_DATES = 12
"""How many days a page offers by name."""


@dataclass(frozen=True)
class KeyDate:
    """A day that a view offers by name."""

    date: PartialDate
    name: Text
    event: str
    """Address of the event."""


@memoized
def key_dates(register: Register) -> tuple[KeyDate, ...]:
    """The days that the events name as worth a look, oldest first; of many the last ones.

    Their number is limited since every page with a day to choose names them all.
    """
    by_name: dict[tuple[PartialDate, str], KeyDate] = {}
    for entry in register.all(Event):
        if entry.record.key_date:
            date, name = entry.record.date, entry.record.key_date
            by_name.setdefault((date, name.main), KeyDate(date, name, entry.address))
    return tuple(sorted(by_name.values(), key=lambda key: key.date)[-_MOST_DATES:])


@memoized
def evidence_grades(register: Register) -> tuple[tuple[str, int], ...]:
    """How many months after the last evidence each grade still applies, newest evidence first."""
    labels, grades = register.labels, register.labels.group("evidence-months")
    months = ((grade, labels.get(f"evidence-months.{grade}")) for grade in grades)
    return tuple(sorted(((grade, int(count)) for grade, count in months), key=itemgetter(1)))


def _graded(register: Register, period: Period, day: dt.date) -> str:
    """What is to be said of a day on which it is not known whether a period holds.

    By the age of the last evidence: a grade and its day, `recent~2026-03-18`. Where all evidence
    lies after the day: `later` and the first of it. Where there is none: `unknown`.
    """
    earlier = [date for date in period.evidence if date.first <= day]
    if earlier:
        nearest = max(earlier, key=lambda date: date.last)
        for grade, months in evidence_grades(register):
            if day <= add_months(nearest.last, months):
                return f"{grade}~{nearest}"
        return f"old~{nearest}"
    return f"later~{period.evidence[0]}" if period.evidence else Tristate.UNKNOWN


def _grade_changes(register: Register, period: Period) -> Iterator[dt.date]:
    """The days on which the evidence of a period falls into another grade."""
    for date in period.evidence:
        for _, months in evidence_grades(register):
            last = add_months(date.last, months)
            yield last + _DAY if last < dt.date.max else last


@memoized
def tenure_steps(register: Register, membership: Membership) -> StepFunction:
    """Whether a membership held: keys under `held`, graded where it is not known."""
    body = register.get(Organization, membership.organization).record
    post, period = post_of(body, membership), membership.period
    dates: list[PartialDate | None] = [*period.dates, *body.lifetime.dates]
    if post:
        dates += post.lifetime.dates
    dates += _superseding_dates(register, membership.organization)
    days = list(_grade_changes(register, period))
    for absence in absences_of(register, membership):
        days += _days_beside(absence.first, absence.last)

    def answer(day: dt.date) -> str:
        key = tenure_key(register, membership, day)
        return _graded(register, period, day) if key == Tristate.UNKNOWN else key

    return step_function(answer, dates, days)


def latest_membership(register: Register, person: Person, day: dt.date) -> Membership | None:
    """The post for which a person is known on `day`: one held, else one likely held, else the last.

    Of several the one with the newest date.
    """

    def order(membership: Membership) -> tuple[int, str]:
        word = tenure_steps(register, membership).on(day).partition("~")[0]
        rank = HOLDING.index(word) if word in HOLDING else len(HOLDING)
        latest = max(map(str, membership.period.dates), default="")
        return -rank, latest

    return max(person.memberships, key=order, default=None)


def current_memberships(register: Register, person: Person, day: dt.date) -> list[Membership]:
    """The posts that somebody holds on `day`, surely or by evidence not long before, main first."""
    main = latest_membership(register, person, day)
    held = [
        membership
        for membership in reversed(person.memberships)
        if tenure_steps(register, membership).on(day).partition("~")[0] in HOLDING
    ]
    return sorted(held, key=lambda membership: membership is not main)


def held_before(person: Person, membership: Membership) -> Membership | None:
    """The post that somebody left last before another began; None where none is known."""
    start = membership.start_date
    left = [
        other
        for other in person.memberships
        if start and other.end_date and other is not membership and other.end_date <= start
    ]
    return max(left, key=lambda other: str(other.end_date), default=None)


def existence_on(
    register: Register, entry: Entry[Organization], day: dt.date
) -> tuple[str, PartialDate | None]:
    """Whether a body exists on `day`, by its own evidence or a structure that lists it.

    A key under `exists` in the labels, with the day of the nearest evidence where it is not
    certain; an empty one where no recent source shows it.
    """
    periods = [entry.record.lifetime]
    periods += [listing.structure.period for listing in listings_of(register, entry.address)]
    answers = [period_steps(register, period).on(day).partition("~") for period in periods]
    held = [answer for answer in answers if answer[0] in HOLDING]
    word, _, nearest = min(held, key=lambda answer: HOLDING.index(answer[0]), default=("", "", ""))
    return word, PartialDate.parse(nearest) if nearest else None


def _days_beside(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days from which something lies before, on or after some days."""
    for day in (first, last):
        yield day
        yield from (day + _DAY for _ in range(day < dt.date.max))


def _superseding_dates(register: Register, address: str) -> Iterator[PartialDate | None]:
    """The dates that decide whether a body is superseded: of structures, of successors."""
    listings = listings_of(register, address)
    for body in {listing.body.address: listing.body for listing in listings}.values():
        yield from (structure.start_date for structure in body.record.structures)
    yield from (
        successor.date for successor in register.get(Organization, address).record.successors
    )


def period_steps(register: Register, *periods: Period) -> StepFunction:
    """Whether all of several periods held on a day, with the answers of `tenure_steps`."""

    def answer(day: dt.date) -> str:
        statuses = [period.on(day) for period in periods]
        if any(period.start and day < period.start.first for period in periods):
            return "not-yet"
        if Tristate.NO in statuses:
            return Tristate.NO
        if Tristate.UNKNOWN not in statuses:
            return Tristate.YES
        return _graded(register, periods[statuses.index(Tristate.UNKNOWN)], day)

    dates = (date for period in periods for date in period.dates)
    days = (day for period in periods for day in _grade_changes(register, period))
    return step_function(answer, dates, days)


@memoized
def force_steps(
    register: Register, entry: Entry[Legislation], locator: str | None = None
) -> StepFunction:
    """The status of a document, or of an article of it: keys under `force`."""

    def answer(day: dt.date) -> str:
        if locator is None:
            return force_of(register, entry, day).value
        return force_of_article(register, entry, locator, day).value

    dates = [*_dates_in(entry), *force_changes(register, entry)]
    return step_function(answer, [*dates, first_known_in_force(register, entry)])


def _dates_in(entry: Entry) -> Iterator[PartialDate]:
    """Every date in a record."""
    for _, part in entry.parts:
        for name in type(part).model_fields:
            value = getattr(part, name)
            values: Iterable[object] = value if isinstance(value, tuple) else (value,)
            yield from (item for item in values if isinstance(item, PartialDate))


def name_steps(names: tuple[Name, ...]) -> tuple[tuple[Name, StepFunction], ...]:
    """On which days each of several names is the one to show; always exactly one is."""
    dates = [name.start_date for name in names]

    def steps_of(name: Name) -> StepFunction:
        return step_function(lambda day: SHOWN if name_on(names, day) is name else HIDDEN, dates)

    pairs = ((name, steps_of(name)) for name in names)
    return tuple((name, steps) for name, steps in pairs if steps != StepFunction(HIDDEN))


def shown_from(date: PartialDate | None) -> StepFunction:
    """Shown from a day on; always, where the day is not known."""
    return step_function(lambda day: SHOWN if date is None or day >= date.last else HIDDEN, (date,))
