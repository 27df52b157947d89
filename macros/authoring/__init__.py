"""Pages written by hand: what they may hold, and every problem of them before one is made.

`front_matter`, `template_gate`, `sandbox`, `macro_calls` and `html_policy` each look at one layer
of a page, `check_pages` at all of them in turn; `page_collisions` looks at the addresses of pages,
`site_files` at the files around them.
"""

from macros.authoring.check_pages import MadePages, check_folder, check_pages
from macros.authoring.hand_page import HandPage, read_page
from macros.authoring.html_policy import EXTENSIONS, check_html
from macros.authoring.macro_calls import EMPTY_BLOCK, MACROS, AuthorError, CallChecks
from macros.authoring.page_collisions import find_page_collisions
from macros.authoring.page_text import PageText
from macros.authoring.sandbox import DELIMITERS, Macro, expand
from macros.authoring.site_files import DOCS_KINDS, OVERRIDES_KINDS, find_stray_files

__all__ = [
    "DELIMITERS",
    "DOCS_KINDS",
    "EMPTY_BLOCK",
    "EXTENSIONS",
    "MACROS",
    "OVERRIDES_KINDS",
    "AuthorError",
    "CallChecks",
    "HandPage",
    "Macro",
    "MadePages",
    "PageText",
    "check_folder",
    "check_html",
    "check_pages",
    "expand",
    "find_page_collisions",
    "find_stray_files",
    "read_page",
]
