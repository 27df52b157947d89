"""Measures how long lists of thousands of rows take in a browser."""

import shutil
import statistics
import sys

from playwright.sync_api import Browser, Page

from macros.validation import load_data
from tests.bench.lengthened import lengthened
from tests.bench.peers import Ground
from tests.support.browsing import served

ROWS = 5000
LISTS = ("people", "organizations", "legislation", "events", "sources")
"""The lists that grow with an institution."""
_FIRST = """() => new Promise(done => new PerformanceObserver((list) => {
  for (const one of list.getEntriesByName("first-contentful-paint")) done(one.startTime);
}).observe({type: "paint", buffered: true}))"""
_FILTER = """words => new Promise((done) => {
  const input = document.querySelector(".filter input");
  const rows = document.querySelectorAll("tr[data-facets]");
  const from = performance.now();
  input.value = words;
  input.dispatchEvent(new Event("input", {bubbles: true}));
  rows[0].closest("table").getBoundingClientRect();
  const answered = performance.now() - from;
  const shown = [...rows].filter((row) => !row.hidden).length;
  requestAnimationFrame(() => setTimeout(() => done([answered, performance.now() - from, shown])));
})"""
"""Milliseconds until the rows are in place, until they are painted, and how many are left."""


def lists(browser: Browser, ground: Ground, rounds: int) -> dict[str, list[float]]:
    """The slowest list of all: first paint, and the answer of its filter, in milliseconds.

    Each has the rows of the site of this size, again and again, until there are so many; it is
    opened `rounds` times in a browser that has nothing yet, on a desk's screen.
    """
    folder = ground.folder / "long"
    shutil.copytree(ground.ours, folder)
    register = load_data(ground.folder / "data")
    found: dict[str, dict[str, list[float]]] = {}
    with served(folder) as address:
        for name in LISTS:
            page = lengthened(ground.ours, register, name, ROWS)
            (folder / name / "index.html").write_text(page, encoding="utf-8")
            found[name] = _read(browser, f"{address}{name}/", rounds)
    return {
        measure: max((one[measure] for one in found.values()), key=statistics.median)
        for measure in ("list.paint", "list.filter", "list.filtered")
    }


def _read(browser: Browser, address: str, rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"list.paint": [], "list.filter": [], "list.filtered": []}
    for _ in range(rounds):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address, wait_until="load")
        rows = page.locator("tr[data-facets]").count()
        if rows < ROWS:
            sys.exit(f"{address} shows {rows} rows")
        found["list.paint"].append(page.evaluate(_FIRST))
        _filter(page, found)
        page.context.close()
    return found


def _filter(page: Page, found: dict[str, list[float]]) -> None:
    """Type two letters of a word, as far as they get, and take them away again."""
    name = page.evaluate("document.querySelector('tr[data-facets]').textContent.trim().slice(0, 3)")
    worst = [0.0, 0.0]
    for words in (name[:1], name[:2], name, "zzz", ""):
        answered, painted, shown = page.evaluate(_FILTER, words)
        if (words == "zzz") != (shown == 0):
            sys.exit(f"{page.url}: {shown} rows for {words!r}")
        worst = [max(worst[0], answered), max(worst[1], painted)]
    found["list.filter"].append(worst[0])
    found["list.filtered"].append(worst[1])
