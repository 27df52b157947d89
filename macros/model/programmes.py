"""Work programmes, their tasks, and who answers for each."""

from enum import StrEnum

from macros.model.base import (
    BearerRef,
    Count,
    Date,
    EventRef,
    Fact,
    Inference,
    LegalPlace,
    LegislationRef,
    OrganizationRef,
    PersonRef,
    ProgrammeRef,
    Record,
    Span,
    Text,
)


class Split(Inference):
    """How a running sentence was cut into numbered tasks."""

    method: Text
    """What was cut, and how."""
    reasons: tuple[Text, ...] = ()
    """Why the cut was made there."""
    alternatives: tuple[Text, ...] = ()
    """Other cuts that give the same number, and why they were not chosen."""


class GeneralRole(Inference):
    """A role in the whole programme, not in one task."""

    role: Text
    """The role."""
    holder: BearerRef
    """The body, post or person."""


class Programme(Record):
    """A work programme of a body for a year."""

    title: Text
    """Its title."""
    summary: Text
    """What it is, in one sentence."""
    year: Count
    """The year it covers."""
    body: OrganizationRef
    """The body that carries it out."""
    instrument: LegislationRef | None = None
    """The document that approved it."""
    start_date: Date
    """First day of the time covered."""
    end_date: Date
    """Last day of the time covered."""
    announced_tasks: Count
    """The number of tasks that the source announces."""
    presented_at: EventRef | None = None
    """The event at which it was presented."""
    presented_by: PersonRef | None = None
    """Who presented it."""
    split: Split | None = None
    """How the tasks were told apart, where the source does not number them."""
    general_roles: tuple[GeneralRole, ...] = ()
    """Who does what for the programme as a whole."""


class LegalHook(Inference):
    """A text that a task or duty rests on, or that took it over."""

    document: LegislationRef
    """The document."""
    locator: LegalPlace | None = None
    """The article."""


class TaskRole(StrEnum):
    """What a bearer does in a task."""

    LEAD = "lead"
    COORDINATE = "coordinate"


class Assignment(Span):
    """Who answers for a task, and when."""

    bearer: BearerRef
    """The organization, post or person."""
    role: TaskRole
    """Lead or coordinate."""


class PlanStep(Fact):
    """A step of the plan for a task."""

    text: Text
    """The step."""
    due: Date | None = None
    """Day by which it is to be done."""
    done: Date | None = None
    """Day on which it was done; empty: not done, or not known."""


class TaskStatus(StrEnum):
    """How a task stood on a day."""

    ON_TIME = "on-time"
    LATE = "late"
    DISPUTED = "disputed"
    DONE = "done"


class StatusNote(Fact):
    """How a task stood on a day."""

    date: Date
    """The day."""
    status: TaskStatus
    """In one word."""
    text: Text
    """In a sentence."""


class Outcome(Inference):
    """What became of the duty behind a task."""

    text: Text
    """In a sentence."""
    duties: tuple[LegalHook, ...] = ()
    """The texts that hold the duty now."""


class Task(Record):
    """A numbered task of a programme."""

    programme: ProgrammeRef
    """The programme."""
    number: Count
    """Its number, from 1."""
    name: Text
    """The wording of the source."""
    name_note: Text | None = None
    """What was corrected in the wording."""
    gist: Text
    """The task in plain words."""
    segment: Fact
    """The place in the source from which the wording was taken."""
    legal_hooks: tuple[LegalHook, ...] = ()
    """Texts it rests on."""
    assignments: tuple[Assignment, ...] = ()
    """Who answers for it."""
    plan_steps: tuple[PlanStep, ...] = ()
    """Steps planned."""
    status_notes: tuple[StatusNote, ...] = ()
    """How it stood, oldest first."""
    outcome: Outcome | None = None
    """What became of it."""
