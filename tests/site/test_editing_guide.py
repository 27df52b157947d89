"""The guide for clerks is true: every command of it runs, and prints what the guide shows."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import INVENTED
from tests.support.sites import ROOT

GUIDE = ROOT / "macros/pages/guides/editing.md"
BLOCK = re.compile(r"^```(sh|diff|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (\d+)\. ", re.MULTILINE)


def _run(folder: Path, *command: str) -> str:
    """What a command prints that ends well, in a folder with data."""
    done = subprocess.run(
        [sys.executable, "-m", "macros", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DATA_DIR": "data", "AS_OF": "2031-07-01"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of the invented institution."""
    root = tmp_path_factory.mktemp("guide")
    shutil.copytree(INVENTED, root / "data")
    return root


def test_the_guide_shows_the_ten_most_frequent_changes() -> None:
    """Numbered, in their order."""
    numbers = SECTION.findall(GUIDE.read_text(encoding="utf-8"))
    assert numbers == [str(number) for number in range(1, 11)]


def test_every_command_runs_and_prints_what_is_shown(folder: Path) -> None:
    """One after the other, each on what the ones before it left; a diff alone is typed by hand."""
    printed, commands = "", 0
    for kind, text in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if kind == "sh":
            lines = [shlex.split(line) for line in text.splitlines()]
            assert [line[:3] for line in lines] == [["python", "-m", "macros"]] * len(lines)
            printed = "".join(_run(folder, *line[3:]) for line in lines)
            commands += len(lines)
        elif not printed:
            apply = ["git", "apply", "-p0", "-"]
            subprocess.run(apply, cwd=folder, input=text, text=True, check=True)
            assert "hợp lệ" in _run(folder, "check")
        else:
            assert text in printed
    assert commands == 14
