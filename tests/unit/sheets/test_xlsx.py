"""What Excel does to a file, and files that are none: each is taken as meant, or told."""

import csv
import datetime as dt
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from macros.__main__ import main
from tests.conftest import Changed
from tests.support.sheeting import changed_book, contents, edited, exported, taken

Said = pytest.CaptureFixture[str]


def _harmless(book: Any) -> None:
    """What office staff and Excel do without meaning to change a fact."""
    page = book["Chức vụ"]
    page["S3"].value = dt.datetime(2029, 5, 1)
    page["S3"].number_format = "dd/mm/yyyy"
    page["S7"].value = 2030.0
    page["U5"].value = page["U5"].value + "  "
    page.column_dimensions["C"].hidden = True
    page["A60"].value = "   "
    people = book["Nhân sự"]
    people["B6"].value = "Trần Ý"
    people["A6"].value = " people/tran–y "
    people.insert_rows(1)
    people["A1"].value = "DANH SÁCH"


def test_the_habits_of_excel_change_nothing(changed: Changed, capsys: Said) -> None:
    """Days, whole numbers, blanks, long dashes, letters in parts, a line above, hidden columns."""
    data = changed({"people/tran-y.yml": ("start_date: 2030-01-01", "start_date: 2030")})
    file = changed_book(exported(data), _harmless)
    assert (taken(data, file), capsys.readouterr().out.splitlines()[-1]) == (
        0,
        "Bảng tính và dữ liệu trùng nhau.",
    )


def _turned(book: Any) -> None:
    page = book["Nhân sự"]
    columns = [[cell.value for cell in column] for column in page.columns]
    for place, column in enumerate(reversed(columns), start=1):
        for line, value in enumerate(column, start=1):
            page.cell(line, place).value = value


def test_columns_may_stand_in_any_order_or_be_left_out(changed: Changed, capsys: Said) -> None:
    """A column is known by its key; one that is missing says what the data says, and is named."""
    data = changed({})
    file = changed_book(exported(data), _turned)
    assert taken(data, file) == 0
    changed_book(file, lambda book: book["Chức vụ"].delete_cols(4, 9))
    changed_book(file, lambda book: book.remove(book["Trích dẫn"]))
    assert taken(data, file) == 0
    held = "các giá trị của cột ấy trong dữ liệu được giữ nguyên [absent-column]"
    columns = ("post", "role", "role.en", "kind")
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Bảng tính và dữ liệu trùng nhau.",
        'people.xlsx:Trích dẫn:R1C1: không có trang "Trích dẫn"; các hàng của trang ấy trong dữ '
        "liệu được giữ nguyên [absent-sheet]",
        *(f'people.xlsx:Chức vụ:R2C1: không có cột "{key}"; {held}' for key in columns),
        "Bảng tính và dữ liệu trùng nhau.",
    ]


def _renamed(book: Any) -> None:
    for page in book.worksheets:
        page.title += "."


