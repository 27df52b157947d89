"""Changes the program at random, and counts what the fast tests notice: `make mutants`.

The changes are made in copies of the project. Coverage says which tests run the changed lines;
those alone are run, and the first that fails has noticed.
"""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random

from coverage import CoverageData

from tests.bench.mutations import Mutation, mutations
from tests.support.sites import ROOT

FAST = ("-m", "not site and not browser")
SLOWEST = 900
"""Seconds after which a change counts as noticed: the program does not end any more."""
CONFIGURATION = """[run]
patch = subprocess, fork, _exit
parallel = true
include = */macros/**, */deploy/**
omit = */site-packages/**, tests/**
[paths]
macros = macros, */macros
deploy = deploy, */deploy
"""

Tests = dict[str, dict[int, set[str]]]
"""The tests that run a line: path, number of the line, names of tests."""


@dataclass(frozen=True)
class Verdict:
    """What became of one change."""

    mutation: Mutation
    tests: int
    """How many tests run the changed lines."""
    is_noticed: bool

    def __str__(self) -> str:
        return f"{self.mutation}  ({self.tests} tests run it)"


def copy_project(folder: Path) -> Path:
    """A copy of all that git knows of the project, a repository of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Copy"]):
        subprocess.run(["git", *who, *command], cwd=folder, check=True)
    return folder


def run_tests(
    folder: Path, arguments: Sequence[str], prefix: Sequence[str] = (), timeout: float | None = None
) -> int:
    """The exit status of pytest in a copy; its output is shown where it stands under coverage."""
    # Compiled files are kept: only the changed one is compiled again.
    left_out = ("PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_CONFIG", "PYTEST_ADDOPTS")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    command = [sys.executable, "-m", *prefix, "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**environment, "PYTHONPATH": str(folder)},
            stdout=None if prefix else subprocess.DEVNULL,
            stderr=None if prefix else subprocess.DEVNULL,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def tests_by_line(folder: Path, workers: int, chosen: Sequence[str]) -> Tests:
    """Run the fast tests in a copy, unchanged, and note which test runs which line.

    Raises SystemExit when a test fails: then nothing could be learned from a change.
    """
    (folder / "coveragerc").write_text(CONFIGURATION, encoding="utf-8")
    measured = ("coverage", "run", "--rcfile=coveragerc", "-m")
    arguments = [*FAST, "-n", str(workers), "-p", "tests.bench.contexts", *chosen]
    if run_tests(folder, arguments, measured):
        raise SystemExit("The tests fail as they are.")
    combine = [sys.executable, "-m", "coverage", "combine", "--rcfile=coveragerc", "--quiet"]
    subprocess.run(combine, cwd=folder, check=True)
    data = CoverageData(str(folder / ".coverage"))
    data.read()
    found: Tests = {}
    for file in data.measured_files():
        lines = data.contexts_by_lineno(file)
        path = Path(file).relative_to(folder).as_posix()
        found[path] = {line: set(filter(None, names)) for line, names in lines.items()}
    return found


def tests_of(mutation: Mutation, tests: Tests) -> list[str]:
    """The tests to run for a change, those of its own module first.

    What runs only while the module is imported concerns every test that runs any line of it.
    """
    lines = tests.get(mutation.path, {})
    first, last = mutation.reach
    names = {name for line in range(first, last + 1) for name in lines.get(line, ())}
    if not names and any(line in lines for line in range(first, last + 1)):
        names = {name for line_names in lines.values() for name in line_names}
    stem = Path(mutation.path).stem
    modules: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        modules[name.partition("::")[0]].append(name)
    ranked = sorted(
        modules, key=lambda module: (Path(module).stem != f"test_{stem}", -len(modules[module]))
    )
    return [name for module in ranked for name in modules[module]]


def judge(mutation: Mutation, tests: Tests, folder: Path, moment: int) -> Verdict:
    """Make a change in a copy, run its tests until one fails, and take it back."""
    chosen = tests_of(mutation, tests)
    if not chosen:
        return Verdict(mutation, 0, False)
    file = folder / mutation.path
    source = file.read_bytes()
    try:
        _write(file, mutation.apply(source), moment)
        status = run_tests(folder, ["-x", *chosen], timeout=SLOWEST)
    finally:
        _write(file, source, moment + 1)
    return Verdict(mutation, len(chosen), status != 0)


def _write(file: Path, text: bytes, moment: int) -> None:
    """Give the file a time of its own, or Python might run what it compiled before."""
    file.write_bytes(text)
    os.utime(file, (moment, moment))


def all_mutations(only: str) -> list[Mutation]:
    """Every change of every module of the program below a path."""
    files = [*(ROOT / "macros").rglob("*.py"), *(ROOT / "deploy").rglob("*.py")]
    names = sorted(file.relative_to(ROOT).as_posix() for file in files)
    return [
        mutation
        for name in names
        if name.startswith(only)
        for mutation in mutations(name, (ROOT / name).read_bytes())
    ]


def judge_all(sample: Sequence[Mutation], tests: Tests, folders: Sequence[Path]) -> list[Verdict]:
    """Judge each change, as many at once as there are copies; survivors are printed at once."""
    free: queue.Queue[Path] = queue.Queue()
    for folder in folders:
        free.put(folder)
    start = int(time.time()) + 10

    def work(numbered: tuple[int, Mutation]) -> Verdict:
        number, mutation = numbered
        folder = free.get()
        try:
            verdict = judge(mutation, tests, folder, start + 2 * number)
        finally:
            free.put(folder)
        if not verdict.is_noticed:
            print(verdict, flush=True)
        return verdict

    with ThreadPoolExecutor(len(folders)) as pool:
        return list(pool.map(work, enumerate(sample)))


def summary(verdicts: Sequence[Verdict]) -> str:
    """How many changes were noticed, and in which packages the others are."""
    missed = [verdict for verdict in verdicts if not verdict.is_noticed]
    places: Mapping[str, int] = Counter(
        verdict.mutation.path.rpartition("/")[0] for verdict in missed
    )
    share = 1 - len(missed) / len(verdicts)
    total = f"{len(verdicts) - len(missed)} of {len(verdicts)} changes were noticed ({share:.1%})"
    return "\n".join([total, *(f"  {count} missed in {place}" for place, count in places.items())])


def main() -> None:
    """Draw a sample of changes, and print each that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other changes")
    parser.add_argument("--only", default="", help="only below this path, macros/text/dates.py")
    parser.add_argument("--workers", type=int, default=2, help="how many at once")
    parser.add_argument("tests", nargs="*", default=["tests"], help="only these tests")
    chosen = parser.parse_args()
    work = ROOT / "build/mutants"
    shutil.rmtree(work, ignore_errors=True)
    first = copy_project(work / "0")
    tests = tests_by_line(first, chosen.workers, chosen.tests)
    others = [
        Path(shutil.copytree(first, work / str(number))) for number in range(1, chosen.workers)
    ]
    candidates = all_mutations(chosen.only)
    sample = Random(chosen.seed).sample(candidates, min(chosen.count, len(candidates)))
    print(f"{len(sample)} of {len(candidates)} changes, seed {chosen.seed}; not noticed:")
    print(summary(judge_all(sample, tests, [first, *others])))
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
