"""Knows Vietnamese spelling, order, names and dates; refuses to know what a word refers to."""

import re
import unicodedata

from macros.dates import PartialDate

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: chr(65 + i if i < 26 else 71 + i) for i, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"\d+|[^\W\d_]+")


def fold(text: str) -> str:
    """Lower case without accents and tone marks; đ becomes d."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def slug(text: str, separator: str = "-") -> str:
    """A lower-case ASCII id: `Điều 98 khoản 2` becomes `dieu-98-khoan-2`."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def _syllable(word: str) -> str:
    if word.isdigit():
        number = str(int(word))
        return f"{len(number):02}{number}"
    ranks, tone = [], "0"
    for char in unicodedata.normalize("NFC", word.lower()):
        kept = []
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
            else:
                kept.append(part)
        letter = unicodedata.normalize("NFC", "".join(kept))
        ranks.append(_RANKS.get(letter) or _RANKS.get(fold(letter)[:1], "~"))
    return "".join(ranks) + tone


def sort_key(text: str) -> str:
    """A string whose code-point order is the Vietnamese alphabetical order of `text`.

    Syllable by syllable, letters before tones, tones in the order of Vietnamese dictionaries
    (level, huyền, hỏi, ngã, sắc, nặng); numbers by value.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return " ".join(_syllable(word) for word in words)


def name_key(name: str) -> str:
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
