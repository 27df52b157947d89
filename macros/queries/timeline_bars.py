"""Knows the stretches of time that a timeline shows as bars; refuses to draw them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.model import (
    Event,
    Legislation,
    Organization,
    Person,
    Programme,
    RelationType,
    Task,
    Text,
)
from macros.queries.legal_status import life
from macros.queries.names import position
from macros.queries.over_time import force_steps, held_steps, span_steps
from macros.queries.relations import relations_of
from macros.queries.structure import ChartSeat, chart_seats, charted
from macros.queries.timelines import StepFunction
from macros.register import Entry, Register
from macros.text import PartialDate, Period


@dataclass(frozen=True)
class Bar:
    """A stretch of time with what it is about."""

    key: str
    """What kind of stretch: a key under `bars` in `labels.yml`."""
    period: Period
    """Its dates, for the words beside it."""
    steps: StepFunction
    """Whether it held on a day, by the rule for its kind."""
    address: str | None = None
    """The record to lead to."""
    text: Text | None = None
    is_force: bool = False
    """Whether it ends with the first day out of force, not with its last day."""


_LINEAGE = (
    RelationType.REPLACES,
    RelationType.REPLACED_BY,
    RelationType.REPEALED_BY,
    RelationType.AMENDS,
    RelationType.AMENDED_BY,
)


def bars_of(register: Register, entry: Entry) -> tuple[Bar, ...]:
    """The stretches of time of a record, as far as a date of them is known."""
    record = entry.record
    found: Iterator[Bar] = iter(())
    if isinstance(record, Person):
        found = _person(register, record)
    elif isinstance(record, Organization):
        found = _organization(register, entry, record)
    elif isinstance(record, Legislation):
        found = _legislation(register, entry)
    elif isinstance(record, Task):
        found = _task(register, record)
    elif isinstance(record, Programme):
        found = _programme(register, record)
    return _dated(found)


def _dated(found: Iterable[Bar]) -> tuple[Bar, ...]:
    times = ((bar, bar.period) for bar in found)
    return tuple(bar for bar, time in times if time.start or time.end or time.attested)


def _span(key: str, period: Period, address: str | None = None, text: Text | None = None) -> Bar:
    return Bar(key, period, span_steps(period), address, text)


def _person(register: Register, person: Person) -> Iterator[Bar]:
    for one in person.memberships:
        steps, name = held_steps(register, one), position(register, one)
        yield Bar("post", one.period, steps, one.organization, name)


def _organization(register: Register, entry: Entry, body: Organization) -> Iterator[Bar]:
    yield _span("life", life(body))
    if len(body.names) > 1:
        for name in body.names:
            yield _span("name", Period(name.start_date, name.end_date), None, name.name)
    for structure in body.structures:
        yield _span("structure", structure.period, None, structure.label)
    for seat in chart_seats(register, entry.address):
        if seat.is_head or (seat.post and seat.post.seats == 1):
            yield from _seat(register, seat)


def _seat(register: Register, seat: ChartSeat) -> Iterator[Bar]:
    for one in seat.holdings:
        name = position(register, one.membership)
        yield Bar("holder", one.membership.period, one.steps, one.person.address, name)


def _legislation(register: Register, entry: Entry) -> Iterator[Bar]:
    yield _force(register, entry, "force")
    for one in relations_of(register, entry):
        if one.verb in _LINEAGE and one.address:
            yield _force(register, register[one.address], one.verb.value, one.address)


def _force(register: Register, entry: Entry, key: str, address: str | None = None) -> Bar:
    """The time in force."""
    document = entry.record
    assert isinstance(document, Legislation)
    period = Period(document.first_date_entry_in_force, document.date_no_longer_in_force)
    return Bar(key, period, force_steps(register, entry), address, is_force=True)


def _task(register: Register, task: Task) -> Iterator[Bar]:
    programme = register[task.programme].record
    assert isinstance(programme, Programme)
    time = Period(programme.start_date, programme.end_date)
    yield _span("programme", time, task.programme)
    for one in task.assignments:
        yield _span(f"assigned-{one.role.value}", one.period, one.bearer)


def _programme(register: Register, programme: Programme) -> Iterator[Bar]:
    yield _span("programme", Period(programme.start_date, programme.end_date))
    body = register[programme.body].record
    assert isinstance(body, Organization)
    yield _span("body", life(body), programme.body)


def institution_bars(register: Register) -> tuple[Bar, ...]:
    """The bodies with a chart, their structures, and those who headed them."""
    found: list[Bar] = []
    shown: set[str] = set()
    for entry in charted(register):
        body = entry.record
        assert isinstance(body, Organization)
        found.append(_span("body", life(body), entry.address))
        for one in body.structures:
            found.append(_span("structure", one.period, f"{entry.address}#{one.id}"))
        for seat in chart_seats(register, entry.address):
            if seat.is_head and seat.post and seat.post.id not in shown:
                shown.add(seat.post.id)
                found += _seat(register, seat)
    return _dated(found)


def milestones(register: Register) -> tuple[Entry, ...]:
    """The events of the short history, oldest first."""
    found = [(entry.record, entry) for entry in register.all(Event)]
    chosen = [entry for record, entry in found if isinstance(record, Event) and record.milestone]
    return tuple(sorted(chosen, key=_day))


def _day(entry: Entry) -> tuple[PartialDate, str]:
    assert isinstance(entry.record, Event)
    return entry.record.date, entry.address
