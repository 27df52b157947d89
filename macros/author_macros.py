"""The macros that an author may type in a page, through mkdocs-macros."""

import logging
import re
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_origin

from macros.i18n import MissingLabel
from macros.model import COLLECTIONS, Citation, Record
from macros.pages import PLACEABLE, PageContext, Site, View, distinct_ids, markdown_safe
from macros.queries import part_titles
from macros.register import Entry
from macros.text import closest_match, covers, parse_locator, slugify, written_locator
from macros.validation import count_of as count_items

_log = logging.getLogger("mkdocs.macros.author")
# Below "mkdocs", so that an error counts in a strict build.
_ABOUT = {
    "chart": ("organizations",),
    "force": ("legislation",),
    "holder": ("organizations",),
    "matrix": ("programmes",),
    "roster": ("organizations",),
    "sheet": ("programmes",),
}
"""The collections of which a view takes addresses, where it does not take any."""


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


def page_scripts(url: str) -> frozenset[str]:
    """The scripts that the views on the page just built need."""
    return _authors[0].scripts(url)


def bind_macros(env: Any) -> None:
    """Give the macros to mkdocs-macros; they speak of the site that was given to `show`."""
    author = Author(lambda: _shown[0], lambda: env.page.url, lambda: env.page.markdown)
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

    def __init__(
        self,
        site: Callable[[], Site],
        url: Callable[[], str],
        markdown: Callable[[], str] = lambda: "",
    ) -> None:
        self.site = site
        self.url = url
        self._markdown = markdown
        self._page: tuple[str, PageContext] | None = None
        self._listed: set[str] = set()
        self._ids: set[str] = set()

    def macros(self) -> tuple[Callable[..., str], ...]:
        """The macros an author may type: those within a sentence, then the views."""
        inline = (self.link, self.cite, self.sources, self.count, self.as_of, self.label)
        return (*inline, *(self._placing(name, view) for name, view in PLACEABLE.items()))

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
        return self.page.cite(
            (Citation.model_validate({field: source, "locator": locator}),), False
        )

    def sources(self) -> str:
        """The list of what the page has cited; it comes after the last citation."""
        self._listed = set(self._markers())
        return _block(self.page.render("parts/sources.html.j2"))

    def count(self, what: str) -> str:
        """The number of records of a collection (`tasks`) or of its parts (`events.directives`)."""
        collection, _, part = what.partition(".")
        self._one_of(collection, COLLECTIONS)
        if part:
            self._one_of(part, _lists(COLLECTIONS[collection]))
        return self.page.number(count_items(self.site().register, what))

    def as_of(self) -> str:
        """The day the site speaks of, in words."""
        return self.page.date(self.site().day, words=True)

    def label(self, key: str) -> str:
        """A text of the interface by its key in `labels.yml`, as elsewhere on the site."""
        try:
            return markdown_safe(self.page.t(key))
        except MissingLabel:
            raise AuthorError(f'there are no words at "{key}"') from None

    def _placing(self, name: str, view: View) -> Callable[..., str]:
        """The macro that places a view: its arguments are checked, its ids made its own."""
        parameters = list(signature(view).parameters.values())[1:]

        @wraps(view)
        def placed(*arguments: str, **named: str) -> str:
            given = Signature(parameters).bind(*arguments, **named)
            for parameter in parameters:
                values = given.arguments.get(parameter.name, ())
                for value in (values,) if isinstance(values, str) else values:
                    self._check(name, parameter, value)
            page = self.page
            return _block(distinct_ids(view(page, *given.args), self._ids))

        vars(placed)["__signature__"] = Signature(parameters)
        return placed

    def _check(self, view: str, parameter: Parameter, value: str) -> None:
        """Raise AuthorError if a view can not be about a value."""
        register = self.site().register
        if parameter.name == "collection":
            self._one_of(value, COLLECTIONS)
        elif parameter.name == "group":
            self._one_of(value, register.labels.group("vocabulary.term_group"))
        elif view == "holder":
            entry = self._entry(value, _ABOUT[view])
            posts = [f"{entry.address}#{post.id}" for post in getattr(entry.record, "posts", ())]
            self._one_of(value, posts)
        elif view == "card":
            self._entry(value)
        else:
            self._whole(value, _ABOUT.get(view, tuple(COLLECTIONS)))

    @property
    def page(self) -> PageContext:
        """The page being built; its footnotes are counted from its first macro on."""
        url = self.url()
        if self._page is None or self._page[0] != url:
            self._page = url, self.site().page(url, is_embedded=True)
            self._listed, self._ids = set(), _written_ids(self._markdown())
        return self._page[1]

    def unlisted(self, url: str) -> list[str]:
        """The footnote markers on the page at `url` that no list on it explains."""
        if self._page is None or self._page[0] != url:
            return []
        return [marker for marker in self._markers() if marker not in self._listed]

    def scripts(self, url: str) -> frozenset[str]:
        """The scripts that the views on the page at `url` need."""
        if self._page is None or self._page[0] != url:
            return frozenset()
        return frozenset(self._page[1].scripts)

    def _markers(self) -> list[str]:
        return [marker for note in self.page.notes for marker in note.places.values()]

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
        parts = part_titles(self.site().register, entry.address, self.site().day)
        known = [f"{entry.address}#{part}" for part in parts]
        if address not in known:
            raise AuthorError(_sentence(address, closest_match(address, known)))

    def _check_locator(self, entry: Entry, locator: str) -> None:
        declared = [article.locator for article in getattr(entry.record, "articles", ())]
        places = [parse_locator(text)[0] for text in declared]
        inside = [
            any(covers(place, cited) or covers(cited, place) for place in places)
            for cited in parse_locator(locator)
        ]
        if declared and not all(inside):
            raise AuthorError(
                _sentence(
                    f"{entry.address}, {locator}",
                    closest_match(written_locator(locator), declared),
                )
            )

    @staticmethod
    def _one_of(value: str, known: Iterable[str]) -> None:
        choices = tuple(known)
        if value not in choices:
            raise AuthorError(_sentence(value, closest_match(value, choices)))


def _written_ids(markdown: str) -> set[str]:
    """The ids of the headings and elements that a page itself has."""
    headings = {slugify(text) for text in re.findall(r"^#+ ([^{\n]+)", markdown, re.MULTILINE)}
    return headings | set(re.findall(r"""[{ ]#([\w-]+)[^}\n]*\}""", markdown))


def _block(html: str) -> str:
    """A piece of HTML as a block of its own in Markdown."""
    return f"\n\n{html}\n\n"


def _lists(model: type[Record]) -> list[str]:
    """The fields of a record that hold several parts."""
    return [
        name for name, info in model.model_fields.items() if get_origin(info.annotation) is tuple
    ]


def _sentence(value: str, suggestion: str) -> str:
    hint = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'there is no "{value}"{hint}'
