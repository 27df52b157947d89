"""Who publishes, and with whom on the other end: others, the silent, the late, and the hurried."""

import contextlib
import datetime as dt
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.manifest import Refused
from deploy.publish import PublishRoot, StoredRelease, publish
from deploy.publish.release_reader import Entry
from tests.support.publishing import changed, make, named, packed, published, refusal, run, shown
from tests.support.sites import ROOT

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


@contextmanager
def _receiving(dest: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that takes a release from a pipe."""
    command = [sys.executable, "-m", "deploy", "receive", str(dest), *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        yield process


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(data)


def test_who_still_sends_keeps_nobody_waiting(tmp_path: Path, dest: Path, release: Path) -> None:
    """It is read first and nothing of it has a name; another is published meanwhile."""
    newer = make(tmp_path / "made", "C")
    data = packed(newer).read_bytes()
    with _receiving(dest) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"reading ...\n"
        _send(process, data[:20_000])
        assert run("publish", dest, release, "--wait", "0").returncode == 0
        names = {path.name for path in [*dest.iterdir(), *(dest / "releases").iterdir()]}
        assert names == {".lock", "current", "journal", "releases", named("A"), named("B")}
        assert shown(dest) == named("B")
        _send(process, data[20_000:])
        process.communicate()
    assert process.returncode == 0
    assert shown(dest) == named("C")


def test_who_sends_too_slowly_is_dropped(dest: Path, release: Path) -> None:
    """A byte now and then is no silence; there is a limit to all of it."""
    data = packed(release).read_bytes()
    with _receiving(dest, "--silence", "5", "--total", "0.7") as process:
        with contextlib.suppress(BrokenPipeError):
            for place in range(0, len(data), 512):
                _send(process, data[place : place + 512])
                time.sleep(0.1)
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert (process.returncode, said) == (
        1,
        "the release did not come within 0.7 s; the sender is too slow\n",
    )
    assert shown(dest) == named("A")


def test_a_release_that_changes_while_it_is_read_is_refused(dest: Path, release: Path) -> None:
    """What was looked at is what is written."""

    class Changing(StoredRelease):
        @contextmanager
        def open(self) -> Iterator[Iterator[Entry]]:
            with super().open() as entries:
                yield entries
            changed(release, version="C")

    site = PublishRoot(dest, int(time.time()), 1, "a test", lambda step: None)
    with pytest.raises(Refused) as refused:
        publish(site, Changing(release))
    assert str(refused.value) == f"{named('B')} was changed while it was read."
    assert [path.name for path in (dest / "releases").iterdir()] == [named("A")]


@pytest.mark.parametrize("command", ["publish", "receive"])
def test_a_release_of_a_day_to_come_is_refused(dest: Path, release: Path, command: str) -> None:
    """After it every honest one would be older. Tomorrow may have begun where readers are."""
    far = packed(changed(release, as_of="9999-12-31"))
    words = [command, dest, *([far] if command == "publish" else [])]
    said = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "T", refusal(*words, given=far))
    assert said == (
        f"{named('B')} speaks of 9999-12-31, later than tomorrow "
        "by the clock of this server, which says T."
    )
    assert [path.name for path in (dest / "releases").iterdir()] == [named("A")]
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    near = packed(changed(release, as_of=tomorrow.isoformat()))
    assert run("receive", dest, given=near).returncode == 0


def test_a_release_of_a_day_to_come_that_is_shown_is_in_nobodys_way(
    dest: Path, release: Path
) -> None:
    """It came when no one looked at the day."""
    changed(dest / "releases" / named("A"), as_of="9999-12-31")
    done = run("receive", dest, given=packed(release))
    assert (done.returncode, shown(dest)) == (0, named("B"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_what_is_received_needs_its_room_twice(tmp_path: Path, release: Path) -> None:
    """As it comes and as it is written; it is known as soon as its manifest is there."""
    dest = tmp_path / "small"
    dest.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(dest)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        small = make(tmp_path / "made", "C", {"www/index.html": b"C" * 40_000})
        assert run("publish", dest, small).returncode == 0
        large = make(tmp_path / "made", "D", {"www/index.html": b"D" * 15_000})
        said = refusal("receive", dest, given=packed(large))
        assert re.sub("has [0-9]+", "has N", said) == (
            f"{named('D')} needs 30000 bytes; {dest} has N bytes left"
        )
    finally:
        subprocess.run(["umount", str(dest)], check=True)


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
