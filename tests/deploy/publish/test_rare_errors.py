"""Errors that a disk, a stream or a program seldom gives: each ends in its sentence."""

import errno
import fcntl
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.manifest import FORMAT, FileDigest, Manifest, Refused, read_manifest
from deploy.publish import PublishRoot, StoredRelease, check_signature, publish, rollback
from deploy.publish.current_link import require_symlinks
from deploy.publish.durable_files import flush
from deploy.publish.lock import exclusive_lock
from deploy.publish.release_reader import Entry, TimedInput, read_blocks, read_manifest_text
from deploy.publish.retained_assets import read_retained
from deploy.publish.signature import SignedText
from deploy.statement import Statement
from tests.support.publishing import appended, make, named, packed, shown
from tests.support.signers import SITE


@pytest.fixture
def site(tmp_path: Path) -> PublishRoot:
    """A server that shows a release."""
    (tmp_path / "srv").mkdir()
    root = PublishRoot(tmp_path / "srv", 1_800_000_000, 1, "a test", lambda step: None)
    publish(root, StoredRelease(make(tmp_path / "made", "A")))
    return root


def _failing(number: int) -> object:
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_folder_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As NFS without its lock service is mounted."""
    monkeypatch.setattr(fcntl, "flock", _failing(errno.ENOLCK))
    with pytest.raises(Refused) as refused, exclusive_lock(tmp_path, 1, "a test"):
        pass
    assert str(refused.value) == (
        f"{tmp_path} can not be locked: No locks available. A mounted folder must know locks."
    )


def test_a_folder_may_know_no_flush_but_a_file_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file nobody knows then whether the disk holds it."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(os, "fsync", _failing(errno.EINVAL))
    flush(tmp_path)
    with pytest.raises(OSError, match="Invalid argument"):
        flush(tmp_path / "file")


def test_an_error_beside_links_is_no_lack_of_links(tmp_path: Path) -> None:
    """It is passed on as it is."""
    with pytest.raises(FileNotFoundError):
        require_symlinks(tmp_path / "nowhere")


class _Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise tarfile.ReadError("damaged")


@pytest.mark.parametrize("content", [io.BytesIO(b"abc"), _Broken(b"abc")])
def test_a_file_that_ends_early_is_refused(content: io.BytesIO) -> None:
    """With the number of bytes that are missing."""
    with pytest.raises(Refused, match=r"^a ends early: [25] bytes are missing$"):
        list(read_blocks("a", 5, content))


def test_a_release_that_begins_with_another_file_is_refused() -> None:
    """Whatever it was read from."""
    with pytest.raises(Refused, match=r"begins with its manifest\.json, of at most 64 MiB"):
        read_manifest_text(iter([("a", 1, io.BytesIO(b"a"))]))


def test_what_comes_after_the_time_is_not_read() -> None:
    """Though it is there."""
    reader, writer = os.pipe()
    os.write(writer, b"late")
    with pytest.raises(Refused, match=r"^the release did not come within 0 s; the sender is too"):
        TimedInput(reader, 1, 0).read(4)
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"format": 0, "files": {}},
            "is not a list of carried files: ValueError('another format')",
        ),
        (
            {"format": FORMAT, "files": {"www/index.html": {"sha256": "0" * 64, "size": 1}}},
            "lists 'www/index.html', which no release carries",
        ),
    ],
)
def test_a_strange_list_of_retained_assets_is_refused(
    tmp_path: Path, fields: dict[str, object], said: str
) -> None:
    """Nothing that it names is looked for."""
    (tmp_path / "carried.json").write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_retained(tmp_path)
    assert str(refused.value) == f"{tmp_path}/carried.json {said}"


def test_without_ssh_keygen_no_signature_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which program is missing."""
    (tmp_path / "signers").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    statement = Statement(SITE, "a", "0" * 64, "2026-01-01", "2026-01-02").text().encode()
    signed = SignedText("a", b"text", statement + b"-----BEGIN SSH SIGNATURE-----")
    with pytest.raises(Refused, match=r"^ssh-keygen is missing; it verifies signatures"):
        check_signature(signed, tmp_path / "signers")


def test_a_manifest_that_is_a_folder_can_not_be_read(tmp_path: Path) -> None:
    """A sentence with the reason."""
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(Refused, match=r"manifest\.json can not be read: Is a directory$"):
        read_manifest(tmp_path)


def test_a_release_lists_nothing_that_only_a_publication_writes(
    tmp_path: Path, site: PublishRoot
) -> None:
    """Else it could say what is retained."""
    release = make(tmp_path / "made", "B")
    manifest = read_manifest(release)
    listed = {**manifest.files, "carried.json": FileDigest("0" * 64, 1)}
    fields = (manifest.name, manifest.version, manifest.commit, manifest.as_of, manifest.base)
    (release / "manifest.json").write_text(Manifest(*fields, listed).text(), encoding="utf-8")
    with pytest.raises(Refused, match=r"^B.* lists a file that only a publication writes$"):
        publish(site, StoredRelease(release))


def test_a_statement_is_small(tmp_path: Path, site: PublishRoot) -> None:
    """One of more than 64 KiB is none."""
    archive = packed(make(tmp_path / "made", "B"))
    appended(archive, tarfile.TarInfo(f"{named('B')}/statement.signed"), b"0" * 65_537)
    with pytest.raises(Refused, match=r"^B.* brings a statement of 65537 bytes$"):
        publish(site, StoredRelease(archive))


def test_a_file_in_the_place_of_a_release_makes_way(tmp_path: Path, site: PublishRoot) -> None:
    """It is no release that anybody could want back."""
    (site.releases / named("B")).write_text("x", encoding="utf-8")
    publish(site, StoredRelease(make(tmp_path / "made", "B")))
    assert shown(site.dest) == named("B")


def test_a_release_under_the_name_of_another_is_not_shown(site: PublishRoot) -> None:
    """Somebody copied it by hand."""
    shutil.copytree(site.releases / named("A"), site.releases / named("B"))
    with pytest.raises(Refused) as refused:
        rollback(site, named("B"))
    said = f"{site.releases}/{named('B')} holds the release {named('A')}."
    assert str(refused.value).splitlines()[0] == said
    assert shown(site.dest) == named("A")


def test_stopped_by_hand_a_publication_says_that_it_may_be_run_again(
    tmp_path: Path, site: PublishRoot
) -> None:
    """While it reads."""

    class Stopped(StoredRelease):
        @contextmanager
        def open(self) -> Iterator[Iterator[Entry]]:
            raise KeyboardInterrupt
            yield

    with pytest.raises(Refused, match=r"^Stopped by hand\. Run it again; nothing needs clearing"):
        publish(site, Stopped(make(tmp_path / "made", "B")))
    assert shown(site.dest) == named("A")
