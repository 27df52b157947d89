"""Specifies the links from one page to others."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.pages.relative_links import Links
from macros.register import Register
from tests.support.registers import small

COUNCIL, CHARTER = "organizations/hoi-dong-vuon-uom", "legislation/dieu-le-02-2030"
EMPTY = small({})
PAGES = {
    "index.md": ("", "index.html"),
    "people/index.md": ("people/", "people/index.html"),
    "people/tran-y.md": ("people/tran-y/", "people/tran-y.html"),
    "data.md": ("data/", "data.html"),
    "people/tran-index.md": ("people/tran-index/", "people/tran-index.html"),
}


@pytest.mark.parametrize(("uri", "expected"), PAGES.items(), ids=PAGES)
def test_each_page_has_an_address_within_the_site(uri: str, expected: tuple[str, str]) -> None:
    """A folder, or a file, as the site is configured; an index is that of its folder."""
    assert (Links(EMPTY, "").url(uri), Links(EMPTY, "", False).url(uri)) == expected


@pytest.mark.parametrize(
    ("here", "uri", "expected"),
    [
        ("", "index.md", "."),
        ("", "people/index.md", "people/"),
        ("", "people/tran-y.md", "people/tran-y/"),
        ("people/", "index.md", "../"),
        ("people/", "people/index.md", "./"),
        ("people/", "people/tran-y.md", "tran-y/"),
        ("people/tran-y/", "index.md", "../../"),
        ("people/tran-y/", "people/index.md", "../"),
        ("people/tran-y/", "people/tran-y.md", "./"),
        ("people/tran-y/", "tasks/2031-01.md", "../../tasks/2031-01/"),
        ("data/", "tasks/2031-01.md", "../tasks/2031-01/"),
    ],
)
def test_links_between_folders_are_relative(here: str, uri: str, expected: str) -> None:
    """The site works under any address, whatever the depth of a page."""
    assert Links(EMPTY, here).to_page(uri) == expected


@pytest.mark.parametrize(
    ("here", "uri", "expected"),
    [
        ("index.html", "index.md", "index.html"),
        ("index.html", "people/tran-y.md", "people/tran-y.html"),
        ("people/index.html", "index.md", "../index.html"),
        ("people/tran-y.html", "people/index.md", "index.html"),
        ("people/tran-y.html", "people/tran-y.md", "tran-y.html"),
        ("people/tran-y.html", "tasks/2031-01.md", "../tasks/2031-01.html"),
    ],
)
def test_links_between_files_are_relative(here: str, uri: str, expected: str) -> None:
    """Without a server, from a folder on a disk, every link names a file."""
    assert Links(EMPTY, here, False).to_page(uri) == expected


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        ("", "api/v1/tasks.json"),
        ("data/", "../api/v1/tasks.json"),
        ("a/b/", "../../api/v1/tasks.json"),
    ],
    ids=["front-page", "one-down", "two-down"],
)
def test_a_file_of_the_site_is_linked_as_it_is(here: str, expected: str) -> None:
    """A download is no page: nothing is added to its name."""
    assert Links(EMPTY, here).to_file("api/v1/tasks.json") == expected


@pytest.mark.parametrize(
    ("address", "locator", "expected"),
    [
        ("people/do-thuy-an", None, "../do-thuy-an/"),
        (f"{COUNCIL}#chu-tich", None, "../../organizations/hoi-dong-vuon-uom/#chu-tich"),
        ("terms/luong-uom", None, "../../terms/garden/#luong-uom"),
        (CHARTER, "Điều 3", "../../legislation/dieu-le-02-2030/#dieu-3"),
        (CHARTER, "Điều 9", "../../legislation/dieu-le-02-2030/"),
    ],
    ids=["record", "post", "term", "article", "no-such-article"],
)
def test_a_link_to_a_record_leads_to_its_place(
    invented: Register, address: str, locator: str | None, expected: str
) -> None:
    """The way to the page, and the fragment if the address is that of a part."""
    assert Links(invented, "people/tran-y/").to(address, locator) == expected


def test_there_is_no_link_to_nothing(invented: Register) -> None:
    """A wrong address is an error, not a dead link."""
    with pytest.raises(KeyError, match=r"^'people/nobody'$"):
        Links(invented, "").to("people/nobody")


NAMES = st.sampled_from(["index", "a", "people", "tran-y", "2031-01", "x-index"])
URIS = st.lists(NAMES, min_size=1, max_size=4).map(lambda names: f"{'/'.join(names)}.md")


@given(URIS, URIS, st.booleans(), st.sampled_from(["https://host/", "https://host/deep/er/"]))
def test_every_link_arrives(start: str, target: str, directory_urls: bool, root: str) -> None:
    """A browser on one page that follows the link is on the other, wherever the site lies."""
    links = Links(EMPTY, Links(EMPTY, "", directory_urls).url(start), directory_urls)
    arrived = urljoin(root + links.here, links.to_page(target))
    assert arrived == root + links.url(target)
