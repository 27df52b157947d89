"""From the register to the bodies of pages, through our own Jinja environment."""

from macros.pages.compiled import Compiled
from macros.pages.context import PageContext
from macros.pages.environment import TEMPLATES, banner, compile_all, environment, markdown_safe
from macros.pages.glossary import Glossary
from macros.pages.site import PageStub, Site, page_stubs
from macros.pages.urls import Links

__all__ = [
    "TEMPLATES",
    "Compiled",
    "Glossary",
    "Links",
    "PageContext",
    "PageStub",
    "Site",
    "banner",
    "compile_all",
    "environment",
    "markdown_safe",
    "page_stubs",
]
