"""Problems in the forms that pipelines read, and what `check` prints and writes then."""

import json
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.i18n import error_report
from macros.validation.report import REPORT_FORMATS
from macros.yamlio import Mark, Problems, problem
from tests.conftest import INVENTED

FOUND = Problems(
    [
        problem("data/a,b.yml", Mark(4, 5), "unknown-key", key="ro%le", value_hint=""),
        problem("data/a,b.yml", Mark(9, 1), "no-data"),
    ]
)
FIRST = 'there is no key "ro%le"'
SECOND = "there is no such data folder"


def test_json_names_place_rule_and_sentence() -> None:
    """A list of objects, in the order of the report."""
    assert json.loads(REPORT_FORMATS["json"](FOUND, "en")) == [
        {
            "path": "data/a,b.yml",
            "line": 4,
            "column": 5,
            "rule": "unknown-key",
            "message": FIRST,
        },
        {"path": "data/a,b.yml", "line": 9, "column": 1, "rule": "no-data", "message": SECOND},
    ]


def test_gitlab_gets_a_report_of_code_quality() -> None:
    """With the keys that it asks for; a fingerprint outlives a move to another line."""
    report = json.loads(REPORT_FORMATS["gitlab"](FOUND, "en"))
    assert [(one["description"], one["check_name"]) for one in report] == [
        (FIRST, "unknown-key"),
        (SECOND, "no-data"),
    ]
    assert [one["location"] for one in report] == [
        {"path": "data/a,b.yml", "lines": {"begin": 4}},
        {"path": "data/a,b.yml", "lines": {"begin": 9}},
    ]
    assert {one["severity"] for one in report} == {"blocker"}
    moved = Problems(
        [problem("data/a,b.yml", Mark(5, 5), "unknown-key", key="ro%le", value_hint="")]
    )
    (same,) = json.loads(REPORT_FORMATS["gitlab"](moved, "en"))
    assert same["fingerprint"] == report[0]["fingerprint"] != report[1]["fingerprint"]


def test_equal_problems_of_a_file_are_told_apart() -> None:
    """GitLab takes equal fingerprints for one problem."""
    twice = Problems([problem("x.yml", Mark(line), "no-data") for line in (3, 7)])
    report = json.loads(REPORT_FORMATS["gitlab"](twice, "en"))
    assert len({one["fingerprint"] for one in report}) == 2


def test_github_gets_commands_in_which_nothing_can_be_hidden() -> None:
    """Signs that would end a property or a command are written otherwise."""
    assert REPORT_FORMATS["github"](FOUND, "en").splitlines() == [
        '::error file=data/a%2Cb.yml,line=4,col=5,title=unknown-key::there is no key "ro%25le"',
        f"::error file=data/a%2Cb.yml,line=9,col=1,title=no-data::{SECOND}",
    ]


def test_people_are_shown_five_hundred_problems_and_the_number_of_the_rest() -> None:
    """Programs get all of them."""
    many = Problems(problem("a.yml", Mark(line, 1), "no-data") for line in range(1, 1_001))
    text = REPORT_FORMATS["text"](many, "vi").splitlines()
    assert text[499:] == [
        "a.yml:500:1: không có thư mục dữ liệu này [no-data]",
        "Còn 500 lỗi nữa không in ra; hãy sửa các lỗi trên rồi chạy lại.",
        "1000 lỗi trong 1 tệp.",
    ]
    assert REPORT_FORMATS["github"](many, "en").splitlines()[500:] == [
        "::error::500 more problems are not printed; mend these and run it again."
    ]
    assert error_report(many, "vi").splitlines()[499:] == text[499:]
    assert len(json.loads(REPORT_FORMATS["json"](many, "vi"))) == 1_000


@pytest.mark.parametrize(("form", "text"), [("gitlab", "[]\n"), ("json", "[]\n"), ("github", "")])
def test_good_data_is_an_empty_list(
    capsys: pytest.CaptureFixture[str], form: str, text: str
) -> None:
    """A pipeline reads it as it reads any other."""
    assert main(["check", "--data", str(INVENTED), "--format", form]) == 0
    assert capsys.readouterr().out == text


def test_a_file_takes_the_list_and_people_still_read_theirs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The log of a pipeline says what the merge request shows."""
    file = tmp_path / "problems.json"
    none = str(tmp_path / "none")
    arguments = ["check", "--data", none, "--lang", "en", "--format", "gitlab"]
    assert main([*arguments, "--output", str(file)]) == 1
    assert capsys.readouterr().out == f"{none}:1:1: {SECOND} [no-data]\nErrors: 1, in files: 1.\n"
    (found,) = json.loads(file.read_text(encoding="utf-8"))
    assert found["description"] == SECOND


def test_a_file_of_good_data_holds_the_empty_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """And the log says that data is good."""
    file = tmp_path / "problems.json"
    arguments = ["check", "--data", str(INVENTED), "--lang", "en", "--format", "gitlab"]
    assert main([*arguments, "--output", str(file)]) == 0
    assert capsys.readouterr().out.startswith("Data is good: 4 people")
    assert file.read_text(encoding="utf-8") == "[]\n"


def test_a_file_that_can_not_be_written_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A sentence names it; the status is not that of bad data."""
    file = tmp_path / "none/problems.json"
    arguments = ["check", "--data", str(INVENTED), "--format", "json"]
    assert main([*arguments, "--output", str(file)]) == 2
    assert str(file) in capsys.readouterr().err
