"""Measures how long a saved change takes into an open browser."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

from tests.bench.peers import Ground, zensical
from tests.support.nginx import answers, free_port
from tests.support.sites import ROOT

PAGE = "people/bui-van-cuong/"
"""The page of a person; the fact that is changed is the name in its heading."""
NAME = "Bùi Văn Cường"
_SHOWN = "words => document.querySelector('h1')?.textContent.includes(words)"
_PATIENCE = 600
"""Seconds after which nobody waits any longer."""


@dataclass(frozen=True)
class Desk:
    """A server that shows what is saved, and the file in which one saves."""

    command: Sequence[str]
    folder: Path
    file: Path
    heading: str
    """What stands before the name in the file."""
    settle: float = 1.0
    """Seconds from one change to the next, so that each is one change."""


def desks(ground: Ground) -> dict[str, Desk]:
    """Ours and those of the others, over the same pages."""
    mkdocs = [sys.executable, "-m", "mkdocs", "serve", "--quiet"]
    page = f"docs/{PAGE.rstrip('/')}.md"
    fact = ground.folder / f"data/{PAGE.rstrip('/')}.yml"
    found = {
        "ours": Desk(mkdocs, ROOT, fact, "name: "),
        "stock": Desk(mkdocs, ground.ready, ground.ready / page, "\n# "),
    }
    if program := zensical():
        found["zensical"] = Desk(
            [str(program), "serve"], ground.marked, ground.marked / page, "\n# "
        )
    return found


def waits(browser: Browser, desk: Desk, environment: dict[str, str], rounds: int) -> list[float]:
    """Seconds from saving the name to its being shown, for each of so many changes."""
    page = browser.new_page()
    before = desk.file.read_text(encoding="utf-8")
    place = f"{desk.heading}{NAME}"
    if before.count(place) != 1:
        sys.exit(f"{desk.file} holds {before.count(place)} of {place!r}")
    found = []
    with _served(desk, environment) as address:
        _open(page, address + PAGE)
        for turn in range(rounds):
            time.sleep(desk.settle)
            start = time.perf_counter()
            text = before.replace(place, f"{place} {turn} lần")
            desk.file.write_text(text, encoding="utf-8")
            wanted = f"{NAME} {turn} lần"
            page.wait_for_function(_SHOWN, arg=wanted, polling=5, timeout=_PATIENCE * 1000)
            found.append(time.perf_counter() - start)
    desk.file.write_text(before, encoding="utf-8")
    page.context.close()
    return found


def _open(page: Page, address: str) -> None:
    """Open a page; some answer before they have built it, and say that there is none."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        with suppress(Error):  # It may be reloading by itself just now.
            answer = page.goto(address, timeout=_PATIENCE * 1000)
            if answer and answer.ok and page.evaluate(_SHOWN, NAME):
                return
        time.sleep(0.2)
    sys.exit(f"{address} does not show {NAME}")


@contextmanager
def _served(desk: Desk, environment: dict[str, str]) -> Iterator[str]:
    """Address of a server that has built everything once."""
    port = free_port()
    command = [*desk.command, "--dev-addr", f"127.0.0.1:{port}"]
    log = desk.file.parents[2] / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=desk.folder, env=environment, stdout=out, stderr=out
        )
    try:
        start = time.monotonic()
        while not answers(port):
            if process.poll() is not None or time.monotonic() > start + _PATIENCE:
                sys.exit(f"{' '.join(command)} does not serve:\n{log.read_text()[-2000:]}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()
