"""Knows where in the HTML of a page running text stands; refuses to read a word of it."""

from functools import lru_cache

from macros.text.html_sections import SEARCH_EXCLUDE
from macros.text.html_tags import iter_tags, tag_attributes

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


def running_text_spans(html: str) -> list[tuple[int, int]]:
    """Start and end of each run of text between two tags, but for what is no running text.

    That is: headings, links, code, controls, drawings, tables, footnotes, labels, words of other
    languages and what is kept from the search. Signs in a run may be written as entities.
    """
    runs: list[tuple[int, int]] = []
    open_: list[tuple[str, bool]] = []
    last = 0
    for tag in iter_tags(html):
        if tag.start > last and open_ and not open_[-1][1]:
            runs.append((last, tag.start))
        last = tag.end
        if tag.opens:
            is_silent = bool(open_) and open_[-1][1]
            open_.append((tag.name, is_silent or _is_silent(tag.name, tag.attributes)))
        elif tag.closes and any(name == tag.name for name, _ in open_):
            while open_.pop()[0] != tag.name:
                pass
    return runs


@lru_cache(maxsize=4096)
def _is_silent(tag: str, written: str) -> bool:
    values = tag_attributes(written)
    classes = values.get("class", "").split()
    return (
        tag in _SILENT
        or not _NAMING.isdisjoint(classes)
        or bool(values.keys() & {SEARCH_EXCLUDE, "lang", "hidden"})
    )
