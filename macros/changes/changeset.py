"""Knows how changes of a data folder are tried out before any is made; refuses what check would."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from macros.changes.files import FileChange
from macros.register import Entry, Register
from macros.validation import count_of, load_data
from macros.yamlio import Loc, Problem, Problems, UserError, put_value

_MARK = "\ufeff".encode()


class Declined(UserError):
    """Raised when a command can not do what it was asked."""


@dataclass
class Desk:
    """A data folder, and the changes of it that are proposed and not yet made."""

    data: Path
    register: Register
    changes: dict[Path, FileChange] = field(default_factory=dict)

    def text(self, path: Path) -> str:
        """What a file says, with the changes proposed so far; without a byte order mark."""
        if path not in self.changes:
            try:
                found = path.read_bytes()
            except OSError:
                raise Declined("changed-meanwhile", path=path.as_posix()) from None
            self.changes[path] = FileChange(path, found, found)
        try:
            return (self.changes[path].after or b"").removeprefix(_MARK).decode()
        except UnicodeDecodeError:
            raise Declined("not-utf-8", path=path.as_posix()) from None

    def loc(self, entry: Entry) -> Loc:
        """Where a record stands in its file: it is the whole, or one of several."""
        is_whole = len(Path(entry.path).relative_to(self.data).parts) == 2
        return () if is_whole else (entry.id,)

    def put(self, path: Path, loc: Loc, key: str, value: Any, order: Sequence[str] = ()) -> None:
        """Propose a key with a value in a file."""
        self.set_text(path, put_value(self.text(path), loc, key, value, order))

    def set_text(self, path: Path, text: str) -> None:
        """Propose what a file is to say; a byte order mark it has stays."""
        old = self.changes.get(path) or FileChange(path, None, b"")
        mark = _MARK if (old.before or b"").startswith(_MARK) else b""
        self.changes[path] = replace(old, after=mark + text.encode())

    def move(self, path: Path, target: Path) -> None:
        """Propose another name for a file."""
        self.text(path)
        if target.exists() or target in self.changes:
            raise Declined("exists", path=target.as_posix())
        self.changes[target] = replace(self.changes.pop(path), path=target, origin=path)

    def remove(self, path: Path) -> None:
        """Propose that a file goes."""
        self.text(path)
        self.changes[path] = replace(self.changes[path], after=None)

    def made(self) -> tuple[FileChange, ...]:
        """The changes that change something, by path."""
        return tuple(one for _, one in sorted(self.changes.items()) if not one.is_idle)

    def recount(self, added: Mapping[str, int]) -> None:
        """Raise the totals that hold now by what is added, where they are stated."""
        totals = self.register.totals
        if totals is None or not isinstance(totals.node.value, dict):
            return
        path = Path(totals.path)
        for key, number in added.items():
            if key in totals.node.value:
                value = str(count_of(self.register, key) + number)
                self.put(path, (), key, value)

    def check(self) -> Register:
        """The register as it would be; raise Problems, with the paths of the true files."""
        with tempfile.TemporaryDirectory(prefix="check-") as folder:
            trial = Path(folder, "data")
            shutil.copytree(self.data, trial, symlinks=True)
            for change in self.made():
                if not change.path.is_relative_to(self.data):
                    continue
                if change.origin:
                    (trial / change.origin.relative_to(self.data)).unlink(missing_ok=True)
                target = trial / change.path.relative_to(self.data)
                target.parent.mkdir(parents=True, exist_ok=True)
                if change.after is None:
                    target.unlink()
                else:
                    target.write_bytes(change.after)
            try:
                return load_data(trial)
            except Problems as problems:
                raise Problems(_true(problems.found, trial, self.data)) from None


def _true(found: Iterable[Problem], trial: Path, data: Path) -> Iterable[Problem]:
    """Problems of the trial folder, told of the folder that it is a copy of."""
    old, new = trial.as_posix(), data.as_posix()
    for one in found:
        values = tuple((key, value.replace(old, new)) for key, value in one.values)
        yield replace(one, path=one.path.replace(old, new), values=values)


def opened(data: Path) -> Desk:
    """A desk for a data folder; raise Problems if it has any, for then nothing can be tried."""
    return Desk(data, load_data(data))
