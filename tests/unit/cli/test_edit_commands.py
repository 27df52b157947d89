"""The commands of a clerk: what each writes, in what words, and when it refuses."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.conftest import INVENTED, Changed
from tests.support.sites import ROOT

Run = Callable[..., tuple[int, list[str]]]
S = ("--source", "sources/ban-sao")
Y = "people/tran-y.yml"
KIND = ("--type", "charter", "--passed-by", "hoi-dong-vuon-uom")


@pytest.fixture
def data(changed: Changed) -> Path:
    """A copy of the invented institution."""
    return changed({})


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a command; its status and its lines, paths as from the folder of the data."""

    def given(*arguments: str) -> tuple[int, list[str]]:
        status = main([*arguments, "--data", str(data)])
        lines = capsys.readouterr().out.replace(f"{data.as_posix()}/", "").splitlines()
        return status, lines

    return given


def _signed(lines: list[str]) -> list[str]:
    """The lines of a difference that came or went, without the names of files."""
    return [one for one in lines if one[:1] in "+-" and one[:3] not in ("+++", "---")]


def test_appoint_shows_its_lines_and_says_what_it_did(run: Run, data: Path) -> None:
    """A membership in the style of the file, before those that begin later; a total is raised."""
    status, lines = run(
        *("appoint", "Trần Ý", "to-tuoi-nuoc", "--role", "Tổ trưởng: # 1", "--role-en", "Head"),
        *("--from", "2030-06", "--type", "appointed", "--instrument", "dieu-le-02-2030"),
        *("--source", "bao-nha-vuon", "--locator", "đoạn 1, 2"),
    )
    assert (status, lines[-1]) == (
        0,
        "Đã ghi people/tran-y nhận chức vụ tại organizations/to-tuoi-nuoc.",
    )
    assert _signed(lines) == [
        "-people.memberships: 6",
        "+people.memberships: 7",
        "+  - organization: organizations/to-tuoi-nuoc",
        '+    role: {vi: "Tổ trưởng: # 1", en: Head}',
        "+    kind: appointed",
        "+    start_instrument: legislation/dieu-le-02-2030",
        "+    start_date: 2030-06",
        "+    citations:",
        '+      - {source: sources/bao-nha-vuon, locator: "đoạn 1, 2"}',
    ]
    text = (data / Y).read_text(encoding="utf-8")
    assert text.index("to-tuoi-nuoc") < text.index("van-phong-vuon-uom")
    assert run("check")[0] == 0


