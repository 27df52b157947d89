"""What the hooks need of MkDocs and Material: a build, generated pages, serve, theme frames."""

from macros.mkdocs_site.build import Build
from macros.mkdocs_site.editions import Edition, build_others
from macros.mkdocs_site.generated_page import GeneratedPage, generated_meta
from macros.mkdocs_site.serve import Live
from macros.mkdocs_site.theme_frames import FRAMED, mend_theme_html
from macros.mkdocs_site.written_pages import WrittenPages

__all__ = [
    "FRAMED",
    "Build",
    "Edition",
    "GeneratedPage",
    "Live",
    "WrittenPages",
    "build_others",
    "generated_meta",
    "mend_theme_html",
]
