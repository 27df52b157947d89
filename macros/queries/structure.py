"""Knows how bodies are built on any day and what became of them; refuses to draw it."""

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
from macros.queries.legal_status import gone_from, life
from macros.queries.over_time import name_steps, since_steps, span_steps
from macros.queries.relations import Holding, heads, holders, is_staffed
from macros.queries.timelines import StepFunction
from macros.register import Entry, Register, memoized, without_fragment
from macros.text import PartialDate, Period


@memoized
def charted(register: Register) -> tuple[Entry, ...]:
    """The bodies that have a chart: those whose units are listed, and those headed from above."""
    found = [entry for entry in register.all(Organization) if is_charted(register, entry)]
    return tuple(sorted(found, key=_since))


def is_charted(register: Register, entry: Entry) -> bool:
    """Whether a body has a chart."""
    body = entry.record
    return isinstance(body, Organization) and bool(
        body.structures or heads(register, entry.address)
    )


@memoized
def staffed(register: Register) -> tuple[Entry, ...]:
    """The bodies of which somebody is known, or that a post elsewhere heads, most posts first."""
    found = [
        entry
        for entry in register.all(Organization)
        if isinstance(entry.record, Organization)
        and (is_staffed(register, entry.address) or heads(register, entry.address))
    ]
    return tuple(sorted(found, key=lambda entry: -len(_seats_of(entry))))


def _seats_of(entry: Entry) -> tuple[Post, ...]:
    assert isinstance(entry.record, Organization)
    return entry.record.posts


def _since(entry: Entry) -> tuple[bool, str]:
    assert isinstance(entry.record, Organization)
    start = life(entry.record).start
    return not entry.record.structures, str(start or "")


@dataclass(frozen=True)
class ChartSeat:
    """A post with its holders over time, or the roles outside any post."""

    body: Entry
    post: Post | None
    names: tuple[tuple[Name, StepFunction], ...]
    """Its titles and when each is used."""
    steps: StepFunction | None
    """Whether the post exists on a day: keys under `held`; None for roles."""
    holdings: tuple[Holding, ...]
    is_head: bool = False
    """Whether the post of another body heads this one."""


@memoized
def chart_seats(register: Register, address: str) -> tuple[ChartSeat, ...]:
    """Who is in a body: the posts elsewhere that head it, its own posts, then roles.

    A post that heads a body from elsewhere does so only while that body exists.
    """
    return tuple(_all_seats(register, address))


def _all_seats(register: Register, address: str) -> Iterator[ChartSeat]:
    lived = life(register.get(Organization, address).record)
    for head in heads(register, address):
        for seat in _seats(register, without_fragment(head), lived):
            if seat.post and head.endswith(f"#{seat.post.id}"):
                yield replace(seat, is_head=True)
    yield from _seats(register, address, lived)


def _seats(register: Register, address: str, lived: Period) -> Iterator[ChartSeat]:
    """The posts and roles of a body, as far as `lived` and its own life go."""
    entry, own = register[address], life(register.get(Organization, address).record)
    for post, everybody in holders(register, address):
        found = tuple(one for one in everybody if _meets(one.membership.period, lived))
        if post is None:
            yield ChartSeat(entry, None, (), None, found)
        else:
            times = Period(post.start_date, post.end_date), own, lived
            yield ChartSeat(entry, post, name_steps(post.names), span_steps(*times), found)


def _meets(period: Period, other: Period) -> bool:
    """Whether two times can have a day in common."""
    for one, two in ((period, other), (other, period)):
        if one.start and two.end and one.start.first > two.end.last:
            return False
    return True


@dataclass(frozen=True)
class ChartUnit:
    """A unit in a structure."""

    entry: Entry
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


def chart_levels(register: Register, entry: Entry) -> tuple[ChartLevel, ...]:
    """The structures of a body, oldest first."""
    assert isinstance(entry.record, Organization)
    return tuple(
        ChartLevel(
            one,
            span_steps(one.period),
            tuple(
                (group.label, tuple(_unit(register, one, unit) for unit in group.units))
                for group in one.groups
            ),
        )
        for one in entry.record.structures
    )


def _unit(register: Register, structure: Structure, unit: StructureUnit) -> ChartUnit:
    entry, body = register[unit.organization], register.get(Organization, unit.organization).record
    return ChartUnit(
        entry,
        span_steps(structure.period, life(body)),
        name_steps(body.names),
        tuple(one for _, found in holders(register, entry.address) for one in found),
        tuple(_follower(register, one) for one in body.successors),
        unit.citations,
    )


def _follower(
    register: Register, successor: Successor
) -> tuple[Successor, PartialDate | None, StepFunction]:
    """What followed; where no day is given, from the day on which it was founded."""
    founding = register.get(Organization, successor.organization).record.founding
    date = successor.date or (founding.date if founding else None)
    return successor, date, since_steps(date)


class ListedUnit(StrEnum):
    """Whether a structure lists a unit."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """It does not, but its list is incomplete."""


@dataclass(frozen=True)
class Course:
    """A unit through all structures of a body."""

    entry: Entry
    listed: tuple[ListedUnit, ...]
    """One answer for each structure, oldest first."""
    followers: tuple[Successor, ...]


def unit_courses(register: Register, entry: Entry) -> tuple[Course, ...]:
    """Every unit that a structure of a body lists, in the order in which they appear."""
    assert isinstance(entry.record, Organization)
    structures = entry.record.structures
    listed = [
        {unit.organization for group in one.groups for unit in group.units} for one in structures
    ]
    units = (
        unit.organization for one in structures for group in one.groups for unit in group.units
    )
    found = []
    for address in dict.fromkeys(units):
        answers = tuple(
            ListedUnit.YES
            if address in names
            else ListedUnit.NO
            if one.complete
            else ListedUnit.UNKNOWN
            for one, names in zip(structures, listed, strict=True)
        )
        found.append(
            Course(
                register[address], answers, register.get(Organization, address).record.successors
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class StructureChange:
    """One body that ended or changed, and one that followed; None where none is known."""

    before: Entry
    after: Entry | None
    date: PartialDate | None
    instrument: str | None
    successor: Successor | None
    citations: tuple[Citation, ...]
    way: str = "followed"
    """`followed`, `ended` with no known follower, or `unlisted`: absent from a new structure."""


@memoized
def structure_changes(register: Register) -> tuple[StructureChange, ...]:
    """What became of every body that ended or passed something on, oldest change first."""
    found = [
        change for entry in register.all(Organization) for change in _changes_of(register, entry)
    ]
    return tuple(sorted(found, key=lambda one: (one.date is None, str(one.date or ""))))


def _changes_of(register: Register, entry: Entry) -> Iterator[StructureChange]:
    body = entry.record
    assert isinstance(body, Organization)
    end = body.dissolution
    for one in body.successors:
        date = one.date or (end.date if end else None)
        by = one.instrument or (end.instrument if end else None)
        cited = one.citations or (end.citations if end else ())
        yield StructureChange(entry, register[one.organization], date, by, one, cited)
    gone = gone_from(register, entry.address, dt.date.max)
    if body.successors:
        return
    if gone and not (end and end.date):
        new = gone.structure
        cited = new.citations
        yield StructureChange(entry, None, new.start_date, new.instrument, None, cited, "unlisted")
    elif end:
        yield StructureChange(entry, None, end.date, end.instrument, None, end.citations, "ended")
