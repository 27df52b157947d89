"""Builds a site as the operator does, and reads its pages as a browser would."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from macros.outputs import engine

ROOT = Path(__file__).resolve().parents[2]
AS_OF = "2026-11-21"
"""The day of the real site in the tests."""
BELOW = "/ban-thu-ky/"
"""A path below the name of a server, at which a site may stand."""
PAGES = (
    "",
    "people/",
    "people/bui-van-cuong/",
    "organizations/van-phong-quoc-hoi/",
    "programmes/2024/",
    "tasks/2024-10/",
    "legislation/luat-57-2014-qh13/",
    "events/2024-03-11/",
    "terms/bodies/",
    "sources/quochoi-85258/",
    "data/",
    "to-fill/",
    "rules/",
    "editing/",
    "writing/",
    "speed/",
    "onboarding/chung/",
    "needs/",
    "self-check/",
    "handbook/",
    "views/",
    "views/roster/",
    "views/changes/",
    "views/timeline/",
    "views/law/",
    "views/structure/van-phong-quoc-hoi/",
    "programmes/2024/sheet/",
)
"""One page of each kind."""
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


def environment(**chosen: str) -> dict[str, str]:
    """That of a command which gets what is chosen, and nothing of what the caller chose."""
    named = {"AS_OF", "SOURCE_DATE_EPOCH", "DATA_DIR", "REPO_URL", "EDIT_URI", "SITE_URL"}
    named |= {"RELEASE", "REPORT_URL"}
    named |= {"DIRECTORY_URLS", "STOCK_SEARCH", "SITE_DIR", "SITE_LANG"}
    inherited = {name: value for name, value in os.environ.items() if name not in named}
    return {**inherited, "NO_MKDOCS_2_WARNING": "1", **chosen}


def build(target: Path, **chosen: str) -> subprocess.CompletedProcess[str]:
    """Run the strict build into `target`; nothing of the caller's choices leaks into it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=ROOT,
        env=environment(SITE_DIR=str(target), **chosen),
        capture_output=True,
        text=True,
        check=False,
    )


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What a build says beyond what it does."""
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if not line.startswith("INFO")]


@dataclass
class Html(HTMLParser):
    """What the tests ask of a page: its ids, its links, what it loads, its words, its elements."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    article: str = ""
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag not in VOID:
            self._open.append(tag)
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href") is not None:
            self.links.append(values["href"] or "")
        stays = ("canonical", "next", "prev", "alternate")
        is_loaded = tag == "link" and (values.get("rel") or "").strip() not in stays
        for name in ("src", "srcset", "data", "poster") + (("href",) if is_loaded else ()):
            if values.get(name):
                self.loads.append(values[name] or "")

    def handle_endtag(self, tag: str) -> None:
        """Close an element and whatever was left open in it."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note words, apart from those of scripts and styles."""
        if not {"script", "style"} & set(self._open):
            self.text += data
        if "article" in self._open:
            self.article += data


@cache
def parse(file: Path) -> Html:
    """The page in `file`."""
    page = Html()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def search_index(site: Path) -> str:
    """The script that hands over all there is to search."""
    (file,) = (site / "search").glob("index.*.js")
    return file.read_text(encoding="utf-8")


def our_assets() -> dict[str, str]:
    """Our styles and scripts by their path, as the build finds them."""
    folder = ROOT / "overrides/assets"
    files = [file for file in folder.rglob("*.*") if file.suffix in (".css", ".js")]
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def search_engine() -> str:
    """The engine as it is served."""
    return engine(our_assets()).text


def pages(site: Path) -> list[Path]:
    """Every page of a site but the error page, whose links are absolute."""
    return sorted(file for file in site.rglob("*.html") if file.name != "404.html")


def in_edition(site: Path, page: Path) -> str:
    """The path of a page within its edition: the same in each language of the site."""
    return page.relative_to(site).as_posix().removeprefix("en/")


def target(site: Path, page: Path, link: str) -> tuple[Path, str]:
    """The file and the fragment that a link on a page leads to."""
    base = f"http://site/{page.relative_to(site).as_posix()}"
    url, fragment = urldefrag(urljoin(base, link))
    path = site / unquote(url.removeprefix("http://site/").partition("?")[0])
    return (path / "index.html" if path.is_dir() else path), unquote(fragment)
