"""Where the old address of a record leads, and what its page says of when it was checked."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.__main__ import main
from tests.conftest import INVENTED
from tests.support.browsing import served
from tests.support.sites import build, complaints, parse


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented institution with renamed and checked records, built strictly."""
    folder = tmp_path_factory.mktemp("renamed")
    shutil.copytree(INVENTED.parent, folder, dirs_exist_ok=True)
    data = str(folder / "data")
    for address, name in (
        ("organizations/hoi-dong-vuon-uom", "hoi-dong"),
        ("organizations/van-phong-vuon-uom", "van-phong"),
        ("programmes/2031", "nam-2031"),
        ("terms/luong-uom", "luong-cay"),
        ("needs/can-cu", "dua-vao"),
    ):
        assert main(["rename", address, name, "--data", data]) == 0
    checked = ["confirm", "organizations/hoi-dong", "--by", "Lan <b>", "--on", "2025-01-31"]
    assert main([*checked, "--data", data]) == 0
    done = build(
        folder / "site", DATA_DIR=data, AS_OF="2031-05-05", SITE_URL="https://intranet.example/x/"
    )
    assert (done.returncode, complaints(done)) == (0, [])
    return folder / "site"


@pytest.mark.site
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("organizations/hoi-dong-vuon-uom/", "organizations/hoi-dong/"),
        ("views/structure/van-phong-vuon-uom/", "views/structure/van-phong/"),
        ("programmes/2031/", "programmes/nam-2031/"),
        ("programmes/2031/sheet/", "programmes/nam-2031/sheet/"),
    ],
)
def test_every_page_of_a_record_leads_on_from_its_old_address(
    site: Path, old: str, new: str
) -> None:
    """With a link, without JavaScript, and for search engines; it has no inline script."""
    page = parse(site / old / "index.html")
    found = {
        (tag, values.get("rel") or values.get("http-equiv")): values
        for tag, values in page.elements
    }
    assert found["link", "canonical"]["href"] == f"https://intranet.example/x/{new}"
    link = page.links[0]
    assert ((site / old) / link).resolve() == (site / new).resolve()
    assert found["meta", "refresh"]["content"] == f"0; url={link}"
    assert [(site / old / one).is_file() for one in page.loads] == [True]


@pytest.mark.site
def test_what_has_no_page_of_its_own_keeps_its_old_place(site: Path) -> None:
    """A term and a question stand on a page with others; links to the old place still hit."""
    assert {"luong-uom", "luong-cay"} <= set(parse(site / "terms/garden/index.html").ids)
    assert {"can-cu", "dua-vao"} <= set(parse(site / "needs/index.html").ids)


@pytest.mark.site
def test_the_export_says_under_which_ids_a_record_was_known(site: Path) -> None:
    """A program that keeps addresses can follow."""
    text = (site / "api/v1/organizations.json").read_text(encoding="utf-8")
    one = next(one for one in json.loads(text)["records"] if one["checked"])
    assert (one["address"], one["former_ids"]) == ("organizations/hoi-dong", ["hoi-dong-vuon-uom"])
    assert one["checked"] == {"date": "2025-01-31", "by": "Lan <b>"}


@pytest.mark.site
def test_a_page_says_when_its_record_was_checked(site: Path) -> None:
    """Where somebody did; elsewhere nothing is said."""
    words = "Kiểm tra lần cuối31/1/2025 (Lan <b>)"
    assert words in parse(site / "organizations/hoi-dong/index.html").article.replace("\n", "")
    assert "Kiểm tra lần cuối" not in parse(site / "people/tran-y/index.html").article


@pytest.fixture(scope="module")
def at(site: Path) -> Iterator[str]:
    """Address of a server that serves that site."""
    with served(site) as found:
        yield found


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("has_script", [True, False])
def test_a_browser_is_led_on(at: str, browser: Browser, has_script: bool) -> None:
    """To the same place and day with JavaScript; without it to the page."""
    page = browser.new_context(java_script_enabled=has_script).new_page()
    page.goto(f"{at}/organizations/hoi-dong-vuon-uom/?ngay=2030-06-01#chu-tich")
    page.wait_for_url(lambda url: "/organizations/hoi-dong/" in url)
    place = "?ngay=2030-06-01#chu-tich" if has_script else ""
    assert page.url == f"{at}/organizations/hoi-dong/{place}"
