"""The real site, built once as the operator builds it and crawled to its last link."""

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from macros.model import COLLECTIONS
from macros.outputs import json_exports
from macros.pages import Links
from macros.register import Register
from tests.conftest import INVENTED_CHOICES
from tests.support.sites import AS_OF, build, in_edition, pages, parse, search_index, target

pytestmark = pytest.mark.site


SHARING = ("terms", "needs")
"""Collections whose records share a page."""


def test_there_is_a_page_for_every_record(real_site: Path, real: Register) -> None:
    """Each record has a page of its own at its address, but for those that share one."""
    missing = [
        entry.address
        for entry in real.entries.values()
        if entry.collection not in SHARING
        and not (real_site / entry.address / "index.html").is_file()
    ]
    assert missing == []
    assert len(pages(real_site)) > 300


def test_every_link_leads_somewhere(real_site: Path) -> None:
    """No link of any page is broken, nor the fragment it names."""
    broken = []
    for page in pages(real_site):
        for link in parse(page).links:
            if link.startswith(("https://", "http://")):
                continue
            file, fragment = target(real_site, page, link)
            if not file.is_file():
                broken.append(f"{page.relative_to(real_site)}: {link}")
            elif fragment and file.suffix == ".html" and fragment not in parse(file).ids:
                broken.append(f"{page.relative_to(real_site)}: {link} (fragment)")
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(real_site: Path) -> None:
    """Styles, scripts, pictures and fonts come from the site itself."""
    foreign = [
        f"{page.relative_to(real_site)}: {load}"
        for page in pages(real_site)
        for load in parse(page).loads
        if "//" in load
    ]
    assert foreign == []
    styles = [file for file in real_site.rglob("*.css") if "assets" in file.parts]
    assert [file.name for file in styles if "url(http" in file.read_text(encoding="utf-8")] == []


def test_links_to_other_sites_stand_on_source_pages_only(real_site: Path) -> None:
    """A reader leaves the site only where a source gives its web address."""
    leaving = [
        page.relative_to(real_site).as_posix()
        for page in pages(real_site)
        if not in_edition(real_site, page).startswith("sources/")
        and any(link.startswith("http") for link in parse(page).links)
    ]
    assert leaving == []


def test_no_id_stands_twice_on_a_page(real_site: Path) -> None:
    """A fragment means one place."""
    twice = [
        f"{page.relative_to(real_site)}: {name}"
        for page in pages(real_site)
        for name, count in Counter(parse(page).ids).items()
        if count > 1
    ]
    assert twice == []


def test_no_template_is_left_over(real_site: Path) -> None:
    """No page shows a template sign, an error or an unset value.

    That for authors shows calls, that of the rules wrong ones.
    """
    signs = re.compile(
        r"&#?\w+;|\{\{|\{%|\{#|\{[a-z]+\}|Traceback|Macro .*Error|Undefined|\bNone\b"
    )
    left = [
        f"{page.relative_to(real_site)}: {found[0]}"
        for page in pages(real_site)
        if page.parent.name not in ("writing", "rules")
        and (found := signs.search(parse(page).text))
    ]
    assert left == []


def test_every_page_has_one_heading_of_the_first_rank_and_a_title(real_site: Path) -> None:
    """A page is named once, for readers and for the browser's tab."""
    wrong = []
    for page in pages(real_site):
        tags = Counter(tag for tag, _ in parse(page).elements)
        drawings = page.read_text(encoding="utf-8").partition("<body")[2].count("</title>")
        if tags["h1"] != 1 or tags["title"] - drawings != 1:
            wrong.append(page.relative_to(real_site).as_posix())
    assert wrong == []


@pytest.mark.parametrize(
    ("edition", "day", "address"),
    [(".", "Tính đến ngày 21/11/2026.", "Địa chỉ"), ("en", "As of 21 November 2026.", "Address")],
)
def test_every_page_of_a_record_says_its_day_and_its_address(
    real_site: Path, real: Register, edition: str, day: str, address: str
) -> None:
    """The reader sees as of which day a page speaks; the clerk, which record it is."""
    dated = ("people", "organizations", "programmes", "tasks", "legislation")
    wrong = []
    for entry in real.entries.values():
        if entry.collection in SHARING:
            continue
        text = parse(real_site / edition / entry.address / "index.html").article
        if entry.collection in dated and day not in text:
            wrong.append(f"{entry.address}: day")
        if f"{address}: {entry.address}" not in text:
            wrong.append(f"{entry.address}: address")
    assert wrong == []


