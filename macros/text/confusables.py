"""Knows which characters deceive the eye and how wide each is; refuses to know where they stand."""

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
_TWINS = {
    # Cyrillic, Greek and other letters that look like one of the Vietnamese alphabet.
    **dict(zip("АВЕКМНОРСТХУІЅЈԚԜҮ", "ABEKMHOPCTXYISJQWY", strict=True)),
    **dict(zip("аеорсухіѕјһԁԛԝѵ", "aeopcyxisjhdqwv", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ανορυι", "avopui", strict=True)),
    **dict(zip("ÐƉðɖıɑɡ", "ĐĐđđiag", strict=True)),
    **{chr(0xFF21 + i): chr(65 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(97 + i) for i in range(26)},
}
_FOREIGN = re.compile("[" + "".join(_TWINS) + "]")
_WORD = re.compile(r"[^\W\d_]+")


class SuspiciousCharacter(NamedTuple):
    """A character that deceives, and where: line and column from 1."""

    line: int
    column: int
    letter: str
    twin: str = ""
    """The letter of our alphabet that it looks like, if it looks like one."""
    word: str = ""
    """The word in which it stands then."""


def invisible_characters(text: str) -> Iterator[SuspiciousCharacter]:
    """What nobody can see."""
    places = _Places(text)
    for found in _INVISIBLE.finditer(text):
        yield SuspiciousCharacter(*places.at(found.start()), found[0])


def confusable_letters(text: str) -> Iterator[SuspiciousCharacter]:
    """Letters of another alphabet that pass for one of ours.

    A word that is written wholly in another alphabet and could not be ours is left alone, be it
    Greek or Russian.
    """
    if not _FOREIGN.search(text):
        return
    places = _Places(text)
    for word in _WORD.finditer(text):
        strange = _FOREIGN.search(word[0])
        if strange and all(one in _TWINS or _is_latin(one) for one in word[0]):
            place = places.at(word.start() + strange.start())
            yield SuspiciousCharacter(*place, strange[0], _TWINS[strange[0]], word[0])


class _Places:
    """Turns offsets that come in order into lines and columns, in one run over the text."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.start = text, 1, 0

    def at(self, offset: int) -> tuple[int, int]:
        self.line += self.text.count("\n", self.start, offset)
        self.start = max(self.start, self.text.rfind("\n", self.start, offset) + 1)
        return self.line, offset - self.start + 1


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "COMBINING"))


def escape_invisible(text: str) -> str:
    """`text` with everything invisible made visible: `‹U+202E›`, a tab as an arrow."""
    return _INVISIBLE.sub(lambda one: "→   " if one[0] == "\t" else f"‹{code_point(one[0])}›", text)


def code_point(letter: str) -> str:
    """`U+202E`."""
    return f"U+{ord(letter):04X}"


def display_width(text: str) -> int:
    """How many columns of a terminal a text without control characters takes."""
    return sum(_width(one) for one in text)


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
