"""The headings of a page that its contents list names, with links to themselves."""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup, escape


@dataclass(frozen=True)
class PageHeading:
    """A heading of the first or second rank."""

    level: int
    id: str
    title: str
    """Plain text."""


def contents_heading(heading: PageHeading, permalink_title: str, lang: str = "") -> Markup:
    """The HTML of a heading as Python-Markdown's `toc` extension writes it.

    `permalink_title`: what the link to itself is called; empty: it has none.
    `lang`: the language of its text, where that is not the language of the page.
    """
    tag, id, title = f"h{heading.level}", escape(heading.id), escape(permalink_title)
    foreign = f' lang="{escape(lang)}"' if lang else ""
    permalink = f'<a class="headerlink" href="#{id}" title="{title}">#</a>' if title else ""
    return Markup(f'<{tag} id="{id}"{foreign}>{escape(heading.title)}{permalink}</{tag}>')


def unique_id(id: str, taken: Container[str]) -> str:
    """An id, with a number behind it if it is empty or taken: `sources_1`."""
    if id and id not in taken:
        return id
    return next(name for number in count(1) if (name := f"{id}_{number}") not in taken)


_ID = re.compile(r'\sid="([^"]*)"')
_REFERENCE = re.compile(
    r'(?P<before>\s(?:id|for|aria-labelledby|aria-describedby)=")(?P<ids>[^"]*)(?=")'
    r'|(?P<mark>href="#|url\(#)(?P<id>[^")]*)'
)


def distinct_ids(html: str, taken: set[str]) -> str:
    """A piece of a page with other ids for those that are taken, and the new ones added to them.

    A view may be on a page several times, and beside another one with the same headings.
    """
    changed: dict[str, str] = {}
    for id in _ID.findall(html):
        if id in taken:
            changed[id] = unique_id(id, taken)
        taken.add(changed.get(id, id))
    if not changed:
        return html

    def replaced(match: re.Match[str]) -> str:
        if match["ids"] is not None:
            ids = [changed.get(id, id) for id in match["ids"].split()]
            return f"{match['before']}{' '.join(ids)}"
        return f"{match['mark']}{changed.get(match['id'], match['id'])}"

    return _REFERENCE.sub(replaced, html)
