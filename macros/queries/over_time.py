"""Knows the answers for any day that pages carry; refuses to know how a day is chosen."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.model import Event, Membership, Name, Organization, Programme, Text
from macros.queries.legal_status import (
    ended_on,
    force_changes,
    force_of,
    force_of_article,
    gone_from,
    held_word,
    life,
    listings,
    post_of,
)
from macros.queries.names import name_on
from macros.queries.timelines import OFF, ON, StepFunction, midpoints, step_function
from macros.register import Entry, Register, memoized
from macros.text import PartialDate, Period, Tristate


@dataclass(frozen=True)
class KeyDay:
    """A day that a view offers by name."""

    date: PartialDate
    name: Text
    event: str
    """Address of the event."""


@memoized
def key_days(register: Register) -> tuple[KeyDay, ...]:
    """The days that the events name as worth a look, oldest first; of many the last ones.

    Every page with a day to choose names them all, so that there must not be ever more of them.
    """
    found: dict[tuple[PartialDate, str], KeyDay] = {}
    for entry in register.all(Event):
        assert isinstance(entry.record, Event)
        if entry.record.key_date:
            date, name = entry.record.date, entry.record.key_date
            found.setdefault((date, name.vi), KeyDay(date, name, entry.address))
    return tuple(sorted(found.values(), key=lambda one: one.date)[-_MOST_DAYS:])


def default_day(register: Register, entry: Entry, day: dt.date) -> dt.date:
    """The day of which a view of a record speaks first: `day`, or its last one if that is past."""
    record = entry.record
    if isinstance(record, Programme):
        return min(record.end_date.last, day)
    if isinstance(record, Organization):
        end, gone = ended_on(register, entry, day), gone_from(register, entry.address, day)
        if end is None and gone and gone.structure.start_date:
            return gone.structure.start_date.first - dt.timedelta(days=1)
        return end.last if end else day
    return day


_MOST_DAYS = 12
"""How many days a page offers by name."""


def _with_nearest(word: str, attested: Period, day: dt.date) -> str:
    near = attested.nearest(day) if word == Tristate.UNKNOWN else None
    return f"{word}~{near}" if near else word


@memoized
def held_steps(register: Register, membership: Membership) -> StepFunction:
    """Whether a membership held: keys under `held`; `unknown~2024-03-11` names the nearest day."""
    body = register.get(Organization, membership.organization).record
    post, period = post_of(body, membership), membership.period
    dates: list[PartialDate | None] = [*_dates(period), *_dates(life(body))]
    if post:
        dates += [post.start_date, post.end_date]
        for link in register.links_to(membership.organization):
            if isinstance(link.part, Membership) and link.part.post == post.id:
                dates += _dates(link.part.period)

    dates += _leaving(register, membership.organization)

    def answer(day: dt.date) -> str:
        return _with_nearest(held_word(register, membership, day), period, day)

    return step_function(answer, dates, midpoints(period.attested))


def _leaving(register: Register, address: str) -> Iterator[PartialDate | None]:
    """The dates that decide whether a body is left: of structures that list it, of successors."""
    for body in {one.body.address: one.body for one in listings(register, address)}.values():
        assert isinstance(body.record, Organization)
        yield from (structure.start_date for structure in body.record.structures)
    yield from (one.date for one in register.get(Organization, address).record.successors)


def _dates(period: Period) -> Iterator[PartialDate]:
    yield from (date for date in (period.start, period.end, *period.attested) if date)


def span_steps(*periods: Period) -> StepFunction:
    """Whether something held that needs all of several times, in the words of `held_steps`."""

    def answer(day: dt.date) -> str:
        answers = [period.on(day) for period in periods]
        if any(period.start and day < period.start.first for period in periods):
            return "not-yet"
        if Tristate.NO in answers:
            return Tristate.NO
        word = Tristate.UNKNOWN if Tristate.UNKNOWN in answers else Tristate.YES
        return _with_nearest(word, periods[0], day)

    dates = (date for period in periods for date in _dates(period))
    return step_function(answer, dates, midpoints(periods[0].attested))


@memoized
def force_steps(register: Register, entry: Entry, locator: str | None = None) -> StepFunction:
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
            yield from (one for one in values if isinstance(one, PartialDate))


def name_steps(names: tuple[Name, ...]) -> tuple[tuple[Name, StepFunction], ...]:
    """On which days each of several names is the one to show; always exactly one is."""
    dates = [one.start_date for one in names]

    def shown(name: Name) -> StepFunction:
        return step_function(lambda day: ON if name_on(names, day) is name else OFF, dates)

    found = ((name, shown(name)) for name in names)
    return tuple((name, when) for name, when in found if when != StepFunction(OFF))


def since_steps(date: PartialDate | None) -> StepFunction:
    """Shown from a day on; always, where the day is not known."""
    return step_function(lambda day: ON if date is None or day >= date.last else OFF, (date,))
