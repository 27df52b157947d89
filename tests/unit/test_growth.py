"""What grows with the number of records, and what does not; counted in calls, not in seconds."""

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from macros.pages import Links, Site, page_stubs
from macros.register import Register
from macros.validation import load_data
from tests.bench.growing import grown
from tests.conftest import INVENTED

DAY = dt.date(2026, 11, 21)
A_FEW = 600
"""Bytes: three links to charts; a page with all of them, or all days, would grow by more."""
SLACK = 1.05
"""More than in proportion: what is done once makes the smaller one dearer, not the larger one."""


def calls(work: Callable[[], object]) -> int:
    """How many functions of ours a piece of work calls."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and "/macros/" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The institution once and three times."""
    found = tmp_path_factory.mktemp("once"), tmp_path_factory.mktemp("thrice")
    once = grown(found[0], 1)
    assert grown(found[1], 3 * once) == 3 * once
    for folder in found:
        for file in folder.rglob("*.yml"):  # What was parsed once in a process is not parsed again.
            file.write_text(
                f"{file.read_text(encoding='utf-8')}# {folder.name}\n", encoding="utf-8"
            )
    return found


def bodies(register: Register) -> dict[str, str]:
    """The body of the page of each record."""
    site, links = Site(register, DAY), Links(register, "")
    found = [stub for stub in page_stubs(register) if stub.record]
    return {stub.uri: site.body(stub, links.url(stub.uri)).html for stub in found}


def test_three_times_the_records_take_three_times_the_check(folders: tuple[Path, Path]) -> None:
    """Reading, joining and every rule."""
    load_data(INVENTED)  # Whatever is done once in a process is done.
    few, many = (calls(partial(load_data, folder)) for folder in folders)
    assert many <= 3 * SLACK * few


def test_the_page_of_a_record_takes_no_longer_among_more_of_them(
    folders: tuple[Path, Path],
) -> None:
    """Whatever it asks of the register."""
    registers = [load_data(folder) for folder in folders]
    few, many = (calls(partial(bodies, one)) for one in registers)
    assert many <= 3 * SLACK * few


def test_the_page_of_a_record_does_not_grow_with_the_others(folders: tuple[Path, Path]) -> None:
    """But for a few links: to a few charts, and to a few days that events name."""
    few, many = (bodies(load_data(folder)) for folder in folders)
    assert [uri for uri, body in few.items() if len(many[uri]) > len(body) + A_FEW] == []
