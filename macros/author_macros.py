"""What the macros make that an author may type in a page."""

import re
from collections.abc import Callable
from functools import partial
from inspect import signature

from macros.authoring import MACROS, CallChecks, HandPage, Macro, expand
from macros.model import Citation
from macros.pages import PLACEABLE, Site, distinct_ids, markdown_safe
from macros.text import slugify
from macros.validation import count_of as count_items
from macros.yamlio import Problem


class Author:
    """The macros, for one page."""

    def __init__(self, site: Site, url: str, markdown: str = "") -> None:
        self._site = site
        self.page = site.page(url, is_embedded=True)
        """What views draw on; its footnotes are counted from its first macro on."""
        self._checks = CallChecks(site.register, site.day)
        self._listed: set[str] = set()
        self._ids = _written_ids(markdown)

    def macros(self) -> dict[str, Macro]:
        """The macros an author may type, by name: those within a sentence, then the views."""
        return {name: partial(self._called, name) for name in MACROS}

    def unlisted(self) -> list[str]:
        """The footnote markers on the page that no list on it explains."""
        return [marker for marker in self._markers() if marker not in self._listed]

    def _called(self, name: str, *arguments: str, **named: str) -> str:
        """The result of a call; raise AuthorError if it is wrong."""
        self._checks.check(name, *arguments, **named)
        if name not in PLACEABLE:
            inline: Callable[..., str] = getattr(self, f"_{name}")
            return inline(*arguments, **named)
        given = signature(PLACEABLE[name]).bind(self.page, *arguments, **named)
        return _block(distinct_ids(PLACEABLE[name](*given.args), self._ids))

    def _link(self, address: str, words: str | None = None) -> str:
        """Link to a record, or to a part of it: `organizations/x#post`, `legislation/x#dieu-1`."""
        return self.page.link(address, words, in_markdown=True)

    def _cite(self, source: str, locator: str | None = None) -> str:
        """Footnote marker for a source or a legal document; `sources()` lists them."""
        field = "source" if source.startswith("sources/") else "document"
        citation = Citation.model_validate({field: source, "locator": locator})
        return self.page.cite((citation,), False)

    def _sources(self) -> str:
        """The list of what the page has cited; it comes after the last citation."""
        self._listed = set(self._markers())
        return _block(self.page.render("parts/sources.html.j2"))

    def _count(self, what: str) -> str:
        """The number of records of a collection (`tasks`) or of its parts (`events.directives`)."""
        return self.page.number(count_items(self._site.register, what))

    def _as_of(self) -> str:
        """The day the site speaks of, in words."""
        return self.page.date(self._site.day, words=True)

    def _label(self, key: str) -> str:
        """A text of the interface by its key in `labels.yml`, as elsewhere on the site."""
        return markdown_safe(self.page.t(key))

    def _markers(self) -> list[str]:
        return [marker for note in self.page.notes for marker in note.places.values()]


def expand_page(site: Site, url: str, page: HandPage) -> tuple[str, frozenset[str], list[Problem]]:
    """The text of a page with its macros expanded, the scripts its views need, what is wrong."""
    author = Author(site, url, page.text.body)
    text = page.text.copy()
    pieces = expand(text, author.macros())
    if not text.problems and (unlisted := author.unlisted()):
        text.report(len(text.body.rstrip()), "unlisted-citations", markers=", ".join(unlisted))
    expanded = "".join(piece.text for piece in pieces)
    return expanded, frozenset(author.page.scripts), text.problems


def _written_ids(markdown: str) -> set[str]:
    """The ids of the headings and elements that a page itself has."""
    headings = {slugify(text) for text in re.findall(r"^#+ ([^{\n]+)", markdown, re.MULTILINE)}
    return headings | set(re.findall(r"""[{ ]#([\w-]+)[^}\n]*\}""", markdown))


def _block(html: str) -> str:
    """A piece of HTML as a block of its own in Markdown."""
    return f"\n\n{html}\n\n"
