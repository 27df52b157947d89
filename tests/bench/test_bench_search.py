"""The comparison of search engines counts what was found, and passes on no empty set."""

from pathlib import Path

import pytest

from tests.bench.bench_search import by_group, misses, overall, read
from tests.support.search_engines import Answer, Run

QUERIES = """
people:
  binh: people/le-van-binh
  2031: [programmes/2031, events/2031-02-03#top]
home:
  vườn ươm: ""
"""
RUN = Run(
    "Engine 1",
    {
        "binh": Answer(("people/tran-y", "people/le-van-binh"), 3.0),
        "2031": Answer(("events/2031-02-03",), 1.0),
        "vườn ươm": Answer((), 2.0),
    },
    12345,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of queries."""
    path = tmp_path / "queries.yml"
    path.write_text(QUERIES, encoding="utf-8")
    return path


def test_pages_first_and_among_three_are_counted(file: Path) -> None:
    """The page counts, not the fragment; any of several right pages will do."""
    queries = read(file, 3)
    row = "| Engine 1 | 33.3% (1/3) | 66.7% (2/3) | 12.3 kB | 2.0 ms | 3.0 ms |"
    assert overall([RUN], queries)[2:] == [row]
    assert by_group([RUN], queries)[2:] == ["| people | 50.0% (1/2) |", "| home | 0.0% (0/1) |"]


def test_a_miss_says_what_was_found_instead(file: Path) -> None:
    """The front page is shown as a stroke, an empty list as nothing."""
    assert misses(RUN, read(file, 3)) == [
        "- people: `binh`: wanted `people/le-van-binh`; "
        "found `people/tran-y`, `people/le-van-binh`",
        "- home: `vườn ươm`: wanted `/`; found nothing",
    ]


@pytest.mark.parametrize("text", ["", QUERIES, QUERIES + "again: {binh: people}"])
def test_too_few_queries_or_one_twice_stop_it(file: Path, text: str) -> None:
    """Three are fewer than four; an empty file fails even if none are called for."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"queries.yml: (\d queries, fewer than|more than once)"):
        read(file, 4 if text else 0)
