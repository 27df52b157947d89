"""Specifies when a page written by hand may take the place of another, and how it asks for it."""

import pytest

from macros.authoring import find_page_collisions
from macros.i18n import error_report
from macros.yamlio import Problems
from tests.support.authored import written

MADE = {
    "people/index.html": "people/index",
    "people/tran-y/index.html": "people/tran-y",
    "people/y-cu/index.html": "people/y-cu",
}
ADVICE = "do chương trình làm; hãy đổi tên tệp, hoặc đặt ở docs/{0}.md và ghi ở đầu trang"


def reported(*pages: tuple[str, str], lang: str = "vi", **files: str) -> list[str]:
    """What is printed of pages by hand: their paths and texts."""
    read = {uri: written(text, f"docs/{uri}") for uri, text in pages}
    found = find_page_collisions(read, MADE, {f"{name}.md": file for name, file in files.items()})
    return error_report(Problems(found), lang).splitlines()[:-1]


def page(uri: str, text: str = "# Viết tay\n") -> tuple[str, str]:
    return uri, text


def head(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "", "# Viết tay", ""])


@pytest.mark.parametrize(
    ("uri", "made", "text", "place"),
    [
        ("people/tran-y.md", "people/tran-y", "# Trần Ý\n", "1:1"),
        ("people/tran-y.md", "people/tran-y", head("replaces: people/an"), "2:11"),
        ("people/tran-y.md", "people/tran-y", head("title: Y", "replaces: tran-y"), "3:11"),
        ("people/tran-y.md", "people/tran-y", head("replaces: [people/tran-y]"), "2:11"),
        ("people/tran-y.md", "people/tran-y", "replaces: people/tran-y\n", "1:1"),
        ("people/Tran-Y.md", "people/tran-y", head("replaces: people/tran-y"), "2:11"),
        ("people/tran-y/index.md", "people/tran-y", head("replaces: people/tran-y"), "2:11"),
        ("people.md", "people/index", head("replaces: people/index"), "2:11"),
        ("people/index.md", "people/index", "", "1:1"),
        ("people/y-cu.md", "people/y-cu", "# Y\n", "1:1"),
    ],
)
def test_a_page_by_hand_does_not_replace_another_unasked(
    uri: str, made: str, text: str, place: str
) -> None:
    """Be it of a record, a list or a former address, and however the file is called."""
    assert reported(page(uri, text)) == [
        f'docs/{uri}:{place}: trang này thế chỗ trang "{made}" {ADVICE.format(made)}'
        f' "replaces: {made}" [replaced-page]'
    ]


@pytest.mark.parametrize(
    "text",
    [head("replaces: people/tran-y"), head("title: Y", 'replaces: "people/tran-y"', "x: 1")],
)
def test_a_page_that_says_what_it_replaces_is_right(text: str) -> None:
    """With the page's own name, at its own place."""
    assert reported(page("people/tran-y.md", text)) == []


def test_a_page_of_its_own_needs_nothing() -> None:
    """Beside those of the program."""
    assert reported(page("people/khac.md"), page("khac.md"), page("index.md")) == []


def test_what_replaces_nothing_says_so_for_nothing() -> None:
    """The record was removed or got another id."""
    assert reported(page("people/an.md", head("replaces: people/an")), lang="en") == [
        'docs/people/an.md:2:11: this page says "replaces: people/an" and is not in the place of'
        " a page that the program makes; remove the line [replaces-nothing]"
    ]


def test_two_pages_by_hand_have_two_addresses() -> None:
    """MkDocs would write both into one file."""
    assert reported(page("vuon.md"), page("vuon/index.md")) == [
        "docs/vuon/index.md:1:1: trang này có cùng địa chỉ với docs/vuon.md; hãy đổi tên một"
        " trong hai tệp [same-page]"
    ]


def test_the_error_page_is_not_written_by_hand() -> None:
    """The theme writes it last, over a page of that name."""
    assert reported(page("404.md"), **{"404": "404.html"}) == [
        "docs/404.md:1:1: địa chỉ này dành cho trang báo lỗi 404; hãy đổi tên tệp [reserved-page]"
    ]
    assert reported(page("404.md")) == []
