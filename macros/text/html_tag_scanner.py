"""The tags of an HTML page with their offsets and attributes."""

# Built pages are well formed, so one regular expression reads them: the HTML parser of the standard
# library took as long as everything else that is done to a page.

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

VOID_ELEMENTS = frozenset(("br", "hr", "img", "input", "wbr", "col", "link", "meta"))
"""Elements without an end tag."""
ATTRIBUTES_PATTERN = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
"""A regular expression for what follows the name in a tag; a quoted `>` does not end it."""
_TAG = re.compile(
    r"""<!--.*?-->|<(script|style)\b.*?</\1\s*>"""
    r"""|<(/?)([a-zA-Z][^\s/>]*)"""
    rf"({ATTRIBUTES_PATTERN})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_MAX_CACHED = 500_000
"""Characters; the tags of a longer page are not cached."""


class Tag(NamedTuple):
    """A tag of a page."""

    start: int
    end: int
    name: str
    """The element in lower case; empty for a comment."""
    attributes: str
    """The text between the name and the bracket."""
    opens: bool
    closes: bool
    """An element without content, as `<br>`, neither opens nor closes."""


def iter_tags(html: str) -> Iterable[Tag]:
    """The tags of a page in order; a script or style with its content is one tag.

    Those of the last page are cached, since several passes read it.
    """
    return _cached_tags(html) if len(html) < _MAX_CACHED else _tags(html)


@lru_cache(maxsize=1)
def _cached_tags(html: str) -> tuple[Tag, ...]:
    return tuple(_tags(html))


def _tags(html: str) -> Iterator[Tag]:
    for match in _TAG.finditer(html):
        start, end = match.span()
        raw_name, slash, name, attributes = match.groups()
        if name is None:
            yield Tag(start, end, raw_name or "", "", False, False)
            continue
        name = name.lower()
        opens = not slash and name not in VOID_ELEMENTS and not attributes.endswith("/")
        yield Tag(start, end, name, attributes, opens, bool(slash) and name not in VOID_ELEMENTS)


@lru_cache(maxsize=4096)
def tag_attributes(text: str) -> Mapping[str, str]:
    """The attributes of a tag by name in lower case; an attribute without a value is empty."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }
