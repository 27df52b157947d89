"""Measures our search at a size, and what a cold start of it takes."""

import json
import random
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from macros.model import COLLECTIONS
from tests.support.browsing import Reader
from tests.support.sites import search_engine

INITIALS = (
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "t",
    "v",
)
RHYMES = (
    *("a", "á", "ạ", "an", "ân", "anh", "ao", "ay", "e", "ê", "én", "iên", "iệt", "inh", "o", "ôi"),
    *("ông", "ơn", "ương", "ước", "u", "ủy", "uân", "uyên", "uyết", "ư", "ứng", "y"),
)
RUN = """index => {
  const from = performance.now();
  const heap = performance.memory.usedJSHeapSize;
  const engine = new Engine(index);
  globalThis.measured = new Hits(engine, index.kinds);
  const built = performance.now() - from;
  const arrays = [engine, engine.texts].flatMap((one) => Object.values(one));
  const buffers = arrays.filter(ArrayBuffer.isView).reduce((sum, one) => sum + one.byteLength, 0);
  return [built, performance.memory.usedJSHeapSize - heap + buffers, engine.texts.stream.length];
}"""
ASK = """queries => queries.map((query) => {
  const from = performance.now();
  measured.answer(query, "");
  return performance.now() - from;
})"""
COLD = """() => {
  addEventListener("keydown", () => { window.from ??= performance.now(); }, true);
  new MutationObserver(() => {
    if (document.querySelector(".md-search-result__item")) window.shown ??= performance.now();
  }).observe(document.querySelector(".md-search-result__list"), {childList: true});
}"""


@dataclass(frozen=True)
class Size:
    """What the engine takes at one size."""

    things: int
    words: int
    built: float
    """Milliseconds to read the index."""
    memory: int
    """Bytes held after that, the index among them."""
    times: tuple[float, ...]
    """Milliseconds for each query, sorted."""


def grown(count: int) -> dict[str, object]:
    """The index of an invented institution of `count` things, as rich as a real one."""
    chance = random.Random(7)
    syllables = [initial + rhyme for initial in INITIALS for rhyme in RHYMES]
    chance.shuffle(syllables)
    weights = [1 / (place + 3) for place in range(len(syllables))]

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(syllables, weights, k=chance.randrange(least, most)))

    kinds = [name for name in COLLECTIONS if name != "terms"]
    things = []
    for number in range(count):
        kind = chance.choice(kinds)
        parts = [text for at in range(3) for text in (f"p{at}", words(2, 6), words(20, 110))]
        day = f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}/{chance.randrange(1990, 2030)}"
        name = f"{words(2, 7)} {number}/QĐ-VU".title() if kind == "legislation" else words(2, 7)
        things.append([kind, f"{kind}/{number}/", name, f"{day} · {words(4, 14)}", [], parts])
    short = [["VU", "Vườn Ươm"], ["QĐ", "Quyết định"]]
    return {
        "kinds": {name: name for name in kinds},
        "short": short,
        "asking": [[], []],
        "things": things,
    }


def sized(browser: Browser, index: object, queries: list[str]) -> Size:
    """Ask the engine over an index, in a page that holds nothing else."""
    page = _bare(browser)
    built, memory, words = page.evaluate(RUN, index)
    page.evaluate(ASK, queries[:20])
    times = page.evaluate(ASK, queries)
    page.context.close()
    count = len(index["things"]) if isinstance(index, dict) else 0
    return Size(count, words, built, memory, tuple(sorted(times)))


def questions(index: dict[str, object], count: int) -> list[str]:
    """Queries for an invented index: names in whole and in part, and words of its texts."""
    chance = random.Random(8)
    found = []
    things = index["things"]
    assert isinstance(things, list)
    for _ in range(count):
        thing = chance.choice(things)
        text = chance.choice((thing[2], thing[5][2])).split()
        start = chance.randrange(len(text))
        found.append(" ".join(text[start : start + chance.randrange(1, 6)]))
    return found


def real(site_index: str) -> dict[str, object]:
    """The index that a site ships."""
    content = json.loads(site_index.removeprefix("self.searchIndex=").removesuffix(";\n"))
    assert isinstance(content, dict)
    return content


def _bare(browser: Browser) -> Page:
    page = browser.new_context().new_page()
    page.add_script_tag(content=search_engine())
    return page


def cold(browser: Browser, address: str, query: str) -> float:
    """Milliseconds from the first key to the first hit shown, in a browser that has nothing yet."""
    reader = Reader(browser, address)
    reader.page.context.unroute_all()
    page = reader.page
    # Not `open`: the theme's own site, which is measured too, does not say when it is ready.
    page.goto(address, wait_until="networkidle")
    page.evaluate(COLD)
    page.locator("[data-md-component=search-query]").focus()
    page.keyboard.press(query[0])
    page.wait_for_function("window.shown")
    taken = page.evaluate("shown - from")
    page.context.close()
    return float(taken)
