"""How changed files reach the disk: each as a whole, all or none, and never over another's work."""

import os
import signal
import stat
import time
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from macros.changes.files import FileChange, Unwritable, unified_diff, write_files


def _write_again_and_again(folder: Path) -> None:
    """Write one of two texts into each file, in turns, until somebody ends it."""
    files = sorted(folder.glob("*.yml"))
    for letter in cycle((b"a", b"b")):
        new = letter * 200_000 + b"\n"
        write_files([FileChange(file, file.read_bytes(), new) for file in files])


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_all_files_are_written_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    """A changed one, a new one, a moved one; the mode of a file stays."""
    old, moved = tmp_path / "a.yml", tmp_path / "b.yml"
    old.write_bytes(b"1\r\n")
    moved.write_bytes(b"2")
    old.chmod(0o640)
    write_files(
        [
            FileChange(old, b"1\r\n", b"3\r\n"),
            FileChange(tmp_path / "new.yml", None, b"4"),
            FileChange(tmp_path / "c.yml", b"2", b"5", moved),
        ]
    )
    assert _files(tmp_path) == {"a.yml": b"3\r\n", "new.yml": b"4", "c.yml": b"5"}
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.parametrize("at", [0, 1])
def test_a_file_that_was_changed_meanwhile_stops_all(tmp_path: Path, at: int) -> None:
    """Neither it nor the others are touched, whichever comes first."""
    names = ["a.yml", "b.yml"]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / names[at]).write_bytes(b"by somebody else")
    before = _files(tmp_path)
    with pytest.raises(Unwritable) as error:
        write_files([FileChange(tmp_path / name, b"old", b"new") for name in names])
    assert (error.value.path.name, error.value.rule) == (names[at], "changed-meanwhile")
    assert _files(tmp_path) == before


def test_a_file_that_vanished_or_came_meanwhile_stops_all(tmp_path: Path) -> None:
    """What somebody removed is not brought back, what somebody made is not written over."""
    (tmp_path / "a.yml").write_bytes(b"old")
    (tmp_path / "there.yml").write_bytes(b"theirs")
    for change, key in (
        (FileChange(tmp_path / "gone.yml", b"old", b"new"), "changed-meanwhile"),
        (FileChange(tmp_path / "there.yml", None, b"new"), "exists"),
        (FileChange(tmp_path / "there.yml", b"old", b"new", tmp_path / "a.yml"), "exists"),
    ):
        with pytest.raises(Unwritable) as error:
            write_files([FileChange(tmp_path / "a.yml", b"old", b"x"), change])
        assert error.value.rule == key
        assert _files(tmp_path) == {"a.yml": b"old", "there.yml": b"theirs"}


def test_a_read_only_file_and_a_link_are_refused(tmp_path: Path) -> None:
    """Somebody meant them not to be written, even where the folder would allow it."""
    file, link = tmp_path / "a.yml", tmp_path / "b.yml"
    file.write_bytes(b"old")
    link.symlink_to(file)
    with pytest.raises(Unwritable) as error:
        write_files([FileChange(link, b"old", b"new")])
    assert error.value.rule == "no-file"
    file.chmod(0o444)
    with pytest.raises(Unwritable) as error:
        write_files([FileChange(file, b"old", b"new")])
    assert error.value.rule == "read-only"
    assert file.read_bytes() == b"old"


