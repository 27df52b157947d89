"""Letters that deceive: which pass for ours, and which are left alone."""

import pytest

from macros.text.confusables import (
    SuspiciousCharacter,
    confusable_letters,
    display_width,
    escape_invisible,
)


@pytest.mark.parametrize(
    ("text", "column", "letter", "lookalike", "word"),
    [
        ("Nguy\u0435n", 5, "\u0435", "e", "Nguy\u0435n"),
        ("tên: \u041dội đồng", 6, "\u041d", "H", "\u041dội"),
        ("\u0421\u0430\u043e", 1, "\u0421", "C", "\u0421\u0430\u043e"),
        ("\u039fanh", 1, "\u039f", "O", "\u039fanh"),
        ("\u00d0ỗ", 1, "\u00d0", "Đ", "\u00d0ỗ"),
        ("\uff21n", 1, "\uff21", "A", "\uff21n"),
    ],
    ids=["cyrillic-e", "cyrillic-h", "whole-word", "greek-o", "eth", "full-width"],
)
def test_a_letter_of_another_alphabet_that_looks_like_ours_is_found(
    text: str, column: int, letter: str, lookalike: str, word: str
) -> None:
    """Whoever searches for the name would not find it."""
    assert list(confusable_letters(text)) == [
        SuspiciousCharacter(1, column, letter, lookalike, word)
    ]


@pytest.mark.parametrize(
    "text", ["Đỗ Thùy An", "Москва", "Ελλάδα", "全角", "50 µm", "Œuvre", "1/2"]
)
def test_what_can_not_be_taken_for_ours_is_left_alone(text: str) -> None:
    """A word in Russian or Greek is no slip; neither are the letters of Viet Nam."""
    assert list(confusable_letters(text)) == []


def test_places_are_counted_over_lines() -> None:
    """In the order of the text."""
    text = "a: b\nc: \u0430n\n\nd: \u0430n \u0435m\n"
    assert [(letter.line, letter.column) for letter in confusable_letters(text)] == [
        (2, 4),
        (4, 4),
        (4, 7),
    ]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Đỗ An", 5),
        ("e\u0302\u0301", 1),
        ("a\u20dd", 1),
        ("a\u200b", 1),
        ("漢字", 4),
        ("\uff21", 2),
        ("🌱", 2),
    ],
    ids=["letters", "marks", "circle", "invisible", "wide", "full-width", "picture"],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    """Marks and what nobody sees take no column; Chinese letters and pictures take two."""
    assert display_width(text) == width


def test_what_nobody_sees_is_written_out() -> None:
    """By its number; a tab as an arrow."""
    assert escape_invisible("a\u202eb\tc") == "a‹U+202E›b→   c"
