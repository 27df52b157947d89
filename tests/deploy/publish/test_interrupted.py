"""Interrupted at any moment, on a full disk, or by a second run: readers get one whole release."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import kills
from tests.support.publishing import make, named, refusal, run, shown
from tests.support.sites import ROOT


def test_readers_get_whole_releases_whenever_a_run_is_killed(tmp_path: Path) -> None:
    """Twenty kills, spread over the phases; `make bench-publish` does two hundred."""
    tally = kills.struck(tmp_path, 20, 6)
    assert (tally.noted.breaches, tally.failures) == ([], [])
    assert tally.phases.total() == 20
    assert len(tally.phases) >= 6
    assert tally.noted.fetches > 500
    assert len(tally.noted.releases) >= 5


def test_the_same_readers_catch_one_who_copies_over(tmp_path: Path) -> None:
    """So they would notice."""
    tally = kills.copied_over(tmp_path, 8, 6)
    assert len(tally.noted.breaches) > 8


def test_readers_get_whole_releases_while_the_disk_is_full(tmp_path: Path) -> None:
    """With no room at all, with room for nearly all, and some degrees between."""
    dest = tmp_path / "srv"
    dest.mkdir()
    size = ("-t", "tmpfs", "-o", "size=6m", "tmpfs", str(dest))
    if subprocess.run(["mount", *size], capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    try:
        tally = kills.starved(dest, tmp_path / "made", 8, 1_400_000)
    finally:
        subprocess.run(["umount", str(dest)], check=True)
    assert (tally.noted.breaches, tally.failures) == ([], [])
    assert tally.phases.total() >= 4
    assert tally.phases.total() + tally.late == 8


def test_two_publishers_come_one_after_the_other(tmp_path: Path) -> None:
    """Each of eight at once succeeds; the last in the journal is what is shown."""
    dest = tmp_path / "srv"
    dest.mkdir()
    releases = [make(tmp_path / "made", version) for version in kills.VERSIONS]
    command = [sys.executable, "-m", "deploy", "publish", str(dest)]
    running = [
        subprocess.Popen([*command, str(release)], cwd=ROOT, stdout=subprocess.DEVNULL)
        for release in releases
    ]
    assert [process.wait() for process in running] == [0] * 8
    lines = (dest / "journal").read_text().splitlines()
    assert len(lines) == 8
    assert lines[-1].split()[-1] == shown(dest)
    assert len(list((dest / "releases").iterdir())) == 5


_HOLDING = """
import sys, time
from pathlib import Path
from deploy.publish.lock import exclusive_lock
with exclusive_lock(Path(sys.argv[1]), 1, "process 7 on a server"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_publisher_waits_and_then_says_who_is_there(tmp_path: Path) -> None:
    """When the first is killed, the second has free way."""
    dest = tmp_path / "srv"
    dest.mkdir()
    release = make(tmp_path / "made", "A")
    command = [sys.executable, "-c", _HOLDING, str(dest)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()
        assert refusal("publish", dest, release, "--wait", "0.2") == (
            f"{dest} is held by process 7 on a server. Waited 0.2 s. "
            "Try again when it is done; it needs no clearing away if that was killed."
        )
        first.kill()
    assert run("publish", dest, release).returncode == 0
    assert shown(dest) == named("A")
