"""Specifies how bodies are built over time, and what became of each of them."""

import datetime as dt
from typing import Any

from macros.model import Organization
from macros.queries.structure import (
    ListingStatus,
    StructureChange,
    bodies_in_roster,
    bodies_with_chart,
    chart_levels,
    chart_seats,
    structure_changes,
    unit_histories,
    units_on,
)
from macros.register import Register
from tests.support.registers import BODY, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
SEEDS, WATER = "organizations/to-gieo-hat", "organizations/to-tuoi-nuoc"
SPRING = "organizations/ban-mua-xuan"


def test_a_body_has_a_chart_if_its_units_are_listed_or_another_heads_it() -> None:
    """Those with a structure come first, the older one before the younger one."""
    unit: dict[str, Any] = {"label": "L", "units": []}
    structure = {"id": "s", "label": "S", "complete": "true", "groups": [unit]}
    register = small(
        {
            BODY: {"posts": [{"id": "p", "names": ["P"], "heads": ["organizations/c"]}]},
            "organizations/a": {"structures": [structure], "founding": {"date": "2030-01-01"}},
            "organizations/b": {"structures": [structure], "founding": {"date": "2029-01-01"}},
            "organizations/c": {},
            "organizations/d": {},
        }
    )
    assert [entry.id for entry in bodies_with_chart(register)] == ["b", "a", "c"]


def test_a_body_is_staffed_if_somebody_is_known_in_it(invented: Register) -> None:
    """Those with most posts come first; a team nobody is known of is not among them."""
    assert [entry.address for entry in bodies_in_roster(invented)] == [
        COUNCIL,
        OFFICE,
        SPRING,
        SEEDS,
    ]


def test_the_post_that_heads_a_body_from_elsewhere_comes_first(invented: Register) -> None:
    """With its own name, its time and its holders; roles in words come last."""
    head, _, roles = chart_seats(invented, OFFICE)
    assert (head.is_head, head.body.address, head.post and head.post.id) == (
        True,
        COUNCIL,
        "chu-tich",
    )
    assert [holding.person.id for holding in head.holdings] == ["do-thuy-an", "le-van-binh"]
    assert (roles.post, roles.steps, roles.is_head) == (None, None, False)
    assert [holding.person.id for holding in roles.holdings] == ["tran-y"]


def test_a_post_exists_only_while_its_body_does() -> None:
    """Its own end and that of the body: whichever comes first."""
    post = {"id": "p", "names": ["P"], "start_date": "2030-01-01", "end_date": "2032-12-31"}
    body = {"posts": [post], "dissolution": {"date": "2031-12-31"}}
    (seat,) = chart_seats(small({BODY: body}), BODY)
    assert str(seat.steps) == "not-yet 2030-01-01 later~2031-12-31 2031-12-31 yes 2032-01-01 no"


def test_the_units_of_a_structure_are_there_while_it_holds(invented: Register) -> None:
    """The old structure lists two teams, the new one a single one."""
    rows = [
        (
            level.structure.id,
            str(level.steps),
            [unit.entry.address for _, units in level.groups for unit in units],
        )
        for level in chart_levels(invented, invented.get(Organization, OFFICE))
    ]
    graded = "2030-05-02 recent~2030-05-01 2031-05-02 seen~2030-05-01 2033-05-02 old~2030-05-01"
    assert rows == [
        ("s2029", "not-yet 2029-05-01 yes 2030-05-01 no", [SEEDS, WATER]),
        ("s2030", f"not-yet 2030-05-01 yes {graded}", [WATER]),
    ]


def test_a_unit_that_ended_is_gone_before_its_structure_is() -> None:
    """The list stays as it was issued; the unit does not."""
    listed = {"id": "s", "label": "S", "complete": "true", "start_date": "2030-01-01"}
    groups = [{"label": "L", "units": [{"organization": "organizations/u"}]}]
    body = {"structures": [{**listed, "end_date": "2031-12-31", "groups": groups}]}
    unit = {"founding": {"date": "2029-01-01"}, "dissolution": {"date": "2030-06-30"}}
    (level,) = chart_levels(
        small({BODY: body, "organizations/u": unit}), small({BODY: body}).get(Organization, BODY)
    )
    ((_, (found,)),) = level.groups
    assert str(found.steps) == "not-yet 2030-01-01 yes 2030-07-01 no"


