"""What a reader finds in the zip that is carried by hand, unpacked and opened without a server."""

import re
import subprocess
import zipfile
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_search_field import HITS, type_in
from tests.conftest import INVENTED_CHOICES
from tests.support.browsing import Reader, shown_day
from tests.support.clones import clone, clone_with_small_site, deploy
from tests.support.shared_sites import SharedSites
from tests.support.sites import AS_OF, Html

pytestmark = [pytest.mark.site, pytest.mark.browser]

PLACES = ("d", "Tải về 2/Ban Thư ký & bạn bè #1")
"""Where it is unpacked: a plain folder, and one as people name them."""
IN_FRONT = r"C:\Users\nguyen.thi.phuong.thao\Documents\Downloads"
"""A folder of a reader; Windows adds one with the name of the zip when it unpacks there."""


POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
"""What a page says in the place of a server's header."""


@pytest.fixture(scope="module")
def carried(sites: SharedSites) -> Path:
    """The zip of the real site; an address of a server makes no difference to it."""
    environment = {"AS_OF": AS_OF, "SITE_URL": "https://intranet.example/a/"}

    def make(folder: Path) -> None:
        done = deploy(clone(folder), "zip", environment=environment)
        assert (done.returncode, done.stderr) == (0, "")

    (file,) = (sites.made("zip-clone", make) / "build").glob("*.zip")
    return file


def _unpack(carried: Path, place: Path) -> None:
    with zipfile.ZipFile(carried) as file:
        assert file.testzip() is None
        file.extractall(place)


@pytest.fixture(scope="module", params=PLACES)
def unpacked(carried: Path, sites: SharedSites, request: pytest.FixtureRequest) -> Path:
    """The top folder of the zip, unpacked at one of the places."""
    place: str = request.param
    folder = sites.made(
        f"unpacked-{PLACES.index(place)}", lambda top: _unpack(carried, top / place)
    )
    return folder / place / carried.stem


@pytest.fixture
def reader(browser: Browser, unpacked: Path) -> Reader:
    """A reader who opens pages from the folder."""
    return Reader(browser, f"{unpacked.as_uri()}/")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("DOC-TOI-TRUOC.txt", "Nội dung nói về ngày 21/11/2026.\r\n"),
        ("READ-ME-FIRST.txt", "It speaks of 21 November 2026.\r\n"),
    ],
)
def test_a_text_tells_of_the_folder(unpacked: Path, name: str, day: str) -> None:
    """In each language of the site, with the day."""
    text = (unpacked / name).read_bytes()
    assert text.startswith("\ufeff".encode())
    assert day.encode() in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_there_is_one_door(unpacked: Path, reader: Reader) -> None:
    """It leads to the front page."""
    assert sorted(path.name for path in unpacked.iterdir()) == [
        "DOC-TOI-TRUOC.txt",
        "READ-ME-FIRST.txt",
        "index.html",
        "site",
    ]
    page = reader.open("index.html")
    page.wait_for_url("**/site/index.html")
    expect(page.locator("h1")).to_have_count(1)
    assert (reader.errors, reader.foreign) == ([], [])


def test_the_search_answers(reader: Reader) -> None:
    """As it is typed with the keyboard switched off, and leads to the page."""
    page = reader.open("site/people/index.html")
    type_in(page, "ban thuw kys")
    expect(page.locator(HITS).first).to_contain_text("Ban Thư ký Quốc hội")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/ban-thu-ky-quoc-hoi.html*")
    assert (reader.errors, reader.foreign) == ([], [])


def test_a_list_is_filtered(reader: Reader) -> None:
    """As one types, without accents."""
    page = reader.open("site/people/index.html")
    page.get_by_role("searchbox", name="Lọc danh sách").fill("bui cuong")
    rows = page.locator("table.listing tr[data-facets]:visible")
    expect(rows).to_have_count(1)
    assert rows.first.get_by_role("rowheader").inner_text() == "Bùi Văn Cường"
    assert (reader.errors, reader.foreign) == ([], [])


def test_a_view_speaks_of_the_day_in_the_address(reader: Reader) -> None:
    """The Secretary General of that day is shown, and the day stays on the way to another view."""
    page = reader.open("site/views/roster.html?ngay=2024-03-11")
    assert shown_day(page) == "11/3/2024"
    rows = page.locator("tr:not(.is-off)")
    expect(rows.filter(has_text="Bùi Văn Cường").first).to_be_visible()
    expect(rows.filter(has_text="Lê Quang Tùng")).to_have_count(0)
    page = reader.open("site/views/roster.html?ngay=2025-01-01")
    expect(rows.filter(has_text="Lê Quang Tùng").first).to_be_visible()
    assert (reader.errors, reader.foreign) == ([], [])


def test_a_tick_is_kept_and_saved_to_a_file(reader: Reader, tmp_path: Path) -> None:
    """After the window was closed, too; and the file holds it."""
    page: Page = reader.open("site/onboarding/chung.html")
    page.locator(".step input").first.click()
    page.close()
    reader.page = page.context.new_page()
    page = reader.open("site/onboarding/chung.html")
    expect(page.locator(".step input").first).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lưu ra tệp").click()
    download.value.save_as(tmp_path / "saved.json")
    assert re.search(r'"chung/[a-z-]+": ?"\d{4}-', (tmp_path / "saved.json").read_text("utf-8"))
    assert (reader.errors, reader.foreign) == ([], [])


def test_a_term_is_explained(reader: Reader) -> None:
    """On hover, by the words of the glossary."""
    page = reader.open("site/events/2024-03-11.html")
    page.get_by_role("link", name="Phó Tổng Thư ký Quốc hội thường trực").hover()
    expect(page.locator("article > [role=tooltip]")).to_contain_text("nguồn nhắc đến chức danh này")
    assert (reader.errors, reader.foreign) == ([], [])


