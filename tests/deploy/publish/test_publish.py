"""Publishing and going back: what readers see, what stays, what a browser notices."""

import http.client
import json
import os
import stat
from pathlib import Path

import pytest

from deploy import manifest
from deploy.publish import durable_files
from tests.support.publishing import (
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
from tests.support.readers import served
from tests.support.sites import ROOT


def _made(folder: Path, versions: str) -> list[Path]:
    return [make(folder / "made", version) for version in versions]


def test_a_folder_is_shown_behind_one_link(tmp_path: Path) -> None:
    """The link is relative, so that the folder can be mounted elsewhere."""
    (release,) = _made(tmp_path, "A")
    dest = published(tmp_path / "srv", release)
    assert (dest / "current").readlink() == Path("releases", named("A"))
    assert (dest / "current/www/index.html").read_bytes() == content("A")["www/index.html"]
    assert sorted(path.name for path in dest.iterdir()) == [
        ".lock",
        "current",
        "journal",
        "releases",
    ]


def test_an_archive_gives_the_same_files_as_the_folder(tmp_path: Path) -> None:
    """A release may come either way."""
    (release,) = _made(tmp_path, "A")
    dest = published(tmp_path / "srv", packed(release))
    files = {name: (release / name).read_bytes() for name in manifest.file_paths(release)}
    place = dest / "releases" / release.name
    published_files = {name: (place / name).read_bytes() for name in manifest.file_paths(place)}
    assert published_files.pop("carried.json")
    assert published_files == files


def test_the_newest_release_made_here_is_the_default(tmp_path: Path) -> None:
    """Which one it is stands in the output."""
    made = tmp_path / "build/release"
    for age, version in ((9, "A"), (5, "C"), (7, "B")):
        when = 1_000_000_000 - age
        os.utime(make(made, version) / "manifest.json", (when, when))
    (tmp_path / "srv").mkdir()
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    done = run("publish", "srv", folder=tmp_path)
    assert f"release: build/release/{named('C')}, the newest in build/release" in done.stdout
    assert shown(tmp_path / "srv") == named("C")


def test_a_second_publication_of_the_same_changes_nothing(tmp_path: Path) -> None:
    """It verifies what is there, and a pipeline may be run again."""
    a, b = _made(tmp_path, "AB")
    dest = published(tmp_path / "srv", a, b)
    before = {p: p.lstat().st_mtime_ns for p in (dest / "releases").rglob("*") if p.is_file()}
    done = run("publish", dest, packed(b))
    assert f"shows {b.name} (as before; 16 files verified, 4 carried over)." in done.stdout
    after = {p: p.lstat().st_mtime_ns for p in (dest / "releases").rglob("*") if p.is_file()}
    assert (before, len((dest / "journal").read_text().splitlines())) == (after, 2)


def test_five_releases_stay(tmp_path: Path) -> None:
    """The oldest goes, by when readers saw it last."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABCDEFG"))
    assert sorted(p.name for p in (dest / "releases").iterdir()) == [named(v) for v in "CDEFG"]


def test_what_was_shown_before_stays_though_it_is_the_oldest(tmp_path: Path) -> None:
    """Going back to the first and publishing a sixth keeps the way back open."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABCDE"))
    assert run("rollback", dest, named("A")).returncode == 0
    os.utime(dest / "releases" / named("A"), (0, 0))  # the journal decides, not the age
    published(dest, *_made(tmp_path, "F"))
    assert sorted(p.name for p in (dest / "releases").iterdir()) == [named(v) for v in "ACDEF"]
    assert run("rollback", dest).returncode == 0
    assert shown(dest) == named("A")


def test_without_its_journal_a_folder_loses_no_release(tmp_path: Path) -> None:
    """A lost list of what was shown is no reason to remove what is there."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABCD"))
    (dest / "journal").unlink()
    published(dest, *_made(tmp_path, "E"))
    assert sorted(p.name for p in (dest / "releases").iterdir()) == [named(v) for v in "ABCDE"]


def test_going_back_shows_what_was_shown_before(tmp_path: Path) -> None:
    """Again goes further back; and the command says what it did."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABC"))
    done = run("rollback", dest)
    said = f"{dest} shows {named('B')} (before: {named('C')}; 16 files verified, 8 carried over)."
    assert done.stdout.splitlines()[-1] == said
    assert run("rollback", dest).returncode == 0
    assert shown(dest) == named("A")


def test_a_named_release_can_be_shown_again(tmp_path: Path) -> None:
    """Forward too: the one that was left by going back."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABC"))
    run("rollback", dest)
    assert run("rollback", dest, named("C")).returncode == 0
    assert shown(dest) == named("C")


def test_going_back_verifies_first(tmp_path: Path) -> None:
    """A release that was damaged meanwhile is not shown; the answer says what else there is."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABC"))
    (dest / "releases" / named("B") / "www/robots.txt").write_text("user-Agent: *\n")
    assert refusal("rollback", dest) == (
        f"{named('B')} is not whole: "
        "www/robots.txt has other bytes than the manifest says.\n"
        f"It is not shown. There are: {named('C')}, {named('B')}, {named('A')}; "
        f"shown is {named('C')}."
    )
    assert shown(dest) == named("C")


