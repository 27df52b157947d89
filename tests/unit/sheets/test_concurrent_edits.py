"""Data that changes while sheets are out, and rows that stand in odd places: nothing gets lost."""

from pathlib import Path
from typing import Any

import pytest

from macros.validation import load_data
from tests.conftest import Changed
from tests.support.sheeting import Cells, changed_book, contents, edited, exported, taken

Said = pytest.CaptureFixture[str]
ROLE = "role: {vi: Tổ phó, en: Deputy head}"
FILE = "people/le-van-binh-to-gieo-hat.yml"


def _put(data: Path, name: str, old: str, new: str) -> None:
    text = (data / name).read_text("utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new), encoding="utf-8")


def _new_person(data: Path) -> None:
    (data / "people/vu-moi.yml").write_text("name: Vũ Mới\ngaps: [{text: Ai?}]\n", encoding="utf-8")
    _put(data, "assertions.yml", "people: 4", "people: 5")


def _rows_gone(*addresses: str) -> Any:
    """Take out the rows of some records in every sheet that one sees."""

    def change(book: Any) -> None:
        for page in book.worksheets:
            if page.sheet_state == "visible":
                for line in range(page.max_row, 2, -1):
                    if page.cell(line, 1).value in addresses:
                        page.delete_rows(line)

    return change


@pytest.mark.parametrize("name", ["people.xlsx", "people.csv"])
def test_what_was_changed_in_the_data_alone_stays(
    changed: Changed, capsys: Said, name: str
) -> None:
    """A sheet that nobody edited undoes nobody's work: a value, a list that grew, a new record."""
    data = changed({})
    file = exported(data, name)
    _put(data, FILE, ROLE, "role: Tổ trưởng")
    _put(data, "people/tran-y.yml", "    start_date: 2031\n", "    start_date: 2031-02\n")
    _put(data, "people/do-thuy-an.yml", "      - {source: sources/ban-sao}\n", "")
    _new_person(data)
    before = contents(data)
    assert taken(data, file, "--yes", "--delete") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Bảng tính và dữ liệu trùng nhau."
    assert contents(data) == before


def test_what_was_changed_in_the_sheet_is_taken_beside_it(changed: Changed) -> None:
    """Each record is changed by one side: both changes hold."""
    data = changed({})
    file = edited(exported(data), {("Nhân sự", "name", 4): "Trần Ỷ"})
    _put(data, FILE, ROLE, "role: Tổ trưởng")
    _new_person(data)
    assert taken(data, file, "--yes") == 0
    assert "role: Tổ trưởng\n" in (data / FILE).read_text("utf-8")
    assert (data / "people/tran-y.yml").read_text("utf-8").startswith("name: Trần Ỷ\n")
    assert "people/vu-moi" in load_data(data).entries


def test_a_record_that_both_sides_changed_is_told(changed: Changed, capsys: Said) -> None:
    """Which of the two is right, nobody knows but they."""
    data = changed({})
    file = edited(exported(data), {("Nhân sự", "disambiguation", 2): "Tổ Hạt"})
    _put(data, FILE, ROLE, "role: Tổ trưởng")
    before = contents(data)
    assert taken(data, file, "--yes") == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        'people.xlsx:Nhân sự:R4C1: mục "people/le-van-binh-to-gieo-hat" đã đổi trong dữ liệu sau '
        "khi xuất bảng tính, và cũng đã đổi trong bảng tính; hãy xuất lại rồi sửa [changed-since]"
    )
    assert contents(data) == before


def test_a_record_that_was_changed_meanwhile_is_not_deleted(changed: Changed, capsys: Said) -> None:
    """Whoever deletes it has not seen what it says now."""
    data = changed({})
    file = changed_book(exported(data), _rows_gone("people/tran-y"))
    _put(data, "people/tran-y.yml", "    start_date: 2031\n", "    start_date: 2031-02\n")
    assert taken(data, file, "--yes", "--delete") == 1
    assert "[changed-since]" in capsys.readouterr().out
    assert (data / "people/tran-y.yml").exists()


def test_a_record_that_is_gone_from_the_data_does_not_come_back(changed: Changed) -> None:
    """Unless it was edited in the sheet; then it is told."""
    data = changed({})
    file = exported(data)
    (data / "people/tran-y.yml").unlink()
    _put(data, "assertions.yml", "people: 4", "people: 3")
    _put(data, "assertions.yml", "people.memberships: 6", "people.memberships: 4")
    before = contents(data)
    assert taken(data, file, "--yes") == 0
    assert contents(data) == before
    assert taken(data, edited(file, {("Nhân sự", "name", 4): "Trần Ỷ"}), "--yes") == 1
    assert contents(data) == before


def test_what_belongs_to_a_deleted_row_goes_along(changed: Changed, capsys: Said) -> None:
    """The row in the first sheet is enough; without `--delete` it is asked about once."""
    data = changed({})

    def change(book: Any) -> None:
        book["Nhân sự"].delete_rows(6)

    file = changed_book(exported(data), change)
    assert taken(data, file, "--yes") == 1
    assert [line for line in capsys.readouterr().out.splitlines() if "[" in line] == [
        'people.xlsx:Nhân sự:R6C1: mất hàng "people/tran-y"; muốn xóa thì thêm --delete, muốn đổi '
        "mã thì dùng lệnh rename [row-gone]"
    ]
    assert taken(data, file, "--yes", "--delete") == 0
    assert not (data / "people/tran-y.yml").exists()


