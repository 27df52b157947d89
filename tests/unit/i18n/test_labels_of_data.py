"""The words that come with the data: what pages need of them is checked with the data."""

from collections.abc import Callable, Mapping

import pytest

from macros.i18n import error_report
from macros.validation import DataFiles, load_files
from macros.yamlio import Problems
from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]


def test_words_that_pages_need_are_told_when_they_are_missing(problems: Find) -> None:
    """A kind of document needs the form that stands before its number; a word is a clean id."""
    reported = problems(
        {
            "labels.yml": (
                "document_name:\n  charter: {vi: Điều lệ, en: Charter}",
                "document_name:\n  chartr: {vi: Điều lệ, en: Charter}",
            )
        }
    )
    assert reported == [
        'labels.yml:11:5: there are no words for "document_name.charter" in labels.yml [no-words]'
    ]


def test_a_missing_file_of_labels_is_one_problem(invented_files: DataFiles) -> None:
    """Not one for each word that the data uses."""
    with pytest.raises(Problems) as error:
        load_files(invented_files.overlaid({"labels.yml": None}))
    assert error_report(error.value, "en").splitlines()[:-1] == [
        "labels.yml:1:1: this file is missing, which declares the words of the data; restore it"
        " [missing-labels]"
    ]


PUSHKIN = "name: А. С.\nsummary: Guðrún, ðura, ɡa.\ndate: 2031-05-01\nkind: meeting\n"


def test_the_alphabets_of_a_site_come_with_its_labels(problems: Find) -> None:
    """What its sources are written in, and what it lists; a short name of another is a slip."""
    event = f"{PUSHKIN}citations:\n  - {{source: sources/ban-sao}}\n"
    found = problems({"events/x.yml": event})
    assert [line.partition(": ")[0] for line in found] == [
        "events/x.yml:1:7",
        "events/x.yml:1:10",
        "events/x.yml:2:18",
        "events/x.yml:2:24",
    ]
    assert found[2] == (
        'events/x.yml:2:18: the letter "ð" (U+00F0) in "ðura" is of another alphabet;'
        ' did you mean "đ"? [foreign-letter]'
    )
    alphabets = "alphabets: {languages: ru, letters: ɡ}\nvocabulary:\n"
    languages = "  language:\n    is: {vi: Tiếng Iceland, en: Icelandic}\n"
    allowed = ("vocabulary:\n", alphabets + languages)
    assert problems({"events/x.yml": event, "labels.yml": allowed}) == []
