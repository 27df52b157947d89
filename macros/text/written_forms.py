"""Dates and places in the law, written as each language writes them."""

from functools import lru_cache

from babel.dates import format_date, get_month_names

from macros.text.dates import PartialDate
from macros.text.locators import numbered_places

_VIETNAMESE = "vi"
_LOCALES = {"en": "en_GB"}
"""The country whose dates a language has; else the language decides alone."""
_LEVELS = {
    "en": {
        "phần": "part",
        "chương": "chapter",
        "mục": "section",
        "tiểu mục": "subsection",
        "điều": "article",
        "khoản": "clause",
        "điểm": "point",
        "đoạn": "paragraph",
    }
}
"""The divisions of a legal text in other languages."""


@lru_cache(maxsize=1 << 14)
def date_in_figures(date: PartialDate, lang: str = _VIETNAMESE) -> str:
    """`7/3/2025`, `3/2025` or `2025`; in English `7 March 2025`, `March 2025` or `2025`."""
    if lang == _VIETNAMESE:
        return "/".join(str(part) for part in (date.day, date.month, date.year) if part)
    pattern = " ".join(
        form for form, part in (("d", date.day), ("MMMM", date.month), ("y", date.year)) if part
    )
    return format_date(date.first, pattern, locale=_LOCALES.get(lang, lang))


def month_names(lang: str) -> dict[str, int]:
    """The months by their names and the short forms of these, in lower case; few have numbers."""
    if lang == _VIETNAMESE:
        return {}
    locale = _LOCALES.get(lang, lang)
    return {
        name.lower(): number
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=locale).items()
    }


def date_in_words(date: PartialDate, lang: str = _VIETNAMESE) -> str:
    """`ngày 7 tháng 3 năm 2025`, `tháng 3 năm 2025` or `năm 2025`; in English as in figures."""
    if lang != _VIETNAMESE:
        return date_in_figures(date, lang)
    parts = (
        date.day and f"ngày {date.day}",
        date.month and f"tháng {date.month}",
        f"năm {date.year}",
    )
    return " ".join(part for part in parts if part)


@lru_cache(maxsize=1 << 14)
def translated_locator(locator: str, lang: str) -> str:
    """A place in the law in another language: `khoản 2 Điều 98` becomes `Article 98, clause 2`.

    As it is where the language has no names for the divisions, or where more than numbered
    divisions is said.
    """
    levels = _LEVELS.get(lang)
    places = numbered_places(locator)
    if levels is None or places is None:
        return locator
    return "; ".join(_translated(place, levels) for place in places)


def _translated(place: list[tuple[str, str]], levels: dict[str, str]) -> str:
    text = ", ".join(f"{levels[level.lower()]} {number}" for level, number in place)
    return text[:1].upper() + text[1:]
