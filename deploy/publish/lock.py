"""Knows how one publisher keeps others waiting; refuses to know what they do meanwhile."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.manifest import Refused

LOCK = ".lock"
"""The file that is locked; it stays, and says who locked it last."""
_PAUSE = 0.05
_HELD = (BlockingIOError, PermissionError)  # what flock(2) and the locks of NFS say to a second one


@contextmanager
def held(dest: Path, patience: float, who: str) -> Iterator[None]:
    """Keep others out of a folder; wait for them at most so many seconds, then raise Refused.

    The kernel lets go when the process ends, however it ends. On NFS, Linux makes a lock of all
    clients of it, unless mounted with `nolock` or `local_lock`; on CIFS it may be of one machine.
    """
    descriptor = _opened(dest / LOCK)
    try:
        _wait(descriptor, dest, patience)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, who.encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _opened(file: Path) -> int:
    try:
        # NFS gives an exclusive lock only to who may write the file.
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise Refused(
            f"{file} can not be written: {error.strerror}. Publish as the owner of its folder."
        ) from None


def _wait(descriptor: int, dest: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except _HELD:
            if time.monotonic() >= end:
                who = os.pread(descriptor, 200, 0).decode(errors="replace") or "another process"
                raise Refused(
                    f"{dest} is held by {who}. Waited {patience:g} s. "
                    "Try again when it is done; it needs no clearing away if that was killed."
                ) from None
            time.sleep(_PAUSE)
        except OSError as error:
            raise Refused(
                f"{dest} can not be locked: {error.strerror}. A mounted folder must know locks."
            ) from None
