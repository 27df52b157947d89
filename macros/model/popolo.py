"""People, organizations, posts and memberships (Popolo)."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated

from macros.model.base import (
    Citation,
    Count,
    Date,
    EventRef,
    Fact,
    Flag,
    Inference,
    LegislationRef,
    Milestone,
    Name,
    OrganizationRef,
    Part,
    PersonRef,
    PostRef,
    Record,
    Span,
    Text,
    Vocabulary,
)
from macros.text import Period


class MembershipKind(StrEnum):
    """How a person came into a post."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    APPROVED = "approved"
    EX_OFFICIO = "ex-officio"
    ACTING = "acting"


class Election(Fact):
    """A vote on a person within one continuous time in a post."""

    date: Date
    """Day of the vote."""
    legislature: str | None = None
    """The legislature that voted."""
    result: Text | None = None
    """The count as reported."""
    event: EventRef | None = None
    """The event at which it took place."""


class Membership(Span):
    """A person in a post or role of an organization, without interruption (Popolo Membership)."""

    organization: OrganizationRef
    """The body."""
    post: str | None = None
    """Id of a post declared by the body."""
    role: Text | None = None
    """The role as text, where the body declares no such post."""
    kind: MembershipKind | None = None
    """How the person came into it; empty: not known."""
    legislatures: tuple[str, ...] = ()
    """Legislatures it covers, in Roman numerals."""
    elections: tuple[Election, ...] = ()
    """Votes within it."""
    start_instrument: LegislationRef | None = None
    """The act that began it."""
    start_reason: Text | None = None
    """Why it began."""
    end_instrument: LegislationRef | None = None
    """The act that ended it."""
    end_reason: Text | None = None
    """Why it ended."""
    on_behalf_of: OrganizationRef | None = None
    """The party or group for which the person sits (Popolo on_behalf_of)."""
    area: Text | None = None
    """The constituency or place that the person represents (Popolo area)."""
    rank: Count | None = None
    """The place among those in the same post, from 1, where they are ordered."""


class Namesake(Fact):
    """Somebody else of the same or a similar name."""

    name: str
    """The other's name."""
    description: Text
    """What tells the two apart."""
    person: PersonRef | None = None
    """The other's record, where there is one."""


class Person(Record):
    """A person in a public official capacity (Popolo Person)."""

    name: str
    """Full name, family name first."""
    other_names: tuple[Name, ...] = ()
    """Other names under which sources speak of the person."""
    disambiguation: Text | None = None
    """What tells people of one name apart, in a few words."""
    distinct_from: tuple[Namesake, ...] = ()
    """People who could be taken for this one."""
    memberships: tuple[Membership, ...] = ()
    """Posts and roles, oldest first."""


class Vacancy(Span):
    """A time in which nobody held a post, as a source says."""

    acting: tuple[PersonRef, ...] = ()
    """Who was charged with the duties."""
    acting_text: Text | None = None
    """Who was charged with the duties, where that is no person of the data."""


class Merger(Inference):
    """The merging of a post into another."""

    post: PostRef
    """The post that it became part of."""
    date: Date
    """The first day on which the two are one."""
    instrument: LegislationRef | None = None
    """The document that merged them."""


class Post(Part):
    """A position that exists whoever holds it (Popolo Post)."""

    id: str
    """Short id, unique within the body."""
    names: tuple[Name, ...]
    """Its title over time."""
    seats: Count | None = None
    """How many may hold it at one time; empty: not fixed or not known."""
    start_date: Date | None = None
    """First day on which it exists; empty: not known."""
    end_date: Date | None = None
    """Last day; empty: not known, or it exists."""
    merged: Merger | None = None
    """The post that it was merged into; its own time ends the day before."""
    vacancies: tuple[Vacancy, ...] = ()
    """Times in which nobody held it."""
    heads: tuple[OrganizationRef, ...] = ()
    """Other bodies that its holder heads."""
    note: Text | None = None
    """What the post is."""
    citations: tuple[Citation, ...] = ()
    """Where it can be checked."""

    @cached_property
    def lifetime(self) -> Period:
        """The time in which it exists on its own."""
        over_by = self.merged.date if self.merged else None
        return Period(self.start_date, self.end_date, over_by=over_by)


class Parent(Span):
    """The body an organization stands under."""

    organization: OrganizationRef
    """The body above."""


class ServedBody(Inference):
    """A body for which an organization works."""

    organization: OrganizationRef
    """The body served."""


class Function(Span):
    """A duty of an organization."""

    text: Text
    """The duty, in our own words."""
    instrument: LegislationRef | None = None
    """The document that sets it."""


class StructureUnit(Part):
    """A unit in a structure."""

    organization: OrganizationRef
    """The unit."""
    citations: tuple[Citation, ...] = ()
    """Where the unit is named, if the whole list was not seen."""


class StructureGroup(Part):
    """Units that the structure lists together."""

    label: Text
    """What they have in common."""
    units: tuple[StructureUnit, ...]
    """The units in the order of the source."""


class Structure(Span):
    """The units of an organization under one instrument."""

    id: str
    """Short id, unique within the body."""
    label: Text
    """Its name, for readers."""
    instrument: LegislationRef | None = None
    """The document that sets it."""
    complete: Flag
    """Whether the whole list is known."""
    groups: tuple[StructureGroup, ...] = ()
    """The units."""


class Successor(Inference):
    """What followed an organization."""

    organization: OrganizationRef
    """The body that followed."""
    date: Date | None = None
    """Day of the change."""
    instrument: LegislationRef | None = None
    """The document that decided it."""
    scope: Text | None = None
    """What passed over, if not the whole."""


class Roster(Fact):
    """A list of everybody who was in a body, or in some of its posts, on a day."""

    date: Date
    """The day of the list."""
    posts: tuple[str, ...] = ()
    """Ids of the posts that it lists; empty: the whole body."""


class Organization(Record):
    """A body, unit or institution (Popolo Organization)."""

    names: tuple[Name, ...]
    """Names over time; the last is the newest."""
    abbreviation: str | None = None
    """Usual short form."""
    disambiguation: Text | None = None
    """What tells bodies of one name apart."""
    classification: Annotated[str, Vocabulary("classification")]
    """Its kind."""
    summary: Text
    """What it is, in one sentence."""
    founding: Milestone | None = None
    """Its beginning."""
    dissolution: Milestone | None = None
    """Its end; empty: it exists, or no end is known."""
    attested: tuple[Date, ...] = ()
    """Days on which a source shows that it exists."""
    parents: tuple[Parent, ...] = ()
    """Bodies it stood under, unless a structure of that body lists it."""
    serves: tuple[ServedBody, ...] = ()
    """Bodies it works for."""
    posts: tuple[Post, ...] = ()
    """Positions in it, highest first."""
    rosters: tuple[Roster, ...] = ()
    """Days on which it is known who was in it, and that nobody else was."""
    functions: tuple[Function, ...] = ()
    """Duties."""
    structures: tuple[Structure, ...] = ()
    """Its units, one list for each instrument, oldest first."""
    successors: tuple[Successor, ...] = ()
    """What followed."""

    @cached_property
    def lifetime(self) -> Period:
        """The time of its existence, as far as it is known."""
        return Period(
            self.founding.date if self.founding else None,
            self.dissolution.date if self.dissolution else None,
            self.attested,
        )
