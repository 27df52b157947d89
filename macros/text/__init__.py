"""Functions from strings to strings, without any knowledge of records.

`vietnamese` and `dates` hold the language and its calendar, `locators` the citing of articles,
`suggest` what a mistyped word was meant to be. `confusables` finds characters that mislead,
`blanks` blanks that nobody sees, `legacy_encodings` text in a wrong encoding, `credentials` pasted
secrets, `web_address` bad web addresses. `html_*` read built pages: their tags, their sections for
search, their running text.
"""

from macros.text.blanks import BLANKS, single_blanks
from macros.text.confusables import (
    MOST_MARKS,
    Alphabets,
    alphabets_of,
    code_point,
    display_width,
    escape_invisible,
    has_unusual_characters,
    invisible_characters,
    picture_in,
    suspicious_characters,
    with_blanks_for_hidden,
)
from macros.text.credentials import secrets_in
from macros.text.dates import (
    PartialDate,
    Period,
    Tristate,
    add_months,
    date_readings,
    suggest_date,
)
from macros.text.html_sections import SEARCH_EXCLUDE, SearchSection, search_sections
from macros.text.legacy_encodings import misread_lines
from macros.text.locators import (
    PARAGRAPH,
    Locator,
    covers,
    has_misspelt_level,
    has_paragraphs,
    locator_anchor,
    locator_sort_key,
    nearest_paragraphs,
    paragraph_numbers,
    parse_locator,
    written_locator,
)
from macros.text.running_text import running_text_spans
from macros.text.suggest import closest_match
from macros.text.vietnamese import (
    fold_accents,
    initials,
    is_syllable,
    name_sort_key,
    slugify,
    sort_key,
    spelling_key,
)
from macros.text.web_address import (
    BAD_ENDINGS,
    normal_web_address,
    shown_host,
    web_address_fault,
    without_user,
)
from macros.text.written_forms import (
    date_in_figures,
    date_in_words,
    month_names,
    translated_locator,
)

__all__ = [
    "BAD_ENDINGS",
    "BLANKS",
    "MOST_MARKS",
    "PARAGRAPH",
    "SEARCH_EXCLUDE",
    "Alphabets",
    "Locator",
    "PartialDate",
    "Period",
    "SearchSection",
    "Tristate",
    "add_months",
    "alphabets_of",
    "closest_match",
    "code_point",
    "covers",
    "date_in_figures",
    "date_in_words",
    "date_readings",
    "display_width",
    "escape_invisible",
    "fold_accents",
    "has_misspelt_level",
    "has_paragraphs",
    "has_unusual_characters",
    "initials",
    "invisible_characters",
    "is_syllable",
    "locator_anchor",
    "locator_sort_key",
    "misread_lines",
    "month_names",
    "name_sort_key",
    "nearest_paragraphs",
    "normal_web_address",
    "paragraph_numbers",
    "parse_locator",
    "picture_in",
    "running_text_spans",
    "search_sections",
    "secrets_in",
    "shown_host",
    "single_blanks",
    "slugify",
    "sort_key",
    "spelling_key",
    "suggest_date",
    "suspicious_characters",
    "translated_locator",
    "web_address_fault",
    "with_blanks_for_hidden",
    "without_user",
    "written_locator",
]
