"""YAML values with their places in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

Loc = tuple[str | int, ...]
"""The path to a part of a value: keys, and item numbers from 0."""


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class CellMark(Mark):
    """A place in a sheet of a workbook: row and column from 1, written `R1C1` as in Excel."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"R{self.line}C{self.column}"


class NoMark(Mark):
    """The place of what is in no file: an argument, a variable."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""


_NO_KEYS: Mapping[str, Mark] = MappingProxyType({})


@dataclass(slots=True)
class Node:
    """A YAML value with its place. A scalar is the text as typed; an empty one is None."""

    mark: Mark
    value: "str | list[Node] | dict[str, Node] | None" = None
    keys: Mapping[str, Mark] = field(default_factory=lambda: _NO_KEYS)
    """The places of the keys of a mapping."""
    end: Mark = field(default=Mark(), compare=False)
    """Behind the last character of a scalar or flow collection; else the same as `mark`."""

    def plain(self) -> Any:
        """The value without marks, and without the keys that have no value."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items() if not node.is_empty}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    @property
    def is_empty(self) -> bool:
        """Whether there is no value, blank text or an empty collection."""
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

    @property
    def length(self) -> int:
        """The characters that a scalar of one line takes in the file, with its quotes."""
        return self.end.column - self.mark.column

    def at(self, loc: Loc) -> "Node | None":
        """The node at `loc`; None if there is none."""
        node: Node | None = self
        for step in loc:
            value: Any = node.value if node else None
            is_there = step in value if isinstance(value, dict) else isinstance(value, list)
            node = value[step] if is_there else None
        return node

    def mark_at(self, loc: Loc, around: Mark | None = None) -> Mark:
        """The place of the key or item at `loc`, or of the nearest one around it.

        Steps that the file does not have are skipped: a name may be written without its key.
        `around` is the place of the whole, if it differs from that of its first key.
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
