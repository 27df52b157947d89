"""How much room letters take, and how a text is broken to fit a width."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_WIDTHS = {
    "ijlıI'|": 0.24,
    "ft /.,:;!()[]-": 0.31,
    'r"“”': 0.36,
    "cksvxyzJ": 0.52,
    "mM": 0.86,
    "wCDGHNOQRU": 0.75,
    "W@%": 0.98,
}
"""Widths of letters in shares of their size; others are 0.6. Rather too wide than too narrow."""
_EM = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_PIECE = re.compile(r"[^/ -]+[/ -]*")
"""What is not broken: a word with the blank, the slash or the hyphen behind it."""


@cache
def text_width(text: str, size: int, is_bold: bool = False) -> float:
    """The width of a text in pixels, in any of the fonts of the site, as far as one can tell."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(_EM.get(letter, 0.6) for letter in letters) * size * (1.08 if is_bold else 1.02)


def broken_lines(
    text: str, width: float, size: int, count: int, is_bold: bool = False
) -> tuple[str, ...]:
    """A text on `count` lines at most; what does not fit is left out behind three dots."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size, is_bold) > width:
            lines.append("")
        lines[-1] += piece
    shown = [line.rstrip() for line in lines]
    if len(shown) > count:
        shown[count - 1 :] = [f"{shown[count - 1]}…"]
    return tuple(_shortened(line, width, size, is_bold) for line in shown)


def fits(text: str, width: float, size: int, count: int, is_bold: bool = False) -> bool:
    """Whether a text needs no more than `count` lines."""
    return not any("…" in line for line in broken_lines(text, width, size, count, is_bold))


def key_places(
    texts: Iterable[str], width: int, size: int, top: int
) -> tuple[tuple[tuple[str, int, int], ...], int]:
    """The texts of a key in rows, each with its corner, and where the last row ends."""
    x, y, places = 0, top + 24, []
    for text in texts:
        room = round(text_width(text, size)) + 30
        if x and x + room > width:
            x, y = 0, y + 24
        places.append((text, x, y))
        x += room + 24
    return tuple(places), y + 10


def _shortened(line: str, width: float, size: int, is_bold: bool) -> str:
    """A line without what does not fit."""
    short = line
    while len(short) > 1 and text_width(short, size, is_bold) > width:
        short = f"{short.rstrip('…')[:-1].rstrip()}…"
    return short
