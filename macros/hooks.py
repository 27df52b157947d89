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
    build_others,
    generated_meta,
    mend_theme_html,
)
from macros.pages import GUIDES_FOLDER, TEMPLATES
from macros.register import Register
from macros.settings import data_folder
from macros.validation import load_data, load_for_build
from macros.yamlio import Problems

_command = ""
"""What MkDocs was called for: `build`, `serve`."""
_builds: dict[str, Build] = {}
"""The build of each edition of the site, by its folder: the events are functions of this module."""
_written: dict[str, WrittenPages] = {}
"""The pages written by hand, in each of them."""


def on_startup(command: str, dirty: bool) -> None:
    """In a build, seldom look for what is no longer needed: nearly all lasts to its end."""
    global _command
    _command = command
    if command == "build":
        gc.set_threshold(50_000, 20, 50)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data, and stop with every problem if it has one; set the names of the site."""
    data, is_whole = data_folder(), _command == "build"
    try:
        built = Build(config, _register(data, is_whole), is_whole=is_whole)
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None
    _builds[config.site_dir] = built
    config.docs_dir = str((data.parent / "docs").resolve())
    if not config.extra.get("stock_search"):
        _without_stock_index(config)
    if is_whole:
        gc.freeze()
    return config


def _register(data: Path, is_whole: bool) -> Register:
    """The checked data; where all editions are built at once, read for the first of them."""
    if not is_whole:
        return load_data(data)
    return next((built.register for built in _builds.values()), None) or load_for_build(data)


def _without_stock_index(config: MkDocsConfig) -> None:
    """Leave out the index of Material's search plugin, without which it shows no search field."""
    plugin = config.plugins["material/search"]
    for name in ("page_context", "post_build"):
        methods = config.plugins.events[name]
        methods[:] = [method for method in methods if getattr(method, "__self__", None) != plugin]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check all that was written by hand; add the assets and the pages of the register."""
    built = _builds[config.site_dir]
    built.choose_pages(files, config)
    written = WrittenPages(files, config, built.site, built.untranslated)
    try:
        written.check(built.made_pages(), expands=built.is_whole)
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None
    _written[config.site_dir] = written
    vars(config.plugins["macros"])["_env"] = written
    built.add_assets(files, config)
    built.add_pages(files, config)
    return files


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Have the bodies of pages made ahead, while this process works on them."""
    _builds[config.site_dir].start_prefetch(files)
    return nav


@event_priority(100)
def _before_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand mkdocs-macros a page that is expanded; keep it from pages that show macros as text."""
    built = _builds[config.site_dir]
    if stub := built.stub(page):
        page.meta.update(generated_meta(stub))
        return markdown
    try:
        return _written[config.site_dir].begin(page)
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None


@event_priority(-100)
def _after_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page written by hand the scripts of the views that it places."""
    if not page.file.generated_by:
        _written[config.site_dir].end(page)
    return markdown


on_page_markdown = CombinedEvent(_before_macros, _after_macros)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Collect the text of the page for search, and put its content away until it is printed."""
    _builds[config.site_dir].keep_content(html, page, config)
    return ""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Prepare the theme, now that every page is read."""
    _builds[config.site_dir].prepare_theme(env, files, config)
    return env


@event_priority(100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give the page its content and its place; its contents list as text, which is escaped."""
    built = _builds[config.site_dir]
    built.mark_active(page, nav)
    page.content = built.take_content(page)
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
    _builds[config.site_dir].unmark_active()
    return output if page.meta.get("template") == FRAMED else mend_theme_html(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the error page too."""
    return mend_theme_html(output) if template_name.endswith(".html") else output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what the site holds beside pages; after the first edition build the others."""
    built = _builds[config.site_dir]
    built.write_outputs(config)
    if built.is_whole and not config.extra["language"]:
        built.end()
        gc.unfreeze()
        gc.collect()
        build_others(config, built.edition)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Show a change of data, labels, templates, styles or scripts as soon as it is saved."""
    theme = Path(config.theme.custom_dir or ".")
    live = Live(server, config, lambda: _builds[config.site_dir].edition)
    live.start([data_folder(), TEMPLATES, GUIDES_FOLDER, LABELS_FILE, theme])
    return server
