"""Locators: how an article or paragraph of a document is cited."""

import re
from functools import lru_cache

from macros.text.vietnamese import fold_accents, slugify

_NUMBERED = re.compile(r"(chương|điều|khoản|mục|điểm)\s+(\S+)", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"đoạn ([0-9]+(?:-[0-9]+)?(?:, [0-9]+(?:-[0-9]+)?)*)")

_LEVELS = ("chuong", "dieu", "khoan", "muc", "diem")
_MAX_RANGE = 1000
"""Paragraphs; a longer range is a typing error."""

Locator = tuple[str, ...]
"""Steps from the whole to the part, in lower case: `("điều 98", "khoản 2")`."""


@lru_cache(maxsize=1 << 14)
def parse_locator(locator: str) -> tuple[Locator, ...]:
    """The places that the text of a locator names; several are joined with `;`."""
    return tuple(_steps(part.strip()) for part in locator.split(";"))


def _steps(text: str) -> Locator:
    steps = _NUMBERED.findall(text)
    if not steps:
        return (text.lower(),)
    return tuple(f"{level} {number}".lower() for level, number in steps)


def has_misspelt_level(locator: str) -> bool:
    """Whether the name of a level lacks its accents, `Điều 4 khoan 1`, and so is not read."""
    rest = _NUMBERED.sub("", locator)
    return any(fold_accents(word) in _LEVELS for word in re.findall(r"\w+(?= +[0-9a-zđ])", rest))


def covers(outer: Locator, inner: Locator) -> bool:
    """Whether `inner` is `outer` or a part of it."""
    return inner[: len(outer)] == outer


@lru_cache(maxsize=1 << 14)
def locator_anchor(locator: str) -> str:
    """The fragment of an article on its page; `điểm đ` and `điểm d` have different ones."""
    return slugify(re.sub(r"\bđ\b", "dd", locator.lower()))


def paragraph_numbers(locator: str) -> tuple[int, ...]:
    """The numbers in `đoạn 3-5, 13`; raise ValueError for a text of another form."""
    match = _PARAGRAPHS.fullmatch(locator)
    if match is None:
        raise ValueError(locator)
    numbers: list[int] = []
    for part in match[1].split(", "):
        first, _, last = part.partition("-")
        if not 0 <= int(last or first) - int(first) < _MAX_RANGE:
            raise ValueError(locator)
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(numbers)
