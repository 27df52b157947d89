"""The contents of pages wait in a file, and come out as they went in."""

import pytest

from macros.mkdocs_site.build import _Spool


def test_a_text_comes_out_once_as_it_went_in() -> None:
    """In any order, with letters of more than one byte; then it is gone."""
    spool = _Spool()
    for number in range(5):
        spool.put(f"page {number}", f"Đoạn {number} " * 1000)
    assert [spool.take(f"page {number}") for number in (3, 0, 4, 1, 2)] == [
        f"Đoạn {number} " * 1000 for number in (3, 0, 4, 1, 2)
    ]
    with pytest.raises(KeyError):
        spool.take("page 3")


def test_the_last_text_of_a_name_counts() -> None:
    """A page may be built again before it is shown."""
    spool = _Spool()
    spool.put("page", "cũ")
    spool.put("page", "mới hơn")
    assert spool.take("page") == "mới hơn"
    spool.put("page", "mới nhất")
    assert spool.take("page") == "mới nhất"
