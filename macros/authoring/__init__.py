"""Pages written by hand: what they may hold, and every problem of them before one is made.

`front_matter`, `template_gate`, `sandbox`, `macro_calls` and `html_policy` each look at one layer
of a page, `check_pages` at all of them in turn; `site_files` looks at the files around pages.
"""

from macros.authoring.check_pages import HandPage, check_folder, check_pages, read_page
from macros.authoring.html_policy import EXTENSIONS
from macros.authoring.macro_calls import MACROS, AuthorError, CallChecks
from macros.authoring.page_text import PageText
from macros.authoring.sandbox import DELIMITERS, Macro, expand
from macros.authoring.site_files import DOCS_KINDS, OVERRIDES_KINDS, find_stray_files

__all__ = [
    "DELIMITERS",
    "DOCS_KINDS",
    "EXTENSIONS",
    "MACROS",
    "OVERRIDES_KINDS",
    "AuthorError",
    "CallChecks",
    "HandPage",
    "Macro",
    "PageText",
    "check_folder",
    "check_pages",
    "expand",
    "find_stray_files",
    "read_page",
]