def test_every_link_and_everything_loaded_is_a_file_of_the_folder(carried: Path) -> None:
    """Not a folder, which a browser would list; nor a place that only a server has."""
    count, broken = 0, []
    with zipfile.ZipFile(carried) as file:
        names = set(file.namelist())
        for page in (name for name in names if name.endswith(".html")):
            parsed = Html()
            parsed.feed(file.read(page).decode())
            for link in (*parsed.links, *parsed.loads):
                address = urlsplit(urljoin(f"file:///{quote(page)}", link))
                if address.scheme != "file":
                    assert link in parsed.links, f"{page} loads {link}"
                    continue
                count += 1
                if unquote(address.path).removeprefix("/") not in names:
                    broken.append(f"{page}: {link}")
    assert broken == []
    assert count > 10_000


def test_every_page_brings_the_policy_that_a_server_would_send(carried: Path) -> None:
    """Once, before it loads anything: its own scripts, styles and pictures, and nothing else."""
    with zipfile.ZipFile(carried) as file:
        pages = [file.read(name) for name in file.namelist() if name.endswith(".html")]
    assert {tuple(POLICY.findall(page)) for page in pages} == {
        (
            b"default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
            b"font-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; "
            b"form-action 'self' file:",
        )
    }
    assert [page for page in pages if b"<script" in page[: page.index(b"http-equiv")]] == []


def test_a_script_that_came_into_a_page_does_not_run(unpacked: Path, browser: Browser) -> None:
    """Nor is a style of its own applied, nor anything loaded from another host."""
    original = unpacked / "site/licence.html"
    page_file = original.with_name("hostile.html")
    hostile = (
        '<script>document.title = "ran"</script><img src="x" onerror="document.title = 1">'
        '<p id="p" style="color: red">x</p><script src="https://example.org/x.js"></script>'
    )
    text = original.read_text(encoding="utf-8")
    page_file.write_text(text.replace("</article>", f"{hostile}</article>"), encoding="utf-8")
    page = Reader(browser, f"{unpacked.as_uri()}/").open("site/hostile.html")
    try:
        assert page.title().startswith("Giấy phép")
        color = page.evaluate("getComputedStyle(document.querySelector('#p')).color")
        assert color != "rgb(255, 0, 0)"
    finally:
        page_file.unlink()


def test_windows_takes_every_name(carried: Path) -> None:
    """Short enough behind a long folder, and none that it forbids or takes for another one."""
    with zipfile.ZipFile(carried) as file:
        names = file.namelist()
    assert len(names) > 300
    assert {name.partition("/")[0] for name in names} == {carried.stem}
    assert [name for name in names if PureWindowsPath(name).is_reserved()] == []
    assert [name for name in names if re.search(r'[<>:"|?*\\]|[. ](/|$)', name)] == []
    assert len({name.casefold() for name in names}) == len(names)
    longest = max(names, key=len)
    assert len(f"{IN_FRONT}\\{carried.stem}\\{longest}") < 260


def test_what_only_a_server_uses_is_left_at_home(carried: Path) -> None:
    """Compressed forms, the map for robots, the page for what is missing."""
    with zipfile.ZipFile(carried) as file:
        names = {name.rpartition("/")[2] for name in file.namelist()}
    assert [name for name in names if name.endswith((".gz", ".br"))] == []
    assert names & {"sitemap.xml", "404.html", "release.json", "manifest.json"} == set()


def _unnamed(content: bytes) -> bytes:
    """A file without the version, which a build outside a release has not."""
    pattern = "<p>(?:Phiên bản|Version) [^<]*</p>|, (?:phiên bản|version) [^,<]*"
    return b" ".join(re.sub(pattern.encode(), b"", content).split())


def test_the_pages_are_those_of_a_build_elsewhere(
    invented_site: Path, sites: SharedSites, tmp_path: Path
) -> None:
    """In another folder, another time zone, with another hash seed and umask."""
    environment = {**INVENTED_CHOICES, "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "3"}
    project = sites.made("plain-clone", clone)
    done = deploy(project, "zip", "--to", str(tmp_path), environment=environment, umask=0o077)
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(done.stdout.strip()) as file:
        carried = {
            name.partition("/site/")[2]: _unnamed(POLICY.sub(b"", file.read(name)))
            for name in file.namelist()
        }
    expected = {
        path.relative_to(invented_site).as_posix(): _unnamed(path.read_bytes())
        for path in invented_site.rglob("*.*")
    }
    only_served = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert {path: carried.get(path) for path in expected.keys() - only_served} == {
        path: content for path, content in expected.items() if path not in only_served
    }
    assert len(expected) > 60


def test_the_zip_is_the_same_again_elsewhere(sites: SharedSites, tmp_path: Path) -> None:
    """In another folder, another time zone, with another umask."""
    project = sites.made("small-clone", clone_with_small_site)
    subprocess.run(["git", "clone", "--quiet", str(project), str(tmp_path / "b")], check=True)
    first = deploy(
        project, "zip", "--to", str(tmp_path / "a"), environment={"AS_OF": AS_OF, "TZ": "UTC"}
    )
    environment = {"AS_OF": AS_OF, "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "3"}
    again = deploy(tmp_path / "b", "zip", environment=environment, umask=0o077)
    files = [Path(first.stdout.strip()), tmp_path / "b" / again.stdout.strip()]
    assert files[0].name == files[1].name
    assert files[0].read_bytes() == files[1].read_bytes()
