"""The editions of a site: the same pages, places and links in each of its languages."""

import re
from pathlib import Path

import pytest

from tests.support.sites import pages, parse, target

pytestmark = pytest.mark.site

OTHER = "en"
_NUMBERED = re.compile("gloss-[0-9]+|[cs][0-9]+[a-z]*")


def _editions(site: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    """The pages of the first edition and of the other one, by their path in it."""
    files = {page.relative_to(site).as_posix(): page for page in pages(site)}
    inner = f"{OTHER}/"
    first = {path: page for path, page in files.items() if not path.startswith(inner)}
    other = {path.removeprefix(inner): page for path, page in files.items() if path not in first}
    return first, other


def _ids(page: Path) -> list[str]:
    """The ids of the places of a page.

    Not those of meanings of terms, which are for the words of one language, and of footnotes, which
    are counted in its order of names.
    """
    return sorted(name for name in parse(page).ids if not _NUMBERED.fullmatch(name))


def test_both_editions_have_the_same_pages_and_the_same_places(real_site: Path) -> None:
    """An address leads to the same thing in each, and so does a fragment of it."""
    first, other = _editions(real_site)
    assert len(first) > 400
    assert sorted(first) == sorted(other)
    assert [path for path in first if _ids(first[path]) != _ids(other[path])] == []


@pytest.mark.parametrize("name", ["real_site", "site_below"])
def test_every_page_leads_to_itself_in_the_other_language(
    name: str, request: pytest.FixtureRequest
) -> None:
    """By the link in the header, without JavaScript, and by what its head says to browsers."""
    site: Path = request.getfixturevalue(name)
    first, other = _editions(site)
    led, alternates = 0, 0
    for lang, mine, theirs in (("vi", first, other), (OTHER, other, first)):
        for path, page in mine.items():
            if "language" not in page.read_text("utf-8"):
                continue  # a former address
            links = [values for tag, values in parse(page).elements if _is_switch(tag, values)]
            (link,) = links
            assert target(site, page, str(link["href"])) == (theirs[path], "")
            assert link["hreflang"] == link["lang"] != lang
            led += 1
            both = {
                str(values["hreflang"]): target(site, page, str(values["href"]))[0]
                for tag, values in parse(page).elements
                if tag == "link" and values.get("rel") == "alternate "
            }
            assert both == {lang: mine[path], str(link["hreflang"]): theirs[path]}
            alternates += len(both)
    assert (led, alternates) == (2 * len(first) - 2 * _former(first), 2 * led)


def _former(first: dict[str, Path]) -> int:
    return sum(
        'name="robots" content="noindex"' in page.read_text("utf-8") for page in first.values()
    )


def _is_switch(tag: str, values: dict[str, str | None]) -> bool:
    return tag == "a" and "language" in (values.get("class") or "").split()


def test_each_page_says_its_language(real_site: Path) -> None:
    """So that browsers, screen readers and search engines know it."""
    first, other = _editions(real_site)
    for lang, mine in (("vi", first), (OTHER, other)):
        said = {dict(parse(page).elements)["html"].get("lang") for page in mine.values()}
        assert said == {lang}
