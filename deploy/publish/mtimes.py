"""Knows which modification times published files need; refuses to look at the clock."""

# A web server makes the ETag of a file from its time and its size. So the same bytes keep their
# time, for an unchanged page to answer 304 after a publication, and other bytes get a later one,
# for a change of equal size to be seen. Whole seconds, because ETags know no smaller part.

import os
from collections.abc import Sequence
from pathlib import Path

from deploy.manifest import Manifest, Sum


def stamp(folder: Path, found: Manifest, kept: Sequence[tuple[Path, Manifest]], now: int) -> None:
    """Give each file of a release its time, in view of the releases that are kept."""
    for name, one in found.files.items():
        when = _time(name, one, kept, now)
        os.utime(folder / name, (when, when))


def _time(name: str, wanted: Sum, kept: Sequence[tuple[Path, Manifest]], now: int) -> int:
    same: list[int] = []
    other = [0]
    for folder, manifest in kept:
        file = folder / name
        if name in manifest.files and file.is_file():
            times = same if manifest.files[name] == wanted else other
            times.append(int(file.stat().st_mtime))
    if same and max(same) > max(other):
        return max(same)
    return max(now, max(other) + 1)
