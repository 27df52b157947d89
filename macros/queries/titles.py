"""What a record is called, and the line that sums it up, whatever its collection."""

import datetime as dt
from collections import Counter

from macros.i18n import Labels
from macros.queries.kinds import kind_of
from macros.queries.names import in_language
from macros.register import Entry, Register, memoized
from macros.text import fold_accents


def title_of(entry: Entry, labels: Labels, lang: str = "") -> str:
    """The name under which readers know a record."""
    return kind_of(entry).title(entry, labels, lang)


def link_title(entry: Entry, labels: Labels, lang: str = "") -> str:
    """The title, cut to its number where the whole is too long for a link."""
    kind = kind_of(entry)
    return (kind.link_title or kind.title)(entry, labels, lang)


def heading_of(entry: Entry, labels: Labels, lang: str = "") -> str:
    """The heading of the page of a record."""
    kind = kind_of(entry)
    return (kind.heading or kind.link_title or kind.title)(entry, labels, lang)


def kicker(register: Register, entry: Entry, lang: str = "") -> str:
    """What stands above the heading of a page: the title for a link, where the two differ."""
    return link_title(entry, register.labels, lang) if kind_of(entry).heading else ""


def page_title(entry: Entry, labels: Labels, lang: str = "") -> str:
    """The title with what distinguishes it from another of the same name."""
    return kind_of(entry).page_title(entry, labels, lang)


def distinct_title(
    register: Register, entry: Entry, lang: str = "", day: dt.date | None = None
) -> str:
    """The title for a link, with what distinguishes the record where another has the same name.

    `day`: the day whose name is meant; else it is the newest.
    """
    labels = register.labels
    title = dated_title(entry, labels, day, lang) if day else link_title(entry, labels, lang)
    apart = kind_of(entry).disambiguation(entry)
    is_shared = apart and _shared_titles(register)[_title_key(register, entry)] > 1
    return f"{title} ({in_language(apart, lang)})" if apart and is_shared else title


@memoized
def _shared_titles(register: Register) -> Counter[str]:
    """How many records have each title, among those that say what distinguishes them."""
    entries = register.entries.values()
    named_apart = (entry for entry in entries if kind_of(entry).disambiguation(entry))
    return Counter(_title_key(register, entry) for entry in named_apart)


def _title_key(register: Register, entry: Entry) -> str:
    return f"{entry.collection} {fold_accents(title_of(entry, register.labels))}"


def dated_title(entry: Entry, labels: Labels, day: dt.date, lang: str = "") -> str:
    """The name that a record had on a day, without a number before it."""
    kind = kind_of(entry)
    if kind.dated_title is None:
        return kind.title(entry, labels, lang)
    return kind.dated_title(entry, labels, day, lang)


def summary_line(register: Register, entry: Entry, day: dt.date, lang: str = "") -> str:
    """The line under a title: post, summary, full title or publisher."""
    return kind_of(entry).line(register, entry, day, lang or register.labels.languages[0])