def test_what_followed_a_unit_is_said_from_its_day_on() -> None:
    """The day of the change, else that on which the follower was founded, else always."""
    groups = [{"label": "L", "units": [{"organization": "organizations/u"}]}]
    structure = {"id": "s", "label": "S", "complete": "true", "groups": groups}
    after = [
        {"organization": "organizations/x", "date": "2031-05-01"},
        {"organization": "organizations/y"},
        {"organization": "organizations/z"},
    ]
    register = small(
        {
            BODY: {"structures": [structure]},
            "organizations/u": {"successors": after},
            "organizations/x": {},
            "organizations/y": {"founding": {"date": "2031-06-01"}},
            "organizations/z": {},
        }
    )
    ((_, (unit,)),) = chart_levels(register, register.get(Organization, BODY))[0].groups
    assert [(str(day), str(steps)) for _, day, steps in unit.followers] == [
        ("2031-05-01", "off 2031-05-01 on"),
        ("2031-06-01", "off 2031-06-01 on"),
        ("None", "on"),
    ]


def test_units_are_followed_through_all_structures(invented: Register) -> None:
    """A complete list without a unit says no."""
    rows = [
        (history.entry.address, history.listed, [after.organization for after in history.followers])
        for history in unit_histories(invented, invented.get(Organization, OFFICE))
    ]
    assert rows == [
        (SEEDS, (ListingStatus.YES, ListingStatus.NO), [WATER]),
        (WATER, (ListingStatus.YES, ListingStatus.YES), []),
    ]


def test_an_incomplete_list_leaves_open_whether_a_unit_was_there() -> None:
    """What was not seen may still be true."""
    groups = [{"label": "L", "units": [{"organization": "organizations/u"}]}]
    structures = [
        {"id": "a", "label": "A", "complete": "true", "groups": groups},
        {"id": "b", "label": "B", "complete": "false"},
    ]
    register = small({BODY: {"structures": structures}, "organizations/u": {}})
    assert [
        history.listed for history in unit_histories(register, register.get(Organization, BODY))
    ] == [("yes", "unknown")]


def test_every_change_has_a_before_a_day_an_instrument_and_an_after(invented: Register) -> None:
    """Oldest first, of an unknown day last; where nothing is given, the end of the body counts."""
    rows = [
        (
            change.before.address,
            str(change.date),
            change.instrument,
            change.after and change.after.address,
        )
        for change in structure_changes(invented)
    ]
    assert rows == [
        (SPRING, "2030-07-01", "legislation/dieu-le-02-2030", OFFICE),
        (SEEDS, "None", None, WATER),
    ]


def _one(records: dict[str, Any]) -> StructureChange:
    (found,) = structure_changes(small(records))
    return found


def test_a_body_that_ended_without_a_follower_says_so() -> None:
    """Nothing is made up about who took over."""
    change = _one({BODY: {"dissolution": {"date": "2031-12-31", "instrument": "legislation/d"}}})
    assert (change.way, change.after, str(change.date)) == ("ended", None, "2032-01-01")


def test_a_unit_that_a_new_complete_list_lacks_is_a_change_of_its_own() -> None:
    """By the instrument of that list, from its first day."""
    by = {"instrument": "legislation/d"}
    groups = [{"label": "L", "units": [{"organization": "organizations/u"}]}]
    structures = [
        {"id": "a", "label": "A", "complete": "true", "start_date": "2029", "groups": groups},
        {"id": "b", "label": "B", "complete": "true", "start_date": "2030-02-01", **by},
    ]
    body = {"structures": structures}
    change = _one({BODY: body, "organizations/u": {}, "legislation/d": {}})
    assert (change.way, change.before.id, str(change.date), change.instrument) == (
        "unlisted",
        "u",
        "2030-02-01",
        "legislation/d",
    )


def test_the_real_office_had_other_units_in_2024_than_today(real: Register) -> None:
    """Vụ Thư ký is there on 11 March 2024 and in no list since 7 March 2025."""
    office = real.get(Organization, "organizations/van-phong-quoc-hoi")
    for day, expected in ((dt.date(2024, 3, 11), True), (dt.date(2025, 3, 7), False)):
        there = {
            unit.entry.id
            for level in chart_levels(real, office)
            for _, units in level.groups
            for unit in units
            if unit.steps.on(day) == "yes"
        }
        assert ("vu-thu-ky" in there) is expected
    (gone,) = (change for change in structure_changes(real) if change.before.id == "vu-thu-ky")
    assert (gone.way, gone.instrument) == ("unlisted", "legislation/nghi-quyet-74-2025-ubtvqh15")


def test_the_units_of_a_day_are_those_listed_then(invented: Register) -> None:
    """Of the structure that holds; before the first one there are none."""
    office = invented.get(Organization, OFFICE)

    def units(day: dt.date) -> list[str]:
        return [unit.entry.address for unit in units_on(invented, office, day)]

    assert units(dt.date(2029, 4, 30)) == []
    assert units(dt.date(2029, 6, 1)) == [SEEDS, WATER]
    assert units(dt.date(2031, 2, 3)) == [WATER]
