"""Knows the events of MkDocs: checks data, adds pages and exports; refuses to make any text."""

import gc
import re
import sys
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from macros.author import AuthorError, check_page, show
from macros.i18n import LABELS_FILE, LANGUAGES, error_report
from macros.mkdocs_site import (
    FRAMED,
    Frames,
    Live,
    Prefetch,
    Waiting,
    find_stray_files,
    mend_theme_html,
    put_aside,
    put_back,
)
from macros.outputs import (
    ASSETS_FOLDER,
    Asset,
    asset,
    assets,
    build_search_index,
    former_addresses,
    json_exports,
    redirect_page,
)
from macros.pages import TEMPLATES, Compiled, Glossary, Links, PageStub, Site, page_stubs
from macros.settings import as_of, data_folder
from macros.text import SEARCH_EXCLUDE, SearchSection, search_sections, slugify
from macros.validation import load_data
from macros.yamlio import Problems

_STOCK_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""The theme's search engine, which ours replaces."""
_WIDE = ("views/", "programmes/")
"""The pages that need the room of the contents list for their tables and charts."""
_ID = re.compile(r"""\sid="([^"]*)\"""")
_SHARED = 3_000
"""Up to how many pages two processes make: each holds the whole register, and more is too much."""
_is_whole = False
"""Whether the site is built once; not so where it is served, and changes."""
_site: Site
"""What this build shows; set by its first event."""
_glossary: Glossary
"""The terms of that site, sorted for finding them in a text."""
_stubs: dict[str, PageStub] = {}
"""The generated pages by their source path."""
_bodies: Prefetch
"""The bodies of the generated pages, by their source path."""
_pages: dict[str, tuple[str, tuple[SearchSection, ...]]] = {}
"""Title and words of every page built so far, by its URL: what the search index is made of."""
_aside: list[str] = []
"""What is HTML already of the page that Markdown is run over."""
_waiting = Waiting()
"""The content of pages that are not printed yet, by their URL."""
_assets: dict[str, Asset] = {}
"""The styles and scripts of this build, by the names that templates call them."""


def on_startup(command: str, dirty: bool) -> None:
    """In a build, seldom look for what is no longer needed: nearly all lasts to its end."""
    global _is_whole
    _is_whole = command == "build"
    if _is_whole:
        gc.set_threshold(50_000, 20, 50)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data, and stop with every problem if it has one; name the site from its words."""
    data = data_folder()
    try:
        register, day = load_data(data), as_of()
    except Problems as problems:
        raise Abort(error_report(problems, LANGUAGES[0])) from None
    docs = data.parent / "docs"
    config.docs_dir = str(docs.resolve())
    config.site_name = register.labels.get("site.name")
    config.site_description = register.labels.get("site.description")
    config.mdx_configs["toc"]["slugify"] = slugify
    if not config.extra.get("stock_search"):
        _without_stock_index(config)
    config.copyright = register.labels.get("site.licence")
    global _site, _glossary
    _assets.clear()
    _site = Site(register, day, config.use_directory_urls, _edit_base(config))
    _glossary = Glossary(register)
    show(_site)
    if _is_whole:
        gc.freeze()
    return config


def _without_stock_index(config: MkDocsConfig) -> None:
    """Leave out the index of Material's search plugin, without which it shows no search field."""
    plugin = config.plugins["material/search"]
    for name in ("page_context", "post_build"):
        methods = config.plugins.events[name]
        methods[:] = [one for one in methods if getattr(one, "__self__", None) is not plugin]


def _edit_base(config: MkDocsConfig) -> str:
    if not config.repo_url or not config.edit_uri:
        return ""
    return f"{config.repo_url.rstrip('/')}/{config.edit_uri.removesuffix('docs/')}"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from the register; one written by hand at the same place wins."""
    there = ((file.src_uri, Path(file.abs_src_path or "")) for file in files)
    if wrong := list(find_stray_files(there, Path(config.docs_dir))):
        raise Abort(error_report(Problems(wrong), LANGUAGES[0]))
    _serve_assets(files, config)
    for stub in page_stubs(_site.register):
        _stubs[stub.uri] = stub
        if files.get_file_from_path(stub.uri) is None:
            file = File.generated(config, stub.uri, content="")
            if stub.record:
                file.edit_uri = f"../{stub.record.path}#L{stub.record.mark.line}"
            files.append(file)
    return files


def _serve_assets(files: Files, config: MkDocsConfig) -> None:
    """Put the files that pages load, joined and with fingerprints, in the place of their parts."""
    found = {}
    for file in list(files):
        is_stock = config.extra.get("stock_search") and file.src_uri.startswith(_STOCK_SEARCH)
        if is_stock or not file.src_uri.startswith(ASSETS_FOLDER):
            continue
        if file.src_uri.endswith((".css", ".js")):
            found[file.src_uri.removeprefix(ASSETS_FOLDER)] = file.content_string
        if file.src_uri.endswith((".css", ".js", ".map")):
            files.remove(file)
    made = assets(found, icons_apart=config.use_directory_urls)
    _assets.update({one.name: one for one in made})
    for one in _assets.values():
        files.append(File.generated(config, one.uri, content=one.text))


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Have the bodies of pages made by a second process, while this one works on the others."""
    global _bodies
    urls = {file.src_uri: file.url for file in files.documentation_pages() if file.generated_by}
    names = list(urls) if _is_whole and len(urls) <= _SHARED else []
    _bodies = Prefetch(lambda uri: _site.body(_stubs[uri], urls[uri]), names)
    return nav


