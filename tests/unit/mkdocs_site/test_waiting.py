"""Texts that wait lie in a file, and come out as they went in."""

import pytest

from macros.mkdocs_site.waiting import Waiting


def test_a_text_comes_out_once_as_it_went_in() -> None:
    """In any order, with letters of more than one byte; then it is gone."""
    waiting = Waiting()
    for number in range(5):
        waiting.put(f"page {number}", f"Đoạn {number} " * 1000)
    assert [waiting.take(f"page {number}") for number in (3, 0, 4, 1, 2)] == [
        f"Đoạn {number} " * 1000 for number in (3, 0, 4, 1, 2)
    ]
    with pytest.raises(KeyError):
        waiting.take("page 3")


def test_the_last_text_of_a_name_counts() -> None:
    """A page may be made anew before it is shown."""
    waiting = Waiting()
    waiting.put("page", "cũ")
    waiting.put("page", "mới hơn")
    assert waiting.take("page") == "mới hơn"
    waiting.put("page", "mới nhất")
    assert waiting.take("page") == "mới nhất"
