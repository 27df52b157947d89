"""The line that names the schema of a file, and where the schemas stand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.changes.editor_files import write_modelines
from macros.changes.modeline import with_modeline
from macros.validation import load_data
from tests.conftest import Changed
from tests.support.sites import ROOT

ONE = "# yaml-language-server: $schema=../.schema/people.json\n"
MANY = "# yaml-language-server: $schema=.schema/terms.map.json\n"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("people/x.yml", "name: X\n", ONE + "name: X\n"),
        ("terms.yml", "# Words.\nx:\n", MANY + "# Words.\nx:\n"),
        ("people/x.yml", ONE.replace("people", "events") + "\nname: X\n", ONE + "\nname: X\n"),
        ("people/x.yml", "name: X\r\n", ONE.replace("\n", "\r\n") + "name: X\r\n"),
        ("people/x.yml", "\ufeffname: X\n", "\ufeff" + ONE + "name: X\n"),
        ("labels.yml", "site:\n", "site:\n"),
        ("assertions.yml", "people: 4\n", "people: 4\n"),
    ],
    ids=["record", "comment", "moved", "crlf", "bom", "labels", "assertions"],
)
def test_a_file_names_its_schema_in_its_first_line(name: str, text: str, expected: str) -> None:
    """The line stands once, above all else, and is right after a move; the rest stays."""
    data = Path("data")
    found = with_modeline(data, data / name, text)
    assert found == expected
    assert with_modeline(data, data / name, found) == found


def test_the_line_says_nothing_to_the_loader(changed: Changed) -> None:
    """The same records are read; a second run changes nothing."""
    data = changed({})
    before = {address: entry.record for address, entry in load_data(data).entries.items()}
    write_modelines(data)
    assert write_modelines(data) == []
    assert {address: entry.record for address, entry in load_data(data).entries.items()} == before
    assert (data / "people/tran-y.yml").read_text("utf-8").startswith(ONE)


def test_hints_stand_beside_the_data_and_are_no_data(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that a first line names is there, and `check` passes it over."""
    data = changed({})
    assert main(["schema", "--data", str(data), "--lines"]) == 0
    named = (data / "people/tran-y.yml").read_text("utf-8").splitlines()[0].partition("=")[2]
    schema = json.loads((data / "people" / named).read_text("utf-8"))
    assert "people/tran-y" in str(schema["definitions"]["@people"])
    assert main(["check", "--data", str(data)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1] == f"Đã ghi gợi ý cho trình soạn thảo vào {data}/.schema."


def test_broken_data_keeps_the_hints_that_stand(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clerk in the middle of a change still chooses from the addresses of before."""
    data = changed({})
    main(["schema", "--data", str(data), "--quiet"])
    file = data / ".schema/people.json"
    before = file.read_text("utf-8")
    (data / "people/tran-y.yml").write_text("nam: Ý\n", encoding="utf-8")
    assert main(["schema", "--data", str(data), "--lang", "en"]) == 0
    assert file.read_text("utf-8") == before
    file.unlink()
    main(["schema", "--data", str(data), "--lang", "en"])
    assert "people/do-thuy-an" not in file.read_text("utf-8")
    assert capsys.readouterr().out.splitlines()[-2] == (
        "The data has problems, so the addresses on offer are not up to date; "
        "run check to see them."
    )


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """Nothing is made of a typing error."""
    command = [sys.executable, "-m", "macros", "schema", "--data", str(tmp_path / "x")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines()[0].endswith("không có thư mục dữ liệu này [no-data]")
    assert not (tmp_path / "x").exists()


def test_what_can_not_be_written_is_a_sentence(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file in another encoding, or a file where the folder of the hints should be."""
    data = changed({})
    (data / "people/tran-y.yml").write_bytes(b"name: Tr\xffn\n")
    assert main(["schema", "--data", str(data), "--lines"]) == 1
    (data / ".schema").write_text("", encoding="utf-8")
    assert main(["schema", "--data", str(data)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"tệp {data}/people/tran-y.yml không phải UTF-8; hãy lưu lại với mã UTF-8",
        "Chưa ghi gì.",
        f"không ghi được {data}/.schema/people.json",
        "Chưa ghi gì.",
    ]
