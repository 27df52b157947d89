"""A set of changes of the data, which is checked as a whole before any file is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from macros.changes.files import FileChange
from macros.register import Entry, Register
from macros.validation import DataFiles, count_of, load_files, read_folder
from macros.yamlio import Loc, UserError, put_value

_BYTE_ORDER_MARK = "\ufeff".encode()


class EditRefused(UserError):
    """Raised when a command can not do what was asked."""


@dataclass
class ChangeSet:
    """Changes of the files of a data folder, proposed and not yet written."""

    files: DataFiles
    """The files as they were read."""
    register: Register
    """What they say."""
    changes: dict[Path, FileChange] = field(default_factory=dict)
    """The changes by the path of the file, those included that change nothing so far."""

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.files.root

    def text(self, path: Path) -> str:
        """The text of a file with the changes proposed so far, without a byte order mark.

        Raise EditRefused if it can not be read or is not UTF-8.
        """
        if path not in self.changes:
            try:
                content = path.read_bytes()
            except OSError:
                raise EditRefused("changed-meanwhile", path=path.as_posix()) from None
            self.changes[path] = FileChange(path, content, content)
        try:
            return (self.changes[path].after or b"").removeprefix(_BYTE_ORDER_MARK).decode()
        except UnicodeDecodeError:
            raise EditRefused("not-utf-8", path=path.as_posix()) from None

    def loc(self, entry: Entry) -> Loc:
        """The place of a record in its file: empty for the whole file, else its key."""
        is_whole = len(Path(entry.path).relative_to(self.data).parts) == 2
        return () if is_whole else (entry.id,)

    def put(self, path: Path, loc: Loc, key: str, value: Any, order: Sequence[str] = ()) -> None:
        """Propose a key with a value in a file; `order` is the order of the keys beside it."""
        self.set_text(path, put_value(self.text(path), loc, key, value, order))

    def set_text(self, path: Path, text: str) -> None:
        """Propose the text of a file; a byte order mark it has stays."""
        old = self.changes.get(path) or FileChange(path, None, b"")
        mark = _BYTE_ORDER_MARK if (old.before or b"").startswith(_BYTE_ORDER_MARK) else b""
        self.changes[path] = replace(old, after=mark + text.encode())

    def move(self, path: Path, target: Path) -> None:
        """Propose another name for a file; raise EditRefused if there is a file of that name."""
        self.text(path)
        if target.exists() or target in self.changes:
            raise EditRefused("exists", path=target.as_posix())
        self.changes[target] = replace(self.changes.pop(path), path=target, origin=path)

    def remove(self, path: Path) -> None:
        """Propose that a file goes."""
        self.text(path)
        self.changes[path] = replace(self.changes[path], after=None)

    def file_changes(self) -> tuple[FileChange, ...]:
        """The changes that change something, by path."""
        return tuple(change for _, change in sorted(self.changes.items()) if not change.is_idle)

    def raise_totals(self, added: Mapping[str, int]) -> None:
        """Raise the totals that `assertions.yml` states by what is added: `{"people": 1}`."""
        totals = self.register.totals
        if totals is None or not isinstance(totals.node.value, dict):
            return
        for key, number in added.items():
            if key in totals.node.value:
                value = str(count_of(self.register, key) + number)
                self.put(Path(totals.path), (), key, value)

    def check(self) -> Register:
        """The register as it would be; raise Problems if the changes make any."""
        contents: dict[str, bytes | None] = {}
        for change in self.file_changes():
            if change.origin:
                contents[self._relative(change.origin)] = None
            if change.path.is_relative_to(self.data):
                contents[self._relative(change.path)] = change.after
        return load_files(self.files.overlaid(contents))

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.data).as_posix()


def open_change_set(data: Path) -> ChangeSet:
    """An empty change set of a data folder; raise Problems if the data has any already."""
    files = read_folder(data)
    return ChangeSet(files, load_files(files))