@event_priority(100)
def _before_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep mkdocs-macros from what holds no macro, so that no value is ever a template."""
    if page.file.generated_by:
        page.meta["render_macros"] = False
    return markdown


@event_priority(-100)
def _after_macros(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a generated page its body, its title and its width."""
    if page.file.generated_by:
        stub = _stubs[page.file.src_uri]
        markdown, _aside[:] = put_aside(_bodies.text(stub.uri))
        is_wide = stub.uri.endswith("/index.md") or stub.uri.startswith(_WIDE)
        hide = ["navigation", *(["toc"] if is_wide else [])]
        above = _list_of(stub, files)
        page.meta.update(title=stub.title, hide=hide, list=above, any_day=stub.any_day)
        page.meta.update(assets=stub.assets, template=FRAMED)
    try:
        check_page(page.url)
    except AuthorError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from None
    return markdown


on_page_markdown = CombinedEvent(_before_macros, _after_macros)


def _list_of(stub: PageStub, files: Files) -> dict[str, str] | None:
    """The list page above a page, for the theme to name."""
    above = _stubs.get(f"{stub.uri.partition('/')[0]}/index.md")
    file = files.get_file_from_path(above.uri) if above and above is not stub else None
    return {"uri": file.url, "title": above.title} if above and file else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take down the words of the page for the search index, and put its content away."""
    page.markdown = ""  # From here on nobody reads it, and thousands of pages wait for the last.
    html = put_back(html, _aside)
    _aside.clear()
    _waiting.put(page.url, _content(html, page, config))
    return ""


def _content(html: str, page: Page, config: MkDocsConfig) -> str:
    """The page with its terms explained.

    Lists and views are left alone, whose text is names, and so is a page that asks for it.
    """
    _pages[page.url] = (str(page.title), search_sections(html))
    # Of what is HTML already MkDocs does not see where links may lead.
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *_ID.findall(html)}
    if config.extra.get("stock_search"):
        # Material's own reader stumbles over what is kept out of lists.
        html = html.replace(f" {SEARCH_EXCLUDE}", "")
    record = None
    if page.file.generated_by:
        record = _stubs[page.file.src_uri].record
        if record is None:
            return html
    if page.meta.get("glossary", True) is False:
        return html
    about = record.address if record else ""
    marked, page.meta["glosses"] = _site.glossed(page.url, html, _glossary, about)
    return marked


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Escape whatever the theme prints, titles and tags too; let its templates ask for words.

    By now every page has its words, and none has its address of the search index.
    """
    env.autoescape = True
    env.bytecode_cache = Compiled("theme")
    env.globals["label"] = _site.register.labels.get
    there = {file.page.url for file in files.documentation_pages() if file.page}
    for url in _pages.keys() - there:  # of an earlier build
        del _pages[url]
    text = build_search_index(_site.register, _site.day, _links(config), _pages)
    _assets["search/index.js"] = asset("search/index.js", text, folder="")
    env.globals["asset"] = lambda name: _assets[name].uri
    env.globals["framed"] = Frames(env).framed
    return env


def _links(config: MkDocsConfig) -> Links:
    return Links(_site.register, "", config.use_directory_urls)


@event_priority(100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Let the content of the page through, which is escaped already; give the contents as words."""
    page.content = Markup(_waiting.take(page.url))
    _plain_titles(page.toc)
    return context


def _plain_titles(links: Iterable[AnchorLink]) -> None:
    """Python-Markdown leaves entities in the contents; the theme would escape them once more."""
    for link in links:
        link.title = unescape(link.title)
        _plain_titles(link.children)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme's page has wrong."""
    page.content = ""
    return output if page.meta.get("template") == FRAMED else mend_theme_html(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the error page too."""
    return mend_theme_html(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index, the exports and what leads on from former addresses."""
    for path, text in json_exports(_site.register, _site.day, _links(config)):
        _write(Path(config.site_dir, path), text)
    found = _assets["search/index.js"]
    _write(Path(config.site_dir, found.uri), found.text)
    for one in former_addresses(_site.register, _stubs.values(), _links(config)):
        script, url = _assets["moved.js"].uri, config.site_url or ""
        file = Path(config.site_dir, one.file)
        if not file.exists():
            _write(file, redirect_page(one, _site.register, _links(config), script, url))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Show a change of data, words, templates, styles or scripts as soon as it is saved."""
    watched = [data_folder(), TEMPLATES, LABELS_FILE, Path(config.theme.custom_dir or ".")]
    Live(server, config).start(watched)
    return server
