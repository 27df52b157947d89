"""Events: who took part, what was directed and what was said."""

from typing import Annotated

from macros.model.base import (
    Basis,
    BearerRef,
    Count,
    Date,
    Fact,
    Flag,
    Inference,
    LegislationRef,
    OrganizationRef,
    PersonRef,
    Record,
    TaskRef,
    Text,
    Vocabulary,
)


class Participation(Fact):
    """Somebody at an event."""

    person: PersonRef
    """Who."""
    role: Annotated[str, Vocabulary("participation")]
    """In what part."""
    title: Text | None = None
    """The title as the report prints it."""


class TouchedTask(Inference):
    """A task on which a directive bears."""

    task: TaskRef
    """The task."""


class Directive(Inference):
    """An instruction or request given at an event."""

    number: Count
    """Our number, from 1, in the order of the report."""
    to: tuple[BearerRef, ...] = ()
    """Whom it addresses."""
    to_text: Text | None = None
    """Whom it addresses, where that is not one body."""
    to_basis: Basis = Basis.STATED
    """Whether the report names the addressee, or it is our reading."""
    gist: Text
    """What it asks, in our own words."""
    documents: tuple[LegislationRef, ...] = ()
    """Documents it names."""
    tasks: tuple[TouchedTask, ...] = ()
    """Tasks it bears on."""


class Opinion(Fact):
    """A view that was voiced."""

    by: PersonRef | None = None
    """Who voiced it; empty: the report names nobody."""
    gist: Text
    """The view, in our own words."""


class Event(Record):
    """Something that happened on a day."""

    name: Text
    """What happened, as a short headline."""
    summary: Text
    """What happened, in one or two sentences."""
    date: Date
    """The day."""
    end_date: Date | None = None
    """The last day, if it went on."""
    kind: Annotated[str, Vocabulary("event")]
    """Its kind."""
    milestone: Flag = False
    """Whether it belongs to the short history of the institution."""
    key_date: Text | None = None
    """A short name under which views offer its day; empty: they do not."""
    place: Text | None = None
    """Where."""
    part_of_day: Text | None = None
    """When on that day."""
    organizations: tuple[OrganizationRef, ...] = ()
    """Bodies concerned."""
    people: tuple[PersonRef, ...] = ()
    """People concerned who are not known to have taken part."""
    documents: tuple[LegislationRef, ...] = ()
    """Documents concerned."""
    participants: tuple[Participation, ...] = ()
    """People known to have taken part."""
    participants_complete: Flag = False
    """Whether the list of participants is whole."""
    directives: tuple[Directive, ...] = ()
    """Instructions given."""
    directives_by: PersonRef | None = None
    """Who gave them."""
    opinions: tuple[Opinion, ...] = ()
    """Views voiced."""
