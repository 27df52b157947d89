"""Reads a page written by hand: its text, and the problems of its characters."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from macros.authoring.front_matter import read_front_matter
from macros.authoring.page_text import PageText
from macros.text import (
    Alphabets,
    code_point,
    has_unusual_characters,
    invisible_characters,
)
from macros.yamlio import (
    Mark,
    Problem,
    character_problems,
    limit_problems,
    problem,
    read_content,
)

_ENTITY = re.compile(r"&#?\w{1,40};")
_MERGE_MARK = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
MAX_PAGE_BYTES = 256 << 10
"""The size above which a page is not read: twenty times the largest that was seen."""


@dataclass(frozen=True)
class HandPage:
    """A page written by hand, as it is read."""

    text: PageText
    meta: Mapping[str, object]
    """What its front matter says to the theme."""
    replaces: Mark
    """Where it says which page of the program it replaces."""


def read_page(path: Path, shown: str) -> HandPage:
    """A page, with the problems of its characters and its front matter."""
    content = read_content(path, shown)
    if isinstance(content, Problem):
        return _unreadable(shown, content)
    if len(content) > MAX_PAGE_BYTES:
        values = {"size": -(-len(content) >> 10), "most": MAX_PAGE_BYTES >> 10}
        return _unreadable(shown, problem(shown, Mark(), "large-page", **values))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _unreadable(shown, problem(shown, mark, "not-utf-8"))
    if found := limit_problems(_character_problems(text, shown)):
        return _unreadable(shown, *found)
    front = read_front_matter(text, shown)
    text_with_problems = PageText(shown, front.body, front.line, front.problems)
    return HandPage(text_with_problems, front.meta, front.replaces)


def _unreadable(shown: str, *problems: Problem) -> HandPage:
    return HandPage(PageText(shown, "", problems=list(problems)), {}, Mark())


def _character_problems(text: str, shown: str) -> Iterator[Problem]:
    """What is wrong with the characters of a page; a tab may stand in Markdown."""
    for mark in _MERGE_MARK.finditer(text):
        yield problem(shown, Mark(text.count("\n", 0, mark.start()) + 1), "merge-marks")
    for entity in _ENTITY.finditer(text):
        if hidden := next(invisible_characters(unescape(entity[0])), None):
            line, column = text.count("\n", 0, entity.start()), text.rfind("\n", 0, entity.start())
            place = Mark(line + 1, entity.start() - column)
            yield problem(shown, place, "invisible-character", code=code_point(hidden))
    is_unusual = has_unusual_characters(text)
    for found in character_problems(text, shown, Alphabets(), is_unusual=is_unusual):
        if found.rule != "tab":
            yield found
