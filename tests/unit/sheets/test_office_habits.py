"""What programs of tables and their users do to cells: noticed at the cell, with the remedy."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import Changed
from tests.support.sheeting import Cells, changed_book, contents, edited, exported, taken

Said = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {("Nhân sự", "checked.by", 4): "Lan"},
            'Nhân sự:R6C7: thiếu mục "date" [missing-key]',
        ),
        (
            {("Chức vụ", "role", 2): None},
            'Chức vụ:R4C5: thiếu mục "vi" [missing-key]',
        ),
        (
            {("Nhân sự", "name", 4): "Trần\nÝ"},
            'Nhân sự:R6C2: "name" viết trên một dòng; ô này có xuống dòng; có phải "Trần Ý"? '
            "[line-break-in-cell]",
        ),
        (
            {("Nhân sự", "name", 4): "=SUM(A1)"},
            'Nhân sự:R6C2: ô có công thức "=SUM(A1)"; hãy gõ thẳng giá trị [formula]',
        ),
        (
            {("Chức vụ", "role", 1): "＝ A1"},
            'Chức vụ:R3C5: ô có công thức "＝ A1"; hãy gõ thẳng giá trị [formula]',
        ),
        (
            {("Chức vụ", "attested", 3): "2030-03-01, 2031-02-03"},
            'Chức vụ:R5C21: "attested" ghi mỗi dòng một giá trị (Alt+Enter để xuống dòng); dòng '
            '"2030-03-01, 2031-02-03" có 2 [one-per-line]',
        ),
        (
            {("Chức vụ", "start_date", 1): "05/01/2029"},
            'Chức vụ:R3C19: "05/01/2029" không phải ngày có thật viết theo dạng 2021, 2021-07 hoặc '
            '2021-07-20; có phải "2029-05-01"? [bad-date]',
        ),
        (
            {("Trích dẫn", "row", 3): "3"},
            "Trích dẫn:R5C3: hàng này đã có trong dữ liệu nhưng mang số khác; hãy để nguyên số cũ "
            'ở cột "row"; có phải "2"? [renumbered-row]',
        ),
        (
            {("Trích dẫn", "row", 2): "2", ("Trích dẫn", "row", 3): "1"},
            "Trích dẫn:R4C3: hàng này đã có trong dữ liệu nhưng mang số khác; hãy để nguyên số cũ "
            'ở cột "row"; có phải "1"? [renumbered-row]',
        ),
        (
            {("Trích dẫn", "list", 1): f"memberships.{'9' * 5000}.citations"},
            f'Trích dẫn:R3C2: không có danh sách "memberships.{"9" * 187}…" ở mục này '
            "[unknown-list]",
        ),
    ],
)
def test_it_is_reported_at_its_own_cell(
    changed: Changed, capsys: Said, cells: Cells, said: str
) -> None:
    """Nothing is written; `--delete` makes no difference."""
    data = changed({})
    before = contents(data)
    file = edited(exported(data), cells)
    for arguments in (["--yes"], ["--yes", "--delete"]):
        assert taken(data, file, *arguments) == 1
        assert f"people.xlsx:{said}" in capsys.readouterr().out.splitlines()
    assert contents(data) == before


def _own_sheet(name: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.create_sheet(name, 0)["B7"] = "việc cần làm"
        book[name].merge_cells("B7:D9")

    return change


@pytest.mark.parametrize("name", ["Sheet1", "Ghi chú của tôi", "Nháp"])
def test_a_sheet_of_ones_own_is_mentioned(changed: Changed, capsys: Said, name: str) -> None:
    """It is no mistake; whoever wrote a fact there learns that it was not read."""
    data = changed({})
    file = changed_book(exported(data), _own_sheet(name))
    assert taken(data, file, "--yes") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f'people.xlsx:{name}:R7C2: trang tính "{name}" là của riêng bạn, không thuộc bộ dữ liệu: '
        "không được đọc [own-sheet]",
        "Bảng tính và dữ liệu trùng nhau.",
    ]


def _copied(book: Any) -> None:
    book.copy_worksheet(book["Ghi chú"]).title = "Ghi chú (2)"


def test_a_copy_of_a_sheet_is_no_sheet_of_ones_own(changed: Changed, capsys: Said) -> None:
    """Which of the two is meant, nobody knows."""
    data = changed({})
    assert taken(data, changed_book(exported(data), _copied), "--yes") == 1
    assert capsys.readouterr().out.splitlines()[1] == (
        'people.xlsx:Ghi chú (2):R1C1: không có trang tính nào tên "Ghi chú (2)"; hãy đặt lại tên '
        "hoặc xóa trang ấy [unknown-sheet]"
    )


def _titled(book: Any) -> None:
    page = book["Nhân sự"]
    page.insert_rows(1)
    page["A1"] = "DANH SÁCH"
    page.merge_cells("A1:F1")


def test_a_merged_title_above_the_keys_is_understood(changed: Changed, capsys: Said) -> None:
    """It is how lists are headed in an office."""
    data = changed({})
    assert taken(data, changed_book(exported(data), _titled), "--yes") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Bảng tính và dữ liệu trùng nhau."]


def _rewritten(file: Path, change: Callable[[str], str]) -> None:
    """Save a CSV file again with every cell changed, as a program of tables may."""
    rows = csv.reader(StringIO(file.read_text("utf-8-sig"), newline=""))
    out = StringIO()
    csv.writer(out).writerows([[change(cell) for cell in row] for row in rows])
    file.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


TRAN_Y = "people/tran-y.yml"


def _with_turned_role(changed: Changed, before: str, after: str) -> tuple[Path, Path]:
    """Data with a role, and its sheets in which a program turned the role into another text."""
    data = changed({TRAN_Y: ("role: Trưởng ban", f'role: "{before}"')})
    file = exported(data, "people.csv")
    sheet = data.parent / "people/Chức vụ.csv"
    _rewritten(sheet, lambda cell: after if cell == before else cell)
    return data, file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("September 2025", "09/01/2025"),
        ("September 2025", "Sep-25"),
        ("2025.", "2025"),
        ("1/9", "01/09/26"),
        ("1-9", "1-Sep"),
        ("1-9", "01-Thg9"),
        ("007", "7"),
        ("1.10", "1.1"),
        ("12:30", "12:30:00 PM"),
        ("1e5", "1.00E+05"),
    ],
)
def test_a_text_that_became_a_number_or_date_is_asked_about(
    changed: Changed, capsys: Said, before: str, after: str
) -> None:
    """`--yes` does not write it; whoever means it says so."""
    data, file = _with_turned_role(changed, before, after)
    kept = contents(data)
    capsys.readouterr()
    assert taken(data, file, "--yes") == 1
    lines = capsys.readouterr().out.splitlines()
    notices = [line for line in lines if "[seems-turned]" in line]
    assert notices[0] == (
        f'people.csv:Chức vụ:R7C5: "{before}" nay là "{after}": có lẽ chương trình bảng tính đã '
        "tự đổi chữ thành ngày hoặc số [seems-turned]"
    )
    assert lines[-1] == (
        "Chưa ghi gì: có chữ có vẻ đã bị đổi thành ngày hoặc số. Nếu đúng ý thì thêm --turned."
    )
    assert contents(data) == kept
    assert taken(data, file, "--yes", "--turned") == 0
    assert f"role: {after}" in (data / TRAN_Y).read_text("utf-8").replace('"', "")


@pytest.mark.parametrize(("before", "after"), [("12", "13"), ("1-2", "1-3"), ("đoạn 6", "đoạn 7")])
def test_a_number_that_was_typed_is_not_asked_about(
    changed: Changed, capsys: Said, before: str, after: str
) -> None:
    """It was one before."""
    data, file = _with_turned_role(changed, before, after)
    assert taken(data, file, "--yes") == 0
    assert "[seems-turned]" not in capsys.readouterr().out


def _as(encoding: str) -> Callable[[bytes], bytes]:
    return lambda data: data.decode("utf-8-sig").encode(encoding, "replace")


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (_as("cp1258"), "R1C1"),
        (_as("utf-16"), "R1C1"),
        (_as("utf-16-le"), "R1C1"),
        (lambda data: data.replace("Trần".encode(), b"Tr\xb5n"), "R6C1"),
    ],
    ids=["legacy", "utf-16", "unmarked", "part"],
)
def test_a_csv_file_in_another_encoding_is_reported_with_the_remedy(
    changed: Changed, capsys: Said, spoilt: Callable[[bytes], bytes], said: str
) -> None:
    """At the first row that shows it."""
    data = changed({})
    exported(data, "people.csv")
    file = data.parent / "people/Nhân sự.csv"
    file.write_bytes(spoilt(file.read_bytes()))
    assert taken(data, data.parent / "people", "--yes") == 1
    assert capsys.readouterr().out.splitlines()[-3] == (
        f'people:Nhân sự:{said}: "Nhân sự.csv" không phải UTF-8; hãy lưu lại: trong Excel chọn '
        '"CSV UTF-8", trong LibreOffice chọn bảng mã Unicode (UTF-8) [csv-encoding]'
    )


@pytest.mark.parametrize(
    "garbled",
    [
        lambda text: text.encode().decode("cp1252", "replace"),
        lambda text: text.encode().decode("big5", "replace").replace("\ufffd", "\uf190"),
        lambda text: text.encode("ascii", "replace").decode(),
    ],
    ids=["mojibake", "private use", "question marks"],
)
def test_a_file_that_was_opened_in_a_wrong_encoding_is_one_problem(
    changed: Changed, capsys: Said, garbled: Callable[[str], str]
) -> None:
    """It is not a thousand letters to be removed one by one."""
    data = changed({})
    exported(data, "people.csv")
    _rewritten(data.parent / "people/Nhân sự.csv", garbled)
    assert taken(data, data.parent / "people", "--yes") == 1
    assert capsys.readouterr().out.splitlines()[-3:] == [
        'people:Nhân sự:R1C1: chữ của "Nhân sự" đã hỏng vì tệp bị mở sai bảng mã; hãy xuất lại, '
        "khi mở chọn bảng mã Unicode (UTF-8) [garbled-text]",
        "1 lỗi trong 1 tệp.",
        "Chưa ghi gì.",
    ]


def test_the_export_of_csv_says_how_to_open_it(changed: Changed, capsys: Said) -> None:
    """With all columns as text, in UTF-8."""
    exported(changed({}), "people.csv")
    assert (
        capsys.readouterr()
        .out.splitlines()[1]
        .startswith(
            "Khi mở tệp CSV, chọn bảng mã Unicode (UTF-8) và kiểu văn bản (Text) cho mọi cột"
        )
    )


def test_a_workbook_can_be_read_and_printed_as_it_is(changed: Changed) -> None:
    """Rows are as high as their texts, heads come again on every page, the page lies across."""
    book = load_workbook(exported(changed({})))
    page = book["Trích dẫn"]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    fits = page.sheet_properties.pageSetUpPr
    assert (page.page_setup.fitToHeight, fits and fits.fitToPage) == (0, True)
    assert page.print_title_rows == "$1:$2"
    fonts = [page.cell(line, 1).font for line in (1, 2, 3)]
    assert [(font.name, font.size, font.bold) for font in fonts] == [
        ("Calibri", 11, True),
        ("Calibri", 9, False),
        ("Calibri", 11, False),
    ]
    heights = {line: page.row_dimensions[line].height for line in range(1, page.max_row + 1)}
    assert min(heights.values()) == 15
    roles = book["Chức vụ"]
    assert roles.row_dimensions[5].height == 30  # two days, each on its line
    assert all(11 <= column.width <= 48 for column in roles.column_dimensions.values())


def test_the_same_data_gives_the_same_workbook(
    changed: Changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, whatever the clock says."""
    data = changed({})
    first = exported(data).read_bytes()
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 5, 6, 7, 8, 9, 0, 0, 0))
    assert exported(data).read_bytes() == first
    assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}T", first)
