"""Specifies how well the data is evidenced: what is counted, and which publishers are two."""

from typing import Any

import pytest

from macros.model import Citation
from macros.queries.evidence_counts import (
    Evidence,
    all_conflicts,
    evidence_by_collection,
    independent_publishers,
)
from macros.register import Register
from tests.support.registers import BODY, small

SOURCES: dict[str, dict[str, Any]] = {
    "sources/paper": {"publisher": "Báo A"},
    "sources/paper-again": {"publisher": "Báo A"},
    "sources/other": {"publisher": "Báo B"},
    "sources/copy": {"publisher": "Trang C", "origin": "Báo A"},
    "sources/copy-too": {"publisher": "Trang D", "origin": "Báo A"},
    "sources/agency": {"publisher": "Báo B", "origin": "Hãng E"},
}


def test_the_evidence_of_each_collection_is_counted(invented: Register) -> None:
    """Facts at any depth count, remarks and the sources themselves do not.

    The chairman's post cites a paper and its copy, so it has no second publisher.
    """
    assert evidence_by_collection(invented) == (
        Evidence("people", records=4, facts=8, cited=8, several=0, analysis=0),
        Evidence("organizations", records=5, facts=13, cited=11, several=0, analysis=2),
        Evidence("programmes", records=1, facts=2, cited=1, several=0, analysis=1),
        Evidence("tasks", records=3, facts=14, cited=11, several=0, analysis=3),
        Evidence("legislation", records=4, facts=11, cited=9, several=0, analysis=2),
        Evidence("events", records=2, facts=6, cited=5, several=0, analysis=1),
        Evidence("terms", records=2, facts=1, cited=1, several=0, analysis=0),
    )


def test_a_fact_by_two_publishers_and_our_own_analysis_are_counted() -> None:
    """The same fact may be cited, by several, and still be our conclusion."""
    both = [{"source": "sources/paper"}, {"source": "sources/other"}]
    serves = [
        {"organization": BODY, "basis": "analysis", "citations": both},
        {"organization": BODY, "basis": "analysis"},
        {"organization": BODY},
    ]
    register = small({BODY: {"serves": serves}, **SOURCES})
    expected = Evidence("organizations", records=1, facts=3, cited=1, several=1, analysis=2)
    assert evidence_by_collection(register)[1] == expected


def test_a_remark_is_no_fact_to_be_evidenced() -> None:
    """Notes are left out though they cite."""
    note = {"text": "n", "citations": [{"source": "sources/paper"}]}
    register = small({"people/a": {"notes": [note]}, **SOURCES})
    assert evidence_by_collection(register)[0] == Evidence(
        "people", 1, facts=0, cited=0, several=0, analysis=0
    )


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("paper", 1),
        ("paper paper-again", 1),
        ("paper other", 2),
        ("paper copy", 1),
        ("copy copy-too", 1),
        ("copy other", 2),
        ("other agency", 2),
        ("", 0),
        ("paper+law other+law", 1),
        ("paper+law other+decree", 2),
        ("paper+law other+decree agency+law copy+decree", 1),
    ],
    ids=[
        "one",
        "one-publisher-twice",
        "two",
        "a-paper-and-its-copy",
        "two-copies",
        "a-copy-and-another",
        "the-same-desk-from-an-agency",
        "none",
        "two-prints-of-one-text",
        "two-texts",
        "joined-by-a-chain",
    ],
)
def test_publishers_are_independent_when_neither_copies(cited: str, expected: int) -> None:
    """A copy counts as the publisher it was taken from, even where that one was not read."""
    named = (place.partition("+") for place in cited.split())
    citations = [
        Citation(source=f"sources/{name}", document=document or None) for name, _, document in named
    ]
    assert independent_publishers(small(SOURCES), citations) == expected


def test_a_document_is_no_publisher() -> None:
    """The text of a law is cited by itself, without anybody who published it."""
    assert independent_publishers(small(SOURCES), [Citation(document="legislation/d")]) == 0


def test_conflicts_are_found_record_by_record(invented: Register) -> None:
    """Each comes with the record that holds it."""
    found = [(entry.address, conflict.matter.vi) for entry, conflict in all_conflicts(invented)]
    assert found == [("organizations/hoi-dong-vuon-uom", "Hội đồng ra đời năm nào?")]
