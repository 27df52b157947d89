"""Functions from strings to strings, without any knowledge of records.

`vietnamese` and `dates` hold the language and its calendar, `locators` the citing of articles,
`confusables` deceptive characters, `suggest` what a mistyped word was meant to be, and `html_*`
read built pages: their tags, their sections for search, their running text.
"""

from macros.text.confusables import (
    code_point,
    confusable_letters,
    display_width,
    escape_invisible,
    invisible_characters,
)
from macros.text.dates import PartialDate, Period, Tristate, add_months, suggest_date
from macros.text.html_sections import SEARCH_EXCLUDE, SearchSection, search_sections
from macros.text.locators import (
    Locator,
    covers,
    has_misspelt_level,
    locator_anchor,
    locator_sort_key,
    paragraph_numbers,
    parse_locator,
    written_locator,
)
from macros.text.running_text import running_text_spans
from macros.text.suggest import closest_match
from macros.text.vietnamese import (
    date_in_figures,
    date_in_words,
    fold_accents,
    name_sort_key,
    slugify,
    sort_key,
    spelling_key,
)

__all__ = [
    "SEARCH_EXCLUDE",
    "Locator",
    "PartialDate",
    "Period",
    "SearchSection",
    "Tristate",
    "add_months",
    "closest_match",
    "code_point",
    "confusable_letters",
    "covers",
    "date_in_figures",
    "date_in_words",
    "display_width",
    "escape_invisible",
    "fold_accents",
    "has_misspelt_level",
    "invisible_characters",
    "locator_anchor",
    "locator_sort_key",
    "name_sort_key",
    "paragraph_numbers",
    "parse_locator",
    "running_text_spans",
    "search_sections",
    "slugify",
    "sort_key",
    "spelling_key",
    "suggest_date",
    "written_locator",
]
