"""Which terms, tasks and events are asked about, and which of the others are wrong answers."""

import datetime as dt
from typing import Any

import pytest

from macros.quiz.question import Draft
from macros.quiz.terms import term_drafts
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)
CITED = {"citations": [{"source": "sources/s"}]}
Records = dict[str, dict[str, Any]]


def drafts(records: Records, kind: str) -> dict[str, Draft]:
    """The drafts of a kind by what they ask about."""
    register = small({**records, "sources/s": {}})
    return {draft.subject: draft for draft in term_drafts(register, DAY) if draft.kind == kind}


def answers(draft: Draft) -> tuple[set[Any], set[Any]]:
    """The wrong answers, and the harder ones among them."""
    wrong = draft.wrong()
    return set(wrong.answers), set(wrong.near)


SHORT: Records = {
    "terms/quoc-hoi": {"term": "Quốc hội", "abbreviation": "QH"},
    "terms/uy-ban": {"term": "Ủy ban", "abbreviation": "UB", "abbreviation_is_ours": True},
    "terms/quan-he": {"term": "Quan hệ"},
    "terms/quy": {"term": "Quý"},
    "terms/nghi-quyet": {"term": "Nghị quyết", "abbreviation": "NQ"},
    "terms/khac": {"term": "Khác", "abbreviation": "K"},
    "legislation/l": {"number": "1/2031/NQ-QH-UB", **CITED},
}


def test_a_short_form_is_asked_if_a_document_uses_it_and_it_is_not_ours() -> None:
    """The document's citations say where it can be seen."""
    found = drafts(SHORT, "abbreviation")
    assert {address: draft.about for address, draft in found.items()} == {
        "terms/quoc-hoi": "QH",
        "terms/nghi-quyet": "NQ",
    }
    assert found["terms/quoc-hoi"].page == "legislation/l"


def test_a_short_form_of_two_terms_is_not_asked() -> None:
    """It means two things."""
    twice = {**SHORT, "terms/khac": {"term": "Khác", "abbreviation": "QH"}}
    assert set(drafts(twice, "abbreviation")) == {"terms/nghi-quyet"}


def test_what_could_be_shortened_so_is_no_wrong_answer() -> None:
    """By its initials or by its own short form; the harder ones begin with the same letter."""
    wrong = {"terms/uy-ban", "terms/quy", "terms/nghi-quyet", "terms/khac"}
    assert answers(drafts(SHORT, "abbreviation")["terms/quoc-hoi"]) == (wrong, {"terms/quy"})


MEANT: Records = {
    "terms/a": {"term": "A", "definition": "Một loài cây.", "about": "people/x", **CITED},
    "terms/named": {"term": "Hoa", "definition": "Hoa là hoa.", "group": "other", **CITED},
    "terms/uncited": {"term": "U", "definition": "Không nguồn."},
    "people/x": {},
}


def test_a_meaning_is_asked_that_is_cited_and_does_not_name_its_term() -> None:
    """Else the question would hold its answer."""
    assert set(drafts(MEANT, "meaning")) == {"terms/a"}


@pytest.mark.parametrize(
    ("fields", "is_wrong"),
    [
        ({"term": "Khác"}, True),
        ({"term": "Khác", "about": "people/y"}, True),
        ({"term": "Khác", "about": "people/x"}, False),
        ({"term": "Khác", "see_also": ["terms/a"]}, False),
        ({"term": "Loài"}, False),
        ({"term": "Loài vật"}, True),
        ({"term": "A khác"}, False),
    ],
    ids=["other", "other-record", "same-record", "refers", "in-meaning", "longer", "holds-term"],
)
def test_a_term_of_the_same_affair_is_no_wrong_answer(
    fields: dict[str, Any], is_wrong: bool
) -> None:
    """One of the same record, one that refers to it, and one that names it or is named."""
    records = {**MEANT, "people/y": {}, "terms/b": fields}
    wrong, near = answers(drafts(records, "meaning")["terms/a"])
    assert wrong - {"terms/b"} == {"terms/named", "terms/uncited"}
    assert ("terms/b" in wrong) is is_wrong
    assert near == wrong - {"terms/named"}


def events(**dates: str) -> Records:
    """Milestones by name, each with its day."""
    return {
        f"events/{name}": {"name": name, "date": date, "milestone": True, **CITED}
        for name, date in dates.items()
    }


def test_a_day_is_asked_up_to_that_of_the_site_if_it_is_known_and_undisputed() -> None:
    """Not what lasted several days, is disputed or uncited."""
    records = events(today="2031-05-05", tomorrow="2031-05-06", month="2031-01", long="2030-01-01")
    records["events/long"]["end_date"] = "2030-01-02"
    records["events/uncited"] = {"date": "2030-01-01"}
    records["events/noted"] = {"date": "2030-01-01", **CITED, "notes": [{"text": "N.", **CITED}]}
    assert set(drafts(records, "event")) == {"events/today"}


def test_a_wrong_day_is_one_of_another_event_that_is_far_and_of_no_document() -> None:
    """More than ninety days apart; those within three years are the harder ones."""
    records = events(
        a="2030-01-01",
        close="2030-04-01",
        far="2030-04-02",
        old="2026-12-31",
        act="2029-01-01",
        third="2027-06-01",
    )
    records["events/a"]["documents"] = ["legislation/l"]
    records["legislation/l"] = {"date_document": "2029-01-01"}
    wrong, near = answers(drafts(records, "event")["events/a"])
    assert {str(date) for date in wrong} == {"2030-04-02", "2027-06-01", "2026-12-31"}
    assert {str(date) for date in near} == {"2030-04-02", "2027-06-01"}


def test_three_milestones_are_put_in_order_none_near_another() -> None:
    """Whatever is no milestone is left out; so is one that is ninety days or less from another."""
    days = {"a": "2030-01-01", "b": "2030-04-01", "c": "2030-12-01", "d": "2031-04-01"}
    records = {
        **events(**days, first="2028-01-01"),
        "events/other": {"date": "2029-01-01", **CITED},
    }
    found = drafts(records, "order")
    assert set(found) == {f"events/{name}" for name in (*days, "first")}
    in_order = [f"events/{name}" for name in ("first", *days)]
    for address, draft in found.items():
        assert isinstance(draft.right, tuple)
        assert address in draft.right
        assert not {"events/a", "events/b"} <= set(draft.right)
        assert sorted(draft.right, key=in_order.index) == list(draft.right)
        assert (len(draft.right), len(answers(draft)[0])) == (3, 5)


def test_two_milestones_are_in_no_order_worth_asking() -> None:
    """Three are needed, so that one may guess wrong."""
    assert drafts(events(a="2030-01-01", b="2031-01-01"), "order") == {}
