"""Whatever happens to a workbook, its import is a change, no change, or problems; never a crash.

Each example spoils an export of the invented institution in one to three ways, in its cells, its
XML or its bytes. `make fuzz` runs 2,000 of them with another seed each time; `FUZZ_SHEETS=300`
chooses how many. The slowest and the memory are printed by `-rP`.
"""

import os
import re
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.changes import open_change_set
from macros.i18n import error_report
from macros.model import COLLECTIONS
from macros.sheets import SheetUnreadable, save_sheets, stage_sheet_file
from macros.yamlio import Problems
from tests.conftest import INVENTED

COUNT = int(os.environ.get("FUZZ_SHEETS", "40"))
MOST_MEGABYTES = 300
ODD = (
    *("", "0", "-1", "1e999", "9" * 400, "²", "=1+1", "'=x", "a\nb", "_x0000_", "_xD800_", "#REF!"),
    *("A1:XFD1048576", "XFD1048576", "ZZZ99", "A0", "people/x#y", "memberships.99999.citations"),
    *(
        "\u202e",
        "\uf190",
        "🌱" * 40,
        "2030-02-30, 2031",
        "true",
        "1904-01-01",
        "e\u0302\u0301",
        "...",
    ),
    *("&#0;", "&#xD800;", "&lt;", "]]>", "<f>A1</f>", "<v>1</v>", "<is><t>x</t></is>", "<row>"),
)
Entries = dict[str, bytes]


@dataclass
class Run:
    """What the examples took together."""

    folder: Path
    books: dict[str, bytes]
    outcomes: dict[str, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)


def _peak() -> int:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A workbook of each collection, and at the end what was seen."""
    folder = tmp_path_factory.mktemp("fuzz")
    register = open_change_set(INVENTED).register
    files = {name: save_sheets(register, name, folder / f"{name}.xlsx") for name in COLLECTIONS}
    found = Run(folder, {name: file.read_bytes() for name, file in files.items()})
    before = _peak()
    yield found
    more = _peak() - before
    shown = ", ".join(f"{name} {count}" for name, count in sorted(found.outcomes.items()))
    print(
        f"{len(found.times)} spoilt workbooks: {shown}; slowest {max(found.times):.2f} s of a"
        f" processor; {more} MB more than before"
    )
    assert more < MOST_MEGABYTES


def _in_xml(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """The same change within one part of an archive."""

    def changed(data: bytes, chance: Random) -> bytes:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # An earlier change broke the archive.
            return change(data, chance)
        sheets = [name for name in entries if name.startswith("xl/worksheets/sheet")]
        name = chance.choice(sheets if chance.random() < 0.7 else list(entries))
        entries[name] = change(entries[name], chance)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        return out.getvalue()

    return changed


def _piece(pattern: bytes, group: int) -> Callable[[bytes, Random], bytes]:
    """Put something odd, or another such piece, in the place of what a pattern finds."""

    def change(data: bytes, chance: Random) -> bytes:
        matches = list(re.finditer(pattern, data))
        if not matches:
            return data
        match, other = chance.choice(matches), chance.choice(matches)
        new = chance.choice([chance.choice(ODD).encode(), other[group], match[group] * 2, b""])
        return data[: match.start(group)] + new + data[match.end(group) :]

    return change


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(ODD).encode() + data[at:]


WAYS = (
    *(_cut, _flip),
    *map(_in_xml, (_cut, _flip, _insert)),
    *(_in_xml(_piece(pattern, 1)) for pattern in (rb'="([^"]*)"', rb">([^<]+)<")),
    *(_in_xml(_piece(pattern, 1)) for pattern in (rb"(<c [^>]*>.*?</c>)", rb"(<row.*?</row>)")),
    *(_in_xml(_piece(rb'<c r="[C-Z](?:[3-9]|1.)"[^>]*><is><t[^>]*>([^<]+)<', 1)),) * 3,
    _in_xml(_piece(rb'<c r="([^"]*)"', 1)),
    _in_xml(_piece(rb'<c [^>]*t="([^"]*)"', 1)),
)


@settings(
    max_examples=COUNT,
    deadline=None,
    derandomize="FUZZ_SHEETS" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**64))
def test_a_spoilt_workbook_is_a_change_or_problems(run: Run, seed: int) -> None:
    """No traceback; the report of what is wrong can be worded."""
    chance = Random(seed)
    name = chance.choice(list(run.books))
    data = run.books[name]
    for _ in range(chance.choice([1, 1, 2, 3])):
        data = chance.choice(WAYS)(data, chance)
    file = run.folder / f"{name}.xlsx"
    file.write_bytes(data)
    change_set = open_change_set(INVENTED)
    before = time.process_time()
    try:
        stage_sheet_file(change_set, file, delete=chance.random() < 0.5)
        outcome = "changed" if change_set.file_changes() else "the same"
    except (Problems, SheetUnreadable) as error:
        error_report(error, "vi").encode()
        outcome = "refused"
    run.times.append(time.process_time() - before)
    run.outcomes[outcome] = run.outcomes.get(outcome, 0) + 1
