"""Dates and places in the law, as each language writes them."""

import pytest

from macros.text import PartialDate, date_in_figures, date_in_words, translated_locator


@pytest.mark.parametrize(
    ("date", "words", "figures"),
    [
        ("2025-03-07", "ngày 7 tháng 3 năm 2025", "7/3/2025"),
        ("2025-11", "tháng 11 năm 2025", "11/2025"),
        ("2025", "năm 2025", "2025"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(date: str, words: str, figures: str) -> None:
    """In words and in figures, without leading noughts."""
    parsed = PartialDate.parse(date)
    assert (date_in_words(parsed), date_in_figures(parsed)) == (words, figures)


@pytest.mark.parametrize(
    ("date", "text"),
    [("2025-03-07", "7 March 2025"), ("2025-03", "March 2025"), ("2025", "2025")],
)
def test_in_english_the_month_is_a_word(date: str, text: str) -> None:
    """So that nobody takes the day for the month."""
    parsed = PartialDate.parse(date)
    assert (date_in_figures(parsed, "en"), date_in_words(parsed, "en")) == (text, text)


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("khoản 2 Điều 98", "Article 98, clause 2"),
        ("Điều 98 khoản 2", "Article 98, clause 2"),
        ("điểm đ khoản 2 Điều 98", "Article 98, clause 2, point đ"),
        ("Điều 1; khoản 3 Điều 2", "Article 1; Article 2, clause 3"),
        ("Phần II Chương I", "Part II, chapter I"),
        ("đoạn 3-5, 13", "Paragraph 3-5, 13"),
        ("Toàn văn", "Toàn văn"),
        ("Điều 2 của Nghị quyết", "Điều 2 của Nghị quyết"),
    ],
)
def test_a_place_in_the_law_is_said_in_english(locator: str, text: str) -> None:
    """From the whole to the part; what is no numbered division stays as it is."""
    assert translated_locator(locator, "en") == text
    assert translated_locator(locator, "vi") == locator
