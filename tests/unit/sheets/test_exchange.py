"""A collection goes to sheets and comes back: what was not touched stays, what was is changed."""

from pathlib import Path
from typing import Any

import pytest

from macros.model import COLLECTIONS
from macros.sheets.layout import sheet_tables
from macros.validation import load_data
from tests.conftest import INVENTED, Changed
from tests.support.sheeting import Cells, changed_book, contents, edited, exported, taken
from tests.support.sites import ROOT


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("data", [ROOT / "data", INVENTED], ids=["real", "invented"])
def test_what_nobody_touched_changes_no_byte(
    changed: Changed,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    data: Path,
    ending: str,
) -> None:
    """Every collection, of the real data and the invented, comes back as it went."""
    before = contents(data)
    for name in COLLECTIONS:
        file = exported(data, str(tmp_path / f"{name}.{ending}"))
        assert taken(data, file, "--yes") == 0
        said = capsys.readouterr().out.splitlines()
        assert said[-1] == "Bảng tính và dữ liệu trùng nhau."
    assert contents(data) == before


def test_the_names_of_sheets_are_those_that_excel_takes() -> None:
    """Within a workbook no two are alike; none is longer than 31 letters."""
    for name in COLLECTIONS:
        titles = [table.title for table in sheet_tables(name)]
        assert len({title.lower() for title in titles}) == len(titles)
        assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\")] == []


CHANGES: list[tuple[str, Cells, str, tuple[str, str]]] = [
    (
        "people",
        {("Chức vụ", "end_date", 1): "2031-06-29"},
        "people/do-thuy-an.yml",
        ("    end_date: 2031-06-30\n", "    end_date: 2031-06-29\n"),
    ),
    (
        "people",
        {("Chức vụ", "role.en", 2): None},
        "people/le-van-binh-to-gieo-hat.yml",
        ("    role: {vi: Tổ phó, en: Deputy head}\n", "    role: Tổ phó\n"),
    ),
    (
        "people",
        {("Ghi chú", "text.en", 1): "A title."},
        "people/do-thuy-an.yml",
        (
            '  - text: Bài viết ghi kèm danh hiệu "Người làm vườn giỏi".\n',
            '  - text: {vi: Bài viết ghi kèm danh hiệu "Người làm vườn giỏi"., en: A title.}\n',
        ),
    ),
    (
        "people",
        {("Chức vụ", "attested", 3): "2030-03-01\n2030-04\n2031-02-03"},
        "people/le-van-binh.yml",
        (
            "    attested: [2030-03-01, 2031-02-03]\n",
            "    attested: [2030-03-01, 2030-04, 2031-02-03]\n",
        ),
    ),
    (
        "people",
        {
            ("Trích dẫn", "record", 0): "people/tran-y",
            ("Trích dẫn", "list", 0): "memberships.2.citations",
            ("Trích dẫn", "source", 0): "sources/bao-nha-vuon",
            ("Trích dẫn", "locator", 0): "đoạn 1, 2",
        },
        "people/tran-y.yml",
        (
            "    start_date: 2031\n    citations:\n"
            "      - {source: sources/bao-nha-vuon, locator: đoạn 6}\n",
            "    start_date: 2031\n    citations:\n"
            "      - {source: sources/bao-nha-vuon, locator: đoạn 6}\n"
            '      - {source: sources/bao-nha-vuon, locator: "đoạn 1, 2"}\n',
        ),
    ),
    (
        "needs",
        {("Câu hỏi của người mới", "question", 2): "Hội đồng dựa vào đâu?"},
        "needs.yml",
        ("  question: Hội đồng dựa vào văn bản nào?\n", "  question: Hội đồng dựa vào đâu?\n"),
    ),
]


@pytest.mark.parametrize(("name", "cells", "file", "piece"), CHANGES)
def test_a_changed_cell_changes_that_value_alone(
    changed: Changed, name: str, cells: Cells, file: str, piece: tuple[str, str]
) -> None:
    """The rest of the file, its comments and its order, and all other files stay."""
    data = changed({})
    with (data / file).open("a", encoding="utf-8") as out:
        out.write("# Lời của người soạn.\n")
    before = contents(data)
    assert taken(data, edited(exported(data, f"{name}.xlsx"), cells), "--yes") == 0
    after = contents(data)
    assert [path for path in before if before[path] != after[path]] == [file]
    assert after[file].decode() == before[file].decode().replace(*piece)


