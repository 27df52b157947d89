"""Knows how files come to lie on a disk for good; refuses to know what is in them."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FILE = 0o644
"""The web server is another user than the one who publishes: everybody may read."""
FOLDER = 0o755
"""Everybody may read and enter."""
_AT_A_TIME = 32


def write(file: Path, blocks: Iterable[bytes]) -> None:
    """Make a new file, readable by all whatever the umask; raise OSError if there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, FILE), "wb") as stream:
        os.fchmod(stream.fileno(), FILE)
        for block in blocks:
            stream.write(block)


def make_folder(folder: Path, top: Path) -> None:
    """Make a folder and those above it, below `top`; a set group bit that is inherited stays."""
    if folder == top or folder.is_dir():
        return
    make_folder(folder.parent, top)
    folder.mkdir()
    folder.chmod(FOLDER | folder.stat().st_mode & stat.S_ISGID)


def replace(file: Path, text: bytes, beside: Path) -> None:
    """Put a whole file in the place of another at once, by way of a file on the same disk."""
    beside.unlink(missing_ok=True)
    write(beside, [text])
    flush(beside)
    beside.replace(file)
    flush(file.parent)


def flush(path: Path) -> None:
    """Return when the disk holds a file, or the names in a folder, so that power may fail."""
    is_folder = path.is_dir()
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        if not is_folder:  # who reads it next reads the disk, not the memory of this machine
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError as error:
        # Some mounted folders know no fsync of a folder; nothing more can be done there.
        if not is_folder or error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def flush_all(folder: Path) -> None:
    """Flush every file and folder below a folder, and itself; their order does not matter."""
    # A disk writes many at a time in a tenth of the time that it takes for one after another.
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        list(pool.map(flush, [folder, *folder.rglob("*")]))


def remove(path: Path) -> None:
    """Remove whatever it is, if it is; what a link leads to stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def link_or_copy(source: Path, target: Path, beside: Path) -> None:
    """Give a file a second name at once; where a disk has no hard links, a copy with its time."""
    try:
        os.link(source, target)
    except OSError:
        remove(beside)
        write(beside, [source.read_bytes()])
        os.utime(beside, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        flush(beside)
        beside.replace(target)
