"""A release that was damaged on the server: publishing it again repairs it, shown or not."""

import json
import os
import shutil
from pathlib import Path

import pytest

from deploy.manifest import differences, file_sha256, read_manifest
from deploy.publish import extra_files
from tests.support.publishing import (
    changed,
    content,
    fingerprinted,
    make,
    named,
    packed,
    published,
    refusal,
    run,
    shown,
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release that is published."""
    return make(tmp_path / "made", "B")


@pytest.fixture
def dest(tmp_path: Path, release: Path) -> Path:
    """A server that shows it, after another one."""
    return published(tmp_path / "srv", make(tmp_path / "made", "A"), release)


def _repaired(dest: Path, release: Path) -> str:
    """What is said of the damage when a shown release is published again; it is whole then."""
    folder = dest / "releases" / release.name
    done = run("publish", dest, packed(release))
    assert (done.returncode, done.stderr) == (0, "")
    assert (differences(read_manifest(folder), folder, extra_files(folder)), shown(dest)) == (
        {},
        release.name,
    )
    prefix = f"repairing {release.name}, which is shown: "
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(prefix)]
    return line.removeprefix(prefix).removesuffix(" ...")


def test_a_file_with_other_bytes_is_replaced(dest: Path, release: Path) -> None:
    """While readers read; they never get a part of it, and its ETag is a new one."""
    page = dest / "current/www/index.html"
    good = page.read_bytes()
    page.write_bytes(good.replace(b"B", b"X"))
    damaged_at = page.stat().st_mtime
    said = "www/index.html has other bytes than the manifest says"
    assert _repaired(dest, release) == said
    assert page.read_bytes() == good
    assert page.stat().st_mtime > damaged_at


def test_the_only_release_is_repaired(tmp_path: Path) -> None:
    """There is none to go back to meanwhile."""
    release = make(tmp_path / "made", "A")
    dest = published(tmp_path / "srv", release)
    (dest / "current/www/robots.txt").unlink()
    shutil.rmtree(dest / "current/www/nguoi")
    said = "www/nguoi/an/index.html is missing, and 4 more"
    assert _repaired(dest, release) == said


def test_what_does_not_belong_there_is_removed(tmp_path: Path, dest: Path, release: Path) -> None:
    """A file, a link to a folder, a link in the place of a file; what links lead to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("x")
    www = dest / "current/www"
    (www / "evil.html").write_text("x")
    (www / "e").symlink_to(outside)
    (www / "robots.txt").unlink()
    (www / "robots.txt").symlink_to(outside / "file")
    assert _repaired(dest, release) == "www/e is a link or a device, and 2 more"
    assert sorted(path.name for path in www.iterdir()) == sorted(
        {path.split("/")[1] for path in content("B") if path.startswith("www/")} | {"assets"}
    )
    assert (outside / "file").read_text() == "x"


def test_a_folder_that_became_a_link_or_a_file_is_put_back(
    tmp_path: Path, dest: Path, release: Path
) -> None:
    """And a file that became a folder."""
    www = dest / "current/www"
    (tmp_path / "outside").mkdir()
    shutil.rmtree(www / "nguoi")
    (www / "nguoi").symlink_to(tmp_path / "outside")
    shutil.rmtree(www / "luat")
    (www / "luat").write_text("x")
    (www / "404.html").unlink()
    (www / "404.html").mkdir()
    (www / "404.html/x").write_text("x")
    assert _repaired(dest, release) == "www/404.html is missing, and 9 more"
    assert [*(tmp_path / "outside").iterdir()] == []


@pytest.mark.parametrize("text", [None, "{", '{"format": 1}'])
def test_a_damaged_manifest_is_put_back(dest: Path, release: Path, text: str | None) -> None:
    """Missing, or none."""
    file = dest / "current/manifest.json"
    file.write_text(text) if text else file.unlink()
    assert _repaired(dest, release) == "manifest.json is not the manifest that came in"


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "9"},
        {"as_of": "2026-11-20"},
        {"files": {}},
        {"files": {"www/index.html": {"sha256": "0" * 64, "size": 1}}},
    ],
)
def test_a_damaged_manifest_that_can_be_read_is_put_back(
    dest: Path, release: Path, fields: dict[str, object]
) -> None:
    """The files there are those of the release that came in, not those that it lists."""
    changed(dest / "releases" / release.name, **fields)
    assert _repaired(dest, release) == "manifest.json is not the manifest that came in"


def test_where_manifest_and_files_are_damaged_the_way_out_is_said(
    dest: Path, release: Path
) -> None:
    """Nobody can tell any more which release it was."""
    page = dest / "current/www/index.html"
    page.write_bytes(b"x")
    files = json.loads((dest / "current/manifest.json").read_text())["files"]
    files["www/index.html"] = {"sha256": file_sha256(page), "size": 1}
    changed(dest / "releases" / release.name, files=files)
    manifest = dest / "releases" / release.name / "manifest.json"
    said = refusal("publish", dest, release)
    assert said.endswith(f"if it is damaged, remove {manifest} and publish again.")
    manifest.unlink()
    said = "www/index.html has other bytes than the manifest says, and 1 more"
    assert _repaired(dest, release) == said


@pytest.mark.parametrize("damage", ["list", "link", "file"])
def test_what_is_retained_is_retained_anew(dest: Path, release: Path, damage: str) -> None:
    """A list that can not be read, one that is a link, and an asset with other bytes."""
    folder = dest / "releases" / release.name
    style = f"www/{next(iter(fingerprinted('A')))}"
    if damage == "file":
        (folder / style).unlink()
        (folder / style).write_bytes(b"x")
    else:
        (folder / "carried.json").rename(dest / "list")
    if damage == "list":
        (folder / "carried.json").write_text("[")
    elif damage == "link":
        (folder / "carried.json").symlink_to(dest / "list")
    _repaired(dest, release)
    assert (folder / style).read_bytes() == next(iter(fingerprinted("A").values()))


def test_one_that_is_not_shown_is_replaced(dest: Path, release: Path) -> None:
    """It is exchanged whole."""
    assert run("rollback", dest).returncode == 0
    (dest / "releases" / release.name / "www/robots.txt").unlink()
    (dest / "releases" / release.name / "www/link").symlink_to("/etc")
    said = f"putting a whole {release.name} in the place of a damaged one ..."
    assert said in run("publish", dest, release).stdout.splitlines()
    assert shown(dest) == release.name


def test_going_back_names_a_planted_link(dest: Path) -> None:
    """In a sentence, as any damage."""
    (dest / "releases" / named("A") / "www/e").symlink_to("/etc")
    assert refusal("rollback", dest).splitlines()[0] == (
        f"{named('A')} is not whole: www/e is a link or a device."
    )


def test_times_of_what_is_whole_stay(dest: Path, release: Path) -> None:
    """Browsers need not load again what was not damaged."""
    page = dest / "current/www/nguoi/index.html"
    os.utime(page, (1_700_000_000, 1_700_000_000))
    (dest / "current/www/robots.txt").unlink()
    _repaired(dest, release)
    assert page.stat().st_mtime == 1_700_000_000
