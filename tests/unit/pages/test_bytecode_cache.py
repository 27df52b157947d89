"""Compiled templates are kept: what is printed is always that of their text."""

import tempfile
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from macros.pages import bytecode_cache


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _printed(folder: Path, is_escaped: bool = False) -> str:
    """What a new process would print of a template."""
    cache = bytecode_cache("escaped" if is_escaped else "plain")
    env = Environment(loader=FileSystemLoader(folder), bytecode_cache=cache, autoescape=is_escaped)
    return env.get_template("a.j2").render(value="<b>")


def test_a_template_is_compiled_once_and_anew_when_its_text_changes(
    tmp_path: Path, kept: Path
) -> None:
    """Of the same length and at the same time, too."""
    template = tmp_path / "a.j2"
    for text in ("một {{ value }}", "hai {{ value }}"):
        template.write_text(text, encoding="utf-8")
        assert [_printed(tmp_path), _printed(tmp_path)] == [text.replace("{{ value }}", "<b>")] * 2
    assert len(list(kept.rglob("*.cache"))) == 1


def test_other_settings_make_other_code(tmp_path: Path) -> None:
    """What escapes values is never taken for what does not."""
    (tmp_path / "a.j2").write_text("{{ value }}", encoding="utf-8")
    assert (_printed(tmp_path), _printed(tmp_path, is_escaped=True)) == ("<b>", "&lt;b&gt;")


@pytest.mark.parametrize("spoilt", [b"", b"no code", b"j2" * 400])
def test_what_is_kept_and_no_good_is_made_anew(tmp_path: Path, kept: Path, spoilt: bytes) -> None:
    """A machine that stopped, or another Python, left it."""
    (tmp_path / "a.j2").write_text("{{ value }}", encoding="utf-8")
    _printed(tmp_path)
    (file,) = kept.rglob("*.cache")
    file.write_bytes(spoilt)
    assert _printed(tmp_path) == "<b>"


def test_without_a_folder_for_temporary_files_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program may run where nobody may write."""
    (tmp_path / "a.j2").write_text("{{ value }}", encoding="utf-8")
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file/temporary"))
    assert bytecode_cache("plain") is None
    assert _printed(tmp_path) == "<b>"
