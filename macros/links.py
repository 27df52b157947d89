"""Knows where an address has its page and anchor; refuses to know what stands there."""

import posixpath
from dataclasses import dataclass
from functools import cached_property

from macros import locators
from macros.eli import Legislation
from macros.learning import Need
from macros.locators import covers, places
from macros.model import Term
from macros.popolo import Organization
from macros.register import Register, base
from macros.work import Event


def page_uri(register: Register, address: str) -> str:
    """The source path of the page of a record: `people/x.md`."""
    record = register[address].record
    if isinstance(record, Term):
        return f"terms/{record.group}.md"
    if isinstance(record, Need):
        return "needs/index.md"
    return f"{base(address)}.md"


def anchor(register: Register, address: str, locator: str | None = None) -> str:
    """The fragment of an address on its page; empty for the page as a whole.

    With a locator, that of the nearest article or paragraph declared.
    """
    record = register[address].record
    if isinstance(record, Term | Need):
        return register[address].id
    if "#" in address:
        return address.partition("#")[2]
    if not locator or not isinstance(record, Legislation):
        return ""
    declared = [(article.locator, places(article.locator)[0]) for article in record.articles]
    wanted = places(locator)[0]
    around = [(len(place), text) for text, place in declared if covers(place, wanted)]
    inside = [text for text, place in declared if covers(wanted, place)]
    nearest = [max(around)[1]] if around else inside
    return locators.anchor(nearest[0]) if nearest else ""


def fragments(register: Register, address: str) -> tuple[str, ...]:
    """The parts of a record that have an anchor on its page."""
    record = register[address].record
    if isinstance(record, Organization):
        posts = tuple(post.id for post in record.posts)
        return (*posts, *(structure.id for structure in record.structures))
    if isinstance(record, Legislation):
        return tuple(locators.anchor(article.locator) for article in record.articles)
    if isinstance(record, Event):
        return tuple(f"directive-{directive.number}" for directive in record.directives)
    return ()


@dataclass(frozen=True)
class Links:
    """Makes links from one page to others, all relative, so that the site works anywhere."""

    register: Register
    here: str
    """Address of the page within the site: empty for the front page, `people/`, ..."""
    directory_urls: bool = True
    """Whether pages are folders (`people/x/`) or files (`people/x.html`)."""

    def to(self, address: str, locator: str | None = None) -> str:
        """The link to a record; raise KeyError for an unknown address."""
        fragment = anchor(self.register, address, locator)
        link = self.to_page(page_uri(self.register, address))
        return f"{link}#{fragment}" if fragment else link

    def to_page(self, uri: str) -> str:
        """The link to the page made from `uri` (`people/index.md`)."""
        return self.to_file(self.url(uri))

    def to_file(self, url: str) -> str:
        """The link to a file of the site."""
        first, up = self._start
        if url and not url.startswith(first):
            return up + url
        start = self.here if self.here.endswith("/") else posixpath.dirname(self.here)
        link = posixpath.relpath(url or ".", start or ".")
        return f"{link}/" if url.endswith("/") or (not url and link != ".") else link

    @cached_property
    def _start(self) -> tuple[str, str]:
        """The first folder above this page, and the way out of it; empty on the front page."""
        folders = self.here.split("/")[:-1]
        return f"{folders[0]}/" if folders else "", "../" * len(folders)

    def url(self, uri: str) -> str:
        """The address within the site of the page made from `uri`."""
        stem = uri.removesuffix(".md")
        if not self.directory_urls:
            return f"{stem}.html"
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"
