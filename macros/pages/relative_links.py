"""Relative links from one page of the site to another."""

import posixpath
from dataclasses import dataclass
from functools import cached_property

from macros.queries import fragment_of, page_uri
from macros.register import Register


@dataclass(frozen=True)
class Links:
    """Makes links from one page to others, all relative, so that the site works anywhere."""

    register: Register
    here: str
    """Address of the page within the site: empty for the front page, `people/`, ..."""
    directory_urls: bool = True
    """Whether pages are folders (`people/x/`) or files (`people/x.html`)."""
    root: str = ""
    """The way from the front page of this edition to that of the site: nothing, or `../`."""

    def to(self, address: str, locator: str | None = None) -> str:
        """The link to a record; raise KeyError for an unknown address."""
        fragment = fragment_of(self.register, address, locator)
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

    def to_shared(self, url: str) -> str:
        """The link to a file that all editions of the site share."""
        return f"{'../' * self.here.count('/')}{self.root}{url}"

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