def test_what_was_put_in_place_is_put_back_when_a_later_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails at the third of three files."""
    for name in "abc":
        (tmp_path / f"{name}.yml").write_bytes(b"old")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "c.yml":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    changes = [FileChange(tmp_path / f"{name}.yml", b"old", b"new") for name in "abc"]
    changes.append(FileChange(tmp_path / "new.yml", None, b"new"))
    with pytest.raises(Unwritable) as error:
        write_files(changes)
    assert (error.value.path.name, error.value.rule) == ("c.yml", "unwritable")
    assert _files(tmp_path) == {f"{name}.yml": b"old" for name in "abc"}


def _failing(monkeypatch: pytest.MonkeyPatch, method: str, name: str, error: OSError) -> None:
    """Make a method of paths fail at the file of one name."""
    whole = getattr(Path, method)

    def failing(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.name == name:
            raise error
        return whole(self, *arguments, **named)

    monkeypatch.setattr(Path, method, failing)


@pytest.mark.parametrize("failing", ["moved.yml", "removed.yml"])
def test_what_was_moved_or_removed_is_put_back_when_a_later_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """The disk fails where an old name is to go; the file that it failed at is named."""
    names = ("gone.yml", "first.yml", "moved.yml", "removed.yml")
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    changes = [
        FileChange(tmp_path / "gone.yml", b"old", None),
        FileChange(tmp_path / "new-first.yml", b"old", b"new", tmp_path / "first.yml"),
        FileChange(tmp_path / "new-moved.yml", b"old", b"new", tmp_path / "moved.yml"),
        FileChange(tmp_path / "removed.yml", b"old", None),
        FileChange(tmp_path / "new.yml", None, b"new"),
    ]
    _failing(monkeypatch, "unlink", failing, OSError(5, "Input/output error"))
    with pytest.raises(Unwritable) as error:
        write_files(changes)
    assert (error.value.path.name, error.value.rule) == (failing, "unwritable")
    assert _files(tmp_path) == dict.fromkeys(names, b"old")


def test_a_file_that_somebody_makes_at_the_last_moment_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the last look and the writing; what was done before is undone."""
    changes = [FileChange(tmp_path / f"{name}.yml", None, b"new") for name in "ab"]
    _failing(monkeypatch, "hardlink_to", "b.yml", FileExistsError(17, "File exists"))
    with pytest.raises(Unwritable) as error:
        write_files(changes)
    assert (error.value.path.name, error.value.rule) == ("b.yml", "exists")
    assert _files(tmp_path) == {}


def test_a_disk_without_hard_links_gets_new_and_moved_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a memory stick."""

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "old.yml").write_bytes(b"old")
    moved = FileChange(tmp_path / "moved.yml", b"old", b"new", tmp_path / "old.yml")
    write_files([moved, FileChange(tmp_path / "new.yml", None, b"new")])
    assert _files(tmp_path) == {"moved.yml": b"new", "new.yml": b"new"}


def test_a_file_that_can_not_be_read_again_stops_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can say whether it is what it was."""
    (tmp_path / "a.yml").write_bytes(b"old")
    _failing(monkeypatch, "read_bytes", "a.yml", OSError(5, "Input/output error"))
    with pytest.raises(Unwritable) as error:
        write_files([FileChange(tmp_path / "a.yml", b"old", b"new")])
    assert (error.value.path.name, error.value.rule) == ("a.yml", "unwritable")


def test_a_writer_that_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    """Thirty times, at any moment: each file is one of the two texts, whole."""
    for name in "abc":
        (tmp_path / f"{name}.yml").write_bytes(b"b" * 200_000 + b"\n")
    whole = {letter * 200_000 + b"\n" for letter in (b"a", b"b")}
    turned = set()
    for number in range(30):
        writer = os.fork()
        if not writer:
            try:
                _write_again_and_again(tmp_path)
            finally:
                os._exit(1)
        time.sleep(0.003 + number * 0.006)
        os.kill(writer, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(writer, 0)[1])
        found = {file.read_bytes() for file in tmp_path.glob("*.yml")}
        assert found <= whole
        turned |= found
        assert len(list(tmp_path.glob("*.yml"))) == 3
    assert turned == whole
    assert [file.name for file in tmp_path.iterdir() if file.name[0] not in ".abc"] == []


def test_a_difference_is_a_unified_one_that_tells_of_missing_line_ends(tmp_path: Path) -> None:
    """Signs that some programs take for line ends are none."""
    changes = [
        FileChange(Path("d/a.yml"), "a\u2028b\nc".encode(), "a\u2028b\nd".encode()),
        FileChange(Path("d/n.yml"), b"x\n", b"x\n", Path("d/m.yml")),
        FileChange(Path("d/o.yml"), None, b"x\n"),
        FileChange(Path("d/same.yml"), b"x\n", b"x\n"),
    ]
    assert unified_diff(changes) == (
        "--- d/a.yml\n+++ d/a.yml\n@@ -1,2 +1,2 @@\n a\u2028b\n"
        "-c\n\\ No newline at end of file\n+d\n\\ No newline at end of file\n"
        "rename from d/m.yml\nrename to d/n.yml\n"
        "--- /dev/null\n+++ d/o.yml\n@@ -0,0 +1 @@\n+x\n"
    )
