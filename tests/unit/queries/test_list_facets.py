"""Specifies what narrows the list of a collection, and the states under which its rows stand."""

import datetime as dt

import pytest

from macros.queries import KINDS, FacetValue, ListCell, ListRow, ListTable
from macros.queries.lists import facet_values, list_table
from macros.register import Register
from macros.text import PartialDate
from tests.unit.queries.test_lists import COUNCIL, OFFICE, SEEDS, SPRING, WATER, label, links

DAY = dt.date(2031, 2, 3)


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        (label("vocabulary.classification.team", 2), ["team"]),
        (links("organizations/a", "organizations/b#chair"), ["a", "b#chair"]),
        (ListCell(date=PartialDate.parse("2031-02-03")), ["2031"]),
        (ListCell(text="Báo Vườn"), ["bao-vuon"]),
        (ListCell(), []),
    ],
    ids=["label", "records", "year", "text", "empty"],
)
def test_a_value_has_a_key_that_no_language_changes(cell: ListCell, keys: list[str]) -> None:
    """It stands in addresses of pages, which readers share."""
    assert [key for key, _ in facet_values(cell)] == keys


def test_a_list_is_narrowed_by_the_values_in_its_columns(invented: Register) -> None:
    """In the order of their labels, each with the number of its rows; a row may have several."""
    table = list_table(invented, "organizations", DAY)
    council, office, team = (
        label(f"vocabulary.classification.{kind}", rank)
        for rank, kind in enumerate(("council", "office", "team"))
    )
    kinds = (
        FacetValue("council", council, 1),
        FacetValue("office", office, 1),
        FacetValue("team", team, 3),
    )
    above = (
        FacetValue("hoi-dong-vuon-uom", links(COUNCIL), 1),
        FacetValue("van-phong-vuon-uom", links(OFFICE), 2),
    )
    assert table.facets == (("kind", kinds), ("above", above))
    keys = {row.address: table.facet_keys(row) for row in table.rows}
    assert keys[WATER] == "kind:team above:van-phong-vuon-uom"
    assert keys[COUNCIL] == "kind:council"


def test_years_are_offered_from_the_newest_on(invented: Register) -> None:
    """As the list runs."""
    facets = dict(list_table(invented, "events", DAY).facets)
    assert [value.key for value in facets["date"]] == ["2031", "2029"]


def test_a_column_in_which_all_rows_are_alike_narrows_nothing() -> None:
    """It is not offered."""
    rows = tuple(ListRow(f"sources/{name}", (ListCell(text="Báo"),)) for name in "ab")
    assert ListTable(("publisher",), rows, facet_columns=("publisher",)).facets == ()


def test_rows_stand_under_their_states(invented: Register) -> None:
    """What goes on before what has ended; within a state in the order of the list."""
    groups = list_table(invented, "organizations", DAY).groups
    assert [(state, [row.address for row in rows]) for state, rows in groups] == [
        ("no-end", [COUNCIL, WATER, OFFICE]),
        ("ended", [SPRING, SEEDS]),
    ]


def test_a_list_without_states_is_one_group(invented: Register) -> None:
    """Events have no state."""
    table = list_table(invented, "events", DAY)
    assert table.groups == (("", table.rows),)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.states])
def test_every_state_of_a_record_has_its_group(real: Register, name: str) -> None:
    """On the first and the last day that matter no row is lost, and none stands twice."""
    for day in (dt.date(1990, 1, 1), dt.date(2016, 3, 10), dt.date(2026, 11, 21)):
        table = list_table(real, name, day)
        grouped = [row for _, rows in table.groups for row in rows]
        assert sorted(row.address for row in grouped) == sorted(row.address for row in table.rows)


def test_a_small_screen_shows_the_name_a_fact_and_the_state(invented: Register) -> None:
    """The other columns are for wide ones."""
    table = list_table(invented, "people", DAY)
    assert dict(zip(table.columns, table.roles, strict=True)) == {
        "name": "naming",
        "position": "fact",
        "body": "wide",
        "since": "wide",
        "on-day": "state",
    }
