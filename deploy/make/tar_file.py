"""Knows how a folder becomes one tar, the same bytes everywhere; refuses to know what is in it."""

import os
import tarfile
from pathlib import Path

FILE, FOLDER = 0o644, 0o755
"""The modes of a release, whatever the umask of who made it."""


def settle(folder: Path, epoch: int) -> None:
    """Give a folder and all in it the modes of a release and one time (seconds since 1970)."""
    for where, _, files in os.walk(folder):
        for path in (*(Path(where, name) for name in files), Path(where)):
            path.chmod(FOLDER if path.is_dir() else FILE)
            os.utime(path, (epoch, epoch))


def write_tar(folder: Path, file: Path, epoch: int) -> None:
    """Write a folder as a tar with one top folder, of its name, in place of what was there.

    Sorted, owned by nobody in particular, of one time. Raise OSError when it can not be written.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as tar:
            for path in (folder, *sorted(folder.rglob("*"))):
                member = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
                member.mtime = epoch
                if path.is_dir():
                    member.type, member.mode = tarfile.DIRTYPE, FOLDER
                    tar.addfile(member)
                    continue
                member.mode, member.size = FILE, path.stat().st_size
                with path.open("rb") as stream:
                    tar.addfile(member, stream)
        unfinished.chmod(FILE)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
