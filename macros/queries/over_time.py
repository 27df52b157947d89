"""Step functions of facts that change with the day: posts held, law in force, names in use."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.model import Event, Legislation, Membership, Name, Organization, Text
from macros.queries.names import name_on
from macros.queries.status_on_day import (
    force_changes,
    force_of,
    force_of_article,
    listings_of,
    post_of,
    tenure_key,
)
from macros.queries.step_functions import HIDDEN, SHOWN, StepFunction, midpoints, step_function
from macros.register import Entry, Register, memoized
from macros.text import PartialDate, Period, Tristate

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
            by_name.setdefault((date, name.vi), KeyDate(date, name, entry.address))
    return tuple(sorted(by_name.values(), key=lambda key: key.date)[-_MOST_DATES:])


def _with_nearest(label: str, attested: Period, day: dt.date) -> str:
    nearest = attested.nearest(day) if label == Tristate.UNKNOWN else None
    return f"{label}~{nearest}" if nearest else label


@memoized
def tenure_steps(register: Register, membership: Membership) -> StepFunction:
    """Whether a membership held: keys under `held`; `unknown~2024-03-11` names the nearest day."""
    body = register.get(Organization, membership.organization).record
    post, period = post_of(body, membership), membership.period
    dates: list[PartialDate | None] = [*_dates(period), *_dates(body.lifetime)]
    if post:
        dates += [post.start_date, post.end_date]
        for link in register.links_to(membership.organization):
            if isinstance(link.part, Membership) and link.part.post == post.id:
                dates += _dates(link.part.period)
    dates += _superseding_dates(register, membership.organization)

    def answer(day: dt.date) -> str:
        return _with_nearest(tenure_key(register, membership, day), period, day)

    return step_function(answer, dates, midpoints(period.attested))


def _superseding_dates(register: Register, address: str) -> Iterator[PartialDate | None]:
    """The dates that decide whether a body is superseded: of structures, of successors."""
    listings = listings_of(register, address)
    for body in {listing.body.address: listing.body for listing in listings}.values():
        yield from (structure.start_date for structure in body.record.structures)
    yield from (
        successor.date for successor in register.get(Organization, address).record.successors
    )


def _dates(period: Period) -> Iterator[PartialDate]:
    yield from (date for date in (period.start, period.end, *period.attested) if date)


def period_steps(*periods: Period) -> StepFunction:
    """Whether all of several periods held on a day, with the answers of `tenure_steps`."""

    def answer(day: dt.date) -> str:
        statuses = [period.on(day) for period in periods]
        if any(period.start and day < period.start.first for period in periods):
            return "not-yet"
        if Tristate.NO in statuses:
            return Tristate.NO
        status = Tristate.UNKNOWN if Tristate.UNKNOWN in statuses else Tristate.YES
        return _with_nearest(status, periods[0], day)

    dates = (date for period in periods for date in _dates(period))
    return step_function(answer, dates, midpoints(periods[0].attested))


@memoized
def force_steps(
    register: Register, entry: Entry[Legislation], locator: str | None = None
) -> StepFunction:
    """The status of a document, or of an article of it: keys under `force`."""

    def answer(day: dt.date) -> str:
        if locator is None:
            return force_of(register, entry, day).value
        return force_of_article(register, entry, locator, day).value

    return step_function(answer, [*_dates_in(entry), *force_changes(register, entry)])


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
