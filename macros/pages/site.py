"""Which pages are made from the register, and the body of each."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from macros.i18n import Labels
from macros.model import COLLECTIONS, Programme, Term
from macros.pages.context import Imprint, PageContext
from macros.pages.glossary import Glossary, gloss
from macros.pages.headings import PageHeading
from macros.pages.relative_links import Links
from macros.pages.template_queries import TemplateQueries
from macros.pages.views import VIEWS
from macros.queries import bodies_with_chart, heading_of, kind_of, link_title, page_title, page_uri
from macros.register import Entry, Register

GUIDES_FOLDER = Path(__file__).with_name("guides")
"""Pages about the program that are written by hand, in Markdown, and come with it."""


@dataclass(frozen=True)
class PageStub:
    """A page that is made from the register; it has no source of its own."""

    uri: str
    """Path of the source: `people/x.md`."""
    title: str
    call: tuple[str, ...] = ()
    """The name of its view, and what that is about; empty for a page that is written by hand."""
    record: Entry | None = None
    """The record it is about, if it is about one."""
    source: Path | None = None
    """The Markdown file of a page that is written by hand."""
    name: str = ""
    """Its heading in the first language of the site, of which the id is made; empty: the title."""


_LIST_VIEWS = {"needs": ("needs",), "onboarding": ("paths",)}
"""The views of collections that are no table on their list page."""


def page_stubs(register: Register, lang: str = "") -> tuple[PageStub, ...]:
    """Every page made from the register, its title in a language; empty: in the first one."""
    stubs = tuple(_stubs(register, lang))
    if not lang or lang == register.labels.languages[0]:
        return stubs
    return tuple(
        replace(stub, name=first.name or first.title)
        for stub, first in zip(stubs, _stubs(register, ""), strict=True)
    )


def _stubs(register: Register, lang: str) -> Iterator[PageStub]:
    labels = register.labels
    lists = [
        PageStub(
            f"{name}/index.md",
            labels.get("pages.needs-title" if name == "needs" else f"collections.{name}", lang),
            _LIST_VIEWS.get(name, ("table", name)),
        )
        for name in COLLECTIONS
    ]
    entries = [
        PageStub(
            page_uri(register, entry.address),
            page_title(entry, labels, lang),
            ("record", entry.address),
            entry,
            name=link_title(entry, labels, lang),
        )
        for entry in register.entries.values()
        if not kind_of(entry).shared_page
    ]
    groups = [
        PageStub(f"terms/{group}.md", _group_title(labels, group, lang), ("terms", group))
        for group in labels.group("vocabulary.term_group")
        if any(entry.record.group == group for entry in register.all(Term))
    ]
    about = [
        PageStub("data.md", labels.get("pages.data-title", lang), ("evidence",)),
        PageStub("gaps.md", labels.get("pages.gaps-title", lang), ("gaps",)),
        PageStub("to-fill.md", labels.get("pages.to-fill-title", lang), ("to_fill",)),
        PageStub("rules.md", labels.get("pages.rules-title", lang), ("rules",)),
        _guide("editing.md", labels.get("pages.editing-title", lang), lang),
        PageStub("self-check.md", labels.get("selfcheck.title", lang), ("quiz",)),
        PageStub("handbook.md", labels.get("handbook.title", lang), ("handbook",)),
    ]
    yield from (*lists, *entries, *groups, *about, *_views(register, lang))


VIEW_PAGES = {
    "index": "overview",
    "roster": "roster",
    "changes": "changes",
    "timeline": "timeline",
    "law": "law_map",
}
"""The views of the whole institution by the names of their pages."""


def _views(register: Register, lang: str) -> Iterator[PageStub]:
    labels = register.labels
    for name, view in VIEW_PAGES.items():
        yield PageStub(f"views/{name}.md", labels.get(f"views.{name}", lang), (view,))
    for entry in bodies_with_chart(register):
        name = page_title(entry, labels, lang)
        title = labels.get("views.structure", lang).format(name=name)
        yield PageStub(f"views/structure/{entry.id}.md", title, ("chart", entry.address))
    for programme in register.all(Programme):
        name = page_title(programme, labels, lang)
        title = labels.get("views.sheet", lang).format(name=name)
        yield PageStub(f"{programme.address}/sheet.md", title, ("sheet", programme.address))


def _guide(uri: str, title: str, lang: str) -> PageStub:
    """A page that is written by hand and comes with the program; in `lang` where it is written."""
    own = GUIDES_FOLDER / lang / uri
    return PageStub(uri, title, source=own if lang and own.exists() else GUIDES_FOLDER / uri)


def _group_title(labels: Labels, group: str, lang: str) -> str:
    name = labels.get(f"vocabulary.term_group.{group}", lang)
    return labels.get("pages.term-group", lang).format(group=name)


@dataclass(frozen=True)
class PageBody:
    """The HTML of a page, and what the theme needs to know of it."""

    html: str
    headings: tuple[PageHeading, ...]
    """Those that the contents list names, the one of the page first."""
    scripts: frozenset[str]
    """The scripts that it alone needs: `days`, `handbook`, `onboarding`…."""


@dataclass(frozen=True)
class Site:
    """The register as it is shown: on a day, in a language, with links of one form."""

    register: Register
    day: dt.date
    directory_urls: bool = True
    edit_base: str = ""
    """Start of the links that edit a data file; empty where there is no repository."""
    lang: str = ""

    root: str = ""
    """The way from its front page to that of the whole site: nothing, or `../`."""
    imprint: Imprint = field(default_factory=Imprint)

    def page(self, url: str, is_embedded: bool = False) -> PageContext:
        """An empty page at `url` within the site, made from the register or written by hand."""
        query = TemplateQueries(
            register=self.register, day=self.day, lang=self.lang, edit_base=self.edit_base
        )
        links = Links(self.register, url, self.directory_urls, self.root)
        return PageContext(
            self.register,
            links,
            self.day,
            query,
            self.day,
            self.lang,
            imprint=self.imprint,
            is_embedded=is_embedded,
        )

    def body(self, stub: PageStub, url: str) -> PageBody:
        """The heading of a page and the result of its view."""
        page = self.page(url)
        name, *arguments = stub.call
        content = VIEWS[name](page, *arguments)
        if page.notes.has_signs:
            content += page.render("parts/legend.html.j2")
        if stub.record:
            heading = self._record_heading(page, stub.record, stub.name)
        else:
            heading = page.title_heading(stub.title, name=stub.name)
        if page.untranslated:
            heading += page.render("parts/untranslated.html.j2")
        return PageBody(f"{heading}\n{content}", tuple(page.headings), frozenset(page.scripts))

    def _record_heading(self, page: PageContext, entry: Entry, name: str) -> Markup:
        """The heading of the page of a record, with the sign of its kind and its state.

        `name`: its title for links in the first language.
        """
        labels = self.register.labels
        title, lang = heading_of(entry, labels, self.lang), page.foreign(entry)
        short = link_title(entry, labels, self.lang)
        heading = page.title_heading(title, lang, name or short)
        content = page.render("parts/heading.html.j2", entry=entry, heading=heading)
        if name not in ("", short) and not lang:
            content += page.render("parts/original.html.j2", title=name)
        return content

    def ids(self, stub: PageStub) -> frozenset[str] | None:
        """The ids of the elements of a page, to which links may lead; None: they are not known."""
        if stub.source:
            return None
        html = self.body(stub, Links(self.register, "").url(stub.uri)).html
        return frozenset(re.findall(r'\sid="([^"]+)"', html))

    def in_first_language(self, html: str) -> Markup:
        """A page that was written in the first language alone, beneath the notice that says so."""
        page = self.page("")
        notice = page.render("parts/untranslated.html.j2")
        content = Markup(html)  # MkDocs made it of a page that was checked.
        return Markup('{}<div lang="{}">{}</div>').format(notice, page.first_lang, content)

    def glossed(
        self, url: str, html: str, glossary: Glossary, about: str = ""
    ) -> tuple[str, Markup]:
        """A page on which terms are marked where they first occur, and the meanings beside it.

        `about`: the record of the page; the terms that name it are not explained there.
        """
        page = self.page(url)
        pointing = self.register.links_to(about) if about else ()
        own = {link.origin.address for link in pointing if link.key == "terms.about"}
        marked, addresses = gloss(html, glossary, page.links.to, own)
        if not addresses:
            return marked, Markup()
        entries = [self.register[address] for address in addresses]
        return marked, page.render("parts/glosses.html.j2", entries=entries)
