"""When a record is due to be checked again, and how `confirm` says that it was."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from macros.__main__ import main
from macros.text import add_months
from macros.validation.review_dates import due_reviews
from tests.conftest import Changed
from tests.support.registers import small

CHECKED = {"checked": {"date": "2024-01-31", "by": "Lan"}}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-15", 2, "2025-01-15"),
        ("2024-12-31", 1200, "2124-12-31"),
        ("9999-01-01", 1200, "9999-12-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day: str, months: int, expected: str) -> None:
    """A month without that day ends before it; no day is after the last one."""
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("record", "day", "is_due"),
    [
        ({}, "2000-01-01", True),
        (CHECKED, "2025-01-30", False),
        (CHECKED, "2025-01-31", True),
        ({**CHECKED, "review_every": "1"}, "2024-02-28", False),
        ({**CHECKED, "review_every": "1"}, "2024-02-29", True),
        ({**CHECKED, "review_every": "24"}, "2026-01-30", False),
    ],
    ids=["never", "day-before", "day", "own-before", "own-day", "own-longer"],
)
def test_a_record_is_due_so_long_after_its_last_check(
    record: dict[str, Any], day: str, is_due: bool
) -> None:
    """After twelve months, or after its own number of them; at once if it never was checked."""
    register = small({"people/a": {"name": "A", **record}})
    found = list(due_reviews(register, dt.date.fromisoformat(day)))
    assert [name for name, _ in found] == (["people"] if is_due else [])


def test_a_source_counts_as_checked_when_it_was_read() -> None:
    """Nobody needs to say it twice."""
    register = small({"sources/s": {"accessed": "2024-01-31"}})
    assert [list(due_reviews(register, dt.date(2025, 1, day))) == [] for day in (30, 31)] == [
        True,
        False,
    ]


def test_what_is_due_is_listed_by_collection_longest_first(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with file and line; nothing due is nothing printed, and the status is good."""
    data = changed({})
    root, common = data.as_posix(), ["--data", str(data)]
    everything = [f"people/{one.stem}" for one in (data / "people").glob("*.yml")]
    assert main(["confirm", *everything, "--by", "Lan", "--on", "2024-05-01", *common]) == 0
    assert main(["confirm", "people/tran-y", "--by", "Lan", "--on", "2023-05-01", *common]) == 0
    (data / "people/le-van-binh.yml").write_bytes(
        (data / "people/le-van-binh.yml").read_bytes() + b"review_every: 36\n"
    )
    capsys.readouterr()
    assert main(["check", "--due", "--on", "2025-06-01", *common]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[: lines.index("Cơ quan, đơn vị (5)")] == [
        "Nhân sự (3)",
        f"  {root}/people/tran-y.yml:1: kiểm tra lần cuối 2023-05-01",
        f"  {root}/people/do-thuy-an.yml:1: kiểm tra lần cuối 2024-05-01",
        f"  {root}/people/le-van-binh-to-gieo-hat.yml:1: kiểm tra lần cuối 2024-05-01",
    ]
    assert f"  {root}/terms.yml:1: chưa kiểm tra lần nào" in lines


def test_confirm_adds_one_line_and_later_changes_it(changed: Changed) -> None:
    """Whoever checks again keeps the form of the line."""
    data = changed({})
    file = data / "people/tran-y.yml"
    before = file.read_text(encoding="utf-8")
    common = ["confirm", "people/tran-y", "--data", str(data), "--by"]
    assert main([*common, 'Lan "A": #1', "--on", "2024-05-01"]) == 0
    assert file.read_text(encoding="utf-8") == (
        f'{before}checked: {{date: 2024-05-01, by: "Lan \\"A\\": #1"}}\n'
    )
    assert main([*common, "Minh", "--on", "2025-05-01"]) == 0
    assert (
        file.read_text(encoding="utf-8") == f'{before}checked: {{date: 2025-05-01, by: "Minh"}}\n'
    )


def test_confirm_takes_the_day_of_the_site_and_none_after_it(
    changed: Changed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has checked tomorrow."""
    monkeypatch.setenv("AS_OF", "2031-05-05")
    data = changed({})
    common = ["confirm", "terms/luong-uom", "--data", str(data), "--by", "Lan"]
    assert main([*common, "--on", "2031-05-06"]) == 1
    assert capsys.readouterr().out == (
        "ngày kiểm tra 2031-05-06 ở sau hôm nay 2031-05-05\nChưa ghi gì.\n"
    )
    assert main(common) == 0
    text = Path(data, "terms.yml").read_text(encoding="utf-8")
    assert text.endswith("  checked: {date: 2031-05-05, by: Lan}\n")
