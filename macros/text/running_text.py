"""The places of running text in the HTML of a page, where terms may be marked."""

from functools import lru_cache

from macros.text.html_sections import SEARCH_EXCLUDE
from macros.text.html_tag_scanner import iter_tags, tag_attributes

_EXCLUDED_ELEMENTS = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "sup", "table", "dt"),
        *("button", "label", "form", "summary", "svg", "script", "style", "template", "noscript"),
    )
)
"""Elements that hold no running text; a table holds names, numbers and days."""
_EXCLUDED_CLASSES = frozenset(
    ("facts", "badge", "position", "kicker", "group", "names", "card__title", "card__kind")
)
"""Classes of elements that hold names, days and labels."""


def running_text_spans(html: str) -> list[tuple[int, int]]:
    """Start and end offset of each stretch of running text between two tags.

    Left out are headings, links, code, controls, drawings, tables, footnotes, labels, text in
    another language and what is kept from the search. A stretch may hold character references.
    """
    spans: list[tuple[int, int]] = []
    open_elements: list[tuple[str, bool]] = []
    """The name of each open element, and whether its text is left out."""
    last = 0
    for tag in iter_tags(html):
        if tag.start > last and open_elements and not open_elements[-1][1]:
            spans.append((last, tag.start))
        last = tag.end
        if tag.opens:
            is_excluded = bool(open_elements) and open_elements[-1][1]
            is_excluded = is_excluded or _is_excluded(tag.name, tag.attributes)
            open_elements.append((tag.name, is_excluded))
        elif tag.closes and any(name == tag.name for name, _ in open_elements):
            while open_elements.pop()[0] != tag.name:
                pass
    return spans


@lru_cache(maxsize=4096)
def _is_excluded(name: str, attributes_text: str) -> bool:
    attributes = tag_attributes(attributes_text)
    classes = attributes.get("class", "").split()
    return (
        name in _EXCLUDED_ELEMENTS
        or not _EXCLUDED_CLASSES.isdisjoint(classes)
        or bool(attributes.keys() & {SEARCH_EXCLUDE, "lang", "hidden"})
    )
