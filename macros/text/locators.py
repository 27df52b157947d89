"""Locators: how an article or paragraph of a document is cited."""

import re
from functools import lru_cache

from macros.text.vietnamese import fold_accents, slugify

_LEVELS = ("phần", "chương", "mục", "tiểu mục", "điều", "khoản", "điểm")
"""The divisions of a legal text, from the whole to the part."""
_FOLDED_LEVELS = frozenset(map(fold_accents, _LEVELS))
_NUMBERED = re.compile(
    r"(phần(?=\s+(?:[IVXLC]+|[0-9]+)\b)|chương|điều|khoản|(?:tiểu )?mục|điểm)\s+([^\s,]+)",
    re.IGNORECASE,
)
PARAGRAPH = "đoạn"
"""The division of an article in a newspaper; a law has the others."""
_PARAGRAPHS = re.compile(r"đoạn ([0-9]+(?:-[0-9]+)?(?:, [0-9]+(?:-[0-9]+)?)*)")

_MAX_RANGE = 1000
"""Paragraphs; a longer range is a typing error."""

Locator = tuple[str, ...]
"""Steps from the whole to the part, in lower case: `("điều 98", "khoản 2")`."""


@lru_cache(maxsize=1 << 14)
def parse_locator(locator: str) -> tuple[Locator, ...]:
    """The places that the text of a locator names; several are joined with `;`."""
    return tuple(_steps(part.strip()) for part in locator.split(";"))


def _steps(text: str) -> Locator:
    steps = _numbered_steps(text)
    return tuple(f"{level} {number}".lower() for level, number in steps) or (text.lower(),)


def _numbered_steps(text: str) -> list[tuple[str, str]]:
    """The levels that a place names, with their numbers, from the whole to the part."""
    return sorted(_NUMBERED.findall(text), key=lambda step: _LEVELS.index(step[0].lower()))


def numbered_places(locator: str) -> list[list[tuple[str, str]]] | None:
    """The levels and numbers of each place that a locator names, from the whole to the part.

    None where it says more than that. Paragraphs of an article in a newspaper are a level, too.
    """
    places = []
    for part in locator.split(";"):
        if paragraphs := _PARAGRAPHS.fullmatch(part.strip()):
            places.append([(PARAGRAPH, paragraphs[1])])
            continue
        steps = _numbered_steps(part)
        if not steps or re.search(r"\w", _NUMBERED.sub("", part)):
            return None
        places.append(steps)
    return places


def written_locator(locator: str) -> str:
    """The text of a locator as the law writes it, from the part to the whole.

    `Điều 98 khoản 1 điểm a` becomes `điểm a khoản 1 Điều 98`. A place that is named by other words
    than numbered levels stays as it is.
    """
    return "; ".join(_written(part.strip()) for part in locator.split(";"))


def _written(text: str) -> str:
    steps = _numbered_steps(text)
    if len(steps) < 2 or re.search(r"\w", _NUMBERED.sub("", text)):
        return text
    return " ".join(f"{level} {number}" for level, number in reversed(steps))


def has_misspelt_level(locator: str) -> bool:
    """Whether the name of a level lacks its accents, `Điều 4 khoan 1`, and so is not read."""
    rest = _NUMBERED.sub("", locator)
    words = {word.lower() for word in re.findall(r"\w+(?= +[0-9a-zđ])", rest)}
    return any(fold_accents(word) in _FOLDED_LEVELS for word in words.difference(_LEVELS))


def covers(outer: Locator, inner: Locator) -> bool:
    """Whether `inner` is `outer` or a part of it."""
    return inner[: len(outer)] == outer


@lru_cache(maxsize=1 << 14)
def locator_anchor(locator: str) -> str:
    """The fragment of an article on its page, the same in whichever order it was typed.

    `điểm đ` and `điểm d` have different ones.
    """
    places = map(_anchor_text, locator.lower().split(";"))
    return slugify(re.sub(r"\bđ\b", "dd", " ".join(places)))


def _anchor_text(text: str) -> str:
    is_numbered = not re.search(r"\w", _NUMBERED.sub("", text))
    return " ".join(_steps(text)) if is_numbered else text


def locator_sort_key(locator: str) -> str:
    """A key that puts places in the order of the document: `khoản 2` before `khoản 10`."""
    return re.sub("[0-9]+", lambda number: number[0].zfill(6), locator_anchor(locator))


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


def has_paragraphs(locator: str, count: int | None) -> bool:
    """Whether a text of so many paragraphs has those that a locator names in the right form."""
    try:
        numbers = paragraph_numbers(locator)
    except ValueError:
        return False
    return min(numbers) > 0 and max(numbers) <= (count or max(numbers))


def nearest_paragraphs(locator: str, count: int | None) -> str:
    """The same paragraphs in the right form, `đoạn 3-5, 13`; empty if there are none such."""
    if not fold_accents(locator).startswith(("doan", *"123456789")):
        return ""
    numbers = re.findall(r"[0-9]+(?:\s*[-–—]\s*[0-9]+)?", locator)
    near = "đoạn " + ", ".join(re.sub(r"\s*[-–—]\s*", "-", number) for number in numbers)
    return near if has_paragraphs(near, count) else ""
