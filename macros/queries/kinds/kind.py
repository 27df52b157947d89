"""What a collection says of its records: the one form in which every collection is described."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from macros.i18n import Labels
from macros.model import Record, Text
from macros.queries.kinds.row_types import Ending, ListCell, Moment, TimelineBar
from macros.queries.names import in_language
from macros.register import Entry, Register

KindRecord = TypeVar("KindRecord", bound=Record)


class CollectionRole(StrEnum):
    """What a collection is for."""

    FACTS = "facts"
    """It states facts."""
    GUIDE = "guide"
    """It guides readers to facts and states none."""
    EVIDENCE = "evidence"
    """Facts cite it."""


def _nothing(*_: object) -> tuple[()]:
    return ()


def _no_parts(*_: object) -> Mapping[str, str]:
    return {}


def _no_text(*_: object) -> str:
    return ""


def _none(*_: object) -> None:
    return None


def _by_address(entry: Entry, lang: str) -> str:
    return entry.address


def _same_day(register: Register, entry: Entry, day: dt.date) -> dt.date:
    return day


@dataclass(frozen=True)
class Kind(Generic[KindRecord]):
    """All that the program asks of the records of one collection.

    The functions take the register where they need it, the entry of the record, the labels where
    they need them, the day and the language, in this order. What a collection leaves out is empty.
    """

    collection: str
    title: Callable[[Entry[KindRecord], Labels, str], str]
    """The name under which readers know a record: entry, labels, language."""
    columns: tuple[str, ...]
    """The columns of its list: keys under `columns` in `labels.yml`."""
    cells: Callable[[Register, Entry[KindRecord], dt.date], tuple[ListCell, ...]]
    """Its row in the list, one cell for each column."""
    naming_column: int = 0
    """The place of the column that names the record."""
    fact_column: str = ""
    """The column that a small screen shows beside the name, and no other but the state."""
    facets: tuple[str, ...] = ()
    """The columns by whose values readers narrow the list; of a date that is the year."""
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The groups of the list in their order, keys under `states` in `labels.yml`: each with the
    labels of the last column that belong to it; the empty one is that of an empty cell."""
    newest_first: bool = False
    """Whether the list runs against `sort_key`."""
    role: CollectionRole = CollectionRole.FACTS

    link_title: Callable[[Entry[KindRecord], Labels, str], str] | None = None
    """The title for a link, where the whole one is too long."""
    heading: Callable[[Entry[KindRecord], Labels, str], str] | None = None
    """The heading of its page, where that is not the title for a link, which then stands above."""
    dated_title: Callable[[Entry[KindRecord], Labels, dt.date, str], str] | None = None
    """The name on a day alone, where it changes or the title holds more than the name."""
    disambiguation: Callable[[Entry[KindRecord]], Text | None] = _none
    """What distinguishes it from a record of the same title."""
    subtitle: Callable[[Entry[KindRecord], str], str] = _no_text
    """What follows the title where there is room: entry, language."""
    title_text: Callable[[Entry[KindRecord]], Text | None] = _none
    """The text that the title is, where it is one; it may lack the language of the page."""
    title_language: Callable[[Entry[KindRecord], str], str] = _no_text
    """The language of a title that is printed as it is: entry, language of the page."""
    line: Callable[[Register, Entry[KindRecord], dt.date, str], str] = _no_text
    """The line under the title."""
    sort_key: Callable[[Entry[KindRecord], str], str] = _by_address
    """The order of a record among those of its collection: entry, language."""

    shared_page: Callable[[Entry[KindRecord]], str] | None = None
    """The source path of the page on which records stand under their ids; None: one page each."""
    part_titles: Callable[[Entry[KindRecord], Labels, dt.date, str], Mapping[str, str]] = _no_parts
    """The parts that have an anchor on its page: titles by fragment."""
    locator_fragment: Callable[[Entry[KindRecord], str], str] = _no_text
    """The fragment of the part nearest to a locator; empty for the page as a whole."""

    search_names: Callable[[Entry[KindRecord], Labels, str], Iterable[str]] = _nothing
    """What else search finds it by: entry, labels, language."""
    search_line: Callable[[Register, Entry[KindRecord], dt.date, str], Iterable[str]] | None = None
    """The pieces of the line under its name in search, empty ones left out; None: its line."""
    search_headings: Callable[[Register, Entry[KindRecord], str, str, str], Iterable[str]] = (
        _nothing
    )
    """All names of what a passage of its page is about: its fragment, its heading, language."""
    short_form: Callable[[Entry[KindRecord], str], tuple[str, str] | None] = _none
    """Its abbreviation, and the full form: entry, language."""
    names_in_text: Callable[[Entry[KindRecord], Labels, str], Iterable[str]] = _nothing
    """The names that running text gives it; no term of the glossary is meant inside them."""

    moments: Callable[[Register, Entry[KindRecord]], Iterable[Moment]] = _nothing
    """Its dated facts, in any order."""
    bars: Callable[[Register, Entry[KindRecord]], Iterable[TimelineBar]] = _nothing
    """Its stretches of time, in the order of its timeline."""
    ending: Callable[[Register, Entry[KindRecord], dt.date], Ending | None] = _none
    """That its subject is over on a day."""
    view_day: Callable[[Register, Entry[KindRecord], dt.date], dt.date] = _same_day
    """The day of which its page speaks first: the day of the site, or its own last one."""

    def page_title(self, entry: Entry[KindRecord], labels: Labels, lang: str = "") -> str:
        """The title with what distinguishes it from another of the same name."""
        apart, title = self.disambiguation(entry), self.title(entry, labels, lang)
        return f"{title} ({in_language(apart, lang)})" if apart else title
