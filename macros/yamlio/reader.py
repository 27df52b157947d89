"""Knows how YAML becomes nodes that remember where they stood; refuses to know their meaning."""

import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.text import code_point, foreign_letters, invisible_characters
from macros.yamlio.diagnose import slip
from macros.yamlio.nodes import Mark, Node
from macros.yamlio.problems import Problem, problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_LOST = re.compile(r"\s+(#.*)")
_SWALLOWED = re.compile(r"\s*- ")
MAX_FILE_BYTES = 4 << 20
"""A file may not be larger: ten times what the largest of an institution holds."""


def read_yaml(file: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read one file; `shown` is its path as problems name it. The node is None if unusable."""
    content = read_content(file, shown)
    return (None, [content]) if isinstance(content, Problem) else decode_yaml(content, shown)


def read_content(file: Path, shown: str) -> bytes | Problem:
    """The bytes of a plain file, or the problem that keeps it from being read."""
    try:
        return _refused(file.lstat(), shown) or file.read_bytes()
    except OSError as error:
        return problem(shown, Mark(), "unreadable-file", detail=_cause(error))


def decode_yaml(content: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """The node of a file's bytes, None if unusable; `shown` is its path as problems name it."""
    if len(content) > MAX_FILE_BYTES:
        return None, [_too_large(len(content), shown)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        mark = Mark(before.count(b"\n") + 1, column)
        return None, [problem(shown, mark, "not-utf-8")]
    found = list(_bad_characters(text, shown))
    if found:
        return None, found
    node, problems = _Builder(text, shown).document()
    return node, [*problems, *_foreign_letters(text, shown)]


def _refused(status: os.stat_result, shown: str) -> Problem | None:
    """What is not read at all: a link, a folder or device, a file that nobody could have typed."""
    if stat.S_ISLNK(status.st_mode):
        return problem(shown, Mark(), "symbolic-link")
    if not stat.S_ISREG(status.st_mode):
        return problem(shown, Mark(), "not-a-file")
    if status.st_size > MAX_FILE_BYTES:
        return _too_large(status.st_size, shown)
    return None


def _too_large(size: int, shown: str) -> Problem:
    values = {"size": size >> 20, "most": MAX_FILE_BYTES >> 20}
    return problem(shown, Mark(), "too-large", **values)


def _cause(error: OSError) -> str:
    kinds = {FileNotFoundError: "gone", PermissionError: "forbidden"}
    return kinds.get(type(error), "broken")


def parse_yaml(text: str, shown: str = "") -> tuple[Node | None, list[Problem]]:
    """The node of a text in which letters and signs are not looked at."""
    return _Builder(text, shown).document()


def _bad_characters(text: str, shown: str) -> Iterator[Problem]:
    for line, column, letter, *_ in invisible_characters(text):
        if letter == "\t":
            yield problem(shown, Mark(line, column), "tab")
        else:
            mark, code = Mark(line, column), code_point(letter)
            yield problem(shown, mark, "invisible-character", code=code)
    if unicodedata.is_normalized("NFC", text):
        return
    for number, words in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", words):
            composed = unicodedata.normalize("NFC", words)
            same = (i for i, (a, b) in enumerate(zip(words, composed, strict=False)) if a != b)
            mark = Mark(number, next(same, len(composed)) + 1)
            yield problem(shown, mark, "not-nfc", text=words.strip())


def _foreign_letters(text: str, shown: str) -> Iterator[Problem]:
    for line, column, letter, twin, word in foreign_letters(text):
        values = {"word": word, "letter": letter, "code": code_point(letter), "nearest": twin}
        yield problem(shown, Mark(line, column), "foreign-letter", **values)


class _Builder:
    """Builds nodes from the events of one YAML text."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.shown = shown
        self.found: list[Problem] = []

    def document(self) -> tuple[Node | None, list[Problem]]:
        try:
            root = self._root(yaml.parse(self.text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            self._explain(error)
            return None, self.found
        except (yaml.YAMLError, ValueError, RecursionError):
            self._say(Mark(), "bad-yaml")
            return None, self.found
        if root is None and not self.found:
            self._say(Mark(), "empty-file")
        return root, self.found

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        at = error.problem_mark or error.context_mark
        since = error.context_mark or at
        places = [(one.line, one.column) if one else (0, 0) for one in (at, since)]
        found = slip(self.lines, error.problem or "", places[0], error.context or "", places[1])
        self._say(self._inside(*found.place), found.rule, **found.values)

    def _inside(self, line: int, column: int) -> Mark:
        """A place counted from 0; the end of the text is that of its last line with words."""
        if line >= len(self.lines) or not "".join(self.lines[line:]).strip():
            line = max((i for i, one in enumerate(self.lines) if one.strip()), default=0)
            column = len(self.lines[line].rstrip())
        return Mark(line + 1, column + 1)

    def _say(self, mark: Mark, rule: str, **values: object) -> None:
        self.found.append(problem(self.shown, mark, rule, **values))

    def _root(self, events: Iterator[Any]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._say(_mark(event.start_mark), "second-document")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, depth=0)
                root = root or node
        return root if root is None or root.value is not None else None

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        start = event.start_mark
        node = Node(_mark(start), end=_mark(event.end_mark))
        if event.anchor:
            self._say(node.mark, "anchor", name=event.anchor)
        if getattr(event, "tag", None):
            self._say(node.mark, "tag", name=event.tag)
        if depth > _MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            node.value = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node.value = list(self._items(node, events, depth))
        elif isinstance(event, yaml.MappingStartEvent):
            node.value = self._pairs(node, events, depth)
        return node

    def _scalar(self, event: Any) -> str | None:
        if not event.style and not event.value:
            return None
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if not event.style and "#" in line and (lost := _LOST.match(line, end.column)):
            mark = Mark(end.line + 1, lost.start(1) + 1)
            self._say(mark, "lost-after-hash", text=lost[1].strip())
        if not event.style and end.line > event.start_mark.line:
            self._swallowed(event.start_mark.line + 1, end.line)
        if event.style == '"':
            for hidden in invisible_characters(event.value):
                code = code_point(hidden.letter)
                self._say(_mark(event.start_mark), "invisible-character", code=code)
        return str(event.value).rstrip("\n")

    def _swallowed(self, first: int, last: int) -> None:
        """Tell a list that is indented so far that it became words of the line above."""
        for number in range(first, min(last + 1, len(self.lines))):
            if begin := _SWALLOWED.match(self.lines[number]):
                self._say(Mark(number + 1, begin.end() - 1), "wrong-indent")

    def _items(self, node: Node, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                node.end = _closed(node, event)
                return
            yield self._node(event, events, depth + 1)

    def _pairs(self, node: Node, events: Iterator[Any], depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        node.keys = keys
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                node.end = _closed(node, event)
                break
            key = self._node(event, events, depth + 1)
            after = next(events)
            value = self._node(after, events, depth + 1)
            if not isinstance(key.value, str):
                self._say(key.mark, "bad-key")
            elif place := _missing_space(key.value, value):
                mark = Mark(key.mark.line, key.mark.column + place)
                self._say(mark, "missing-space", sign=key.value[place - 1])
            elif value.value is None and after.start_mark.index == event.end_mark.index:
                self._say(key.mark, "comma-in-braces", text=key.value)
            elif key.value in pairs:
                self._say(key.mark, "duplicate-key", key=key.value, line=keys[key.value].line)
            else:
                name = sys.intern(key.value)  # Thousands of records have the same keys.
                pairs[name] = value
                keys[name] = key.mark
        return pairs


def _missing_space(key: str, value: Node) -> int:
    """How far into a key the space was forgotten: `-id: a`, or `{id:a}`; 0 if it was not."""
    if key.startswith("-"):
        return 1
    return key.find(":") + 1 if value.value is None and not key.endswith(":") else 0


def _closed(node: Node, event: Any) -> Mark:
    """Where the bracket of a collection closes; what has none ends before the event's place."""
    is_bracket = event.end_mark.index > event.start_mark.index
    return _mark(event.end_mark) if is_bracket else node.mark


def _mark(mark: Any) -> Mark:
    return _place(mark.line + 1, mark.column + 1)


@lru_cache(maxsize=1 << 16)
def _place(line: int, column: int) -> Mark:
    """A place; one object for all files, of which there may be thousands with the same places."""
    return Mark(line, column)
