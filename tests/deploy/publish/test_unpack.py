"""A tar is believed in nothing: what is not in its manifest never reaches the disk."""

import contextlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from deploy.__main__ import main
from tests.support.publishing import appended, make, named, packed, published, refusal, shown
from tests.support.sites import ROOT


@pytest.fixture
def dest(tmp_path: Path) -> Path:
    """A server that shows a release."""
    return published(tmp_path / "srv", make(tmp_path / "made", "A"))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Another release as a tar."""
    return packed(make(tmp_path / "made", "B"))


def _refused(dest: Path, archive: Path) -> str:
    """Why a tar is refused; nothing of it stays, within the folder or beside it."""
    around = sorted(str(path) for path in dest.parent.rglob("*"))
    said = refusal("publish", dest, archive)
    assert refusal("receive", dest, given=archive) == said
    assert sorted(str(path) for path in dest.parent.rglob("*")) == around
    assert shown(dest) == named("A")
    return said


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.FIFOTYPE,
        tarfile.GNUTYPE_SPARSE,
    ],
    ids=["link", "hard link", "device", "pipe", "file with holes"],
)
def test_only_files_and_folders_come_in(dest: Path, archive: Path, kind: bytes) -> None:
    """What is neither is refused by its kind."""
    member = tarfile.TarInfo(f"{named('B')}/www/strange")
    member.type, member.linkname = kind, "/etc/passwd"
    said = _refused(dest, appended(archive, member))
    assert said == f"the archive holds '{named('B')}/www/strange', which is no plain file"


@pytest.mark.parametrize(
    "name", ["/etc/x", "../x", f"{named('B')}/../x", f"{named('B')}/www/a\\b", "other/www/x"]
)
def test_no_name_leads_out(dest: Path, archive: Path, name: str) -> None:
    """Whatever a name is, it is looked up in the manifest and not followed."""
    said = _refused(dest, appended(archive, tarfile.TarInfo(name), b"x"))
    assert said.endswith("which is not in its manifest")


def test_a_file_comes_once(dest: Path, archive: Path) -> None:
    """The second could be another."""
    name = f"{named('B')}/www/robots.txt"
    said = _refused(dest, appended(archive, tarfile.TarInfo(name), b"User-agent: *\n"))
    assert said == f"{named('B')} brings 'www/robots.txt' twice"


def test_a_file_has_the_size_that_the_manifest_says(tmp_path: Path, dest: Path) -> None:
    """It is refused by its header, before a byte of it is written."""
    release = make(tmp_path / "made", "B")
    (release / "www/robots.txt").write_bytes(b"0" * 1_000_000)
    said = _refused(dest, packed(release))
    assert said.endswith("brings www/robots.txt with 1000000 bytes; its manifest says otherwise")


def test_the_manifest_comes_first(tmp_path: Path, dest: Path) -> None:
    """What it does not promise is not even begun."""
    release = make(tmp_path / "made", "B")
    late = packed(release, lambda member: None if member.name.endswith("manifest.json") else member)
    assert "the first file must be manifest.json" in _refused(dest, late)


def test_a_header_can_not_fill_the_memory(tmp_path: Path, dest: Path) -> None:
    """A comment of 100 MB before a file is left unread."""
    target = tmp_path / "bomb.tar"
    member = tarfile.TarInfo("manifest.json")
    member.pax_headers = {"comment": "x" * 100_000_000}
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        tar.addfile(member)
    said = "the archive holds more than its members say"
    assert refusal("receive", dest, given=target) == said


def test_a_release_can_not_be_larger_than_the_program_allows(tmp_path: Path, dest: Path) -> None:
    """A manifest may promise anything; it is compared with a bound and with the disk."""
    release = make(tmp_path / "made", "B")
    text = (release / "manifest.json").read_text()
    (release / "manifest.json").write_text(text.replace('"size": 14', '"size": 9000000000'))
    assert _refused(dest, packed(release)) == (
        f"{named('B')} is larger than 100000 files or 4294967296 bytes"
    )


def test_a_compressed_tar_is_not_opened(tmp_path: Path, dest: Path) -> None:
    """Unpacking could go on for ever; releases are tars of files compressed already."""
    target = tmp_path / "x.tar"
    with tarfile.open(target, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("manifest.json"))
    assert "the archive is damaged or no uncompressed tar" in _refused(dest, target)


@pytest.mark.parametrize("part", [0, 1, 400, 512, 3000, 0.2, 0.5, 0.9])
def test_a_tar_that_ends_early_is_refused(dest: Path, archive: Path, part: float) -> None:
    """A broken connection, wherever it breaks."""
    data = archive.read_bytes()
    archive.write_bytes(data[: int(part if part > 1 or part == 1 else len(data) * part)])
    assert _refused(dest, archive)


def test_every_single_damaged_block_is_noticed_or_harmless(dest: Path, archive: Path) -> None:
    """Of 40 places with other bytes, each is refused, or lies in what a tar does not use."""
    data = archive.read_bytes()
    outcomes = []
    for place in range(0, len(data), max(1, len(data) // 40)):
        archive.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        outcomes.append(main(["publish", str(dest), str(archive)]))
        if outcomes[-1] == 0:
            assert shown(dest) == named("B")
            assert main(["rollback", str(dest)]) == 0
    assert set(outcomes) <= {0, 1}
    assert outcomes.count(1) > 25


def test_a_stream_of_folders_ends(dest: Path, archive: Path) -> None:
    """Folders are skipped, but not for ever."""
    member = tarfile.TarInfo(f"{named('B')}/x")
    member.type = tarfile.DIRTYPE
    block = member.tobuf()
    with subprocess.Popen(
        [sys.executable, "-m", "deploy", "receive", str(dest)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        with contextlib.suppress(BrokenPipeError):
            for _ in range(1000):
                process.stdin.write(block * 1000)
        process.stdin = io.BytesIO()
        assert b"no plain file" in process.stderr.read()
