"""Reads YAML text into nodes with places, or reports why it cannot."""

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import yaml

from macros.text import (
    Alphabets,
    code_point,
    has_unusual_characters,
    invisible_characters,
    single_blanks,
    with_blanks_for_hidden,
)
from macros.yamlio.characters import character_problems, with_common_indent
from macros.yamlio.diagnose import diagnose_error, missing_space_in, wrong_sign_in
from macros.yamlio.nodes import Mark, Node
from macros.yamlio.problems import Problem, problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_NUMBER_SIGN = re.compile(r"\s+#\w")
"""A hash that begins a word, `#2`, and no comment."""
_COMMENT = re.compile(r"(?:\s+|(?<=[\"'\]}]))(#.*)")
_NULLS = ("~", "null", "Null", "NULL")
_LIST_ITEM = re.compile(r"\s*- ")
_BLOCKS = ("|", ">")
_OPENING_QUOTES = "“„‟‘‚"
_FIRST_OF_UNCLEAR = {*_OPENING_QUOTES, *(null[0] for null in _NULLS)}
_IN_CURLY_QUOTES = re.compile("[“„‟‘‚]([^“”„‟‘’‚]+)[”“‟’‘]")
_HIDDEN = ("tab", "invisible-character", "special-indent")
"""What is read as a blank, so that the rest of the file can be looked at."""
_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS left in the place of the real one."""
_DEFAULT = Alphabets()
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
    content: bytes, shown: str, *, is_data: bool = False, alphabets: Alphabets = _DEFAULT
) -> tuple[Node | None, list[Problem]]:
    """The node of a file's bytes, None if unusable; `shown` is its path as problems name it.

    `is_data`: what is right in YAML and misleads readers or editors is a problem, too. `alphabets`
    are those that the site uses.
    """
    text = decoded_text(content, shown)
    if isinstance(text, Problem):
        return None, [text]
    is_unusual = has_unusual_characters(text)
    characters = limit_problems(character_problems(text, shown, alphabets, is_unusual=is_unusual))
    is_hidden = any(found.rule in _HIDDEN for found in characters)
    if len(characters) > MAX_FILE_PROBLEMS or ("\r" in text and "\r" in text.replace("\r\n", "")):
        return None, characters
    if is_hidden:
        text = with_common_indent(with_blanks_for_hidden(text))
    builder = _NodeBuilder(text, shown, is_unusual=is_unusual, is_tidied=is_data)
    node, problems = builder.document()
    if is_hidden and node is None:
        return None, characters
    unclear = builder.unclear if is_data and node and not is_hidden else ()
    return node, limit_problems(chain(problems, unclear, characters))


def decoded_text(content: bytes, shown: str) -> str | Problem:
    """The text of a file, or the problem of one that has none."""
    if len(content) > MAX_FILE_BYTES:
        return _too_large(len(content), shown)
    if content.startswith(_POINTER):
        return problem(shown, Mark(), "lfs-pointer")
    if content.count(b"\0") > len(content) // 4:  # UTF-16 without its mark.
        return problem(shown, Mark(), "not-utf-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        return problem(shown, Mark(before.count(b"\n") + 1, column), "not-utf-8")


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
    tenths = -(-size * 10 >> 20)
    values = {"size": f"{tenths // 10}.{tenths % 10}", "most": f"{MAX_FILE_BYTES >> 20}.0"}
    return problem(shown, Mark(), "too-large", **values)


def _cause(error: OSError) -> str:
    kinds = {FileNotFoundError: "gone", PermissionError: "forbidden"}
    return kinds.get(type(error), "broken")


def parse_yaml(text: str, shown: str = "") -> tuple[Node | None, list[Problem]]:
    """The node of a text, and its problems; its characters are not checked."""
    return _NodeBuilder(text, shown).document()


class _LimitReached(Exception):
    """Raised at the first value that is one too many; the rest of the file is not read."""

    def __init__(self, mark: Mark, rule: str, most: int) -> None:
        super().__init__(rule)
        self.mark, self.rule, self.most = mark, rule, most


class _NodeBuilder:
    """Builds nodes from the parse events of one YAML text."""

    def __init__(
        self, text: str, shown: str, *, is_unusual: bool = True, is_tidied: bool = False
    ) -> None:
        self.lines = text.split("\n")
        self.is_unusual, self.has_escapes = is_unusual, "\\" in text
        self.is_tidied = is_tidied
        """Values are read without the blanks that are reported of them."""
        self.lines_with_hash = (
            {number for number, line in enumerate(self.lines) if "#" in line}
            if "#" in text
            else frozenset[int]()
        )
        self.text = text
        self.shown = shown
        self.problems: list[Problem] = []
        self.unclear: list[Problem] = []
        """Values that are right in YAML and mislead: blanks, quotes that are none, two lines."""
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
            elif isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                line = next(i for i, line in enumerate(self.lines) if line.startswith("%"))
                self._report(Mark(line + 1), "directive", text=self.lines[line].strip())
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
            before = len(self.problems)
            node.value = self._pairs(node, events, depth)
            if (
                self.problems
                and event.flow_style
                and self.lines[start.line].startswith("{{", start.column)
            ):
                self.problems[before:] = []
                self._report(node.mark, "reserved-start", sign="{{")
                # Some text was meant, and no mapping.
                node.value = self.lines[start.line][start.column :]
        return node

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if not event.style:
            line = event.end_mark.line
            if not value:
                if line in self.lines_with_hash and _NUMBER_SIGN.match(
                    self.lines[line], event.end_mark.column
                ):
                    self._report_lost(event.end_mark, is_plain=True)
                return None
            is_one_line = line == event.start_mark.line
            if not is_one_line or line in self.lines_with_hash or value[0] in _FIRST_OF_UNCLEAR:
                self._check_plain(event, value)
        else:
            self._check_styled(event, value)
            value = value.rstrip("\n")
            if not value.strip():
                self._note(_mark(event.start_mark), "empty-quotes")
        # Thousands of values are plain and ordinary.
        if event.style or self.is_unusual or "  " in value:
            value = self._without_blanks(_mark(event.start_mark), value)
        return value

    def _check_plain(self, event: Any, value: str) -> None:
        start, end = event.start_mark, event.end_mark
        before = len(self.problems)
        if end.line in self.lines_with_hash:
            self._report_lost(end, is_plain=True)
        if end.line > start.line:
            self._report_list_in_text(start.line + 1, end.line)
            if len(self.problems) == before:
                self._note_continued(start.line + 1)
        if value in _NULLS:
            self._report(_mark(start), "null-value", value=value)
        if value[0] in _OPENING_QUOTES and (quoted := _IN_CURLY_QUOTES.fullmatch(value)):
            self._note(_mark(start), "curly-quotes", nearest=quoted[1])

    def _check_styled(self, event: Any, value: str) -> None:
        if event.style in _BLOCKS:
            return
        if event.end_mark.line in self.lines_with_hash:
            self._report_lost(event.end_mark, is_plain=False)
        if event.style == '"' and self.has_escapes:
            for hidden in invisible_characters(value.replace("\t", " ")):
                self._report(
                    _mark(event.start_mark), "invisible-character", code=code_point(hidden)
                )

    def _note(self, mark: Mark, rule: str, **values: object) -> None:
        self.unclear.append(problem(self.shown, mark, rule, **values))

    def _without_blanks(self, mark: Mark, value: str) -> str:
        """The value to be read, its superfluous blanks noted."""
        tidy = single_blanks(value)
        if value == tidy or not tidy:
            return value
        self._note(mark, "blanks", value=value, nearest=tidy)
        return tidy if self.is_tidied else value

    def _note_continued(self, after: int) -> None:
        """Note the first line of those that go on with a plain value."""
        rest = enumerate(self.lines[after:], start=after)
        number, line = next((number, line) for number, line in rest if line.strip())
        self._note(Mark(number + 1, len(line) - len(line.lstrip()) + 1), "continued-value")

    def _report_lost(self, end: Any, *, is_plain: bool) -> None:
        """Report what a hash takes away: behind a plain value, right behind quotes or brackets."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        following = line[end.column : end.column + 1]
        is_possible = following == "#" or (is_plain and following.isspace())
        if is_possible and (comment := _COMMENT.match(line, end.column)):
            mark = Mark(end.line + 1, comment.start(1) + 1)
            self._report(mark, "lost-after-hash", text=comment[1].strip())

    def _report_list_in_text(self, first: int, last: int) -> None:
        """Report a list that is indented so far that it became text of the line above."""
        for number in range(first, min(last + 1, len(self.lines))):
            if match := _LIST_ITEM.match(self.lines[number]):
                self._report(Mark(number + 1, match.end() - 1), "wrong-indent")

    def _report_bad_key(self, key: Node) -> None:
        first = key.value[0].value if isinstance(key.value, list) and key.value else None
        if isinstance(first, str) and first.startswith("^"):
            self._report(key.mark, "footnote-mark", value=f"[{first}]")
        else:
            self._report(key.mark, "bad-key")

    def _end(self, node: Node, event: Any) -> None:
        """Note the end of a flow collection, by its closing event; a block collection has none."""
        is_bracket = event.end_mark.index > event.start_mark.index
        node.end = _mark(event.end_mark) if is_bracket else node.mark
        if is_bracket and event.end_mark.line in self.lines_with_hash:
            self._report_lost(event.end_mark, is_plain=False)

    def _items(self, node: Node, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for number, event in enumerate(events, start=1):
            if isinstance(event, yaml.SequenceEndEvent):
                self._end(node, event)
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
                self._end(node, event)
                break
            key = self._node(event, events, depth + 1)
            after = next(events)
            value = self._node(after, events, depth + 1)
            if not isinstance(key.value, str):
                self._report_bad_key(key)
            elif sign := wrong_sign_in(key.value, has_value=value.value is not None):
                mark = Mark(key.mark.line, key.mark.column + key.value.index(sign["sign"]))
                self._report(mark, "wrong-sign", **sign)
            elif offset := missing_space_in(key.value, has_value=value.value is not None):
                mark = Mark(key.mark.line, key.mark.column + offset)
                self._report(mark, "missing-space", sign=key.value[offset - 1])
            elif value.value is None and after.start_mark.index == event.end_mark.index:
                self._report(key.mark, "comma-in-braces", text=key.value)
            elif key.value in pairs:
                self._report(key.mark, "duplicate-key", key=key.value, line=keys[key.value].line)
            else:
                # Thousands of records have the same keys.
                name = sys.intern(single_blanks(key.value) if self.unclear else key.value)
                pairs[name] = value
                keys[name] = key.mark
        return pairs


def _mark(mark: Any) -> Mark:
    return _shared_mark(mark.line + 1, mark.column + 1)


@lru_cache(maxsize=1 << 16)
def _shared_mark(line: int, column: int) -> Mark:
    """One object for equal marks: thousands of files have nodes at the same places."""
    return Mark(line, column)
