"""Finds pages written by hand that would take the place of another page."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.authoring import HandPage
from macros.yamlio import Mark, Problem, problem

_ERROR_PAGE = "404.html"


@dataclass(frozen=True)
class WrittenPage:
    """A page written by hand."""

    uri: str
    """Its path in docs/: `people/x.md`."""
    file: str
    """The file of the site that it becomes: `people/x/index.html`."""
    page: HandPage


def find_page_collisions(
    written: Iterable[WrittenPage], made: Mapping[str, str]
) -> Iterator[Problem]:
    """Pages by hand at the place of another, unless their front matter says `replaces: people/x`.

    `made`: the pages that the program makes, by the file of the site: the path of the source
    without `.md`.
    """
    places = {_same_on_every_system(file): page for file, page in made.items()}
    seen: dict[str, str] = {}
    for page in written:
        shown, place = page.page.text.shown, _same_on_every_system(page.file)
        made_page = places.get(place, "")
        mark, replaced = page.page.replaces, str(page.page.meta.get("replaces", ""))
        is_asked_for = bool(made_page) and page.uri == f"{made_page}.md" and replaced == made_page
        if place == _ERROR_PAGE:
            yield problem(shown, Mark(), "reserved-page")
        elif place in seen:
            yield problem(shown, Mark(), "same-page", other=f"docs/{seen[place]}")
        elif made_page and not is_asked_for:
            yield problem(shown, mark, "replaced-page", page=made_page)
        elif replaced and not made_page:
            yield problem(shown, mark, "replaces-nothing", value=replaced)
        seen.setdefault(place, page.uri)


def _same_on_every_system(file: str) -> str:
    """One text for the names that Windows and macOS take for the same file."""
    return unicodedata.normalize("NFC", file).casefold()
