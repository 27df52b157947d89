"""Knows how we and others build the same pages; refuses to count what lacks a page."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.costs import Cost, cost
from tests.sites import AS_OF, ROOT, environment

ZENSICAL = "0.0.73"
"""Another generator by the authors of Material: a peer to be measured, no part of the project."""
_MISSING = 3
"""How many of the pages that are missing are named."""


@dataclass(frozen=True)
class Ground:
    """The folder of one size: `data/` and `docs/` of ours, and what the others are given."""

    folder: Path

    @property
    def ours(self) -> Path:
        """The site that we build."""
        return self.folder / "ours"

    @property
    def stock(self) -> Path:
        """The site that MkDocs and Material build."""
        return self.folder / "stock"

    @property
    def ready(self) -> Path:
        """What MkDocs and Material are given."""
        return self.folder / "ready"

    @property
    def marked(self) -> Path:
        """What Zensical is given; it builds into `site/` there."""
        return self.folder / "marked"

    def environment(self, site: Path) -> dict[str, str]:
        """The environment of a build into `site`."""
        chosen = {"DATA_DIR": str(self.folder / "data"), "SITE_DIR": str(site), "AS_OF": AS_OF}
        # The others find there what makes the addresses of headings.
        return environment(**chosen, PYTHONPATH=str(ROOT))


def ours(ground: Ground) -> Cost:
    """Build as an operator does: from the facts, strictly, to pages, search index and exports."""
    shutil.rmtree(ground.ours, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    return cost(command, ROOT, ground.environment(ground.ours))


def stock(ground: Ground) -> Cost:
    """Build the ready pages with MkDocs, Material and its search, which need no facts any more."""
    shutil.rmtree(ground.stock, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(ground.stock)]
    return cost(command, ground.ready, ground.environment(ground.stock))


def zensical_cold(ground: Ground) -> Cost:
    """Build the ready pages with Zensical, which has seen none of them."""
    shutil.rmtree(ground.marked / "site", ignore_errors=True)
    shutil.rmtree(ground.marked / ".cache", ignore_errors=True)
    return zensical_warm(ground)


def zensical_warm(ground: Ground) -> Cost:
    """Build them once more, with all that it keeps from before; no page has changed."""
    program = zensical()
    assert program
    return cost([str(program), "build"], ground.marked, ground.environment(ground.stock))


@cache
def zensical() -> Path | None:
    """The program, in an environment of its own below `build/`; None where it can not be had."""
    folder = ROOT / "build" / f"zensical-{ZENSICAL}"
    program = folder / "bin/zensical"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"zensical=={ZENSICAL}"], check=False, capture_output=True)
    return program if program.exists() else None


@dataclass(frozen=True)
class Builder:
    """One that builds: what it runs, in this order, and where it puts the site."""

    runs: Mapping[str, Callable[[Ground], Cost]]
    site: Callable[[Ground], Path]


def builders() -> list[Builder]:
    """All that are here."""
    found = [
        Builder({"ours": ours}, lambda ground: ground.ours),
        Builder({"stock": stock}, lambda ground: ground.stock),
    ]
    if zensical():
        runs = {"zensical-cold": zensical_cold, "zensical-warm": zensical_warm}
        found.append(Builder(runs, lambda ground: ground.marked / "site"))
    return found


def complete(name: str, site: Path, wanted: Iterable[str]) -> int:
    """How many of the wanted pages a site has, which is all: else exit, for it won by doing less.

    A page counts if it has a heading: a file alone, or one that leads elsewhere, does not.
    """
    pages = list(wanted)
    if not pages:
        sys.exit(f"{name}: there are no pages to build")
    missing = [page for page in pages if not _is_built(site / page)]
    if missing:
        named = ", ".join(missing[:_MISSING])
        sys.exit(f"{name} built {len(pages) - len(missing)} of {len(pages)} pages: no {named}")
    return len(pages)


def _is_built(page: Path) -> bool:
    return page.is_file() and "<h1" in page.read_text(encoding="utf-8")
