"""The structure of bodies on any day: posts, units, and what became of them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from macros.model import (
    Citation,
    Name,
    Organization,
    Post,
    Structure,
    StructureUnit,
    Successor,
    Text,
)
from macros.queries.over_time import HOLDING, name_steps, period_steps, shown_from
from macros.queries.status_on_day import delisting_on, is_delisted_at_once
from macros.queries.step_functions import StepFunction
from macros.queries.tenure import (
    Holding,
    VacantTime,
    has_members,
    head_posts,
    holders,
    vacancies_of,
)
from macros.register import Entry, Register, memoized, without_fragment
from macros.text import PartialDate, Period


@memoized
def bodies_with_chart(register: Register) -> tuple[Entry[Organization], ...]:
    """The bodies that have a chart: those whose units are listed, and those headed from above."""
    bodies = [entry for entry in register.all(Organization) if has_chart(register, entry)]

    def order(entry: Entry[Organization]) -> tuple[bool, str]:
        return not entry.record.structures, str(entry.record.lifetime.start or "")

    return tuple(sorted(bodies, key=order))


def has_chart(register: Register, entry: Entry) -> bool:
    """Whether a body has a chart."""
    body = register.find(Organization, entry.address)
    return body is not None and bool(body.record.structures or head_posts(register, entry.address))


@memoized
def bodies_in_roster(register: Register) -> tuple[Entry[Organization], ...]:
    """The bodies of which somebody is known, or that a post elsewhere heads, most posts first."""
    bodies = [
        entry
        for entry in register.all(Organization)
        if has_members(register, entry.address) or head_posts(register, entry.address)
    ]
    return tuple(sorted(bodies, key=lambda entry: -len(entry.record.posts)))


@dataclass(frozen=True)
class ChartSeat:
    """A post with its holders over time, or the roles outside any post."""

    body: Entry[Organization]
    post: Post | None
    names: tuple[tuple[Name, StepFunction], ...]
    """Its titles and when each is used."""
    steps: StepFunction | None
    """Whether the post exists on a day: keys under `held`; None for roles."""
    holdings: tuple[Holding, ...]
    vacancies: tuple[VacantTime, ...] = ()
    merged: StepFunction | None = None
    """The days on which it is part of another post; None: it never is."""
    is_head: bool = False
    """Whether the post of another body heads this one."""


@memoized
def chart_seats(register: Register, address: str) -> tuple[ChartSeat, ...]:
    """Who is in a body: the posts elsewhere that head it, its own posts, then roles.

    A post that heads a body from elsewhere does so only while that body exists.
    """
    return tuple(_all_seats(register, address))


def _all_seats(register: Register, address: str) -> Iterator[ChartSeat]:
    lifetime = register.get(Organization, address).record.lifetime
    for head in head_posts(register, address):
        for seat in _seats(register, without_fragment(head), lifetime):
            if seat.post and head.endswith(f"#{seat.post.id}"):
                yield replace(seat, is_head=True)
    yield from _seats(register, address, lifetime)


def _seats(register: Register, address: str, within: Period) -> Iterator[ChartSeat]:
    """The posts and roles of a body during its own lifetime and a period."""
    body = register.get(Organization, address)
    for post, everybody in holders(register, address):
        holdings = tuple(
            holding for holding in everybody if _can_meet(holding.membership.period, within)
        )
        if post is None:
            yield ChartSeat(body, None, (), None, holdings)
        else:
            # A post that was merged into another goes on being shown, as part of that one.
            periods = Period(post.start_date, post.end_date), body.record.lifetime, within
            yield ChartSeat(
                body,
                post,
                name_steps(post.names),
                period_steps(register, *periods),
                holdings,
                vacancies_of(register, f"{address}#{post.id}"),
                shown_from(post.merged.date) if post.merged else None,
            )


def _can_meet(period: Period, other: Period) -> bool:
    """Whether two periods can have a day in common."""
    for earlier, later in ((period, other), (other, period)):
        if later.start and earlier.end and later.start.first > earlier.end.last:
            return False
    return True


@dataclass(frozen=True)
class ChartUnit:
    """A unit in a structure."""

    entry: Entry[Organization]
    steps: StepFunction
    """Whether it is there on a day: keys under `held`."""
    names: tuple[tuple[Name, StepFunction], ...]
    people: tuple[Holding, ...]
    followers: tuple[tuple[Successor, PartialDate | None, StepFunction], ...]
    """What followed it, on which day, and when that is to be said."""
    citations: tuple[Citation, ...]
    """Where the unit is named, if not where the structure is."""


@dataclass(frozen=True)
class ChartLevel:
    """A structure with its units, as a chart shows it."""

    structure: Structure
    steps: StepFunction
    """Whether it holds on a day: keys under `held`."""
    groups: tuple[tuple[Text, tuple[ChartUnit, ...]], ...]


def chart_levels(register: Register, entry: Entry[Organization]) -> tuple[ChartLevel, ...]:
    """The structures of a body, oldest first."""
    return tuple(
        ChartLevel(
            structure,
            period_steps(register, structure.period),
            tuple(
                (group.label, tuple(_unit(register, structure, unit) for unit in group.units))
                for group in structure.groups
            ),
        )
        for structure in entry.record.structures
    )


def _unit(register: Register, structure: Structure, unit: StructureUnit) -> ChartUnit:
    entry = register.get(Organization, unit.organization)
    body = entry.record
    return ChartUnit(
        entry,
        period_steps(register, structure.period, body.lifetime),
        name_steps(body.names),
        tuple(holding for _, holdings in holders(register, entry.address) for holding in holdings),
        tuple(_follower(register, body, successor) for successor in body.successors),
        unit.citations,
    )


def _follower(
    register: Register, body: Organization, successor: Successor
) -> tuple[Successor, PartialDate | None, StepFunction]:
    """What followed, on which day, and when that is to be said."""
    date = _day_followed(register, body, successor)
    return successor, date, shown_from(date)


def _day_followed(
    register: Register, body: Organization, successor: Successor
) -> PartialDate | None:
    """The day on which one body followed another; where none is given, that after the other's end.

    Or else that on which the follower was founded, if the other was not seen later.
    """
    end = body.dissolution.date if body.dissolution else None
    if date := successor.date or (end and end.following):
        return date
    founding = register.get(Organization, successor.organization).record.lifetime.start
    is_later = founding and all(date < founding for date in body.lifetime.dates)
    return founding if is_later else None


class ListingStatus(StrEnum):
    """Whether a structure lists a unit."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """It does not, but its list is incomplete."""


@dataclass(frozen=True)
class UnitHistory:
    """A unit through all structures of a body."""

    entry: Entry[Organization]
    listed: tuple[ListingStatus, ...]
    """One answer for each structure, oldest first."""
    followers: tuple[Successor, ...]


def unit_histories(register: Register, entry: Entry[Organization]) -> tuple[UnitHistory, ...]:
    """Every unit that a structure of a body lists, in the order in which they appear."""
    units_of = [
        (structure, [unit.organization for group in structure.groups for unit in group.units])
        for structure in entry.record.structures
    ]
    histories = []
    for address in dict.fromkeys(unit for _, units in units_of for unit in units):
        unit = register.get(Organization, address)
        statuses = (_listing_status(structure, address in units) for structure, units in units_of)
        histories.append(UnitHistory(unit, tuple(statuses), unit.record.successors))
    return tuple(histories)


def _listing_status(structure: Structure, is_listed: bool) -> ListingStatus:
    if is_listed:
        return ListingStatus.YES
    return ListingStatus.NO if structure.complete else ListingStatus.UNKNOWN


@dataclass(frozen=True)
class StructureChange:
    """One body that ended or changed, and one that followed; None where none is known."""

    before: Entry[Organization]
    after: Entry[Organization] | None
    date: PartialDate | None
    instrument: str | None
    successor: Successor | None
    citations: tuple[Citation, ...]
    way: str = "followed"
    """`followed`, `ended` with no known follower, or `unlisted`: absent from a new structure."""
    is_latest: bool = False
    """Whether it may have ended before `date`."""


@memoized
def structure_changes(register: Register) -> tuple[StructureChange, ...]:
    """What became of every body that ended or passed something on, oldest change first."""
    changes = [
        change for entry in register.all(Organization) for change in _changes_of(register, entry)
    ]
    return tuple(sorted(changes, key=lambda change: (change.date is None, str(change.date or ""))))


def _changes_of(register: Register, entry: Entry[Organization]) -> Iterator[StructureChange]:
    body, end = entry.record, entry.record.dissolution
    for successor in body.successors:
        after = register.get(Organization, successor.organization)
        date = _day_followed(register, body, successor)
        instrument = successor.instrument or (end.instrument if end else None)
        cited = successor.citations or (end.citations if end else ())
        yield StructureChange(entry, after, date, instrument, successor, cited)
    if body.successors:
        return
    delisting = delisting_on(register, entry.address, dt.date.max)
    if delisting and not (end and end.date):
        new = delisting.structure
        date, cited = new.start_date, new.citations
        is_latest = not is_delisted_at_once(register, entry.address, delisting)
        yield StructureChange(entry, None, date, new.instrument, None, cited, "unlisted", is_latest)
    elif end:
        date = end.date.following if end.date else None
        yield StructureChange(entry, None, date, end.instrument, None, end.citations, "ended")


def units_on(register: Register, entry: Entry[Organization], day: dt.date) -> tuple[ChartUnit, ...]:
    """The units that a body has on a day by the structure that holds then."""
    return tuple(
        unit
        for level in chart_levels(register, entry)
        for _, units in level.groups
        for unit in units
        if level.steps.on(day).partition("~")[0] in HOLDING
        and unit.steps.on(day) not in ("no", "not-yet")
    )
