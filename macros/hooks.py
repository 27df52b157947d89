"""The events of MkDocs: check the data, add pages and exports, print them through the theme."""

import gc
import sys
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from macros.i18n import LABELS_FILE, LANGUAGES, error_report
from macros.mkdocs_site import (
    FRAMED,
    Build,
    GeneratedPage,
    Live,
    WrittenPages,
    generated_meta,
    mend_theme_html,
)
from macros.pages import GUIDES_FOLDER, TEMPLATES
from macros.settings import data_folder
from macros.yamlio import Problems

_command = ""
"""What MkDocs was called for: `build`, `serve`."""
_build: Build
"""The build under way; the events come as functions of this module, one after the other."""
_written: WrittenPages
"""The pages written by hand, in that build."""


def on_startup(command: str, dirty: bool) -> None:
    """In a build, seldom look for what is no longer needed: nearly all lasts to its end."""
    global _command
    _command = command
    if command == "build":
        gc.set_threshold(50_000, 20, 50)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data, and stop with every problem if it has one; set the names of the site."""
    global _build
    data = data_folder()
    try:
        _build = Build(config, data, is_whole=_command == "build")
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None
    config.docs_dir = str((data.parent / "docs").resolve())
    if not config.extra.get("stock_search"):
        _without_stock_index(config)
    if _build.is_whole:
        gc.freeze()
    return config


def _without_stock_index(config: MkDocsConfig) -> None:
    """Leave out the index of Material's search plugin, without which it shows no search field."""
    plugin = config.plugins["material/search"]
    for name in ("page_context", "post_build"):
        methods = config.plugins.events[name]
        methods[:] = [method for method in methods if getattr(method, "__self__", None) != plugin]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check all that was written by hand; add the assets and the pages of the register."""
    global _written
    _written = WrittenPages(files, config, _build.site)
    try:
        _written.check(_build.made_pages(), expands=_build.is_whole)
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None
    vars(config.plugins["macros"])["_env"] = _written
    _build.add_assets(files, config)
    _build.add_pages(files, config)
    return files


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Have the bodies of pages made ahead, while this process works on them."""
    _build.start_prefetch(files)
    return nav


@event_priority(100)
def _before_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand mkdocs-macros a page that is expanded; keep it from pages that show macros as text."""
    if stub := _build.stub(page):
        page.meta.update(generated_meta(stub))
        return markdown
    try:
        return _written.begin(page)
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None


@event_priority(-100)
def _after_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page written by hand the scripts of the views that it places."""
    if not page.file.generated_by:
        _written.end(page)
    return markdown


on_page_markdown = CombinedEvent(_before_macros, _after_macros)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Collect the text of the page for search, and put its content away until it is printed."""
    _build.keep_content(html, page, config)
    return ""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Prepare the theme, now that every page is read."""
    _build.prepare_theme(env, files, config)
    return env


@event_priority(100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give the page its content and its place; its contents list as text, which is escaped."""
    _build.mark_active(page, nav)
    page.content = _build.take_content(page)
    if not isinstance(page, GeneratedPage):
        _unescape_titles(page.toc)
    return context


def _unescape_titles(links: Iterable[AnchorLink]) -> None:
    """Python-Markdown leaves entities in the contents; the theme would escape them once more."""
    for link in links:
        link.title = unescape(link.title)
        _unescape_titles(link.children)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme's page has wrong."""
    page.content = ""
    _build.unmark_active()
    return output if page.meta.get("template") == FRAMED else mend_theme_html(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the error page too."""
    return mend_theme_html(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index, the exports and what leads on from former addresses."""
    _build.write_outputs(config)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Show a change of data, labels, templates, styles or scripts as soon as it is saved."""
    theme = Path(config.theme.custom_dir or ".")
    Live(server, config).start([data_folder(), TEMPLATES, GUIDES_FOLDER, LABELS_FILE, theme])
    return server
