"""Characters that mislead: which are found, and which words of other languages are left alone."""

import pytest

from macros.text.confusables import (
    Alphabets,
    SuspiciousCharacter,
    alphabets_of,
    display_width,
    escape_invisible,
    has_unusual_characters,
    picture_in,
    suspicious_characters,
)

NONE = Alphabets()
Found = tuple[int, str, str, str, str]


def _found(text: str, alphabets: Alphabets = NONE) -> list[Found]:
    """Column, rule, character, what was meant and word of all that misleads in one line."""
    is_unusual = has_unusual_characters(text)
    return [found[1:] for found in suspicious_characters([text], is_unusual, alphabets)]


@pytest.mark.parametrize(
    ("text", "column", "letter", "meant", "word"),
    [
        ("Nguy\u0435n", 5, "\u0435", "e", "Nguy\u0435n"),
        ("tên: \u041dội đồng", 6, "\u041d", "H", "\u041dội"),
        ("\u0421\u0430\u043e", 1, "\u0421", "C", "\u0421\u0430\u043e"),
        ("\u039fanh", 1, "\u039f", "O", "\u039fanh"),
        ("A\u043d", 2, "\u043d", "", "A\u043d"),
        ("Bi\u0448", 3, "\u0448", "", "Bi\u0448"),
        ("\u041fy\u0448\u043a\u0438\u043d", 2, "y", "\u0443", "\u041fy\u0448\u043a\u0438\u043d"),
        ("\u00d0ỗ", 1, "\u00d0", "Đ", "\u00d0ỗ"),
        ("\uff21n", 1, "\uff21", "A", "\uff21n"),
        ("\U0001d40dguyễn", 1, "\U0001d40d", "N", "\U0001d40dguyễn"),
        ("\ufb01le", 1, "\ufb01", "fi", "\ufb01le"),
    ],
    ids=[
        *("cyrillic-e", "cyrillic-h", "whole-word", "greek-o", "no-lookalike", "no-lookalike-2"),
        *("latin-in-cyrillic", "eth", "full-width", "mathematical", "ligature"),
    ],
)
def test_a_letter_that_does_not_belong_into_its_word_is_found(
    text: str, column: int, letter: str, meant: str, word: str
) -> None:
    """Whoever searches for the name would not find it."""
    assert _found(text) == [(column, "foreign-letter", letter, meant, word)]


@pytest.mark.parametrize(
    "text",
    [
        *("Đỗ Thùy An", "Москва", "Ελλάδα", "А. С. Пушкин", "全角", "Tシャツ", "नमस्ते क्\u200dष"),
        *("Işık Yılmaz", "Guðrún Sigurðsson GUÐRÚN", "می\u200cخواهم", "Œuvre", "ʻOkina", "1/2"),
        *(
            "50 µm, 5 m², 20 ℃, № 5, 10 €",
            "“Ngoặc” – … 🌱",
            "Ai?Không. https://a.vn/b?c=d",
            "Müller´s",
            "Δt, 5 μm, kΩ, Ωm, ΔT, λx",
        ),
    ],
)
def test_words_of_one_script_are_left_alone(text: str) -> None:
    """A word in Russian or Turkish is no slip; its line may say what short words of it are."""
    assert _found(text) == []


def test_a_site_says_which_alphabets_it_uses() -> None:
    """By the languages of its sources, or letter by letter."""
    text = "А. С. ðura ɡa kΞ"
    assert [letter for _, _, letter, *_ in _found(text)] == ["А", "С", "ð", "ɡ", "Ξ"]
    assert [letter for _, _, letter, *_ in _found(text, alphabets_of(["ru", "vi"], "ɡ"))] == [
        "ð",
        "Ξ",
    ]
    assert _found(text, alphabets_of(["sr-Cyrl", "is"], "ɡΞ")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\u0301\u0302\u0303\u0304\u0305", (5, "too-many-marks", "\u0304", "", "a")),
        ("Nguyê\u02dcn", (6, "loose-mark", "\u02dc", "Nguyễn", "Nguyê\u02dcn")),
        ("\u02dc", (1, "loose-mark", "\u02dc", "", "\u02dc")),
        ("Nguy?n An", (5, "lost-letter", "?", "", "Nguy?n")),
        ("NGUY?N An", (5, "lost-letter", "?", "", "NGUY?N")),
        ("“N\ufffdi”", (3, "lost-letter", "\ufffd", "", "N\ufffdi")),
        ("a\u200db", (2, "invisible-character", "\u200d", "", "")),
        ("a\tb", (2, "tab", "\t", "", "")),
    ],
    ids=["stacked", "tilde", "alone", "question", "in-capitals", "replacement", "joiner", "tab"],
)
def test_marks_and_signs_that_mislead_are_found(text: str, found: Found) -> None:
    """Each with what was meant, where that is certain."""
    assert _found(text) == [found]


def test_places_are_counted_over_lines() -> None:
    """In the order of the text."""
    lines = ["a: b", "c: \u0430n", "", "d: \u0430n \u0435m"]
    found = suspicious_characters(lines, True, NONE)
    assert [(letter.line, letter.column) for letter in found] == [(2, 4), (4, 4), (4, 7)]
    assert next(suspicious_characters(["\t"], True, NONE)) == SuspiciousCharacter(1, 1, "tab", "\t")


@pytest.mark.parametrize(("text", "picture"), [("Chợ 🌱", "🌱"), ("A → B", "→"), ("Ý ② №", "")])
def test_a_picture_in_a_text_is_found(text: str, picture: str) -> None:
    """An arrow or an emoji; a number in a circle is a number."""
    assert picture_in(text) == picture


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
