"""Knows how a saved change is shown at once, page by page; refuses to build unasked."""

import gc
import threading
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from macros.pages import banner, compile_all

_REST = ("api/", "search/")
"""What the build writes beside the pages."""
_EVERY = 0.1
"""Seconds between two looks at the files; asking each works on every file system."""


@dataclass
class _Ground:
    """What pages are made of since the last good change, and which of them are made."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    made: set[str] = field(default_factory=set)


class Live:
    """Stands between MkDocs' server and the browser: makes each page anew when it is asked for."""

    def __init__(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        self._server = server
        self._file = config.config_file_path
        self._lock = threading.RLock()
        self._ground: _Ground | None = None
        """None as long as every page is that of the first, whole build."""
        self._problems = ""

    def start(self, watched: Iterable[Path]) -> None:
        """Take the place of the server's own builder and of its answers, and watch the files."""
        server = self._server
        server.builder = self.rebuild
        server.set_app(self.respond)
        server.build_delay = _EVERY / 2
        earlier, server._watched_paths = [*server._watched_paths], {}
        server.observer = PollingObserver(timeout=_EVERY)
        for path in [*earlier, *map(str, watched)]:
            server.watch(path)
        gc.freeze()  # What the first build left stays; looking through it each time takes long.

    def rebuild(self) -> None:
        """Read everything anew; if something is wrong in it, keep the pages and say what it is."""
        with self._lock:
            try:
                self._ground = _laid(self._file, self._server.root, self._server.url)
                self._problems = ""
                _take_away(Path(self._server.root), self._ground)
            except (Exception, SystemExit) as error:
                self._problems = _told(error)

    def respond(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The server's own answer, the page being made before it; above it, what is wrong."""
        with self._lock:
            wrong = self._problems or self._make(_path(environ, self._server.mount_path))
        if not wrong:
            return self._server.serve_request(environ, start)
        return self._with_banner(environ, start, banner(wrong))

    def _make(self, path: str) -> str:
        """Make what stands at a path, if it is not; return what is wrong with it, or nothing."""
        if self._ground is None:
            return ""
        try:
            _make(self._ground, path)
        except (Exception, SystemExit) as error:
            return _told(error)
        return ""

    def _with_banner(
        self, environ: WSGIEnvironment, start: StartResponse, text: str
    ) -> Iterator[bytes]:
        given: list[Any] = []
        body = b"".join(self._server.serve_request(environ, lambda *one: given.extend(one)))
        status, headers, *_ = given
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        if dict(headers).get("Content-Type") == "text/html":
            before, tag, after = body.partition(b"<body")
            inside, end, rest = after.partition(b">")
            body = b"".join((before, tag, inside, end, text.encode(), rest))
        start(status, [*kept, ("Content-Length", str(len(body)))])
        yield body


def _path(environ: WSGIEnvironment, mount: str) -> str:
    path: str = environ["PATH_INFO"]
    return path.removeprefix(mount).removesuffix("index.html")


def _told(error: BaseException) -> str:
    """What went wrong, on the terminal too; a stop of ours is a text for a clerk."""
    text = str(error)
    if not isinstance(error, SystemExit):
        text = "".join(traceback.format_exception_only(error)).strip()
    print(text, flush=True)
    return text


def _laid(file: str | None, root: str, url: str) -> _Ground:
    """Everything that MkDocs does before it makes the first page, in its order."""
    compile_all()
    config = load_config(config_file=file, site_dir=root)
    config.site_url = url
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for one in files.documentation_pages():
        if one.page is None:
            Page(None, one, config)
    env = config.plugins.on_env(env, config=config, files=files)
    files.copy_static_files()
    return _Ground(config, files, nav, env)


def _take_away(root: Path, ground: _Ground) -> None:
    """Remove the pages of what is no longer there."""
    there = {one.dest_uri for one in ground.files.documentation_pages()}
    there |= set(ground.config.theme.static_templates)
    for file in root.rglob("*.html"):
        if file.relative_to(root).as_posix() not in there:
            file.unlink()


def _make(ground: _Ground, path: str) -> None:
    file = _page_file(ground.files, path)
    name = file.src_uri if file else next((one for one in _REST if path.startswith(one)), "")
    if not name or name in ground.made:
        return
    if file:
        assert file.page
        pages = ground.files.documentation_pages()
        _populate_page(file.page, ground.config, ground.files)
        _build_page(file.page, ground.config, pages, ground.nav, ground.env)
    else:
        ground.config.plugins.on_post_build(config=ground.config)
    ground.made.update([name] if file else _REST)


def _page_file(files: Files, path: str) -> File | None:
    return next(
        (one for one in files.documentation_pages() if one.url in (path, f"{path}./")), None
    )
