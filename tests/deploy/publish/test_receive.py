"""What an SSH key with a forced command can do: publish what comes in, and nothing else."""

import subprocess
import sys
from pathlib import Path

from tests.support.publishing import make, named, packed, published, refusal, run, shown
from tests.support.sites import ROOT


def test_a_release_comes_in_through_a_pipe(tmp_path: Path) -> None:
    """In small pieces, as a network gives them; what the client asks for is not looked at."""
    archive = packed(make(tmp_path / "made", "A"))
    (tmp_path / "srv").mkdir()
    command = [sys.executable, "-m", "deploy", "receive", str(tmp_path / "srv")]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        env={"SSH_ORIGINAL_COMMAND": "rollback; rm -rf /"},
    ) as process:
        assert process.stdin is not None
        with archive.open("rb") as stream:
            while piece := stream.read(777):
                process.stdin.write(piece)
                process.stdin.flush()
        process.stdin.close()
        assert process.wait() == 0
    assert shown(tmp_path / "srv") == named("A")


def test_nothing_comes_in(tmp_path: Path) -> None:
    """The connection broke, or nobody gave a file."""
    (tmp_path / "srv").mkdir()
    said = "the archive is damaged or no uncompressed tar: empty file"
    assert refusal("receive", tmp_path / "srv") == said


def test_there_is_no_input_at_all(tmp_path: Path) -> None:
    """As a job of a system without one starts a command."""
    (tmp_path / "srv").mkdir()
    closed = ("sh", "-c", 'exec "$@" <&-', "sh")
    said = "There is no input; an archive comes in through it."
    assert refusal("receive", tmp_path / "srv", prefix=closed) == said


def test_receiving_does_not_go_back(tmp_path: Path) -> None:
    """A pipeline that is run again does not show what the operator went back from."""
    made = [make(tmp_path / "made", version) for version in "AB"]
    dest = published(tmp_path / "srv", *made)
    said = f"{named('A')} was shown before; going back to it is for the operator."
    assert refusal("receive", dest, given=packed(made[0])) == said
    run("rollback", dest)
    assert "was shown before" in refusal("receive", dest, given=packed(made[1]))
    assert run("receive", dest, "--again", given=packed(made[1])).returncode == 0
    assert shown(dest) == named("B")


def test_receiving_what_is_shown_is_done_already(tmp_path: Path) -> None:
    """A pipeline may be run again."""
    release = make(tmp_path / "made", "A")
    dest = published(tmp_path / "srv", release)
    assert "(as before; " in run("receive", dest, given=packed(release)).stdout
