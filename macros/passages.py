"""Knows the words of a built page, section by section; refuses to know what the page is about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from macros.tags import Tag, attributes, tags

_HEADINGS = ("h1", "h2", "h3", "h4")
_SILENT = (
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
"""Elements whose words are no part of the text: footnote markers, drawings, controls, headers."""
_INLINE = ("a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "time", "var")
_ENDS = ".,:;!?"
_BREAK = "\x1f"
"""Stands between blocks while the words are taken down; no page holds it."""
EXCLUDE = "data-search-exclude"
"""The attribute by which a template keeps out what other pages say better."""


@dataclass
class Passage:
    """A section of a page: the text from one heading to the next."""

    anchor: str
    """The fragment that leads to it; empty for the page as a whole."""
    heading: str = ""
    text: str = ""


def passages(html: str) -> tuple[Passage, ...]:
    """The sections of a page that hold words; the first one is what stands before all headings."""
    reader = _Reader()
    reader.read(html)
    return tuple(reader.result())


@dataclass
class _Reader:
    found: list[Passage] = field(default_factory=lambda: [Passage("")])
    _open: list[tuple[str, bool, str]] = field(default_factory=list)
    """Of every open element its tag, whether it is silent, and its id."""
    _heading: Passage | None = None

    def read(self, html: str) -> None:
        """Go through a page."""
        last = 0
        for tag in tags(html):
            if tag.start > last and not self._is_silent():
                self._add(unescape(html[last : tag.start]))
            last = tag.end
            if tag.closes:
                self._close(tag.name)
            elif tag.opens:
                self._begin(tag)
            elif tag.name and tag.name not in _INLINE and not self._is_silent():
                self._add(_BREAK)
        if not self._is_silent():
            self._add(unescape(html[last:]))

    def _begin(self, tag: Tag) -> None:
        """Open a section at a heading; part words that a block sets apart."""
        was_silent = self._is_silent()
        if tag.name not in _INLINE and not was_silent:
            self._add(_BREAK)
        values = attributes(tag.attributes)
        is_permalink = values.get("class") == "headerlink"
        is_silent = tag.name in _SILENT or EXCLUDE in values or is_permalink
        self._open.append((tag.name, is_silent or was_silent, values.get("id", "")))
        if tag.name in _HEADINGS and not self._is_silent():
            self._heading = Passage("" if tag.name == "h1" else self._nearest_id())
            self.found.append(self._heading)

    def _close(self, tag: str) -> None:
        """Close an element and what was left open in it."""
        was_silent = self._is_silent()
        if self._open and (
            self._open[-1][0] == tag or any(name == tag for name, _, _ in self._open)
        ):
            while self._open.pop()[0] != tag:
                pass
        if tag in _HEADINGS:
            self._heading = None
        if tag not in _INLINE and not was_silent:
            self._add(": " if tag == "dt" else _BREAK)

    def _is_silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _nearest_id(self) -> str:
        return next((name for _, _, name in reversed(self._open) if name), "")

    def _add(self, words: str) -> None:
        if self._heading:
            self._heading.heading += words
        else:
            self.found[-1].text += words

    def result(self) -> Iterator[Passage]:
        """What was found, white space folded; a heading alone tells nothing."""
        for one in self.found:
            text = _run(one.text)
            if any(char.isalnum() for char in text):
                yield Passage(one.anchor, _run(one.heading), text)


def _run(text: str) -> str:
    """Blocks of text one after the other, a dot between those that do not end in a sign."""
    blocks = [words for line in text.split(_BREAK) if (words := " ".join(line.split()))]
    parts = [one if one[-1] in _ENDS else f"{one} ·" for one in blocks]
    return " ".join(parts).removesuffix(" ·")
