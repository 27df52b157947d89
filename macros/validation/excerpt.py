"""Draws a line of a file with a caret under a place."""

from collections.abc import Callable
from pathlib import Path

from macros.text import display_width, escape_invisible
from macros.yamlio import MAX_FILE_BYTES, Mark, read_content

_WIDTH = 76
"""Columns of the piece that is shown of a long line."""
_BEFORE = 50
"""How many of them may stand before the place."""


def excerpt(line: str, mark: Mark) -> tuple[str, str]:
    """The line with its number, and a caret under the place.

    Invisible characters are shown by their code; of a long line the piece around the place.
    """
    before, after = line[: mark.column - 1], line[mark.column - 1 :]
    left, right = escape_invisible(before), escape_invisible(after).rstrip()
    while right and display_width(right[0]) == 0 and left:
        # A mark that is written apart stands on the letter before it, and so does the caret.
        left, right = left[:-1], left[-1] + right
    if display_width(left) > _BEFORE:
        left = "…" + _last(left, _BEFORE - 1)
    if display_width(left) + display_width(right) > _WIDTH:
        right = _first(right, _WIDTH - display_width(left) - 1) + "…"
    number = f"{mark.line:>5} | "
    blank = " " * (len(number) - 2) + "| "
    return f"{number}{left}{right}".rstrip(), f"{blank}{' ' * display_width(left)}^"


def read_plain_file(path: str) -> bytes | None:
    """The bytes of a YAML file or page; None of what can not be read or is no plain file."""
    content = read_content(Path(path), path) if path.endswith((".yml", ".md")) else None
    return content if isinstance(content, bytes) else None


def _first(text: str, most: int) -> str:
    """The beginning of a text that fits into `most` columns."""
    end = min(len(text), most)
    while display_width(text[:end]) > most:
        end -= 1
    return text[:end]


def _last(text: str, most: int) -> str:
    """The end of a text that fits into `most` columns; it begins with a letter of its own."""
    start = max(len(text) - most, 0)
    while display_width(text[start:]) > most or (
        start < len(text) and display_width(text[start]) == 0
    ):
        start += 1
    return text[start:]


class Excerpts:
    """Draws places of files, each of which is read once."""

    def __init__(self, read: Callable[[str], bytes | None] = read_plain_file) -> None:
        self._read = read
        self._lines: dict[str, list[str]] = {}

    def at(self, path: str, mark: Mark) -> tuple[str, str] | None:
        """The drawing of a place, or None where there is no such line."""
        if path not in self._lines:
            content = self._read(path) or b""
            is_read = len(content) <= MAX_FILE_BYTES
            text = content.decode("utf-8-sig", errors="replace") if is_read else ""
            self._lines[path] = [line.removesuffix("\r") for line in text.split("\n")]
        lines = self._lines[path]
        if not 0 < mark.line <= len(lines) or not lines[mark.line - 1].strip():
            return None
        return excerpt(lines[mark.line - 1], mark)
