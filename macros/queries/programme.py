"""Knows a programme as a whole, and what of it nobody answers for; refuses to judge anybody."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from macros.model import (
    Assignment,
    LegalHook,
    Organization,
    PlanStep,
    Programme,
    StatusNote,
    Task,
    TaskRole,
)
from macros.queries.legal_status import life
from macros.queries.over_time import force_steps, span_steps
from macros.queries.relations import Touch, directives_on, tasks_of
from macros.queries.timelines import OFF, ON, StepFunction, step_function
from macros.register import Entry, Register
from macros.text import Period, Tristate
from macros.yamlio import Mark

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Hook:
    """A text that a task rests on."""

    hook: LegalHook
    steps: StepFunction
    """Its status on a day: keys under `force`."""


@dataclass(frozen=True)
class Bearer:
    """Who leads or coordinates a task."""

    assignment: Assignment
    steps: StepFunction
    """Whether it holds on a day: keys under `held`."""


@dataclass(frozen=True)
class TaskRow:
    """A task with everything that hangs together with it."""

    entry: Entry
    task: Task
    hooks: tuple[Hook, ...]
    touches: tuple[Touch, ...]
    bearers: tuple[Bearer, ...]
    duties: tuple[LegalHook, ...]
    """What holds its duty now."""
    notes: tuple[tuple[StatusNote, StepFunction], ...]
    """How it stood, and on which days each note is the last word."""
    silent: StepFunction
    """On which days nothing is known of how it stands."""


def task_matrix(register: Register, address: str) -> tuple[TaskRow, ...]:
    """The tasks of a programme by number."""
    return tuple(_row(register, entry) for entry in tasks_of(register, address))


def _row(register: Register, entry: Entry) -> TaskRow:
    task = _task(entry)
    return TaskRow(
        entry,
        task,
        _hooks(register, task.legal_hooks),
        directives_on(register, entry.address),
        tuple(Bearer(one, _held(register, one)) for one in task.assignments),
        task.outcome.duties if task.outcome else (),
        tuple(_last_words(task.status_notes)),
        _silent(task.status_notes),
    )


def _task(entry: Entry) -> Task:
    assert isinstance(entry.record, Task)
    return entry.record


def _hooks(register: Register, hooks: Iterable[LegalHook]) -> tuple[Hook, ...]:
    return tuple(
        Hook(one, force_steps(register, register[one.document], one.locator)) for one in hooks
    )


def _held(register: Register, assignment: Assignment) -> StepFunction:
    return span_steps(*_periods(register, assignment))


def _periods(register: Register, assignment: Assignment) -> tuple[Period, ...]:
    """The time of an assignment, and that in which its bearer existed."""
    bearer = register[assignment.bearer].record
    lived = (life(bearer),) if isinstance(bearer, Organization) and bearer.dissolution else ()
    return (assignment.period, *lived)


def _last_words(notes: tuple[StatusNote, ...]) -> Iterator[tuple[StatusNote, StepFunction]]:
    dates = [note.date for note in notes]

    def shown(note: StatusNote, day: dt.date) -> str:
        told = [one for one in notes if one.date.last <= day]
        return ON if told and told[-1] is note else OFF

    for note in notes:
        yield note, step_function(partial(shown, note), dates)


def _silent(notes: tuple[StatusNote, ...]) -> StepFunction:
    first = min((note.date for note in notes), default=None)
    return step_function(lambda day: OFF if first and day >= first.last else ON, (first,))


@dataclass(frozen=True)
class Uncovered:
    """Days of a programme on which no lead of a task is known, and where to fill it in."""

    entry: Entry
    start: dt.date
    end: dt.date
    answer: str
    """`no`: nobody is assigned; `unknown`: an assignment may or may not go on."""
    path: str
    mark: Mark

    @property
    def place(self) -> str:
        """The file from the data folder on, and the line; no path of a machine gets on a page."""
        depth = 3 if self.path.endswith(f"/{self.entry.id}.yml") else 2
        return f"{'/'.join(self.path.split('/')[-depth:])}:{self.mark.line}"


def uncovered(register: Register, address: str) -> tuple[Uncovered, ...]:
    """The days without a known lead, task by task."""
    programme = register[address].record
    assert isinstance(programme, Programme)
    first, last = programme.start_date.first, programme.end_date.last
    return tuple(
        Uncovered(entry, start, end, answer, entry.path, _place(entry))
        for entry in tasks_of(register, address)
        for start, end, answer in _runs(_led(register, _task(entry)), first, last)
        if answer != Tristate.YES
    )


def _led(register: Register, task: Task) -> StepFunction:
    leads = [
        span_steps(*_periods(register, one))
        for one in task.assignments
        if one.role is TaskRole.LEAD
    ]

    def answer(day: dt.date) -> str:
        words = [lead.on(day).partition("~")[0] for lead in leads]
        best = (Tristate.YES, Tristate.UNKNOWN)
        return next((word.value for word in best if word in words), Tristate.NO.value)

    return step_function(answer, (), (day for lead in leads for day, _ in lead.changes))


def _runs(
    answers: StepFunction, first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date, str]]:
    """The stretches of one answer within two days, both included."""
    starts = [first, *(day for day, _ in answers.changes if first < day <= last)]
    ends = [*(day - _DAY for day in starts[1:]), last]
    for start, end in zip(starts, ends, strict=True):
        yield start, end, answers.on(start)


def _place(entry: Entry) -> Mark:
    """The line of the assignments, or the one before which they belong."""
    keys, order = entry.node.keys, list(Task.model_fields)
    if "assignments" in keys:
        return keys["assignments"]
    own = set(order[order.index("assignments") :]) | set(order[: order.index("programme")])
    return min((mark for key, mark in keys.items() if key in own), default=entry.mark)


@dataclass(frozen=True)
class MeetingRow:
    """A task as a progress meeting looks at it."""

    entry: Entry
    task: Task
    leads: tuple[Bearer, ...]
    open_steps: tuple[tuple[PlanStep, bool], ...]
    """What is not known to be done, and whether it is overdue."""
    note: StatusNote | None
    """The last word on it."""


def meeting_sheet(register: Register, address: str, day: dt.date) -> tuple[MeetingRow, ...]:
    """The tasks of a programme as they stand on `day`."""
    found = []
    for row in task_matrix(register, address):
        leads = tuple(one for one in row.bearers if one.assignment.role is TaskRole.LEAD)
        known = tuple(one for one in leads if one.steps.on(day) not in ("no", "not-yet"))
        pending = tuple(
            (step, bool(step.due and step.due.last < day))
            for step in row.task.plan_steps
            if step.done is None or step.done.first > day
        )
        told = [note for note, when in row.notes if when.on(day) == ON]
        found.append(MeetingRow(row.entry, row.task, known, pending, told[0] if told else None))
    return tuple(found)
