"""Knows which of several words was most likely meant; refuses to know what the words are for."""

import difflib
import unicodedata
from collections.abc import Iterable

_MANY = 3
"""So many slips make another word."""


def closest_match(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """The candidate that `word` was most likely meant to be; empty when none is near.

    Near is what differs by accents and capitals, or by two letters, or is alike as a whole.
    `cutoff`: how alike, from 0 to 1. For addresses it is high, since the address of somebody else
    is worse than none.
    """
    known = list(candidates)
    found = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    slips = [(_slips(word, one), one != "".join(found), one) for one in known]
    best = min(slips, default=(_MANY, True, ""))
    return best[2] if best[0] < _MANY else "".join(found)


def _slips(typed: str, meant: str) -> int:
    """How many letters were dropped, added, changed or swapped; 3 for more than two.

    Accents and capitals do not count; nor is a word meant of which no letter is left.
    """
    is_ascii = typed.isascii() and meant.isascii()
    if typed == meant or (not is_ascii and _bare(typed) == _bare(meant)):
        return 0
    if abs(len(typed) - len(meant)) >= _MANY:
        return _MANY
    pairs = enumerate(zip(typed, meant, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(typed), len(meant)))
    one, other = typed[shared:].lower(), meant[shared:].lower()
    older: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, last, row = row, older, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(older[j] + 1, row[j - 1] + 1, older[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= _MANY:
            return _MANY
    return row[-1] if row[-1] < max(len(typed), len(meant)) else _MANY


def _bare(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in spread if not unicodedata.combining(char)).replace(" ", "-")
