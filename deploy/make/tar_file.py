"""Writes a folder as a tar that is the same bytes on every machine."""

import os
import tarfile
from pathlib import Path

from deploy.manifest import FILE_MODE, FOLDER_MODE


def normalize_metadata(folder: Path, epoch: int) -> None:
    """Give a folder and all below it the modes of a release and one time, seconds since 1970."""
    for parent, _, files in os.walk(folder):
        for path in (*(Path(parent, name) for name in files), Path(parent)):
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
            os.utime(path, (epoch, epoch))


def write_tar(folder: Path, file: Path, epoch: int) -> None:
    """Write a folder as a tar with one top folder, of its name; replace `file` in one step.

    Sorted, owned by nobody in particular, of one time. Raise OSError when it can not be written.
    """
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as archive:
            for path in (folder, *sorted(folder.rglob("*"))):
                member = tarfile.TarInfo(path.relative_to(folder.parent).as_posix())
                member.mtime = epoch
                if path.is_dir():
                    member.type, member.mode = tarfile.DIRTYPE, FOLDER_MODE
                    archive.addfile(member)
                    continue
                member.mode, member.size = FILE_MODE, path.stat().st_size
                with path.open("rb") as stream:
                    archive.addfile(member, stream)
        unfinished.chmod(FILE_MODE)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
