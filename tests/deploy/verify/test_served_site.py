"""The real site as readers get it: through nginx, under its strict policy."""

import gzip
import os
import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.make.precompress import COMPRESSIBLE, precompress
from deploy.manifest import WWW
from deploy.verify import VerifyOptions, verify
from tests.browser.test_glossary import marks, meaning
from tests.browser.test_search_field import FIELD, HITS
from tests.support import nginx
from tests.support.browsing import Reader
from tests.support.shared_sites import SharedSites
from tests.support.sites import BELOW, PAGES, pages
from tests.support.small_release import FILES, NAME, published, signed

pytestmark = [pytest.mark.site, pytest.mark.browser]

NOTED = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`);
});"""
"""Makes an error of whatever the policy forbids."""
SAMPLE = 16
"""Every such page is opened, too."""


def _release(site: Path, folder: Path) -> None:
    """Make the folder of a server that shows one release of a site."""
    made = folder / "releases" / NAME
    shutil.copytree(site, made / WWW)
    (made / WWW / "release.json").write_text(str(FILES["release.json"]), encoding="utf-8")
    for file in [file for file in (made / WWW).rglob("*.*") if file.suffix in COMPRESSIBLE]:
        content, changed = file.read_bytes(), int(file.stat().st_mtime)
        # Quickly, for their size is asked elsewhere; of other times, since ETags are time and size.
        forms = {".gz": gzip.compress(content, 1), ".br": brotli.compress(content, quality=1)}
        for age, (ending, form) in enumerate(forms.items(), 1):
            Path(f"{file}{ending}").write_bytes(form)
            os.utime(f"{file}{ending}", (changed - age, changed - age))
    signed(made)
    published(made, folder)


@pytest.fixture(scope="module")
def shown(
    real_site: Path, sites: SharedSites, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Address and folder of a server of the real site, compressed."""
    destination = sites.made("released", lambda folder: _release(real_site, folder))
    with nginx.served(tmp_path_factory.mktemp("nginx") / "root", destination) as address:
        yield address, destination / "current"


@pytest.fixture(scope="module")
def below(site_below: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site below a path of its server, which need not be compressed."""
    folder = tmp_path_factory.mktemp("below")
    www = folder / "site/current" / WWW
    www.mkdir(parents=True)
    (www / BELOW.strip("/")).symlink_to(site_below)
    shutil.copyfile(site_below / "404.html", www / "404.html")
    with nginx.served(folder / "nginx", folder / "site") as address:
        yield address.rstrip("/") + BELOW


def _reader(browser: Browser, address: str) -> tuple[Reader, Page]:
    reader = Reader(browser, address)
    reader.page.add_init_script(NOTED)
    return reader, reader.page


def _addresses(site: Path) -> list[str]:
    """The address of each page of a site, below that of its front page."""
    folders = (page.parent.relative_to(site).as_posix() for page in pages(site))
    return ["" if folder == "." else f"{folder}/" for folder in folders]


def test_pages_of_each_kind_open_without_an_error_and_ask_no_other_server(
    browser: Browser, real_site: Path, shown: tuple[str, Path]
) -> None:
    """Under a policy that allows nothing but what the server itself has.

    Of the others, test_content_policy.py reads the markup, and their answers are held to the
    contract below.
    """
    reader, page = _reader(browser, shown[0])
    addresses = _addresses(real_site)
    assert len(addresses) > 350
    opened = dict.fromkeys([*PAGES, *addresses[::SAMPLE]])
    assert opened.keys() <= set(addresses)
    for path in opened:
        answer = page.goto(f"{shown[0]}{path}")
        assert answer
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (reader.errors, reader.foreign) == ([], [])


@pytest.mark.parametrize("where", ["root", "below"])
def test_search_days_and_terms_work_under_the_policy(
    browser: Browser, shown: tuple[str, Path], below: str, where: str
) -> None:
    """At the root of a server, and below a path of one."""
    address = shown[0] if where == "root" else below
    reader, page = _reader(browser, address)
    reader.open("people/")
    page.locator(FIELD).focus()
    page.keyboard.type("bui van cuong")
    expect(page.locator(HITS).first).to_contain_text("Bùi Văn Cường")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/bui-van-cuong/**")
    reader.open("views/roster/?ngay=2024-03-11")
    expect(page.locator("[data-part=year]")).to_have_value("2024")
    reader.open("people/le-quang-manh/")
    marks(page).first.hover()
    expect(meaning(page)).to_have_count(1)
    assert (reader.errors, reader.foreign) == ([], [])


def test_an_unknown_address_below_a_path_shows_a_page_that_finds_its_style(
    browser: Browser, below: str
) -> None:
    """From any depth."""
    reader, page = _reader(browser, below)
    answer = page.goto(f"{below}people/nobody/at/all/")
    assert answer
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Không tìm thấy trang")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.get_by_role("link", name="trang đầu", exact=True).click()
    expect(page).to_have_url(below)
    assert [error for error in reader.errors if "404" not in error] == []


def test_the_server_keeps_its_contract_for_every_file(shown: tuple[str, Path]) -> None:
    """Bytes, forms, headers, caching and refusals of the real site."""
    address, release = shown
    breaches, count = verify(VerifyOptions(address, release, ssl.create_default_context()))
    assert breaches == []
    assert int(count.split()[0]) > 40_000


@pytest.mark.parametrize(("encoding", "limit"), [("br", 78_000), ("gz", 85_000)])
def test_a_first_visit_to_the_front_page_is_light(
    browser: Browser,
    shown: tuple[str, Path],
    real_site: Path,
    tmp_path: Path,
    encoding: str,
    limit: int,
) -> None:
    """Everything that it loads, as a release has it; brotli is what browsers take over TLS."""
    reader = Reader(browser, shown[0])
    loaded: set[str] = set()
    reader.page.on("response", lambda response: loaded.add(response.url))
    page = reader.open("")
    # A Chromium without a user interface does not fetch its picture.
    loaded.add(page.evaluate("document.querySelector('link[rel=icon]').href"))
    assert len(loaded) >= 7
    for address in loaded:
        path = urlsplit(address).path.lstrip("/") or "index.html"
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(real_site / path, tmp_path / path)
    precompress(tmp_path)
    plain = [file for file in tmp_path.rglob("*.*") if file.suffix not in (".br", ".gz")]
    assert len(plain) == len(loaded)
    sent = [form if (form := Path(f"{file}.{encoding}")).exists() else file for file in plain]
    assert sum(file.stat().st_size for file in sent) < limit


def test_no_script_of_ours_holds_up_the_first_page(
    browser: Browser, shown: tuple[str, Path]
) -> None:
    """All are deferred but the theme's own choice of colours, which is known before it is drawn."""
    page = Reader(browser, shown[0]).open("")
    at_once = "[...document.scripts].filter(({src, defer}) => src && !defer).map(({src}) => src)"
    names = [address.rpartition("/")[2].partition(".")[0] for address in page.evaluate(at_once)]
    assert names == ["theme"]
