"""Writes, flushes, links and removes files so that a power cut or a kill leaves none half done."""

import errno
import os
import stat
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.manifest import FILE_MODE, FOLDER_MODE

_FLUSHES_AT_A_TIME = 32


def write_new_file(file: Path, blocks: Iterable[bytes]) -> None:
    """Write a new file, readable by all; raise FileExistsError if there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, FILE_MODE), "wb") as stream:
        os.fchmod(stream.fileno(), FILE_MODE)
        for block in blocks:
            stream.write(block)


def make_folder(folder: Path, top: Path) -> None:
    """Make a folder and its parents up to `top`; an inherited set-group-ID bit stays."""
    if folder == top or folder.is_dir():
        return
    make_folder(folder.parent, top)
    folder.mkdir()
    folder.chmod(FOLDER_MODE | folder.stat().st_mode & stat.S_ISGID)


def replace_file(file: Path, content: bytes, temporary: Path) -> None:
    """Replace a file in one step, by way of a temporary one on the same disk."""
    temporary.unlink(missing_ok=True)
    write_new_file(temporary, [content])
    flush(temporary)
    temporary.replace(file)
    flush(file.parent)


def flush(path: Path) -> None:
    """Return once the disk holds the content of a file, or the names in a folder."""
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


def flush_tree(folder: Path) -> None:
    """Flush a folder and everything below it, in any order."""
    # A disk writes many at a time in a tenth of the time that it takes for one after another.
    with ThreadPoolExecutor(_FLUSHES_AT_A_TIME) as pool:
        list(pool.map(flush, [folder, *folder.rglob("*")]))


def remove_tree(path: Path) -> None:
    """Remove a file, a link (not its target) or a folder with all below it, if it is there.

    However deep the folder is: shutil.rmtree calls itself once for each level, and gives up.
    """
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    folders = [path]
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                else:
                    Path(entry.path).unlink()
    for folder in reversed(folders):
        folder.rmdir()


def link_or_copy(source: Path, target: Path, temporary: Path) -> None:
    """Give a file a second name; where the disk has no hard links, copy it with its time."""
    try:
        os.link(source, target)
    except OSError:
        remove_tree(temporary)
        write_new_file(temporary, [source.read_bytes()])
        os.utime(temporary, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        flush(temporary)
        temporary.replace(target)
