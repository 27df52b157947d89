"""Knows where in the HTML of a page running text stands; refuses to read a word of it."""

import re
from html.parser import HTMLParser

from macros.passages import EXCLUDE

_SILENT = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "sup", "table", "dt"),
        *("button", "label", "form", "summary", "svg", "script", "style", "template", "noscript"),
    )
)
"""Elements that hold no running text; a table holds names, numbers and days."""
_NAMING = frozenset(
    ("facts", "badge", "position", "kicker", "group", "names", "card__title", "card__kind")
)
"""Classes of elements that hold names, days and words of ours."""
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "link", "meta"))


def running_text(html: str) -> list[tuple[int, int]]:
    """Start and end of each run of text between two tags, but for what is no running text.

    That is: headings, links, code, controls, drawings, tables, footnotes, labels, words of other
    languages and what is kept from the search. Signs in a run may be written as entities.
    """
    reader = _Reader()
    reader.read(html)
    return reader.runs


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.runs: list[tuple[int, int]] = []
        self._open: list[tuple[str, bool]] = []
        """Of every open element its tag and whether it is silent."""
        self._lines = [0]
        self._from: int | None = None

    def read(self, html: str) -> None:
        """Go through a page."""
        self._lines += [match.end() for match in re.finditer("\n", html)]
        self.feed(html)
        self.close()
        self._cut(len(html))

    def _cut(self, place: int | None = None) -> None:
        """End the run of text at a tag."""
        if self._from is not None:
            self.runs.append((self._from, self._here() if place is None else place))
        self._from = None

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._cut()
        if tag not in _VOID:
            silent = bool(self._open) and self._open[-1][1]
            self._open.append((tag, silent or _is_silent(tag, dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element that is closed at once."""
        self._cut()

    def handle_endtag(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        self._cut()
        if tag in (name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_comment(self, data: str) -> None:
        """Pass over a remark."""
        self._cut()

    def handle_data(self, data: str) -> None:
        """Begin a run of text, or go on with it."""
        if self._from is None and self._open and not self._open[-1][1]:
            self._from = self._here()

    def handle_entityref(self, name: str) -> None:
        """Take a sign as a part of the text."""
        self.handle_data(name)

    def handle_charref(self, name: str) -> None:
        """Take a sign as a part of the text."""
        self.handle_data(name)


def _is_silent(tag: str, values: dict[str, str | None]) -> bool:
    classes = (values.get("class") or "").split()
    return (
        tag in _SILENT
        or not _NAMING.isdisjoint(classes)
        or bool(values.keys() & {EXCLUDE, "lang", "hidden"})
    )
