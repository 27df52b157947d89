"""Bad use and bad places: a sentence, status 1, and readers see what they saw before."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.manifest import Refused
from deploy.publish.current_link import require_symlinks
from tests.support.publishing import (
    changed,
    content,
    fingerprinted,
    make,
    named,
    packed,
    published,
    refusal,
    shown,
)
from tests.support.sites import ROOT

NO_ROOT = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""What takes from root the right to write where nobody may."""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release to publish."""
    return make(tmp_path / "made", "B")


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    """A server that shows another one."""
    return published(tmp_path / "srv", make(tmp_path / "made", "A"))


@contextmanager
def _mounted(folder: Path, *arguments: str) -> Iterator[Path]:
    folder.mkdir()
    done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not permitted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _clean(dest: Path) -> bool:
    """Whether a refused run left nothing of what it brought."""
    return [path.name for path in (dest / "releases").iterdir()] == [named("A")]


@pytest.mark.parametrize("command", ["publish", "receive", "rollback"])
def test_no_folder_is_named(command: str) -> None:
    """Each command needs one."""
    assert refusal(command) == "Say where to: DEST=/srv/site, the folder of the server."


@pytest.mark.parametrize("target", ["publish", "rollback"])
def test_make_without_a_folder_says_so(target: str) -> None:
    """The targets of the Makefile are the commands."""
    done = subprocess.run(
        ["make", "--silent", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[0].startswith("Say where to: DEST=/srv/site")
    assert done.returncode == 2


def test_the_folder_is_not_there(tmp_path: Path, release: Path) -> None:
    """It is not made: a slip of the pen, or a disk that is not mounted, would get a site."""
    said = f"{tmp_path}/no is no folder. Make it as the user who publishes: mkdir {tmp_path}/no"
    assert refusal("publish", tmp_path / "no", release) == said


def test_the_folder_is_a_file(tmp_path: Path, release: Path) -> None:
    """A file is no place for a site."""
    (tmp_path / "file").touch()
    assert f"{tmp_path}/file is no folder." in refusal("publish", tmp_path / "file", release)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_link_was_replaced(dest: Path, release: Path, kind: str) -> None:
    """What somebody put there by hand is not removed by us."""
    (dest / "current").unlink()
    (dest / "current").mkdir() if kind == "folder" else (dest / "current").touch()
    said = f"{dest}/current is no link. Move it away; publishing makes it."
    assert refusal("publish", dest, release) == said
    assert refusal("rollback", dest) == said


@pytest.mark.parametrize("target", ["/etc", "releases/../../etc", "releases/.hidden"])
def test_the_link_leads_elsewhere(dest: Path, release: Path, target: str) -> None:
    """Only a link to a release of this folder is ours."""
    (dest / "current").unlink()
    (dest / "current").symlink_to(target)
    assert f"{dest}/current leads to {target}, which is no" in refusal("publish", dest, release)


def test_the_release_is_missing(tmp_path: Path, dest: Path) -> None:
    """A name with no file behind it."""
    assert refusal("publish", dest, tmp_path / "x.tar").endswith(
        "x.tar can not be read: No such file or directory."
    )


def test_the_release_has_no_manifest(tmp_path: Path, dest: Path) -> None:
    """A folder like any other."""
    said = f"{tmp_path}/made is no release: it has no manifest.json"
    assert refusal("publish", dest, tmp_path / "made") == said


@pytest.mark.parametrize("base", ["/", "/ban-thu-ky/"])
def test_the_release_has_no_front_page(tmp_path: Path, dest: Path, base: str) -> None:
    """The base of the release says where it must be."""
    files = content("B")
    del files["www/index.html"]
    release = changed(make(tmp_path / "made", "B", files), base=base)
    said = f"{release.name} has no front page, www{base}index.html"
    assert refusal("publish", dest, release) == said
    assert _clean(dest)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 2),
        ("files", {"../x": {"sha256": "0" * 64, "size": 1}}),
        ("files", {"www/index.html": {"sha256": "0" * 64, "size": "1"}}),
        ("files", {"www/index.html": {"sha256": "0" * 64, "size": -1}}),
        ("files", {"www/index.html": {"sha256": "0", "size": 1}}),
        ("files", []),
        ("name", "../B"),
        ("name", ".B"),
        ("name", "B C"),
        ("name", 7),
        ("base", "x"),
        ("base", "/../"),
        ("other", 1),
    ],
)
def test_the_manifest_is_none(dest: Path, release: Path, field: str, value: object) -> None:
    """Of another format, with other fields, or with names that climb out."""
    said = refusal("publish", dest, changed(release, **{field: value}))
    assert said.startswith("the manifest.json that came in is not a manifest of format 1: ")
    assert _clean(dest)


def test_the_manifest_is_no_json(dest: Path, release: Path) -> None:
    """Nested so deep that a reader would fail on it."""
    (release / "manifest.json").write_text("[" * 100_000)
    assert "is not a manifest of format 1: RecursionError" in refusal("publish", dest, release)


def test_a_file_has_other_bytes_than_the_manifest_says(dest: Path, release: Path) -> None:
    """The size being right: it is found where the file lies on the server."""
    (release / "www/robots.txt").write_bytes(b"user-Agent: *\n")
    said = f"{release.name} is not whole: www/robots.txt has other"
    assert refusal("publish", dest, release).startswith(said)
    assert _clean(dest)
    assert shown(dest) == named("A")


def test_a_file_is_missing(dest: Path, release: Path) -> None:
    """Of those that the manifest lists."""
    (release / "www/robots.txt").unlink()
    said = f"{release.name} is not whole: www/robots.txt did not come"
    assert refusal("publish", dest, release) == said


def test_a_file_is_too_much(dest: Path, release: Path) -> None:
    """A stray file is not published."""
    (release / "www/.env").write_text("secret")
    said = f"{release.name} brings 'www/.env', which is not in its manifest"
    assert refusal("publish", dest, release) == said


def test_a_release_holds_a_link(dest: Path, release: Path) -> None:
    """It could lead anywhere on the server."""
    (release / "www/link").symlink_to("/etc/passwd")
    assert refusal("publish", dest, release).endswith("a release has only files and folders")


def test_another_release_has_the_name(dest: Path, release: Path) -> None:
    """Builds are the same or have other names."""
    again = make(release.parent, "A", content("A") | {"www/robots.txt": b""})
    said = (
        f"{dest} has another release of the name {again.name}. Build again; if it is damaged, "
        f"remove {dest}/releases/{again.name}/manifest.json and publish again."
    )
    assert refusal("publish", dest, again) == said
    assert _clean(dest)


def test_an_address_that_browsers_keep_has_other_bytes(tmp_path: Path, dest: Path) -> None:
    """A browser would go on with the old ones."""
    style = f"www/{next(iter(fingerprinted('A')))}"
    release = make(tmp_path / "made", "B", content("B") | {style: b"other"})
    assert refusal("publish", dest, release) == (
        f"{release.name}: {style} has other bytes than in {named('A')}, "
        "but browsers keep such a file for ever. Build again."
    )


def test_there_is_no_release_to_go_back_to(dest: Path) -> None:
    """After the first publication."""
    said = f"{dest} has no release to go back to. There are: {named('A')}; shown is {named('A')}."
    assert refusal("rollback", dest) == said


@pytest.mark.parametrize("name", ["no", "../A", "..", ".", "/etc", "x/../../y"])
def test_going_back_to_what_is_not_there(dest: Path, name: str) -> None:
    """Or to a name that climbs out."""
    assert f"{dest} has no release {name!r}." in refusal("rollback", dest, name)


def test_nobody_may_write_there(dest: Path, release: Path) -> None:
    """Not in the folder, or not in that of its releases."""
    (dest / "releases").chmod(0o555)
    said = refusal("publish", dest, release, prefix=NO_ROOT)
    assert said.startswith(f"{dest}/releases/.{release.name}.part: Permission denied.")
    (dest / ".lock").unlink()
    dest.chmod(0o555)
    said = (
        f"{dest}/.lock can not be written: Permission denied. Publish as the owner of its folder."
    )
    assert refusal("publish", dest, release, prefix=NO_ROOT) == said


def test_the_folder_is_read_only(tmp_path: Path, dest: Path, release: Path) -> None:
    """A disk that is mounted for reading."""
    with _mounted(tmp_path / "ro", "-t", "tmpfs", "-o", "ro", "tmpfs") as place:
        why = "Read-only file system. Mend that, and run it again."
        assert refusal("publish", place, release) == f"{place}/.lock can not be written: {why}"


@pytest.mark.parametrize(
    ("option", "weight", "said"),
    [
        ("size=64k", 100_000, "bytes left"),
        ("size=64k", 0, f"{os.strerror(errno.ENOSPC)}. Readers see {named('A')}, whole."),
        ("nr_inodes=30", 0, f"{os.strerror(errno.ENOSPC)}. Readers see {named('A')}, whole."),
    ],
)
def test_the_disk_is_full(tmp_path: Path, option: str, weight: int, said: str) -> None:
    """Before anything is written when that can be known; else midway, and what came is removed."""
    small = {"www/index.html": b"A"}
    with _mounted(tmp_path / "full", "-t", "tmpfs", "-o", option, "tmpfs") as place:
        published(place, make(tmp_path / "made", "A", small))
        large = content("B") | {"www/large": b"0" * weight}
        assert said in refusal("publish", place, make(tmp_path / "made", "B", large))
        assert _clean(place)
        assert (place / "current/www/index.html").read_bytes() == b"A"
        published(place, make(tmp_path / "made", "C", small))


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share of Windows, or FAT: here as Linux reports it, as no such disk can be had for sure."""

    def none(path: Path, _target: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))

    monkeypatch.setattr(Path, "symlink_to", none)
    with pytest.raises(Refused, match="can hold no symbolic link: Operation not permitted"):
        require_symlinks(tmp_path)


def test_the_output_can_not_be_written(dest: Path) -> None:
    """The log of a pipeline lies on a full disk: the answer is lost, the exit status is not."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "deploy",
                "publish",
                str(dest),
                str(dest.parent / "made" / named("A")),
            ],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode != 0
    said = f"{dest}: {os.strerror(errno.ENOSPC)}. Readers see {named('A')}, whole."
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr


def test_damaged_releases_are_not_in_the_way(dest: Path, release: Path) -> None:
    """One that is kept and can not be read is passed over, and said."""
    (dest / "releases" / named("A") / "manifest.json").write_text("{")
    published(dest, packed(release))
    assert shown(dest) == release.name
