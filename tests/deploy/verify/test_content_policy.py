"""What lets a server forbid whatever does not come from it: nothing is written into pages."""

import re
from pathlib import Path

import pytest

from macros.outputs import JOINED
from tests.support.sites import BELOW, pages, parse

pytestmark = pytest.mark.site

LOADS = re.compile(r"^(?:\.\./|\./)*(assets/[\w-]+)\.[0-9a-f]{8}(\.(?:css|js))$")


def test_no_page_holds_a_script_a_style_or_a_handler(real_site: Path) -> None:
    """A policy without `unsafe-inline` and without hashes changes nothing for readers."""
    wrong = {
        f"{page.relative_to(real_site)}: <{tag}>"
        for page in [*pages(real_site), real_site / "404.html"]
        for tag, values in parse(page).elements
        if tag == "style"
        or (tag == "script" and "src" not in values and values.get("type") != "application/json")
        or [name for name in values if name == "style" or name.startswith("on")]
    }
    assert wrong == set()


def test_no_page_asks_for_what_the_policy_forbids(real_site: Path) -> None:
    """No frame, plug-in or base; no form that leaves the site, no address that is a script."""
    wrong = {
        f"{page.relative_to(real_site)}: <{tag}>"
        for page in [*pages(real_site), real_site / "404.html"]
        for tag, values in parse(page).elements
        if tag in ("base", "embed", "frame", "iframe", "object")
        or any("//" in (values.get(name) or "") for name in ("action", "formaction"))
        or any((value or "").lower().startswith("javascript:") for value in values.values())
    }
    assert wrong == set()


def test_whatever_a_page_loads_has_a_fingerprint(real_site: Path) -> None:
    """All but its picture in the browser's tab, so that a page never meets the file of another."""
    loaded = {
        name
        for page in pages(real_site)
        for name in parse(page).loads
        if not name.endswith("assets/images/favicon.png")
    }
    assert [name for name in loaded if not LOADS.match(name)] == []
    names = {LOADS.sub(r"\1\2", name).removeprefix("assets/") for name in loaded}
    # The last is for pages at former addresses, of which there are none.
    assert names == set(JOINED) - {"moved.js"}


def test_no_style_holds_a_picture_or_asks_another_server(real_site: Path) -> None:
    """Every address in a style leads to a file of the site."""
    for file in real_site.rglob("*.css"):
        addresses = re.findall(r"url\(\"?([^)\"]*)", file.read_text(encoding="utf-8"))
        missing = [one for one in addresses if not (file.parent / one).is_file()]
        assert (file.name, missing) == (file.name, [])


def test_sources_of_scripts_are_not_shipped(real_site: Path) -> None:
    """Neither maps nor types, nor the parts of which the served files are made."""
    suffixes = (".map", ".css", ".js", ".ts")
    found = {file.name for file in real_site.rglob("*") if file.suffix in suffixes}
    assert [name for name in found if not re.search(r"\.[0-9a-f]{8}\.(css|js)$", name)] == []


def test_the_error_page_finds_its_files_from_any_depth(site_below: Path) -> None:
    """Below a path its addresses begin with that path."""
    error = parse(site_below / "404.html")
    inner = [link for link in error.links if not link.startswith("#")]
    assert len(inner) > 10
    assert [one for one in (*inner, *error.loads) if not one.startswith(BELOW)] == []


def test_the_address_of_the_site_changes_nothing_but_what_must_name_it(
    site_below: Path, real_site: Path
) -> None:
    """Pages are the same but for their canonical address, which citations of them name, too."""
    canonical = re.compile(r'\s*<link rel="canonical" href="https://intranet.example/[^"]*">')
    cited = re.compile(rf"(?<=data-url>)https://intranet.example{BELOW}")
    for page in pages(real_site):
        text = (site_below / page.relative_to(real_site)).read_text(encoding="utf-8")
        bare, found = canonical.subn("", cited.sub("", text))
        assert found == 1
        assert bare.split() == page.read_text(encoding="utf-8").split()
