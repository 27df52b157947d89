"""Knows Vietnamese spelling, order, names and dates; refuses to know what a word refers to."""

import re
import unicodedata
from functools import lru_cache

from macros.text.dates import PartialDate

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: chr(65 + i if i < 26 else 71 + i) for i, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONE_Y = re.compile(r"(?:[bcdđghklmnpqrstvx]*|qu)y")
"""Syllables in which y and i are one: `ký`, `kỹ`, `quý`, `y`; not `thúy`, which is not `thúi`."""


def fold_accents(text: str) -> str:
    """Lower case without accents and tone marks; đ becomes d."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def slugify(text: str, separator: str = "-") -> str:
    """A lower-case ASCII id: `Điều 98 khoản 2` becomes `dieu-98-khoan-2`."""
    return re.sub(r"[^a-z0-9]+", separator, fold_accents(text)).strip(separator)


def _apart(word: str) -> tuple[str, str]:
    """The letters of a syllable with hats and horns, and its tone mark, wherever it stood."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in spread if char in _TONES]
    letters = "".join(char for char in spread if char not in _TONES)
    return unicodedata.normalize("NFC", letters), tones[-1] if tones else ""


def normalize_spelling(text: str) -> str:
    """One way to write what can be written in several; for comparing, not for reading.

    Composed or not, `Thùy` or `Thuỳ`, `ký` or `kí`, capitals or not; the tone stands at the end of
    the syllable. Numbers lose their leading zeros, signs become spaces.
    """
    return " ".join(_spelled(word) for word in split_words(text))


def split_words(text: str) -> list[str]:
    """The words and numbers of a text; `qh13` is a word and a number."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1 << 14)
def _spelled(word: str) -> str:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    letters, tone = _apart(word)
    if _LONE_Y.fullmatch(fold_accents(letters)):
        letters = f"{letters[:-1]}i"
    return letters + tone


@lru_cache(maxsize=1 << 14)
def _syllable(word: str) -> str:
    if word.isdecimal():
        number = str(int(word))
        return f"{len(number):02}{number}"
    letters, tone = _apart(word)
    ranks = [_RANKS.get(letter) or _RANKS.get(fold_accents(letter)[:1], "~") for letter in letters]
    return "".join(ranks) + _TONES.get(tone, "0")


def sort_key(text: str) -> str:
    """A string whose code-point order is the Vietnamese alphabetical order of `text`.

    Syllable by syllable, letters before tones, tones in the order of Vietnamese dictionaries
    (level, huyền, hỏi, ngã, sắc, nặng); numbers by value.
    """
    return " ".join(_syllable(word) for word in split_words(text))


def name_sort_key(name: str) -> str:
    """The order of a list of people: given name, then middle names, then family name."""
    *family, given = name.split() or [""]
    parts = ([given], family[1:], family[:1])
    return " !".join(sort_key(" ".join(part)) for part in parts)


def date_in_words(date: PartialDate) -> str:
    """`ngày 7 tháng 3 năm 2025`, `tháng 3 năm 2025` or `năm 2025`."""
    parts = (
        date.day and f"ngày {date.day}",
        date.month and f"tháng {date.month}",
        f"năm {date.year}",
    )
    return " ".join(part for part in parts if part)


def date_in_figures(date: PartialDate) -> str:
    """`7/3/2025`, `3/2025` or `2025`."""
    return "/".join(str(part) for part in (date.day, date.month, date.year) if part)
