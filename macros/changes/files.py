"""Writes changed files, all or none, and shows what changes in them."""

import contextlib
import difflib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.yamlio import UserError


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file."""

    path: Path
    """Where it will be."""
    before: bytes | None
    """What was read; None: it is new."""
    after: bytes | None
    """What it is to hold; None: the file goes."""
    origin: Path | None = None
    """Where it was, if it is moved."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing changes."""
        return self.before == self.after and self.origin is None


class Unwritable(UserError):
    """Raised when a file can not be written."""

    def __init__(self, path: Path, rule: str) -> None:
        super().__init__(rule, path=path.as_posix())
        self.path = path


def unified_diff(changes: Sequence[FileChange]) -> str:
    """All changes as one unified diff, paths as they were given; a moved file is one of them."""
    return "".join(line for change in changes for line in _file_diff(change))


def _file_diff(change: FileChange) -> Iterator[str]:
    if change.is_idle:
        return
    old, new = [(side or b"").decode("utf-8", "replace") for side in (change.before, change.after)]
    origin = (change.origin or change.path).as_posix()
    names = (
        origin if change.before is not None else "/dev/null",
        change.path.as_posix() if change.after is not None else "/dev/null",
    )
    if change.origin:
        yield f"rename from {origin}\nrename to {change.path.as_posix()}\n"
    # Only "\n" ends a line here: Python would cut at other characters, too.
    lines = [[f"{line}\n" for line in text.split("\n")] for text in (old, new)]
    for side in lines:
        side[-1] = side[-1].removesuffix("\n")
        if not side[-1]:
            side.pop()
    for line in difflib.unified_diff(lines[0], lines[1], names[0], names[1]):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def write_files(changes: Sequence[FileChange]) -> None:
    """Write all files, or none: first beside their places, then each is put in place at once.

    Raise Unwritable, with every file as it was, when one is no longer what was read, is
    read-only or can not be written. After a sudden end each file is the old or the new one.
    """
    changes = [change for change in changes if not change.is_idle]
    ready: list[tuple[FileChange, Path | None]] = []
    try:
        for change in changes:
            _check_unchanged(change)
            ready.append((change, None if change.after is None else _write_beside(change)))
        _put_all(ready)
    finally:
        for _, temporary in ready:
            if temporary:
                temporary.unlink(missing_ok=True)
    for folder in {
        path.parent for change in changes for path in (change.path, change.origin or change.path)
    }:
        _flush(folder)


def _check_unchanged(change: FileChange) -> None:
    """Raise Unwritable unless a file is as it was read and may be written."""
    source = change.origin or change.path
    is_new_place = change.before is None or change.origin is not None
    if is_new_place and os.path.lexists(change.path):
        raise Unwritable(change.path, "exists")
    if change.before is None:
        return
    try:
        if source.is_symlink() or not stat.S_ISREG(source.lstat().st_mode):
            raise Unwritable(source, "no-file")
        if not source.lstat().st_mode & stat.S_IWUSR or not os.access(source, os.W_OK):
            raise Unwritable(source, "read-only")
        if source.read_bytes() != change.before:
            raise Unwritable(source, "changed-meanwhile")
    except FileNotFoundError:
        raise Unwritable(source, "changed-meanwhile") from None
    except OSError:
        raise Unwritable(source, "unwritable") from None


def _write_beside(change: FileChange) -> Path:
    """A flushed file with the new bytes, beside its place; programs pass over such a name."""
    name = ""
    assert change.after is not None
    try:
        change.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{change.path.name}.", dir=change.path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        source = change.origin or change.path
        mode = source.stat().st_mode & 0o7777 if change.before is not None else 0o666 & ~_umask()
        Path(name).chmod(mode)
    except OSError:
        Path(name).unlink(missing_ok=True) if name else None
        raise Unwritable(change.path, "unwritable") from None
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put_all(ready: Sequence[tuple[FileChange, Path | None]]) -> None:
    done: list[FileChange] = []
    touched = Path()
    try:
        # New places first, and what goes last: what a reference names is always there.
        for change, temporary in sorted(ready, key=lambda pair: _rank(pair[0])):
            touched = change.path
            _check_unchanged(change)
            _put(change, temporary)
            done.append(change)
        for change in done:
            if change.origin:
                touched = change.origin
                touched.unlink()
    except (OSError, Unwritable) as error:
        for change in reversed(done):
            _put_back(change)
        if isinstance(error, Unwritable):
            raise
        raise Unwritable(touched, "unwritable") from None


def _rank(change: FileChange) -> int:
    return 0 if change.before is None else 2 if change.after is None else 1


def _put(change: FileChange, temporary: Path | None) -> None:
    if temporary is None:
        change.path.unlink()
    elif change.before is None or change.origin:
        try:
            change.path.hardlink_to(temporary)
        except FileExistsError:
            raise Unwritable(change.path, "exists") from None
        except OSError:
            # A file system without hard links; that the place is free was just checked.
            temporary.rename(change.path)
    else:
        temporary.replace(change.path)


def _put_back(change: FileChange) -> None:
    """Undo one change as far as the disk lets us."""
    with contextlib.suppress(OSError, Unwritable):
        if change.after is None:
            _write_beside(FileChange(change.path, None, change.before)).replace(change.path)
        elif change.before is None or change.origin:
            change.path.unlink()
            if change.origin and not change.origin.exists():
                _write_beside(FileChange(change.origin, None, change.before or b"")).replace(
                    change.origin
                )
        else:
            _write_beside(FileChange(change.path, change.after, change.before)).replace(change.path)


def _flush(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
