"""Vietnamese spelling without accents, alphabetical order, order of names, dates in words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model import ID_PATTERN
from macros.text.vietnamese import (
    fold_accents,
    initials,
    name_sort_key,
    slugify,
    sort_key,
    spelling_key,
)
from tests.support.spellings import SPELLINGS

vietnamese = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấứửữựđĐẶỸỵÝ 0129-,.()"), max_size=20
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đỗ Thùy An", "do thuy an"),
        ("ĐƯỜNG", "duong"),
        ("nghị quyết", "nghi quyet"),
        ("Ủy ban Thường vụ", "uy ban thuong vu"),
        ("Điều 98, khoản 2", "dieu 98, khoan 2"),
        ("", ""),
    ],
)
def test_folding_takes_away_case_and_accents(text: str, folded: str) -> None:
    """What a reader types without accents is compared with the folded text; đ is d."""
    assert fold_accents(text) == folded


@given(text=vietnamese)
def test_folding_does_not_depend_on_how_accents_are_typed(text: str) -> None:
    """Composed and decomposed letters fold alike, and folding again changes nothing."""
    assert (
        fold_accents(unicodedata.normalize("NFD", text))
        == fold_accents(text)
        == fold_accents(fold_accents(text))
    )


@pytest.mark.parametrize(
    ("text", "separator", "expected"),
    [
        ("Điều 98 khoản 2", "-", "dieu-98-khoan-2"),
        ("Nghị quyết số 71/2025/UBTVQH15", "-", "nghi-quyet-so-71-2025-ubtvqh15"),
        ("  (Tổ) – Gieo hạt!  ", "-", "to-gieo-hat"),
        ("Tổng Thư ký", "_", "tong_thu_ky"),
        ("…", "-", ""),
    ],
)
def test_a_slug_is_lower_case_ascii(text: str, separator: str, expected: str) -> None:
    """Letters and figures stay, everything between them is one separator."""
    assert slugify(text, separator) == expected


@given(text=vietnamese)
def test_a_slug_is_a_clean_id(text: str) -> None:
    """Whatever the text, its slug is empty or an id that a record may have."""
    made = slugify(text)
    assert made == "" or ID_PATTERN.fullmatch(made)


@pytest.mark.parametrize(
    "order",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "e f g i j k v w x y z",
        "ma mà mả mã má mạ",
        "an ang anh ăn ân",
        "hòa hoan hoàn",
        "2 9 10 98 100 một",
        "an an-bình an-giang anh",
        "Ánh Bảo Đỗ ê",
    ],
)
def test_words_come_in_the_order_of_a_vietnamese_dictionary(order: str) -> None:
    """Letters before tones, tones as level, huyền, hỏi, ngã, sắc, nặng; numbers by value."""
    words = order.split()
    assert sorted(sorted(words), key=sort_key) == words


@pytest.mark.parametrize(
    "order",
    [
        ["Điều 2", "Điều 10", "Điều 98 khoản 2", "Điều 98 khoản 10"],
        ["Tổ Gieo hạt", "Tổ Tưới nước", "Tổng kho"],
        ["Ban Mùa thu", "Ban Mùa xuân", "Bàn Mùa thu"],
    ],
    ids=["articles", "units", "tone-of-the-first-syllable"],
)
def test_phrases_are_compared_syllable_by_syllable(order: list[str]) -> None:
    """A whole first syllable decides before the second is looked at."""
    assert sorted(sorted(order), key=sort_key) == order


@pytest.mark.parametrize(("first", "second"), [("Thùy", "Thuỳ"), ("HÒA", "hoà"), ("(An)", "An")])
def test_spellings_of_one_word_have_one_place(first: str, second: str) -> None:
    """Where the tone mark stands, capitals and signs around a word do not matter."""
    assert sort_key(first) == sort_key(second)


@given(text=vietnamese)
def test_order_does_not_depend_on_how_accents_are_typed(text: str) -> None:
    """Decomposed text, as some systems write it, stands where the composed text stands."""
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@given(first=st.integers(0, 10**12), second=st.integers(0, 10**12))
def test_numbers_come_by_value(first: int, second: int) -> None:
    """However many figures a number has."""
    assert (sort_key(f"số {first}") < sort_key(f"số {second}")) is (first < second)


def test_people_are_listed_by_given_name_then_middle_names_then_family_name() -> None:
    """A name without a middle name comes before those that have one."""
    order = [
        "Đỗ Thùy An",
        "Trần Văn An",
        "Nguyễn Ánh",
        "Vương Bình",
        "Lê Thị Bình",
        "Đỗ Văn Bình",
        "Lê Văn Bình",
        "Trần Thị Đức",
        "Vũ Văn Đức",
        "Đặng Văn Anh Đức",
        "Bùi Ý",
    ]
    assert sorted(sorted(order), key=name_sort_key) == order


def test_a_name_of_one_word_is_a_given_name() -> None:
    """It stands among the given names."""
    assert sorted(["Đỗ Thùy An", "Bảo", "Lê Cúc"], key=name_sort_key) == [
        "Đỗ Thùy An",
        "Bảo",
        "Lê Cúc",
    ]


@pytest.mark.parametrize(("text", "folded", "spelled"), SPELLINGS)
def test_there_is_one_spelling_for_what_can_be_written_in_several(
    text: str, folded: str, spelled: str
) -> None:
    """The search takes them for one; the browser is held to the same table."""
    assert (fold_accents(text), spelling_key(text)) == (folded, spelled)


@given(text=vietnamese)
def test_a_spelling_does_not_depend_on_how_accents_are_typed(text: str) -> None:
    """Composed and decomposed letters are spelled alike, in capitals or not."""
    assert (
        spelling_key(unicodedata.normalize("NFD", text))
        == spelling_key(text.upper())
        == spelling_key(text)
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lê Quang Mạnh", "LM"), ("đỗ Thị Ánh", "ĐÁ"), ("Trần Y", "TY"), ("Plato", "P"), ("", "")],
)
def test_initials_are_those_of_the_family_and_the_given_name(name: str, letters: str) -> None:
    """The given name is the last word; one word has one letter."""
    assert initials(name) == letters
