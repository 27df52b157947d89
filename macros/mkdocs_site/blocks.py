"""Knows which lines of a page are HTML already; refuses to know what Markdown makes of the rest."""

# A page that is made from the register is HTML but for its headings. Python-Markdown finds that out
# by parsing every tag, several times over; a block that it never sees comes out as it went in.

import re
from functools import cache

from macros.text import ATTRIBUTES_PATTERN

_SIGN = "\ue000"
"""Stands on both sides of the number of what was put aside; no page holds it."""
_BLOCKS = "div|p|ul|ol|dl|table|section|aside|blockquote|pre|details|nav|form|figure"
_START = re.compile(rf"^( {{0,3}})<({_BLOCKS})(?=[\s>])", re.MULTILINE)
_UNSURE = re.compile(f"<[!?]|<(?:script|style)\\b|[\t\r\x02\x03{_SIGN}]", re.IGNORECASE)
"""What may hold tags that are none, or what Python-Markdown changes wherever it stands."""
_ONLY_BLANKS = re.compile(r"(?<=\n) +\n")
_GAP = re.compile(r"\n(?: *\n)*")
_PLACE = re.compile(f"<p>{_SIGN}([0-9]+){_SIGN}</p>")


def put_aside(text: str) -> tuple[str, list[str]]:
    """The page with a paragraph in the place of each run of HTML, and those runs.

    A page of which it is not sure what Python-Markdown would do stays as it is.
    """
    text = _ONLY_BLANKS.sub("\n", text)
    found = None if _UNSURE.search(text) else _runs(text)
    if not found:
        return text, []
    pieces, last = [], 0
    for number, (start, end, _) in enumerate(found):
        pieces += [text[last:start], f"<p>{_SIGN}{number}{_SIGN}</p>"]
        last = end
    return "".join([*pieces, text[last:]]), [run for _, _, run in found]


def put_back(html: str, aside: list[str]) -> str:
    """What was put aside in its places."""
    return _PLACE.sub(lambda place: aside[int(place[1])], html) if aside else html


def _runs(text: str) -> list[tuple[int, int, str]] | None:
    """Start, end and text of each run of blocks; None where one is not clear.

    Between two blocks one blank line is left of several, as by Python-Markdown.
    """
    found: list[tuple[int, int, str]] = []
    place = 0
    while match := _START.search(text, place):
        start, end = match.start(), _end(text, match[2], match.start())
        gap = _GAP.match(text, end)
        if match[1] or not end or not (gap or end == len(text)):
            return None
        before = text[found[-1][1] : start] if found else "text"
        if before.strip():
            found.append((start, end, text[start:end]))
        else:
            between = "\n\n" if before.count("\n") > 1 else "\n"
            first, _, run = found.pop()
            found.append((first, end, f"{run}{between}{text[start:end]}"))
        place = end
    return found


def _end(text: str, name: str, start: int) -> int:
    """Where the element that starts at a place ends; 0 if it does not."""
    depth = 0
    for tag in _tags_of(name).finditer(text, start):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return 0


@cache
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>]){ATTRIBUTES_PATTERN}>")
