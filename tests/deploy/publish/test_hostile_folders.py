"""What could stay behind for good, or be held by others: it is refused, or does not matter."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from deploy.publish import durable_files
from tests.support.publishing import (
    changed,
    content,
    make,
    named,
    packed,
    published,
    refusal,
    run,
    shown,
)

DIGEST = {"sha256": "0" * 64, "size": 1}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release to publish."""
    return make(tmp_path / "made", "B")


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    """A server that shows another one."""
    return published(tmp_path / "srv", make(tmp_path / "made", "A"))


def _nested(folder: Path, depth: int) -> Path:
    """A folder with as many below one another, made as an archive of before could have."""
    folder.mkdir()
    inner = folder
    for _ in range(depth):
        inner /= "a"
        inner.mkdir()
    (inner / "file").write_text("x")
    return folder


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("www/" + "a/" * 31 + "x", "32 names"),
        ("www/" + "a/" * 980 + "x", "32 names"),
        ("www/" + "a" * 256, "255 bytes in one name"),
        ("www/" + "/".join("ạ" * 60 for _ in range(6)), "1000 bytes"),
    ],
    ids=["33 names", "982 names", "a long name", "a long path"],
)
@pytest.mark.parametrize("command", ["publish", "receive"])
def test_a_path_too_deep_or_too_long_is_refused_by_the_manifest(
    dest: Path, release: Path, path: str, limit: str, command: str
) -> None:
    """Before a folder of it is made; and the next run finds nothing in its way."""
    archive = packed(changed(release, files={path: DIGEST}))
    words = [command, dest, *([archive] if command == "publish" else [])]
    assert refusal(*words, given=archive) == (
        "the manifest.json that came in is not a manifest of format 1: "
        f'ValueError("the path {path[:40]!r}... of more than {limit}")'
    )
    assert [path.name for path in (dest / "releases").iterdir()] == [named("A")]


def test_a_path_is_a_file_or_a_folder(dest: Path, release: Path) -> None:
    """Both can not be written."""
    changed(release, files={"www/x/y": DIGEST, "www/x/y/z": DIGEST})
    assert refusal("publish", dest, release) == (
        "the manifest.json that came in is not a manifest of format 1: "
        "ValueError(\"'www/x/y' as a file and as a folder\")"
    )


def test_the_deepest_path_allowed_is_published_and_removed(tmp_path: Path) -> None:
    """Thirty-two names; six releases later it is gone."""
    deep = "www/" + "a/" * 30 + "x.txt"
    first = make(tmp_path / "made", "A", content("A") | {deep: b"x"})
    dest = published(tmp_path / "srv", first)
    assert (dest / "current" / deep).read_bytes() == b"x"
    published(dest, *(make(tmp_path / "made", version) for version in "BCDEF"))
    assert not (dest / "releases" / first.name).exists()


def test_a_key_that_comes_twice_is_refused(dest: Path, release: Path) -> None:
    """Two readers of the manifest could see two releases in it."""
    file = release / "manifest.json"
    file.write_text(file.read_text().replace('"version"', '"name": "C",\n "version"', 1))
    assert refusal("publish", dest, release) == (
        "the manifest.json that came in is not a manifest of format 1: "
        "ValueError(\"the key 'name' twice\")"
    )


def test_a_folder_of_any_depth_is_removed(tmp_path: Path) -> None:
    """As deep as the path of a file can be named at all; what a link leads to stays."""
    depth = (3900 - len(str(tmp_path))) // 2
    folder = _nested(tmp_path / "deep", depth)
    (tmp_path / "kept").mkdir()
    (folder / "link").symlink_to(tmp_path / "kept")
    durable_files.remove_tree(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_deep_folder_left_behind_stops_nobody(dest: Path, release: Path) -> None:
    """What an older version could not clear away is cleared."""
    published(dest, release)
    _nested(dest / "releases/.old.part", 980)
    assert run("rollback", dest).returncode == 0
    assert shown(dest) == named("A")
    assert not (dest / "releases/.old.part").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_what_can_not_be_cleared_away_is_reported_and_stops_nobody(
    dest: Path, release: Path
) -> None:
    """Here a disk that somebody mounted there; going back and publishing go on."""
    part = dest / "releases/.stuck.part"
    part.mkdir()
    done = run("publish", dest, release)
    assert done.returncode == 0
    part.mkdir()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(part)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        done = run("rollback", dest)
        said = f"{part} can not be cleared away: Device or resource busy ..."
        assert (done.returncode, done.stdout.splitlines()[0]) == (0, said)
        assert run("publish", dest, release).returncode == 0
    finally:
        subprocess.run(["umount", str(part)], check=True)
    assert shown(dest) == named("B")


@pytest.mark.parametrize("mode", [None, 0o644])
def test_nobody_else_can_hold_the_lock(dest: Path, release: Path, mode: int | None) -> None:
    """Whoever may open a file for reading may lock it; one of before is closed, too."""
    if mode is None:
        (dest / ".lock").unlink()
    else:
        (dest / ".lock").chmod(mode)
    published(dest, release)
    assert stat.S_IMODE((dest / ".lock").stat().st_mode) == 0o600


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_the_folder_of_releases_is_no_link(
    tmp_path: Path, dest: Path, release: Path, command: str
) -> None:
    """What is published would lie where somebody else may write."""
    (dest / "releases").rename(tmp_path / "elsewhere")
    (dest / "releases").symlink_to(tmp_path / "elsewhere")
    words = [command, dest, *([release] if command == "publish" else [])]
    said = f"{dest}/releases is a link to {tmp_path}/elsewhere. Put a folder in its place."
    assert refusal(*words) == said


def test_a_link_among_the_releases_is_none_of_them(tmp_path: Path, dest: Path) -> None:
    """Going back does not follow it."""
    (dest / "releases/other").symlink_to(tmp_path / "made" / named("A"))
    assert f"{dest} has no release 'other'." in refusal("rollback", dest, "other")
