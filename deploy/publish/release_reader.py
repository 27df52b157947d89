"""Reads the files of a release from a folder, a tar or the standard input."""

# Nothing is left to tarfile but to read headers: names, modes, owners and links of an archive
# never reach the disk, whatever the Python of the server thinks of filters.

import os
import select
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from deploy.manifest import (
    MANIFEST,
    Manifest,
    Refused,
    file_paths,
    parse_manifest,
    read_manifest,
)

MAX_FILES = 100_000
"""How many files, and how many folders, a release may have."""
_MAX_MANIFEST_BYTES, _MAX_HEADER_BYTES = 64 << 20, 1 << 20
_FILE_TYPES = (tarfile.REGTYPE, tarfile.AREGTYPE)
_BLOCK_BYTES = 1 << 20

Entry = tuple[str, int, IO[bytes]]
"""A file that comes in: its path in the release, its size in bytes, its content."""


class Readable(Protocol):
    """What an archive is read from."""

    def read(self, size: int, /) -> bytes:
        """As many bytes as there are, none at the end."""


class TimedInput:
    """An open file descriptor that is read with time limits, for a sender may be dead or slow."""

    def __init__(self, descriptor: int, silence: float, total: float) -> None:
        self._descriptor = descriptor
        self._silence = silence
        self._total = total
        self._end = time.monotonic() + total

    def read(self, size: int) -> bytes:
        """As many bytes as there are.

        Raise Refused when none come for `silence` seconds, or not all within `total` seconds.
        """
        left = self._end - time.monotonic()
        if select.select([self._descriptor], [], [], max(0, min(self._silence, left)))[0]:
            if left > 0:
                return os.read(self._descriptor, size)
        elif left > self._silence:
            raise Refused(f"nothing came for {self._silence:g} s; the sender seems to be gone")
        raise Refused(f"the release did not come within {self._total:g} s; the sender is too slow")


class ReleaseSource(Protocol):
    """A release that can be read twice: to look at it, and to write it."""

    @property
    def copies(self) -> int:
        """How many times its size it takes on the disk of the server, to the end."""

    def open(self) -> AbstractContextManager[Iterator[Entry]]:
        """Its files; raise Refused when it is no release."""


class StoredRelease:
    """A release that lies here as a folder or a tar."""

    copies = 1

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> AbstractContextManager[Iterator[Entry]]:
        """Its files; raise Refused when it is neither a folder nor a tar."""
        return open_release(self._path)


class ReceivedRelease:
    """A release that comes as a tar through a stream; a file without a name keeps it."""

    copies = 2

    def __init__(self, stream: Readable, folder: Path) -> None:
        self._stream = stream
        self._folder = folder
        self._spool: IO[bytes] | None = None

    @contextmanager
    def open(self) -> Iterator[Iterator[Entry]]:
        """Its files, as they come; the second time, as they came. Raise Refused if it is no tar."""
        if self._spool is None:
            # Not in a `with`: the second reading comes after this one has ended.
            self._spool = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
            yield read_tar(_CopyingStream(self._stream, self._spool))
        else:
            self._spool.seek(0)
            yield read_tar(self._spool)


class _CopyingStream:
    """A stream that writes what is read from it to a file."""

    def __init__(self, stream: Readable, copy: IO[bytes]) -> None:
        self._stream = stream
        self._copy = copy

    def read(self, size: int) -> bytes:
        """As many bytes as there are."""
        block = self._stream.read(size)
        self._copy.write(block)
        return block


