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
from macros.queries.legal_status import gone_from, life
from macros.queries.over_time import name_steps, since_steps, span_steps
from macros.queries.tenure import Holding, heads, holders, is_staffed
from macros.queries.timelines import StepFunction
from macros.register import Entry, Register, base, organization_of, remembered
from macros.text import PartialDate, Period


@remembered
def charted(register: Register) -> tuple[Entry[Organization], ...]:
    """The bodies that have a chart: those whose units are listed, and those headed from above."""
    bodies = [entry for entry in register.all(Organization) if is_charted(register, entry)]
    return tuple(sorted(bodies, key=_since))


def is_charted(register: Register, entry: Entry) -> bool:
    """Whether a body has a chart."""
    body = register.find(Organization, entry.address)
    return body is not None and bool(body.record.structures or heads(register, entry.address))


@remembered
def staffed(register: Register) -> tuple[Entry[Organization], ...]:
    """The bodies of which somebody is known, or that a post elsewhere heads, most posts first."""
    bodies = [
        entry
        for entry in register.all(Organization)
        if is_staffed(register, entry.address) or heads(register, entry.address)
    ]
    return tuple(sorted(bodies, key=lambda entry: -len(entry.record.posts)))


def _since(entry: Entry[Organization]) -> tuple[bool, str]:
    return not entry.record.structures, str(life(entry.record).start or "")


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
    is_head: bool = False
    """Whether the post of another body heads this one."""


@remembered
def chart_seats(register: Register, address: str) -> tuple[ChartSeat, ...]:
    """Who is in a body: the posts elsewhere that head it, its own posts, then roles.

    A post that heads a body from elsewhere does so only while that body exists.
    """
    return tuple(_all_seats(register, address))


def _all_seats(register: Register, address: str) -> Iterator[ChartSeat]:
    lived = life(organization_of(register, address))
    for head in heads(register, address):
        for seat in _seats(register, base(head), lived):
            if seat.post and head.endswith(f"#{seat.post.id}"):
                yield replace(seat, is_head=True)
    yield from _seats(register, address, lived)


def _seats(register: Register, address: str, lived: Period) -> Iterator[ChartSeat]:
    """The posts and roles of a body, as far as `lived` and its own life go."""
    entry = register.get(Organization, address)
    own = life(entry.record)
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
    entry = register.get(Organization, unit.organization)
    body = entry.record
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
    founding = organization_of(register, successor.organization).founding
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

    entry: Entry[Organization]
    listed: tuple[ListedUnit, ...]
    """One answer for each structure, oldest first."""
    followers: tuple[Successor, ...]


def unit_courses(register: Register, entry: Entry[Organization]) -> tuple[Course, ...]:
    """Every unit that a structure of a body lists, in the order in which they appear."""
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
        body = register.get(Organization, address)
        found.append(Course(body, answers, body.record.successors))
    return tuple(found)


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


@remembered
def structure_changes(register: Register) -> tuple[StructureChange, ...]:
    """What became of every body that ended or passed something on, oldest change first."""
    found = [
        change for entry in register.all(Organization) for change in _changes_of(register, entry)
    ]
    return tuple(sorted(found, key=lambda one: (one.date is None, str(one.date or ""))))


def _changes_of(register: Register, entry: Entry[Organization]) -> Iterator[StructureChange]:
    body = entry.record
    end = body.dissolution
    for one in body.successors:
        date = one.date or (end.date if end else None)
        by = one.instrument or (end.instrument if end else None)
        cited = one.citations or (end.citations if end else ())
        after = register.get(Organization, one.organization)
        yield StructureChange(entry, after, date, by, one, cited)
    gone = gone_from(register, entry.address, dt.date.max)
    if body.successors:
        return
    if gone and not (end and end.date):
        new = gone.structure
        cited = new.citations
        yield StructureChange(entry, None, new.start_date, new.instrument, None, cited, "unlisted")
    elif end:
        yield StructureChange(entry, None, end.date, end.instrument, None, end.citations, "ended")
