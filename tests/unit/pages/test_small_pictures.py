"""Specifies the pictures of the front page: each block stands for something of the data."""

import datetime as dt
from collections import Counter
from typing import Any

from macros.model import Organization, Programme
from macros.pages.small_pictures import (
    Picture,
    bars_picture,
    draw_ribbon,
    flow_picture,
    law_picture,
    matrix_picture,
    posts_picture,
    tree_picture,
)
from macros.queries import units_on
from macros.register import Register
from tests.support.registers import BODY, small

DAY = dt.date(2026, 11, 30)
OFFICE = "organizations/van-phong-quoc-hoi"


def kinds(picture: Picture) -> Counter[str]:
    return Counter(block.kind for block in picture.blocks)


def test_a_tree_has_a_block_for_each_unit_of_the_day(real: Register) -> None:
    """Below the head and its deputies; nothing reaches out of the box."""
    entry = real.get(Organization, OFFICE)
    picture = tree_picture(real, DAY, entry)
    assert kinds(picture)["head"] == 1
    assert kinds(picture)["unit"] == len(units_on(real, entry, DAY)) == 9
    assert all(0 <= block.x <= block.x + block.width <= picture.width for block in picture.blocks)
    assert picture.height == 64


def test_the_flow_shows_the_units_of_both_structures(real: Register) -> None:
    """Twenty-eight before, six of which went no known way, nine after."""
    picture = flow_picture(real)
    assert kinds(picture) == {"sure": 31, "open": 6}
    assert Counter(block.x for block in picture.blocks) == {0: 28, 130: 9}
    assert picture.height <= 86


def test_rows_of_marks_stand_for_posts_and_tasks(real: Register) -> None:
    """Eight rows at most, each with a head; what there is none of has no picture."""
    programme = real.get(Programme, "programmes/2024")
    assert kinds(posts_picture(real))["head"] == 8
    assert kinds(matrix_picture(real, programme))["head"] == 8
    register = small({})
    assert posts_picture(register).blocks == flow_picture(register).blocks == ()


def test_many_units_stand_in_rows_of_twelve() -> None:
    """And no more of them than can be seen."""
    others = [f"organizations/u{number}" for number in range(30)]
    units = [{"organization": other} for other in others]
    structure = {
        **{"id": "s", "label": "S", "start_date": "2020-01-01", "complete": "true"},
        **{"end_date": "2024-01-01", "groups": [{"label": "L", "units": units}]},
    }
    records: dict[str, dict[str, Any]] = {BODY: {"structures": [structure]}}
    register = small(records | {other: {} for other in others})
    picture = tree_picture(register, dt.date(2022, 1, 1), register.get(Organization, BODY))
    blocks = [block for block in picture.blocks if block.kind == "unit"]
    assert Counter(block.y for block in blocks) == {26.0: 12, 48.0: 12}


def test_each_document_is_a_cell_of_its_status(invented: Register) -> None:
    """In the order of their dates."""
    picture = law_picture(invented, dt.date(2031, 6, 30))
    assert [block.kind for block in picture.blocks] == ["ended", "in-force", "in-force", "not-yet"]
    assert {block.y for block in picture.blocks} == {1}


def test_bars_are_those_of_the_timeline(invented: Register) -> None:
    """Certain and open stretches, in as many rows as there are bars."""
    picture = bars_picture(invented, dt.date(2031, 6, 30))
    assert set(kinds(picture)) == {"sure", "open"}
    assert [block.y for block in picture.blocks] == sorted(block.y for block in picture.blocks)


def test_a_ribbon_runs_over_whole_years() -> None:
    """Up to the day of the site; texts stand in columns of one width, wherever their days are."""
    ribbon = draw_ribbon((dt.date(2029, 1, 1), dt.date(2029, 12, 31)), dt.date(2031, 6, 30))
    assert ribbon.ticks == ((2029, 0.0), (2030, 333.6), (2031, 667.3))
    assert ribbon.days == ((0.0, 5.0), (332.7, 505.0))


def test_a_long_ribbon_names_few_years() -> None:
    """Or they would stand in one another."""
    ribbon = draw_ribbon((dt.date(1946, 1, 6),), dt.date(2026, 1, 1))
    assert [year for year, _ in ribbon.ticks] == [*range(1946, 2027, 6)]
