"""Invisible and confusable characters (Unicode TS 39), and the display width of text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_INVISIBLE = re.compile(
    # Controls but for line ends, soft hyphen, separators, directions, joiners, private use, tags.
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\uffff\U000e0000-\U0010ffff]|\r(?!\n)"
)
_LOOKALIKES = {
    # Cyrillic, Greek and other letters that look like one of the Vietnamese alphabet.
    **dict(zip("АВЕКМНОРСТХУІЅЈԚԜҮ", "ABEKMHOPCTXYISJQWY", strict=True)),
    **dict(zip("аеорсухіѕјһԁԛԝѵ", "aeopcyxisjhdqwv", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ανορυι", "avopui", strict=True)),
    **dict(zip("ÐƉðɖıɑɡ", "ĐĐđđiag", strict=True)),
    **{chr(0xFF21 + i): chr(65 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(97 + i) for i in range(26)},
}
_CONFUSABLE = re.compile("[" + "".join(_LOOKALIKES) + "]")
_WORD = re.compile(r"[^\W\d_]+")


class SuspiciousCharacter(NamedTuple):
    """An invisible or confusable character and its place; line and column count from 1."""

    line: int
    column: int
    character: str
    lookalike: str = ""
    """The Vietnamese letter that a confusable letter looks like; empty for an invisible one."""
    word: str = ""
    """The word around a confusable letter."""


def invisible_characters(text: str) -> Iterator[SuspiciousCharacter]:
    """The characters that no reader can see: controls, directions, joiners, private use."""
    places = _LineColumns(text)
    for match in _INVISIBLE.finditer(text):
        yield SuspiciousCharacter(*places.at(match.start()), match[0])


def confusable_letters(text: str) -> Iterator[SuspiciousCharacter]:
    """Letters of another alphabet that look like Vietnamese ones; the first one of each word.

    A word that holds other letters of that alphabet, too, is Greek or Russian and is left alone.
    """
    if not _CONFUSABLE.search(text):
        return
    places = _LineColumns(text)
    for word in _WORD.finditer(text):
        match = _CONFUSABLE.search(word[0])
        if match and all(letter in _LOOKALIKES or _is_latin(letter) for letter in word[0]):
            place = places.at(word.start() + match.start())
            yield SuspiciousCharacter(*place, match[0], _LOOKALIKES[match[0]], word[0])


class _LineColumns:
    """Turns ascending offsets into lines and columns in one pass over the text."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.start = text, 1, 0

    def at(self, offset: int) -> tuple[int, int]:
        self.line += self.text.count("\n", self.start, offset)
        self.start = max(self.start, self.text.rfind("\n", self.start, offset) + 1)
        return self.line, offset - self.start + 1


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "COMBINING"))


def escape_invisible(text: str) -> str:
    """`text` with its invisible characters written out: `‹U+202E›`, a tab as an arrow."""
    return _INVISIBLE.sub(
        lambda match: "→   " if match[0] == "\t" else f"‹{code_point(match[0])}›", text
    )


def code_point(character: str) -> str:
    """The name of a character by its number: `U+202E`."""
    return f"U+{ord(character):04X}"


def display_width(text: str) -> int:
    """The width of a text without control characters, in columns of a terminal."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
