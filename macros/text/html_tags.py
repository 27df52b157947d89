"""Knows where the tags of a page stand; refuses to know what any of them means."""

# Pages are read by one regular expression, as they are well formed: the parser of the standard
# library, made for whatever the web holds, took as long as everything else that is done to a page.

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

VOID_ELEMENTS = frozenset(("br", "hr", "img", "input", "wbr", "col", "link", "meta"))
"""Elements without an end."""
ATTRIBUTES_PATTERN = r"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*"""
"""A pattern of what stands in a tag behind its name; a bracket in a value does not end it."""
_TAG = re.compile(
    r"""<!--.*?-->|<(script|style)\b.*?</\1\s*>"""
    r"""|<(/?)([a-zA-Z][^\s/>]*)"""
    rf"({ATTRIBUTES_PATTERN})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")


_BOOK = 500_000
"""Letters of a page that is too long for its tags to be kept."""


class Tag(NamedTuple):
    """A tag of a page."""

    start: int
    end: int
    name: str
    """The element; empty for a remark."""
    attributes: str
    """What stands in it behind the name, as written."""
    opens: bool
    closes: bool
    """An element that is whole in itself, as `<br>`, does neither."""


def iter_tags(html: str) -> Iterable[Tag]:
    """The tags of a page in their order; a script or a style is one, with all that is in it.

    Those of the last page are kept, since it is read more than once; but not of a whole book.
    """
    return _kept(html) if len(html) < _BOOK else _tags(html)


@lru_cache(maxsize=1)
def _kept(html: str) -> tuple[Tag, ...]:
    return tuple(_tags(html))


def _tags(html: str) -> Iterator[Tag]:
    for match in _TAG.finditer(html):
        start, end = match.span()
        whole, slash, name, attributes = match.groups()
        if name is None:
            yield Tag(start, end, whole or "", "", False, False)
            continue
        name = name.lower()
        opens = not slash and name not in VOID_ELEMENTS and not attributes.endswith("/")
        yield Tag(start, end, name, attributes, opens, bool(slash) and name not in VOID_ELEMENTS)


@lru_cache(maxsize=4096)
def tag_attributes(text: str) -> Mapping[str, str]:
    """The attributes of a tag by name; empty where one has no value."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }
