"""Reads YAML text into nodes with places, or reports why it cannot."""

import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import yaml

from macros.text import code_point, confusable_letters, invisible_characters
from macros.yamlio.diagnose import diagnose_error
from macros.yamlio.nodes import Mark, Node
from macros.yamlio.problems import Problem, problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_COMMENT = re.compile(r"\s+(#.*)")
_BLANKS = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SPECIAL_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NULLS = ("~", "null", "Null", "NULL")
_LIST_ITEM = re.compile(r"\s*- ")
MAX_FILE_BYTES = 4 << 20
"""The size above which a file is not read: ten times the largest file that was seen."""
MAX_NODES = 100_000
"""Values and keys of a file: thirty times the largest file that was seen."""
MAX_ITEMS = 2_000
"""Items of a list: thirty times the longest list that was seen."""
MAX_FILE_PROBLEMS = 1_000
"""Problems of a file that are listed; whoever has more mends them a part at a time."""


def read_yaml(file: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read one file; `shown` is its path as problems name it. The node is None if unusable."""
    content = read_content(file, shown)
    return (None, [content]) if isinstance(content, Problem) else decode_yaml(content, shown)


def read_content(file: Path, shown: str) -> bytes | Problem:
    """The bytes of a plain file, or the problem that keeps it from being read."""
    try:
        return _reason_not_to_read(file.lstat(), shown) or file.read_bytes()
    except OSError as error:
        return problem(shown, Mark(), "unreadable-file", detail=_cause(error))


def decode_yaml(
    content: bytes, shown: str, *, checks_blanks: bool = False
) -> tuple[Node | None, list[Problem]]:
    """The node of a file's bytes, None if unusable; `shown` is its path as problems name it.

    `checks_blanks`: blanks that nobody sees in a value are problems, too.
    """
    if len(content) > MAX_FILE_BYTES:
        return None, [_too_large(len(content), shown)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        mark = Mark(before.count(b"\n") + 1, column)
        return None, [problem(shown, mark, "not-utf-8")]
    if bad_characters := limit_problems(_bad_characters(text, shown)):
        return None, bad_characters
    builder = _NodeBuilder(text, shown)
    node, problems = builder.document()
    blanks = builder.blanks if checks_blanks and node else ()
    return node, limit_problems(chain(problems, blanks, _confusable_letters(text, shown)))


def limit_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The first problems of a file; where there are more, the last one says so."""
    first = list(islice(problems, MAX_FILE_PROBLEMS + 1))
    if len(first) > MAX_FILE_PROBLEMS:
        last = first.pop()
        values = {"most": MAX_FILE_PROBLEMS}
        first.append(problem(last.path, last.mark, "too-many-problems", **values))
    return first


def _reason_not_to_read(status: os.stat_result, shown: str) -> Problem | None:
    """The problem of a link, a folder or device, or a file that is too large; else None."""
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
    """The node of a text, and its problems; its characters are not checked."""
    return _NodeBuilder(text, shown).document()


def _bad_characters(text: str, shown: str) -> Iterator[Problem]:
    for line, column, character, *_ in invisible_characters(text):
        if character == "\t":
            yield problem(shown, Mark(line, column), "tab")
        else:
            mark, code = Mark(line, column), code_point(character)
            yield problem(shown, mark, "invisible-character", code=code)
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line_text in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line_text):
            composed = unicodedata.normalize("NFC", line_text)
            pairs = enumerate(zip(line_text, composed, strict=False))
            index = next((i for i, (typed, normal) in pairs if typed != normal), len(composed))
            yield problem(shown, Mark(number, index + 1), "not-nfc", text=line_text.strip())


def _confusable_letters(text: str, shown: str) -> Iterator[Problem]:
    for line, column, letter, lookalike, word in confusable_letters(text):
        values = {"letter": letter, "code": code_point(letter), "nearest": lookalike}
        yield problem(shown, Mark(line, column), "foreign-letter", word=word, **values)


class _LimitReached(Exception):
    """Raised at the first value that is one too many; the rest of the file is not read."""

    def __init__(self, mark: Mark, rule: str, most: int) -> None:
        super().__init__(rule)
        self.mark, self.rule, self.most = mark, rule, most


