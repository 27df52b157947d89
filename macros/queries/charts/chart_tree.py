"""The chart of a body as a tree: who heads it, the other posts, the units of a structure."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.model import Name, Organization, Person, Text
from macros.queries.over_time import HOLDING, name_steps
from macros.queries.step_functions import HIDDEN, SHOWN, StepFunction, step_function
from macros.queries.structure import ChartLevel, ChartSeat, ChartUnit, chart_levels, chart_seats
from macros.queries.tenure import Holding
from macros.register import Entry, Register
from macros.text import Period

_GONE = ("no", "not-yet")


@dataclass(frozen=True)
class TreeLine:
    """A line in a box of the tree, shown on some days."""

    kind: str
    """`held`, `seen` (by evidence not of late), `vacant`, `unknown` or `merged`."""
    steps: StepFunction
    person: Entry[Person] | None = None


@dataclass(frozen=True)
class TreeNode:
    """A post or a unit: its address, its names, and what is said in it."""

    address: str
    names: tuple[tuple[Name, StepFunction], ...]
    steps: StepFunction | None
    """Whether it exists on a day: keys under `held`; None: always."""
    lines: tuple[TreeLine, ...]
    most: int
    """How many lines are shown at a time at most."""


@dataclass(frozen=True)
class ChartTree:
    """A body in the time of one structure; of a body without structures at all times."""

    level: ChartLevel | None
    heads: tuple[TreeNode, ...]
    """Who heads the body, and the posts that were merged into that of its head; or the body."""
    posts: tuple[TreeNode, ...]
    groups: tuple[tuple[Text, tuple[TreeNode, ...]], ...]


def chart_trees(register: Register, entry: Entry[Organization]) -> tuple[ChartTree, ...]:
    """The trees of a body, oldest first."""
    levels: tuple[ChartLevel | None, ...] = chart_levels(register, entry)
    return tuple(_tree(register, entry, level) for level in levels or (None,))


def post_nodes(register: Register, entry: Entry[Organization]) -> tuple[TreeNode, ...]:
    """The posts that head a body and its own, at all times."""
    seats = chart_seats(register, entry.address)
    return tuple(_post(seat, Period(None, None)) for seat in seats if seat.post)


def _tree(register: Register, entry: Entry[Organization], level: ChartLevel | None) -> ChartTree:
    time = level.structure.period if level else Period(None, None)
    seats = [
        seat
        for seat in chart_seats(register, entry.address)
        if seat.post
        and seat.steps
        and _is_ever(seat.steps, time, lambda answer: answer not in _GONE)
    ]
    heading = [seat for seat in seats if seat.is_head or seat.merged] or seats[:1]
    groups = level.groups if level else ()
    body = _node(entry.address, name_steps(entry.record.names), None, (), time)
    return ChartTree(
        level,
        tuple(_post(seat, time) for seat in heading) or (body,),
        tuple(_post(seat, time) for seat in seats if seat not in heading),
        tuple((label, tuple(_unit(unit, time) for unit in units)) for label, units in groups),
    )


def _post(seat: ChartSeat, time: Period) -> TreeNode:
    address = f"{seat.body.address}#{seat.post.id}" if seat.post else seat.body.address
    return _node(address, seat.names, seat.steps, _seat_lines(seat), time)


def _unit(unit: ChartUnit, time: Period) -> TreeNode:
    lines = _holder_lines(unit.people, None)
    return _node(unit.entry.address, unit.names, unit.steps, lines, time)


def _node(
    address: str,
    names: tuple[tuple[Name, StepFunction], ...],
    steps: StepFunction | None,
    lines: Iterable[TreeLine],
    time: Period,
) -> TreeNode:
    """A node with those of some names and lines that are ever shown in a time."""
    shown = tuple(line for line in lines if _is_ever(line.steps, time, SHOWN.__eq__))
    days = {day for line in shown for day in _days(line.steps, time)}
    counts = [sum(line.steps.on(day) == SHOWN for line in shown) for day in days]
    kept = tuple(pair for pair in names if _is_ever(pair[1], time, SHOWN.__eq__))
    return TreeNode(address, kept, steps, shown, max(counts, default=0))


def _seat_lines(seat: ChartSeat) -> Iterator[TreeLine]:
    if seat.merged:
        yield TreeLine("merged", seat.merged)
    yield from _holder_lines(seat.holdings, seat.merged)
    for time in seat.vacancies:
        yield TreeLine("vacant", _while_separate(time.steps.shown_when("yes"), seat.merged))
    yield TreeLine("unknown", _unknown(seat))


def _holder_lines(holdings: Iterable[Holding], merged: StepFunction | None) -> Iterator[TreeLine]:
    """Who holds a post or a role, by new or by older evidence."""
    for holding in holdings:
        for kind, answers in (("held", HOLDING[:2]), ("seen", HOLDING[2:])):
            yield TreeLine(kind, _held(holding, answers, merged), holding.person)


def _held(holding: Holding, answers: Iterable[str], merged: StepFunction | None) -> StepFunction:
    days = [day for day, _ in holding.steps.changes]
    steps = step_function(
        lambda day: SHOWN if holding.answer_on(day) in answers else HIDDEN, (), days
    )
    return _while_separate(steps, merged)


def _while_separate(steps: StepFunction, merged: StepFunction | None) -> StepFunction:
    """Shown on the days of a step function on which a post is no part of another."""
    if merged is None:
        return steps
    days = [day for function in (steps, merged) for day, _ in function.changes]
    return step_function(lambda day: HIDDEN if merged.on(day) == SHOWN else steps.on(day), (), days)


def _unknown(seat: ChartSeat) -> StepFunction:
    """Shown where a post exists by itself, and no source says who held it or that nobody did."""
    lines = [holding.steps for holding in seat.holdings] + [time.steps for time in seat.vacancies]
    functions = [*lines, *filter(None, (seat.steps, seat.merged))]

    def answer(day: dt.date) -> str:
        is_there = seat.steps is not None and _exists(seat.steps.on(day))
        is_known = any(holding.answer_on(day) in HOLDING for holding in seat.holdings) or any(
            time.steps.on(day) == "yes" for time in seat.vacancies
        )
        is_part = seat.merged is not None and seat.merged.on(day) == SHOWN
        return SHOWN if is_there and not is_known and not is_part else HIDDEN

    return step_function(answer, (), [day for steps in functions for day, _ in steps.changes])


def _exists(answer: str) -> bool:
    return answer not in _GONE


def _days(steps: StepFunction, time: Period) -> list[dt.date]:
    """The first day of a time, and those in it on which a step function changes."""
    first = time.start.first if time.start else dt.date.min
    last = time.end.last if time.end else dt.date.max
    return [first, *(day for day, _ in steps.changes if first <= day <= last)]


def _is_ever(steps: StepFunction, time: Period, test: Callable[[str], bool]) -> bool:
    """Whether any answer within a time passes a test."""
    return any(test(steps.on(day)) for day in _days(steps, time))
