"""Learning paths of newcomers, and the questions that newcomers ask."""

from enum import StrEnum

from macros.model.base import AnyRef, Count, Date, LegalPlace, Part, Record, SubjectRef, Text


class SitePage(StrEnum):
    """A page of the site that is no record; its value is its path without ending."""

    OVERVIEW = "views/index"
    ROSTER = "views/roster"
    CHANGES = "views/changes"
    TIMELINE = "views/timeline"
    LAW = "views/law"
    DATA = "data"
    GAPS = "gaps"
    PEOPLE = "people/index"
    ORGANIZATIONS = "organizations/index"
    TASKS = "tasks/index"
    LEGISLATION = "legislation/index"
    EVENTS = "events/index"
    TERMS = "terms/index"
    SOURCES = "sources/index"
    NEEDS = "needs/index"
    SELFCHECK = "self-check"
    HANDBOOK = "handbook"


class Step(Part):
    """Something to read or to find out."""

    id: str
    """Short id, unique in the path and never changed: browsers keep ticked steps under it."""
    text: Text
    """What to do."""
    why: Text
    """What it is good for."""
    minutes: Count
    """How long it takes."""
    about: tuple[AnyRef, ...] = ()
    """Records to read."""
    pages: tuple[SitePage, ...] = ()
    """Other pages to read."""


class StageSpan(StrEnum):
    """The time in which a stage is done, counted from the first day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Stage(Part):
    """The steps of the first day, week or month."""

    span: StageSpan
    """Which of them."""
    steps: tuple[Step, ...]
    """What to do, in order."""


class LearningPath(Record):
    """What a newcomer does in the first month, for one kind of work."""

    title: Text
    """Its name: the kind of work."""
    summary: Text
    """For whom it is, in a sentence."""
    position: Count
    """Its place in the list of paths."""
    stages: tuple[Stage, ...]
    """Its stages, in order."""


class NeedKind(StrEnum):
    """What a question wants to know of its subject."""

    SUMMARY = "summary"
    HOLDER = "holder"
    BASIS = "basis"
    ENDED = "ended"
    EVENT = "event"
    DUTY = "duty"
    LEAD = "lead"
    TASKS = "tasks"
    UNITS = "units"
    MEANING = "meaning"
    FORCE = "force"


NEED_COLLECTIONS: dict[NeedKind, tuple[str, ...]] = {
    NeedKind.SUMMARY: ("people", "organizations", "programmes", "legislation", "events"),
    NeedKind.HOLDER: ("organizations",),
    NeedKind.BASIS: ("organizations",),
    NeedKind.ENDED: ("organizations", "programmes", "legislation"),
    NeedKind.EVENT: ("events",),
    NeedKind.DUTY: ("tasks",),
    NeedKind.LEAD: ("programmes",),
    NeedKind.TASKS: ("programmes",),
    NeedKind.UNITS: ("organizations",),
    NeedKind.MEANING: ("terms",),
    NeedKind.FORCE: ("legislation",),
}
"""The collections that each kind can ask about: HOLDER about a post, the others about a record."""


class Need(Record):
    """A question that newcomers ask; the data answers it."""

    question: Text
    """The question."""
    position: Count
    """Its place among the questions."""
    asks: NeedKind
    """What it wants to know."""
    of: SubjectRef
    """Of what."""
    on: Date | None = None
    """On which day; empty: on the day of the site."""
    locator: LegalPlace | None = None
    """In which article."""
