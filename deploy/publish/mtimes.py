"""Sets the modification times of published files so that ETags change exactly when bytes do."""

# A web server makes the ETag of a file from its time and its size. So the same bytes keep their
# time, for an unchanged page to answer 304 after a publication, and other bytes get a later one,
# for a change of equal size to be seen. Compressed forms of equal length get times of
# their own. Whole seconds, because ETags know no smaller part.

import os
from collections.abc import Sequence
from pathlib import Path

from deploy.manifest import FileDigest, Manifest


def set_mtimes(
    folder: Path, manifest: Manifest, kept: Sequence[tuple[Path, Manifest]], now: int
) -> None:
    """Set the time of each file of a release, in view of the releases that are kept.

    `now` in seconds since 1970.
    """
    taken: set[tuple[str, int, int]] = set()
    for path, digest in manifest.files.items():
        mtime = _mtime(path, digest, kept, now)
        address = path.removesuffix(".gz").removesuffix(".br")
        while (address, digest.size, mtime) in taken:
            mtime += 1
        taken.add((address, digest.size, mtime))
        os.utime(folder / path, (mtime, mtime))


def _mtime(path: str, digest: FileDigest, kept: Sequence[tuple[Path, Manifest]], now: int) -> int:
    same_bytes: list[int] = []
    other_bytes = [0]
    for folder, manifest in kept:
        file = folder / path
        if path in manifest.files and file.is_file():
            times = same_bytes if manifest.files[path] == digest else other_bytes
            times.append(int(file.stat().st_mtime))
    if same_bytes and max(same_bytes) > max(other_bytes):
        return max(same_bytes)
    return max(now, max(other_bytes) + 1)
