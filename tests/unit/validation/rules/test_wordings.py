"""Rules on the force of documents: ends of what is replaced, wordings in turn, numbers once."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

OLD = "legislation/dieu-le-01-2029.yml"
NEW = "legislation/dieu-le-02-2030.yml"
DECISION = "legislation/quyet-dinh-07-2031.yml"


@pytest.mark.parametrize("verb", ["replaces", "repeals"])
def test_what_is_replaced_as_a_whole_says_when_it_ended(problems: Find, verb: str) -> None:
    """The day proposed is that on which the new document entered into force."""
    changes = {
        OLD: ("date_no_longer_in_force: 2030-05-01\n", ""),
        NEW: ("type: replaces", f"type: {verb}"),
    }
    assert problems(changes) == [
        f'{OLD}:1:1: "legislation/dieu-le-02-2030" replaces or repeals this document as a whole,'
        ' and "date_no_longer_in_force" is missing here; did you mean "2030-05-01"?'
        " [replaced-without-end]"
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("    locator: Điều 1\n", "    locator: Điều 1\n    target_locator: Điều 1\n"),
        ("    locator: Điều 1\n", "    locator: Điều 1\n    basis: analysis\n    note: x\n"),
        ("type: replaces", "type: amends"),
    ],
    ids=["part", "our-reading", "amended"],
)
def test_what_may_go_on_needs_no_end(problems: Find, change: Change) -> None:
    """A part of it is replaced, or no source says so."""
    old = ("date_no_longer_in_force: 2030-05-01\n", "")
    found = problems({OLD: old, NEW: change})
    assert [line for line in found if "replaced-without-end" in line] == []


FIRST = "first_date_entry_in_force: 2032-01-01\n        cit"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            FIRST,
            "first_date_entry_in_force: 2031-12-31\n        cit",
            "26:9: this wording of khoản 1 Điều 4 is in force while the one before it is"
            ' (2030-05-01 – 2032-01-01); did you mean "2032-01-01"? [overlapping-wordings]',
        ),
        (
            "        date_no_longer_in_force: 2032-01-01\n",
            "",
            "25:9: this wording of khoản 1 Điều 4 is in force while the one before it is"
            " (2030-05-01 – …) [overlapping-wordings]",
        ),
        (
            FIRST,
            "first_date_entry_in_force: 2033-01-01\n        cit",
            "26:9: khoản 1 Điều 4 has no wording from 2032-01-01 until 2033-01-01; change a date or"
            ' explain it in a "note"; did you mean "2032-01-01"? [missing-wording]',
        ),
        (
            FIRST,
            "first_date_entry_in_force: 2033-01-01\n        note: Chưa rõ vì sao.\n        cit",
            "",
        ),
        (FIRST, "first_date_entry_in_force: 2032\n        cit", ""),
    ],
    ids=["overlap", "open", "hole", "explained", "perhaps-in-turn"],
)
def test_the_wordings_of_an_article_follow_each_other(
    problems: Find, old: str, new: str, line: str
) -> None:
    """On each day there is one, or a note says why there is none."""
    assert problems({NEW: (old, new)}) == ([f"{NEW}:{line}"] if line else [])


def test_an_issuer_gives_a_number_once(problems: Find) -> None:
    """However it is spelt."""
    assert problems({DECISION: ("number: 07/2031", "number: 02 / 2030")}) == [
        f'{DECISION}:1:1: this issuer has the number "02 / 2030" at "legislation/dieu-le-02-2030"'
        " already [same-number]"
    ]
