"""From the register to the bodies of pages, through our own Jinja environment."""

from macros.pages.context import Imprint, PageContext
from macros.pages.environment import (
    TEMPLATES,
    banner,
    bytecode_cache,
    compile_all,
    environment,
    markdown_safe,
)
from macros.pages.glossary import Glossary
from macros.pages.headings import PageHeading, distinct_ids
from macros.pages.relative_links import Links
from macros.pages.site import GUIDES_FOLDER, PageBody, PageStub, Site, page_stubs
from macros.pages.views import PLACEABLE, VIEWS, View

__all__ = [
    "GUIDES_FOLDER",
    "PLACEABLE",
    "TEMPLATES",
    "VIEWS",
    "Glossary",
    "Imprint",
    "Links",
    "PageBody",
    "PageContext",
    "PageHeading",
    "PageStub",
    "Site",
    "View",
    "banner",
    "bytecode_cache",
    "compile_all",
    "distinct_ids",
    "environment",
    "markdown_safe",
    "page_stubs",
]
