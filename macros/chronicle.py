"""Knows the stretches of time that a timeline shows as bars; refuses to draw them."""

from collections.abc import Iterator
from dataclasses import dataclass

from macros.dates import PartialDate, Period
from macros.eli import Legislation, RelationType
from macros.facts import Text
from macros.popolo import Organization, Person
from macros.register import Entry, Register
from macros.status import life
from macros.structure import Seat, charted, seats
from macros.titles import position
from macros.views import relations
from macros.work import Event, Programme, Task


@dataclass(frozen=True)
class Bar:
    """A stretch of time with what it is about."""

    key: str
    """What kind of stretch: a key under `bars` in `labels.yml`."""
    period: Period
    address: str | None = None
    """The record to lead to."""
    text: Text | None = None


_LINEAGE = (
    RelationType.REPLACES,
    RelationType.REPLACED_BY,
    RelationType.REPEALED_BY,
    RelationType.AMENDS,
    RelationType.AMENDED_BY,
)


def bars(register: Register, entry: Entry) -> tuple[Bar, ...]:
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
        found = _programme(register, entry, record)
    return tuple(bar for bar in found if _is_dated(bar.period))


def _is_dated(period: Period) -> bool:
    return bool(period.start or period.end or period.attested)


def _person(register: Register, person: Person) -> Iterator[Bar]:
    for one in person.memberships:
        yield Bar("post", one.period, one.organization, position(register, one))


def _organization(register: Register, entry: Entry, body: Organization) -> Iterator[Bar]:
    yield Bar("life", life(body), None)
    if len(body.names) > 1:
        for name in body.names:
            yield Bar("name", Period(name.start_date, name.end_date), None, name.name)
    for structure in body.structures:
        yield Bar("structure", structure.period, None, structure.label)
    for seat in seats(register, entry.address):
        if seat.is_head or (seat.post and seat.post.seats == 1):
            yield from _seat(register, seat)


def _seat(register: Register, seat: Seat) -> Iterator[Bar]:
    for one in seat.holdings:
        name = position(register, one.membership)
        yield Bar("holder", one.membership.period, one.person.address, name)


def _legislation(register: Register, entry: Entry) -> Iterator[Bar]:
    yield Bar("force", _force(entry), None)
    for one in relations(register, entry):
        if one.verb in _LINEAGE and one.address:
            yield Bar(one.verb.value, _force(register[one.address]), one.address)


def _force(entry: Entry) -> Period:
    """The time in force; the first day out of force is drawn as if it were the last one in."""
    document = entry.record
    assert isinstance(document, Legislation)
    start = document.first_date_entry_in_force
    attested = (document.status_as_of,) if start and document.status_as_of else ()
    known: tuple[PartialDate, ...] = tuple(date for date in attested if date)
    return Period(start, document.date_no_longer_in_force, known)


def _task(register: Register, task: Task) -> Iterator[Bar]:
    programme = register[task.programme]
    assert isinstance(programme.record, Programme)
    time = Period(programme.record.start_date, programme.record.end_date)
    yield Bar("programme", time, task.programme)
    for one in task.assignments:
        yield Bar(f"assigned-{one.role.value}", one.period, one.bearer)


def _programme(register: Register, entry: Entry, programme: Programme) -> Iterator[Bar]:
    yield Bar("programme", Period(programme.start_date, programme.end_date))
    body = register[programme.body].record
    assert isinstance(body, Organization)
    yield Bar("body", life(body), programme.body)


def institution(register: Register) -> tuple[Bar, ...]:
    """The bodies with a chart, their structures, and those who headed them."""
    found: list[Bar] = []
    shown: set[str] = set()
    for entry in charted(register):
        body = entry.record
        assert isinstance(body, Organization)
        found.append(Bar("body", life(body), entry.address))
        for one in body.structures:
            address = f"{entry.address}#{one.id}"
            found.append(Bar("structure", one.period, address))
        for seat in seats(register, entry.address):
            if seat.is_head and seat.post and seat.post.id not in shown:
                shown.add(seat.post.id)
                found += _seat(register, seat)
    return tuple(bar for bar in found if _is_dated(bar.period))


def milestones(register: Register) -> tuple[Entry, ...]:
    """The events of the short history, oldest first."""
    found = [(entry.record, entry) for entry in register.all("events")]
    chosen = [entry for record, entry in found if isinstance(record, Event) and record.milestone]
    return tuple(sorted(chosen, key=_day))


def _day(entry: Entry) -> tuple[PartialDate, str]:
    assert isinstance(entry.record, Event)
    return entry.record.date, entry.address
