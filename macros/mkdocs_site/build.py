"""One build of the site: what the events of MkDocs share, from the checked data to the files."""

import tempfile
from functools import partial
from pathlib import Path
from typing import IO

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.authoring import MadePages
from macros.i18n import Labels
from macros.mkdocs_site.editions import Edition
from macros.mkdocs_site.generated_page import GeneratedPage, generated_meta
from macros.mkdocs_site.labelled_config import set_labels
from macros.mkdocs_site.render_ahead import Prefetch
from macros.mkdocs_site.theme_frames import Frames, page_address
from macros.outputs import (
    ASSETS_FOLDER,
    Asset,
    asset,
    assets,
    build_search_index,
    former_addresses,
    json_exports,
    pages_by_file,
    redirect_page,
)
from macros.pages import (
    VIEWS,
    Glossary,
    Imprint,
    Links,
    PageBody,
    PageStub,
    Site,
    bytecode_cache,
    page_stubs,
)
from macros.register import Register
from macros.settings import as_of
from macros.text import SEARCH_EXCLUDE, SearchSection, search_sections

_STOCK_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""The theme's search engine, which ours replaces."""
_SHARED = 3_000
"""Up to how many pages two processes make: each holds the whole register, and more is too much."""


class Build:
    """The site that a build shows, its pages as far as they are made, and its assets."""

    def __init__(self, config: MkDocsConfig, register: Register, *, is_whole: bool) -> None:
        """Name the site by its labels, and put an edition other than the first into its folder.

        `is_whole`: the site is built once; where it is served it changes, page by page.
        """
        self.register = register
        self.day = as_of()
        self.is_whole = is_whole
        self.edition = Edition.of(config, register.labels)
        lang, base = self.edition.lang, _edit_base(config)
        urls, imprint = config.use_directory_urls, _imprint(config, register.labels)
        self.site = Site(register, self.day, urls, base, lang, self.edition.root, imprint)
        self._links = Links(register, "", config.use_directory_urls)
        self._glossary = Glossary(register, lang)
        self._stubs = {stub.uri: stub for stub in page_stubs(register, lang)}
        self.untranslated: frozenset[str] = frozenset()
        """The paths of pages by hand that are shown in the first language, having no other."""
        self._nav_titles = set_labels(config, register.labels, lang)
        self.edition.enter(config)
        self._bodies: Prefetch[PageBody] = Prefetch(self._body, ())
        self._texts: dict[str, tuple[str, tuple[SearchSection, ...]]] = {}
        """Title and sections of every page so far, by its URL: the matter of the search index."""
        self._contents = _Spool()
        self._files: list[File] = []
        self._active: Page | None = None
        """The page of the navigation that is shown as the place of the page being printed."""
        self._assets: dict[str, Asset] = {}
        """Styles and scripts by the names that templates call them."""

    def stub(self, page: Page) -> PageStub | None:
        """What a page was made from, if the program brought it."""
        return self._stubs[page.file.src_uri] if page.file.generated_by else None

    def choose_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Leave of the pages by hand those of this edition."""
        lang = self.edition.lang
        sources = [(stub.uri, stub.source) for stub in self._stubs.values() if stub.source]
        missing = {uri for uri, source in sources if source.parent.name != lang}
        self.untranslated = self.edition.choose_pages(files, config)
        if not self.edition.is_first:
            self.untranslated |= missing

    def made_pages(self) -> MadePages:
        """The pages that the program brings, those at former addresses among them."""
        pages = pages_by_file(self.register, self._stubs.values(), self._links)
        return MadePages(pages, self._stubs, lambda uri: self.site.ids(self._stubs[uri]))

    def add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages that the program brings; one by hand that replaces one stays."""
        for stub in self._stubs.values():
            if files.get_file_from_path(stub.uri) is not None:
                continue
            title = self._nav_titles.get(stub.uri, stub.title)
            if stub.source:
                file = File.generated(config, stub.uri, abs_src_path=str(stub.source))
                Page(title, file, config)
            else:
                file = File.generated(config, stub.uri, content="")
                if stub.record:
                    file.edit_uri = f"../{stub.record.path}#L{stub.record.mark.line}"
                make = partial(self._take_body, stub.uri)
                GeneratedPage(title, file, config, generated_meta(stub), make)
            files.append(file)

    def mark_active(self, page: Page, nav: Navigation) -> None:
        """Have the navigation show where a page is that is not in it: at the list of its folder."""
        folder = page.file.src_uri.partition("/")[0]
        is_listed = any(listed is page for listed in nav.pages)
        for listed in nav.pages:
            if not is_listed and listed.file.src_uri == f"{folder}/index.md":
                self._active = listed
                listed.active = True

    def unmark_active(self) -> None:
        """Take that back, once the page is printed."""
        if self._active:
            self._active.active = False
            self._active = None

    def add_assets(self, files: Files, config: MkDocsConfig) -> None:
        """Put the files that pages load, joined and with fingerprints, in place of their parts."""
        parts = {}
        for file in list(files):
            is_stock = config.extra.get("stock_search") and file.src_uri.startswith(_STOCK_SEARCH)
            if is_stock or not file.src_uri.startswith(ASSETS_FOLDER):
                continue
            if file.src_uri.endswith((".css", ".js")):
                parts[file.src_uri.removeprefix(ASSETS_FOLDER)] = file.content_string
            if file.src_uri.endswith((".css", ".js", ".map")):
                files.remove(file)
        for joined in assets(parts, icons_apart=config.use_directory_urls):
            self._assets[joined.name] = joined
            files.append(File.generated(config, joined.uri, content=joined.text))

    def start_prefetch(self, files: Files) -> None:
        """Have a second process make the bodies of pages, in the order of their use."""
        uris = [
            file.src_uri
            for file in files.documentation_pages()
            if isinstance(file.page, GeneratedPage)
        ]
        if self.is_whole and len(uris) <= _SHARED:
            self._bodies = Prefetch(self._body, uris)

    def _take_body(self, uri: str) -> PageBody:
        return self._bodies.take(uri)

    def _body(self, uri: str) -> PageBody:
        return self.site.body(self._stubs[uri], self._links.url(uri))

    def keep_content(self, html: str, page: Page, config: MkDocsConfig) -> None:
        """Collect the text of a page for search; keep its HTML until the page is printed."""
        page.markdown = ""  # From here on nobody reads it, and thousands of pages wait.
        self._texts[page.url] = (str(page.title), search_sections(html))
        if config.extra.get("stock_search"):
            # Material's own reader stumbles over what is kept out of lists.
            html = html.replace(f" {SEARCH_EXCLUDE}", "")
        html = self._glossed(html, page)
        if page.file.src_uri in self.untranslated:
            html = self.site.in_first_language(html)
        self._contents.put(page.url, html)

    def _glossed(self, html: str, page: Page) -> str:
        """A page with its terms explained.

        Lists and views are left alone, whose text is names, and so is a page that asks for it.
        """
        stub = self.stub(page)
        record = stub.record if stub else None
        if (stub and record is None) or page.meta.get("glossary", True) is False:
            return html
        about = record.address if record else ""
        marked, page.meta["glosses"] = self.site.glossed(page.url, html, self._glossary, about)
        return marked

    def take_content(self, page: Page) -> Markup:
        """The HTML of a page, once; its values are escaped already."""
        return Markup(self._contents.take(page.url))

    def prepare_theme(self, env: Environment, files: Files, config: MkDocsConfig) -> None:
        """Escape whatever the theme prints; give its templates labels and addresses of assets.

        By now every page has its text, and none has the address of the search index.
        """
        self._files = [*files.documentation_pages()]
        env.autoescape = True
        env.bytecode_cache = bytecode_cache("theme")
        labels, page = self.register.labels, self.site.page("")
        env.globals["site_day"] = page.date(self.day)
        env.globals["search_field"] = VIEWS["search_field"](page)
        env.globals["label"] = partial(labels.get, lang=self.site.lang)
        env.globals["label_in"] = labels.get
        env.globals["edition"] = self.edition
        env.globals["page_address"] = page_address
        urls = {file.page.url for file in files.documentation_pages() if file.page}
        texts = {url: text for url, text in self._texts.items() if url in urls}
        index = build_search_index(self.register, self.day, self._links, texts, self.site.lang)
        self._assets["search/index.js"] = asset("search/index.js", index, folder="")
        env.globals["asset"] = lambda name: self._assets[name].uri
        env.globals["framed"] = Frames(env).framed

    def write_outputs(self, config: MkDocsConfig) -> None:
        """Write the search index, the exports and what leads on from former addresses."""
        folder = Path(config.site_dir)
        if self.edition.is_first:
            for path, text in json_exports(self.register, self.day, self._links):
                _write(folder / path, text)
        index = self._assets["search/index.js"]
        _write(folder / index.uri, index.text)
        script, site_url = self._assets["moved.js"].uri, config.site_url or ""
        for former in former_addresses(self.register, self._stubs.values(), self._links):
            file = folder / former.file
            if not file.exists():
                text = redirect_page(
                    former, self.register, self._links, script, site_url, self.site.lang
                )
                _write(file, text)

    def end(self) -> None:
        """Let go of what no other edition needs: pages, texts, assets and results of queries."""
        for file in self._files:
            file.page = None
        self._texts.clear()
        self._assets.clear()
        self.register.results.clear()


class _Spool:
    """Texts by name that wait in a temporary file: 20 MB less of memory for 2,000 records."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts as long as self.
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, name: str, text: str) -> None:
        start = self._file.seek(0, 2)
        self._places[name] = start, self._file.write(text.encode())

    def take(self, name: str) -> str:
        """The text of a name, once; raise KeyError if there is none."""
        start, size = self._places.pop(name)
        self._file.seek(start)
        text = self._file.read(size).decode()
        if not self._places:
            self._file.truncate(0)
        return text


def _imprint(config: MkDocsConfig, labels: Labels) -> Imprint:
    """What this build is called; where errors are reported, the labels may say, too."""
    if not config.extra.get("report") and "report" in labels.group("site"):
        config.extra["report"] = labels.get("site.report")
    names = (config.site_url, config.extra.get("release"), config.extra.get("report"))
    return Imprint(*(str(name or "") for name in names))


def _edit_base(config: MkDocsConfig) -> str:
    if not config.repo_url or not config.edit_uri:
        return ""
    return f"{config.repo_url.rstrip('/')}/{config.edit_uri.removesuffix('docs/')}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
