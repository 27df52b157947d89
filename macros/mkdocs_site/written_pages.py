"""The pages written by hand in one build: read, checked before any is made, expanded."""

from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.author_macros import expand_page
from macros.authoring import (
    DOCS_KINDS,
    OVERRIDES_KINDS,
    HandPage,
    MadePages,
    PageText,
    check_pages,
    find_page_collisions,
    find_stray_files,
    read_page,
)
from macros.mkdocs_site.generated_page import script_meta
from macros.pages import Site
from macros.yamlio import Problem, Problems


class WrittenPages:
    """Takes the place of the environment in which mkdocs-macros would expand pages."""

    # What mkdocs-macros asks of an environment, beside `from_string`.
    variable_start_string, block_start_string, comment_start_string = "{{", "{%", "{##"

    def __init__(
        self, files: Files, config: MkDocsConfig, site: Site, untranslated: Container[str] = ()
    ) -> None:
        """`untranslated`: the paths of pages in the first language, and so are their macros."""
        self._site = site
        self._first_site = replace(site, lang=site.register.labels.languages[0])
        self._untranslated = untranslated
        self._uris = set(files.src_uris)
        self._folders = {"docs": Path(config.docs_dir)}
        if config.theme.custom_dir:
            self._folders["overrides"] = Path(config.theme.custom_dir)
        self._files: dict[str, File] = {
            file.src_uri: file for file in files.documentation_pages() if not file.generated_by
        }
        self._pages: dict[str, HandPage] = {
            uri: _read(Path(file.abs_src_path or ""), config) for uri, file in self._files.items()
        }
        self._expanded: dict[str, tuple[str, frozenset[str]]] = {}
        self._now = ""
        """The page that is expanded now."""

    def check(self, made: MadePages, *, expands: bool) -> None:
        """Raise Problems with all that is wrong with the pages and the files around them.

        `expands`: the pages are also expanded already, so that nothing is found later.
        """
        problems = list(self._stray_files())
        files = {uri: file.dest_uri for uri, file in self._files.items()}
        problems += find_page_collisions(self._pages, made.by_file, files)
        register, day = self._site.register, self._site.day
        problems += check_pages(self._pages, register, day, made, self._uris)
        if problems:
            raise Problems(problems)
        if expands:
            found = [problem for uri in self._pages for problem in self._expand(uri)]
            if found:
                raise Problems(found)

    def _stray_files(self) -> Iterator[Problem]:
        kinds = {"docs": DOCS_KINDS, "overrides": OVERRIDES_KINDS}
        for shown, folder in self._folders.items():
            yield from find_stray_files(folder, shown, kinds[shown])

    def _expand(self, uri: str) -> list[Problem]:
        site = self._site_of(uri)
        text, scripts, problems = expand_page(site, self._url(uri), self._pages[uri])
        self._expanded[uri] = text, scripts
        return problems

    def _site_of(self, uri: str) -> Site:
        """The site in the language of a page."""
        return self._first_site if uri in self._untranslated else self._site

    def _url(self, uri: str) -> str:
        """The address of a page; empty for the front page, which MkDocs calls `./`."""
        return self._files[uri].url.removeprefix("./")

    def begin(self, page: Page) -> str:
        """Give a page what its front matter says, and return its text; raise Problems."""
        self._now = page.file.src_uri
        if self._now not in self._expanded and (problems := self._expand(self._now)):
            raise Problems(problems)
        page.meta = dict(self._pages[self._now].meta)
        return self._pages[self._now].text.body

    def end(self, page: Page) -> None:
        """Give a page the scripts that its views need."""
        page.meta.update(script_meta(self._expanded[page.file.src_uri][1]))

    def from_string(self, text: str) -> "_Expanded":
        """What mkdocs-macros renders: the page that has begun, or its title."""
        page = self._pages[self._now]
        if text == page.text.body:
            return _Expanded(self._expanded[self._now][0])
        title = replace(page, text=PageText(page.text.shown, text))
        site = self._site_of(self._now)
        return _Expanded(expand_page(site, self._url(self._now), title)[0])


def _read(file: Path, config: MkDocsConfig) -> HandPage:
    """A page, named in problems as `docs/x.md` or `docs/en/x.md`."""
    return read_page(file, f"docs/{file.relative_to(config.docs_dir).as_posix()}")


class _Expanded:
    """A text in which no macro is left."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, **_: object) -> str:
        """The text; it knows no variables."""
        return self._text