def test_end_writes_the_day_the_act_and_the_reason_in_their_places(run: Run) -> None:
    """The one membership that goes on is found by its body."""
    status, lines = run(
        *("end", "people/tran-y", "organizations/ban-mua-xuan", "--on", "2030-06-30"),
        *("--instrument", "legislation/dieu-le-02-2030", "--reason", "Xong việc.", *S),
    )
    assert status == 0
    assert _signed(lines) == [
        "+    end_instrument: legislation/dieu-le-02-2030",
        "+    end_reason: Xong việc.",
        "+    end_date: 2030-06-30",
        "+      - {source: sources/ban-sao}",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("end", "tran-y", "--on", "2032", *S),
            '"people/tran-y" đang giữ nhiều chức vụ: organizations/ban-mua-xuan Trưởng ban'
            " (2030-01-01 – …),"
            " organizations/van-phong-vuon-uom thực hiện nhiệm vụ Chánh Văn phòng (2031 – …);"
            " hãy ghi rõ tổ chức và chức vụ",
        ),
        (
            ("end", "tran-y", "to-gieo-hat", "--on", "2032", *S),
            '"people/tran-y" không giữ chức vụ nào như vậy',
        ),
        (
            ("end", "do-thuy-an", "--on", "2032", *S),
            'chức vụ này của "people/do-thuy-an" đã ghi ngày kết thúc:'
            " organizations/hoi-dong-vuon-uom chu-tich (2029-05-01 – 2031-06-30)",
        ),
        (
            ("appoint", "tran-yy", "to-gieo-hat", "--role", "x", *S),
            'không có "tran-yy" trong people; có phải "people/tran-y"?',
        ),
        (
            ("appoint", "Lê Văn Bình", "to-gieo-hat", "--role", "x", *S),
            'có nhiều mục hợp với "Lê Văn Bình": people/le-van-binh-to-gieo-hat,'
            " people/le-van-binh; hãy ghi địa chỉ",
        ),
        (
            ("appoint", "tran-y", "hoi-dong-vuon-uom", "uy-vienn", *S),
            '"organizations/hoi-dong-vuon-uom" không có chức vụ "uy-vienn", chỉ có: chu-tich,'
            ' uy-vien; chức danh khác thì dùng --role; có phải "uy-vien"?',
        ),
        (("appoint", "tran-y", "to-gieo-hat", *S), "cần chức vụ, hoặc --role"),
        (
            ("end", "people/le-thi-hoa", "--on", "2032", *S),
            'không có "people/le-thi-hoa" trong people',
        ),
        (
            ("confirm", "people/le-thi-hoa", "--by", "Lan", "--on", "2025-01-01"),
            'không có "people/le-thi-hoa" trong people',
        ),
        (
            ("appoint", "tran-y", "to-gieo-hat", "--role", "x", "--source", "Cổng thông tin"),
            'không có "Cổng thông tin" trong sources.yml',
        ),
        (
            ("appoint", "tran-y", "to-gieo-hat", "--role", "x", "--source", "báo nhà vườn"),
            'có nhiều mục hợp với "báo nhà vườn": sources/bao-nha-vuon, sources/ban-sao;'
            " hãy ghi địa chỉ",
        ),
        (
            ("appoint", "tran-y", "to-gieo-hat", "--role", "x", "--source", "luu tru"),
            'không có "luu tru" trong sources.yml; có phải "sources/so-luu-tru"?',
        ),
        (
            ("appoint", "tran-y", "ban-mua-xuan", "--role", "trưởng ban", "--from", "2030-02", *S),
            'đã ghi "people/tran-y" giữ chức vụ này: organizations/ban-mua-xuan Trưởng ban'
            " (2030-01-01 – …); nếu đã thôi thì ghi ngày kết thúc trước",
        ),
        (
            ("appoint", "do-thuy-an", "hoi-dong-vuon-uom", "chu-tich", "--from", "2029-05-01", *S),
            'đã ghi "people/do-thuy-an" giữ chức vụ này: organizations/hoi-dong-vuon-uom chu-tich'
            " (2029-05-01 – 2031-06-30); nếu đã thôi thì ghi ngày kết thúc trước",
        ),
        (
            ("new", "event", "Họp", "--date", "2031-05-01", "--type", "hop", "--summary", "x", *S),
            'không có loại "hop"; có: meeting (Cuộc họp), founding (Thành lập)',
        ),
        (
            ("appoint", "tran-y", "people/do-thuy-an", "--role", "x", *S),
            '"people/do-thuy-an" không đúng loại; ở đây cần organizations',
        ),
        (
            ("rename", "people/tran-y", "Trần"),
            'mã "Trần" chỉ được có chữ thường không dấu, chữ số và dấu nối; có phải "tran"?',
        ),
        (
            ("rename", "people/tran-y", "index"),
            'mã "index" là tên trang danh sách của bộ dữ liệu; hãy ghi mã khác; có phải "index-1"?',
        ),
        (
            ("rename", "people/tran-y", "nul"),
            'Windows không cho tệp nào có tên là mã "nul"; hãy ghi mã khác; có phải "nul-1"?',
        ),
        (
            ("rename", "people/tran-y", "y" * 65),
            f'mã "{"y" * 65}" dài 65 ký tự; nhiều nhất là 64; có phải "{"y" * 64}"?',
        ),
        (
            ("new", "person", "Côn", *S),
            'Windows không cho tệp nào có tên là mã "con"; hãy ghi mã khác; có phải "con-1"?',
        ),
        (
            ("rename", "people/tran-y", "do-thuy-an"),
            '"people/do-thuy-an" đang dùng hoặc đã từng dùng',
        ),
        (("new", "person", "Trần Ý", *S), '"people/tran-y" đang dùng hoặc đã từng dùng'),
        (("new", "person", "???", *S), 'không lấy được mã từ "???"; hãy ghi --id'),
        (
            ("new", "person", "A\u200bB", *S),
            'trong "AB" có ký tự điều khiển hoặc không nhìn thấy U+200B',
        ),
        (
            (
                "new",
                "document",
                "1/2031",
                "--type",
                "chartr",
                "--passed-by",
                "hoi-dong-vuon-uom",
                *S,
            ),
            'không có loại "chartr"; có: charter (Điều lệ), decision (Quyết định);'
            ' có phải "charter"?',
        ),
        (("new", "document", *KIND, *S), "cần số hiệu hoặc --title"),
        (
            ("appoint", "tran-y", "hoi-dong-vuon-uom", "uy-vien", "--role", "x", *S),
            "chỉ ghi chức vụ hoặc --role, không ghi cả hai",
        ),
        (
            ("appoint", "tran-y", "to-gieo-hat", "--role", "x", "--instrument", "1/2", *S),
            'không có "1/2" trong legislation',
        ),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(
    run: Run, data: Path, arguments: tuple[str, ...], sentence: str | None
) -> None:
    """And nothing is written."""
    before = {file: file.read_bytes() for file in data.rglob("*.yml")}
    status, lines = run(*arguments)
    assert (status, lines[-1]) == (1, "Chưa ghi gì.")
    if sentence:
        assert lines == [sentence, "Chưa ghi gì."]
    assert {file: file.read_bytes() for file in data.rglob("*.yml")} == before


