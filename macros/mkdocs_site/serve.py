"""Serves the site while it is written: each page is built again when it is asked for."""

import gc
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from macros.mkdocs_site.editions import Edition, load_edition
from macros.pages import banner, compile_all

_OUTPUTS = ("api/", "search/")
"""The folders of what the build writes beside the pages."""
_POLLING_INTERVAL = 0.1
"""Seconds between two looks at the files; polling works on every file system."""


@dataclass
class _State:
    """What pages are built from since the last good change, and which of them are built."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    built: set[str] = field(default_factory=set)


class Live:
    """Stands between MkDocs' server and the browser: builds a page when it is asked for."""

    def __init__(
        self, server: LiveReloadServer, config: MkDocsConfig, edition: Callable[[], Edition]
    ) -> None:
        """`edition`: the first one of the site, as it was loaded last."""
        self._server = server
        self._file = config.config_file_path
        self._edition = edition
        self._lock = threading.RLock()
        self._states: dict[str, _State] = {}
        """By the folder of each edition; one that was not asked for since a change has none.

        The first one has none as long as every page of it is that of the first, whole build.
        """
        self._is_changed = False
        self._problems = ""

    def start(self, watched: Iterable[Path]) -> None:
        """Take the place of the server's own builder and of its answers, and watch the files."""
        server = self._server
        server.builder = self.rebuild
        server.set_app(self.respond)
        server.build_delay = _POLLING_INTERVAL / 2
        earlier, server._watched_paths = [*server._watched_paths], {}
        server.observer = PollingObserver(timeout=_POLLING_INTERVAL)
        for path in [*earlier, *map(str, watched)]:
            server.watch(path)
        gc.freeze()  # What the first build left stays; looking through it each time takes long.

    def rebuild(self) -> None:
        """Read everything again; if something is wrong in it, keep the pages and report it."""
        with self._lock:
            try:
                state = self._load("")
                self._states, self._is_changed, self._problems = {"": state}, True, ""
                _remove_old_pages(Path(self._server.root), state)
            except (Exception, SystemExit) as error:
                self._problems = _reported(error)

    def respond(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The server's own answer, once the page is built; above it, what is wrong."""
        with self._lock:
            problems = self._problems or self._build(_path(environ, self._server.mount_path))
        if not problems:
            return self._server.serve_request(environ, start)
        return self._with_banner(environ, start, banner(problems))

    def _load(self, lang: str) -> _State:
        return _load_state(self._file, self._server.root, self._server.url, lang)

    def _build(self, path: str) -> str:
        """Build what is at a path, if it is not built; return what is wrong with it, or nothing."""
        folders = {self._edition().front_of(lang): lang for lang in self._edition().others}
        folder = next((folder for folder in folders if path.startswith(folder)), "")
        if not folder and not self._is_changed:
            return ""
        try:
            if folder not in self._states:
                self._states[folder] = self._load(folders[folder])
            _build_path(self._states[folder], path.removeprefix(folder))
        except (Exception, SystemExit) as error:
            return _reported(error)
        return ""

    def _with_banner(
        self, environ: WSGIEnvironment, start: StartResponse, text: str
    ) -> Iterator[bytes]:
        response: list[Any] = []
        chunks = self._server.serve_request(environ, lambda *values: response.extend(values))
        body = b"".join(chunks)
        status, headers, *_ = response
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        if dict(headers).get("Content-Type") == "text/html":
            head, tag, after = body.partition(b"<body")
            attributes, end, rest = after.partition(b">")
            body = b"".join((head, tag, attributes, end, text.encode(), rest))
        start(status, [*kept, ("Content-Length", str(len(body)))])
        yield body


def _path(environ: WSGIEnvironment, mount: str) -> str:
    path: str = environ["PATH_INFO"]
    return path.removeprefix(mount).removesuffix("index.html")


def _reported(error: BaseException) -> str:
    """What went wrong, printed on the terminal too; a stop of ours is a text for a clerk."""
    text = str(error)
    if not isinstance(error, SystemExit):
        text = "".join(traceback.format_exception_only(error)).strip()
    print(text, flush=True)
    return text


def _load_state(file: str | None, root: str, url: str, lang: str) -> _State:
    """Everything that MkDocs does before it builds the first page of an edition, in its order."""
    compile_all()
    config = load_edition(file, lang, site_dir=root)
    config.site_url = url
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for page_file in files.documentation_pages():
        if page_file.page is None:
            Page(None, page_file, config)
    env = config.plugins.on_env(env, config=config, files=files)
    files.copy_static_files()
    return _State(config, files, nav, env)


def _remove_old_pages(root: Path, state: _State) -> None:
    """Remove the pages of what there is no longer."""
    current = {file.dest_uri for file in state.files.documentation_pages()}
    current |= set(state.config.theme.static_templates)
    for path in root.rglob("*.html"):
        if path.relative_to(root).as_posix() not in current:
            path.unlink()


def _build_path(state: _State, path: str) -> None:
    """Build the page at a path, or what the build writes beside the pages, if it is not built."""
    file = _page_file(state.files, path)
    name = file.src_uri if file else next((top for top in _OUTPUTS if path.startswith(top)), "")
    if not name or name in state.built:
        return
    if file and file.page:
        pages = state.files.documentation_pages()
        _populate_page(file.page, state.config, state.files)
        _build_page(file.page, state.config, pages, state.nav, state.env)
    else:
        state.config.plugins.on_post_build(config=state.config)
    state.built.update([name] if file else _OUTPUTS)


def _page_file(files: Files, path: str) -> File | None:
    return next(
        (file for file in files.documentation_pages() if file.url in (path, f"{path}./")), None
    )
