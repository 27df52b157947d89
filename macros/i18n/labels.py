"""Labels: the texts of the interface and the sentences for problems, in each language."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from macros.model import id_breach
from macros.text import (
    Alphabets,
    alphabets_of,
    closest_match,
    escape_invisible,
    fold_accents,
)
from macros.yamlio import Mark, Node, Problem, Problems, UserError, problem, read_yaml

LANGUAGES = ("vi", "en")
"""Languages that the program has words in; the first one is that of its messages."""

LABELS_FILE = Path(__file__).with_name("labels.yml")
"""The labels of the program; a file of the same name in the data folder adds to them."""

_VOCABULARY_WORD = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MAX_VALUE = 200
"""Characters of a value that a sentence shows."""
MAX_PRINTED = 500
"""Problems that are printed for people; nobody reads more of them at once."""
_NUMBER_GROUPS = ("evidence-months", "plausible-years")
"""The groups of labels whose texts are numbers."""
_DATA_GROUPS = ("vocabulary", "document_name", "document_rank", "alphabets", "languages", "wording")
"""The groups of labels that only data has."""


class MissingLabel(LookupError):
    """Raised when a page asks for a label that no `labels.yml` holds."""


class Labels:
    """Texts by dotted key and language, from the program's file and that of the data folder.

    Later layers override earlier ones. `path` and `node` are those of the file of the data.
    """

    def __init__(
        self, *layers: Mapping[str, Any], path: str = "", node: Node | None = None
    ) -> None:
        self._tree: Mapping[str, Any] = {}
        self.path, self._node = path, node
        self.is_unreadable = bool(path) and node is None
        """Whether the data has a file of labels that could not be read."""
        for layer in layers:
            self._tree = _merged(self._tree, layer)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the first one at its root: `languages: [vi, en]`."""
        listed = self._find("languages")
        known = [lang for lang in listed if lang in LANGUAGES] if isinstance(listed, list) else []
        return tuple(known) or LANGUAGES[:1]

    def get(self, key: str, lang: str = "") -> str:
        """The text at `key`, in the first language of the site where it lacks `lang`.

        Raise MissingLabel if there is none.
        """
        text = self._find(key)
        if isinstance(text, Mapping):
            first = self.languages[0]
            text = text.get(lang) or text.get(first)
        if not isinstance(text, str):
            raise MissingLabel(key)
        return text

    def group(self, key: str) -> tuple[str, ...]:
        """The names under `key`, in the order of the file; empty if there is no such group."""
        group = self._find(key)
        return tuple(group) if isinstance(group, Mapping) else ()

    def avoided_words(self, lang: str) -> Mapping[str, str]:
        """Words that texts in a language avoid, each with the one that they use.

        The data lists them by the word to use: `wording: {en: {Secretariat: [Bureau]}}`.
        """
        listed = self._find(f"wording.{lang}")
        if not isinstance(listed, Mapping):
            return {}
        return {
            word: use
            for use, words in listed.items()
            if isinstance(words, list)
            for word in words
            if isinstance(word, str)
        }

    def word_by_label(self, group: str, text: str) -> str:
        """The word of a vocabulary that readers see as `text`; empty if there is none."""
        typed = fold_accents(" ".join(text.split()))
        for word in self.group(f"vocabulary.{group}"):
            labels = (self.get(f"vocabulary.{group}.{word}", lang) for lang in LANGUAGES)
            if typed in map(fold_accents, labels):
                return word
        return ""

    def place(self, key: str) -> tuple[str, Mark]:
        """The path and place of `key`, or of the nearest one above it, in the file of the data."""
        node = self._node or Node(Mark())
        return self.path or LABELS_FILE.name, node.mark_at(tuple(key.split(".")))

    def sentence(self, problem: Problem, lang: str = "") -> str:
        """The sentence for a problem, with a suggestion at its end if it has one."""
        values = {name: _shown_value(value) for name, value in problem.values}
        if "." in values.get("size", ""):
            point = self.get("number.decimal", lang)
            values |= {name: values[name].replace(".", point) for name in ("size", "most")}
        for name in ("found", "expected", "divisions", "detail"):
            group = "expected" if name == "divisions" else name
            key = f"{group}.{values.get(name)}"
            if self._find(key):
                values[name] = self.get(key, lang).format_map(values)
        return self._with_values(f"problems.{problem.rule}", lang, values)

    def error_sentence(self, error: UserError, lang: str = "") -> str:
        """The sentence for an error, with a suggestion at its end if it has one."""
        values = {name: _shown_value(str(value)) for name, value in error.values.items()}
        return self._with_values(f"{error.labels_group}.{error.rule}", lang, values)

    def _with_values(self, key: str, lang: str, values: Mapping[str, object]) -> str:
        text = self.get(key, lang).format_map(values)
        for name in ("second", "nearest", "collections", "keys"):
            if values.get(name):
                return text + self.get(f"problems.{name}", lang).format_map(values)
        return text

    def _find(self, key: str) -> Any:
        value: Any = self._tree
        for step in key.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value


