"""A page of MkDocs whose content is HTML made from the register; Markdown never sees it."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.mkdocs_site.theme_frames import FRAMED
from macros.pages import PageBody, PageHeading, PageStub

_ID = re.compile(r"""\sid="([^"]*)\"""")
_WIDE = ("views/", "programmes/")
"""The pages that need the room of the contents list for their tables and charts."""


class GeneratedPage(Page):
    """A page made from the register: `make` gives its body when MkDocs reads it."""

    def __init__(
        self,
        title: str,
        file: File,
        config: MkDocsConfig,
        meta: Mapping[str, object],
        make: Callable[[], PageBody],
    ) -> None:
        super().__init__(title, file, config)
        self._meta = meta
        self._make = make

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what the theme needs to know; there is no source, and no macro in it."""
        self.markdown = ""
        self.meta = dict(self._meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body, with its contents list and the scripts it needs."""
        body = self._make()
        self.content = body.html
        self.toc = contents_list(body.headings)
        self.meta.update(script_meta(body.scripts))

    # MkDocs declares an attribute that it fills while it renders Markdown; here is none to render.
    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids that links may lead to.

        The body is made once more for them: few links in Markdown lead to a part of a page of ours,
        and those of all pages would lie in memory to the end.
        """
        return {unescape(id) for id in _ID.findall(self._make().html)}


def generated_meta(stub: PageStub) -> dict[str, object]:
    """What the theme and mkdocs-macros need to know of a page that the program brings."""
    is_wide = stub.uri.endswith("/index.md") or stub.uri.startswith(_WIDE)
    hide = ["navigation", *(["toc"] if is_wide else [])]
    return {"title": stub.title, "hide": hide, "template": FRAMED, "render_macros": False}


def script_meta(scripts: frozenset[str]) -> dict[str, object]:
    """The scripts of a page as the theme asks for them: that for days, and those of its own."""
    return {"any_day": "days" in scripts, "assets": sorted(scripts - {"days"})}


def contents_list(headings: tuple[PageHeading, ...]) -> TableOfContents:
    """The title of a page with the headings of its sections under it."""
    links = [AnchorLink(heading.title, heading.id, heading.level) for heading in headings]
    links[0].children = links[1:]
    return TableOfContents(links[:1])
