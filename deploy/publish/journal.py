"""Knows which releases were shown, and in what order; refuses to know whether they still exist."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from deploy.publish import disk

JOURNAL = "journal"
"""One line for each time that another release was to be shown: when, how, from, to."""
PUBLISH, ROLLBACK, NONE = "publish", "rollback", "-"


@dataclass(frozen=True)
class Shown:
    """What a journal says."""

    recent: tuple[str, ...]
    """Each release that readers ever saw, the one of now first, then by when they saw it last."""
    back: tuple[str, ...]
    """Where going back leads: the release shown before, the one before that, …

    As in a browser: going back and then on to another page forgets the one that was left.
    """


def write(dest: Path, now: int, act: str, before: str | None, name: str) -> None:
    """Say that a release is about to be shown; the line counts once it was."""
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    file = dest / JOURNAL
    text = f"{when} {act} {before or NONE} {name}\n"
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, disk.FILE), "r+b", buffering=0) as stream:
        size = os.fstat(stream.fileno()).st_size
        is_torn = size > 0 and os.pread(stream.fileno(), 1, size - 1) != b"\n"
        stream.write(("\n" * is_torn + text).encode())
    disk.flush(file)


def read(dest: Path, current: str | None) -> Shown:
    """What was shown, if `current` is now; lines that are none, and steps not taken, do not count.

    A step is written before it is taken. It was taken if the next one starts where it ends.
    """
    try:
        lines = (dest / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        lines = []
    steps = [words for line in lines if len(words := line.split(" ")) == 4]
    ends = [*(before for _, _, before, _ in steps[1:]), current]
    recent: list[str] = []
    trail: list[str] = []
    for (_, act, _, name), end in zip(steps, ends, strict=False):
        if name == end:
            recent = [name, *(one for one in recent if one != name)]
            trail = _stepped(trail, act, name)
    if current and recent[:1] != [current]:  # somebody changed the link by hand
        recent = [current, *(one for one in recent if one != current)]
        trail = _stepped(trail, PUBLISH, current)
    return Shown(tuple(recent), tuple(dict.fromkeys(n for n in trail[::-1] if n != current)))


def _stepped(trail: list[str], act: str, name: str) -> list[str]:
    if act == ROLLBACK and name in trail:
        return trail[: len(trail) - trail[::-1].index(name)]
    return [*trail, name]