def _shown_value(value: str) -> str:
    """A value on one line, its control characters written out, cut where it is very long."""
    text = " ".join(escape_invisible(value.replace("\t", " ")).split())
    return text if len(text) <= _MAX_VALUE else f"{text[: _MAX_VALUE - 1]}…"


def _merged(tree: Mapping[str, Any], layer: Mapping[str, Any]) -> Mapping[str, Any]:
    """A tree overridden by a layer; what the layer does not change is shared, not copied."""
    if not tree:
        return layer
    merged = dict(tree)
    for key, value in layer.items():
        is_group = isinstance(value, Mapping) and not _is_label(value)
        merged[key] = _merged(tree.get(key, {}), value) if is_group else value
    return merged


def _is_label(value: Mapping[str, Any]) -> bool:
    """Whether `value` is one text in several languages, not a group of labels."""
    return set(value) <= set(LANGUAGES) and all(isinstance(text, str) for text in value.values())


def _vocabulary_problems(node: Node, path: str) -> Iterator[Problem]:
    """Words of a vocabulary in a wrong form, and types of documents without name or rank."""
    groups = _child(node, "vocabulary")
    needed = {name: _child(node, name).keys for name in ("document_name", "document_rank")}
    for group in groups.keys:
        for word, mark in _child(groups, group).keys.items():
            if not _VOCABULARY_WORD.fullmatch(word):
                yield problem(path, mark, "unclean-id", id=word)
            elif group == "term_group" and (breach := id_breach(word.replace("_", "-"), True)):
                # The glossary has a page for each of these words.
                yield problem(path, mark, **{**breach, "id": word})
            elif group == "type_document":
                for name in (name for name, types in needed.items() if word not in types):
                    yield problem(path, mark, "no-words", key=f"{name}.{word}")


def _number_problems(node: Node, path: str) -> Iterator[Problem]:
    """Labels that the program reads as numbers, and that are none."""
    for name in _NUMBER_GROUPS:
        group = _child(node, name)
        for key, mark in group.keys.items():
            value = group.plain()[key]
            for text in value.values() if isinstance(value, dict) else [value]:
                if not (isinstance(text, str) and text.isdecimal()):
                    found = {"value": str(text), "found": "text"}
                    yield problem(path, mark, "wrong-type", key=key, expected="number", **found)


def alphabets_in(node: Node) -> Alphabets:
    """The alphabets that a site uses, as the file of labels of its data says.

    They are those of the languages of its sources, in `vocabulary.language`, and what it lists
    under `alphabets`: `languages: ru, tr` and single `letters`.
    """
    listed = _child(node, "alphabets").plain() or {}
    languages = [*_child(_child(node, "vocabulary"), "language").keys]
    return alphabets_of(
        [*languages, *re.findall(r"[a-z]+", str(listed.get("languages", "")))],
        str(listed.get("letters", "")),
    )


def _language_problems(node: Node, path: str) -> Iterator[Problem]:
    """Languages of the site that are none, or stand twice."""
    listed = node.value.get("languages") if isinstance(node.value, dict) else None
    if listed is None:
        return
    if not isinstance(listed.value, list) or not listed.value:
        values = {"value": str(listed.value), "found": "text", "key": "languages"}
        yield problem(path, listed.mark, "wrong-type", **values, expected="list")
        return
    seen: list[Any] = []
    for item in listed.value:
        if item.value not in LANGUAGES or item.value in seen:
            values = {"value": str(item.value), "choices": ", ".join(LANGUAGES)}
            yield problem(path, item.mark, "unknown-choice", key="languages", **values)
        seen.append(item.value)


