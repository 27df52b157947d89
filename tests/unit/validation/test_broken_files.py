"""Files that are no files, or can not be read: each is a sentence, and nothing hangs or breaks."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.yamlio import MAX_FILE_BYTES, Mark, problem, read_yaml
from tests.conftest import INVENTED
from tests.support.broken_inputs import EVENT, said

NO_FILE = "chỗ này phải là một tệp, không phải thư mục hay thứ khác [not-a-file]"
FORBIDDEN = "không đọc được: không có quyền đọc [unreadable-file]"
GONE = "không đọc được: tệp không còn ở đó; có lẽ vừa được đổi tên hoặc xóa [unreadable-file]"


@pytest.fixture
def data() -> Iterator[Path]:
    """A copy of the invented institution that any user of the machine may read."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(INVENTED, folder / "data")
    yield folder / "data"
    for one in [folder / "data", *(folder / "data").rglob("*")]:
        if not one.is_symlink():
            one.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Whoever runs the tests has no more rights than a stranger; root may read everything."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.mark.parametrize("make", [Path.mkdir, _pipe, _socket], ids=["folder", "pipe", "socket"])
@pytest.mark.parametrize("name", ["people/x.yml", "terms.yml", "labels.yml", "assertions.yml"])
def test_what_is_no_file_is_told_and_not_opened(
    data: Path, name: str, make: Callable[[Path], None]
) -> None:
    """Whoever opens a pipe waits for ever; words and totals that are not read accuse nobody."""
    (data / name).unlink(missing_ok=True)
    make(data / name)
    assert said(data) == (f"{name}:1:1: {NO_FILE}",)


@pytest.mark.parametrize("name", ["sources.yml", "people/tran-y.yml", "labels.yml"])
def test_a_file_without_permission_is_told(
    data: Path, name: str, request: pytest.FixtureRequest
) -> None:
    """And whoever cites what stands in it is not to blame."""
    (data / name).chmod(0o000)
    request.getfixturevalue("nobody")
    assert said(data) == (f"{name}:1:1: {FORBIDDEN}",)


@pytest.mark.parametrize("name", ["people", "legislation"])
def test_a_folder_without_permission_is_told(
    data: Path, name: str, request: pytest.FixtureRequest
) -> None:
    """It must not pass for an empty one."""
    (data / name).chmod(0o000)
    request.getfixturevalue("nobody")
    assert said(data) == (f"{name}:1:1: {FORBIDDEN}",)


def test_data_without_permission_is_not_good_data(
    data: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing read is not nothing wrong."""
    data.chmod(0o000)
    request.getfixturevalue("nobody")
    assert main(["check", "--data", str(data), "--lang", "vi"]) == 1
    assert capsys.readouterr().out == f"{data}:1:1: {FORBIDDEN}\n1 lỗi trong 1 tệp.\n"


def test_a_file_that_vanishes_before_it_is_read_is_told(tmp_path: Path) -> None:
    """Somebody renames a file while another checks."""
    told = problem("x.yml", Mark(), "unreadable-file", detail="gone")
    assert read_yaml(tmp_path / "x.yml", "x.yml") == (None, [told])


def test_a_collection_that_is_gone_is_told_once(data: Path) -> None:
    """Not at every one of the places that cite what stood in it."""
    (data / "sources.yml").unlink()
    assert said(data) == (
        'sources:1:1: không có mục nào trong "sources", mà 68 nơi nhắc đến; hãy khôi phục tệp'
        " hoặc thư mục này [missing-collection]",
    )


def test_a_file_as_large_as_no_clerk_types_is_not_read(data: Path) -> None:
    """Ten megabytes are told at once; the largest file that is read is four."""
    (data / "people/x.yml").write_bytes(b"a" * (10 << 20))
    assert said(data) == ("people/x.yml:1:1: tệp lớn 10,0 MB; nhiều nhất là 4,0 MB [too-large]",)
    (data / "people/x.yml").write_bytes(b"a" * (MAX_FILE_BYTES + 1))
    assert said(data) == ("people/x.yml:1:1: tệp lớn 4,1 MB; nhiều nhất là 4,0 MB [too-large]",)
    (data / "people/x.yml").write_bytes(b"#" * MAX_FILE_BYTES)
    assert said(data) == ("people/x.yml:1:1: tệp trống [empty-file]",)


@pytest.mark.parametrize("target", ["/etc/hostname", "../../elsewhere", "nowhere", "x.yml"])
def test_a_link_out_of_the_folder_is_told_and_never_shown(
    data: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that leads to nothing, or to itself."""
    (data / "people/x.yml").symlink_to(target)
    assert main(["check", "--data", str(data), "--lang", "vi"]) == 1
    sentence = "đây là liên kết tượng trưng; hãy thay bằng tệp thật [symbolic-link]"
    assert capsys.readouterr().out == f"{data}/people/x.yml:1:1: {sentence}\n1 lỗi trong 1 tệp.\n"


@pytest.mark.parametrize("name", ["Hội\nchợ.yml", "Hội\x1b[31m.yml", "\udcff.yml"])
def test_a_name_that_a_terminal_would_obey_is_shown_on_one_line(
    data: Path, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Also in a report for a pipeline, whatever bytes the name holds."""
    (data / "events" / name).write_text(EVENT, encoding="utf-8")
    out = str(tmp_path / "out.json")
    assert main(["check", "--data", str(data), "--format", "json", "--output", out]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith("[unclean-id]")
    assert "\x1b" not in "".join(printed)
    assert Path(out).read_bytes().decode()


def test_a_value_that_a_terminal_would_obey_is_shown_as_it_is(data: Path) -> None:
    """A message is one line, and its values are cut where they are very long."""
    text = 'name: "Cao\\nSơn"\nmemberships: "' + "x" * 300 + '\\n"\n'
    (data / "people/x.yml").write_text(text, encoding="utf-8")
    line = said(data)[-1]
    assert line.endswith(f'ở đây là chữ "{"x" * 199}…" [wrong-type]')