WRONG: list[tuple[Callable[[Any], None], str]] = [
    (
        lambda book: book["Nhân sự"].merge_cells("B3:B4"),
        "people.xlsx:Nhân sự:R3C2: các ô B3:B4 bị gộp; hãy bỏ gộp [merged-cells]",
    ),
    (
        lambda book: setattr(book["Chức vụ"]["D2"], "value", "pots"),
        'people.xlsx:Chức vụ:R2C4: không có cột "pots"; có phải "post"? [unknown-column]',
    ),
    (
        lambda book: setattr(book["Chức vụ"]["E2"], "value", "post"),
        'people.xlsx:Chức vụ:R2C5: cột "post" có hai lần [duplicate-column]',
    ),
    (
        lambda book: book["Chức vụ"].delete_cols(2),
        'people.xlsx:Chức vụ:R2C1: thiếu cột "row" [missing-column]',
    ),
    (
        lambda book: setattr(book["Chức vụ"]["D3"], "value", "#N/A"),
        "people.xlsx:Chức vụ:R3C4: ô báo lỗi #N/A [error-value]",
    ),
    (
        _renamed,
        "people.xlsx:1:1: không thấy trang tính nào của bộ dữ liệu [no-sheets]",
    ),
    (
        lambda book: setattr(book["Chức vụ"], "title", "Chức vu"),
        'people.xlsx:Chức vu:R1C1: không có trang tính nào tên "Chức vu"; hãy đặt lại tên hoặc '
        'xóa trang ấy; có phải "Chức vụ"? [unknown-sheet]',
    ),
    (
        lambda book: book["Nhân sự"].delete_rows(2),
        'people.xlsx:Nhân sự:R1C1: không thấy dòng mã cột (dòng có ô "record") [no-keys]',
    ),
    (
        lambda book: setattr(book["Trích dẫn"]["F3"], "value", 1.5),
        'people.xlsx:Trích dẫn:R3C6: Excel đã đổi giá trị của "locator" thành "1.5"; hãy định dạng '
        "ô là văn bản (Text) rồi gõ lại [turned]",
    ),
    (
        lambda book: setattr(book["Trích dẫn"]["F3"], "value", dt.datetime(2026, 4, 3)),
        'people.xlsx:Trích dẫn:R3C6: Excel đã đổi giá trị của "locator" thành '
        '"2026-04-03 00:00:00"; hãy định dạng ô là văn bản (Text) rồi gõ lại [turned]',
    ),
    (
        lambda book: setattr(book["Trích dẫn"]["C3"], "value", "một"),
        'people.xlsx:Trích dẫn:R3C3: mục "row" cần số viết liền bằng chữ số, ví dụ "row: 1250"; '
        'ở đây là chữ "một" [wrong-type]',
    ),
    (
        lambda book: setattr(book["Nhân sự"]["A3"], "value", "people/Đỗ An"),
        'people.xlsx:Nhân sự:R3C1: mã "people/Đỗ An" chỉ được có chữ thường không dấu, chữ số và '
        'dấu nối; có phải "people/do-an"? [unclean-id]',
    ),
    (
        lambda book: setattr(book["Nhân sự"]["A3"], "value", "con"),
        'people.xlsx:Nhân sự:R3C1: Windows không cho tệp nào có tên là mã "con"; có phải '
        '"people/con-1"? [system-id]',
    ),
    (
        lambda book: setattr(book["Trích dẫn"]["B3"], "value", "memberships.9.citations"),
        'people.xlsx:Trích dẫn:R3C2: không có danh sách "memberships.9.citations" ở mục này '
        "[unknown-list]",
    ),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_what_can_not_be_taken_is_told_at_its_cell(
    changed: Changed, capsys: Said, change: Callable[[Any], None], said: str
) -> None:
    """Nothing is guessed, and nothing written."""
    data = changed({})
    file = changed_book(exported(data), change)
    before = contents(data)
    assert taken(data, file, "--yes", "--delete") == 1
    assert said in capsys.readouterr().out.splitlines()
    assert contents(data) == before


def _zip(names: dict[str, bytes]) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as held:
            for name, content in names.items():
                held.writestr(name, content)

    return make


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>'
)


def _bomb(file: Path) -> None:
    with zipfile.ZipFile(file) as held:
        parts = {one: held.read(one) for one in held.namelist()}
    parts["xl/worksheets/sheet1.xml"] = BOMB
    file.unlink()
    _zip(parts)(file)


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda file: file.write_bytes(OLE), "sheet-format"),
        (
            lambda file: file.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
            "sheet-locked",
        ),
        (lambda file: file.write_bytes(b"PK\x03\x04 nothing"), "sheet-broken"),
        (lambda file: file.write_bytes(b""), "sheet-broken"),
        (lambda file: file.write_bytes(b"<html></html>"), "sheet-format"),
        (lambda file: file.unlink(), "no-sheet-file"),
        (_zip({"xl/vbaProject.bin": b"x"}), "sheet-macros"),
        (_zip({"xl/externalLinks/externalLink1.xml": b"x"}), "sheet-links"),
        (_zip({"xl/media/x.bin": b"\0" * 200_000_001}), "sheet-large"),
        (_zip({f"x/{number}": b"" for number in range(2001)}), "sheet-large"),
        (_bomb, "sheet-broken"),
    ],
    ids=[
        *("xls", "password", "cut", "empty", "html", "gone", "macros", "links"),
        *("large", "many", "entities"),
    ],
)
def test_a_file_that_is_no_workbook_is_a_sentence(
    changed: Changed, capsys: Said, make: Callable[[Path], None], rule: str
) -> None:
    """Old, locked, broken, dangerous or missing: one line, and exit status 1."""
    data = changed({})
    file = exported(data)
    make(file)
    capsys.readouterr()
    assert taken(data, file, "--yes") == 1
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0].endswith(f"[{rule}]"), lines[-1]) == (True, "Chưa ghi gì.")


