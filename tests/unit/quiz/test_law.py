"""Which documents and bodies are asked about, and which of the others are wrong answers."""

import datetime as dt
from typing import Any

import pytest

from macros.quiz.law import law_drafts
from macros.quiz.question import Draft
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)
CITED = {"citations": [{"source": "sources/s"}]}
Records = dict[str, dict[str, Any]]


def drafts(records: Records, kind: str) -> dict[str, Draft]:
    """The drafts of a kind by what they ask about."""
    register = small({**records, "sources/s": {}})
    return {
        f"{draft.subject} {draft.about}".strip(): draft
        for draft in law_drafts(register, DAY)
        if draft.kind == kind
    }


def answers(draft: Draft) -> tuple[set[Any], set[Any]]:
    """The wrong answers, and the harder ones among them."""
    wrong = draft.wrong()
    return set(wrong.answers), set(wrong.near)


def document(date: str | None, *relations: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """A document with its day and what it does to others."""
    acts = [{"type": verb, "target": f"legislation/{name}", **CITED} for verb, name in relations]
    facts = {"date_document": date, "relations": acts, "passed_by": "organizations/issuer"}
    return {**facts, **CITED, **fields}


LAWS: Records = {
    "legislation/old": document("2020-01-01"),
    "legislation/new": document("2030-01-01", ("replaces", "old")),
    "legislation/older": document("2019-12-31"),
    "legislation/younger": document("2031-01-01"),
    "legislation/undated": document(None),
    "legislation/tomorrow": document("2031-05-06"),
    "legislation/today": document("2031-05-05"),
    "organizations/o": {},
}


def test_what_a_document_replaced_is_asked_from_both_sides() -> None:
    """A younger one was not replaced by it; an older one certainly did not replace."""
    found = drafts(LAWS, "relation")
    assert {subject: draft.right for subject, draft in found.items()} == {
        "legislation/new replaces": "legislation/old",
        "legislation/old replaced_by": "legislation/new",
    }
    replaced, _ = answers(found["legislation/new replaces"])
    assert replaced == {"legislation/younger", "legislation/today"}
    replacing, _ = answers(found["legislation/old replaced_by"])
    assert replacing == {"legislation/older", "legislation/younger", "legislation/today"}


def test_what_a_third_document_ended_was_not_ended_again() -> None:
    """Whichever is older; unless only an article of it was ended, or no source states it."""
    third = {"legislation/third": document("2025-01-01", ("repeals", "older"))}
    replaced, _ = answers(drafts({**LAWS, **third}, "relation")["legislation/new replaces"])
    assert "legislation/older" in replaced
    for doubt in ({"target_locator": "Điều 1"}, {"basis": "analysis", "note": "N."}):
        third["legislation/third"]["relations"][0] |= doubt
        replaced, _ = answers(drafts({**LAWS, **third}, "relation")["legislation/new replaces"])
        assert "legislation/older" not in replaced
        third = {"legislation/third": document("2025-01-01", ("repeals", "older"))}


def test_what_changes_a_document_may_have_changed_others() -> None:
    """Only an end comes once: for other verbs the younger ones alone are ruled out."""
    third = {"legislation/third": document("2025-01-01", ("repeals", "older"))}
    records = {**LAWS, **third, "legislation/new": document("2030-01-01", ("amends", "old"))}
    changed, _ = answers(drafts(records, "relation")["legislation/new amends"])
    assert changed == {"legislation/younger", "legislation/today"}


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "related_to"},
        {"target_locator": "Điều 1"},
        {"basis": "analysis", "note": "N."},
        {"citations": []},
        {"target": "legislation/undated"},
        {"target": "legislation/tomorrow"},
    ],
    ids=["verb", "article", "analysis", "uncited", "undated", "to-come"],
)
def test_a_relation_that_is_doubtful_or_of_an_article_is_not_asked(fields: dict[str, Any]) -> None:
    """Nor one with a document that may not have been issued by the day."""
    new = document("2030-01-01", ("replaces", "old"))
    new["relations"][0] |= fields
    assert drafts({**LAWS, "legislation/new": new}, "relation") == {}


def test_an_article_that_is_changed_is_asked_about() -> None:
    """An end of an article is none of the document; a change of it is one of both."""
    new = document("2030-01-01", ("amends", "old"))
    new["relations"][0]["target_locator"] = "Điều 1"
    assert set(drafts({**LAWS, "legislation/new": new}, "relation")) == {
        "legislation/new amends",
        "legislation/old amended_by",
    }


def test_an_issuer_is_asked_where_the_day_is_known() -> None:
    """Those who issued other documents are the harder wrong answers."""
    records = {
        "legislation/a": document("2031-05-05", passed_by="organizations/o#p"),
        "legislation/b": document("2031-05", passed_by="organizations/q"),
        "legislation/uncited": document("2031-01-01", passed_by="organizations/q", citations=[]),
        **{"organizations/o": {}, "organizations/q": {}, "organizations/r": {}},
    }
    found = drafts(records, "issuer")
    assert {name: draft.right for name, draft in found.items()} == {
        "legislation/a": "organizations/o#p"
    }
    wrong, near = answers(found["legislation/a"])
    assert wrong == {"organizations/q", "organizations/r"}
    assert near & wrong == {"organizations/q"}


