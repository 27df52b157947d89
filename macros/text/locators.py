"""Knows how a place in a text is written; refuses to know which texts there are."""

import re
from functools import lru_cache

from macros.text.vietnamese import fold_accents, slugify

_NUMBERED = re.compile(r"(chương|điều|khoản|mục|điểm)\s+(\S+)", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"đoạn ([0-9]+(?:-[0-9]+)?(?:, [0-9]+(?:-[0-9]+)?)*)")

_LEVELS = ("chuong", "dieu", "khoan", "muc", "diem")
_MOST = 1000
"""No citation names more paragraphs; a slip of the finger might."""

Locator = tuple[str, ...]
"""Steps from the whole to the part: `("điều 98", "khoản 2")`."""


@lru_cache(maxsize=1 << 14)
def parse_locator(locator: str) -> tuple[Locator, ...]:
    """The places that a locator names; several are joined with `;`."""
    return tuple(_place(part.strip()) for part in locator.split(";"))


def _place(text: str) -> Locator:
    steps = _NUMBERED.findall(text)
    if not steps:
        return (text.lower(),)
    return tuple(f"{level} {number}".lower() for level, number in steps)


def has_misspelt_level(locator: str) -> bool:
    """Whether a word for a level lacks its accents, `Điều 4 khoan 1`: it would be passed over."""
    rest = _NUMBERED.sub("", locator)
    return any(fold_accents(word) in _LEVELS for word in re.findall(r"\w+(?= +[0-9a-zđ])", rest))


def covers(outer: Locator, inner: Locator) -> bool:
    """Whether `inner` is `outer` or lies in it."""
    return inner[: len(outer)] == outer


@lru_cache(maxsize=1 << 14)
def locator_anchor(locator: str) -> str:
    """The fragment of an article on its page; `điểm đ` keeps apart from `điểm d`."""
    return slugify(re.sub(r"\bđ\b", "dd", locator.lower()))


def paragraph_numbers(locator: str) -> tuple[int, ...]:
    """The numbers in `đoạn 3-5, 13`; raise ValueError when it is not of that form."""
    match = _PARAGRAPHS.fullmatch(locator)
    if match is None:
        raise ValueError(locator)
    numbers: list[int] = []
    for part in match[1].split(", "):
        first, _, last = part.partition("-")
        if not 0 <= int(last or first) - int(first) < _MOST:
            raise ValueError(locator)
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(numbers)
