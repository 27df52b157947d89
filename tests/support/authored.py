"""Pages as an author writes them, and what is made or reported of them."""

import tempfile
from pathlib import Path

from macros.author_macros import expand_page
from macros.authoring import HandPage, check_pages, read_page
from macros.i18n import error_report
from macros.pages import Site
from macros.yamlio import Problem, Problems


def written(text: str | bytes, shown: str = "docs/writing.md") -> HandPage:
    """A page of this content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.md")
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_page(file, shown)


def lines(problems: list[Problem], lang: str = "vi") -> list[str]:
    """What is printed of problems."""
    return error_report(Problems(problems), lang).splitlines()[:-1]


class Authored:
    """Pages of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.scripts: frozenset[str] = frozenset()
        self.reports: list[str] = []

    def render(self, text: str, url: str = "writing/") -> str:
        """The text of a page with its macros expanded; `scripts` and `reports` are of it."""
        expanded, self.scripts, problems = expand_page(self.site, url, written(text))
        self.reports = lines(problems)
        return expanded

    def checked(self, text: str | bytes, lang: str = "vi") -> list[str]:
        """What is printed of a page before it is made."""
        page = written(text)
        return lines(check_pages({"writing.md": page}, self.site.register, self.site.day), lang)