class _NodeBuilder:
    """Builds nodes from the parse events of one YAML text."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.shown = shown
        self.problems: list[Problem] = []
        self.blanks: list[Problem] = []
        """Values with blanks that nobody sees: at an end, several in a row, of a special width."""
        self.count = 0
        """How many values and keys were read."""

    def document(self) -> tuple[Node | None, list[Problem]]:
        try:
            root = self._root(yaml.parse(self.text, Loader=_LOADER))
        except yaml.MarkedYAMLError as error:
            self._explain(error)
            return None, self.problems
        except _LimitReached as limit:
            self._report(limit.mark, limit.rule, most=limit.most)
            return None, self.problems
        except (yaml.YAMLError, ValueError):  # A character that YAML or UTF-8 does not know.
            self._report(Mark(), "bad-yaml")
            return None, self.problems
        if root is None and not self.problems:
            self._report(Mark(), "empty-file")
        return root, self.problems

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        marks = (mark, error.context_mark or mark)
        places = [(mark.line, mark.column) if mark else (0, 0) for mark in marks]
        diagnosis = diagnose_error(
            self.lines, error.problem or "", places[0], error.context or "", places[1]
        )
        line, column = diagnosis.place
        self._report(Mark(line + 1, column + 1), diagnosis.rule, **diagnosis.values)

    def _report(self, mark: Mark, rule: str, **values: object) -> None:
        self.problems.append(problem(self.shown, mark, rule, **values))

    def _root(self, events: Iterator[Any]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._report(_mark(event.start_mark), "second-document")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, depth=0)
                root = root or node
        return root if root is None or root.value is not None else None

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        start = event.start_mark
        self.count += 1
        if self.count > MAX_NODES:
            raise _LimitReached(_mark(start), "too-many-values", MAX_NODES)
        node = Node(_mark(start), end=_mark(event.end_mark))
        if event.anchor:
            self._report(node.mark, "anchor", name=event.anchor)
        if getattr(event, "tag", None):
            self._report(node.mark, "tag", name=event.tag)
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
        is_plain_text = not event.style
        is_more = line[end.column : end.column + 1].isspace()
        if is_plain_text and is_more and (comment := _COMMENT.match(line, end.column)):
            mark = Mark(end.line + 1, comment.start(1) + 1)
            self._report(mark, "lost-after-hash", text=comment[1].strip())
        if not event.style and end.line > event.start_mark.line:
            self._report_list_in_text(event.start_mark.line + 1, end.line)
        if event.style == '"':
            for hidden in invisible_characters(event.value):
                code = code_point(hidden.character)
                self._report(_mark(event.start_mark), "invisible-character", code=code)
        elif not event.style and event.value in _NULLS:
            self._report(_mark(event.start_mark), "null-value", value=event.value)
        value = str(event.value).rstrip("\n")
        if (tidy := single_blanks(value)) and value != tidy:
            mark = _mark(event.start_mark)
            self.blanks.append(problem(self.shown, mark, "blanks", value=value, nearest=tidy))
        return value

    def _report_list_in_text(self, first: int, last: int) -> None:
        """Report a list that is indented so far that it became text of the line above."""
        for number in range(first, min(last + 1, len(self.lines))):
            if match := _LIST_ITEM.match(self.lines[number]):
                self._report(Mark(number + 1, match.end() - 1), "wrong-indent")

    def _items(self, node: Node, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for number, event in enumerate(events, start=1):
            if isinstance(event, yaml.SequenceEndEvent):
                node.end = _end_mark(node, event)
                return
            if number > MAX_ITEMS:
                raise _LimitReached(_mark(event.start_mark), "too-many-items", MAX_ITEMS)
            yield self._node(event, events, depth + 1)

    def _pairs(self, node: Node, events: Iterator[Any], depth: int) -> dict[str, Node]:
        pairs: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        node.keys = keys
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                node.end = _end_mark(node, event)
                break
            key = self._node(event, events, depth + 1)
            after = next(events)
            value = self._node(after, events, depth + 1)
            if not isinstance(key.value, str):
                self._report(key.mark, "bad-key")
            elif offset := _missing_space(key.value, value):
                mark = Mark(key.mark.line, key.mark.column + offset)
                self._report(mark, "missing-space", sign=key.value[offset - 1])
            elif value.value is None and after.start_mark.index == event.end_mark.index:
                self._report(key.mark, "comma-in-braces", text=key.value)
            elif key.value in pairs:
                self._report(key.mark, "duplicate-key", key=key.value, line=keys[key.value].line)
            else:
                name = sys.intern(key.value)  # Thousands of records have the same keys.
                pairs[name] = value
                keys[name] = key.mark
        return pairs


def single_blanks(text: str) -> str:
    """A text without blanks at its ends, with one common blank in the place of any others.

    Line breaks and tabs stay as they are, and so does a text with indented lines: they are meant.
    """
    is_tidy = "  " not in text and text[:1] != " " and text[-1:] != " "
    if "\n " in text or (is_tidy and (text.isascii() or not _SPECIAL_BLANK.search(text))):
        return text
    return _BLANKS.sub(" ", text).strip(" ")


def _missing_space(key: str, value: Node) -> int:
    """The offset in a key at which a space is missing: `-id: a`, `{id:a}`; 0 if none is."""
    if key.startswith("-"):
        return 1
    return key.find(":") + 1 if value.value is None and not key.endswith(":") else 0


def _end_mark(node: Node, event: Any) -> Mark:
    """The end of a flow collection, from its closing event; a block collection has none."""
    is_bracket = event.end_mark.index > event.start_mark.index
    return _mark(event.end_mark) if is_bracket else node.mark


def _mark(mark: Any) -> Mark:
    return _shared_mark(mark.line + 1, mark.column + 1)


@lru_cache(maxsize=1 << 16)
def _shared_mark(line: int, column: int) -> Mark:
    """One object for equal marks: thousands of files have nodes at the same places."""
    return Mark(line, column)
