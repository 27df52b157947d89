"""Knows how a release comes in, as a folder or a tar; refuses what its manifest does not list."""

# Nothing is left to tarfile but to read headers: names, modes, owners and links of an archive
# never reach the disk, whatever the Python of the server thinks of filters.

import os
import select
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from deploy import manifest
from deploy.manifest import MANIFEST, SIGNATURE, Manifest, Refused
from deploy.publish import disk

RESERVED = "carried.json"
"""What a publication writes into a release; none brings it along."""
PART = ".part"
"""How the name of what is not complete ends, in the folder of releases; it begins with a dot."""
MOST_FILES, MOST_BYTES = 100_000, 4 << 30
_MOST_MANIFEST, _MOST_SIGNATURE, _MOST_HEADER = 64 << 20, 64 << 10, 1 << 20
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
_BLOCK = 1 << 20

Entry = tuple[str, int, IO[bytes]]
"""A file that comes in: its path in the release, its size in bytes, its content."""


def from_folder(folder: Path) -> Iterator[Entry]:
    """The files of a release folder, the manifest first; raise Refused at a link or a device."""
    if not (folder / MANIFEST).is_file():
        raise Refused(f"{folder} is no release: it has no {MANIFEST}")
    names = sorted(manifest.names(folder), key=lambda name: (name != MANIFEST, name))
    for name in names:
        with os.fdopen(os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW), "rb") as content:
            yield name, os.fstat(content.fileno()).st_size, content


def newest(made: Path) -> Path:
    """The release that was made last in a folder, as a folder or a tar; raise Refused if none."""
    found = [*made.glob("*.tar"), *(file.parent for file in made.glob(f"*/{MANIFEST}"))]
    if not found:
        raise Refused(f"{made} holds no release. Make one, or say which: RELEASE=NAME.tar")
    return max(
        found,
        key=lambda path: ((path / MANIFEST).stat() if path.is_dir() else path.stat()).st_mtime,
    )


def described(release: Path) -> Manifest:
    """The manifest of a release, a folder or a tar; raise Refused when it is neither."""
    if release.is_dir():
        return manifest.read(release)
    with opened(release) as entries:
        return manifest.parsed(_text(entries), f"the {MANIFEST} of {release}")


@contextmanager
def opened(release: Path) -> Iterator[Iterator[Entry]]:
    """The files of a release, whether it is a folder or a tar; raise Refused when it is neither."""
    try:
        stream = None if release.is_dir() else release.open("rb")
    except OSError as error:
        raise Refused(f"{release} can not be read: {error.strerror}.") from None
    if stream is None:
        yield from_folder(release)
    else:
        with stream:
            yield from_tar(stream)


class Patient:
    """The input of a command, waited for only so long, so that a dead sender keeps nobody out."""

    def __init__(self, descriptor: int, silence: float) -> None:
        self._descriptor = descriptor
        self._silence = silence

    def read(self, size: int) -> bytes:
        """As many bytes as there are, none at the end; raise Refused when none come for long."""
        if not select.select([self._descriptor], [], [], self._silence)[0]:
            raise Refused(f"nothing came for {self._silence:g} s; the sender seems to be gone")
        return os.read(self._descriptor, size)


class Readable(Protocol):
    """What an archive is read from."""

    def read(self, size: int, /) -> bytes:
        """As many bytes as there are, none at the end."""


