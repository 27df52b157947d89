"""Knows which lines of a page are HTML already; refuses to know what Markdown makes of the rest."""

# A page that is made from the register is HTML but for its headings. Python-Markdown finds that out
# by parsing every tag; here a block is taken by its first and last tag, and so comes out the same.

import re
from collections.abc import Iterator
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from macros.tags import INSIDE

_START = re.compile(r"^( {0,3})<([a-zA-Z][^\s/>]*)", re.MULTILINE)
_UNSURE = re.compile(r"<[!?]|<(?:script|style|SCRIPT|STYLE)\b")
"""What may hold tags that are none."""
_BLANK_LINE = re.compile(r"( *\n){2}")


class Blocks(Extension):  # type: ignore[misc]
    """Puts blocks of HTML aside before Python-Markdown looks for them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Come behind fenced code (25) and before any reader of HTML (21 of MkDocs, 20)."""
        md.preprocessors.register(_Aside(md), "blocks", 22)


class _Aside(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """The lines with a placeholder for each block; as they are where one is in doubt."""
        text = "\n".join(lines)
        found = None if _UNSURE.search(text) else _blocks(text, self.md)
        if not found:
            return lines
        pieces, last = [], 0
        for start, end in found:
            block = text[start:end] + ("\n" if _BLANK_LINE.match(text, end) else "")
            pieces += [text[last:start], "\n", self.md.htmlStash.store(block), "\n\n"]
            last = end
        return "".join([*pieces, text[last:]]).split("\n")


def _blocks(text: str, md: Markdown) -> list[tuple[int, int]] | None:
    """Start and end of each block, or nothing where Python-Markdown might see it otherwise."""
    found = []
    place = 0
    while match := _START.search(text, place):
        spaces, name = match.groups()
        place = match.end()
        if name == "hr" or not md.is_block_level(name.lower()):
            continue
        end = next(_ends(text, name, match.start()), 0)
        if spaces or not end or text[end : end + 1].strip(" ") not in ("", "\n"):
            return None
        found.append((match.start(), end))
        place = end
    return found


def _ends(text: str, name: str, start: int) -> Iterator[int]:
    """Where an element that starts at a place ends."""
    depth = 0
    for tag in _tags_of(name).finditer(text, start):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield tag.end()


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>]){INSIDE}>")
