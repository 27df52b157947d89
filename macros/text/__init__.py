"""Strings in, strings out: Vietnamese, dates, locators, confusable characters, HTML as text."""

from macros.text.confusables import (
    code_point,
    display_width,
    foreign_letters,
    invisible_characters,
    visible_text,
)
from macros.text.dates import Held, PartialDate, Period, suggest_date
from macros.text.html_prose import running_text
from macros.text.html_sections import SEARCH_EXCLUDE, SearchSection, search_sections
from macros.text.locators import (
    Locator,
    covers,
    locator_anchor,
    misspelt,
    paragraphs,
    parse_locator,
)
from macros.text.suggest import nearest
from macros.text.vietnamese import (
    date_in_figures,
    date_in_words,
    fold,
    name_key,
    slug,
    sort_key,
    spelling,
)

__all__ = [
    "SEARCH_EXCLUDE",
    "Held",
    "Locator",
    "PartialDate",
    "Period",
    "SearchSection",
    "code_point",
    "covers",
    "date_in_figures",
    "date_in_words",
    "display_width",
    "fold",
    "foreign_letters",
    "invisible_characters",
    "locator_anchor",
    "misspelt",
    "name_key",
    "nearest",
    "paragraphs",
    "parse_locator",
    "running_text",
    "search_sections",
    "slug",
    "sort_key",
    "spelling",
    "suggest_date",
    "visible_text",
]
