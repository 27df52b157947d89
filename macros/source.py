"""Knows how YAML becomes nodes that remember where they stood; refuses to know their meaning."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

Loc = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 40
_LOST = re.compile(r"\s+(#.*)")
_INVISIBLE = re.compile(
    # Controls but for line ends, soft hyphen, separators, directions, joiners, private use, tags.
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U0010ffff]|\r(?!\n)"
)


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """Something a clerk must mend: where it is, which rule it breaks, and the values to name."""

    path: str
    mark: Mark
    rule: str
    values: tuple[tuple[str, str], ...] = ()


class Problems(Exception):
    """Raised when data cannot be used; holds every problem found, sorted."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(sorted(set(found)))
        super().__init__(f"{len(self.found)} problems")


_NO_KEYS: Mapping[str, Mark] = MappingProxyType({})


@dataclass(slots=True)
class Node:
    """A YAML value with its place. Scalars are the very text the editor typed; empty is None."""

    mark: Mark
    value: "str | list[Node] | dict[str, Node] | None" = None
    keys: Mapping[str, Mark] = field(default_factory=lambda: _NO_KEYS)
    end: Mark = field(default=Mark(), compare=False)
    """Behind the last sign of a scalar or of what stands in brackets; else that of the start."""

    def plain(self) -> Any:
        """The value without marks; a key without a value says no more than a missing one."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if not node.is_empty}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said: no value, blank words or an empty list."""
        return not (self.value.strip() if isinstance(self.value, str) else self.value)

    def empty_keys(self, loc: Loc = ()) -> Iterator[Loc]:
        """The places of the keys without a value."""
        if isinstance(self.value, dict):
            for key, node in self.value.items():
                if node.is_empty:
                    yield (*loc, key)
                yield from node.empty_keys((*loc, key))
        elif isinstance(self.value, list):
            for index, node in enumerate(self.value):
                yield from node.empty_keys((*loc, index))

    def mark_at(self, loc: Loc, around: Mark | None = None) -> Mark:
        """The place of the key or item at `loc`, or of the nearest thing around it.

        Steps that the file does not have are passed over: a name may be written without its key.
        `around` is the place of the whole, where that is not the place of its first key.
        """
        node, mark = self, around or self.mark
        for step in loc:
            if isinstance(node.value, dict) and step in node.value:
                assert isinstance(step, str)
                node, mark = node.value[step], node.keys[step]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.mark
        return mark


def nearest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """The candidate that `word` was most likely meant to be; empty when none is near.

    `cutoff`: how alike they must be, from 0 to 1. For addresses it is high, since the address of
    somebody else is worse than none.
    """
    found = difflib.get_close_matches(word, list(candidates), n=1, cutoff=cutoff)
    return found[0] if found else ""


def problem(path: str, mark: Mark, rule: str, **values: object) -> Problem:
    """A problem with the values its sentence names."""
    return Problem(path, mark, rule, tuple((key, str(value)) for key, value in values.items()))


def read(file: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """Read one file; `shown` is its path as problems name it. The node is None if unusable."""
    if file.is_symlink():
        return None, [problem(shown, Mark(), "symbolic-link")]
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        mark = Mark(before.count(b"\n") + 1, column)
        return None, [problem(shown, mark, "not-utf-8")]
    found = list(_bad_characters(text, shown))
    if found:
        return None, found
    return _Builder(text, shown).document()


def parse(text: str, shown: str = "") -> tuple[Node | None, list[Problem]]:
    """The node of a text in which letters and signs are not looked at."""
    return _Builder(text, shown).document()


def invisible(text: str) -> str:
    """The first sign in a text that nobody would see, as `U+200B`; empty if there is none."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _bad_characters(text: str, shown: str) -> Iterator[Problem]:
    for found in _INVISIBLE.finditer(text):
        mark = _place(text, found.start())
        if found[0] == "\t":
            yield problem(shown, mark, "tab")
        else:
            yield problem(shown, mark, "invisible-character", code=f"U+{ord(found[0]):04X}")
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next(i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b)
            mark = Mark(number, column + 1)
            yield problem(shown, mark, "not-nfc", text=line.strip())


def _place(text: str, offset: int) -> Mark:
    before = text[:offset]
    return Mark(before.count("\n") + 1, offset - before.rfind("\n"))


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
            where = error.problem_mark or error.context_mark
            self._say(_mark(where) if where else Mark(), "bad-yaml", detail=error.problem or "")
            return None, self.found
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self._say(Mark(), "bad-yaml", detail=type(error).__name__)
            return None, self.found
        if root is None and not self.found:
            self._say(Mark(), "empty-file")
        return root, self.found

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
        return str(event.value).rstrip("\n")

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
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                self._say(key.mark, "bad-key")
            elif key.value in pairs:
                self._say(key.mark, "duplicate-key", key=key.value, line=keys[key.value].line)
            else:
                pairs[key.value] = value
                keys[key.value] = key.mark
        return pairs


def _closed(node: Node, event: Any) -> Mark:
    """Where the bracket of a collection closes; what has none ends before the event's place."""
    is_bracket = event.end_mark.index > event.start_mark.index
    return _mark(event.end_mark) if is_bracket else node.mark


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)
