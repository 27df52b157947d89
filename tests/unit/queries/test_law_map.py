"""Specifies the map of the law: where documents stand, what the arrows say, what rests on what."""

from typing import Any

import pytest

from macros.model import Relation, RelationType
from macros.queries.law_map import MapArrow, article_dependents, law_map_of
from macros.register import Register
from tests.support.registers import BODY, small

RANKS = {"document_rank": {"charter": "High", "decision": "Low", "notice": "Low"}}


def documents(**dates: tuple[str, str | None]) -> dict[str, Any]:
    """Documents by id, each with its type and its date."""
    return {
        f"legislation/{name}": {"type_document": kind, "date_document": date}
        for name, (kind, date) in dates.items()
    } | {BODY: {}}


def test_kinds_of_one_heading_share_a_lane() -> None:
    """Lanes come in the order of the words."""
    law_map = law_map_of(
        small(documents(a=("notice", "2030"), b=("charter", "2030"), c=("decision", "2030")), RANKS)
    )
    assert law_map.lanes == ("High", "Low")
    assert [(document.entry.id, document.lane, document.row) for document in law_map.documents] == [
        ("a", 1, 0),
        ("b", 0, 0),
        ("c", 1, 1),
    ]


def test_columns_are_years_from_left_to_right_and_the_unknown_last() -> None:
    """A document whose own date is not known stands at the day it took effect, if that is known."""
    records = documents(a=("charter", "2031"), b=("charter", "2029-05"), c=("charter", None))
    records["legislation/d"] = {"first_date_entry_in_force": "2030-01-01"}
    law_map = law_map_of(small(records, RANKS))
    assert law_map.columns == ((2029, 2029), (2030, 2030), (2031, 2031), None)
    assert {document.entry.id: document.column for document in law_map.documents} == {
        "b": 0,
        "d": 1,
        "a": 2,
        "c": 3,
    }


def test_years_with_few_documents_share_a_column() -> None:
    """Eleven years with one document each in nine columns: the earliest share."""
    years = {f"d{year}": ("charter", str(year)) for year in range(2020, 2031)}
    law_map = law_map_of(small(documents(**years), RANKS))
    assert len(law_map.columns) == 9
    assert law_map.columns[:3] == ((2020, 2021), (2022, 2023), (2024, 2024))


def test_a_year_with_many_documents_keeps_its_column() -> None:
    """Neighbours are joined where the pile grows least."""
    years = {f"d{year}": ("charter", str(year)) for year in range(2020, 2030)}
    years |= {f"e{number}": ("charter", "2021") for number in range(4)}
    law_map = law_map_of(small(documents(**years), RANKS))
    assert law_map.columns[:3] == ((2020, 2020), (2021, 2021), (2022, 2023))


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
