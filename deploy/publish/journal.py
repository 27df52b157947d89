"""Records which releases were shown and works out where going back leads."""

import datetime as dt
import os
import time
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import FILE_MODE
from deploy.publish import durable_files
from deploy.publish.layout import JOURNAL

PUBLISH, ROLLBACK = "publish", "rollback"
"""The two ways in which another release comes to be shown."""
_NOTHING = "-"
"""In the place of a name: no release was shown before."""


@dataclass(frozen=True)
class History:
    """The releases that were shown, by name."""

    recent: tuple[str, ...]
    """Each release that readers ever saw, the current one first, then by when it was seen last."""
    back: tuple[str, ...]
    """Where going back leads: the release shown before, the one before that, …

    As in a browser: going back and then on to another page forgets the one that was left.
    """


def append_step(dest: Path, now: int, act: str, before: str | None, name: str) -> None:
    """Record that a release is about to be shown; the line counts once it was.

    `now` in seconds since 1970; `act` is PUBLISH or ROLLBACK.
    """
    time_text = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    file = dest / JOURNAL
    line = f"{time_text} {act} {before or _NOTHING} {name}\n"
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, FILE_MODE), "r+b", buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        is_torn = size > 0 and os.pread(stream.fileno(), 1, size - 1) != b"\n"
        stream.write(("\n" * is_torn + line).encode())
    durable_files.flush(file)


def read_history(dest: Path, current: str | None) -> History:
    """The releases that were shown, given the one that is shown now; torn lines do not count.

    A step is recorded before it is taken. It was taken if the next one starts where it ends.
    """
    steps = _read_steps(dest)
    ends = [*(before for _, _, before, _ in steps[1:]), current]
    recent: list[str] = []
    trail: list[str] = []
    for (_, act, _, name), end in zip(steps, ends, strict=False):
        if name == end:
            recent = [name, *(other for other in recent if other != name)]
            trail = _extend_trail(trail, act, name)
    if current and recent[:1] != [current]:  # somebody changed the link by hand
        recent = [current, *(name for name in recent if name != current)]
        trail = _extend_trail(trail, PUBLISH, current)
    back = dict.fromkeys(name for name in reversed(trail) if name != current)
    return History(tuple(recent), tuple(back))


def last_publication(dest: Path) -> dt.date | None:
    """The day, in UTC, on which a release was last published; None where no journal says so."""
    days = [time_text[:10] for time_text, act, _, _ in _read_steps(dest) if act == PUBLISH]
    try:
        return dt.date.fromisoformat(days[-1]) if days else None
    except ValueError:
        return None


def _read_steps(dest: Path) -> list[list[str]]:
    """Time, act, release before and release of each line that is not torn."""
    try:
        lines = (dest / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [fields for line in lines if len(fields := line.split(" ")) == 4]


def _extend_trail(trail: list[str], act: str, name: str) -> list[str]:
    if act == ROLLBACK and name in trail:
        return trail[: len(trail) - trail[::-1].index(name)]
    return [*trail, name]
