"""Knows what a sheet holds, whatever file it is in; refuses to know any form of file."""

from collections.abc import Mapping
from dataclasses import dataclass

from macros.cells import Raw

MOST_BYTES = 20_000_000
"""How large a file may be that is read."""
MOST_LETTERS = 32_767
"""What Excel holds in one cell."""


@dataclass(frozen=True)
class Found:
    """A cell as it was read: its value, its number format, and a rule that it breaks by itself."""

    value: Raw
    form: str = ""
    wrong: str = ""


Grid = dict[tuple[int, int], Found]
"""The cells of a sheet that hold something, by row and column from 1."""


@dataclass(frozen=True)
class Heading:
    """A column to write: its name, its key, a hint, how wide it is, and what may be chosen."""

    title: str
    key: str
    help: str = ""
    width: int = 24
    choices: tuple[str, ...] = ()


Written = Mapping[str, tuple[tuple[Heading, ...], list[list[str]]]]
"""The sheets to write: their columns and rows."""
Merged = Mapping[str, tuple[tuple[int, int, str], ...]]
"""The merged cells of each sheet: where they begin, and from where to where they go."""
