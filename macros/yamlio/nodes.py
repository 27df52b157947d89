"""Knows a value of a file with its place, and finds the place of a part; refuses to read any."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

Loc = tuple[str | int, ...]
"""The way to a part: keys and numbers of items."""


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class CellMark(Mark):
    """A place in a sheet of a workbook: a row and a column, said as Excel can say it."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"R{self.line}C{self.column}"


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
