"""Builds the same pages with our program and with others; refuses output that lacks a page."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from tests.bench.costs import Cost, cost
from tests.support.sites import AS_OF, ROOT, environment

ZENSICAL = "0.0.73"
"""Another generator by the authors of Material: a peer to be measured, no part of the project."""
_WHOLE = 0.9
"""The share of its words that makes a page whole: Markdown has signs that HTML has not."""
_UNSEEN = re.compile(r"<[^>]*>|\]\([^)]*\)|\{:?[ #.][^}]*\}")
"""Tags, targets of links, attributes."""
_WORD = re.compile(r"\w+")
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
        # Python keeps the code of modules, as it does where people work.
        chosen |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        return environment(**chosen)


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


def complete(name: str, site: Path, wanted: Mapping[str, int]) -> int:
    """How many of the wanted pages a site has, which is all: else exit, for it won by doing less.

    A page counts if its article has nearly as many words as were to stand on it, so that neither
    one that leads elsewhere nor one that was handed over empty does.
    """
    if not wanted or not all(wanted.values()):
        sys.exit(f"{name}: there are no pages to build, or pages without words")
    missing = [page for page, count in wanted.items() if _built(site / page) < count * _WHOLE]
    if missing:
        named = ", ".join(missing[:_MISSING])
        sys.exit(f"{name} built {len(wanted) - len(missing)} of {len(wanted)} pages: no {named}")
    return len(wanted)


def words(text: str) -> int:
    """How many words a page shows, be it HTML or Markdown with HTML; attributes do not count."""
    return len(_WORD.findall(unescape(_UNSEEN.sub(" ", text))))


def _built(page: Path) -> int:
    """How many words the article of a page holds; none where there is no page."""
    html = page.read_text(encoding="utf-8") if page.is_file() else ""
    return words(html.partition("<article")[2].partition("</article>")[0])
