"""The search index: what can be found, under which names, and the text of its passages."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from macros.i18n import Labels
from macros.pages import Links
from macros.queries import KINDS, fragment_of, kind_of, page_title, page_uri, summary_line
from macros.register import Entry, Register
from macros.text import SearchSection, month_names, spelling_key

SEARCHED_PAGES = "pages"
"""The kind of what is no record: lists, views, pages written by hand."""
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
    """What distinguishes it from others of the same name: post, time, title."""
    names: tuple[str, ...]
    """What else it is called: abbreviations, older names, numbers, its day."""
    passages: tuple[SearchSection, ...]


PageTexts = Mapping[str, tuple[str, tuple[SearchSection, ...]]]
"""Title and passages of every page of the site, by its URL."""


def build_search_index(
    register: Register, day: dt.date, links: Links, pages: PageTexts, lang: str = ""
) -> str:
    """The script that hands over all there is to search in one language.

    Of each record or page: kind, URL, name, line, other names, and anchor, heading and text of
    each passage; a heading has several lines where its subject has had several names.
    """
    rows = [
        [
            *(entry.kind, entry.url, entry.name, entry.line, entry.names),
            [
                text
                for passage in entry.passages
                for text in (passage.anchor, passage.heading, passage.text)
            ],
        ]
        for entry in search_entries(register, day, links, pages, lang)
    ]
    labels = register.labels
    kinds = {name: labels.get(f"search.kind.{name}", lang) for name in (*KINDS, SEARCHED_PAGES)}
    asking = [labels.get(f"search.{key}", lang).split("; ") for key in ("asking", "meaning")]
    short = [*short_forms(register, lang), *_synonyms(labels, lang)]
    months = month_names(lang or labels.languages[0])
    content = {"kinds": kinds, "short": short, "asking": asking, "months": months, "things": rows}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"self.searchIndex={text};\n"


def _synonyms(labels: Labels, lang: str) -> Iterator[tuple[str, str]]:
    """Words that are typed for others of the site: `search.synonyms`, and those of the data."""
    for group in labels.group("search.synonyms"):
        for pair in labels.get(f"search.synonyms.{group}", lang).split("; "):
            typed, _, meant = pair.partition(" = ")
            if meant:
                yield typed, meant


def search_entries(
    register: Register, day: dt.date, links: Links, pages: PageTexts, lang: str = ""
) -> Iterator[SearchEntry]:
    """Everything that can be found: each record, on its page; then the other pages."""
    lang = lang or register.labels.languages[0]
    taken = set()
    for entry in register.entries.values():
        page = links.url(page_uri(register, entry.address))
        taken.add(page)
        sections = pages[page][1] if page in pages else ()
        yield _record_entry(register, entry, day, page, sections, lang)
    for page, (title, passages) in pages.items():
        if page not in taken:
            line = shorten(passages[0].text, _LINE, placeholder=" …") if passages else ""
            yield SearchEntry(SEARCHED_PAGES, page, title, line, (), passages)


def _record_entry(
    register: Register,
    entry: Entry,
    day: dt.date,
    page: str,
    passages: tuple[SearchSection, ...],
    lang: str,
) -> SearchEntry:
    """What search holds of a record; of a page that it shares, its own passages alone."""
    url = page
    if fragment := fragment_of(register, entry.address):
        url = f"{page}#{fragment}"
        passages = tuple(passage for passage in passages if passage.anchor == fragment)
    else:
        passages = tuple(_under_all_names(register, entry, passage, lang) for passage in passages)
    name, line = page_title(entry, register.labels, lang), _line(register, entry, day, lang)
    names = _names(entry, register.labels, lang)
    return SearchEntry(entry.collection, url, name, line, names, passages)


def _under_all_names(
    register: Register, entry: Entry, passage: SearchSection, lang: str
) -> SearchSection:
    """A passage under every name of what it is about."""
    names = kind_of(entry).search_headings(register, entry, passage.anchor, passage.heading, lang)
    return replace(passage, heading="\n".join(dict.fromkeys(names)) or passage.heading)


def short_forms(register: Register, lang: str = "") -> list[tuple[str, str]]:
    """Each abbreviation of the glossary and of the records with its long form, the terms first."""
    forms: dict[tuple[str, str], tuple[str, str]] = {}
    # Terms come late in the order of collections; of two equal spellings theirs is shown.
    for kind in reversed(KINDS.values()):
        for entry in register.collection(kind.collection):
            if form := kind.short_form(entry, lang):
                forms.setdefault((spelling_key(form[0]), spelling_key(form[1])), form)
    return list(forms.values())


def _names(entry: Entry, labels: Labels, lang: str) -> tuple[str, ...]:
    """Other names, each spelling_key once and none that is the title again."""
    names = {spelling_key(page_title(entry, labels, lang)): ""}
    for name in kind_of(entry).search_names(entry, labels, lang):
        names.setdefault(spelling_key(name), name)
    return tuple(name for name in names.values() if name)


def _line(register: Register, entry: Entry, day: dt.date, lang: str) -> str:
    """The line under the name: its time, if it is known, and what sums it up."""
    search_line = kind_of(entry).search_line
    pieces = (
        search_line(register, entry, day, lang)
        if search_line
        else (summary_line(register, entry, day, lang),)
    )
    name = page_title(entry, register.labels, lang)
    return " · ".join(piece for piece in pieces if piece and piece != name)
