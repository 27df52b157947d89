"""Knows what an author may type in a page, through mkdocs-macros; refuses to hold any fact."""

import logging
import sys
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from macros.i18n import MissingLabel
from macros.model import COLLECTIONS, Citation, Record, fields_of
from macros.pages import PageContext, Site, list_table, markdown_safe
from macros.register import Entry, part_fragments
from macros.text import closest_match, covers, parse_locator
from macros.validation import count_of as count_items

_log = logging.getLogger("mkdocs.macros.author")
# Below "mkdocs", so that an error counts in a strict build.


class AuthorError(ValueError):
    """Raised for a wrong argument; says what would be right."""


_shown: list[Site] = []
_authors: list["Author"] = []


def show(site: Site) -> None:
    """Say which site the macros speak of.

    Kept here and not in the configuration, since mkdocs-macros encodes all it finds there as JSON.
    """
    _shown[:] = [site]


def check_page(url: str) -> None:
    """Raise AuthorError if the page just built cites something that it does not list."""
    missing = _authors[0].unlisted(url)
    if missing:
        raise AuthorError(f"put {{{{ sources() }}}} after the last citation: {', '.join(missing)}")


def bind_macros(env: Any) -> None:
    """Give the macros to mkdocs-macros; they speak of the site that was given to `show`."""
    author = Author(lambda: _shown[0], lambda: env.page.url)
    _authors[:] = [author]
    for macro in author.macros():
        env.macro(_guarded(env, macro))


