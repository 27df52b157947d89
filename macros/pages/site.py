"""Knows which pages there are and what stands on each; refuses to know how MkDocs builds them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.i18n import LANGUAGES
from macros.model import COLLECTIONS, Need, Programme, Term
from macros.pages.context import PageContext
from macros.pages.glossary import Glossary, gloss
from macros.pages.handbook import Handbook, HandbookLinks
from macros.pages.list_tables import list_table
from macros.pages.template_queries import TemplateQueries
from macros.pages.urls import Links
from macros.queries import (
    all_conflicts,
    charted,
    default_day,
    entry_order,
    evidence_of,
    is_charted,
    is_staffed,
    page_title,
)
from macros.register import Entry, Register, page_uri
from macros.text import sort_key
from macros.validation import example_messages, load_rule_examples


@dataclass(frozen=True)
class PageStub:
    """A page that is made from the register; it has no source of its own."""

    uri: str
    """Path of the source: `people/x.md`."""
    title: str
    call: tuple[str, ...]
    """The name of the body in `Site`, and what is asked of it."""
    record: Entry | None = None
    """The record it is about, if it is about one."""
    any_day: bool = False
    """Whether it can be read as of another day."""
    assets: str = ""
    """The name of the style and the script that it alone needs."""


def page_stubs(register: Register) -> tuple[PageStub, ...]:
    """Every page made from the register."""
    labels = register.labels
    lists = [
        PageStub(
            f"{name}/index.md",
            labels.get("pages.needs-title" if name == "needs" else f"collections.{name}"),
            ("needs",) if name == "needs" else ("listing", name),
            None,
            name == "legislation",
        )
        for name in COLLECTIONS
    ]
    entries = [
        PageStub(
            page_uri(register, entry.address),
            page_title(entry, labels),
            ("entry", entry.address),
            entry,
            _has_days(register, entry),
        )
        for entry in register.entries.values()
        if not isinstance(entry.record, Term | Need)
    ]
    groups = [
        PageStub(f"terms/{group}.md", _group_title(register, group), ("terms", group))
        for group in labels.group("vocabulary.term_group")
        if any(_is_in(entry, group) for entry in register.all(Term))
    ]
    about = [
        PageStub("data.md", labels.get("pages.data-title"), ("data",)),
        PageStub("gaps.md", labels.get("pages.gaps-title"), ("gaps",)),
        PageStub("rules.md", labels.get("pages.rules-title"), ("rules",)),
        PageStub("editing.md", labels.get("pages.editing-title"), ("editing",)),
        _alone("self-check.md", labels.get("selfcheck.title"), "selfcheck"),
        _alone("handbook.md", labels.get("handbook.title"), "handbook"),
    ]
    return (*lists, *entries, *groups, *about, *_views(register))


VIEW_PAGES = ("index", "roster", "changes", "timeline", "law")
"""The views of the whole institution."""


def _views(register: Register) -> Iterator[PageStub]:
    labels = register.labels
    for name in VIEW_PAGES:
        is_dated = name in ("roster", "law")
        yield PageStub(
            f"views/{name}.md", labels.get(f"views.{name}"), ("view", name), None, is_dated
        )
    for entry in charted(register):
        title = labels.get("views.structure").format(name=page_title(entry, labels))
        call = ("view", "structure", entry.address)
        yield PageStub(f"views/structure/{entry.id}.md", title, call, None, True)
    for entry in register.all(Programme):
        title = labels.get("views.sheet").format(name=page_title(entry, labels))
        yield PageStub(f"{entry.address}/sheet.md", title, ("view", "sheet", entry.address))


def _has_days(register: Register, entry: Entry) -> bool:
    """Whether a page shows its record on any day; what has a chart is shown there."""
    is_staff = is_staffed(register, entry.address) and not is_charted(register, entry)
    return entry.collection == "programmes" or is_staff


def _alone(uri: str, title: str, name: str) -> PageStub:
    """A page with a macro, a style and a script of its own."""
    return PageStub(uri, title, (name,), assets=name)


def _group_title(register: Register, group: str) -> str:
    words = register.labels.get(f"vocabulary.term_group.{group}")
    return register.labels.get("pages.term-group").format(group=words)


def _is_in(entry: Entry, group: str) -> bool:
    return isinstance(entry.record, Term) and entry.record.group == group


@dataclass(frozen=True)
class Site:
    """The register as it is shown: on a day, with links of one form."""

    register: Register
    day: dt.date
    directory_urls: bool = True
    edit_base: str = ""
    """Start of the links that edit a data file; empty where there is no repository."""

    def page(self, url: str, on: dt.date | None = None) -> PageContext:
        """An empty page at `url` within the site; it speaks of the day `on`, if not of its own."""
        questions = TemplateQueries(self.register, self.day, self.edit_base)
        links = Links(self.register, url, self.directory_urls)
        return PageContext(self.register, links, self.day, questions, on or self.day, LANGUAGES[0])

    def body(self, stub: PageStub, url: str) -> str:
        """What stands on a page."""
        name, *values = stub.call
        return str(getattr(self, name)(url, *values))

    def entry(self, url: str, address: str) -> str:
        """The body of the page of a record."""
        entry = self.register[address]
        on = default_day(self.register, entry, self.day)
        return self.page(url, on).render(f"records/{entry.collection}.md.j2", entry=entry)

    def listing(self, url: str, collection: str) -> str:
        """The body of the page that lists a collection."""
        table = list_table(self.register, collection, self.day)
        return self.page(url).render("lists/list.md.j2", collection=collection, table=table)

    def view(self, url: str, name: str, address: str = "") -> str:
        """The body of a view, of a record or of the whole institution."""
        entry = self.register[address] if address else None
        day = default_day(self.register, entry, self.day) if entry else self.day
        return self.page(url, day).render(f"views/{name}.md.j2", entry=entry)

    def terms(self, url: str, group: str) -> str:
        """The body of the page of a group of terms."""
        found = [entry for entry in self.register.all(Term) if _is_in(entry, group)]
        found.sort(key=lambda entry: sort_key(page_title(entry, self.register.labels)))
        return self.page(url).render("lists/terms.md.j2", group=group, entries=found)

    def needs(self, url: str) -> str:
        """The body of the page of questions that newcomers ask."""
        entries = sorted(self.register.all(Need), key=entry_order)
        return self.page(url).render("lists/needs.md.j2", entries=entries)

    def data(self, url: str) -> str:
        """The body of the page about the data itself."""
        return self.page(url).render(
            "about/data.md.j2",
            evidence=evidence_of(self.register),
            conflicts=list(all_conflicts(self.register)),
            gaps=sum(len(entry.record.gaps) for entry in self.register.entries.values()),
            collections=list(COLLECTIONS),
        )

    def selfcheck(self, url: str) -> str:
        """The body of the page with questions for new colleagues."""
        return self.page(url).render("views/self-check.md.j2")

    def gaps(self, url: str) -> str:
        """The body of the page about what is not known."""
        groups = {
            name: [entry for entry in self.register.collection(name) if entry.record.gaps]
            for name in COLLECTIONS
        }
        return self.page(url).render("about/gaps.md.j2", groups=groups)

    def editing(self, url: str) -> str:
        """The body of the page that shows clerks the most frequent changes."""
        return self.page(url).render("about/editing.md.j2")

    def rules(self, url: str) -> str:
        """The body of the page about the rules that data keeps; each example is run."""
        told = list(zip(load_rule_examples(), example_messages(LANGUAGES[0]), strict=True))
        groups = [
            (group, [pair for pair in told if pair[0].group == group])
            for group in dict.fromkeys(one.group for one in load_rule_examples())
        ]
        return self.page(url).render("about/rules.md.j2", groups=groups)

    def glossed(
        self, url: str, html: str, glossary: Glossary, about: str = ""
    ) -> tuple[str, Markup]:
        """A page on which terms are marked where they first stand, and the meanings beside it.

        `about`: the record of the page; the terms that name it are not explained there.
        """
        page = self.page(url)
        pointing = self.register.links_to(about) if about else ()
        own = {link.origin.address for link in pointing if link.key == "terms.about"}
        marked, found = gloss(html, glossary, page.links.to, own)
        entries = [self.register[address] for address in found]
        return marked, page.render("parts/glosses.html.j2", entries=entries) if found else Markup()

    def handbook(self, url: str) -> str:
        """The body of the page that holds all of it, for paper; its links stay in it."""
        book = Handbook(self.register, self.day)
        links = HandbookLinks(self.register, url, self.directory_urls, book.places)
        page = replace(self.page(url), links=links)
        return page.render("handbook/book.md.j2", book=book)
