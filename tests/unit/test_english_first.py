"""A site whose first language is English, with no Vietnamese: which languages it has is data."""

import datetime as dt
from pathlib import Path

import pytest

from macros.model import Text
from macros.pages import Links, Site, page_stubs
from macros.queries.names import all_languages
from macros.register import Register
from macros.validation import DataFiles, load_files

FILES = {
    "labels.yml": """
languages: [en]
site: {name: Seed Club, description: All about the Seed Club}
vocabulary: {classification: {club: Club}}
""",
    "sources.yml": """
gazette:
  title: The club is founded
  publisher: Gazette
  kind: press
  language: en
  date: 2031-03-07
  accessed: 2031-04-01
  extent: full
""",
    "organizations/seed-club.yml": """
names: [Seed Club]
classification: club
summary: A club of gardeners.
founding: {date: 2031-03-07, citations: [{source: sources/gazette}]}
citations: [{source: sources/gazette}]
""",
}
DAY = dt.date(2031, 5, 5)


@pytest.fixture(scope="module")
def club() -> Register:
    """The register of the club."""
    return load_files(DataFiles(Path(), {path: text.encode() for path, text in FILES.items()}))


def test_a_plain_text_is_in_the_first_language_of_the_site(club: Register) -> None:
    """And in no other."""
    summary = club["organizations/seed-club"].record.model_dump()["summary"]
    assert summary == {"vi": "", "en": "A club of gardeners."}
    entry = club["organizations/seed-club"]
    texts = [part for _, part in entry.parts if isinstance(part, Text)]
    assert [*all_languages(texts)] == ["Seed Club", "A club of gardeners."]
    assert {text.main_language for text in texts} == {"en"}


def test_its_pages_are_in_that_language_alone(club: Register) -> None:
    """Words, dates and ids; nothing is marked as foreign or as untranslated."""
    site = Site(club, DAY)
    (stub,) = [stub for stub in page_stubs(club) if stub.uri == "organizations/seed-club.md"]
    body = site.body(stub, Links(club, "").url(stub.uri))
    assert '<h1 id="seed-club">Seed Club' in body.html
    assert 'As of <time datetime="2031-05-05">5 May 2031</time>' in body.html
    assert "7 March 2031" in body.html
    assert "lang=" not in body.html


@pytest.mark.parametrize(
    ("languages", "place"), [("[en, de]", "2:17"), ("[]", "2:12"), ("[en, en]", "2:17")]
)
def test_a_language_without_words_is_refused(languages: str, place: str) -> None:
    """One that the program has no words in, none, and one that stands twice."""
    from macros.i18n import error_report
    from macros.yamlio import Problems

    labels = FILES["labels.yml"].replace("[en]", languages)
    contents = {**FILES, "labels.yml": labels}
    with pytest.raises(Problems) as found:
        load_files(DataFiles(Path(), {path: text.encode() for path, text in contents.items()}))
    assert error_report(found.value, "en").startswith(f"labels.yml:{place}: ")
