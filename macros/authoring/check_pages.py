"""Checks the pages written by hand, before any is made: front matter, text, macros, HTML."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from macros.authoring.hand_page import HandPage, read_page
from macros.authoring.html_policy import LinkTargets, check_html, html_ids
from macros.authoring.macro_calls import EMPTY_BLOCK, MACROS, CallChecks
from macros.authoring.page_collisions import find_page_collisions
from macros.authoring.sandbox import expand
from macros.authoring.site_files import DOCS_KINDS, find_stray_files
from macros.register import Register
from macros.yamlio import Problem, limit_problems


@dataclass(frozen=True)
class MadePages:
    """The pages that the program makes."""

    by_file: Mapping[str, str] = field(default_factory=dict)
    """The path of each in `docs/` without `.md`, by the file of the site."""
    uris: Collection[str] = ()
    """The paths to which links may lead."""
    ids: Callable[[str], Collection[str] | None] = lambda _: None
    """The ids of the elements of a page, by its path; None: they are not known."""


def check_pages(
    pages: Mapping[str, HandPage],
    register: Register,
    day: dt.date,
    made: MadePages | None = None,
    files: Collection[str] = (),
) -> list[Problem]:
    """All that is wrong with pages: also with their macros, their HTML and their links.

    `pages` by their path in `docs/`; `made`, and the `files` in `docs/`, are what links may lead
    to, if that is known.
    """
    checks, problems = CallChecks(register, day), list[Problem]()
    stand_ins = {name: partial(checks.stand_in, name) for name in MACROS}

    @cache
    def ids(uri: str) -> Collection[str] | None:
        """The ids of a page; None where the views that it places may have more."""
        if uri not in pages or made is None:
            return made.ids(uri) if made and uri in made.uris else None
        pieces = expand(pages[uri].text.copy(), stand_ins)
        has_views = any(piece.text == EMPTY_BLOCK for piece in pieces)
        return None if has_views else html_ids("".join(piece.text for piece in pieces))

    targets = LinkTargets({*files, *made.uris}, ids) if made else None
    for uri, page in pages.items():
        text = page.text.copy()
        if pieces := expand(text, stand_ins):
            check_html(text, pieces, uri, targets)
        problems += limit_problems(text.problems)
    return problems


def check_folder(docs: Path, register: Register, day: dt.date, made: MadePages) -> list[Problem]:
    """All that is wrong with a folder of pages and the files beside them."""
    if not docs.is_dir():
        return []
    stray = list(find_stray_files(docs, docs.as_posix(), DOCS_KINDS))
    refused = {problem.path for problem in stray}
    paths = (path for path in sorted(docs.rglob("*.md")) if path.as_posix() not in refused)
    pages = {path.relative_to(docs).as_posix(): read_page(path, path.as_posix()) for path in paths}
    files = [path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()]
    collisions = find_page_collisions(pages, made.by_file, {})
    return [*stray, *collisions, *check_pages(pages, register, day, made, files)]
