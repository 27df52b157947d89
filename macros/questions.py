"""Knows how a template asks about a page's register and day; refuses to answer by itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from macros import history, status, views
from macros.dates import PartialDate
from macros.eli import ArticleVersion
from macros.facts import Citation, Span, Text
from macros.popolo import Membership, Post, Successor
from macros.register import Entry, Register
from macros.titles import one_line, position
from macros.work import Assignment


@dataclass(frozen=True)
class Questions:
    """The views, bound to a register and a day."""

    register: Register
    day: dt.date
    edit_base: str = ""
    """Start of the links that edit a data file; empty where there is no repository."""

    def ending(self, entry: Entry) -> views.Ending | None:
        """That the thing is over."""
        return views.ending(self.register, entry, self.day)

    def history(self, entry: Entry) -> tuple[history.Moment, ...]:
        """Its dated facts."""
        return history.history(self.register, entry)

    def backlinks(self, entry: Entry) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """What points at it."""
        return views.backlinks(self.register, entry)

    def position(self, membership: Membership) -> Text:
        """The title that a membership gave."""
        return position(self.register, membership)

    def held(self, membership: Membership) -> str:
        """Whether a membership held on the day: a key under `held` in `labels.yml`."""
        return status.held_word(self.register, membership, self.day)

    def nearest(self, membership: Membership) -> PartialDate | None:
        """The attested day nearest to the day."""
        return membership.period.nearest(self.day)

    def assigned(self, entry: Entry) -> tuple[tuple[Entry, Assignment], ...]:
        """The tasks it is assigned."""
        return views.assigned(self.register, entry.address)

    def listings(self, entry: Entry) -> tuple[status.Listing, ...]:
        """The structures that list it."""
        return status.listings(self.register, entry.address)

    def listed_citations(self, entry: Entry, listing: status.Listing) -> Iterable[Citation]:
        """Where it can be read that the structure lists it."""
        units = (unit for group in listing.structure.groups for unit in group.units)
        own = next(unit.citations for unit in units if unit.organization == entry.address)
        return own or listing.structure.citations

    def heads(self, entry: Entry) -> tuple[str, ...]:
        """The posts elsewhere that head it."""
        return views.heads(self.register, entry.address)

    def predecessors(self, entry: Entry) -> tuple[tuple[Entry, Successor], ...]:
        """The bodies it followed."""
        return tuple(views.predecessors(self.register, entry.address))

    def holders(self, entry: Entry) -> tuple[tuple[object, tuple[views.Holding, ...]], ...]:
        """Who held its posts."""
        return views.holders(self.register, entry.address, self.day)

    def force(self, entry: Entry) -> status.Force:
        """The status of a document on the day."""
        return status.force(self.register, entry, self.day)

    def force_at(self, address: str, locator: str | None = None) -> str:
        """The status, as a word, of a document or of an article of it."""
        entry = self.register[address]
        return status.force_of_article(self.register, entry, locator, self.day).value

    def is_over(self, version: ArticleVersion, entry: Entry | None = None) -> bool:
        """Whether a wording is no longer in force on the day, by itself or with its document."""
        end = version.date_no_longer_in_force
        if end is not None and end.last <= self.day:
            return True
        return entry is not None and self.force(entry) is status.Force.ENDED

    def is_past(self, span: Span) -> bool:
        """Whether a duty is over: its own time, or that of the document that set it."""
        document = getattr(span, "instrument", None)
        if span.end_date and span.end_date.last < self.day:
            return True
        return document is not None and self.force_at(document) == status.Force.ENDED.value

    def is_past_post(self, entry: Entry, post: Post) -> bool:
        """Whether a post is no more, by its own end or by that of its body."""
        is_over = post.end_date is not None and post.end_date.last < self.day
        return is_over or status.ended_on(self.register, entry, self.day) is not None

    def is_past_part(self, address: str) -> bool:
        """Whether the post at an address is no more."""
        entry, part = self.register[address], address.partition("#")[2]
        posts = getattr(entry.record, "posts", ())
        return any(self.is_past_post(entry, post) for post in posts if post.id == part)

    def relations(self, entry: Entry) -> tuple[views.Related, ...]:
        """The relations of a document, both ways."""
        return views.relations(self.register, entry)

    def tasks_of(self, address: str) -> tuple[Entry, ...]:
        """The tasks of a programme."""
        return views.tasks_of(self.register, address)

    def directives_on(self, entry: Entry) -> tuple[views.Touch, ...]:
        """The directives that bear on a task."""
        return views.directives_on(self.register, entry.address)

    def one_line(self, entry: Entry) -> str:
        """The line that tells it from others."""
        return one_line(self.register, entry, self.day)

    def edit_link(self, entry: Entry) -> str:
        """The link that opens the record's file at its line; empty without a repository."""
        return f"{self.edit_base}{entry.path}#L{entry.mark.line}" if self.edit_base else ""
