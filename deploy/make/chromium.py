"""Serves a folder on this machine and opens it in the Chromium that is installed."""

import functools
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


@contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """Address of a server on this machine that serves a folder until the block ends."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def launched_chromium(prefer: str = "", options: Sequence[str] = ()) -> Iterator[Browser]:
    """The Chromium of the system, else the one that Playwright brought; closed afterwards.

    `prefer` is the name of a program to use if it is there, `options` are further ones of Chromium.
    """
    names = (prefer, *_NAMES) if prefer else _NAMES
    path = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_OPTIONS, *options])
        try:
            yield browser
        finally:
            browser.close()
