"""Lets one publisher at a time work in the folder of a server."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.manifest import Refused
from deploy.publish.layout import LOCK_FILE

_RETRY_SECONDS = 0.05
_HELD_ERRORS = (BlockingIOError, PermissionError)
"""What flock(2) and the locks of NFS answer to a second publisher."""


@contextmanager
def exclusive_lock(dest: Path, timeout: float, holder: str) -> Iterator[None]:
    """Hold the lock of a folder during the block; `holder` is what others read who wait for it.

    Raise Refused after waiting `timeout` seconds, or where the folder can not be locked. The kernel
    releases the lock when the process ends, however it ends. On NFS, Linux locks for all clients,
    unless mounted with `nolock` or `local_lock`; on CIFS it may lock for one machine only.
    """
    descriptor = _open_lock_file(dest / LOCK_FILE)
    try:
        _acquire(descriptor, dest, timeout)
        with suppress(OSError):  # a full disk; who waits then reads of another process
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, holder.encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _open_lock_file(file: Path) -> int:
    try:
        # NFS gives an exclusive lock only to who may write the file. Who may read it could hold it.
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(descriptor, 0o600)
        return descriptor
    except OSError as error:
        is_ours_to_ask = error.errno in (errno.EACCES, errno.EPERM)
        how = (
            "Publish as the owner of its folder."
            if is_ours_to_ask
            else "Mend that, and run it again."
        )
        raise Refused(f"{file} can not be written: {error.strerror}. {how}") from None


def _acquire(descriptor: int, dest: Path, timeout: float) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except _HELD_ERRORS:
            if time.monotonic() >= end:
                holder = os.pread(descriptor, 200, 0).decode(errors="replace") or "another process"
                raise Refused(
                    f"{dest} is held by {holder}. Waited {timeout:g} s. "
                    "Try again when it is done; it needs no clearing away if that was killed."
                ) from None
            time.sleep(_RETRY_SECONDS)
        except OSError as error:
            raise Refused(
                f"{dest} can not be locked: {error.strerror}. A mounted folder must know locks."
            ) from None
