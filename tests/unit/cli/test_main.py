"""The command line: what `check` prints, how it ends, and in which language."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.cli.errors import run_reporting
from macros.cli.texts import Texts
from macros.i18n import load_labels
from tests.conftest import INVENTED, Change, Changed
from tests.support.sites import ROOT

BAD: dict[str, Change] = {
    "people/tran-y.yml": ("role: Trưởng ban", "rolle: Trưởng ban"),
    "events/2031-02-03.yml": ("number: 2", "number: 3"),
}


@pytest.fixture(autouse=True)
def _at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that runs these tests may have set its own language."""
    monkeypatch.delenv("CI", raising=False)


def _check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["check", *arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_good_data_prints_one_line_of_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """In Vietnamese, every collection in the order of the site."""
    assert _check(capsys, "--data", str(INVENTED)) == (
        0,
        "Dữ liệu hợp lệ: 4 nhân sự, 5 cơ quan, đơn vị, 1 chương trình, 3 nhiệm vụ, 4 văn bản,"
        " 2 sự kiện, 2 thuật ngữ, 1 lộ trình tháng đầu, 6 câu hỏi của người mới, 3 nguồn.\n",
        "",
    )


def test_the_good_news_may_be_had_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    """For an engineer who reads no Vietnamese."""
    assert _check(capsys, "--data", str(INVENTED), "--lang", "en") == (
        0,
        "Data is good: 4 people, 5 bodies and units, 1 programmes, 3 tasks, 4 documents, 2 events,"
        " 2 terms, 1 paths of the first month, 6 questions of newcomers, 3 sources.\n",
        "",
    )


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "vi",
            [
                "data/events/2031-02-03.yml:26:5: số thứ tự phải là 1 đến 2, mỗi số một lần;"
                " ở đây là 3 [numbers-not-in-order]",
                "   26 |   - number: 3",
                "      |     ^",
                'data/people/tran-y.yml:4:5: không có mục "rolle"; có phải "role"? [unknown-key]',
                "    4 |     rolle: Trưởng ban",
                "      |     ^",
                "2 lỗi trong 2 tệp.",
            ],
        ),
        (
            "en",
            [
                "data/events/2031-02-03.yml:26:5: numbers must be 1 to 2, each once;"
                " here it is 3 [numbers-not-in-order]",
                "   26 |   - number: 3",
                "      |     ^",
                'data/people/tran-y.yml:4:5: there is no key "rolle"; did you mean "role"?'
                " [unknown-key]",
                "    4 |     rolle: Trưởng ban",
                "      |     ^",
                "Errors: 2, in files: 2.",
            ],
        ),
    ],
)
def test_bad_data_prints_each_problem_and_its_place(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    changed: Changed,
    lang: str,
    lines: list[str],
) -> None:
    """The folder is `data` where one stands, and paths are shown from there."""
    monkeypatch.chdir(changed(BAD).parent)
    assert _check(capsys, "--lang", lang) == (1, "\n".join(lines) + "\n", "")


def test_vietnamese_is_spoken_unless_one_asks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A folder that is not there is a problem with a sentence, not a trace of Python."""
    assert _check(capsys, "--data", str(tmp_path / "x")) == (
        1,
        f"{tmp_path.as_posix()}/x:1:1: không có thư mục dữ liệu này [no-data]\n"
        "1 lỗi trong 1 tệp.\n",
        "",
    )


ERRORS = [
    ([], "", "còn thiếu tên lệnh"),
    (["chek"], "", 'không có lệnh "chek"; có phải "check"?'),
    (["sheet"], "sheet ", "còn thiếu tên lệnh"),
    (["check", "x"], "check ", 'thừa "x"'),
    (["check", "--dta", "x"], "check ", 'không có tùy chọn "--dta"; có phải "--data"?'),
    (["check", "-x"], "check ", 'không có tùy chọn "-x"'),
    (["check", "--lang", "fr"], "check ", '--lang: "fr" không thuộc: vi, en'),
    (["check", "--format=txt"], "check ", None),
    (["check", "--data"], "check ", "sau --data phải có một giá trị"),
    (["check", "--due=1"], "check ", "--due không nhận giá trị"),
    (["sheet", "export"], "sheet export ", "còn thiếu: file"),
]


@pytest.mark.parametrize(
    ("arguments", "command", "message"), ERRORS, ids=[" ".join(case[0]) for case in ERRORS]
)
def test_wrong_usage_ends_with_2_and_prints_no_result(
    capsys: pytest.CaptureFixture[str], arguments: list[str], command: str, message: str | None
) -> None:
    """What a script reads stays empty; how to use the command goes to the other stream."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    usage, explanation, error = printed.err.splitlines()
    assert printed.out == ""
    assert usage.startswith(f"Cách dùng: python -m macros {command}[TÙY CHỌN]")
    assert explanation == f"Xem giải thích: python -m macros {command}--help"
    if message:
        assert error == f"Lỗi: {message}"


