"""Knows how a data folder becomes a checked register; refuses to hand out one with a problem."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros import labels, rules
from macros.facts import Record
from macros.labels import LANGUAGES
from macros.model import COLLECTIONS, ID
from macros.register import Entry, Register
from macros.source import Loc, Mark, Node, Problem, Problems, nearest, problem, read


def load(data: Path) -> Register:
    """The register of the folder `data`; raise Problems with everything that is wrong in it.

    The result is remembered until a file of the folder, or the program's words, change.
    """
    files = sorted(path for path in data.rglob("*") if not path.is_dir() or path.is_symlink())
    prints = tuple((str(file), file.lstat().st_mtime_ns, file.lstat().st_size) for file in files)
    return _load(data, prints, labels.OWN.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _load(data: Path, prints: tuple[tuple[str, int, int], ...], _words: int) -> Register:
    if not data.is_dir():
        raise Problems([problem(data.as_posix(), Mark(), "no-data")])
    reader = _Reader(data)
    register = reader.register([Path(name) for name, *_ in prints])
    if reader.problems:
        raise Problems(reader.problems)
    return register


class _Reader:
    """Reads the files of one folder and collects what is wrong with them."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.problems: list[Problem] = []
        self.entries: dict[str, Entry] = {}
        self.unreadable: set[str] = set()

    def register(self, files: list[Path]) -> Register:
        words, problems = labels.load(self.data)
        self.problems += problems
        totals = None
        for file in files:
            inside = file.relative_to(self.data)
            if file.is_symlink():
                self._say(file, Mark(), "symbolic-link")
            elif inside.name.startswith(LITTER):
                continue
            elif inside.as_posix() == "assertions.yml":
                totals = self._totals(file)
            elif inside.as_posix() != "labels.yml":
                self._file(file, inside)
        register = Register(self.entries.values(), words, totals, self.unreadable)
        self.problems += rules.check(register)
        return register

    def _totals(self, file: Path) -> Entry | None:
        node = self._read(file)
        if node is None or not self._is_mapping(file, node, "assertions"):
            return None
        return Entry("assertions", Record(), file.as_posix(), node, node.mark)

    def _is_mapping(self, file: Path, node: Node, key: str) -> bool:
        if not isinstance(node.value, dict):
            value = node.value if isinstance(node.value, str) else "…"
            self._say(file, node.mark, "wrong-type", value=value, key=key, expected="mapping")
        return isinstance(node.value, dict)

    def _read(self, file: Path) -> Node | None:
        node, problems = read(file, file.as_posix())
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
        if not ID.fullmatch(name):
            self._say(file, mark, "unclean-id", id=name)
        if address in self.entries:
            other = self.entries[address].path
            self._say(file, mark, "duplicate-id", address=address, other=other)
            return
        model = COLLECTIONS[collection]
        self.problems += _unknown_empty_keys(model, node, file.as_posix(), mark)
        if not self._is_mapping(file, node, collection):
            self.unreadable.add(address)
            return
        try:
            record = model.model_validate(node.plain())
        except ValidationError as error:
            self.unreadable.add(address)
            self.problems += _schema_problems(error, model, node, file.as_posix(), mark)
            return
        self.entries[address] = Entry(address, record, file.as_posix(), node, mark)


def _unknown_empty_keys(
    model: type[Record], node: Node, path: str, mark: Mark
) -> Iterator[Problem]:
    """Keys without a value never reach the model; those it does not know are told here."""
    for loc in node.empty_keys():
        known, key = _fields(model, loc), str(loc[-1])
        if key not in known and key not in LANGUAGES:
            values = {"key": key, "nearest": nearest(key, known)}
            yield problem(path, node.mark_at(loc, mark), "unknown-key", **values)


def _schema_problems(
    error: ValidationError, model: type[Record], node: Node, path: str, mark: Mark
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        loc: Loc = detail["loc"]
        rule, values = _explain(detail, model, loc)
        yield problem(path, node.mark_at(loc, mark), rule, **values)


_EXPECTED = {
    "string_type": "text",
    "int_parsing": "number",
    "int_type": "number",
    "int_parsing_size": "number",
    "bool_parsing": "yes-no",
    "bool_type": "yes-no",
    "tuple_type": "list",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}


LITTER = (".", "~$", "Thumbs.db", "desktop.ini", "Icon\r")
"""How the names of files begin that systems and offices leave in any folder."""
_OWN = ("bad_date", "empty_citation", "one_reading", "relation_target")
"""The errors that the models raise themselves; each is a rule of the same name."""


def _explain(detail: ErrorDetails, model: type[Record], loc: Loc) -> tuple[str, dict[str, Any]]:
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    value = detail["input"] if isinstance(detail["input"], str) else "…"
    kind = detail["type"]
    if kind == "missing":
        return "missing-key", {"key": key}
    if kind == "extra_forbidden":
        return "unknown-key", {"key": key, "nearest": nearest(key, _fields(model, loc))}
    if kind == "enum":
        choices = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        near = nearest(value, choices.split(", "))
        return "unknown-choice", {"value": value, "key": key, "choices": choices, "nearest": near}
    if kind in _EXPECTED:
        return "wrong-type", {"value": value, "key": key, "expected": _EXPECTED[kind]}
    if kind in _OWN:
        return kind.replace("_", "-"), {"value": value, "key": key}
    return "wrong-type", {"value": value, "key": key, "expected": kind}


def _fields(model: type[BaseModel], loc: Loc) -> list[str]:
    """The fields of the part in which the last step of `loc` stands."""
    part = model
    for step in loc[:-1]:
        if isinstance(step, str) and step in part.model_fields:
            part = model_in(part.model_fields[step].annotation) or part
    return list(part.model_fields)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The part that a field holds, once or several times; None if it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for arg in inner if (found := model_in(arg))), None)