def test_a_deleted_part_takes_its_citations_along(changed: Changed, capsys: Said) -> None:
    """One line tells it; the other membership keeps its own."""
    data = changed({})

    def change(book: Any) -> None:
        book["Chức vụ"].delete_rows(8)

    file = changed_book(exported(data), change)
    assert taken(data, file, "--yes") == 1
    told = [line for line in capsys.readouterr().out.splitlines() if "row-gone" in line]
    assert len(told) == 1
    assert taken(data, file, "--yes", "--delete") == 0
    assert (data / "people/tran-y.yml").read_text("utf-8").count("organization:") == 1


CITATION = {"record": "people/tran-y", "source": "sources/ban-sao"}


def _row(sheet: str, values: dict[str, str]) -> Cells:
    return {(sheet, key, 0): value for key, value in values.items()}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            _row("Chức vụ", {"record": "people/tran-y"}),
            'Chức vụ:R9C3: thiếu mục "organization" [missing-key]',
        ),
        (
            _row("Nhân sự", {"record": "people/moi"}),
            'Nhân sự:R7C2: thiếu mục "name" [missing-key]',
        ),
        (
            _row("Trích dẫn", {**CITATION, "list": "memberships"}),
            'Trích dẫn:R13C2: không có danh sách "memberships" ở mục này [unknown-list]',
        ),
        (
            _row("Trích dẫn", {**CITATION, "list": "memberships.01.citations"}),
            'Trích dẫn:R13C2: không có danh sách "memberships.01.citations" ở mục này '
            "[unknown-list]",
        ),
        (
            _row("Trích dẫn", {**CITATION, "list": "memberships.².citations"}),
            'Trích dẫn:R13C2: không có danh sách "memberships.².citations" ở mục này '
            "[unknown-list]",
        ),
        (
            {("Chức vụ", "row", 1): "²"},
            'Chức vụ:R3C2: mục "row" cần số viết liền bằng chữ số, ví dụ "row: 1250"; ở đây là '
            'chữ "²" [wrong-type]',
        ),
        (
            {("Nhân sự", "disambiguation", 2): "Tổ\u2028Hạt"},
            "Nhân sự:R4C3: ký tự điều khiển hoặc không nhìn thấy U+2028; hãy xóa "
            "[invisible-character]",
        ),
        (
            {("Chức vụ", "start_date", 1): "2029-5-1"},
            'Chức vụ:R3C19: "2029-5-1" không phải ngày có thật viết theo dạng 2021, 2021-07 hoặc '
            '2021-07-20; có phải "2029-05-01"? [bad-date]',
        ),
    ],
)
def test_a_row_in_an_odd_place_is_told_there(
    changed: Changed, capsys: Said, cells: Cells, said: str
) -> None:
    """It takes no other's place, and does not vanish."""
    data = changed({})
    before = contents(data)
    assert taken(data, edited(exported(data), cells), "--yes") == 1
    assert f"people.xlsx:{said}" in capsys.readouterr().out.splitlines()
    assert contents(data) == before


def test_a_blank_that_does_not_break_is_a_blank(changed: Changed) -> None:
    """It comes with what is pasted; nobody sees it."""
    data = changed({})
    file = edited(exported(data), {("Nhân sự", "disambiguation", 2): "Tổ\u00a0Hạt"})
    assert taken(data, file, "--yes") == 0
    assert "disambiguation: Tổ Hạt\n" in (data / FILE).read_text("utf-8")


def test_a_sheet_of_ones_own_is_left_alone(changed: Changed, capsys: Said) -> None:
    """Notes beside the tables are no mistake."""
    data = changed({})

    def change(book: Any) -> None:
        book.create_sheet("Nháp")["A1"] = "việc cần làm"

    assert taken(data, changed_book(exported(data), change), "--yes") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Bảng tính và dữ liệu trùng nhau."


def test_a_broken_csv_file_is_named(changed: Changed, capsys: Said) -> None:
    """One of several in a folder."""
    data = changed({})
    exported(data, "people.csv")
    file = data.parent / "people/Chức vụ.csv"
    file.write_text(file.read_text("utf-8") + '"x\n', encoding="utf-8")
    assert taken(data, data.parent / "people.csv", "--yes") == 1
    told = capsys.readouterr().out
    assert ('không đọc được "Chức vụ.csv"' in told, "[csv-broken]" in told) == (True, True)


def test_a_file_that_the_system_can_not_give_is_told(changed: Changed, capsys: Said) -> None:
    """With the reason of the system."""
    data = changed({})
    assert taken(data, data.parent / f"people{'x' * 300}.xlsx", "--yes") == 1
    assert "(File name too long) [sheet-unreadable]" in capsys.readouterr().out