def _guarded(env: Any, macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, but a wrong call is reported with page and line, and the build goes on."""

    @wraps(macro)
    def guarded(*arguments: Any, **named: Any) -> str:
        try:
            signature(macro).bind(*arguments, **named)
        except TypeError as error:
            _log.error("%s: %s: %s", _place(env), macro.__name__, error)
            return ""
        try:
            return macro(*arguments, **named)
        except AuthorError as error:
            _log.error("%s: %s: %s", _place(env), macro.__name__, error)
            return ""

    return guarded


def _place(env: Any) -> str:
    """File and line of the call being made: the frame of the template, past the front matter."""
    file, frame = env.page.file, sys._getframe()
    while frame.f_back and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    template = frame.f_globals["__jinja_template__"]
    line: int = template.get_corresponding_lineno(frame.f_lineno)
    text = file.content_string
    before = text[: max(text.rfind(env.page.markdown), 0)]
    return f"docs/{file.src_uri}:{line + before.count(chr(10))}"


class Author:
    """The macros, for the page that is being built."""

    def __init__(self, site: Callable[[], Site], url: Callable[[], str]) -> None:
        self.site = site
        self.url = url
        self._page: tuple[str, PageContext] | None = None
        self._listed: set[str] = set()

    def macros(self) -> tuple[Callable[..., str], ...]:
        """The macros an author may type, in the order of their documentation."""
        own = (self.link, self.cite, self.sources, self.count, self.card, self.table)
        return (*own, self.ended, self.holder, self.force, self.as_of, self.label)

    def link(self, address: str, words: str | None = None) -> str:
        """Link to a record, or to a part of it: `organizations/x#post`, `legislation/x#dieu-1`."""
        self._entry(address)
        return self.page.link(address, words, in_markdown=True)

    def cite(self, source: str, locator: str | None = None) -> str:
        """Footnote marker for a source or a legal document; `sources()` lists them."""
        entry = self._entry(source, ("sources", "legislation"))
        field = "source" if entry.collection == "sources" else "document"
        if field == "document" and locator:
            self._check_locator(entry, locator)
        return self.page.cite((Citation.model_validate({field: source, "locator": locator}),))

    def sources(self) -> str:
        """The list of what the page has cited; it comes after the last citation."""
        self._listed = set(self._markers())
        return self._block("parts/sources.html.j2")

    def count(self, what: str) -> str:
        """The number of records of a collection (`tasks`) or of its parts (`events.directives`)."""
        collection, _, part = what.partition(".")
        self._one_of(collection, COLLECTIONS)
        if part:
            self._one_of(part, _lists(COLLECTIONS[collection]))
        return self.page.number(count_items(self.site().register, what))

    def card(self, *addresses: str) -> str:
        """Cards that lead to records: title, one line, and whether the thing is over."""
        entries = [(address, self._entry(address)) for address in addresses]
        return self._block("parts/cards.html.j2", entries=entries)

    def ended(self, address: str) -> str:
        """What a page says first about a thing that is over; nothing while it is not."""
        return self._block("parts/ended.html.j2", entry=self._whole(address))

    def holder(self, address: str) -> str:
        """Who holds a post on the day, or who was last seen in it: `organizations/x#post`."""
        entry = self._entry(address, ("organizations",))
        posts = [f"{entry.address}#{post.id}" for post in getattr(entry.record, "posts", ())]
        self._one_of(address, posts)
        part = address.partition("#")[2]
        return self._block("parts/holder.html.j2", entry=entry, part=part)

    def force(self, *addresses: str) -> str:
        """Documents with their status on the day."""
        entries = [self._whole(address, ("legislation",)) for address in addresses]
        return self._block("parts/force.html.j2", entries=entries)

    def as_of(self) -> str:
        """The day the site speaks of, in words."""
        return self.page.date(self.site().day, words=True)

    def table(self, collection: str) -> str:
        """The table of a collection, as on its list page."""
        self._one_of(collection, COLLECTIONS)
        site = self.site()
        rows = list_table(site.register, collection, site.day)
        return self._block("parts/table.html.j2", collection=collection, table=rows)

    def label(self, key: str) -> str:
        """Words of the interface by their key in `labels.yml`, as elsewhere on the site."""
        try:
            return markdown_safe(self.page.t(key))
        except MissingLabel:
            raise AuthorError(f'there are no words at "{key}"') from None

    @property
    def page(self) -> PageContext:
        """The page being built; its footnotes are counted from its first macro on."""
        url = self.url()
        if self._page is None or self._page[0] != url:
            self._page, self._listed = (url, self.site().page(url)), set()
        return self._page[1]

    def unlisted(self, url: str) -> list[str]:
        """The footnote markers on the page at `url` that no list on it explains."""
        if self._page is None or self._page[0] != url:
            return []
        return [marker for marker in self._markers() if marker not in self._listed]

    def _markers(self) -> list[str]:
        return [marker for note in self.page.notes for marker in note.places.values()]

    def _block(self, template: str, **values: Any) -> str:
        return f"\n\n{self.page.render(template, **values)}\n\n"

    def _entry(self, address: str, collections: tuple[str, ...] = tuple(COLLECTIONS)) -> Entry:
        register = self.site().register
        if address not in register:
            raise AuthorError(_sentence(address, closest_match(address, register.entries)))
        entry = register[address]
        if entry.collection not in collections:
            raise AuthorError(f'"{address}" is not one of: {", ".join(collections)}')
        if "#" in address:
            self._check_part(entry, address)
        return entry

    def _whole(self, address: str, collections: tuple[str, ...] = tuple(COLLECTIONS)) -> Entry:
        entry = self._entry(address, collections)
        if "#" in address:
            raise AuthorError(f'"{address}" is a part of a record; give the record')
        return entry

    def _check_part(self, entry: Entry, address: str) -> None:
        parts = part_fragments(self.site().register, entry.address)
        known = [f"{entry.address}#{part}" for part in parts]
        if address not in known:
            raise AuthorError(_sentence(address, closest_match(address, known)))

    def _check_locator(self, entry: Entry, locator: str) -> None:
        declared = [one.locator for one in getattr(entry.record, "articles", ())]
        inside = [
            any(
                covers(parse_locator(one)[0], place) or covers(place, parse_locator(one)[0])
                for one in declared
            )
            for place in parse_locator(locator)
        ]
        if declared and not all(inside):
            raise AuthorError(
                _sentence(f"{entry.address}, {locator}", closest_match(locator, declared))
            )

    def _one_of(self, value: str, known: Any) -> None:
        if value not in known:
            raise AuthorError(_sentence(value, closest_match(value, known)))


def _lists(model: type[Record]) -> list[str]:
    """The fields of a record that hold several things."""
    return [field.key for field in fields_of(model) if field.many]


def _sentence(value: str, near: str) -> str:
    hint = f'; did you mean "{near}"?' if near else ""
    return f'there is no "{value}"{hint}'
