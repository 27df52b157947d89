"""The tasks of a programme: the matrix, the meeting sheet, and the days without a lead."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from macros.model import (
    Assignment,
    LegalHook,
    Legislation,
    Organization,
    PlanStep,
    Programme,
    StatusNote,
    Task,
    TaskRole,
)
from macros.queries.over_time import force_steps, period_steps
from macros.queries.record_relations import TaskDirective, task_directives, tasks_of
from macros.queries.step_functions import HIDDEN, SHOWN, StepFunction, step_function
from macros.register import Entry, Register
from macros.text import Tristate
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
    """A task with everything related to it."""

    entry: Entry[Task]
    task: Task
    hooks: tuple[Hook, ...]
    touches: tuple[TaskDirective, ...]
    bearers: tuple[Bearer, ...]
    duties: tuple[LegalHook, ...]
    """What holds its duty now."""
    notes: tuple[tuple[StatusNote, StepFunction], ...]
    """Its status notes, each with the days on which it is the latest."""
    silent: StepFunction
    """The days on which nothing is known of its status."""


def task_matrix(register: Register, address: str) -> tuple[TaskRow, ...]:
    """The tasks of a programme by number."""
    return tuple(_row(register, entry) for entry in tasks_of(register, address))


def _row(register: Register, entry: Entry[Task]) -> TaskRow:
    task = entry.record
    return TaskRow(
        entry,
        task,
        tuple(Hook(hook, _hook_steps(register, hook)) for hook in task.legal_hooks),
        task_directives(register, entry.address),
        tuple(Bearer(duty, _assignment_steps(register, duty)) for duty in task.assignments),
        task.outcome.duties if task.outcome else (),
        tuple(_latest_notes(task.status_notes)),
        _silent(task.status_notes),
    )


def _hook_steps(register: Register, hook: LegalHook) -> StepFunction:
    return force_steps(register, register.get(Legislation, hook.document), hook.locator)


def _assignment_steps(register: Register, assignment: Assignment) -> StepFunction:
    """Whether an assignment held and its bearer existed."""
    body = register.find(Organization, assignment.bearer)
    lifetimes = (body.record.lifetime,) if body and body.record.dissolution else ()
    return period_steps(register, assignment.period, *lifetimes)


def _latest_notes(notes: tuple[StatusNote, ...]) -> Iterator[tuple[StatusNote, StepFunction]]:
    """Each note with the days on which it is the latest one."""
    dates = [note.date for note in notes]

    def is_latest(note: StatusNote, day: dt.date) -> str:
        begun = [other for other in notes if other.date.last <= day]
        return SHOWN if begun and begun[-1] is note else HIDDEN

    for note in notes:
        yield note, step_function(partial(is_latest, note), dates)


def _silent(notes: tuple[StatusNote, ...]) -> StepFunction:
    first = min((note.date for note in notes), default=None)
    return step_function(lambda day: HIDDEN if first and day >= first.last else SHOWN, (first,))


@dataclass(frozen=True)
class LeadGap:
    """Days of a programme on which no lead of a task is known, and where to fill it in."""

    entry: Entry[Task]
    start: dt.date
    end: dt.date
    answer: str
    """`no`: nobody is assigned; `unknown`: an assignment may or may not go on."""
    path: str
    mark: Mark

    @property
    def place(self) -> str:
        """The file, from the data folder on, and the line; a page shows no path of the machine."""
        depth = 3 if self.path.endswith(f"/{self.entry.id}.yml") else 2
        return f"{'/'.join(self.path.split('/')[-depth:])}:{self.mark.line}"


def lead_gaps(register: Register, address: str) -> tuple[LeadGap, ...]:
    """The days without a known lead, task by task."""
    programme = register.get(Programme, address).record
    first, last = programme.start_date.first, programme.end_date.last
    return tuple(
        LeadGap(entry, start, end, answer, entry.path, _place(entry))
        for entry in tasks_of(register, address)
        for start, end, answer in _runs(_lead_steps(register, entry.record), first, last)
        if answer != Tristate.YES
    )


def _lead_steps(register: Register, task: Task) -> StepFunction:
    """Whether a task had a lead: `yes` if one is known, else `unknown` or `no`."""
    leads = [
        _assignment_steps(register, assignment)
        for assignment in task.assignments
        if assignment.role is TaskRole.LEAD
    ]

    def answer(day: dt.date) -> str:
        answers = {lead.on(day) for lead in leads}
        if Tristate.YES in answers:
            return Tristate.YES
        return Tristate.UNKNOWN if answers - {Tristate.NO, "not-yet"} else Tristate.NO

    return step_function(answer, (), (day for lead in leads for day, _ in lead.changes))


def _runs(
    answers: StepFunction, first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date, str]]:
    """The stretches of one answer between two days, both included: first day, last day, answer."""
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

    entry: Entry[Task]
    task: Task
    leads: tuple[Bearer, ...]
    open_steps: tuple[tuple[PlanStep, bool], ...]
    """What is not known to be done, and whether it is overdue."""
    note: StatusNote | None
    """The latest status note."""


def meeting_sheet(register: Register, address: str, day: dt.date) -> tuple[MeetingRow, ...]:
    """The tasks of a programme as they are on `day`."""
    rows = []
    for row in task_matrix(register, address):
        leads = tuple(
            bearer
            for bearer in row.bearers
            if bearer.assignment.role is TaskRole.LEAD
            and bearer.steps.on(day) not in ("no", "not-yet")
        )
        open_steps = tuple(
            (step, bool(step.due and step.due.last < day))
            for step in row.task.plan_steps
            if step.done is None or step.done.first > day
        )
        note = next((note for note, steps in row.notes if steps.on(day) == SHOWN), None)
        rows.append(MeetingRow(row.entry, row.task, leads, open_steps, note))
    return tuple(rows)
