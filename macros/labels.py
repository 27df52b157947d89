"""Knows the words of the interface in each language; refuses to know where they are shown."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from macros.source import Node, Problem, Problems, problem, read

LANGUAGES = ("vi", "en")
"""Languages of the interface, the first one the main one."""

_WORD = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")
OWN = Path(__file__).with_name("labels.yml")
"""The program's own words."""


class MissingLabel(LookupError):
    """Raised when a page asks for words that no `labels.yml` holds."""


class Labels:
    """Words by dotted key and language, from the program's own file and one beside the data."""

    def __init__(self, *layers: Mapping[str, Any]) -> None:
        self._tree: dict[str, Any] = {}
        for layer in layers:
            _merge(self._tree, layer)

    def get(self, key: str, lang: str = LANGUAGES[0]) -> str:
        """The words at `key`; raise MissingLabel if there are none."""
        found = self._find(key)
        if isinstance(found, Mapping):
            found = found.get(lang) or found.get(LANGUAGES[0])
        if not isinstance(found, str):
            raise MissingLabel(key)
        return found

    def group(self, key: str) -> tuple[str, ...]:
        """The names under `key`, in the order of the file; empty if there is no such group."""
        found = self._find(key)
        return tuple(found) if isinstance(found, Mapping) else ()

    def sentence(self, problem: Problem, lang: str = LANGUAGES[0]) -> str:
        """What `problem` says, with a suggestion at its end if it has one."""
        values = dict(problem.values)
        for name in ("expected", "divisions"):
            key = f"expected.{values.get(name)}"
            if self._find(key):
                values[name] = self.get(key, lang)
        words = self.get(f"problems.{problem.rule}", lang).format_map(values)
        if values.get("nearest"):
            words += self.get("problems.nearest", lang).format_map(values)
        return words

    def _find(self, key: str) -> Any:
        found: Any = self._tree
        for step in key.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found


def _merge(tree: dict[str, Any], layer: Mapping[str, Any]) -> None:
    for key, value in layer.items():
        if isinstance(value, Mapping) and not _is_words(value):
            _merge(tree.setdefault(key, {}), value)
        else:
            tree[key] = value


def _is_words(value: Mapping[str, Any]) -> bool:
    """Whether `value` is one text in several languages, not a group of texts."""
    return set(value) <= set(LANGUAGES) and all(isinstance(one, str) for one in value.values())


def _wrong_words(node: Node, path: str) -> Iterator[Problem]:
    """Words of a vocabulary that are no clean ids, and kinds of documents without form or rank."""
    groups = _child(node, "vocabulary")
    needed = {name: _child(node, name).keys for name in ("document_name", "document_rank")}
    for group in groups.keys:
        for word, mark in _child(groups, group).keys.items():
            if not _WORD.fullmatch(word):
                yield problem(path, mark, "unclean-id", id=word)
            elif group == "type_document":
                for name in (name for name, words in needed.items() if word not in words):
                    yield problem(path, mark, "no-words", key=f"{name}.{word}")


def _child(node: Node, key: str) -> Node:
    """The mapping at `key`, or an empty one."""
    found = node.value.get(key) if isinstance(node.value, dict) else None
    return found if found and isinstance(found.value, dict) else Node(node.mark)


def load(data: Path | None = None) -> tuple[Labels, list[Problem]]:
    """The program's words, and those in `labels.yml` under `data` on top of them."""
    own, problems = read(OWN, OWN.name)
    if own is None or problems:
        raise Problems(problems)
    layers = [own.plain()]
    file = data / OWN.name if data else None
    if file and file.is_file():
        node, problems = read(file, file.as_posix())
        if node and isinstance(node.value, dict):
            layers.append(node.plain())
            problems += _wrong_words(node, file.as_posix())
        elif node:
            values = {"value": "…", "key": "labels", "expected": "mapping"}
            problems.append(problem(file.as_posix(), node.mark, "wrong-type", **values))
    return Labels(*layers), problems


def worded(problems: Problems, lang: str) -> list[tuple[Problem, str]]:
    """Each problem with its sentence."""
    words, _ = load()
    return [(found, words.sentence(found, lang)) for found in problems.found]


def report(problems: Problems, lang: str) -> str:
    """A line for each problem, and one that counts them."""
    words, _ = load()
    lines = [
        f"{found.path}:{found.mark.line}:{found.mark.column}: {sentence} [{found.rule}]"
        for found, sentence in worded(problems, lang)
    ]
    files = len({found.path for found in problems.found})
    count = words.get("problems.count", lang).format(problems=len(lines), files=files)
    return "\n".join([*lines, count])
