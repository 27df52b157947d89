"""What a command costs is that of the command, its children included, and of nothing else."""

import os
import sys
from pathlib import Path

import pytest

from tests.bench.costs import cost

BURN = "import time\nwhile time.process_time() < 0.3: pass"


def test_the_time_of_children_counts(tmp_path: Path) -> None:
    """Two that burn 0.3 s each, one after the other, took at least 0.6 s of a processor."""
    burn = f"subprocess.run([sys.executable, '-c', {BURN!r}])"
    twice = f"import subprocess, sys; {burn}; {burn}"
    found = cost([sys.executable, "-c", twice], tmp_path, os.environ)
    assert found.processor >= 0.6
    assert found.wall >= 0.6


def test_memory_is_that_of_the_command_and_not_of_whoever_measures(tmp_path: Path) -> None:
    """A command that holds 100 MB more takes 100 MB more, while the tests hold 300 MB."""
    held = bytearray(os.urandom(1)) * 300_000_000
    small = cost([sys.executable, "-c", "pass"], tmp_path, os.environ)
    large = cost([sys.executable, "-c", "x = b'x' * 100_000_000"], tmp_path, os.environ)
    assert len(held) == 300_000_000
    assert small.memory < 50
    assert 90 < large.memory - small.memory < 110


def test_a_command_that_fails_stops_the_measuring_with_its_words(tmp_path: Path) -> None:
    """There is no figure for work that was not done."""
    with pytest.raises(SystemExit, match=r"(?s)failed:.*no such thing"):
        cost([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, os.environ)