def _child(node: Node, key: str) -> Node:
    """The mapping at `key`, or an empty one."""
    child = node.value.get(key) if isinstance(node.value, dict) else None
    return child if child and isinstance(child.value, dict) else Node(node.mark)


def load_labels(data: Path | None = None) -> tuple[Labels, list[Problem]]:
    """The program's labels, overridden by `labels.yml` in the folder `data`, and its problems."""
    file = data / LABELS_FILE.name if data else None
    if file is None or not os.path.lexists(file):
        return join_labels()
    node, unreadable = read_yaml(file, file.as_posix())
    labels, problems = join_labels(file.as_posix(), node)
    return labels, [*unreadable, *problems]


def join_labels(path: str = "", node: Node | None = None) -> tuple[Labels, list[Problem]]:
    """The program's labels, overridden by those of a file of the data, and the problems of these.

    `path` is the file as problems name it, empty if there is none; `node` is what it says, None
    if it is unusable.
    """
    own, plain = _program_labels(LABELS_FILE.stat().st_mtime_ns)
    layers, problems = [plain], list[Problem]()
    if node and isinstance(node.value, dict):
        layers.append(node.plain())
        problems += [*_vocabulary_problems(node, path), *_unknown_keys(node, own, path)]
        problems += [*_number_problems(node, path), *_language_problems(node, path)]
    elif node:
        values = {"value": "…", "found": "list", "key": "labels", "expected": "records"}
        problems.append(problem(path, node.mark, "wrong-type", **values))
        node = None
    return Labels(*layers, path=path, node=node), problems


@lru_cache(maxsize=1)
def _program_labels(_time: int) -> tuple[Node, Mapping[str, Any]]:
    """The program's labels, read again when the time of their file has changed."""
    own, problems = read_yaml(LABELS_FILE, LABELS_FILE.name)
    if own is None or problems:
        raise Problems(problems)
    return own, own.plain()


def _unknown_keys(node: Node, own: Node, path: str) -> Iterator[Problem]:
    """Keys that no page asks for: one that is close to a key of the program, or no language."""
    known = [*own.keys, *_DATA_GROUPS] if own.mark == Mark() else list(own.keys)
    is_text = LANGUAGES[0] in node.keys
    for key, mark in node.keys.items():
        nearest = closest_match(key, LANGUAGES if is_text else known, cutoff=0.9)
        is_language = is_text and key not in LANGUAGES
        if is_language or (nearest and key not in known and key not in LANGUAGES):
            yield problem(path, mark, "unknown-key", key=key, nearest=nearest)
        elif key not in _DATA_GROUPS:
            yield from _unknown_keys(_child(node, key), _child(own, key), path)


def problem_sentences(
    error: UserError, lang: str, most: int | None = None
) -> list[tuple[Problem, str]]:
    """Each problem with its sentence; of more than `most`, the first."""
    labels, _ = load_labels()
    return [(problem, labels.sentence(problem, lang)) for problem in error.found[:most]]


def unprinted_line(error: UserError, lang: str) -> Iterator[str]:
    """A line with the number of problems that are not printed, if there are any."""
    if (count := len(error.found) - MAX_PRINTED) > 0:
        yield load_labels()[0].get("problems.more", lang).format(count=count)


def problem_line(problem: Problem, sentence: str) -> str:
    """Place, sentence and rule on one line, in the form that editors and pipelines read."""
    path = escape_invisible(problem.path.replace("\n", "‹U+000A›"))
    place = ":".join(filter(None, (path, str(problem.mark))))
    return f"{place}: {sentence} [{problem.rule}]"


def error_report(error: UserError, lang: str) -> str:
    """A line for each problem that an error holds, and its sentence."""
    lines = [
        problem_line(problem, sentence)
        for problem, sentence in problem_sentences(error, lang, MAX_PRINTED)
    ]
    last = load_labels()[0].error_sentence(error, lang)
    return "\n".join([*lines, *unprinted_line(error, lang), last])
