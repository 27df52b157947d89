"""How a place in a text is written, and which place lies in which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text.locators import (
    Locator,
    covers,
    has_misspelt_level,
    locator_anchor,
    locator_sort_key,
    paragraph_numbers,
    parse_locator,
    written_locator,
)

steps = st.lists(st.sampled_from(["điều 1", "điều 2", "khoản 1", "điểm a"]), max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("Điều 98", (("điều 98",),)),
        ("Điều 98 khoản 2", (("điều 98", "khoản 2"),)),
        ("Điều 98 khoản 2 điểm đ", (("điều 98", "khoản 2", "điểm đ"),)),
        ("CHƯƠNG II Mục 3 Điều 4a", (("chương ii", "mục 3", "điều 4a"),)),
        ("Mục 3 Chương II", (("chương ii", "mục 3"),)),
        ("Tiểu mục 1, Mục 3 Phần IV", (("phần iv", "mục 3", "tiểu mục 1"),)),
        ("Phần nghị quyết", (("phần nghị quyết",),)),
        ("khoản 2 Điều 98", (("điều 98", "khoản 2"),)),
        ("điểm đ khoản 2, Điều 98", (("điều 98", "khoản 2", "điểm đ"),)),
        ("Điều 2; Điều 3 khoản 1", (("điều 2",), ("điều 3", "khoản 1"))),
        ("Điều  2 ;Điều 3", (("điều 2",), ("điều 3",))),
        ("Phụ lục", (("phụ lục",),)),
    ],
)
def test_a_locator_is_read_from_the_whole_to_the_part(
    locator: str, expected: tuple[Locator, ...]
) -> None:
    """The order typed and capitals do not matter; what has no number is one step."""
    assert parse_locator(locator) == expected


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("Điều 4", "Điều 4 khoản 1", True),
        ("Điều 4", "Điều 4", True),
        ("Điều 4 khoản 1", "Điều 4", False),
        ("Điều 4", "Điều 40", False),
        ("khoản 1", "Điều 4 khoản 1", False),
    ],
)
def test_a_place_covers_its_parts(outer: str, inner: str, inside: bool) -> None:
    """An article covers its clauses and itself, and neither what is above nor a neighbour."""
    assert covers(parse_locator(outer)[0], parse_locator(inner)[0]) is inside


@given(first=steps, second=steps, third=steps)
def test_covering_is_an_order(first: Locator, second: Locator, third: Locator) -> None:
    """Every place covers itself; two that cover each other are one; covering carries over."""
    assert covers(first, first)
    assert not (covers(first, second) and covers(second, first)) or first == second
    assert not (covers(first, second) and covers(second, third)) or covers(first, third)


@pytest.mark.parametrize(
    ("locator", "fragment"),
    [
        ("Điều 98 khoản 2", "dieu-98-khoan-2"),
        ("Điều 98 khoản 2 điểm d", "dieu-98-khoan-2-diem-d"),
        ("Điều 98 khoản 2 điểm đ", "dieu-98-khoan-2-diem-dd"),
        ("Điều 98 khoản 2 Điểm Đ", "dieu-98-khoan-2-diem-dd"),
        ("điểm đ khoản 2 Điều 98", "dieu-98-khoan-2-diem-dd"),
        ("Phụ lục I, Điều 3", "phu-luc-i-dieu-3"),
    ],
)
def test_an_article_has_an_anchor_of_its_own(locator: str, fragment: str) -> None:
    """The anchor is ASCII; the letters d and đ, which number different points, stay apart."""
    assert locator_anchor(locator) == fragment


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Điều 98 khoản 1 điểm a", "điểm a khoản 1 Điều 98"),
        ("điểm a khoản 1 Điều 98", "điểm a khoản 1 Điều 98"),
        ("khoản 1, điểm a,  Điều 98", "điểm a khoản 1 Điều 98"),
        ("Điều 8 khoản 6; Điều 99", "khoản 6 Điều 8; Điều 99"),
        ("Chương II Mục 1", "Mục 1 Chương II"),
        ("Phụ lục I Điều 3 khoản 1", "Phụ lục I Điều 3 khoản 1"),
        ("Điều 98", "Điều 98"),
        ("đoạn 3-5, 13", "đoạn 3-5, 13"),
    ],
)
def test_a_place_is_written_as_the_law_writes_it(typed: str, written: str) -> None:
    """From the part to the whole, however it was typed; other words than levels stay."""
    assert written_locator(typed) == written
    assert locator_anchor(typed) == locator_anchor(written)


def test_places_stand_in_the_order_of_the_document() -> None:
    """By number, an article before its clauses."""
    places = ["khoản 10 Điều 2", "Điều 98", "Điều 10", "khoản 2 Điều 2", "Điều 2"]
    assert sorted(places, key=locator_sort_key) == [
        *("Điều 2", "khoản 2 Điều 2", "khoản 10 Điều 2", "Điều 10", "Điều 98")
    ]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [("Điều 4 khoan 1", True), ("Phần nghị quyết", False), ("khoản 1 Điều 4", False)],
)
def test_a_level_without_its_accents_is_noticed(locator: str, expected: bool) -> None:
    """It would not be read as a level."""
    assert has_misspelt_level(locator) is expected


@pytest.mark.parametrize(
    ("locator", "numbers"),
    [
        ("đoạn 7", (7,)),
        ("đoạn 3-5", (3, 4, 5)),
        ("đoạn 3-5, 13", (3, 4, 5, 13)),
        ("đoạn 1, 3, 9-9", (1, 3, 9)),
    ],
)
def test_paragraphs_are_listed_one_by_one(locator: str, numbers: tuple[int, ...]) -> None:
    """Ranges are spelled out, the last number included."""
    assert paragraph_numbers(locator) == numbers


@pytest.mark.parametrize(
    "locator",
    [
        *("", "đoạn", "đoạn x", "Đoạn 3", "đoạn 3,5", "đoạn 3;5", "đoạn 3-", "đoạn -3", "đoạn  3"),
        *("đoạn 5-3", "đoạn ３", "đoạn 3 ", "Điều 3"),
    ],
)
def test_anything_else_names_no_paragraph(locator: str) -> None:
    """One form only, so that every citation reads alike; a range runs upward."""
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message is compared
        paragraph_numbers(locator)
    assert str(error.value) == locator
