"""Specifies the map of the law: where documents stand, what the arrows say, what rests on what."""

from typing import Any

import pytest

from macros.model import Relation, RelationType
from macros.queries.law_map import (
    MapArrow,
    article_dependents,
    documents_by_rank,
    law_map_of,
)
from macros.register import Register
from tests.support.registers import BODY, small

RANKS = {"document_rank": {"charter": "High", "decision": "Low", "notice": "Low"}}
CHART = {"structures": [{"id": "s", "label": "S", "complete": True}]}


def documents(**dates: str | None) -> dict[str, Any]:
    """Documents by id, each with its date, and one that is related to all of them."""
    relations = [{"type": "related_to", "target": f"legislation/{name}"} for name in dates]
    return {
        **{f"legislation/{name}": {"date_document": date} for name, date in dates.items()},
        "legislation/last": {"date_document": "2040", "relations": relations},
        BODY: {},
    }


def columns(records: dict[str, Any]) -> list[str]:
    """The columns of a map, each as its first and last time."""
    spans = law_map_of(small(records)).columns
    return ["–".join(map(str, dict.fromkeys(span))) if span else "?" for span in spans]


def test_kinds_of_one_heading_share_a_rank() -> None:
    """Ranks come in the order of the words."""
    kinds = {"a": "notice", "b": "charter", "c": "decision"}
    records = {f"legislation/{name}": {"type_document": kind} for name, kind in kinds.items()}
    ranks = documents_by_rank(small({BODY: {}, **records}, RANKS))
    assert [(name, [one.entry.id for one in group]) for name, group in ranks] == [
        ("High", ["b"]),
        ("Low", ["a", "c"]),
    ]


def test_only_documents_that_are_related_to_others_are_on_the_map() -> None:
    """The others are listed apart."""
    records = documents(a="2030") | {"legislation/b": {"date_document": "2030"}}
    law = law_map_of(small(records))
    assert [document.entry.id for document in law.documents] == ["a", "last"]
    assert [document.entry.id for document in law.apart] == ["b"]


def test_a_document_is_in_the_lane_of_the_body_that_it_sets_up() -> None:
    """Or in that of a related document; those of no body come last."""
    other = BODY.replace("/", "/other-")
    founding = {"founding": {"instrument": "legislation/a"}}
    follower = {"relations": [{"type": "amends", "target": "legislation/a"}]}
    apart = {"relations": [{"type": "amends", "target": "legislation/d"}]}
    records: dict[str, Any] = {
        BODY: {**CHART, **founding},
        other: {"founding": {"instrument": "legislation/d"}},
        **{"legislation/a": {}, "legislation/b": follower},
        **{"legislation/c": apart, "legislation/d": {}},
    }
    law = law_map_of(small(records))
    assert law.lanes == (BODY, "")
    assert {document.entry.id: document.lane for document in law.documents} == {
        **{"a": 0, "b": 0},
        **{"c": 1, "d": 1},
    }


def test_columns_are_years_from_left_to_right_and_the_unknown_last() -> None:
    """A document whose own date is not known is at the day it took effect, if that is known."""
    records = documents(a="2031", b="2029-05", c=None)
    records["legislation/b"] = {"first_date_entry_in_force": "2030-01-01"}
    assert columns(records) == ["2030", "2031", "2040", "?"]


def test_years_with_few_documents_share_a_column() -> None:
    """Eleven years with one document each in four columns, of two or four."""
    years = {f"d{year}": str(year) for year in range(2020, 2031)}
    assert columns(documents(**years)) == ["2020–2023", "2024–2027", "2028–2029", "2030–2040"]


def test_a_year_with_many_documents_is_halved_by_months() -> None:
    """Its halves name months, the others years."""
    months = {f"d{month}": f"2031-{month:02}-01" for month in range(1, 7)}
    assert columns(documents(early="2029", **months)) == [
        *("2029", "2031-01–2031-04"),
        *("2031-05–2031-06", "2040"),
    ]


def test_arrows_go_from_the_document_that_acts(invented: Register) -> None:
    """Each relation between two records is one arrow, drawn by what it does."""
    rows = [
        (arrow.origin, arrow.verb, arrow.target, arrow.kind)
        for arrow in law_map_of(invented).arrows
    ]
    old, new = "legislation/dieu-le-01-2029", "legislation/dieu-le-02-2030"
    approving, amending = "legislation/quyet-dinh-05-2031", "legislation/quyet-dinh-07-2031"
    assert rows == [
        (new, RelationType.REPLACES, old, "change"),
        (approving, RelationType.BASED_ON, new, "rest"),
        (amending, RelationType.AMENDS, new, "change"),
    ]


@pytest.mark.parametrize("verb", [verb for verb in RelationType if verb.is_active])
def test_every_verb_is_drawn_as_one_of_three_kinds(verb: RelationType) -> None:
    """What changes the other, what rests on it, and the rest."""
    kinds = {"amends": "change", "replaces": "change", "repeals": "change"}
    kinds |= dict.fromkeys(("follows", "related_to"), "other")
    relation = Relation(type=verb, target="legislation/b")
    arrow = MapArrow("legislation/a", "legislation/b", verb, relation)
    assert arrow.kind == kinds.get(verb.value, "rest")


def test_what_rests_on_an_article_is_found_from_all_sides() -> None:
    """Bases of tasks, duties now held, relations to an article, functions that cite it."""
    versions = [{"gist": "x", "date_no_longer_in_force": "2031-05-01"}]
    law = {
        "first_date_entry_in_force": "2030-01-01",
        "articles": [{"locator": "Điều 1", "versions": versions}],
    }
    place = {"document": "legislation/l", "locator": "Điều 1"}
    relation = {"type": "based_on", "target": "legislation/l", "target_locator": "Điều 1"}
    function = {"text": "f", "instrument": "legislation/l", "citations": [place]}
    outcome = {"text": "o", "duties": [place]}
    register = small(
        {
            BODY: {"functions": [function]},
            "programmes/p": {},
            "tasks/t": {"legal_hooks": [place], "outcome": outcome},
            "legislation/l": law,
            "legislation/m": {"relations": [relation]},
        }
    )
    (one,) = article_dependents(register)
    assert (one.document.id, one.locator) == ("l", "Điều 1")
    assert [(way, entry.address) for way, entry in one.by] == [
        ("based_on", "legislation/m"),
        ("duty", "tasks/t"),
        ("function", BODY),
        ("hook", "tasks/t"),
    ]
    assert str(one.steps) == "not-yet 2030-01-01 in-force 2031-05-01 ended"
    assert str(one.lost) == "on 2030-01-01 off 2031-05-01 on"


def test_what_rests_on_a_repealed_article_of_the_real_law_says_so(real: Register) -> None:
    """Five of the eleven tasks rest on Điều 98 of the law of 2014, repealed on 17 February 2025."""
    places = {(place.document.id, place.locator): place for place in article_dependents(real)}
    found = places["luat-57-2014-qh13", "điểm a khoản 1 Điều 98"]
    assert str(found.steps) == "not-yet 2016-01-01 in-force 2025-02-17 ended"
    assert [entry.id for way, entry in found.by if way == "hook"] == ["2024-01", "2024-02"]
