"""Knows what the theme prints alike around many pages; refuses to know what stands in them."""

# What surrounds a page that is not in the navigation itself is the same in its whole folder, but
# for a few gaps; printed anew for each page it took as long as all that the page says.

import posixpath
import re
from collections.abc import Mapping
from copy import copy
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

FRAMED = "framed.html"
"""The template of pages that may share what surrounds them."""
_SIGN = "\ue000"
"""Stands on both sides of the name of a gap; no words of the theme hold it."""
_GAP = re.compile(f"(?:<h1)?{_SIGN}([a-z]+){_SIGN}")


def mend_theme_html(html: str) -> str:
    """Drop two attributes that are wrong where Material prints them, outside every block.

    A switch takes no `autocomplete`; the name of the section one is in has an empty `tabindex`.
    Values of ours can not match: a `<` in them is escaped.
    """
    html = re.sub(r'(<input class="md-toggle"[^>]*) autocomplete="off"', r"\1", html)
    return re.sub(r'(<label class="md-nav__link"[^>]*) tabindex=""', r"\1", html)


class Frames:
    """Prints pages: the theme's own template once for all that differ only in the gaps."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._made: dict[object, list[str]] = {}
        """For each kind of page the text around its gaps, a name of a gap after each piece."""

    @pass_context
    def framed(self, context: Context) -> Markup:
        """The page of a context as `main.html` would print it."""
        page = context["page"]
        if any(one is page for one in context["nav"].pages):
            return Markup(mend_theme_html(self._env.get_template("main.html").render(context)))
        kind = _kind(page)
        if kind not in self._made:
            values = {**context.get_all(), "page": _with_gaps(page)}
            text = mend_theme_html(self._env.get_template("main.html").render(values))
            self._made[kind] = _GAP.split(text)
        words = self._words(page)
        pieces = self._made[kind]
        filled = [words[one] if at % 2 else one for at, one in enumerate(pieces)]
        return Markup("".join(filled))

    def _words(self, page: Any) -> Mapping[str, str]:
        """What fills the gaps, as the theme would escape it."""
        contents = _contents(page)
        items = self._env.get_template("partials/toc-items.html")
        return {
            "title": escape(page.meta["title"]),
            "glosses": page.meta.get("glosses") or "",
            "content": page.content,
            "canonical": escape(page.canonical_url or ""),
            "edit": escape(page.edit_url or ""),
            "skip": escape(page.toc.items[0].id if page.toc.items else ""),
            "contents": items.render(toc=contents) if contents else "",
        }


def _contents(page: Any) -> Any:
    """The headings that the contents name: those under the title."""
    found = page.toc.items
    return found[0].children if found and found[0].level == 1 else found


def _kind(page: Any) -> object:
    """All that decides what is printed around a page: for its links the folder it lies in."""
    said = {**page.meta, "title": "", "glosses": bool(page.meta.get("glosses"))}
    there = (page.canonical_url, page.edit_url, page.toc.items, _contents(page))
    folder, is_folder = posixpath.split(page.url.rstrip("/"))[0], page.url.endswith("/")
    return folder, is_folder, repr(sorted(said.items())), "<h1" in page.content, *map(bool, there)


def _gap(name: str) -> Markup:
    return Markup(f"{_SIGN}{name}{_SIGN}")


def _with_gaps(page: Any) -> Any:
    """A page of the same kind with a gap for all that is its own."""
    model = copy(page)
    glosses = _gap("glosses") if page.meta.get("glosses") else None
    model.meta = {**page.meta, "title": _gap("title"), "glosses": glosses}
    model.canonical_url = _gap("canonical") if page.canonical_url else None
    model.edit_url = _gap("edit") if page.edit_url else None
    # The theme sets a title above what has none.
    model.content = Markup("<h1" if "<h1" in page.content else "") + _gap("content")
    model.toc, model.contents = [copy(one) for one in page.toc], _gap("contents")
    for one in model.toc[:1]:
        one.id = _gap("skip")
    return model
