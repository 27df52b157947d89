"""What grows with the number of records, and what does not; counted in calls, not in seconds."""

import datetime as dt
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TypeVar

import pytest

from macros.pages import Links, Site, page_stubs
from macros.register import Register
from macros.validation import load_data
from tests.bench.growing import grown
from tests.conftest import INVENTED

T = TypeVar("T")
DAY = dt.date(2026, 11, 21)
A_FEW = 600
"""Bytes: three links to charts; a page with all of them, or all days, would grow by more."""
SLACK = 1.05
"""More than in proportion: what is done once makes the smaller one dearer, not the larger one."""


def counted(work: Callable[[], T]) -> tuple[T, int]:
    """What a piece of work gives, and how many functions of ours it calls."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and "/macros/" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        found = work()
    finally:
        sys.setprofile(before)
    return found, count


@dataclass(frozen=True)
class Cost:
    """An institution, and the calls that its check and its pages take."""

    check: int
    pages: int
    bodies: dict[str, str]
    """The body of the page of each record."""


def cost(folder: Path) -> Cost:
    """Check a folder of data and make the pages of its records."""
    register, check = counted(partial(load_data, folder))
    bodies, pages = counted(partial(page_bodies, register))
    return Cost(check, pages, bodies)


def page_bodies(register: Register) -> dict[str, str]:
    """The body of the page of each record."""
    site, links = Site(register, DAY), Links(register, "")
    stubs = [stub for stub in page_stubs(register) if stub.record]
    return {stub.uri: site.body(stub, links.url(stub.uri)).html for stub in stubs}


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cost, Cost]:
    """Those of the institution once and twice."""
    folders = tmp_path_factory.mktemp("once"), tmp_path_factory.mktemp("twice")
    once = grown(folders[0], 1)
    assert grown(folders[1], 2 * once) == 2 * once
    for folder in folders:
        for file in folder.rglob("*.yml"):  # What was parsed once in a process is not parsed again.
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text}# {folder.name}\n", encoding="utf-8")
    load_data(INVENTED)  # Whatever is done once in a process is done.
    return cost(folders[0]), cost(folders[1])


def test_twice_the_records_take_twice_the_check(costs: tuple[Cost, Cost]) -> None:
    """Reading, joining and every rule."""
    few, many = costs
    assert many.check <= 2 * SLACK * few.check


def test_the_page_of_a_record_takes_no_longer_among_more_of_them(costs: tuple[Cost, Cost]) -> None:
    """Whatever it asks of the register."""
    few, many = costs
    assert many.pages <= 2 * SLACK * few.pages


def test_the_page_of_a_record_does_not_grow_with_the_others(costs: tuple[Cost, Cost]) -> None:
    """But for a few links, and for what tells a record from a copy of the same name."""
    few, many = costs
    told_apart = {uri: re.sub(r" \(bản [0-9]\)", "", body) for uri, body in many.bodies.items()}
    longer = [uri for uri, body in few.bodies.items() if len(told_apart[uri]) > len(body) + A_FEW]
    assert longer == []