def test_a_new_row_of_the_first_sheet_is_a_new_record(changed: Changed) -> None:
    """It gets a file in the form of the house; the totals that it moves are moved with it."""
    data = changed({})
    cells = {
        ("Nhân sự", "record", 0): "people/nguoi-moi",
        ("Nhân sự", "name", 0): "Người Mới",
        ("Chức vụ", "record", 0): "people/nguoi-moi",
        ("Chức vụ", "organization", 0): "organizations/to-gieo-hat",
        ("Chức vụ", "role", 0): "Tổ viên",
        ("Chức vụ", "attested", 0): "2030-01-01",
        ("Trích dẫn", "record", 0): "people/nguoi-moi",
        ("Trích dẫn", "list", 0): "memberships.1.citations",
        ("Trích dẫn", "source", 0): "sources/bao-nha-vuon",
        ("Trích dẫn", "locator", 0): "đoạn 2",
    }
    assert taken(data, edited(exported(data), cells), "--yes") == 0
    assert (data / "people/nguoi-moi.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../.schema/people.json\n"
        "name: Người Mới\n"
        "memberships:\n"
        "  - organization: organizations/to-gieo-hat\n"
        "    role: Tổ viên\n"
        "    attested: [2030-01-01]\n"
        "    citations:\n"
        "      - {source: sources/bao-nha-vuon, locator: đoạn 2}\n"
    )
    assert "people: 5\n" in (data / "assertions.yml").read_text("utf-8")
    assert "people/nguoi-moi" in load_data(data).entries


def test_a_new_record_joins_the_others_of_its_file(changed: Changed) -> None:
    """Where a collection is one file, it is added at its end."""
    data = changed({})
    before = (data / "needs.yml").read_text("utf-8")
    sheet = "Câu hỏi của người mới"
    values = {"record": "needs/moi", "question": "Ai?", "position": "7", "asks": "holder"}
    values["of"] = "organizations/hoi-dong-vuon-uom#chu-tich"
    cells = {(sheet, key, 0): value for key, value in values.items()}
    assert taken(data, edited(exported(data, "needs.xlsx"), cells), "--yes") == 0
    assert (data / "needs.yml").read_text("utf-8") == before + (
        "moi:\n  question: Ai?\n  position: 7\n  asks: holder\n"
        "  of: organizations/hoi-dong-vuon-uom#chu-tich\n"
    )


def _without(sheet: str, row: int) -> Any:
    return lambda book: book[sheet].delete_rows(row + 2)


