"""Tasks: how the program describes them."""

import datetime as dt
from collections.abc import Iterator

from macros.i18n import Labels
from macros.model import Programme, Task, TaskRole
from macros.queries.kinds.kind import Kind
from macros.queries.kinds.programmes import PROGRAMMES
from macros.queries.kinds.row_types import (
    Ending,
    ListCell,
    Moment,
    TimelineBar,
    label_cell,
    link_cell,
    period_bar,
)
from macros.queries.names import in_language
from macros.queries.record_relations import task_directives
from macros.register import Entry, Register
from macros.text import Period


def _programme(register: Register, entry: Entry[Task]) -> Entry[Programme]:
    return register.get(Programme, entry.record.programme)


def _number(entry: Entry[Task], labels: Labels, lang: str) -> str:
    return labels.get("task.number", lang).format(number=entry.record.number)


def _cells(register: Register, entry: Entry[Task], day: dt.date) -> tuple[ListCell, ...]:
    task = entry.record
    leads = [duty.bearer for duty in task.assignments if duty.role is TaskRole.LEAD]
    documents = dict.fromkeys(hook.document for hook in task.legal_hooks)
    return (
        ListCell(text=str(task.number)),
        ListCell(text=task.name, addresses=(entry.address,)),
        link_cell(*documents),
        link_cell(*leads),
        _progress_cell(register.labels, task, day),
    )


def _progress_cell(labels: Labels, task: Task, day: dt.date) -> ListCell:
    """How the task stood by the latest note up to a day."""
    notes = [note for note in task.status_notes if note.date.last <= day]
    return label_cell(labels, f"progress.{notes[-1].status.value}") if notes else ListCell()


def _moments(register: Register, entry: Entry[Task]) -> Iterator[Moment]:
    task = entry.record
    for touch in task_directives(register, entry.address):
        event, text = touch.event, touch.directive.gist
        yield Moment(event.record.date, "directive", event.address, text)
    for step in task.plan_steps:
        if step.due:
            yield Moment(step.due, "step-due", None, step.text)
        if step.done:
            yield Moment(step.done, "step-done", None, step.text)
    for note in task.status_notes:
        yield Moment(note.date, f"status-{note.status.value}", None, note.text)
    for assignment in task.assignments:
        if assignment.start_date:
            key = f"assigned-{assignment.role.value}"
            yield Moment(assignment.start_date, key, assignment.bearer)


def _bars(register: Register, entry: Entry[Task]) -> Iterator[TimelineBar]:
    programme = _programme(register, entry)
    period = Period(programme.record.start_date, programme.record.end_date)
    yield period_bar(register, "programme", period, programme.address)
    for assignment in entry.record.assignments:
        key = f"assigned-{assignment.role.value}"
        yield period_bar(register, key, assignment.period, assignment.bearer)


def _ending(register: Register, entry: Entry[Task], day: dt.date) -> Ending | None:
    """A task is over with its programme."""
    return PROGRAMMES.ending(register, _programme(register, entry), day)


TASKS = Kind[Task](
    "tasks",
    title=lambda entry, labels, lang: (
        f"{_number(entry, labels, lang)}. {in_language(entry.record.name, lang)}"
    ),
    columns=("number", "task", "basis", "lead", "progress"),
    cells=_cells,
    naming_column=1,
    fact_column="number",
    facets=("basis", "lead", "progress"),
    link_title=_number,
    heading=lambda entry, labels, lang: in_language(entry.record.name, lang),
    dated_title=lambda entry, labels, day, lang: in_language(entry.record.name, lang),
    line=lambda register, entry, day, lang: in_language(entry.record.name, lang),
    sort_key=lambda entry, lang: f"{entry.record.programme} {entry.record.number:04}",
    search_names=lambda entry, labels, lang: (
        _number(entry, labels, lang),
        _number(entry, labels, ""),
    ),
    search_line=lambda register, entry, day, lang: (
        PROGRAMMES.page_title(_programme(register, entry), register.labels, lang),
    ),
    moments=_moments,
    bars=_bars,
    ending=_ending,
)