def test_what_check_would_refuse_is_refused_with_its_problems(run: Run, data: Path) -> None:
    """Told of the true file, at the line that it would have; nothing is written."""
    before = (data / Y).read_bytes()
    status, lines = run("end", "tran-y", "ban-mua-xuan", "--on", "2029", *S, "--lang", "en")
    assert (status, lines) == (
        1,
        [
            "This end is that of organizations/ban-mua-xuan Trưởng ban (2030-01-01 – …); these have"
            " an end already: –.",
            f"{Y}:6:5: the end 2029 is before the start 2030-01-01 [end-before-start]",
            f'{Y}:6:5: 2029 is outside the life of "Ban Mùa xuân" (2030-01-01 – 2030-06-30)'
            " [outside-life]",
            f"{Y}:7:16: 2030-05-05 is outside the period 2030-01-01 – 2029 [attested-outside]",
            "Errors: 3, in files: 1.",
            "Nothing was written.",
        ],
    )
    assert (data / Y).read_bytes() == before


def test_an_english_text_goes_with_a_vietnamese_one(run: Run) -> None:
    """It is never dropped without a word."""
    held = ("appoint", "tran-y", "to-gieo-hat", *S, "--role-en", "Member")
    assert run(*held)[1][-2] == ("--role-en là bản tiếng Anh của --role; hãy ghi cả --role")
    assert run(*held, "--role", "Tổ viên", "--dry-run")[0] == 0


def test_problems_of_a_new_record_are_reported_at_their_arguments(run: Run) -> None:
    """Or in the file to be: there is none yet that one could open."""
    facts = ("--date", "2031-05-01", "--type", "meeting", "--summary", "Bán cây.")
    place = ("--source", "bao-nha-vuon", "--locator", "đoạn 99")
    assert run("new", "event", "???", "--id", "x", *facts, *place)[1][:-2] == [
        '--locator: không có "đoạn 99" trong "sources/bao-nha-vuon" [unknown-locator]',
        'name: mục "name" cần có chữ cái hoặc chữ số; ở đây chỉ có "???"; hãy điền tên thật hoặc bỏ'
        " mục này [name-without-letter]",
    ]
    term = ("new", "term", "–", "--id", "x", "--group", "garden", "--definition", "x")
    assert run(*term, "--source", "bao-nha-vuon")[1][:-2] == [
        '--locator: "sources/bao-nha-vuon" chia theo đoạn; trích dẫn cần "locator"'
        " [locator-missing]",
        'name: mục "term" cần có chữ cái hoặc chữ số; ở đây chỉ có "–"; hãy điền tên thật hoặc bỏ'
        " mục này [name-without-letter]",
    ]


def test_words_are_understood_as_readers_see_them(run: Run) -> None:
    """With or without accents, in either language; a way into a post by a word of its meaning."""
    common = ("--passed-by", "hoi-dong-vuon-uom", *S, "--dry-run")
    for typed in ("Quyết định", "quyet dinh", "Decision"):
        status, lines = run("new", "document", "09/2032", "--type", typed, *common)
        assert (status, "+type_document: decision" in lines) == (0, True)
    held = ("appoint", "tran-y", "to-gieo-hat", "--role", "x", *S, "--dry-run")
    assert "+    kind: elected" in run(*held, "--type", "bầu")[1]


def test_what_a_terminal_would_obey_is_written_out(run: Run, data: Path) -> None:
    """In a change that is shown, and in what was typed."""
    text = (data / Y).read_text(encoding="utf-8").replace("\n", "\r\n")
    (data / Y).write_bytes(f"# \x1b[31m\u202e\n{text}".encode())
    _, lines = run("fix", "--dry-run")
    assert "\x1b" not in "".join(lines)
    assert any("‹U+001B›" in line for line in lines)
    assert "\x1b" not in "".join(run("end", "x\x1b[31m", "--on", "2032", *S)[1])