def test_a_page_opened_before_finds_its_files(tmp_path: Path) -> None:
    """The two releases that readers saw before leave their fingerprinted files, a third none."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABCD"))
    www = dest / "current/www"
    for version in "BCD":
        for name, data in fingerprinted(version).items():
            assert (www / name).read_bytes() == data
            assert (www / f"{name}.gz").is_file()
    assert [name for name in fingerprinted("A") if (www / name).exists()] == []
    listed = json.loads((dest / "current/carried.json").read_text())["files"]
    assert len(listed) == 8


def test_a_page_opened_before_going_back_finds_its_files(tmp_path: Path) -> None:
    """The release that is left gives its files to the one that is shown again."""
    dest = published(tmp_path / "srv", *_made(tmp_path, "ABC"))
    run("rollback", dest)
    assert shown(dest) == named("B")
    for name, data in (fingerprinted("C") | fingerprinted("A")).items():
        assert (dest / "current/www" / name).read_bytes() == data


def test_a_damaged_file_is_not_carried_over(tmp_path: Path) -> None:
    """It is said, and does not keep the new release back."""
    a, b = _made(tmp_path, "AB")
    dest = published(tmp_path / "srv", a)
    style = next(iter(fingerprinted("A")))
    (dest / "releases" / a.name / "www" / style).write_text("other")
    done = run("publish", dest, b)
    assert f"{a.name} is damaged: www/{style} is not carried over" in done.stdout
    assert shown(dest) == b.name


def test_an_unchanged_page_keeps_its_time_and_a_changed_one_gets_a_later(tmp_path: Path) -> None:
    """So 304 is answered for the one, and never for the other, though its size is the same."""
    a, b, again = _made(tmp_path, "ABC")
    again = make(tmp_path / "made", "D", content("A"))
    times = []
    dest = tmp_path / "srv"
    for release in (a, b, again):
        published(dest, release)
        www = dest / "current/www"
        times.append([int((www / n).stat().st_mtime) for n in ("robots.txt", "index.html")])
    assert times[0][0] == times[1][0] == times[2][0]
    assert times[0][1] < times[1][1] < times[2][1]


def test_a_browser_asks_again_and_gets_what_has_changed(tmp_path: Path) -> None:
    """304 for what it has; the new page for one of equal size, forward and back."""
    a, b = _made(tmp_path, "AB")
    dest = published(tmp_path / "srv", a)
    with served(dest, tmp_path / "nginx") as port:
        tags = {name: _asked(port, name)[1] for name in ("/robots.txt", "/")}
        assert [_asked(port, name, tag)[0] for name, tag in tags.items()] == [304, 304]
        published(dest, b)
        assert [_asked(port, name, tag)[0] for name, tag in tags.items()] == [304, 200]
        tag = _asked(port, "/")[1]
        run("rollback", dest)
        assert _asked(port, "/", tag)[0] == 200
        assert [_asked(port, name, tag)[0] for name, tag in tags.items()] == [304, 304]


def _asked(port: int, name: str, tag: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", name, headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    return answer.status, answer.headers["ETag"]


def test_everybody_may_read_whatever_the_umask(tmp_path: Path) -> None:
    """The web server is another user; a set group bit stays as it was."""
    (release,) = _made(tmp_path, "A")
    dest = tmp_path / "srv"
    dest.mkdir()
    dest.chmod(0o2755)
    assert run("publish", dest, release, umask=0o077).returncode == 0
    modes = {
        (path.is_dir(), oct(stat.S_IMODE(path.lstat().st_mode)))
        for path in (dest / "releases").rglob("*")
    }
    assert modes == {(True, "0o2755"), (False, "0o644")}


def test_a_locale_without_utf_8_is_named(tmp_path: Path) -> None:
    """A path of a release may hold any letter; the locale of a forced command may not."""
    release = make(tmp_path / "made", "A", content("A") | {"www/đ.txt": b""})
    (tmp_path / "srv").mkdir()
    locale = ("env", "LC_ALL=C", "PYTHONUTF8=0", "PYTHONCOERCECLOCALE=0")
    said = "The locale here knows no UTF-8. Set LC_ALL=C.UTF-8."
    assert refusal("publish", tmp_path / "srv", packed(release), prefix=locale) == said


@pytest.mark.parametrize("hard_links", [True, False])
def test_what_is_carried_needs_no_hard_links(tmp_path: Path, hard_links: bool) -> None:
    """Where links are not possible, here because of another disk, it is copied with its time."""
    source = (Path("/dev/shm") if not hard_links else tmp_path) / f"{tmp_path.name}-source"
    source.write_text("x")
    os.utime(source, (1_000_000_000, 1_000_000_000))
    try:
        durable_files.link_or_copy(source, tmp_path / "target", tmp_path / ".beside")
        assert (tmp_path / "target").stat().st_mtime == 1_000_000_000
        assert (source.stat().st_nlink == 2) is hard_links
        assert not (tmp_path / ".beside").exists()
    finally:
        source.unlink()
