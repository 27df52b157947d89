"""What the hooks need of MkDocs and Material: a build, generated pages, serve, theme frames."""

from macros.mkdocs_site.build import Build
from macros.mkdocs_site.generated_page import GeneratedPage, script_meta
from macros.mkdocs_site.page_collisions import WrittenPage, find_page_collisions
from macros.mkdocs_site.serve import Live
from macros.mkdocs_site.stray_files import find_stray_files
from macros.mkdocs_site.theme_frames import FRAMED, mend_theme_html

__all__ = [
    "FRAMED",
    "Build",
    "GeneratedPage",
    "Live",
    "WrittenPage",
    "find_page_collisions",
    "find_stray_files",
    "mend_theme_html",
    "script_meta",
]
