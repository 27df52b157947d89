"""Knows the words of a built page, section by section; refuses to know what the page is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from macros.text.html_tags import iter_tags, tag_attributes

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_SILENT = frozenset(
    (
        "pre",
        "sup",
        "svg",
        "script",
        "style",
        "template",
        "form",
        "noscript",
        "button",
        "thead",
    )
)
"""Elements whose words are no part of the text: footnote markers, drawings, controls, headers."""
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "time", "var")
)
_ENDS = ".,:;!?"
_BREAK = "\x1f"
"""Stands between blocks while the words are taken down; no page holds it."""
SEARCH_EXCLUDE = "data-search-exclude"
"""The attribute by which a template keeps out what other pages say better."""


@dataclass
class SearchSection:
    """A section of a page: the text from one heading to the next."""

    anchor: str
    """The fragment that leads to it; empty for the page as a whole."""
    heading: str = ""
    text: str = ""


def search_sections(html: str) -> tuple[SearchSection, ...]:
    """The sections of a page that hold words; the first one is what stands before all headings."""
    reader = _Reader()
    reader.read(html)
    return tuple(reader.result())


class _Reader:
    def __init__(self) -> None:
        self._open: list[tuple[str, bool, str]] = []
        """Of every open element its tag, whether it is silent, and its id."""
        self._silent = False
        self._text: list[str] = []
        self._words = self._text
        """Where words go: to the text of a section, or to its heading."""
        self._found: list[tuple[str, list[str], list[str]]] = [("", [], self._text)]
        """Of every section its anchor, the words of its heading and those of its text."""

    def read(self, html: str) -> None:
        """Go through a page; part words that a block sets apart."""
        last = 0
        for start, end, name, written, opens, closes in iter_tags(html):
            if not self._silent:
                if start > last:
                    self._words.append(unescape(html[last:start]))
                if name and not closes and name not in _INLINE:
                    self._words.append(_BREAK)
            last = end
            if opens:
                self._begin(name, written)
            elif closes:
                self._close(name)
        if not self._silent:
            self._words.append(unescape(html[last:]))

    def _begin(self, name: str, written: str) -> None:
        """Open an element, at a heading a section."""
        is_silent, id_ = _manner(name, written)
        self._silent = self._silent or is_silent
        self._open.append((name, self._silent, id_))
        if name in _HEADINGS and not self._silent:
            anchor = next((one for _, _, one in reversed(self._open) if one), "")
            self._words, self._text = [], []
            self._found.append(("" if name == "h1" else anchor, self._words, self._text))

    def _close(self, name: str) -> None:
        """Close an element and what was left open in it."""
        was_silent = self._silent
        if any(one == name for one, _, _ in reversed(self._open)):
            while self._open.pop()[0] != name:
                pass
            self._silent = bool(self._open) and self._open[-1][1]
        if name in _HEADINGS:
            self._words = self._text
        if not was_silent and name not in _INLINE:
            self._words.append(": " if name == "dt" else _BREAK)

    def result(self) -> Iterator[SearchSection]:
        """What was found, white space folded; a heading alone tells nothing."""
        for anchor, heading, words in self._found:
            text = _run("".join(words))
            if any(char.isalnum() for char in text):
                yield SearchSection(anchor, _run("".join(heading)), text)


@lru_cache(maxsize=1 << 12)
def _manner(name: str, written: str) -> tuple[bool, str]:
    """Whether an element is silent, and its id."""
    values = tag_attributes(written)
    is_silent = name in _SILENT or SEARCH_EXCLUDE in values or values.get("class") == "headerlink"
    return is_silent, values.get("id", "")


def _run(text: str) -> str:
    """Blocks of text one after the other, a dot between those that do not end in a sign."""
    blocks = [words for line in text.split(_BREAK) if (words := " ".join(line.split()))]
    parts = [one if one[-1] in _ENDS else f"{one} ·" for one in blocks]
    return " ".join(parts).removesuffix(" ·")