def test_a_row_that_is_gone_is_asked_about(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row may be lost by mistake: only `--delete` takes it out."""
    data = changed({})
    file = changed_book(exported(data), _without("Trích dẫn", 3))
    before = contents(data)
    assert taken(data, file, "--yes") == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        'people.xlsx:Trích dẫn:R5C1: mất hàng "people/do-thuy-an memberships.1.citations.2"; '
        "muốn xóa thì thêm --delete, muốn đổi mã thì dùng lệnh rename [row-gone]",
        "1 lỗi trong 1 tệp.",
        "Chưa ghi gì.",
    ]
    assert contents(data) == before
    assert taken(data, file, "--yes", "--delete") == 0
    after = contents(data)["people/do-thuy-an.yml"].decode()
    assert after == before["people/do-thuy-an.yml"].decode().replace(
        "      - {source: sources/ban-sao}\n", ""
    )


def test_a_record_is_taken_out_with_all_that_is_its_own(changed: Changed) -> None:
    """Its rows in the other sheets go too; what still points at it stops the import."""
    data = changed({})
    file = exported(data)

    def without(book: Any) -> None:
        for page in book.worksheets[:-2]:  # The last two nobody sees.
            for line in range(page.max_row, 2, -1):
                if page.cell(line, 1).value == "people/tran-y":
                    page.delete_rows(line)

    changed_book(file, without)
    assert taken(data, file, "--yes") == 1
    assert taken(data, file, "--yes", "--delete") == 0
    assert not (data / "people/tran-y.yml").exists()
    assert "people: 3\n" in (data / "assertions.yml").read_text("utf-8")
    load_data(data)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {("Chức vụ", "organization", 2): "organizations/to-gieo-hatt"},
            'R4C3: không có "organizations/to-gieo-hatt"; có phải "organizations/to-gieo-hat"? '
            "[unknown-address]",
        ),
        (
            {("Chức vụ", "post", 1): "chu-tic"},
            'R3C4: "organizations/hoi-dong-vuon-uom" không có chức vụ "chu-tic"; có: chu-tich, '
            'uy-vien; chức vụ khác viết bằng chữ ở "role"; có phải "chu-tich"? [unknown-post]',
        ),
        (
            {("Chức vụ", "end_date", 1): "2029-04-30"},
            "R3C20: ngày kết thúc 2029-04-30 trước ngày bắt đầu 2029-05-01 [end-before-start]",
        ),
        (
            {("Chức vụ", "kind", 1): "elect"},
            'R3C7: "elect" không có trong các giá trị của mục "kind": elected, appointed, '
            'approved, ex-officio, acting; có phải "elected"? [unknown-choice]',
        ),
        (
            {("Chức vụ", "start_date", 1): "2029-02-30"},
            'R3C19: "2029-02-30" không phải ngày có thật viết theo dạng 2021, 2021-07 hoặc '
            "2021-07-20 [bad-date]",
        ),
        (
            {("Chức vụ", "end_reason", 1): "=1+2"},
            'R3C13: ô có công thức "=1+2"; hãy gõ thẳng giá trị [formula]',
        ),
        (
            {("Chức vụ", "record", 3): "people/le-van-bin"},
            'R5C1: không có mục "people/le-van-bin" trong trang đầu; có phải '
            '"people/le-van-binh"? [unknown-record]',
        ),
        ({("Chức vụ", "row", 4): "1"}, "R6C1: hàng này trùng với hàng 5 [duplicate-row]"),
    ],
)
def test_a_problem_names_sheet_row_and_column(
    changed: Changed, capsys: pytest.CaptureFixture[str], cells: Cells, said: str
) -> None:
    """What is wrong in a cell, and what `check` would say of it, is said of the cell."""
    data = changed({})
    before = contents(data)
    assert taken(data, edited(exported(data), cells), "--yes") == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"people.xlsx:Chức vụ:{said}" in lines
    assert contents(data) == before


def test_nothing_is_written_unless_one_agrees(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """The change is shown; where nobody can answer, the answer is no."""
    data = changed({})
    before = contents(data)
    file = edited(exported(data), {("Nhân sự", "name", 4): "Trần Ỷ"})
    capsys.readouterr()
    assert (taken(data, file, "--dry-run"), taken(data, file)) == (0, 1)
    assert capsys.readouterr().out.splitlines()[:6] == [
        f"--- {data.as_posix()}/people/tran-y.yml",
        f"+++ {data.as_posix()}/people/tran-y.yml",
        "@@ -1,4 +1,4 @@",
        "-name: Trần Ý",
        "+name: Trần Ỷ",
        " memberships:",
    ]
    assert contents(data) == before


def test_what_can_not_be_written_as_meant_is_told(
    changed: Changed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every new text is read back and compared with the sheet before a file is touched."""
    data = changed({})
    before = contents(data)
    file = edited(exported(data), {("Nhân sự", "name", 4): "Trần Ỷ"})
    lost = before["people/tran-y.yml"].decode().replace("Ý", "Y")
    monkeypatch.setattr("macros.sheets.diff.apply_edits", lambda *_: lost)
    assert taken(data, file, "--yes") == 1
    assert "[sheet-lost]" in capsys.readouterr().out
    assert contents(data) == before


@pytest.mark.parametrize(
    ("answer", "status"),
    [(" Có ", 0), ("y", 0), ("không", 1), ("", 1), (EOFError(), 1), (KeyboardInterrupt(), 1)],
    ids=repr,
)
def test_at_a_terminal_one_is_asked(
    changed: Changed, monkeypatch: pytest.MonkeyPatch, answer: str | BaseException, status: int
) -> None:
    """Only a yes writes."""

    def respond(_: str) -> str:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    data = changed({})
    before = contents(data)
    file = edited(exported(data), {("Nhân sự", "name", 4): "Trần Ỷ"})
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", respond)
    assert taken(data, file) == status
    assert (contents(data) == before) is (status == 1)


def test_a_file_of_another_kind_is_not_taken(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor a folder or workbook from whose name and sheets no collection can be seen."""
    data = changed({})
    file = exported(data)
    assert taken(data, file.with_suffix(".ods")) == 1
    assert "[sheet-format]" in capsys.readouterr().out
    (data.parent / "x").mkdir()
    assert taken(data, data.parent / "x") == 1
    assert "[no-collection]" in capsys.readouterr().out
    (data.parent / "peopel").mkdir()
    assert taken(data, data.parent / "peopel") == 1
    assert '; có phải "people"? [no-collection]' in capsys.readouterr().out