class _LimitedStream:
    """A stream that gives no more bytes than were allowed, so that no header fills the memory."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.bytes_left = _MAX_HEADER_BYTES

    def read(self, size: int) -> bytes:
        """As many bytes as there are; raise Refused when they are more than was allowed."""
        block = self._stream.read(size)
        self.bytes_left -= len(block)
        if self.bytes_left < 0:
            raise Refused("the archive holds more than its members say")
        return block


def newest_release(folder: Path) -> Path:
    """The folder or tar in `folder` that was made last; raise Refused if it holds no release."""
    releases = [*folder.glob("*.tar"), *(file.parent for file in folder.glob(f"*/{MANIFEST}"))]
    if not releases:
        raise Refused(f"{folder} holds no release. Make one, or say which: RELEASE=NAME.tar")
    return max(
        releases,
        key=lambda path: ((path / MANIFEST).stat() if path.is_dir() else path.stat()).st_mtime,
    )


def read_release_manifest(release: Path) -> Manifest:
    """The manifest of a release, a folder or a tar; raise Refused when it is neither."""
    if release.is_dir():
        return read_manifest(release)
    with open_release(release) as entries:
        return parse_manifest(read_manifest_text(entries), f"the {MANIFEST} of {release}")


@contextmanager
def open_release(release: Path) -> Iterator[Iterator[Entry]]:
    """The files of a release, a folder or a tar; raise Refused when it is neither."""
    try:
        stream = None if release.is_dir() else release.open("rb")
    except OSError as error:
        raise Refused(f"{release} can not be read: {error.strerror}.") from None
    if stream is None:
        yield _read_folder(release)
    else:
        with stream:
            yield read_tar(stream)


def _read_folder(folder: Path) -> Iterator[Entry]:
    """The files of a folder, the manifest first; raise Refused at a link or a device."""
    if not (folder / MANIFEST).is_file():
        raise Refused(f"{folder} is no release: it has no {MANIFEST}")
    for path in sorted(file_paths(folder), key=lambda path: (path != MANIFEST, path)):
        with os.fdopen(os.open(folder / path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
            yield path, os.fstat(content.fileno()).st_size, content


def read_tar(stream: Readable) -> Iterator[Entry]:
    """The files of an uncompressed tar, its manifest first, perhaps all in one top folder.

    Raise Refused at anything but a plain file or a folder, or when it is damaged. No more is read
    from the stream than the members that were yielded.
    """
    limited = _LimitedStream(stream)
    top, folder_count = None, 0
    try:
        reader: Any = limited
        with tarfile.open(fileobj=reader, mode="r|") as archive:
            for member in archive:
                if member.isdir() and not member.size and folder_count < MAX_FILES:
                    folder_count, limited.bytes_left = folder_count + 1, _MAX_HEADER_BYTES
                    continue
                if member.type not in _FILE_TYPES or member.issparse():
                    raise Refused(f"the archive holds {member.name!r}, which is no plain file")
                if top is None:
                    top = _top_folder(member.name)
                limited.bytes_left = _MAX_HEADER_BYTES + member.size
                content = archive.extractfile(member)
                assert content is not None  # it is a plain file
                yield _path_below(top, member.name), member.size, content
                limited.bytes_left = _MAX_HEADER_BYTES + member.size
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Refused(f"the archive is damaged or no uncompressed tar: {error}") from None
    if top is None:
        raise Refused("the archive is empty")


def _top_folder(first_member: str) -> str:
    """The folder with its slash, or "", in which a tar holds its manifest, which comes first."""
    top, slash, name = first_member.removeprefix("./").rpartition("/")
    if name != MANIFEST or "/" in top:
        raise Refused(
            f"the archive begins with {first_member!r}; the first file must be {MANIFEST}"
        )
    return top + slash


def _path_below(top: str, member: str) -> str:
    """The path of a member below the top folder; an absolute one if it lies elsewhere."""
    member = member.removeprefix("./")
    return member.removeprefix(top) if member.startswith(top) else f"/{member}"


def read_manifest_text(entries: Iterator[Entry]) -> bytes:
    """The manifest as it came, which must be the first entry; raise Refused if it is not."""
    path, size, content = next(entries)
    if path != MANIFEST or size > _MAX_MANIFEST_BYTES:
        raise Refused(f"a release begins with its {MANIFEST}, of at most 64 MiB")
    return b"".join(read_blocks(path, size, content))


def read_blocks(path: str, size: int, content: IO[bytes]) -> Iterator[bytes]:
    """The content of an entry, in blocks; raise Refused when it has fewer than `size` bytes."""
    while size:
        try:
            block = content.read(min(size, _BLOCK_BYTES))
        except tarfile.TarError:
            block = b""
        if not block:
            raise Refused(f"{path} ends early: {size} bytes are missing")
        size -= len(block)
        yield block
