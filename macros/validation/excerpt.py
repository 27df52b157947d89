"""Knows how a line of a file is drawn with a caret under a place; refuses to know what is wrong."""

from pathlib import Path

from macros.text import display_width, escape_invisible
from macros.yamlio import MAX_FILE_BYTES, Mark

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


class Lines:
    """The lines of files, each file read once; what is no plain file has none."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def at(self, path: str, mark: Mark) -> tuple[str, str] | None:
        """The drawing of a place, or None where there is no such line."""
        if path not in self._files:
            self._files[path] = _lines(Path(path))
        lines = self._files[path]
        if not 0 < mark.line <= len(lines) or not lines[mark.line - 1].strip():
            return None
        return excerpt(lines[mark.line - 1], mark)


def _lines(file: Path) -> list[str]:
    try:
        if file.suffix not in (".yml", ".md") or file.is_symlink():
            return []
        if not file.is_file() or file.stat().st_size > MAX_FILE_BYTES:
            return []
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return [line.removesuffix("\r") for line in text.split("\n")]
