"""Who publishes, and with whom on the other end: others, the silent, the late, and the hurried."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT
from tests.support.publishing import changed, make, named, packed, published, refusal, run, shown

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release to publish."""
    return make(tmp_path / "made", "B")


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    """A server that shows another one."""
    return published(tmp_path / "srv", make(tmp_path / "made", "A"))


@needs_root
@pytest.mark.parametrize(("owner", "name"), [(1, "daemon"), (54321, "number 54321")])
@pytest.mark.parametrize("command", ["publish", "receive", "rollback"])
def test_only_the_owner_publishes(
    dest: Path, release: Path, command: str, owner: int, name: str
) -> None:
    """What root wrote there, the publisher could not replace."""
    os.chown(dest, owner, -1)
    before = sorted(str(path) for path in dest.rglob("*"))
    words = [command, dest, *([release] if command == "publish" else [])]
    said = refusal(*words, given=packed(release))
    assert said == (
        f"{dest} belongs to the user {name}. Publish as that one (su, sudo -u): "
        "what another user writes there would be in the way of the next publication."
    )
    assert sorted(str(path) for path in dest.rglob("*")) == before


def test_a_sender_that_falls_silent_keeps_nobody_out(dest: Path, release: Path) -> None:
    """Its connection is open and dead; it is left after some seconds."""
    archive = packed(release).read_bytes()
    command = [sys.executable, "-m", "deploy", "receive", str(dest), "--silence", "0.3"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(archive[:20_000])
        process.stdin.flush()
        said = process.stderr.read().decode()
        assert (process.wait(), said) == (
            1,
            "nothing came for 0.3 s; the sender seems to be gone\n",
        )
    assert [path.name for path in (dest / "releases").iterdir()] == [named("A")]
    published(dest, release)


def test_receiving_does_not_go_to_an_earlier_day(dest: Path, release: Path) -> None:
    """An old pipeline that is run again, though its release was never shown."""
    older = changed(release, as_of="2026-11-20")
    days = f"it speaks of 2026-11-20, and {named('A')} of 2026-11-21"
    said = f"{named('B')} is older: {days}. Going back to it is for the operator."
    assert refusal("receive", dest, given=packed(older)) == said
    assert shown(dest) == named("A")
    assert run("receive", dest, "--again", given=packed(older)).returncode == 0


def test_publishing_an_earlier_day_by_hand_is_said(dest: Path, release: Path) -> None:
    """It may be meant."""
    done = run("publish", dest, changed(release, as_of="2026-11-20"))
    assert done.stdout.splitlines()[-1].endswith(
        f" It is older: it speaks of 2026-11-20, and {named('A')} of 2026-11-21."
    )
    assert shown(dest) == named("B")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("as_of", None),
        ("as_of", "2026-13-01"),
        ("as_of", "today"),
        ("version", 5),
        ("version", ""),
        ("commit", {}),
        ("commit", "main"),
    ],
)
def test_what_a_manifest_says_is_of_its_kind(
    dest: Path, release: Path, field: str, value: object
) -> None:
    """The journal, the bill and `verify` rely on it."""
    said = refusal("receive", dest, given=packed(changed(release, **{field: value})))
    assert said.startswith("the manifest.json that came in is not a manifest of format 1: ")
    assert shown(dest) == named("A")


@pytest.mark.parametrize("command", ["publish", "receive"])
def test_nobody_reads_on_how_far_it_is(dest: Path, release: Path, command: str) -> None:
    """`publish | head -1`, or a connection that is gone: the release is shown all the same."""
    reader, writer = os.pipe()
    os.close(reader)
    words = [command, str(dest), *([str(release)] if command == "publish" else [])]
    with packed(release).open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "deploy", *words],
            cwd=ROOT,
            stdin=stream,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown(dest) == named("B")


def test_the_first_publication_that_fails_has_shown_nothing(tmp_path: Path, release: Path) -> None:
    """What readers see is said, and is not a release of the name "nothing"."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new/releases").touch()
    assert refusal("publish", tmp_path / "new", release) == (
        f"{tmp_path}/new/releases: File exists. Readers see nothing yet. "
        "Run it again when that is mended."
    )
