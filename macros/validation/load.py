"""Knows how a data folder becomes a checked register; refuses to hand out one with a problem."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from macros.i18n import LABELS_FILE, load_labels
from macros.model import COLLECTIONS, ID_PATTERN, Record
from macros.register import Entry, Register
from macros.text import slugify
from macros.validation.model_errors import schema_problems, seen, unknown_empty_keys
from macros.validation.root_causes import without_consequences
from macros.validation.rules import check_rules
from macros.yamlio import Mark, Node, Problem, Problems, problem, read_yaml

Print = tuple[str, int, int]
"""A file, its time in nanoseconds and its size; a change of the file changes it."""


def load_data(data: Path) -> Register:
    """The register of the folder `data`; raise Problems with everything that is wrong in it.

    The result is remembered until a file of the folder, or the program's words, change.
    """
    return _load(data, _prints(data), LABELS_FILE.stat().st_mtime_ns)


def _prints(data: Path) -> tuple[Print, ...]:
    """What stands in a folder that could be meant as a file, or can not be looked into.

    Folders whose names begin with a dot are for programs, such as the hints of editors.
    """
    denied: list[OSError] = []
    found: list[Path] = []
    for folder, names, files in os.walk(data, onerror=denied.append):
        inside = [Path(folder, name) for name in names]
        names[:] = [name for name in names if not name.startswith(LITTER[0])]
        found += [one for one in inside if one.is_symlink() or one.suffix == ".yml"]
        found += [Path(folder, name) for name in files]
    found += [Path(error.filename) for error in denied]
    return tuple(_print(one) for one in sorted(set(found)))


def _print(file: Path) -> Print:
    try:
        status = file.lstat()
    except OSError:
        return str(file), 0, 0  # It is gone already; whoever reads it says so.
    return str(file), status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _load(data: Path, prints: tuple[Print, ...], _words: int) -> Register:
    if not data.is_dir():
        raise Problems([problem(data.as_posix(), Mark(), "no-data")])
    reader = _Reader({Path(name): print_ for name, *print_ in prints}, data)
    register = reader.register()
    if reader.problems:
        raise Problems(reader.problems)
    return register


@lru_cache(maxsize=1 << 15)
def _good(file: Path, _modified: int, _size: int) -> Node | None:
    """What a file says, read once as long as it stays as it is: reading is half of the work.

    Raise Problems when something is wrong with it, which may change though the file does not.
    """
    node, problems = read_yaml(file, file.as_posix())
    if problems:
        raise Problems(problems)
    return node


class _Reader:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, files: Mapping[Path, Sequence[int]], data: Path) -> None:
        self.files = files
        self.data = data
        self.problems: list[Problem] = []
        self.entries: dict[str, Entry] = {}
        self.unreadable: set[str] = set()

    def register(self) -> Register:
        words, problems = load_labels(self.data)
        self.problems += problems
        totals = None
        for file in self.files:
            inside = file.relative_to(self.data)
            if file.is_symlink():
                self._say(file, Mark(), "symbolic-link")
            elif inside.name.startswith(LITTER):
                continue
            elif file.is_dir():
                self._folder(file, inside)
            elif inside.as_posix() == "assertions.yml":
                totals = self._totals(file)
            elif inside.as_posix() != "labels.yml":
                self._file(file, inside)
        register = Register(self.entries.values(), words, totals, self.unreadable)
        self.problems += check_rules(register)
        self.problems = without_consequences(self.problems, register, self.data)
        return register

    def _folder(self, folder: Path, inside: Path) -> None:
        """Tell a folder that stands in the place of a file, or that nobody may look into."""
        self.unreadable.add(inside.as_posix().removesuffix(".yml"))
        if folder.suffix == ".yml":
            self._say(folder, Mark(), "not-a-file")
        else:
            self._say(folder, Mark(), "unreadable-file", detail="forbidden")

    def _totals(self, file: Path) -> Entry | None:
        node = self._read(file)
        if node is None or not self._is_mapping(file, node, "assertions"):
            return None
        return Entry("assertions", Record(), file.as_posix(), node, node.mark)

    def _is_mapping(self, file: Path, node: Node, key: str) -> bool:
        if not isinstance(node.value, dict):
            values = {"key": key, "expected": "records", **seen(node.value)}
            self._say(file, node.mark, "wrong-type", **values)
        return isinstance(node.value, dict)

    def _read(self, file: Path) -> Node | None:
        try:
            return _good(file, *self.files[file])
        except Problems:
            node, problems = read_yaml(file, file.as_posix())
        self.problems += problems
        return node

    def _file(self, file: Path, inside: Path) -> None:
        collection = inside.parts[0].removesuffix(".yml")
        if collection not in COLLECTIONS or inside.suffix != ".yml" or len(inside.parts) > 2:
            self.problems.append(problem(file.as_posix(), Mark(), "stray-file"))
        elif len(inside.parts) == 2:
            if node := self._read(file):
                self._record(collection, file.stem, file, node, node.mark)
            else:
                self.unreadable.add(f"{collection}/{file.stem}")
        elif (node := self._read(file)) and self._is_mapping(file, node, collection):
            assert isinstance(node.value, dict)
            for name, inner in node.value.items():
                self._record(collection, name, file, inner, node.keys[name])
        else:
            self.unreadable.add(collection)

    def _say(self, file: Path, mark: Mark, rule: str, **values: object) -> None:
        self.problems.append(problem(file.as_posix(), mark, rule, **values))

    def _record(self, collection: str, name: str, file: Path, node: Node, mark: Mark) -> None:
        address = f"{collection}/{name}"
        if not ID_PATTERN.fullmatch(name):
            self._say(file, mark, "unclean-id", id=name, nearest=slugify(name))
        if address in self.entries:
            other = self.entries[address].path
            self._say(file, mark, "duplicate-id", address=address, other=other)
            return
        model = COLLECTIONS[collection]
        self.problems += unknown_empty_keys(model, node, file.as_posix(), mark)
        if not self._is_mapping(file, node, collection):
            self.unreadable.add(address)
            return
        try:
            record = model.model_validate(node.plain())
        except ValidationError as error:
            self.unreadable.add(address)
            self.problems += schema_problems(error, model, node, file.as_posix(), mark)
            return
        self.entries[address] = Entry(address, record, file.as_posix(), node, mark)


LITTER = (".", "~$", "Thumbs.db", "desktop.ini", "Icon\r")
"""How the names of files begin that systems and offices leave in any folder."""
