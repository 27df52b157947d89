"""A page made from the register is HTML for MkDocs, with all that Markdown would tell it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.mkdocs_site.generated_page import GeneratedPage, generated_meta, script_meta
from macros.pages import PageBody, PageHeading, PageStub

BODY = PageBody(
    '<h1 id="a">A &amp; B</h1><h2 id="b">B</h2><p id="x&amp;y">z</p><h2 id="c">C</h2>',
    (PageHeading(1, "a", "A & B"), PageHeading(2, "b", "B"), PageHeading(2, "c", "C")),
    frozenset(("days",)),
)


@pytest.fixture
def page(tmp_path: Path) -> GeneratedPage:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "s")})
    config.validate()
    config.plugins._current_plugin = "test"
    file = File.generated(config, "people/a.md", content="")
    page = GeneratedPage("In nav", file, config, {"title": "Whole title"}, lambda: BODY)
    page.read_source(config)
    page.render(config, Files([file]))
    return page


def test_markdown_never_sees_it(page: GeneratedPage) -> None:
    """What was made is the content, byte for byte."""
    assert (page.markdown, page.content) == ("", BODY.html)


def test_its_sections_are_under_its_title_in_the_contents(page: GeneratedPage) -> None:
    """As plain text; the theme escapes it."""
    (title,) = page.toc
    assert (title.title, title.id, title.level) == ("A & B", "a", 1)
    assert [(link.title, link.url, link.children) for link in title.children] == [
        ("B", "#b", []),
        ("C", "#c", []),
    ]


def test_links_may_lead_to_each_of_its_ids(page: GeneratedPage) -> None:
    """MkDocs checks the links of pages that are written by hand."""
    assert page.present_anchor_ids == {"a", "b", "c", "x&y"}


def test_its_name_in_the_navigation_may_be_shorter(page: GeneratedPage) -> None:
    """The theme prints the whole title in the browser's tab."""
    assert (page.title, page.meta["title"]) == ("In nav", "Whole title")


def test_it_is_read_again_without_what_an_earlier_build_added(page: GeneratedPage) -> None:
    """While the site is served, pages are built again and again."""
    page.meta["glosses"] = "earlier"
    page.read_source(SimpleNamespace())  # type: ignore[arg-type]
    assert page.meta == {"title": "Whole title"}


@pytest.mark.parametrize(
    ("uri", "hidden"),
    [
        ("people/a.md", ["navigation"]),
        ("people/index.md", ["navigation", "toc"]),
        ("views/roster.md", ["navigation", "toc"]),
        ("programmes/2031.md", ["navigation", "toc"]),
    ],
)
def test_tables_and_charts_have_the_room_of_the_contents(uri: str, hidden: list[str]) -> None:
    """A page of prose shows its contents beside it."""
    meta = generated_meta(PageStub(uri, "T"))
    assert (meta["hide"], meta["title"], meta["render_macros"]) == (hidden, "T", False)


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        ((), {"any_day": False, "assets": []}),
        (("days",), {"any_day": True, "assets": []}),
        (
            ("selfcheck", "days", "onboarding"),
            {"any_day": True, "assets": ["onboarding", "selfcheck"]},
        ),
    ],
)
def test_the_theme_loads_the_scripts_of_the_views(
    scripts: tuple[str, ...], expected: dict[str, object]
) -> None:
    """No page loads a script that it does not need."""
    assert script_meta(frozenset(scripts)) == expected