RISKY = ["=1+2", "+84", "-5", "@an", "'=x", "''-y", "-- hai gạch", "_x0041_", '"ngoặc"']
RISKY += ["＝1+2", "＋84", "－5", "＠an", "a;=1+2", "''＝z"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_looks_like_a_formula_is_words(changed: Changed, capsys: Said, ending: str) -> None:
    """It is stored as text, so that Excel computes nothing, and comes back as it was."""
    notes = "".join(
        f"  - text: {text!r}\n    citations: [{{source: sources/ban-sao}}]\n"
        if "'" not in text
        else f'  - text: "{text}"\n    citations: [{{source: sources/ban-sao}}]\n'
        for text in RISKY
    )
    name = "people/tran-y.yml"
    data = changed({})
    with (data / name).open("a", encoding="utf-8") as out:
        out.write(f"notes:\n{notes}")
    file = exported(data, f"people.{ending}")
    assert taken(data, file) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Bảng tính và dữ liệu trùng nhau."
    if ending == "xlsx":
        cells = [cell for row in load_workbook(file)["Ghi chú"].iter_rows(3) for cell in row]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        assert {cell.number_format for cell in cells if cell.value} == {"@"}
    else:
        text = (file.with_suffix("") / "Ghi chú.csv").read_text("utf-8-sig")
        found = [row[2] for row in csv.reader(StringIO(text))][3:]
        assert [cell for cell in found if cell.startswith(tuple("=+-@＝＋－＠"))] == []


@pytest.mark.parametrize("sign", [";", "\t"])
def test_csv_is_read_with_the_signs_of_the_place(changed: Changed, capsys: Said, sign: str) -> None:
    """With a decimal comma, Excel parts columns with semicolons."""
    data = changed({})
    folder = exported(data, "people.csv").with_suffix("")
    for file in folder.iterdir():
        rows = list(csv.reader(StringIO(file.read_text("utf-8-sig"), newline="")))
        out = StringIO()
        csv.writer(out, delimiter=sign).writerows(rows)
        file.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    assert taken(data, folder) == 0
    (folder / "Nhân sự.csv").write_bytes("Địa chỉ;Tên".encode("cp1258", "replace"))
    assert taken(data, folder) == 1
    assert "[csv-encoding]" in capsys.readouterr().out


def test_excel_offers_what_may_be_chosen(changed: Changed) -> None:
    """Addresses and choices come from a hidden sheet; headings stay in sight and have notes."""
    book = load_workbook(exported(changed({})))
    page = book["Chức vụ"]
    rules = {str(one.sqref).split("3")[0]: one for one in page.data_validations.dataValidation}
    assert rules["C"].formula1 == "'Danh mục'!$D$1:$D$5"
    assert [cell.value for cell in book["Danh mục"]["D"]][:2] == [
        "organizations/ban-mua-xuan",
        "organizations/hoi-dong-vuon-uom",
    ]
    assert rules["C"].showErrorMessage is False
    assert book["Danh mục"].sheet_state == "hidden"
    assert page.freeze_panes == "B3"
    assert (page["C1"].value, page["C2"].value) == ("Tổ chức", "organization")
    assert page["C1"].comment.text.startswith("Địa chỉ của tổ chức.")


def test_a_file_that_is_there_is_not_written_over(changed: Changed, capsys: Said) -> None:
    """It may hold an afternoon of work."""
    data = changed({})
    file = edited(exported(data), {("Nhân sự", "name", 1): "x"})
    before = file.read_bytes()
    assert main(["sheet", "export", str(file), "--data", str(data)]) == 1
    assert capsys.readouterr().out.splitlines()[1].endswith("thêm --force để ghi đè [sheet-exists]")
    assert file.read_bytes() == before
    assert main(["sheet", "export", str(data.parent / "x.ods"), "--data", str(data)]) == 1
    assert "[sheet-ending]" in capsys.readouterr().out
    assert main(["sheet", "export", str(data.parent / "peopel.xlsx"), "--data", str(data)]) == 1
    assert 'có phải "people.xlsx"? [no-collection]' in capsys.readouterr().out


def test_what_no_cell_holds_is_not_exported(changed: Changed, capsys: Said) -> None:
    """Excel cuts a cell at 32,767 letters; it is better told than lost."""
    data = changed(
        {"people/tran-y.yml": ("role: Trưởng ban", f"role: a\n    note: {'dài ' * 9000}hết")}
    )
    assert main(["sheet", "export", str(data.parent / "people.xlsx"), "--data", str(data)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        'people.xlsx:1:1: "people/tran-y" có ô dài quá mức của Excel [cell-long]'
    )


def test_broken_data_is_mended_before_sheets_are_taken(changed: Changed, capsys: Said) -> None:
    """What is compared with must be right itself."""
    data = changed({})
    file = exported(data)
    (data / "people/tran-y.yml").write_text("nam: Ý\n", encoding="utf-8")
    capsys.readouterr()
    assert taken(data, file, "--yes") == 1
    assert 'tran-y.yml:1:1: không có mục "nam"; có phải "name"?' in capsys.readouterr().out
