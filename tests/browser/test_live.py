"""What a clerk sees in the browser while the site is served and files are saved."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.conftest import INVENTED
from tests.support.nginx import answers, free_port
from tests.support.sites import ROOT

pytestmark = [pytest.mark.site, pytest.mark.browser]

PROBLEMS = "[role=alert]"
PERSON = "people/tran-y/"


@dataclass(frozen=True)
class Served:
    """A copy of the project and of the invented institution, being served."""

    root: Path
    address: str
    log: Path
    originals: dict[Path, str | None] = field(default_factory=dict)
    """The texts of the files that a test changed or made (None), to be put back after it."""

    def change(self, path: str, old: str, new: str) -> None:
        """Save a file in which one piece is another."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        self.originals.setdefault(file, text)
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server that `make serve` starts, in a folder in which anything may be changed."""
    root = tmp_path_factory.mktemp("serve")
    for name in ("macros", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(INVENTED.parent, root, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    port, log = free_port(), root / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "AS_OF": "2031-05-05", "DATA_DIR": "data"}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=out)
    try:
        _wait(lambda: answers(port), process)
        yield Served(root, f"http://127.0.0.1:{port}/", log)
    finally:
        process.terminate()
        process.wait()


def _until(is_so: Callable[[], bool], what: str) -> None:
    """Ask until it is so; the test ends when patience does."""
    for _ in range(150):
        if is_so():
            return
        time.sleep(0.2)
    raise AssertionError(f"not so: {what}")


def _wait(is_done: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    while not is_done():
        assert process.poll() is None
        time.sleep(0.1)


@pytest.fixture(autouse=True)
def _restored(served: Served) -> Iterator[None]:
    """Put back what a test changed, so that one that fails does not break those after it."""
    yield
    for file, text in served.originals.items():
        if text is None:
            file.unlink(missing_ok=True)
        elif file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    served.originals.clear()


@pytest.fixture
def page(browser: Browser, served: Served) -> Page:
    """A browser at the page of a person."""
    found = browser.new_page()
    found.goto(served.address + PERSON)
    return found


def test_a_saved_fact_is_in_the_browser_without_reloading(served: Served, page: Page) -> None:
    """And on every other page that is opened after it."""
    served.change("data/people/tran-y.yml", "Trần Ý", "Trần Mới")
    expect(page.locator("h1")).to_contain_text("Trần Mới")
    page.goto(f"{served.address}people/")
    expect(page.locator("table")).to_contain_text("Trần Mới")
    served.change("data/people/tran-y.yml", "Trần Mới", "Trần Ý")
    expect(page.locator("table")).to_contain_text("Trần Ý")


def test_broken_data_is_told_above_the_last_good_page_and_on_the_terminal(
    served: Served, page: Page
) -> None:
    """The site stays, other pages too; the next good save takes the problems away."""
    served.change("data/people/tran-y.yml", "name:", "nane:")
    problem = 'data/people/tran-y.yml:1:1: không có mục "nane"; có phải "name"? [unknown-key]'
    expect(page.locator(PROBLEMS)).to_contain_text(problem)
    expect(page.locator("h1")).to_contain_text("Trần Ý")
    _until(lambda: problem in served.log.read_text(encoding="utf-8"), "the terminal shows it")
    page.goto(f"{served.address}organizations/")
    expect(page.locator(PROBLEMS)).to_contain_text(problem)
    served.change("data/people/tran-y.yml", "nane:", "name:")
    expect(page.locator(PROBLEMS)).to_have_count(0)


def test_a_new_record_has_its_page_and_one_taken_away_has_none(served: Served, page: Page) -> None:
    """At once, without a restart."""
    file = served.root / "data/events/2029-05-02.yml"
    text = (served.root / "data/events/2029-05-01.yml").read_text(encoding="utf-8")
    served.originals[file] = None
    file.write_text(text.replace("date: 2029-05-01", "date: 2029-05-02"), encoding="utf-8")
    _opened(page, f"{served.address}events/2029-05-02/", 200)
    expect(page.locator("article")).to_contain_text("events/2029-05-02")
    file.unlink()
    _opened(page, f"{served.address}events/2029-05-02/", 404)


def _opened(page: Page, address: str, status: int) -> None:
    """Ask until the answer is the one that is wanted; the test ends when patience does."""
    for _ in range(150):
        with suppress(Error):  # It may be reloading by itself just now.
            answer = page.goto(address)
            if answer and answer.status == status:
                return
        page.wait_for_timeout(200)
    raise AssertionError(f"{address} does not answer {status}")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/index.md", "# ", "# Trang đã sửa: "),
        ("macros/pages/templates/records/people.html.j2", "{{ ", "Mẫu đã sửa {{ "),
        ("data/labels.yml", "Vườn", "Vườn đã sửa"),
    ],
    ids=["document", "template", "words"],
)
def test_documents_templates_and_words_need_no_restart(
    served: Served, page: Page, path: str, old: str, new: str
) -> None:
    """Each is seen as soon as it is saved."""
    if path.startswith("docs"):
        page.goto(served.address)
    before = (served.root / path).read_bytes()
    served.change(path, old, new)
    expect(page.locator("body")).to_contain_text("đã sửa")
    (served.root / path).write_bytes(before)
    expect(page.locator("body")).not_to_contain_text("đã sửa")


def test_a_style_is_seen_too(served: Served, page: Page) -> None:
    """Under the new name that it has for its new text."""
    style = "overrides/assets/css/tokens.css"
    served.change(style, ":root {", "h1 { outline: 7px solid }\n:root {")
    expect(page.locator("h1")).to_have_css("outline-width", "7px")


def test_a_page_with_a_mistake_says_where_and_recovers(served: Served, page: Page) -> None:
    """The mistakes of an author stand above the last good page, as those of data do."""
    page.goto(served.address + PERSON)
    served.change(
        "docs/writing.md", "# Viết trang\n", "# Viết trang\n\n{{ nonsense() }} <script>\n"
    )
    expect(page.locator(PROBLEMS)).to_contain_text('không có lệnh hay tên "nonsense"')
    expect(page.locator(PROBLEMS)).to_contain_text("không được có <script>")
    expect(page.locator("h1")).to_contain_text("Trần Ý")
    served.change("docs/writing.md", "\n{{ nonsense() }} <script>\n", "")
    expect(page.locator(PROBLEMS)).to_have_count(0)


def test_a_template_with_a_mistake_says_which_and_recovers(served: Served, page: Page) -> None:
    """Its name and line, above the page as it was."""
    name = "macros/pages/templates/records/people.html.j2"
    before = (served.root / name).read_bytes()
    served.change(name, "{{ ", "{% if %}{{ ")
    expect(page.locator(PROBLEMS)).to_contain_text("TemplateSyntaxError")
    (served.root / name).write_bytes(before)
    expect(page.locator(PROBLEMS)).to_have_count(0)


def test_the_search_knows_the_change(served: Served) -> None:
    """The index is made anew when it is asked for."""
    served.change("data/people/tran-y.yml", "Trần Ý", "Trần Tìm")
    _until(lambda: "Trần Tìm" in _index(served), "the search knows the change")
    served.change("data/people/tran-y.yml", "Trần Tìm", "Trần Ý")


def _index(served: Served) -> str:
    """What the search would read now; nothing while it is made anew."""
    try:
        with urlopen(served.address + PERSON) as answer:
            index = answer.read().decode().partition("#index.")[2].partition('"')[0]
        with urlopen(f"{served.address}search/index.{index}") as answer:
            text: str = answer.read().decode()
            return text
    except HTTPError:
        return ""