class _Limited:
    """A stream that gives no more than was allowed, so that no header fills the memory."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.left = _MOST_HEADER

    def read(self, size: int) -> bytes:
        """As many bytes as there are; raise Refused when they are more than is allowed."""
        block = self._stream.read(size)
        self.left -= len(block)
        if self.left < 0:
            raise Refused("the archive holds more than its members say")
        return block


def from_tar(stream: Readable) -> Iterator[Entry]:
    """The files of an uncompressed tar, its manifest first; raise Refused at any other thing.

    All may lie in one folder. Only what was handed out and read is taken from the stream.
    """
    limited = _Limited(stream)
    top, folders = None, 0
    try:
        reader: Any = limited
        with tarfile.open(fileobj=reader, mode="r|") as archive:
            for member in archive:
                if member.isdir() and not member.size and folders < MOST_FILES:
                    folders, limited.left = folders + 1, _MOST_HEADER
                    continue
                if member.type not in _PLAIN or member.issparse():
                    raise Refused(f"the archive holds {member.name!r}, which is no plain file")
                if top is None:
                    top = _top(member.name)
                limited.left = _MOST_HEADER + member.size
                content = archive.extractfile(member)
                assert content is not None  # it is a plain file
                yield _without(top, member.name), member.size, content
                limited.left = _MOST_HEADER + member.size
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Refused(f"the archive is damaged or no uncompressed tar: {error}") from None
    if top is None:
        raise Refused("the archive is empty")


def _top(first: str) -> str:
    top, slash, name = first.removeprefix("./").rpartition("/")
    if name != MANIFEST or "/" in top:
        raise Refused(f"the archive begins with {first!r}; the first file must be {MANIFEST}")
    return top + slash


def _without(top: str, name: str) -> str:
    name = name.removeprefix("./")
    return name.removeprefix(top) if name.startswith(top) else f"/{name}"


@dataclass(frozen=True)
class Incoming:
    """A release that came in, whole but not yet compared with its sums."""

    folder: Path
    """Where it lies: beside the releases, under a name that ends in `.part`."""
    manifest: Manifest
    text: bytes
    """The manifest as it came, which is what a signature is of."""


def unpack(entries: Iterator[Entry], releases: Path) -> Incoming:
    """Write what comes in beside the releases; raise Refused unless its manifest lists just that.

    Names, number and sizes are compared as they come; nothing else is written.
    """
    text = _text(entries)
    found = manifest.parsed(text, f"the {MANIFEST} that came in")
    _admit(found, releases)
    folder = releases / f".{found.name}{PART}"
    disk.make_folder(folder, releases)
    disk.write(folder / MANIFEST, [text])
    done = {MANIFEST}
    for name, size, content in entries:
        _expect(found, name, size, done)
        done.add(name)
        disk.make_folder((folder / name).parent, folder)
        disk.write(folder / name, _blocks(name, size, content))
    if missing := sorted(found.files.keys() - done):
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refused(f"{found.name} is not whole: {missing[0]} did not come{more}")
    return Incoming(folder, found, text)


def _text(entries: Iterator[Entry]) -> bytes:
    """The manifest, with which a release begins."""
    name, size, content = next(entries)
    if name != MANIFEST or size > _MOST_MANIFEST:
        raise Refused(f"a release begins with its {MANIFEST}, of at most 64 MiB")
    return b"".join(_blocks(name, size, content))


def _admit(found: Manifest, releases: Path) -> None:
    """Refuse before anything is written what can not be shown or does not fit."""
    if RESERVED in found.files or {MANIFEST, SIGNATURE} & found.files.keys():
        raise Refused(f"{found.name} lists a file that only a publication writes")
    if f"{manifest.WWW}{found.base}index.html" not in found.files:
        raise Refused(f"{found.name} has no front page, {manifest.WWW}{found.base}index.html")
    total = sum(one.size for one in found.files.values())
    if len(found.files) > MOST_FILES or total > MOST_BYTES:
        raise Refused(f"{found.name} is larger than {MOST_FILES} files or {MOST_BYTES} bytes")
    if total > (free := shutil.disk_usage(releases).free):
        raise Refused(f"{found.name} needs {total} bytes; {releases} has {free} bytes left")


def _expect(found: Manifest, name: str, size: int, done: set[str]) -> None:
    if name in done:
        raise Refused(f"{found.name} brings {name!r} twice")
    if name == SIGNATURE:
        if size > _MOST_SIGNATURE:
            raise Refused(f"{found.name} brings a signature of {size} bytes")
    elif not manifest.is_inside(name) or name not in found.files:
        raise Refused(f"{found.name} brings {name!r}, which is not in its manifest")
    elif size != found.files[name].size:
        raise Refused(f"{found.name} brings {name} with {size} bytes; its manifest says otherwise")


def _blocks(name: str, size: int, content: IO[bytes]) -> Iterator[bytes]:
    while size:
        try:
            block = content.read(min(size, _BLOCK))
        except tarfile.TarError:
            block = b""
        if not block:
            raise Refused(f"{name} ends early: {size} bytes are missing")
        size -= len(block)
        yield block
