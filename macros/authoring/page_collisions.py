"""Finds pages written by hand that would take the place of another page."""

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping

from macros.authoring.hand_page import HandPage
from macros.yamlio import Mark, Problem, problem

_ERROR_PAGE = "404.html"
_INDEXES = ("index", "README")


def find_page_collisions(
    written: Mapping[str, HandPage], made: Mapping[str, str], files: Mapping[str, str]
) -> Iterator[Problem]:
    """Pages by hand at the place of another, unless their front matter says `replaces: people/x`.

    `written` by their path in `docs/`; `made`: the pages that the program makes, by the file of
    the site: the path of the source without `.md`; `files`: the file that a page by hand becomes,
    where it is not that of its folder.
    """
    places = {_same_on_every_system(file): page for file, page in made.items()}
    seen: dict[str, str] = {}
    for uri, page in written.items():
        shown, place = page.text.shown, _same_on_every_system(files.get(uri) or _file_of(uri))
        made_page = places.get(place, "")
        mark, replaced = page.replaces, str(page.meta.get("replaces", ""))
        is_asked_for = bool(made_page) and uri == f"{made_page}.md" and replaced == made_page
        if place == _ERROR_PAGE:
            yield problem(shown, Mark(), "reserved-page")
        elif place in seen:
            yield problem(shown, Mark(), "same-page", other=seen[place])
        elif made_page and not is_asked_for:
            yield problem(shown, mark, "replaced-page", page=made_page)
        elif replaced and not made_page:
            yield problem(shown, mark, "replaces-nothing", value=replaced)
        seen.setdefault(place, shown)


def _same_on_every_system(file: str) -> str:
    """One text for the names that Windows and macOS take for the same file."""
    return unicodedata.normalize("NFC", file).casefold()


def _file_of(uri: str) -> str:
    """The file of the site that a page becomes: `people/x.md` is `people/x/index.html`."""
    path = uri.removesuffix(".md")
    folder = posixpath.dirname(path) if posixpath.basename(path) in _INDEXES else path
    return posixpath.join(folder, "index.html")
