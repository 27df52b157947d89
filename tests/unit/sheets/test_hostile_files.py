"""Files that were made to stop or swell the program: a sentence, in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from macros.sheets.file_formats import require_workbook
from macros.sheets.values import MAX_CELLS
from tests.conftest import Changed
from tests.support.hostile_workbooks import HOSTILE, Made
from tests.support.sheeting import contents, exported

MOST_MEGABYTES = 300
# A limit of the system, so that a failure of ours takes no machine along.
IMPORT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
from macros.__main__ import main
status = main(["sheet", "import", sys.argv[1], "--data", sys.argv[2], "--yes"])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(status, int(peak.split()[1]) >> 10)
"""


def _lines(data: Path, file: Path) -> list[str]:
    """What the import of a file prints, in a process of its own; it must take little memory."""
    command = [sys.executable, "-c", IMPORT, str(file), str(data)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    *lines, last = run.stdout.splitlines()
    status, megabytes = map(int, last.split())
    assert (status, megabytes < MOST_MEGABYTES, run.stderr) == (1, True, "")
    return lines


@pytest.mark.parametrize("made", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_workbook_is_a_sentence_in_little_memory(changed: Changed, made: Made) -> None:
    """Nothing is written; the rule is named."""
    data = changed({})
    before = contents(data)
    make, rule = made
    file = exported(data)
    make()(file)
    lines = _lines(data, file)
    assert any(line.endswith(f"[{rule}]") for line in lines)
    assert contents(data) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"' + "x" * 200_000,
            'people.csv:Nhân sự:R1C1: không đọc được "Nhân sự.csv" ở hàng này, có lẽ vì thừa hoặc '
            'thiếu dấu ngoặc kép; hãy sửa, hoặc mở bằng Excel và lưu lại dạng "CSV UTF-8" '
            "[csv-broken]",
        ),
        (
            "a," * 6_000_000,
            "people.csv:Nhân sự:R1C1: bảng tính có hơn 300000 ô có chữ; hãy xóa trang và hàng thừa "
            "rồi lưu lại [sheet-cells]",
        ),
        (
            "a,\n" * (MAX_CELLS + 1),
            "people.csv:1:1: bảng tính có hơn 300000 ô có chữ; hãy xóa trang và hàng thừa rồi lưu "
            "lại [sheet-cells]",
        ),
        (
            " " * 20_000_001,
            "people.csv:1:1: bảng tính quá lớn, hơn 20 MB; hãy xóa hình ảnh, trang và hàng thừa "
            "rồi lưu lại [sheet-large]",
        ),
    ],
    ids=["field", "columns", "rows", "bytes"],
)
def test_a_hostile_csv_file_is_a_sentence_in_little_memory(
    changed: Changed, text: str, said: str
) -> None:
    """However its millions of cells are laid out."""
    data = changed({})
    file = exported(data, "people.csv")
    (data.parent / "people/Nhân sự.csv").write_text(text, encoding="utf-8")
    assert _lines(data, file)[0] == said


def test_a_file_that_can_not_be_looked_into_is_left_to_its_reader(tmp_path: Path) -> None:
    """The directory of an archive may be cut off, and more."""
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    require_workbook(file)
