"""The known word that a mistyped one was most likely meant to be."""

import difflib
from collections.abc import Iterable

from macros.text.vietnamese import fold_accents

_UNRELATED = 3
"""From this edit distance on, two words are unrelated."""


def closest_match(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """The candidate that `word` was most likely meant to be; empty when none is close.

    Close is what differs by accents and capitals, or by two edits, or is similar as a whole.
    `cutoff` is the least similarity as a whole, from 0 to 1. For addresses it is high, since a
    wrong address is worse than none.
    """
    known = list(candidates)
    similar = "".join(difflib.get_close_matches(word, known, n=1, cutoff=cutoff))
    ranked = ((_distance(word, candidate), candidate != similar, candidate) for candidate in known)
    distance, _, best = min(ranked, default=(_UNRELATED, True, ""))
    return best if distance < _UNRELATED else similar


def _distance(typed: str, meant: str) -> int:
    """How many letters were dropped, added, changed or swapped (Damerau-Levenshtein), at most 3.

    Accents and capitals do not count. Words that share no letter are unrelated.
    """
    is_ascii = typed.isascii() and meant.isascii()
    if typed == meant or (not is_ascii and _folded(typed) == _folded(meant)):
        return 0
    if abs(len(typed) - len(meant)) >= _UNRELATED:
        return _UNRELATED
    pairs = enumerate(zip(typed, meant, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(typed), len(meant)))
    typed_end, meant_end = typed[shared:].lower(), meant[shared:].lower()
    last: list[int] = []
    row = list(range(len(meant_end) + 1))
    for i, letter in enumerate(typed_end, 1):
        before_last, last, row = last, row, [i]
        for j, wanted in enumerate(meant_end, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == meant_end[j - 2] and typed_end[i - 2] == wanted:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) >= _UNRELATED:
            return _UNRELATED
    return row[-1] if row[-1] < max(len(typed), len(meant)) else _UNRELATED


def _folded(word: str) -> str:
    return fold_accents(word).replace(" ", "-")
