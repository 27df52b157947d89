"""Knows the words of the interface in each language; refuses to know where they are shown."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.text import nearest, visible_text
from macros.yamlio import Cell, Mark, Node, Problem, Problems, problem, read_yaml

LANGUAGES = ("vi", "en")
"""Languages of the interface, the first one the main one."""

_WORD = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")
LABELS_FILE = Path(__file__).with_name("labels.yml")
"""The program's own words."""


_MOST = 200
"""Letters of a value that a sentence shows."""


class MissingLabel(LookupError):
    """Raised when a page asks for words that no `labels.yml` holds."""


class Labels:
    """Words by dotted key and language, from the program's own file and one beside the data."""

    def __init__(
        self, *layers: Mapping[str, Any], path: str = "", beside: Node | None = None
    ) -> None:
        self._tree: Mapping[str, Any] = {}
        self.path, self._beside = path, beside
        self.is_unreadable = bool(path) and beside is None
        """Whether there is a file beside the data that could not be read."""
        for layer in layers:
            self._tree = _merged(self._tree, layer)

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

    def place(self, key: str) -> tuple[str, Mark]:
        """Where `key`, or the nearest above it, stands in the file beside the data."""
        node = self._beside or Node(Mark())
        return self.path or LABELS_FILE.name, node.mark_at(tuple(key.split(".")))

    def sentence(self, problem: Problem, lang: str = LANGUAGES[0]) -> str:
        """What `problem` says, with a suggestion at its end if it has one."""
        values = {name: _brief(value) for name, value in problem.values}
        for name in ("found", "expected", "divisions", "detail"):
            group = "expected" if name == "divisions" else name
            key = f"{group}.{values.get(name)}"
            if self._find(key):
                values[name] = self.get(key, lang).format_map(values)
        words = self.get(f"problems.{problem.rule}", lang).format_map(values)
        if values.get("nearest"):
            words += self.get("problems.nearest", lang).format_map(values)
        return words

    def _find(self, key: str) -> Any:
        found: Any = self._tree
        for step in key.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found


def _brief(value: str) -> str:
    """A value on one line, without what a terminal would obey, cut where it is very long."""
    text = " ".join(visible_text(value.replace("\t", " ")).split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _merged(tree: Mapping[str, Any], layer: Mapping[str, Any]) -> Mapping[str, Any]:
    """A tree with a layer on top of it; what the layer does not touch is shared, not copied."""
    if not tree:
        return layer
    merged = dict(tree)
    for key, value in layer.items():
        is_group = isinstance(value, Mapping) and not _is_words(value)
        merged[key] = _merged(tree.get(key, {}), value) if is_group else value
    return merged


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


def load_labels(data: Path | None = None) -> tuple[Labels, list[Problem]]:
    """The program's words, and those in `labels.yml` under `data` on top of them."""
    file = data / LABELS_FILE.name if data else None
    if file is None or not os.path.lexists(file):
        return join_labels()
    node, unreadable = read_yaml(file, file.as_posix())
    labels, problems = join_labels(file.as_posix(), node)
    return labels, [*unreadable, *problems]


def join_labels(path: str = "", node: Node | None = None) -> tuple[Labels, list[Problem]]:
    """The program's words, and on top of them those of a file beside the data, if it has a path.

    `node` is what that file says, None if it is unusable. The problems are those of its words.
    """
    own, plain = _own(LABELS_FILE.stat().st_mtime_ns)
    layers, problems = [plain], list[Problem]()
    if node and isinstance(node.value, dict):
        layers.append(node.plain())
        problems += [*_wrong_words(node, path), *_unknown_words(node, own, path)]
    elif node:
        values = {"value": "…", "found": "list", "key": "labels", "expected": "records"}
        problems.append(problem(path, node.mark, "wrong-type", **values))
        node = None
    return Labels(*layers, path=path, beside=node), problems


@lru_cache(maxsize=1)
def _own(_time: int) -> tuple[Node, Mapping[str, Any]]:
    """The program's words, read again when their file has another time."""
    own, problems = read_yaml(LABELS_FILE, LABELS_FILE.name)
    if own is None or problems:
        raise Problems(problems)
    return own, own.plain()


_OF_DATA = ("vocabulary", "document_name", "document_rank")
"""The groups of words that only data has."""


def _unknown_words(node: Node, own: Node, path: str) -> Iterator[Problem]:
    """Keys that no page asks for because of a slip: nearly one of ours, or no language."""
    known = [*own.keys, *_OF_DATA] if own.mark == Mark() else list(own.keys)
    for key, mark in node.keys.items():
        near = nearest(key, LANGUAGES if "vi" in node.keys else known, cutoff=0.9)
        is_language = "vi" in node.keys and key not in LANGUAGES
        if is_language or (near and key not in known and key not in LANGUAGES):
            yield problem(path, mark, "unknown-key", key=key, nearest=near)
        elif key not in _OF_DATA:
            yield from _unknown_words(_child(node, key), _child(own, key), path)


def problem_sentence(problems: Problems, lang: str) -> list[tuple[Problem, str]]:
    """Each problem with its sentence."""
    words, _ = load_labels()
    return [(found, words.sentence(found, lang)) for found in problems.found]


def problem_line(found: Problem, sentence: str) -> str:
    """Place, sentence and rule, as editors and pipelines read them; on one line, come what may."""
    path = visible_text(found.path.replace("\n", "‹U+000A›"))
    return f"{path}:{found.mark}: {sentence} [{found.rule}]"


def problem_count(problems: Problems, lang: str) -> str:
    """How many problems there are in how many files."""
    words, _ = load_labels()
    files = len({_file(found) for found in problems.found})
    count = words.get("problems.count", lang)
    return count.format(problems=len(problems.found), files=files)


def _file(found: Problem) -> str:
    """The file of a problem; of the sheets of a workbook there is one."""
    is_sheet = isinstance(found.mark, Cell)
    return found.path.rpartition(":")[0] if is_sheet else found.path


def report_problems(problems: Problems, lang: str) -> str:
    """A line for each problem, and one that counts them."""
    lines = [problem_line(found, sentence) for found, sentence in problem_sentence(problems, lang)]
    return "\n".join([*lines, problem_count(problems, lang)])
