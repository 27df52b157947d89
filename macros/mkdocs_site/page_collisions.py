"""Finds pages written by hand that would take the place of another page."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.yamlio import Mark, Node, Problem, parse_yaml, problem

_ERROR_PAGE = "404.html"
_FENCE = "---"


@dataclass(frozen=True)
class WrittenPage:
    """A page written by hand."""

    uri: str
    """Its path in docs/: `people/x.md`."""
    file: str
    """The file of the site that it becomes: `people/x/index.html`."""
    text: str


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
        shown, place = f"docs/{page.uri}", _same_on_every_system(page.file)
        made_page = places.get(place, "")
        mark, replaced = _replaced_page(page.text)
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


def _replaced_page(text: str) -> tuple[Mark, str]:
    """The value of `replaces` in the front matter of a page, and its place."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != _FENCE:
        return Mark(), ""
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    # An empty line stands for the fence, so that the lines keep their numbers.
    node, _ = parse_yaml("\n".join(["", *lines[1:end]]))
    values = node.value if node else None
    replaces = values.get("replaces", Node(Mark())) if isinstance(values, dict) else Node(Mark())
    return replaces.mark, replaces.value if isinstance(replaces.value, str) else ""
