"""What the hooks need of MkDocs and Material: a build, generated pages, serve, theme frames."""

from macros.mkdocs_site.build import Build
from macros.mkdocs_site.generated_page import GeneratedPage, generated_meta
from macros.mkdocs_site.page_collisions import WrittenPage, find_page_collisions
from macros.mkdocs_site.serve import Live
from macros.mkdocs_site.theme_frames import FRAMED, mend_theme_html
from macros.mkdocs_site.written_pages import WrittenPages

__all__ = [
    "FRAMED",
    "Build",
    "GeneratedPage",
    "Live",
    "WrittenPage",
    "WrittenPages",
    "find_page_collisions",
    "generated_meta",
    "mend_theme_html",
]
