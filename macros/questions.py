"""Knows how a template asks about a page's register and day; refuses to answer by itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from macros import history, status, views
from macros.dates import PartialDate
from macros.eli import ArticleVersion
from macros.facts import Citation, Text
from macros.popolo import Membership, Successor
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

    def force_at(self, address: str) -> str:
        """The status, as a word, of the document at an address."""
        return self.force(self.register[address]).value

    def is_over(self, version: ArticleVersion) -> bool:
        """Whether a wording is no longer in force on the day."""
        end = version.date_no_longer_in_force
        return end is not None and end.last <= self.day

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
        return one_line(self.register, entry)

    def edit_link(self, entry: Entry) -> str:
        """The link that opens the record's file at its line; empty without a repository."""
        return f"{self.edit_base}{entry.path}#L{entry.mark.line}" if self.edit_base else ""
