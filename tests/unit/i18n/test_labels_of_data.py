"""The words that come with the data: what pages need of them is checked with the data."""

from collections.abc import Callable, Mapping

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