END = {"date": "2031-05-05", "instrument": "legislation/end", **CITED}
ENDED: Records = {
    "organizations/o": {"dissolution": END, "summary": "Theo văn bản 7/2020."},
    "organizations/q": {"dissolution": {**END, "instrument": "legislation/other-end"}},
    "legislation/end": document("2031-01-01", ("based_on", "related")),
    "legislation/other-end": document("2031-05-05"),
    "legislation/related": document("2020-01-01"),
    "legislation/named": document("2020-01-01", number="7/2020"),
    "legislation/at-event": document("2020-01-01"),
    "legislation/free": document("2020-01-01", number="8/2020"),
    "legislation/undated": document(None),
    "events/e": {"organizations": ["organizations/o"], "documents": ["legislation/at-event"]},
}


def test_a_wrong_end_is_a_document_that_has_nothing_to_do_with_the_body() -> None:
    """Neither related to the right one, nor named by the record, nor at an event with it."""
    wrong, near = answers(drafts(ENDED, "ended")["organizations/o"])
    assert wrong == {"legislation/other-end", "legislation/free"}
    assert near == {"legislation/end", "legislation/other-end"}


@pytest.mark.parametrize(
    "fields",
    [{"date": "2031-05-06"}, {"citations": []}, {"instrument": None}, {"date": None}],
    ids=["to-come", "uncited", "no-document", "no-day"],
)
def test_an_end_that_is_to_come_or_not_known_is_not_asked(fields: dict[str, Any]) -> None:
    """The other body is asked about all the same."""
    records = {**ENDED, "organizations/o": {"dissolution": {**END, **fields}}}
    assert set(drafts(records, "ended")) == {"organizations/q"}


def followed(*successors: dict[str, Any]) -> Records:
    """A body with those that followed it, and others."""
    facts = [{"organization": "organizations/next", **CITED, **fields} for fields in successors]
    return {
        "organizations/o": {"successors": facts, "classification": "team"},
        "organizations/next": {},
        "organizations/alike": {"classification": "team"},
        "organizations/unlike": {"classification": "office"},
        "organizations/before": {"successors": [{"organization": "organizations/o"}]},
    }


@pytest.mark.parametrize("date", ["2031-05-05", None])
def test_the_one_body_that_followed_is_asked(date: str | None) -> None:
    """The wrong ones have nothing to do with it; those of its kind are harder."""
    draft = drafts(followed({"date": date}), "followed")["organizations/o"]
    assert draft.right == "organizations/next"
    wrong = {"organizations/alike", "organizations/unlike"}
    assert answers(draft) == (wrong, {"organizations/alike"})


@pytest.mark.parametrize(
    "successors",
    [[{}, {}], [{"scope": "Một phần."}], [{"date": "2031-05-06"}], [{"citations": []}]],
    ids=["two", "part", "to-come", "uncited"],
)
def test_what_followed_in_part_or_later_is_not_asked(
    successors: list[dict[str, Any]],
) -> None:
    """Nor what no source states."""
    assert drafts(followed(*successors), "followed") == {}


def listing(**fields: Any) -> Records:
    """A body that lists two units, three others of their kind, and one of another kind."""
    units = [{"organization": f"organizations/{name}"} for name in ("u", "v")]
    structure = {
        "id": "s",
        "label": "S",
        "complete": True,
        "groups": [{"label": "G", "units": units}],
        **CITED,
    }
    structure |= {"start_date": "2030-01-01", "end_date": "2030-12-31"}
    return {
        "organizations/o": {"structures": [{**structure, **fields}]},
        **{f"organizations/{name}": {"names": [name]} for name in "uvwxyz"},
        "organizations/same-name": {"names": ["u"]},
        "organizations/office": {"names": ["office"], "classification": "office"},
        "events/e": {"date": "2030-06-01"},
        "events/later": {"date": "2031-06-01"},
    }


def test_a_unit_is_asked_on_a_day_on_which_the_whole_list_is_known() -> None:
    """Those that it does not list are of the kind of its units, and named unlike them."""
    others = {f"organizations/{name}" for name in "wxyz"}
    listed = drafts(listing(), "unit")
    assert set(listed) == {"organizations/o organizations/u", "organizations/o organizations/v"}
    for draft in listed.values():
        assert (draft.day, answers(draft)[0]) == (dt.date(2030, 6, 1), others)
    unlisted = drafts(listing(), "no-unit")
    assert {draft.right for draft in unlisted.values()} == others
    for draft in unlisted.values():
        assert answers(draft)[0] == {"organizations/u", "organizations/v"}


def test_a_list_that_a_source_attests_is_asked_on_that_day() -> None:
    """On a day, not in a month."""
    records = listing(start_date=None, end_date=None, attested=["2029-02-03", "2029-05"])
    assert {draft.day for draft in drafts(records, "unit").values()} == {dt.date(2029, 2, 3)}
    records = listing(start_date=None, end_date=None, attested=[str(DAY)])
    assert {draft.day for draft in drafts(records, "unit").values()} == {DAY}
    records = listing(start_date=None, end_date=None, attested=["2031-05-06"])
    assert drafts(records, "unit") == {}


@pytest.mark.parametrize(
    "fields",
    [{"complete": False}, {"citations": []}, {"start_date": "2030-07-01"}],
    ids=["incomplete", "uncited", "no-event"],
)
def test_a_list_that_may_be_another_is_not_asked(fields: dict[str, Any]) -> None:
    """Nor one on no day of which anything is known to have happened."""
    records = listing(**fields)
    assert (drafts(records, "unit"), drafts(records, "no-unit")) == ({}, {})
