"""Specifies footnotes: a number for each source, a letter for each place, both by first use."""

import re
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model import Citation, Text
from macros.pages.footnotes import Footnotes

A1 = Citation(source="sources/a", locator="đoạn 1")
A2 = Citation(source="sources/a", locator="đoạn 2")
A_WHOLE = Citation(source="sources/a")
B1 = Citation(source="sources/b", locator="đoạn 1")
LAW_3 = Citation(document="legislation/x", locator="Điều 3")
LAW_3_IN_A = Citation(source="sources/a", document="legislation/x", locator="Điều 3")
LAW_IN_A = Citation(source="sources/a", document="legislation/x")
OTHER_IN_A = Citation(source="sources/a", document="legislation/y", locator="Điều 3")
A1_WITH_NOTE = Citation(source="sources/a", locator="đoạn 1", note=Text(vi="chỉ nêu năm"))
A_WITH_NOTE = Citation(source="sources/a", note=Text(vi="chỉ nêu năm"))


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ([A1, B1, LAW_3], "1a 2a 3a"),
        ([A1, A2, A1, A2], "1a 1b 1a 1b"),
        ([A1, B1, A2], "1a 2a 1b"),
        ([A_WHOLE, A1, A_WHOLE], "1 1a 1"),
        ([A1, A_WHOLE, A2], "1a 1 1b"),
        ([A1, A1_WITH_NOTE], "1a 1b"),
        ([A_WITH_NOTE, A_WHOLE], "1a 1"),
        ([LAW_3, LAW_3_IN_A], "1a 2a"),
        ([LAW_3_IN_A, A1, LAW_IN_A, OTHER_IN_A], "1a 1b 1c 1d"),
    ],
    ids=[
        "sources-and-documents-by-first-use",
        "a-place-keeps-its-letter",
        "letters-go-on-after-another-source",
        "the-whole-has-no-letter",
        "the-whole-takes-no-letter-away",
        "a-note-makes-another-place",
        "a-note-needs-a-letter",
        "a-document-read-in-a-source-is-that-source",
        "documents-in-one-source-are-places",
    ],
)
def test_markers_number_sources_and_letter_places(cited: list[Citation], expected: str) -> None:
    """The same citation has the same marker wherever it stands on the page."""
    notes = Footnotes()
    assert " ".join(notes.marker(citation)[0] for citation in cited) == expected


def test_only_the_first_use_of_a_place_is_one() -> None:
    """The way back from the list leads to where a place is cited first."""
    notes = Footnotes()
    firsts = [notes.marker(citation)[1] for citation in (A1, A2, A1, A_WHOLE, A_WHOLE)]
    assert firsts == [True, True, False, True, False]


def test_letters_go_on_with_two_after_z() -> None:
    """The twenty-seventh place is `aa`, the fifty-third `ba`."""
    notes = Footnotes()
    places = [Citation(source="sources/a", locator=str(number)) for number in range(53)]
    markers = [notes.marker(place)[0] for place in places]
    doubled = [f"1a{letter}" for letter in ascii_lowercase]
    assert markers == [*(f"1{letter}" for letter in ascii_lowercase), *doubled, "1ba"]


def test_the_list_has_each_source_once_with_its_places() -> None:
    """Sources in the order of their numbers, places in that of their letters."""
    notes = Footnotes()
    for citation in (A2, B1, A1, A2):
        notes.marker(citation)
    assert [(note.number, note.address, note.places) for note in notes] == [
        (1, "sources/a", {A2: "1a", A1: "1b"}),
        (2, "sources/b", {B1: "2a"}),
    ]


def test_the_places_in_one_document_stand_together() -> None:
    """What was read in a source about itself and about each document, by first use."""
    notes = Footnotes()
    for citation in (LAW_3_IN_A, A1, OTHER_IN_A, LAW_IN_A):
        notes.marker(citation)
    (note,) = notes
    assert note.by_document() == (
        ("legislation/x", ((LAW_3_IN_A, "1a"), (LAW_IN_A, "1d"))),
        (None, ((A1, "1b"),)),
        ("legislation/y", ((OTHER_IN_A, "1c"),)),
    )


def test_a_document_cited_by_itself_needs_no_second_mention() -> None:
    """The note already names it, so its places stand under no document."""
    notes = Footnotes()
    notes.marker(LAW_3)
    (note,) = notes
    assert (note.address, note.by_document()) == ("legislation/x", ((None, ((LAW_3, "1a"),)),))


def test_a_page_without_citations_has_no_footnotes() -> None:
    """The list is left out where it would be empty."""
    notes = Footnotes()
    assert not notes
    notes.marker(A1)
    assert notes


CITATIONS = st.builds(
    Citation,
    source=st.sampled_from(["sources/a", "sources/b", "sources/c"]),
    document=st.sampled_from([None, "legislation/x"]),
    locator=st.none() | st.integers(1, 40).map(lambda number: f"đoạn {number}"),
)


@given(st.lists(CITATIONS, max_size=120))
def test_one_marker_means_one_place(cited: list[Citation]) -> None:
    """Different citations never share a marker, and equal ones always do."""
    notes = Footnotes()
    markers = [notes.marker(citation)[0] for citation in cited]
    assert len(set(zip(cited, markers, strict=True))) == len(set(cited)) == len(set(markers))
    assert [marker for marker in markers if not re.fullmatch(r"[1-3][a-z]{0,2}", marker)] == []
    assert [note.number for note in notes] == [*range(1, len({one.source for one in cited}) + 1)]
