"""Knows how a template asks about a page's register and day; refuses to answer by itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from macros.model import (
    ArticleVersion,
    Assignment,
    Citation,
    Function,
    Legislation,
    Membership,
    Organization,
    Post,
    Span,
    Successor,
    Text,
)
from macros.pages.charts import SHAPES, Drawing, Timeline, draw_map, timeline
from macros.queries import (
    ArticleDependents,
    ChartLevel,
    ChartSeat,
    Ending,
    Force,
    Holding,
    KeyDate,
    LawMap,
    LeadGap,
    Listing,
    MeetingRow,
    Moment,
    Related,
    StepFunction,
    StructureChange,
    TaskDirective,
    TaskRow,
    UnitHistory,
    article_dependents,
    assignments_of,
    backlinks,
    bars_of,
    bodies_with_chart,
    bodies_with_members,
    chart_levels,
    chart_seats,
    depends_on_target,
    dissolved_on,
    ending_of,
    force_of,
    force_of_article,
    force_steps,
    has_chart,
    has_members,
    head_of,
    head_posts,
    history_of,
    holders,
    holders_on,
    institution_bars,
    instruments_of,
    key_dates,
    law_map_of,
    lead_gaps,
    listings_of,
    meeting_sheet,
    milestones,
    position,
    post_name,
    predecessors_of,
    relations_of,
    structure_changes,
    summary_line,
    task_directives,
    task_matrix,
    tasks_of,
    tenure_label,
    title_of,
    unit_histories,
    view_day,
)
from macros.quiz import Answer, QuizQuestion, quiz_questions, value_text
from macros.register import Entry, Register
from macros.text import PartialDate, Period
from macros.yamlio import Mark


@dataclass(frozen=True)
class TemplateQueries:
    """The views, bound to a register and a day."""

    register: Register
    day: dt.date
    edit_base: str = ""
    """Start of the links that edit a data file; empty where there is no repository."""

    def ending(self, entry: Entry) -> Ending | None:
        """That the thing is over."""
        return ending_of(self.register, entry, self.day)

    def history(self, entry: Entry) -> tuple[Moment, ...]:
        """Its dated facts."""
        return history_of(self.register, entry)

    def backlinks(self, entry: Entry) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """What points at it."""
        return backlinks(self.register, entry)

    def position(self, membership: Membership) -> Text:
        """The title that a membership gave."""
        return position(self.register, membership)

    def held(self, membership: Membership) -> str:
        """Whether a membership held on the day: a key under `held` in `labels.yml`."""
        return tenure_label(self.register, membership, self.day)

    def nearest(self, membership: Membership) -> PartialDate | None:
        """The attested day nearest to the day."""
        return membership.period.nearest(self.day)

    def assigned(self, entry: Entry) -> tuple[tuple[Entry, Assignment], ...]:
        """The tasks it is assigned."""
        return assignments_of(self.register, entry.address)

    def listings(self, entry: Entry) -> tuple[Listing, ...]:
        """The structures that list it."""
        return listings_of(self.register, entry.address)

    def listed_citations(self, entry: Entry, listing: Listing) -> Iterable[Citation]:
        """Where it can be read that the structure lists it."""
        units = (unit for group in listing.structure.groups for unit in group.units)
        own = next(unit.citations for unit in units if unit.organization == entry.address)
        return own or listing.structure.citations

    def heads(self, entry: Entry) -> tuple[str, ...]:
        """The posts elsewhere that head it."""
        return head_posts(self.register, entry.address)

    def predecessors(self, entry: Entry) -> tuple[tuple[Entry, Successor], ...]:
        """The bodies it followed."""
        return tuple(predecessors_of(self.register, entry.address))

    def holders(self, entry: Entry) -> tuple[tuple[object, tuple[Holding, ...]], ...]:
        """Who held its posts."""
        return holders(self.register, entry.address)

    def default_day(self, entry: Entry) -> dt.date:
        """The day of which a view of it speaks first."""
        return view_day(self.register, entry, self.day)

    def key_days(self) -> tuple[KeyDate, ...]:
        """The days that a view offers by name."""
        return key_dates(self.register)

    def force_steps(self, entry: Entry[Legislation], locator: str | None = None) -> StepFunction:
        """The status of a document or of an article of it, for every day."""
        return force_steps(self.register, entry, locator)

    def charted(self) -> tuple[Entry, ...]:
        """The bodies that have a chart."""
        return bodies_with_chart(self.register)

    def is_charted(self, entry: Entry) -> bool:
        """Whether it has a chart."""
        return has_chart(self.register, entry)

    def staffed(self) -> tuple[Entry, ...]:
        """The bodies of which somebody is known."""
        return bodies_with_members(self.register)

    def is_staffed(self, entry: Entry) -> bool:
        """Whether somebody is known to have held a post or role of it."""
        return has_members(self.register, entry.address)

    def functions(self, body: Organization) -> list[tuple[Period, list[Function]]]:
        """Its duties, those of one instrument and time together."""
        found: dict[tuple[str | None, Period], list[Function]] = {}
        for one in body.functions:
            time = Period(one.start_date, one.end_date)
            found.setdefault((one.instrument, time), []).append(one)
        return [(time, functions) for (_, time), functions in found.items()]

    def seats(self, entry: Entry) -> tuple[ChartSeat, ...]:
        """Its posts with their holders, those that head it first."""
        return chart_seats(self.register, entry.address)

    def levels(self, entry: Entry[Organization]) -> tuple[ChartLevel, ...]:
        """Its structures."""
        return chart_levels(self.register, entry)

    def courses(self, entry: Entry[Organization]) -> tuple[UnitHistory, ...]:
        """Its units through all structures."""
        return unit_histories(self.register, entry)

    def changes(self) -> tuple[StructureChange, ...]:
        """What became of each body."""
        return structure_changes(self.register)

    def matrix(self, entry: Entry) -> tuple[TaskRow, ...]:
        """The tasks of a programme with all that hangs together with them."""
        return task_matrix(self.register, entry.address)

    def uncovered(self, entry: Entry) -> tuple[LeadGap, ...]:
        """The days of a programme on which a task has no known lead."""
        return lead_gaps(self.register, entry.address)

    def sheet(self, entry: Entry, day: dt.date) -> tuple[MeetingRow, ...]:
        """The tasks of a programme as they stand on a day."""
        return meeting_sheet(self.register, entry.address, day)

    def timeline(self, entry: Entry | None = None) -> Timeline | None:
        """The stretches of time of a record, or of the institution, as drawn."""
        found = bars_of(self.register, entry) if entry else None
        if found is None:
            found = institution_bars(self.register)
        return timeline(found, self.day)

    def law(self) -> LawMap:
        """All documents by date and rank."""
        return law_map_of(self.register)

    def draw(self, law: LawMap, shape: str) -> Drawing:
        """The map of the law, `wide` or `tall`."""
        names = (
            one.legislation.number or title_of(one.entry, self.register.labels)
            for one in law.documents
        )
        return draw_map(law, SHAPES[shape], names)

    def resting(self) -> tuple[ArticleDependents, ...]:
        """What rests on single articles."""
        return article_dependents(self.register)

    def self_check(self) -> tuple[QuizQuestion, ...]:
        """The questions for those who want to test what they know."""
        return quiz_questions(self.register, self.day)

    def words(self, value: Answer, day: dt.date | None = None) -> str:
        """A subject or an option of a question, by the names of a day."""
        return value_text(self.register, value, day or self.day)

    def milestones(self) -> tuple[Entry, ...]:
        """The events of the short history."""
        return milestones(self.register)

    def force(self, entry: Entry[Legislation]) -> Force:
        """The status of a document on the day."""
        return force_of(self.register, entry, self.day)

    def force_at(self, address: str, locator: str | None = None) -> str:
        """The status, as a word, of a document or of an article of it."""
        document = self.register.get(Legislation, address)
        return force_of_article(self.register, document, locator, self.day).value

    def lost(self, entry: Entry, related: Related) -> str:
        """The status of the article on which a document rests, where that is not in force."""
        place, rests = related.relation.target_locator, depends_on_target(related.relation)
        holds = related.address if related.verb.is_active else entry.address
        word = self.force_at(holds, place) if rests and place and holds else ""
        return word if word in ("ended", "not-yet", "suspended") else ""

    def is_over(self, version: ArticleVersion, entry: Entry[Legislation] | None = None) -> bool:
        """Whether a wording is no longer in force on the day, by itself or with its document."""
        end = version.date_no_longer_in_force
        if end is not None and end.last <= self.day:
            return True
        return entry is not None and self.force(entry) is Force.ENDED

    def is_past(self, span: Span) -> bool:
        """Whether a duty is over: its own time, or that of the document that set it."""
        document = getattr(span, "instrument", None)
        if span.end_date and span.end_date.last < self.day:
            return True
        return document is not None and self.force_at(document) == Force.ENDED.value

    def is_past_post(self, entry: Entry, post: Post) -> bool:
        """Whether a post is no more, by its own end or by that of its body."""
        is_over = post.end_date is not None and post.end_date.last < self.day
        body = self.register.get(Organization, entry.address).record
        return is_over or dissolved_on(body, self.day) is not None

    def is_past_part(self, address: str) -> bool:
        """Whether the post at an address is no more."""
        entry, part = self.register[address], address.partition("#")[2]
        posts = getattr(entry.record, "posts", ())
        return any(self.is_past_post(entry, post) for post in posts if post.id == part)

    def relations(self, entry: Entry[Legislation]) -> tuple[Related, ...]:
        """The relations of a document, both ways."""
        return relations_of(self.register, entry)

    def tasks_of(self, address: str) -> tuple[Entry, ...]:
        """The tasks of a programme."""
        return tasks_of(self.register, address)

    def directives_on(self, entry: Entry) -> tuple[TaskDirective, ...]:
        """The directives that bear on a task."""
        return task_directives(self.register, entry.address)

    def one_line(self, entry: Entry) -> str:
        """The line that tells it from others."""
        return summary_line(self.register, entry, self.day)

    def edit_link(self, entry: Entry) -> str:
        """The link that opens the record's file at its line; empty without a repository."""
        return self.edit_line(entry.path, entry.mark)

    def edit_line(self, path: str, mark: Mark) -> str:
        """The link that opens a data file at a line; empty without a repository."""
        return f"{self.edit_base}{path}#L{mark.line}" if self.edit_base else ""

    def holders_on(self, address: str, day: dt.date) -> tuple[Holding, ...]:
        """Who held a post on a day."""
        return holders_on(self.register, address, day)

    def post_name(self, address: str, day: dt.date) -> str:
        """The name that a post (`organizations/x#post`) had on a day."""
        return post_name(self.register, address, day)

    def head(self, entry: Entry) -> tuple[Holding, ...]:
        """Who heads a body."""
        return head_of(self.register, entry, self.day)

    def instruments(self, entry: Entry[Organization]) -> tuple[str, ...]:
        """What a body rests on."""
        return instruments_of(entry)