def test_wrong_usage_is_told_in_english_where_that_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wherever the language stands, though it is not read yet when the error is met."""
    for arguments in (["chek", "--lang", "en"], ["--lang=en"], ["check", "--lang", "en", "x"]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["--help"], ["  check      in ra mọi lỗi của dữ liệu", "Lệnh:"]),
        (["check", "--help"], ["  in ra mọi lỗi của dữ liệu", "Tùy chọn:"]),
        (["check", "--help", "--lang", "en"], ["  print every problem of the data", "Options:"]),
        (["new", "--help"], ["  person        thêm một người"]),
        (["new", "person", "--help"], ["Giá trị:", "  name  tên, có dấu"]),
        (["end", "--help"], ["  [post]          chức vụ của tổ chức: mã hoặc tên"]),
    ],
    ids=["program", "check", "english", "group", "new", "end"],
)
def test_help_is_of_the_labels(
    capsys: pytest.CaptureFixture[str], arguments: list[str], lines: list[str]
) -> None:
    """In the language that is asked for; nothing of it is the English of a library."""
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert [line for line in lines if line not in printed.splitlines()] == []
    if "en" not in arguments:
        english = ("Usage", "Options:", "Commands", "Show", "Positional")
        assert [word for word in english if word in printed] == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["check", "--data", str(INVENTED)], 0), (["check", "--data", "x"], 1), (["check", "x"], 2)],
    ids=["good", "bad", "wrong"],
)
def test_the_process_ends_with_the_status(arguments: list[str], status: int) -> None:
    """CI stops on it."""
    command = [sys.executable, "-m", "macros", *arguments]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == status


@pytest.mark.parametrize("module", ["openpyxl", "macros.sheets", "macros.changes"])
def test_check_loads_nothing_of_other_commands(module: str) -> None:
    """It runs at every save; what reads workbooks takes long to load."""
    command = "import sys; from macros.__main__ import main; main(['check']); "
    done = subprocess.run(
        [sys.executable, "-c", command + f"print({module!r} in sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--on", "31/12/2026"],
            '--on: "31/12/2026" không phải ngày có thật viết theo dạng 2021-07-20;'
            ' có phải "2026-12-31"?',
        ),
        (["--on", "12/2026"], '"12/2026" không phải ngày có thật viết theo dạng 2021-07-20\n'),
        (["--every", "0"], '"--every" là 0; chỉ có thể là số từ 1 đến 1200'),
    ],
)
def test_a_wrong_day_or_interval_is_wrong_usage(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words of the other commands, with exit status 2."""
    assert main(["check", "--due", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_check_names_the_files_that_it_passed_over(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """What systems and editors leave is no data; whoever wonders about such a file sees it."""
    data = changed({"people/.x.yml.swp": b"\x00", "Thumbs.db": b"\x00", ".git/config": b""})
    assert main(["check", "--data", str(data), "--lang", "vi"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Bỏ qua 2 tệp không phải dữ liệu: Thumbs.db, people/.x.yml.swp."
    ]


def test_whoever_interrupts_a_command_gets_the_status_of_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As shells know it, and no traceback."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.cli.check.read_folder", interrupt)
    assert main(["check"]) == 130


@pytest.mark.parametrize(
    ("error", "path"),
    [
        (PermissionError(13, "Permission denied", "data/people/a.yml"), "data/people/a.yml"),
        (OSError(28, "No space left on device"), "data"),
    ],
    ids=["named", "unnamed"],
)
def test_what_the_system_refuses_is_a_sentence(
    capsys: pytest.CaptureFixture[str], error: OSError, path: str
) -> None:
    """With the file that it names, else the folder."""

    def work() -> int:
        raise error

    assert run_reporting(Texts(load_labels()[0], "en"), Path("data"), work) == 1
    assert capsys.readouterr().out.splitlines() == [f"cannot write {path}", "Nothing was written."]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_day_of_the_environment_that_is_none_is_a_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Of every command that asks for today; the variable is named, and the day that was meant."""
    monkeypatch.setenv("AS_OF", "31/12/2031")
    sentence = {"vi": 'giá trị "31/12/2031" không phải là ngày; có phải "2031-12-31"?'}
    sentence["en"] = 'the value "31/12/2031" is not a day; did you mean "2031-12-31"?'
    data = ("--data", str(INVENTED), "--lang", lang)
    for command in (("check", "--due"), ("confirm", "people/tran-y", "--by", "Lan")):
        assert main([*command, *data]) == 1
        assert capsys.readouterr().out.splitlines()[0] == f"AS_OF: {sentence[lang]} [bad-day]"


def test_an_error_of_the_program_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the way to its traceback, and an exit status of its own."""

    def break_down(_: Path) -> None:
        raise RecursionError("a\x1bb")

    monkeypatch.setattr("macros.cli.check.read_folder", break_down)
    assert main(["check", "--lang", "en"]) == 70
    assert capsys.readouterr().err == (
        "An error of the program, not of the data: RecursionError: a‹U+001B›b. Report it to whoever"
        " looks after the program; set TRACEBACK=1 and run it again for the details.\n"
    )
    monkeypatch.setenv("TRACEBACK", "1")
    with pytest.raises(RecursionError):
        main(["check"])


@pytest.mark.parametrize("arguments", [["check"], ["check", "--due"], ["new", "--help"]])
def test_a_reader_that_goes_away_is_no_error(arguments: list[str]) -> None:
    """As `head -1` does: nothing on the other stream."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


def test_nothing_after_two_dashes_is_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    """It is a value, whatever it begins with."""
    assert main(["check", "--", "--lagn"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == 'Lỗi: thừa "--lagn"'
