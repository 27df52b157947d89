"""Fixtures of the tests in other browsers, which `make browsers` runs: they need Debian's."""

import functools
import http.server
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers.webdriver import ENGINES
from tests.browsers.window import Window
from tests.support.shared_sites import SharedSites
from tests.support.sites import AS_OF

CHOSEN = os.environ.get("BROWSERS", "").split()
"""The engines that are asked for; without any, nothing here is collected."""
collect_ignore_glob = [] if CHOSEN else ["test_*.py"]


@pytest.fixture(scope="session", autouse=True)
def screen() -> Iterator[None]:
    """A virtual screen, which WebKit needs."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1500x1200x24"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    ) as process:
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        yield
        process.terminate()


@pytest.fixture(scope="session")
def windows(screen: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Window]]:
    """A window of each browser that is asked for, and of Chromium, with which they are compared."""
    names = dict.fromkeys(["chromium", *CHOSEN])
    drivers = {name: ENGINES[name](tmp_path_factory.mktemp(name)) for name in names}
    yield {name: Window(name, driver) for name, driver in drivers.items()}
    for driver in drivers.values():
        driver.quit()


@pytest.fixture(params=CHOSEN)
def window(request: pytest.FixtureRequest, windows: dict[str, Window]) -> Window:
    """The window of one browser after the other, as wide as a desk's."""
    chosen = windows[request.param]
    chosen.resize(1280)
    return chosen


@pytest.fixture(scope="session")
def files(sites: SharedSites) -> str:
    """The address of the folder of a site that is opened without a server."""
    folder: Path = sites.built(AS_OF=AS_OF, DIRECTORY_URLS="false")
    return f"{folder.as_uri()}/"


class _Silent(http.server.SimpleHTTPRequestHandler):
    """Serves pages whose scripts the browser must not run."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "script-src 'none'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="session")
def without_scripts(real_site: Path) -> Iterator[str]:
    """The address of a server that forbids scripts, as a reader may who switches them off."""
    handler = functools.partial(_Silent, directory=str(real_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
