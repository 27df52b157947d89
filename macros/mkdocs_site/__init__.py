"""What the hooks need of MkDocs and Material: serve, theme frames, prefetch."""

from macros.mkdocs_site.blocks import put_aside, put_back
from macros.mkdocs_site.prefetch import Prefetch
from macros.mkdocs_site.serve import Live
from macros.mkdocs_site.stray_files import find_stray_files
from macros.mkdocs_site.theme_frames import FRAMED, Frames, mend_theme_html
from macros.mkdocs_site.waiting import Waiting

__all__ = [
    "FRAMED",
    "Frames",
    "Live",
    "Prefetch",
    "Waiting",
    "find_stray_files",
    "mend_theme_html",
    "put_aside",
    "put_back",
]
