"""Going back when nothing more can be written: readers see the release before all the same."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.publishing import make, named, published, refusal, run, shown

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


@pytest.fixture
def dest(tmp_path: Path) -> Iterator[Path]:
    """A server on a small disk that shows the second of two releases."""
    folder = tmp_path / "srv"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield published(folder, *(make(tmp_path / "made", version) for version in "AB"))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(dest: Path) -> None:
    """Leave no room on the disk, not even in the last page of a file."""
    (dest / "journal").write_bytes((dest / "journal").read_bytes().ljust(4095) + b"\n")
    (dest / "filler").write_bytes(b"0" * shutil.disk_usage(dest).free)


def test_going_back_needs_no_room(dest: Path) -> None:
    """The step is missing in the journal and the assets of the release that was left; said so."""
    _fill(dest)
    done = run("rollback", dest)
    lines = done.stdout.splitlines()
    assert (done.returncode, shown(dest)) == (0, named("A"))
    assert lines[-1] == (
        f"{dest} shows {named('A')} (before: {named('B')}; 16 files verified, 0 carried over). "
        "The journal lacks this step: the disk: No space left on device."
    )
    assert lines[1] == "not all is carried over: the disk: No space left on device ..."
    assert not list((dest / "releases").glob(".*"))


def test_afterwards_everything_goes_on(tmp_path: Path, dest: Path) -> None:
    """The link says what is shown; the next publication writes the journal again."""
    _fill(dest)
    assert run("rollback", dest).returncode == 0
    (dest / "filler").unlink()
    published(dest, make(tmp_path / "made", "C"))
    assert shown(dest) == named("C")
    assert run("rollback", dest).returncode == 0
    assert shown(dest) == named("A")


def test_publishing_is_refused_then(tmp_path: Path, dest: Path) -> None:
    """Only going back is urgent."""
    _fill(dest)
    said = refusal("publish", dest, make(tmp_path / "made", "C"))
    assert "bytes left" in said
    assert shown(dest) == named("B")
