"""Compares search engines over a set of queries and prints the comparison as Markdown."""

import argparse
import math
import os
import platform
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

import yaml
from playwright.sync_api import Browser

from tests.bench import scale
from tests.support import search_engines
from tests.support.browsing import launched, served
from tests.support.search_engines import Answer, Run, page_of
from tests.support.sites import AS_OF, ROOT, build, search_index

LEGEND = (
    "Fetched: index and engine as `gzip -9`; for Pagefind, which fetches pieces for each query, "
    "the median. Time: from the question to the answer in the page; Pagefind's with its pieces, "
    "from this machine."
)
Queries = dict[str, dict[str, list[str]]]
"""Group, query, the pages that are right for it."""


def read(file: Path, floor: int) -> Queries:
    """The queries of a file, if they are enough and each is there once."""
    groups = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
    queries = {
        group: {
            query: [page_of(one) for one in ([wanted] if isinstance(wanted, str) else wanted)]
            for query, wanted in wanted_by_query.items()
        }
        for group, wanted_by_query in groups.items()
    }
    flat = [query for group in queries.values() for query in group]
    if len(flat) < max(floor, 1):
        sys.exit(f"{file}: {len(flat)} queries, fewer than {max(floor, 1)}")
    if twice := sorted({query for query in flat if flat.count(query) > 1}):
        sys.exit(f"{file}: more than once: {', '.join(twice)}")
    return queries


def measure(queries: Queries, folder: Path) -> tuple[str, list[Run], list[str]]:
    """Build the site, ask every engine every query; say on what machine, and how ours grows."""
    site, with_stock = folder / "site", folder / "with-stock"
    _build(site)
    _build(with_stock, STOCK_SEARCH="true")
    wanted = {page for group in queries.values() for pages in group.values() for page in pages}
    if strange := sorted(page for page in wanted if not (site / page / "index.html").is_file()):
        sys.exit(f"no such page: {', '.join(strange)}")
    flat = [query for group in queries.values() for query in group]
    with launched() as browser:
        machine = (
            f"{date.today()}, {os.cpu_count()} CPUs ({platform.machine()}), "
            f"Python {platform.python_version()}, Chromium {browser.version}, {len(flat)} queries"
        )
        runs = [
            search_engines.field(browser, site, flat),
            search_engines.stock(browser, with_stock, flat),
            search_engines.pagefind(browser, site, flat, folder / "pagefind"),
        ]
        return machine, runs, growth(browser, site, flat)


def growth(browser: Browser, site: Path, queries: list[str]) -> list[str]:
    """A table of our engine alone: over the real site, and over invented ones that are larger."""
    real = scale.real(search_index(site))
    sizes = [scale.sized(browser, real, queries)]
    for count in (500, 2000, 5000):
        index = scale.grown(count)
        sizes.append(scale.sized(browser, index, scale.questions(index, 200)))
    head = ("Things", "Words", "Index read in", "Memory", "Median time", "95th percentile")
    lines = [row(*head), row(*["---"] * len(head))]
    for one in sizes:
        high = one.times[math.ceil(len(one.times) * 0.95) - 1]
        times = (f"{statistics.median(one.times):.1f} ms", f"{high:.1f} ms")
        memory = f"{one.memory / 1e6:.1f} MB"
        lines.append(row(str(one.things), str(one.words), f"{one.built:.0f} ms", memory, *times))
    with served(site) as address:
        waits = [scale.cold(browser, address, query) for query in ("b", "t", "n", "l", "v")]
    return [*lines, "", f"First hit after the first key, nothing cached: {_list(waits)} ms."]


def _list(values: list[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in values)


def _build(target: Path, **environment: str) -> None:
    done = build(target, AS_OF=AS_OF, **environment)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def share(run: Run, queries: dict[str, list[str]], first: int = 1) -> str:
    """How many queries have a right page among the first, as a share and as numbers."""
    found = sum(_is_right(run.answers[query], queries[query], first) for query in queries)
    return f"{found / len(queries):.1%} ({found}/{len(queries)})"


def _is_right(answer: Answer, wanted: list[str], first: int) -> bool:
    return any(page in wanted for page in answer.pages[:first])


def row(*cells: str) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def overall(runs: list[Run], queries: Queries) -> list[str]:
    """A table of the engines."""
    flat = {query: wanted for group in queries.values() for query, wanted in group.items()}
    head = ("Engine", "Right page first", "In the first three", "Fetched for the first query")
    lines = [row(*head, "Median time", "95th percentile"), row(*["---"] * 6)]
    for run in runs:
        times = sorted(answer.milliseconds for answer in run.answers.values())
        high = times[math.ceil(len(times) * 0.95) - 1]
        shown = [
            f"{run.size / 1000:.1f} kB",
            f"{statistics.median(times):.1f} ms",
            f"{high:.1f} ms",
        ]
        lines.append(row(run.name, share(run, flat), share(run, flat, 3), *shown))
    return lines


def by_group(runs: list[Run], queries: Queries) -> list[str]:
    """A table of the groups: how often each engine has a right page first."""
    lines = [row("Right page first", *(run.name for run in runs)), row(*["---"] * (len(runs) + 1))]
    for name, group in queries.items():
        lines.append(row(name, *(share(run, group) for run in runs)))
    return lines


def misses(run: Run, queries: Queries) -> list[str]:
    """Every query of an engine that has no right page first."""
    return [
        f"- {name}: `{query}`: wanted {_shown(wanted)}; "
        f"found {_shown(run.answers[query].pages[:3]) or 'nothing'}"
        for name, group in queries.items()
        for query, wanted in group.items()
        if not _is_right(run.answers[query], wanted, 1)
    ]


def _shown(pages: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{page or '/'}`" for page in pages)


def main() -> None:
    """Print the comparison as Markdown."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.bench_search", description=main.__doc__
    )
    parser.add_argument("--queries", type=Path, default=ROOT / "tests/queries.yml", metavar="FILE")
    parser.add_argument("--floor", type=int, default=150, help="fewest queries that count")
    parser.add_argument("--misses", action="store_true", help="list what our search field misses")
    options = parser.parse_args()
    queries = read(options.queries, options.floor)
    with tempfile.TemporaryDirectory() as folder:
        machine, runs, grown = measure(queries, Path(folder))
    lines = [
        f"Measured {machine}.",
        "",
        *overall(runs, queries),
        "",
        LEGEND,
        "",
        *by_group(runs, queries),
        "",
        *grown,
    ]
    if options.misses:
        lines += ["", *(misses(runs[0], queries) or ["No misses."])]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
