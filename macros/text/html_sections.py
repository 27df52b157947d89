"""The text of a built page, section by section, for the search index."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from macros.text.html_tag_scanner import iter_tags, tag_attributes

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_EXCLUDED = frozenset(
    (
        *("pre", "sup", "svg", "script", "style", "template", "form", "noscript"),
        *("button", "thead"),
    )
)
"""Elements whose text is left out: footnote markers, drawings, controls, headers of tables."""
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "time", "var")
)
_PUNCTUATION = ".,:;!?"
_BREAK = "\x1f"
"""Separates blocks while the text is gathered; no page holds this character."""
SEARCH_EXCLUDE = "data-search-exclude"
"""The attribute with which a template keeps an element out of the search index."""


@dataclass
class SearchSection:
    """A section of a page: the text from one heading to the next."""

    anchor: str
    """The fragment of its address; empty for the page as a whole."""
    heading: str = ""
    text: str = ""


def search_sections(html: str) -> tuple[SearchSection, ...]:
    """The sections of a page that hold text; the first one is what comes before any heading."""
    reader = _SectionReader()
    reader.read(html)
    return tuple(reader.result())


class _Section:
    """The raw text of a section and of its heading, gathered piece by piece."""

    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.heading: list[str] = []
        self.text: list[str] = []


class _SectionReader:
    def __init__(self) -> None:
        self._open: list[tuple[str, bool, str]] = []
        """The name of each open element, whether its text is left out, and its id."""
        self._is_excluded = False
        self._sections = [_Section("")]
        self._pieces = self._sections[0].text
        """The list that takes what is read: the text of a section, or its heading."""

    def read(self, html: str) -> None:
        """Gather the text of a page; what block elements set apart is kept apart."""
        last = 0
        for start, end, name, attributes, opens, closes in iter_tags(html):
            if not self._is_excluded:
                if start > last:
                    self._pieces.append(unescape(html[last:start]))
                if name and not closes and name not in _INLINE:
                    self._pieces.append(_BREAK)
            last = end
            if opens:
                self._open_element(name, attributes)
            elif closes:
                self._close_element(name)
        if not self._is_excluded:
            self._pieces.append(unescape(html[last:]))

    def _open_element(self, name: str, attributes: str) -> None:
        """Open an element; a heading begins a section."""
        is_excluded, own_id = _exclusion_and_id(name, attributes)
        self._is_excluded = self._is_excluded or is_excluded
        self._open.append((name, self._is_excluded, own_id))
        if name in _HEADINGS and not self._is_excluded:
            anchor = next((id_ for _, _, id_ in reversed(self._open) if id_), "")
            self._sections.append(_Section("" if name == "h1" else anchor))
            self._pieces = self._sections[-1].heading

    def _close_element(self, name: str) -> None:
        """Close an element, and what was left open in it."""
        was_excluded = self._is_excluded
        if any(open_name == name for open_name, _, _ in reversed(self._open)):
            while self._open.pop()[0] != name:
                pass
            self._is_excluded = bool(self._open) and self._open[-1][1]
        if name in _HEADINGS:
            self._pieces = self._sections[-1].text
        if not was_excluded and name not in _INLINE:
            self._pieces.append(": " if name == "dt" else _BREAK)

    def result(self) -> Iterator[SearchSection]:
        """The sections that hold text, white space folded."""
        for section in self._sections:
            text = _one_line("".join(section.text))
            if any(char.isalnum() for char in text):
                yield SearchSection(section.anchor, _one_line("".join(section.heading)), text)


@lru_cache(maxsize=1 << 12)
def _exclusion_and_id(name: str, attributes_text: str) -> tuple[bool, str]:
    """Whether the text of an element is left out, and the element's id."""
    attributes = tag_attributes(attributes_text)
    is_excluded = (
        name in _EXCLUDED or SEARCH_EXCLUDE in attributes or attributes.get("class") == "headerlink"
    )
    return is_excluded, attributes.get("id", "")


def _one_line(text: str) -> str:
    """The blocks of a text on one line, a middle dot after each that lacks a punctuation mark."""
    blocks = [block for part in text.split(_BREAK) if (block := " ".join(part.split()))]
    ended = [block if block[-1] in _PUNCTUATION else f"{block} ·" for block in blocks]
    return " ".join(ended).removesuffix(" ·")
