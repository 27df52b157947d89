"""Which word was meant: whatever is within two letters is named, and hardly anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text.suggest import closest_match

WORDS = ["memberships", "name", "citations", "id", "en", "vi", "organizations/vu-thu-ky", "lead"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nmae", "name"),
        ("nam", "name"),
        ("names", "name"),
        ("NAME", "name"),
        ("ldea", "lead"),
        ("ix", "id"),
        ("em", "en"),
        ("fr", ""),
        ("organizations/vụ-thư-ký", "organizations/vu-thu-ky"),
        ("organization/vu-thu-kyy", "organizations/vu-thu-ky"),
        ("xyz", ""),
    ],
)
def test_what_is_within_two_letters_is_named(typed: str, meant: str) -> None:
    """Dropped, added, changed or swapped; accents and capitals do not count."""
    assert closest_match(typed, WORDS, cutoff=0.95) == meant


@given(st.sampled_from([word for word in WORDS if len(word) > 3]), st.data())
def test_any_two_slips_are_seen_through(word: str, data: st.DataObject) -> None:
    """The word that comes back is the one that was typed wrong, or one as near."""
    letters = list(word)
    slips = st.sampled_from(["drop", "add", "change"])
    kinds = data.draw(st.one_of(st.just(("swap",)), st.tuples(slips, slips)))
    for kind in kinds:
        at = data.draw(st.integers(0, len(letters) - 1))
        if kind == "drop" and len(letters) > 3:
            del letters[at]
        elif kind == "swap" and at:
            letters[at - 1], letters[at] = letters[at], letters[at - 1]
        else:
            letters[at : at + (kind == "change")] = data.draw(st.sampled_from("abz-"))
    assert closest_match("".join(letters), WORDS, cutoff=0.95) != ""
