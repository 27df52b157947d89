"""How a line of a file is drawn under a problem: the caret stands under the place, always."""

from pathlib import Path

import pytest

from macros.text import display_width
from macros.validation.excerpt import Excerpts, excerpt
from macros.yamlio import Mark


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("name: Trần Ý", 7, "    4 | name: Trần Ý", "      |       ^"),
        ("name: Trần Ý", 1, "    4 | name: Trần Ý", "      | ^"),
        ("name:", 6, "    4 | name:", "      |      ^"),
        ("a: Tra\u0302\u0300n Y", 10, "    4 | a: Tra\u0302\u0300n Y", "      |        ^"),
        ("a: Tra\u0302\u0300n Y", 7, "    4 | a: Tra\u0302\u0300n Y", "      |      ^"),
        ("a: 全角 b", 7, "    4 | a: 全角 b", "      |         ^"),
        ("a:\tb", 4, "    4 | a:→   b", "      |       ^"),
        ("a: x\u202ey", 5, "    4 | a: x‹U+202E›y", "      |     ^"),
        ("a: x\u202ey", 6, "    4 | a: x‹U+202E›y", "      |             ^"),
        ("a: 🌱 b", 6, "    4 | a: 🌱 b", "      |       ^"),
    ],
    ids=[
        *("value", "key", "after-the-end", "nfd-before", "nfd-at", "wide-before"),
        *("tab-before", "bidi-at", "bidi-before", "emoji-before"),
    ],
)
def test_the_caret_stands_under_the_place(line: str, column: int, shown: str, caret: str) -> None:
    """Marks take no column, wide letters two; what nobody can see is shown, and does nothing."""
    assert excerpt(line, Mark(4, column)) == (shown, caret)


@pytest.mark.parametrize("column", [1, 40, 60, 500, 990, 1001])
def test_of_a_long_line_the_piece_around_the_place_is_shown(column: int) -> None:
    """It fits a terminal of 85 columns, and the letter above the caret is the one meant."""
    line = "".join(chr(0x4E00 + i) if i % 3 else "a" for i in range(1000))
    shown, caret = excerpt(line, Mark(12, column))
    assert max(display_width(shown), display_width(caret)) <= 85
    above = next(
        (i for i in range(len(shown)) if display_width(shown[:i]) == len(caret) - 1), len(shown)
    )
    assert shown[above : above + 1] == line[column - 1 : column]


@pytest.mark.parametrize("kind", ["link", "folder", "none"])
def test_what_is_no_plain_file_is_not_shown(tmp_path: Path, kind: str) -> None:
    """A link would show what stands outside of the data."""
    (tmp_path / "secret").write_text("word\n", encoding="utf-8")
    if kind == "link":
        (tmp_path / "x.yml").symlink_to("secret")
    elif kind == "folder":
        (tmp_path / "x.yml").mkdir()
    assert Excerpts().at((tmp_path / "x.yml").as_posix(), Mark()) is None


def test_a_place_beyond_the_file_has_no_drawing(tmp_path: Path) -> None:
    """The file may have been saved again since it was read."""
    (tmp_path / "x.yml").write_bytes("\ufeffname: An\r\n\r\n".encode())
    lines, path = Excerpts(), (tmp_path / "x.yml").as_posix()
    assert lines.at(path, Mark(1, 7)) == ("    1 | name: An", "      |       ^")
    assert [lines.at(path, Mark(line, 1)) for line in (0, 2, 9)] == [None, None, None]
