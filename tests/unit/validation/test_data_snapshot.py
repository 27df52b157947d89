"""The files of a data folder as a mapping: what is in it, and what a change makes of it."""

from pathlib import Path

from macros.validation import DataFiles, load_files
from macros.validation.data_snapshot import read_folder
from macros.yamlio import Mark, problem
from tests.conftest import INVENTED


def test_a_folder_is_read_by_relative_paths(tmp_path: Path) -> None:
    """Litter is left out; a link and what can not be read are problems in the place of bytes."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people/a.yml").write_bytes(b"name: A\n")
    (tmp_path / "people/b.yml").symlink_to("a.yml")
    (tmp_path / "terms.yml").mkdir()
    (tmp_path / ".schema").mkdir()
    for litter in (".schema/people.yml", "people/.a.yml.swp", "Thumbs.db"):
        (tmp_path / litter).write_bytes(b"")
    files = read_folder(tmp_path)
    assert files.contents == {"people/a.yml": b"name: A\n"}
    assert files.not_files == {
        "people/b.yml": problem(f"{tmp_path}/people/b.yml", Mark(), "symbolic-link"),
        "terms.yml": problem(f"{tmp_path}/terms.yml", Mark(), "not-a-file"),
    }
    assert list(files.paths()) == ["people/a.yml", "people/b.yml", "terms.yml"]


def test_paths_are_in_the_order_of_folders() -> None:
    """As a list of the folder has them: `a/b` before `a-b`."""
    files = DataFiles(Path("data"), {"a-b/x.yml": b"", "a/b.yml": b"", "a.yml": b"", ".x": b""})
    assert list(files.paths()) == ["a/b.yml", "a-b/x.yml", "a.yml"]
    assert files.shown("a/b.yml") == "data/a/b.yml"


def test_a_change_is_laid_over_the_files_without_touching_them() -> None:
    """What is not changed is shared; the register is that of the changed files."""
    files = read_folder(INVENTED)
    person = files.contents["people/do-thuy-an.yml"]
    assert isinstance(person, bytes)
    renamed = files.overlaid({"people/do-thuy-an.yml": None, "people/do-an.yml": person})
    assert files.contents["people/do-thuy-an.yml"] is person
    assert set(files.contents) ^ set(renamed.contents) == {
        "people/do-thuy-an.yml",
        "people/do-an.yml",
    }
    comment = files.overlaid({"people/do-thuy-an.yml": person + b"# x\n"})
    assert load_files(comment) is not load_files(files)
    assert list(load_files(comment).entries) == list(load_files(files).entries)
    assert load_files(files) is load_files(read_folder(INVENTED))
