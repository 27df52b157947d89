"""Values are words: whatever a clerk types comes out as those characters, everywhere."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from macros.model import FieldKind, Part, fields_of
from macros.register import Register
from macros.validation import load_data
from tests.conftest import INVENTED
from tests.support.browsing import Reader, served
from tests.support.sites import build, complaints, pages, parse, search_index

pytestmark = pytest.mark.site

PAYLOAD = (
    '{{ 87*113 }} {% raw %} {# x #} <script>alert(1)</script> <img src=x onerror=alert(1)> | "q" '
    "'q' *b* _i_ `c` [a](javascript:alert(1)) ![i](x) { onclick=alert(1) } # h &amp ]]> <!-- c -->"
)
MARK = "alert(1)"
_NOT_WORDS = {"id", "post", "locator", "target_locator", "web_address", "language", "number"}
"""Fields whose form the rules decide; a value with markup in it is refused or never shown raw."""


def _hostile(part: Part, words: str) -> dict[str, Any]:
    """The record with the payload in every field that takes free words."""
    result: dict[str, Any] = {}
    for field in fields_of(type(part)):
        name = field.key
        value = getattr(part, name)
        if field.kind is FieldKind.STRING and not field.many and name not in _NOT_WORDS:
            result[name] = words
        elif isinstance(value, tuple):
            result[name] = [_hostile(one, words) if isinstance(one, Part) else one for one in value]
            result[name] = [one if isinstance(one, dict) else str(one) for one in result[name]]
        elif isinstance(value, Part):
            result[name] = _hostile(value, words)
        elif value is not None:
            result[name] = value if isinstance(value, bool) else str(value)
    return {name: value for name, value in result.items() if value not in ([], None)}


def _write(register: Register, data: Path) -> None:
    shutil.copytree(INVENTED, data)
    single: dict[str, dict[str, Any]] = {}
    for entry in register.entries.values():
        record = _hostile(entry.record, f"{PAYLOAD} {entry.id}")
        if (data / f"{entry.collection}.yml").exists():
            single.setdefault(entry.collection, {})[entry.id] = record
        else:
            file = data / entry.collection / f"{entry.id}.yml"
            file.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    for collection, records in single.items():
        text = yaml.safe_dump(records, allow_unicode=True)
        (data / f"{collection}.yml").write_text(text, encoding="utf-8")
    labels = yaml.safe_load((data / "labels.yml").read_text(encoding="utf-8"))
    labels["site"] = {"name": PAYLOAD, "description": PAYLOAD}
    labels["vocabulary"]["classification"]["team"] = PAYLOAD
    labels["document_name"]["charter"] = PAYLOAD
    (data / "labels.yml").write_text(yaml.safe_dump(labels, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="module")
def site(invented: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented institution with the payload in every field, built strictly."""
    folder = tmp_path_factory.mktemp("hostile")
    _write(invented, folder / "data")
    shutil.copytree(INVENTED.parent / "docs", folder / "docs")
    done = build(folder / "site", DATA_DIR=str(folder / "data"), AS_OF="2031-05-05")
    assert (done.returncode, complaints(done)) == (0, [])
    return folder / "site"


def test_the_payload_is_in_the_data(site: Path) -> None:
    """The test has teeth: the register of the hostile folder holds the payload."""
    register = load_data(site.parent / "data")
    assert register["people/do-thuy-an"].record.model_dump()["name"] == f"{PAYLOAD} do-thuy-an"
    step = register["tasks/2031-01"].record.model_dump()["plan_steps"][0]
    assert step["text"]["vi"] == f"{PAYLOAD} 2031-01"


def test_the_payload_is_read_on_every_page_of_a_record(site: Path) -> None:
    """Each page of a record shows the characters that were typed, one for one."""
    silent = [
        page.relative_to(site).as_posix()
        for page in pages(site)
        if len(page.relative_to(site).parts) == 3 and PAYLOAD not in parse(page).article
    ]
    assert silent == []


def _dangers(page: Path) -> Iterator[str]:
    for tag, attributes in parse(page).elements:
        if tag == "script" and MARK in (attributes.get("src") or ""):
            yield "script"
        if tag == "img":
            yield "img"
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"{tag} {name}"
            if name in ("href", "src") and (value or "").startswith("javascript:"):
                yield f"{tag} {name}={value}"


def test_no_value_becomes_an_element_an_attribute_or_a_link(site: Path) -> None:
    """No page has a picture, an event handler or a script address that came from a value."""
    found = {
        f"{page.relative_to(site)}: {danger}" for page in pages(site) for danger in _dangers(page)
    }
    # Material's share button is switched off and its other controls have no handlers.
    assert found == set()


def test_no_script_element_holds_a_value(site: Path) -> None:
    """The words `<script>alert(1)` stand in no page unescaped."""
    raw = [
        page.relative_to(site).as_posix()
        for page in pages(site)
        if "<script>alert" in page.read_text(encoding="utf-8")
        or "<img src=x" in page.read_text(encoding="utf-8")
    ]
    assert raw == []


def test_no_value_is_evaluated_as_a_template(site: Path) -> None:
    """`{{ 87*113 }}` is never 9831, in pages, titles, index or exports."""
    for page in pages(site):
        assert "9831" not in parse(page).text
    assert "9831 {% raw" not in search_index(site)


def test_titles_show_the_characters_that_were_typed(site: Path) -> None:
    """The browser's tab names the person as typed."""
    html = (site / "people/do-thuy-an/index.html").read_text(encoding="utf-8")
    title = html[html.index("<title>") + 7 : html.index("</title>")]
    assert title.startswith("{{ 87*113 }} {% raw %} {# x #} &lt;script&gt;alert(1)&lt;/script&gt;")


@pytest.mark.browser
def test_hits_of_the_search_show_the_characters_that_were_typed(
    site: Path, browser: Browser
) -> None:
    """Names, lines, passages and nearest names are words, and no script runs."""
    with served(site) as address:
        reader = Reader(browser, address)
        reader.page.on("dialog", lambda dialog: reader.errors.append(dialog.message))
        page = reader.open("")
        field = page.locator("[data-md-component=search-query]")
        for words in ("do thuy an", "alert", "zzgarten qq"):
            field.fill(words)
            page.locator(".md-search-result__link").first.wait_for()
            assert PAYLOAD[:30] in page.locator(".md-search-result__link").first.inner_text()
            assert page.locator(".md-search-result :is(img, script)").count() == 0
        assert (reader.errors, reader.foreign) == ([], [])


def test_exports_hold_the_very_value(site: Path) -> None:
    """JSON needs no escaping of HTML: the value is what was typed."""
    content = json.loads((site / "api/v1/people.json").read_text(encoding="utf-8"))
    assert content["records"][0]["name"] == f"{PAYLOAD} do-thuy-an"
