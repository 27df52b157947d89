"""How a folder becomes a tar, and files a zip: the same bytes whoever makes it, for any reader."""

import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from deploy.make.tar_file import normalize_metadata, write_tar
from deploy.make.zip_file import write_zip

EPOCH = 1_790_000_001
FILES = {"b.html": b"b" * 5000, "a/c.txt": "Thư ký".encode(), "a/empty": b"", "Ä.html": b"x"}


def fill(folder: Path, names: list[str]) -> Path:
    """Write the files in the given order."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(FILES[name])
    return folder


def test_a_tar_is_the_same_whoever_makes_it(tmp_path: Path) -> None:
    """Whatever the order, the modes, the times and the owners on the disk."""
    folder, other = fill(tmp_path / "1/r", [*FILES]), fill(tmp_path / "2/r", [*FILES][::-1])
    (other / "b.html").chmod(0o600)
    (other / "a").chmod(0o700)
    os.utime(other / "b.html", (1, 1))
    if os.geteuid() == 0:
        os.chown(other / "a/c.txt", 65534, 65534)
    write_tar(folder, tmp_path / "1.tar", EPOCH)
    write_tar(other, tmp_path / "2.tar", EPOCH)
    assert (tmp_path / "1.tar").read_bytes() == (tmp_path / "2.tar").read_bytes()


def test_a_tar_has_one_top_folder_and_nobodys_name(tmp_path: Path) -> None:
    """Sorted; folders before what they hold."""
    write_tar(fill(tmp_path / "r", [*FILES]), tmp_path / "r.tar", EPOCH)
    with tarfile.open(tmp_path / "r.tar") as tar:
        members = [(member.name, f"{member.mode:o}", member.size) for member in tar]
        assert {
            (member.uid, member.gid, member.uname, member.gname, member.mtime) for member in tar
        } == {(0, 0, "", "", EPOCH)}
    assert members == [
        ("r", "755", 0),
        ("r/a", "755", 0),
        ("r/a/c.txt", "644", 8),
        ("r/a/empty", "644", 0),
        ("r/b.html", "644", 5000),
        ("r/Ä.html", "644", 1),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r", "r.tar"]


def test_a_folder_is_settled_whatever_the_umask(tmp_path: Path) -> None:
    """Readable to a server, writable to its owner alone, of one time."""
    folder = fill(tmp_path / "r", [*FILES])
    for path in folder.rglob("*"):
        path.chmod(0o700)
    normalize_metadata(folder, EPOCH)
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in [folder, *folder.rglob("*")]}
    assert modes == {(True, 0o755), (False, 0o644)}
    assert {path.stat().st_mtime for path in folder.rglob("*")} == {EPOCH}


def test_a_zip_is_read_by_others_and_holds_the_same(tmp_path: Path) -> None:
    """By Python and by Info-ZIP, the names in UTF-8, no modes, all deflated."""
    file = tmp_path / "a.zip"
    write_zip(FILES, file, EPOCH)
    with zipfile.ZipFile(file) as read:
        assert read.testzip() is None
        infos = read.infolist()
        assert {info.filename: read.read(info) for info in infos} == FILES
    assert [info.filename for info in infos] == ["a/c.txt", "a/empty", "b.html", "Ä.html"]
    assert {
        (info.compress_type, info.flag_bits, info.external_attr, info.create_system)
        for info in infos
    } == {(zipfile.ZIP_DEFLATED, 0x800, 0, 0)}
    assert {info.date_time for info in infos} == {(2026, 9, 21, 14, 13, 20)}
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tq", str(file)], check=True)


def test_a_zip_is_the_same_in_any_order(tmp_path: Path) -> None:
    """And takes the place of the one that was there."""
    write_zip(FILES, tmp_path / "1.zip", EPOCH)
    write_zip({"other": b""}, tmp_path / "2.zip", EPOCH)
    write_zip(dict(reversed(FILES.items())), tmp_path / "2.zip", EPOCH)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.zip", "2.zip"]


def test_too_much_for_a_zip_is_an_error_and_no_broken_zip(tmp_path: Path) -> None:
    """More files than its index can count."""
    with pytest.raises(ValueError, match="too much for a zip"):
        write_zip({str(number): b"" for number in range(0xFFFF)}, tmp_path / "a.zip", EPOCH)
    assert [*tmp_path.iterdir()] == []
