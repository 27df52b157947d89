"""Killed before each single change that a run makes to the disk, one after the other."""

import os
import shutil
import signal
import sys
import traceback
from pathlib import Path

import pytest

from deploy import manifest
from deploy.__main__ import main
from deploy.publish.retained_assets import extra_files
from tests.support.publishing import fingerprinted, make, named, published, shown

_CALLS = ("rename", "link", "symlink", "remove", "rmdir", "mkdir", "chmod", "utime", "truncate")
_CHANGES = {"fcntl.flock", *(f"os.{call}" for call in _CALLS)}
"""The events of which Python tells a hook before it changes something on the disk."""


def _small(folder: Path, version: str) -> Path:
    files = {f"www/{name}": data for name, data in fingerprinted(version).items()}
    return make(folder, version, files | {"www/index.html": version.encode()})


@pytest.fixture
def srv(tmp_path: Path) -> Path:
    """A server with as many releases as it keeps."""
    return published(tmp_path / "srv", *(_small(tmp_path / "made", version) for version in "ABCDE"))


def _killed(dest: Path, change: int, *command: str) -> bool:
    """Whether a run in a process of its own was killed before its change of that number."""
    process = os.fork()
    if process == 0:
        status = 70  # of a run that raised an error; its trace is shown with the test
        try:
            status = _run_until(change, [command[0], str(dest), *command[1:]])
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


def _run_until(change: int, command: list[str]) -> int:
    left, is_running = change, True

    def strike(event: str, arguments: object) -> None:
        nonlocal left
        left -= is_running and event in _CHANGES
        if left == 0 and is_running and event in _CHANGES:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(strike)
    status = main(command)
    is_running = False
    return status


@pytest.mark.parametrize(("act", "then", "least"), [("publish", "F", 35), ("rollback", "D", 10)])
def test_every_change_may_be_the_last(
    tmp_path: Path, srv: Path, act: str, then: str, least: int
) -> None:
    """Readers see one or the other, whole; the next run succeeds, and the way back is right."""
    release, following = (str(_small(tmp_path / "made", version)) for version in "FG")
    command = (act, release) if act == "publish" else (act,)
    change, dest = 1, tmp_path / "struck"
    while True:
        shutil.copytree(srv, dest, symlinks=True)
        if not _killed(dest, change, *command):
            break
        seen = shown(dest)
        assert seen in (named("E"), named(then))
        shown_manifest = manifest.read_manifest(dest / "current")
        beside = extra_files(dest / "current")
        assert manifest.differences(shown_manifest, dest / "current", beside) == {}
        assert main(["publish", str(dest), following]) == 0
        names = sorted(path.name for path in [*dest.iterdir(), *(dest / "releases").iterdir()])
        assert [name for name in names if name.endswith((".part", ".new"))] == []
        assert len(list((dest / "releases").iterdir())) == 5
        assert main(["rollback", str(dest)]) == 0
        assert shown(dest) == seen
        shutil.rmtree(dest)
        change += 1
    assert shown(dest) == named(then)
    assert change > least


def test_a_repair_may_be_killed_before_any_change(tmp_path: Path, srv: Path) -> None:
    """The next run repairs what is left; every third change is tried."""
    release = str(tmp_path / "made" / named("E"))
    change, dest = 1, tmp_path / "struck"
    while True:
        shutil.copytree(srv, dest, symlinks=True)
        www = dest / "current/www"
        (www / "index.html").write_bytes(b"X")
        (www / "link").symlink_to("/etc")
        shutil.rmtree(www / "assets")
        was_killed = _killed(dest, change, "publish", release)
        assert shown(dest) == named("E")
        if not was_killed:
            break
        assert (www / "index.html").read_bytes() in (b"X", b"E")
        assert main(["publish", str(dest), release]) == 0
        expected = manifest.read_manifest(dest / "current")
        extras = extra_files(dest / "current")
        assert manifest.differences(expected, dest / "current", extras) == {}
        shutil.rmtree(dest)
        change += 3
    assert change > 20
