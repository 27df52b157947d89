"""Measures our build beside others given the same pages, at the sizes an institution may have.

Everything runs in one go and takes turns, so that what else the machine does meets all alike. The
table is printed; where all sizes were measured, it takes its place in docs/speed.md. The status is
1 if a bar is missed. Run it with `make bench`, or `make bench SIZES="real 500"`.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser

from tests.bench import scale, waiting
from tests.bench.bench_table import Figures, count, html, markdown, table, total
from tests.bench.costs import cost
from tests.bench.growing import REAL, grown, real_count
from tests.bench.lists import lists
from tests.bench.peers import ZENSICAL, Ground, builders, complete, zensical
from tests.bench.weights import weights
from tests.support.browsing import launched, served
from tests.support.sites import ROOT

WORDS = ROOT / "tests/data/bench.yml"
PAGE = ROOT / "docs/speed.md"
RAW = ROOT / "build/bench.json"
TITLE = "table"
"""The id of the heading above the table."""
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
ROUNDS = {"real": 3, "500": 3, "2000": 2, "5000": 1}
"""How often each build is made, by size."""
CHANGES = {"ours": 5, "zensical": 5, "stock": 1}
"""How many changes are waited for in the browser; MkDocs builds everything for each."""
OPENED = 3
"""How often each list is opened."""
Found = dict[str, list[float]]
"""What came of the rounds, by measure."""
QUERIES = ("b", "t", "n", "l", "v")


def main() -> None:
    """Measure, tell, and exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench", description=main.__doc__)
    parser.add_argument("sizes", nargs="*", choices=[*ROUNDS, []], help="all, if none is named")
    parser.add_argument("--rounds", type=int, default=5, help="at most so many of anything")
    parser.add_argument("--day", type=date.fromisoformat, default=date.today())
    options = parser.parse_args()
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    machine = _machine()
    figures: Figures = {}
    machine["day"] = f"{options.day:%d/%m/%Y}"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, launched() as browser:
        machine["chromium"] = browser.version
        for size in options.sizes or ROUNDS:
            figures[size] = measured(size, Ground(Path(folder, size)), browser, options.rounds)
            shutil.rmtree(Path(folder, size))
            _keep(machine, figures)
    sys.exit(tell(figures, words, machine, PAGE if set(figures) == set(ROUNDS) else None))


def _keep(machine: dict[str, str], figures: Figures) -> None:
    """Leave every round's figure in a file, after each size, for the next may fail."""
    RAW.parent.mkdir(exist_ok=True)
    RAW.write_text(json.dumps([machine, figures], indent=1), encoding="utf-8")


def tell(
    figures: Figures, words: dict[str, Any], machine: dict[str, str], file: Path | None
) -> int:
    """Print the table, put it into its place in a file; return 1 if a bar is missed, else 0."""
    lines, judged = list(table(figures, words)), total(figures, words)
    counted = {
        "figures": count(figures, words),
        "pages": round(sum(one["compared"][0] for one in figures.values())),
        "bars": judged.reached + judged.missed + judged.unmeasured,
        **vars(judged),
    }
    above, below = words["machine"].format(**machine), words["counted"].format(**counted)
    print("\n\n".join((above, markdown(lines), below)))
    if file:
        text = "\n\n".join((above, html(lines, TITLE), below))
        file.write_text(placed(file.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 1 if judged.missed or not judged.reached else 0


def placed(document: str, text: str) -> str:
    """The document with a text in the place between its two marks."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"there is no place for the table: {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def measured(size: str, ground: Ground, browser: Browser, most: int) -> dict[str, list[float]]:
    """The figures of one size: each measure with what came of its rounds, `most` at most."""
    rounds = min(ROUNDS[size], most)
    found: Found = defaultdict(list)
    _say(size, "pages are made")
    found["records"].append(_data(size, ground.folder))
    told = _child(
        "tests.bench.ready", ground, *map(str, (ground.ready, ground.marked, ground.ours))
    )
    _add(found, {f"part.{name}": value for name, value in told["parts"].items()})
    _builds(found, ground, told["pages"], rounds)
    _parts(found, ground, rounds)
    _add(found, weights(ground.ours))
    _browser(found, ground, browser, most)
    return dict(found)


def _data(size: str, folder: Path) -> int:
    """Lay out the facts and the pages written by hand; return how many records there are."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    if size == "real":
        shutil.copytree(REAL, folder / "data")
        return real_count()
    return grown(folder / "data", int(size))


def _builds(found: Found, ground: Ground, pages: dict[str, int], rounds: int) -> None:
    """Let each build in turn, in every other round the other way round."""
    for turn in range(rounds):
        for builder in builders()[:: -1 if turn % 2 else 1]:
            for name, build in builder.runs.items():
                _say(ground.folder.name, f"round {turn + 1} of {rounds}: {name}")
                one = build(ground)
                figures = {"wall": one.wall, "processor": one.processor, "memory": one.memory}
                _add(found, {f"{name}.{measure}": value for measure, value in figures.items()})
                complete(name, builder.site(ground), pages)
    found["compared"].append(len(pages))


def _parts(found: Found, ground: Ground, rounds: int) -> None:
    """The parts of a build, and what does the like."""
    data = str(ground.folder / "data")
    command = [sys.executable, "-m", "macros", "check", "--data", data]
    for turn in range(rounds):
        _say(ground.folder.name, f"round {turn + 1} of {rounds}: parts")
        one = cost(command, ROOT, ground.environment(ground.ours))
        found["check.processor"].append(one.processor)
        plain = _child("tests.bench.parts", ground, "plain", data, str(ground.ours))
        _add(found, {f"plain.{name}": value for name, value in plain.items()})
    config = str(ground.ready / "mkdocs.yml")
    stock = _child("tests.bench.parts", ground, "stock", config, str(ground.stock))
    _add(found, {"stock.index": stock["index"]})


def _browser(found: Found, ground: Ground, browser: Browser, most: int) -> None:
    """What a reader and a clerk wait for."""
    _say(ground.folder.name, "in the browser")
    for name, site in (("ours", ground.ours), ("stock", ground.stock)):
        with served(site) as address:
            found[f"{name}.hit"] = [scale.cold(browser, address, query) for query in QUERIES[:most]]
    found.update(lists(browser, ground, min(OPENED, most)))
    for name, desk in waiting.desks(ground).items():
        _say(ground.folder.name, f"a changed fact: {name}")
        environment = ground.environment(ground.folder / "served")
        found[f"{name}.serve"] = waiting.waits(browser, desk, environment, min(CHANGES[name], most))


def _child(module: str, ground: Ground, *arguments: str) -> Any:
    """What a module of the tests prints, run by itself so that no memory of it stays here."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=ground.environment(ground.ours),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{module} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _add(found: Found, figures: dict[str, float]) -> None:
    for name, value in figures.items():
        found[name].append(value)


def _machine() -> dict[str, str]:
    """What it all runs on."""
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8") if sys.platform == "linux" else ""
    models = [line.partition(": ")[2] for line in cpu.splitlines() if "model name" in line]
    return {
        "cores": str(os.cpu_count()),
        "cpu": models[0] if models else platform.machine(),
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "mkdocs": version("mkdocs"),
        "material": version("mkdocs-material"),
        "zensical": ZENSICAL if zensical() else "–",
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
    }


def _say(size: str, what: str) -> None:
    print(f"{size}: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
