"""Asks three search engines in a browser: ours, the theme's and Pagefind."""

import gzip
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urljoin

from playwright.sync_api import Browser

from tests.support.browsing import Reader, served
from tests.support.sites import ROOT, parse

SPY = """
  window.spy = {};
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      spy.engine = String(url);
      this.addEventListener("message", ({data}) => {
        if (data.type === 3) Object.assign(spy, {answered: spy.asked, at: performance.now()});
      });
    }
    postMessage(message, ...rest) {
      const asked = message.data?.text ?? message.data;
      if (message.type === 2)
        Object.assign(spy, {asked, answered: null, from: performance.now()});
      super.postMessage(message, ...rest);
    }
  };
"""
"""Notes what the search field asks its worker (2) and when that has answered (3)."""
LINKS = "items => items.map(item => item.querySelector('a').href)"
STOCK_START = """async engine => {
  const {config, docs} = await (await fetch("search/search_index.json")).json();
  const worker = new Worker(engine);
  window.ask = (type, data) => new Promise((done, failed) => {
    worker.onerror = failed;
    worker.onmessage = event => done(event.data.data);
    worker.postMessage({type, data});
  });
  await ask(0, {config, docs, options: {suggest: false}});
}"""
STOCK_ASK = """async query => {
  const from = performance.now();
  const {items} = await ask(2, query);
  return [items.map(([first]) => first.location), performance.now() - from];
}"""
PAGEFIND_START = """async () => {
  window.pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
}"""
PAGEFIND_ASK = """async query => {
  const from = performance.now();
  const {results} = await pagefind.search(query);
  const first = await Promise.all(results.slice(0, 3).map(result => result.data()));
  return [first.map(({url}) => url), performance.now() - from];
}"""


@dataclass(frozen=True)
class Answer:
    """The pages an engine gave for a query, best first, and how long the browser took."""

    pages: tuple[str, ...]
    milliseconds: float


@dataclass(frozen=True)
class Run:
    """What an engine answered to each query, and the bytes fetched for the first, as gzip -9."""

    name: str
    answers: dict[str, Answer]
    size: int


class _Window(Reader):
    """A window that notes every file it requests and shows an empty page at `blank`."""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address)
        self.requested: set[str] = set()
        self.page.context.on("request", lambda one: self.requested.add(_path(address, one.url)))
        self.page.route("**/blank", lambda route: route.fulfill(content_type="text/html"))

    def start(self, script: str, engine: str = "") -> None:
        """Start an engine on the empty page."""
        self.page.goto(f"{self.address}blank")
        self.page.evaluate(script, engine)

    def ask(self, script: str, query: str) -> Answer:
        """Ask the engine that was started."""
        return self.answer(*self.page.evaluate(script, query))

    def answer(self, links: Iterable[str], milliseconds: float) -> Answer:
        """An answer as addresses of pages; an error on the way makes the measurement void."""
        if self.errors or self.foreign:
            sys.exit("\n".join([*self.errors, *self.foreign]))
        return Answer(tuple(page_of(_path(self.address, link)) for link in links), milliseconds)

    def size(self, site: Path, besides: Iterable[str] = ("blank",)) -> int:
        """The bytes of what was requested, each file as gzip -9 leaves it."""
        paths = self.requested - set(besides)
        return sum(len(gzip.compress((site / path).read_bytes(), 9)) for path in paths)


def _path(address: str, link: str) -> str:
    return unquote(re.split("[?#]", urljoin(address, link))[0].removeprefix(address))


def page_of(address: str) -> str:
    """The page that an address leads to, without its fragment."""
    return address.partition("#")[0].removesuffix("index.html").strip("/")


def field(browser: Browser, site: Path, queries: Sequence[str]) -> Run:
    """Ask through the search field of the front page, as a reader does."""
    answers, size = {}, 0
    with served(site) as address:
        window = _Window(browser, address)
        window.page.add_init_script(SPY)
        page = window.open("")
        line = page.locator("[data-md-component=search-query]")
        line.focus()
        for query in queries:
            line.fill(query)
            line.press("End")  # the field listens to keys
            page.wait_for_function("query => spy.answered === query", arg=query)
            links = page.locator(".md-search-result__item").evaluate_all(LINKS)
            answers[query] = window.answer(links, page.evaluate("spy.at - spy.from"))
            size = size or window.size(site, _named(site))
        engine = page.evaluate("spy.engine").rpartition("/")[2]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Run(f"This site {project['version']} ({engine})", answers, size)


def _named(site: Path) -> set[str]:
    """The front page and what its HTML loads for more than the search."""
    loads = {_path("", link) for link in parse(site / "index.html").loads}
    return {"", *(path for path in loads if "search" not in path)}


def stock(browser: Browser, site: Path, queries: Sequence[str]) -> Run:
    """Ask the worker of Material over the index of MkDocs, in its own words."""
    (engine,) = (site / "assets/javascripts/workers").glob("search.*.min.js")
    with served(site) as address:
        window = _Window(browser, address)
        window.start(STOCK_START, engine.relative_to(site).as_posix())
        answers = {query: window.ask(STOCK_ASK, query) for query in queries}
    return Run(f"Material {version('mkdocs-material')}", answers, window.size(site))


def pagefind(browser: Browser, site: Path, queries: Sequence[str], folder: Path) -> Run:
    """Ask Pagefind over its index of the articles of a copy of the site.

    It fetches pieces of its index for each query and keeps them. So its time is that of one window
    asked everything, and its size the median of windows asked one query each.
    """
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("404.html"))
    options = ["--root-selector", "article", "--force-language", "vi"]
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(folder), *options]
    subprocess.run(command, check=True)
    sizes = []
    with served(folder) as address:
        window = _Window(browser, address)
        window.start(PAGEFIND_START)
        window.page.context.unroute_all()  # a look at each request would count as its time
        answers = {query: window.ask(PAGEFIND_ASK, query) for query in queries}
        for query in queries:
            window = _Window(browser, address)
            window.start(PAGEFIND_START)
            window.ask(PAGEFIND_ASK, query)
            sizes.append(window.size(folder))
            window.page.context.close()
    return Run(f"Pagefind {version('pagefind_bin')}", answers, round(statistics.median(sizes)))
