"""From the register to the bodies of pages, through our own Jinja environment."""

from macros.pages.charts import (
    SHAPES,
    TALL,
    WIDE,
    Scale,
    Stretch,
    draw_map,
    stretches,
    time_scale,
    timeline,
)
from macros.pages.compiled import Compiled
from macros.pages.context import PageContext
from macros.pages.environment import TEMPLATES, banner, compile_all, environment, markdown_safe
from macros.pages.footnotes import Footnotes
from macros.pages.glossary import Glossary, gloss
from macros.pages.handbook import Handbook
from macros.pages.list_tables import ListCell, ListRow, ListTable, list_table
from macros.pages.site import VIEW_PAGES, PageStub, Site, page_stubs
from macros.pages.template_queries import TemplateQueries
from macros.pages.urls import Links

__all__ = [
    "SHAPES",
    "TALL",
    "TEMPLATES",
    "VIEW_PAGES",
    "WIDE",
    "Compiled",
    "Footnotes",
    "Glossary",
    "Handbook",
    "Links",
    "ListCell",
    "ListRow",
    "ListTable",
    "PageContext",
    "PageStub",
    "Scale",
    "Site",
    "Stretch",
    "TemplateQueries",
    "banner",
    "compile_all",
    "draw_map",
    "environment",
    "gloss",
    "list_table",
    "markdown_safe",
    "page_stubs",
    "stretches",
    "time_scale",
    "timeline",
]
