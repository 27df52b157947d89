"""Hands our pages to another generator as ready Markdown."""

import json
import re
import sys
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

from macros.pages import PageStub, Site, markdown_safe, page_stubs
from macros.settings import as_of, data_folder
from macros.text import SEARCH_EXCLUDE
from macros.validation import load_data
from tests.bench.parts import told, watched
from tests.bench.peers import words
from tests.support.sites import ROOT

_HEADING = re.compile(r'<h([12]) id="([^"]*)"[^>]*>(.*?)<a class="headerlink".*?</h\1>')
SAME = ("site_name", "nav", "not_in_nav", "validation")
"""What the other generator is told as ours is."""
SLUG = "!!python/name:macros.text.vietnamese.slugify"
"""Our headings keep their addresses, which other pages link to."""
AGAIN = "handbook.md"
"""It says again what others say: our search leaves its chapters out, and so does theirs."""


def write(material: Path, zensical: Path, site: Path) -> dict[str, int]:
    """Build our site into `site`, and write each page as Markdown that no macro is left in.

    Both folders get `docs/` and a `mkdocs.yml` with Material and its search, and none of our code.
    Zensical leaves out of its search what ours leaves out, by the same mark, and fails over lists
    of thousands without it; Material's own stumbles over the mark, and reads all.

    Return the file of each page within the site, and how many words stand on it.
    """
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), strict=True)
    pages: dict[str, int] = {}

    def keep(markdown: str, page: Page, **_: Any) -> str:
        uri, whole = page.file.src_uri, markdown
        site, made = _ours()
        if page.file.generated_by and made[uri].call:
            whole = _as_markdown(site.body(made[uri], page.url).html)
        head = {name: page.meta[name] for name in ("title", "hide") if name in page.meta}
        if uri == AGAIN:
            head["search"] = {"exclude": True}
        above = f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n"
        unmarked = whole.replace(f" {SEARCH_EXCLUDE}", "")
        for folder, body in ((material, unmarked), (zensical, whole)):
            file = folder / "docs" / uri
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(above + body, encoding="utf-8")
        pages[page.file.dest_uri] = words(whole)
        return markdown

    config.plugins.events["page_markdown"].append(keep)
    build(config)
    for folder in (material, zensical):
        (folder / "mkdocs.yml").write_text(_config(), encoding="utf-8")
    return pages


def _as_markdown(html: str) -> str:
    """A page of ours whose headings are Markdown, so that another generator makes its contents."""

    def heading(match: re.Match[str]) -> str:
        level, id, title = match.groups()
        return f"\n\n{'#' * int(level)} {markdown_safe(unescape(title))} {{: #{id} }}\n\n"

    return _HEADING.sub(heading, html)


@cache
def _ours() -> tuple[Site, dict[str, PageStub]]:
    """Our site and its pages by source; not to be asked before the build, timed, reads the data."""
    site = Site(load_data(data_folder()), as_of())
    return site, {stub.uri: stub for stub in page_stubs(site.register)}


def _config() -> str:
    """The configuration of the other generator: ours without our code and our theme files."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        ours = yaml_load(file)
    theirs = {name: ours[name] for name in SAME}
    theirs["theme"] = {key: value for key, value in ours["theme"].items() if key != "custom_dir"}
    theirs["plugins"] = [one for one in ours["plugins"] if "search" in one]
    extensions = ours["markdown_extensions"]
    toc = next(one["toc"] for one in extensions if "toc" in one and isinstance(one, dict))
    toc["slugify"] = "SLUG"
    theirs["markdown_extensions"] = extensions
    text = yaml.safe_dump(theirs, allow_unicode=True, sort_keys=False)
    return text.replace("slugify: SLUG", f"slugify: {SLUG}")


if __name__ == "__main__":
    with watched() as parts:
        written = write(*map(Path, sys.argv[1:]))
    print(json.dumps({"pages": written, "parts": told(parts)}))
