"""Whatever happens to a page is either good or reported at a place inside it.

Each example spoils a real page in one to four ways. `make fuzz` runs 1,000 of them with another
seed each time; `FUZZ=300` chooses how many. The slowest and the memory are printed by `-rP`.
"""

import datetime as dt
import os
import resource
import time
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.author_macros import expand_page
from macros.authoring import check_pages
from macros.pages import Site
from macros.register import Register
from macros.validation import REPORT_FORMATS
from macros.yamlio import Mark, Problems
from tests.support.authored import written
from tests.support.sites import ROOT

PAGES = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").glob("*.md"))]
COUNT = min(int(os.environ.get("FUZZ", "60")), 1_000)
ODD = (
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{% raw %}",
        "{% endraw %}",
        "{% for a in b %}",
        "{##",
        "{",
        "(",
        ")",
    ),
    *("{{ 1/0 }}", '{{ "\\u202e" }}', "{{ x.__class__ }}", '"', "“", "|", "__", "9" * 400),
    *("<script>", "</div>", "<div>", "<", ">", "<!--", "-->", "<p onclick=x>", "&#", "]]>", "<a "),
    *("[", "](", "![](", "`", "```\n", "*", "**", "_", "\n\n", "\n    ", "> ", "- ", "1. ", "#"),
    *("{: ", "{: #x }", "---\n", ": ", "\t", "\x00", "\r", "\u200b", "\u202e", "\ufeff", "e\u0302"),
)


@pytest.fixture(scope="module")
def times() -> Iterator[list[float]]:
    """How long each page took, in seconds of a processor; at the end the longest is printed."""
    taken: list[float] = []
    yield taken
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(taken)} spoilt pages; the slowest took {max(taken):.2f} s; peak {peak} MB")


def _spoilt(text: str, chance: Random) -> str:
    """The text with one piece of it gone, replaced, repeated, or taken from another page."""
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.choice([0, 0, 1, 2, 10, 80, 1_000])]
    other = chance.choice(PAGES)
    place = chance.randrange(len(other))
    put = chance.choice(
        [
            "",
            chance.choice(ODD),
            chance.choice(ODD) * chance.choice([2, 50, 3_000]),
            piece * chance.choice([2, 20]),
            other[place : place + chance.choice([5, 50, 500])],
        ]
    )
    return f"{text[:start]}{put}{text[start + len(piece) :]}"


def _is_inside(mark: Mark, lines: list[str]) -> bool:
    return 1 <= mark.line <= len(lines) and 1 <= mark.column <= len(lines[mark.line - 1]) + 1


@settings(
    max_examples=COUNT,
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**64))
def test_a_spoilt_page_is_reported_inside_it_or_is_good(
    real: Register, times: list[float], seed: int
) -> None:
    """No traceback; every form of the report can word it, and a good page can be made."""
    chance = Random(seed)
    text = chance.choice(PAGES)
    for _ in range(chance.choice([1, 1, 2, 4])):
        text = _spoilt(text, chance)
    before = time.process_time()
    page = written(text)
    found = check_pages({"x.md": page}, real, dt.date(2026, 11, 21))
    if not found:
        _, _, found = expand_page(Site(real, dt.date(2026, 11, 21)), "x/", page)
    for form in REPORT_FORMATS.values():
        form(Problems(found), "vi")
    times.append(time.process_time() - before)
    lines = text.replace("\r\n", "\n").split("\n")
    assert [problem for problem in found if not _is_inside(problem.mark, lines)] == []
