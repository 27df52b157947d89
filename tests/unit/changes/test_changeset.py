"""A set of changes: what it would make of the data, told without writing anything."""

from pathlib import Path

import pytest

from macros.changes.changeset import ChangeSet, EditRefused, open_change_set
from macros.model import Person
from macros.validation import load_data, read_folder
from macros.yamlio import Mark, Problem, Problems
from tests.conftest import Changed

PERSON = "people/tran-y.yml"


@pytest.fixture
def data(changed: Changed) -> Path:
    """A copy of the invented institution."""
    return changed({})


def _contents(data: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in data.parent.rglob("*") if file.is_file()}


def test_a_check_shows_the_register_as_it_would_be(data: Path) -> None:
    """A file that is changed, moved, new or removed counts as such; the disk stays as it is."""
    before, change_set = _contents(data), open_change_set(data)
    change_set.put(data / "terms.yml", ("luong-uom",), "abbreviation", "LU")
    change_set.move(data / "tasks/2031-03.yml", data / "tasks/2031-3.yml")
    change_set.set_text(data / "people/cao-son.yml", "name: Cao Sơn\ngaps: [{text: Ai?}]\n")
    change_set.raise_totals({"people": 1})
    register = change_set.check()
    assert set(register.entries) ^ set(change_set.register.entries) == {
        *("tasks/2031-03", "tasks/2031-3", "people/cao-son"),
    }
    assert register.get(Person, "people/cao-son").record.name == "Cao Sơn"
    change_set.remove(data / "people/do-thuy-an.yml")
    with pytest.raises(Problems) as error:
        change_set.check()
    assert "unknown-address" in {problem.rule for problem in error.value.found}
    assert _contents(data) == before


def test_a_problem_names_the_file_that_would_be_written(data: Path) -> None:
    """At the line that it would have, with the values of the sentence likewise."""
    change_set = open_change_set(data)
    path = data / PERSON
    change_set.set_text(path, "# x\nname: Trần Ý\nnotess: x\n")
    with pytest.raises(Problems) as error:
        change_set.check()
    values = (("key", "notess"), ("nearest", "notes"))
    problem = Problem(path.as_posix(), Mark(3, 1), "unknown-key", values)
    assert problem in error.value.found


def test_what_lies_outside_of_the_data_is_not_checked(data: Path) -> None:
    """A page written by hand may follow a change of the data."""
    (data.parent / "docs").mkdir()
    page = data.parent / "docs/x.md"
    page.write_text("x\n", encoding="utf-8")
    change_set = open_change_set(data)
    change_set.set_text(page, "y\n")
    change_set.text(page)
    assert change_set.check().entries.keys() == change_set.register.entries.keys()


@pytest.mark.parametrize(
    ("content", "key"), [(None, "changed-meanwhile"), (b"\xff", "not-utf-8")], ids=["gone", "bytes"]
)
def test_a_file_that_can_not_be_changed_is_refused(
    data: Path, content: bytes | None, key: str
) -> None:
    """Somebody removed or spoilt it since the data was read."""
    change_set = open_change_set(data)
    (data / PERSON).unlink()
    if content:
        (data / PERSON).write_bytes(content)
    with pytest.raises(EditRefused) as error:
        change_set.text(data / PERSON)
    assert error.value.rule == key


def test_a_file_is_not_moved_over_another(data: Path) -> None:
    """Neither over one that is there nor over one that is proposed."""
    change_set = open_change_set(data)
    change_set.set_text(data / "people/moi.yml", "name: Mới\n")
    for name in ("do-thuy-an", "moi"):
        with pytest.raises(EditRefused) as error:
            change_set.move(data / PERSON, data / f"people/{name}.yml")
        assert error.value.rule == "exists"


@pytest.mark.parametrize("text", [None, "tasks: 3\n"], ids=["gone", "other"])
def test_a_total_that_is_not_stated_is_not_raised(data: Path, text: str | None) -> None:
    """Whoever states no totals need not keep them."""
    if text is None:
        (data / "assertions.yml").unlink()
    else:
        (data / "assertions.yml").write_text(text, encoding="utf-8")
    change_set = ChangeSet(read_folder(data), load_data(data))
    change_set.raise_totals({"people": 1})
    assert change_set.file_changes() == ()


def test_a_byte_order_mark_stays_that_of_its_file(data: Path) -> None:
    """What is proposed has it once, as the file has; a text is read without it."""
    path = data / PERSON
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    change_set = open_change_set(data)
    text = change_set.text(path)
    change_set.set_text(path, f"{text}# x\n")
    assert text.startswith("name:") or text.startswith("#")
    assert change_set.changes[path].after == path.read_bytes() + b"# x\n"