def test_a_dry_run_shows_and_writes_nothing(run: Run, data: Path) -> None:
    """What it shows is what would be done."""
    before = {file: file.read_bytes() for file in data.rglob("*.yml")}
    _, shown = run("confirm", "people/tran-y", "--by", "Lan", "--on", "2025-01-01", "--dry-run")
    assert {file: file.read_bytes() for file in data.rglob("*.yml")} == before
    _, done = run("confirm", "people/tran-y", "--by", "Lan", "--on", "2025-01-01")
    assert shown == [*done[:-1], "Chỉ xem thử; chưa ghi gì."]


def test_nothing_is_tried_on_data_that_is_bad_already(run: Run, data: Path) -> None:
    """Its problems come first."""
    (data / Y).write_text("name: [\n", encoding="utf-8")
    status, lines = run("confirm", "people/do-thuy-an", "--by", "Lan", "--on", "2025-01-01")
    assert (status, lines[-1], "[open-bracket]" in lines[0]) == (1, "Chưa ghi gì.", True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("appoint",),
        ("appoint", "tran-y", "to-gieo-hat", "--role", "x"),
        ("appoint", "tran-y", "to-gieo-hat", "--role", "x", *S, "--from", "2030-13"),
        ("end", "tran-y", *S),
        ("confirm", "people/tran-y"),
        ("confirm", "--by", "Lan"),
        ("rename", "people/tran-y"),
        ("new", "nothing"),
        ("new", "term", "x", *S),
    ],
)
def test_what_is_missing_is_wrong_usage_where_nobody_can_be_asked(
    arguments: tuple[str, ...],
) -> None:
    """A script must not wait for an answer."""
    command = [sys.executable, "-m", "macros", *arguments, "--data", str(INVENTED)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Cách dùng: python -m macros")


def test_what_is_missing_is_asked_for_at_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, one after the other, the citation last."""
    answers = {"một hay nhiều địa chỉ, ví dụ people/x: ": "people/tran-y terms/luong-uom"}
    answers["người kiểm tra: "] = "Lan"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answers.pop)
    assert (
        run("confirm", "--on", "2025-01-01")[1][-1] == "Đã ghi 2 mục được kiểm tra ngày 2025-01-01."
    )
    assert answers == {}


def test_somebody_without_a_post_gets_the_first(run: Run, data: Path) -> None:
    """The list of memberships comes in with it; a document can be cited, too."""
    (data / "people/moi.yml").write_text("name: Mới\ngaps: [{text: Ai?}]\n", encoding="utf-8")
    (data / "assertions.yml").unlink()
    document = ("--document", "dieu-le-02-2030", "--locator", "Điều 1")
    status, lines = run("appoint", "moi", "to-gieo-hat", "--role", "x", *document)
    assert status == 0
    assert _signed(lines) == [
        "+memberships:",
        "+  - organization: organizations/to-gieo-hat",
        "+    role: x",
        "+    citations:",
        "+      - {document: legislation/dieu-le-02-2030, locator: Điều 1}",
    ]


def test_the_end_of_a_post_without_a_citation_brings_the_first(run: Run, data: Path) -> None:
    """What was our conclusion before has a source now."""
    membership = (
        "organization: organizations/to-gieo-hat\n    role: x\n    attested: [2030-05-05]\n"
    )
    ours = "    basis: analysis\n    note: N.\n"
    text = f"name: Mới\nmemberships:\n  - {membership}{ours}"
    (data / "people/moi.yml").write_text(text, encoding="utf-8")
    (data / "assertions.yml").unlink()
    status, lines = run("end", "moi", "--on", "2031-01-01", *S)
    assert (status, _signed(lines)) == (
        0,
        ["+    end_date: 2031-01-01", "+    citations:", "+      - {source: sources/ban-sao}"],
    )


@pytest.mark.parametrize("answer", ["", EOFError(), KeyboardInterrupt()], ids=repr)
def test_no_answer_at_a_terminal_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str | BaseException,
) -> None:
    """Whoever goes on typing nothing is not asked for ever."""

    def respond(_: str) -> str:
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", respond)
    assert main(["confirm", "people/tran-y", "--data", str(INVENTED)]) == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("by")
