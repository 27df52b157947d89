"""Records with problems of shape are looked at as far as they can be read: all problems at once."""

from collections.abc import Iterable

import pytest

from macros.i18n import error_report
from macros.validation import DataFiles, load_files
from macros.yamlio import Problems

FAULTS = (
    ("people/do-thuy-an.yml", 3, "  - organisation: organizations/hoi-dong-vuon-um"),
    ("people/do-thuy-an.yml", 5, "    kind: electd"),
    ("people/do-thuy-an.yml", 7, "    end_date: 2028-06-30"),
    ("people/do-thuy-an.yml", 9, "      - date: mai"),
    ("people/do-thuy-an.yml", 13, "          - {source: sources/bao-nha-vuon, locator: đoạn 99}"),
    ("people/le-van-binh.yml", 1, "nmae: Lê Văn Bình"),
    ("people/tran-y.yml", 2, "membership:"),
    ("people/tran-y.yml", 4, "    rolle: Trưởng ban"),
    ("people/tran-y.yml", 6, "    attested: [mai, 2029-05-05]"),
    ("people/tran-y.yml", 9, "  - organization: organizations/van-phong"),
    ("organizations/hoi-dong-vuon-uom.yml", 12, "classification: concil"),
    ("organizations/hoi-dong-vuon-uom.yml", 15, "  date: 2029-02-30"),
    ("organizations/hoi-dong-vuon-uom.yml", 16, "  instrument: legislation/dieu-le-01-2028"),
    ("organizations/hoi-dong-vuon-uom.yml", 23, "    heads: [organizations/hoi-dong-vuon-uom]"),
    ("organizations/hoi-dong-vuon-uom.yml", 40, "    value: 1.250"),
    ("organizations/hoi-dong-vuon-uom.yml", 42, "      - {locator: đoạn 9}"),
    ("organizations/to-gieo-hat.yml", 3, "sumary: Tổ của Văn phòng."),
    ("organizations/to-gieo-hat.yml", 7, "    nota: Suy ra từ tên gọi."),
    ("organizations/to-gieo-hat.yml", 9, "  - organization: people/tran-y"),
    ("events/2031-02-03.yml", 3, "date: 3/2/2031"),
    ("events/2031-02-03.yml", 8, "    role: chairr"),
    ("events/2031-02-03.yml", 17, "  - number: một"),
    ("events/2031-02-03.yml", 26, "  - number: 3"),
    ("events/2031-02-03.yml", 37, "      - {source: sources/bao-nha-vuong, lacator: đoạn 5}"),
    ("tasks/2031-01.yml", 2, "number: 1x"),
    ("tasks/2031-01.yml", 12, "    nate: So sánh lời văn."),
    ("tasks/2031-01.yml", 15, "    role: leader"),
    ("tasks/2031-01.yml", 17, "    end_date: 2030-12-31"),
    ("tasks/2031-01.yml", 49, "    - document: legislation/dieu-le"),
    ("tasks/2031-03.yml", 1, "programme: programmes/2030"),
    ("programmes/2031.yml", 6, "start_date: 2031-13"),
    ("programmes/2031.yml", 10, "presented_by: people/do-thuy-anh"),
    ("programmes/2031.yml", 8, "announced_tasks: [3]"),
    ("legislation/dieu-le-02-2030.yml", 9, "  - locator: {so: 1}"),
    ("legislation/dieu-le-02-2030.yml", 27, "        first_date_entry_in_force: 2032-1-1"),
    ("legislation/dieu-le-02-2030.yml", 31, "  - type: replacess"),
    ("legislation/dieu-le-02-2030.yml", 32, "    target: legislation/dieu-le-00"),
    ("onboarding/nguoi-lam-vuon.yml", 10, "        minutes: mười"),
    ("onboarding/nguoi-lam-vuon.yml", 13, "      - id: hoi-dong"),
    ("onboarding/nguoi-lam-vuon.yml", 17, "        abaut: [organizations/to-gieo]"),
    ("needs.yml", 4, "  asks: holders"),
    ("needs.yml", 16, "  of: people/do-thuy-an"),
    ("needs.yml", 31, "  of: terms/luong"),
)
"""Slips of shape and breaches of rules: file, line, and what stands in its place."""


def with_faults(files: DataFiles, faults: Iterable[tuple[str, int, str]]) -> DataFiles:
    changes: dict[str, bytes | None] = {}
    for path, line, text in faults:
        lines = (changes.get(path) or files.bytes_at(path) or b"").decode().split("\n")
        lines[line - 1] = text
        changes[path] = "\n".join(lines).encode()
    return files.overlaid(changes)


def reported(files: DataFiles) -> list[str]:
    try:
        load_files(files)
    except Problems as problems:
        return error_report(problems, "en").splitlines()[:-1]
    return []


def places(lines: Iterable[str]) -> set[str]:
    """File and line of each problem."""
    return {":".join(line.split(":")[:2]) for line in lines}


def test_slips_of_shape_hide_no_breach_of_a_rule(invented_files: DataFiles) -> None:
    """Forty-three in ten files are reported in one run, each at its line, and nothing else."""
    found = reported(with_faults(invented_files, FAULTS))
    assert len(FAULTS) >= 40
    assert len({path for path, _, _ in FAULTS}) >= 10
    assert places(found) == {f"{path}:{line}" for path, line, _ in FAULTS}


@pytest.mark.parametrize("step", [1, 2, 5])
def test_what_is_mended_brings_up_no_new_problem(invented_files: DataFiles, step: int) -> None:
    """In whatever order, until none is left."""
    left = list(FAULTS)
    before = places(reported(with_faults(invented_files, left)))
    while left:
        left = left[step:]
        now = places(reported(with_faults(invented_files, left)))
        assert now - before == set()
        before = now
    assert before == set()
