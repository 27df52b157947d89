"""Whatever happens to the real files is either good data or told at a place inside a file.

Each example spoils five files in one to four ways. `make fuzz` runs 5,000 of them with another
seed each time; `FUZZ=900` chooses how many. The slowest and the memory are printed by `-rP`.
"""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.validation.load import load_data
from macros.validation.report import REPORT_FORMATS
from macros.yamlio import Problem, Problems
from tests.support.sites import ROOT

REAL = ROOT / "data"
FILES = sorted(one.relative_to(REAL).as_posix() for one in REAL.rglob("*.yml"))
TEXTS = {name: (REAL / name).read_text(encoding="utf-8") for name in FILES}
COUNT = int(os.environ.get("FUZZ", "100"))
AT_ONCE = 5
ODD = (
    *("\t", "\x00", "\x1b", "\r", "\n", "\u200b", "\u202e", "\ufeff", "\u0430", "e\u0302\u0301"),
    *("🌱", "'", '"', "[", "]", "{", "}", ":", ": ", " #", "&a ", "*a", "!!x ", "|", ">", "%", "@"),
    *(
        "\u00a0",
        "\u3000",
        "\u2028",
        "\ufffd",
        "\u02dc",
        "#",
        "{{",
        "“",
        "–",
        "：",
        "V¨n",
        "Vaên",
        "á»™",
    ),
    *("`", "-", "- ", "? ", ",", "---\n", "...\n", "\\", "~", "<<: ", "\n\n", " ", "  ", "9" * 400),
)


@dataclass
class Run:
    """What the examples took together."""

    folder: Path
    examples: int = 0
    good: int = 0
    problems: int = 0
    times: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A copy of the real data, and at the end what was seen."""
    folder = tmp_path_factory.mktemp("fuzz") / "data"
    shutil.copytree(REAL, folder)
    found = Run(folder)
    yield found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{found.examples} spoilt files in {len(found.times)} runs, {found.good} runs good,"
        f" {found.problems} problems; slowest run {max(found.times):.2f} s of a processor;"
        f" peak {peak} MB"
    )
    if "FUZZ" in os.environ:
        assert max(found.times) < 2


def _lines(change: Callable[[list[str], Random], None]) -> Callable[[str, Random], str]:
    def changed(text: str, chance: Random) -> str:
        lines = text.split("\n")
        change(lines, chance)
        return "\n".join(lines)

    return changed


def _at(lines: list[str], chance: Random) -> int:
    return chance.randrange(len(lines))


def _delete(lines: list[str], chance: Random) -> None:
    start = _at(lines, chance)
    del lines[start : start + chance.randint(1, 3)]
    lines.append("")


def _double(lines: list[str], chance: Random) -> None:
    start = _at(lines, chance)
    lines[start:start] = lines[start : start + chance.randint(1, 4)]


def _swap(lines: list[str], chance: Random) -> None:
    one, other = _at(lines, chance), _at(lines, chance)
    lines[one], lines[other] = lines[other], lines[one]


def _indent(lines: list[str], chance: Random) -> None:
    at = _at(lines, chance)
    lines[at] = chance.choice([f"  {lines[at]}", f" {lines[at]}", lines[at][1:], lines[at][2:]])


def _foreign_value(lines: list[str], chance: Random) -> None:
    """A value of another file in the place of one."""
    at = _at(lines, chance)
    other = chance.choice(TEXTS[chance.choice(FILES)].split("\n"))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon}{other.partition(':')[2] or other}"


def _change(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(["", *ODD, "x", "a", "1"]) + text[at + 1 :]


def _insert(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ODD) + text[at:]


def _cut(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _join(text: str, chance: Random) -> str:
    return text + TEXTS[chance.choice(FILES)]


WAYS = (
    *(_change, _insert, _cut, _join),
    *map(_lines, (_delete, _double, _swap, _indent, _foreign_value)),
)


def _is_inside(found: Problem) -> bool:
    lines = Path(found.path).read_bytes().decode("utf-8-sig").split("\n")
    line, column = found.mark
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


@settings(
    max_examples=-(-COUNT // AT_ONCE),
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**64))
def test_spoilt_data_is_told_inside_its_files_or_is_good(run: Run, seed: int) -> None:
    """No traceback, and no place that is not there; every form of the report can word it."""
    chance = Random(seed)
    names = chance.sample(FILES, AT_ONCE)
    for name in names:
        text = TEXTS[name]
        for _ in range(chance.choice([1, 1, 2, 4])):
            text = chance.choice(WAYS)(text, chance)
        (run.folder / name).write_bytes(text.encode())
    before = time.process_time()
    found = _told(run.folder)
    run.times.append(time.process_time() - before)
    run.examples += AT_ONCE
    run.problems += len(found)
    run.good += not found
    outside = [one for one in found if not _is_inside(one)]
    for name in names:
        (run.folder / name).write_text(TEXTS[name], encoding="utf-8")
    assert outside == []


def _told(folder: Path) -> tuple[Problem, ...]:
    """The problems of a folder, which every form of the report can word."""
    try:
        load_data(folder)
    except Problems as problems:
        for form in REPORT_FORMATS.values():
            form(problems, "vi")
        return problems.found
    return ()
