"""Specifies how the pages written by hand of one build are read, checked and expanded."""

import datetime as dt
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.authoring import MadePages
from macros.mkdocs_site import WrittenPages
from macros.pages import Site
from macros.register import Register
from macros.yamlio import Problems
from tests.support.authored import lines


class Folder:
    """A folder of pages and one of the theme, as MkDocs sees them."""

    def __init__(self, root: Path, site: Site, **pages: str) -> None:
        self.config = MkDocsConfig()
        (root / "docs").mkdir()
        self.overrides = root / "overrides"
        self.overrides.mkdir()
        for name, text in pages.items():
            (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
        theme = {"name": "mkdocs", "custom_dir": str(self.overrides)}
        docs_dir = str(root / "docs")
        self.config.load_dict({"site_name": "x", "docs_dir": docs_dir, "theme": theme})
        self.config.validate()
        docs, out = self.config.docs_dir, self.config.site_dir
        files = [File(f"{name}.md", docs, out, True) for name in pages]
        self.pages = {file.name: Page(None, file, self.config) for file in files}
        self.site, self.files = site, Files(files)

    def written(self) -> WrittenPages:
        """The pages."""
        return WrittenPages(self.files, self.config, self.site)


@pytest.fixture
def site(invented: Register) -> Site:
    return Site(invented, dt.date(2033, 1, 1))


def test_a_page_is_expanded_once_with_what_its_head_says(tmp_path: Path, site: Site) -> None:
    """MkDocs gets its text, mkdocs-macros the text without macros, the theme its scripts."""
    head = "---\ntitle: Người\nhide: [toc]\nglossary: false\n---\n\n"
    folder = Folder(
        tmp_path,
        site,
        a=f'{head}# {{{{ count("tasks") }}}}\n\n{{{{ quiz() }}}}\n{{{{ sources() }}}}',
    )
    pages, page = folder.written(), folder.pages["a"]
    pages.check(MadePages(), expands=True)
    body = pages.begin(page)
    assert body == '# {{ count("tasks") }}\n\n{{ quiz() }}\n{{ sources() }}'
    assert page.meta == {"title": "Người", "hide": ["toc"], "glossary": False}
    assert pages.from_string(body).render(config="x").startswith("# 3\n\n")
    assert pages.from_string('{{ count("tasks") }} nhiệm vụ').render() == "3 nhiệm vụ"
    pages.end(page)
    assert (page.meta["any_day"], page.meta["assets"]) == (False, ["question", "selfcheck"])


def test_what_only_its_views_show_is_reported_when_a_served_page_is_made(
    tmp_path: Path, site: Site
) -> None:
    """A served site makes a page when it is asked for it; a whole one before all others."""
    folder = Folder(tmp_path, site, a="x", b='{{ ended("organizations/ban-mua-xuan") }}')
    told = (
        "docs/b.md:1:42: hãy đặt {{ sources() }} sau chỗ dẫn cuối cùng; chưa liệt kê: 1a "
        "[unlisted-citations]"
    )
    pages = folder.written()
    pages.check(MadePages(), expands=False)
    pages.begin(folder.pages["a"])
    with pytest.raises(Problems) as caught:
        pages.begin(folder.pages["b"])
    assert lines(list(caught.value.found)) == [told]
    with pytest.raises(Problems) as caught:
        folder.written().check(MadePages(), expands=True)
    assert lines(list(caught.value.found)) == [told]


def test_a_link_and_a_stray_file_of_the_theme_are_reported(tmp_path: Path, site: Site) -> None:
    """What lies in overrides/ is published as well."""
    folder = Folder(tmp_path, site, a="x")
    (folder.overrides / "x.js").symlink_to("/etc/passwd")
    (folder.overrides / "y.exe").write_bytes(b"")
    with pytest.raises(Problems) as caught:
        folder.written().check(MadePages(), expands=True)
    assert [line.rpartition(" ")[2] for line in lines(list(caught.value.found))] == [
        "[symbolic-link]",
        "[stray-page]",
    ]
    assert {problem.path for problem in caught.value.found} == {
        "overrides/x.js",
        "overrides/y.exe",
    }