def test_the_content_of_a_page_stays_under_50_kilobytes(real_site: Path) -> None:
    """What we put into Material's shell is light, list pages included.

    A view of the whole may have 110, since it shows every document or post at once; the structure
    of the largest body 200, 21 KiB compressed, since it draws its tree besides. The self-check may
    have 110, since its list of all questions is what is read without JavaScript, and the rules 130,
    each with its example. A body or a law of many parts may have 60; the list of sources, the
    longest, with what each proves, 90, 12 KiB compressed; the handbook 450, since it holds the
    whole register, and the page for authors, which shows every view once.
    """
    limits = {"views": 110, "self-check": 110, "rules": 110, "handbook": 450, "writing": 450}
    limits |= {"sources": 90, "rules": 130, "organizations": 60, "legislation": 60}
    whole = {"views/structure/van-phong-quoc-hoi/index.html": 200}
    heavy = {}
    for page in pages(real_site):
        html, name = page.read_bytes(), in_edition(real_site, page)
        start, end = html.find(b"<article"), html.find(b"</article>")
        if end - start > whole.get(name, limits.get(name.partition("/")[0], 50)) * 1024:
            heavy[name] = end - start
    assert heavy == {}


def _export(real_site: Path, collection: str) -> dict[str, Any]:
    text = (real_site / f"api/v1/{collection}.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def test_the_exports_are_those_of_the_register(real_site: Path, real: Register) -> None:
    """What the fast tests say of records and questions is so of the site, to the byte."""
    made = dict(json_exports(real, dt.date.fromisoformat(AS_OF), Links(real, "")))
    found = {f"api/v1/{file.name}": file.read_text("utf-8") for file in real_site.glob("api/v1/*")}
    assert {name: found.get(name) for name in made} == made


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_can_be_checked_from_outside(
    real_site: Path, real: Register, collection: str
) -> None:
    """The JSON file has every record with its address, the address of its page and all fields."""
    content = _export(real_site, collection)
    assert content["as_of"] == AS_OF
    records = {record["address"]: record for record in content["records"]}
    assert sorted(records) == sorted(entry.address for entry in real.collection(collection))
    fields = {"address", "url", *COLLECTIONS[collection].model_fields}
    assert all(set(record) == fields for record in records.values())
    for record in records.values():
        page, _, fragment = record["url"].partition("#")
        file = real_site / page / "index.html"
        assert file.is_file()
        assert fragment == "" or fragment in parse(file).ids


@pytest.mark.parametrize(
    ("edition", "number"),
    [(".", "Nghị quyết 73/2025/UBTVQH15"), ("en", "Resolution 73/2025/UBTVQH15")],
)
def test_every_page_is_in_the_search_index(real_site: Path, edition: str, number: str) -> None:
    """Of its edition, under its name as a reader knows it; the error page is not."""
    text = search_index(real_site / edition)
    index = json.loads(text.removeprefix("self.searchIndex=").removesuffix(";\n"))
    found = {thing[1].partition("#")[0]: thing[2] for thing in index["things"]}
    built = {Path(in_edition(real_site, page)).parent.as_posix() for page in pages(real_site)}
    assert {url.rstrip("/") or "." for url in found} == built
    assert found["people/bui-van-cuong/"] == "Bùi Văn Cường"
    assert found["legislation/nghi-quyet-73-2025-ubtvqh15/"] == number


def test_two_builds_of_the_same_input_are_the_same_bytes(
    invented_site: Path, tmp_path: Path
) -> None:
    """Time zone, locale and hash seed leave no trace in the pages and the exports."""
    elsewhere = {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    again = build(tmp_path, **INVENTED_CHOICES, **elsewhere)
    assert again.returncode == 0
    files = [file for file in invented_site.rglob("*") if file.suffix in (".html", ".json", ".js")]
    differing = [
        file.relative_to(invented_site).as_posix()
        for file in files
        if file.read_bytes() != (tmp_path / file.relative_to(invented_site)).read_bytes()
    ]
    assert (len(files) > 50, differing) == (True, [])
