"""Specifies `check --pages`, which looks at the pages beside the data, too."""

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.conftest import INVENTED


def _copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented institution as the current folder; its `docs/`."""
    shutil.copytree(INVENTED.parent, tmp_path / "x")
    monkeypatch.chdir(tmp_path / "x")
    return Path("docs")


def test_pages_are_reported_with_a_caret_as_data_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of them at once; without the option they are not looked at."""
    docs = _copied(tmp_path, monkeypatch)
    (docs / "a.md").write_text("# A\n\n{{ lin('people/tran-y') }}\n", encoding="utf-8")
    (docs / "b.js").write_text("x()", encoding="utf-8")
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["check", "--pages"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'docs/a.md:3:4: không có lệnh hay tên "lin"; có phải "link"? [unknown-macro]',
        "    3 | {{ lin('people/tran-y') }}",
        "      |    ^",
        "docs/b.js:1:1: tệp này sẽ bị đăng lên trang; thư mục này chỉ nhận .md, .png, .svg, .webp "
        "[stray-page]",
        "2 lỗi trong 2 tệp.",
    ]


def test_good_pages_and_none_are_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data may be checked where no page was written yet."""
    docs = _copied(tmp_path, monkeypatch)
    assert main(["check", "--pages"]) == 0
    shutil.rmtree(docs)
    assert main(["check", "--pages"]) == 0
    assert capsys.readouterr().out.count("Dữ liệu hợp lệ") == 2
