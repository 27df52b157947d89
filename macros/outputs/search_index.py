"""Knows by what words each page is found and what tells it apart; refuses to rank or to match."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from macros.i18n import Labels
from macros.model import (
    COLLECTIONS,
    Event,
    Legislation,
    Organization,
    Person,
    Record,
    Source,
    Task,
    Term,
    Text,
)
from macros.pages import Links
from macros.queries import full_position, latest_version, life, one_line, page_title, short_title
from macros.register import Entry, Register, fragment_of, page_uri
from macros.text import PartialDate, SearchSection, date_in_figures, normalize_spelling

SEARCHED_PAGES = "pages"
"""The kind of what is no record: lists, views, pages written by hand."""
_FIGURES = re.compile(r"\D")
_LINE = 160
"""How many characters of a page sum it up, where no record does."""


@dataclass(frozen=True)
class SearchEntry:
    """Something that a reader can look for: a record, or a page of another kind."""

    kind: str
    """Its collection, or `pages`."""
    url: str
    """Its page within the site, with a fragment where it shares one."""
    name: str
    line: str
    """What tells it from others of the same name: post, time, title."""
    names: tuple[str, ...]
    """What else it is called: abbreviations, older names, numbers, its day."""
    passages: tuple[SearchSection, ...]


PageTexts = Mapping[str, tuple[str, tuple[SearchSection, ...]]]
"""Title and passages of every page of the site, by its URL."""


def build_search_index(register: Register, day: dt.date, links: Links, pages: PageTexts) -> str:
    """The script that hands over all there is to search.

    Of each thing: kind, URL, name, line, other names, and anchor, heading and text of each passage;
    a heading is several, one a line, where what it heads has had several names.
    """
    rows = [
        [
            *(one.kind, one.url, one.name, one.line, one.names),
            [text for part in one.passages for text in (part.anchor, part.heading, part.text)],
        ]
        for one in search_entries(register, day, links, pages)
    ]
    kinds = {
        name: register.labels.get(f"search.kind.{name}") for name in (*COLLECTIONS, SEARCHED_PAGES)
    }
    asking = [register.labels.get(f"search.{key}").split("; ") for key in ("asking", "meaning")]
    short = short_forms(register)
    content = {"kinds": kinds, "short": short, "asking": asking, "things": rows}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"self.searchIndex={text};\n"


def search_entries(
    register: Register, day: dt.date, links: Links, pages: PageTexts
) -> Iterator[SearchEntry]:
    """Everything that can be found: each record, on its page; then the other pages."""
    taken = set()
    for entry in register.entries.values():
        page = links.url(page_uri(register, entry.address))
        found = pages[page][1] if page in pages else ()
        url = page
        if part := fragment_of(register, entry.address):
            url = f"{page}#{part}"
            found = tuple(one for one in found if one.anchor == part)
        else:
            found = tuple(_under_all_names(register, entry.record, part) for part in found)
        taken.add(page)
        name = page_title(entry, register.labels)
        line = _line(register, entry, day)
        yield SearchEntry(entry.collection, url, name, line, _names(entry, register.labels), found)
    for page, (title, found) in pages.items():
        if page not in taken:
            line = shorten(found[0].text, _LINE, placeholder=" …") if found else ""
            yield SearchEntry(SEARCHED_PAGES, page, title, line, (), found)


def _under_all_names(register: Register, record: Record, part: SearchSection) -> SearchSection:
    """A passage about posts under every name of them: one that a body has, those of a person."""
    names: list[str] = []
    if isinstance(record, Organization):
        names = [
            one.name.vi for post in record.posts if post.id == part.anchor for one in post.names
        ]
        names.reverse()
    elif isinstance(record, Person) and part.anchor == "memberships":
        names = [part.heading, *(full_position(register, one) for one in record.memberships)]
    return replace(part, heading="\n".join(dict.fromkeys(names)) or part.heading)


def short_forms(register: Register) -> list[tuple[str, str]]:
    """Each abbreviation of the glossary and of the records with what it stands for."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in (*register.all(Term), *register.all(Organization)):
        short = getattr(entry.record, "abbreviation", None)
        if short:
            long = entry.record.term.vi if isinstance(entry.record, Term) else _newest(entry)
            found.setdefault((normalize_spelling(short), normalize_spelling(long)), (short, long))
    return list(found.values())


def _newest(entry: Entry) -> str:
    assert isinstance(entry.record, Organization)
    return entry.record.names[-1].name.vi


def _names(entry: Entry, labels: Labels) -> tuple[str, ...]:
    """Other names, each spelling once and none that is the title again."""
    found = {normalize_spelling(page_title(entry, labels)): ""}
    for name in _all_names(entry, labels):
        found.setdefault(normalize_spelling(name), name)
    return tuple(name for name in found.values() if name)


def _all_names(entry: Entry, labels: Labels) -> Iterator[str]:
    record = entry.record
    if isinstance(record, Person):
        yield record.name
        yield from _both(one.name for one in record.other_names)
    elif isinstance(record, Organization):
        yield from _both(one.name for one in reversed(record.names))
    elif isinstance(record, Legislation):
        if record.number:
            form = labels.get(f"document_name.{record.type_document}")
            yield labels.get("search.numbered").format(name=form, number=record.number)
            # Most people say no more of a number than its figures.
            yield f"{form} {_FIGURES.split(record.number)[0]}"
        yield from record.number_variants
        yield from _both([record.title])
    elif isinstance(record, Task):
        yield short_title(entry, labels)
    elif isinstance(record, Event):
        yield date_in_figures(record.date)
    elif isinstance(record, Term):
        yield from _both([record.term])
        yield from (one.form for one in record.renderings)
    if short := getattr(record, "abbreviation", None):
        yield short


def _both(texts: Iterable[Text | None]) -> Iterator[str]:
    for text in texts:
        if text:
            yield text.vi
            yield from [text.en] if text.en else []


def _line(register: Register, entry: Entry, day: dt.date) -> str:
    """The line under the name: its time, if it is known, and what sums it up."""
    record = entry.record
    if isinstance(record, Task):
        return page_title(register[record.programme], register.labels)
    pieces = [_time(register, entry, day), one_line(register, entry, day)]
    if isinstance(record, Legislation):
        pieces.insert(1, page_title(register[record.passed_by], register.labels))
    if isinstance(record, Person):
        pieces.reverse()
    name = page_title(entry, register.labels)
    return " · ".join(piece for piece in pieces if piece and piece != name)


def _time(register: Register, entry: Entry, day: dt.date) -> str:
    record = entry.record
    if isinstance(record, Event | Source):
        return date_in_figures(record.date) if record.date else ""
    if isinstance(record, Legislation):
        return date_in_figures(record.date_document) if record.date_document else ""
    if isinstance(record, Organization):
        return _years(life(record).start, life(record).end)
    if isinstance(record, Person) and (last := latest_version(register, record, day)):
        return _years(last.start_date, last.end_date)
    if isinstance(record, Term):
        return record.abbreviation or ""
    return ""


def _years(start: PartialDate | None, end: PartialDate | None) -> str:
    return f"{start.year if start else ''}–{end.year if end else ''}" if start or end else ""
