"""Addresses are promises: one that was published leads to the same record for ever."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.validation import DataFiles, load_data, load_files
from macros.yamlio import Mark, Problem, Problems
from tests.conftest import Change, Changed

Find = Callable[[Mapping[str, Change]], list[str]]
Y = "people/tran-y.yml"
LIST = "# Đã công bố\npeople/tran-y Trần Ý\nevents/2029-05-01 Thành lập Hội đồng\n"
OTHER = (
    'this address was published for "{name}" and is now "{now}"; give another id, or if both are'
    " one add the old name to the record or change the name at addresses.txt:{line}"
    " [reused-address]"
)
GONE = (
    'the address "{value}" ({name}) was published and is gone; write the id "{id}" into'
    ' "former_ids" of what took its place, or delete this line if nothing did'
)


def _renamed(problems: Find, old: str, new: str, head: str = "") -> list[str]:
    text = f"{head}name: {new}\n"
    return problems({"addresses.txt": LIST, Y: (f"name: {old}\n", text)})


def test_what_was_published_and_is_there_is_no_problem(problems: Find) -> None:
    """Nor is a record that is not published yet, nor a folder without a list."""
    assert problems({"addresses.txt": LIST}) == []


def test_an_address_that_is_gone_is_reported_in_the_list(problems: Find) -> None:
    """With the record that bears its name now, or has an id like it."""
    gone = "people/nguyen-van-an Nguyễn Văn An\npeople/y Trần Ý\nterms/luong-uomm luống\n"
    ends = (" [lost-address]", '; did you mean "people/tran-y"? [lost-address]')
    near = '; did you mean "terms/luong-uom"? [lost-address]'
    first = {"value": "people/nguyen-van-an", "name": "Nguyễn Văn An", "id": "nguyen-van-an"}
    assert problems({"addresses.txt": gone}) == [
        f"addresses.txt:1:1: {GONE.format(**first)}{ends[0]}",
        f"addresses.txt:2:1: {GONE.format(value='people/y', name='Trần Ý', id='y')}{ends[1]}",
        "addresses.txt:3:1: "
        + GONE.format(value="terms/luong-uomm", name="luống", id="luong-uomm")
        + near,
    ]


def test_an_address_that_leads_on_is_kept(problems: Find) -> None:
    """The data says where: nothing else is needed."""
    former = ("name: Trần Ý\n", "name: Trần Ý\nformer_ids: [y]\n")
    assert problems({"addresses.txt": "people/y Trần Y\n", Y: former}) == []


@pytest.mark.parametrize(
    ("new", "is_another"),
    [("Trần Ỷ", False), ("TRẦN Ý", False), ("Trần Yến", True), ("Lê Thị Hoa", True)],
)
def test_the_address_of_a_person_is_not_given_to_another(
    problems: Find, new: str, is_another: bool
) -> None:
    """Accents and capitals may be mended; another name is another person."""
    said = OTHER.format(name="Trần Ý", now=new, line=2)
    assert _renamed(problems, "Trần Ý", new) == ([f"{Y}:1:1: {said}"] if is_another else [])


def test_a_person_may_take_another_name(problems: Find) -> None:
    """As long as the record has the old one, too."""
    other = "other_names: [{name: Trần Ý, note: Tên cũ.}]\n"
    assert _renamed(problems, "Trần Ý", "Trần Thị Yên", head=other) == []


def test_a_title_may_be_reworded_but_not_replaced(problems: Find) -> None:
    """Of what has no other names, a like title is the same."""
    event, old = "events/2029-05-01.yml", "name: Thành lập Hội đồng\n"
    like = {event: (old, "name: Thành lập Hội đồng Vườn Ươm\n")}
    assert problems({"addresses.txt": LIST, **like}) == []
    said = OTHER.format(name="Thành lập Hội đồng", now="Khánh thành nhà kính", line=3)
    assert problems({"addresses.txt": LIST, event: (old, "name: Khánh thành nhà kính\n")}) == [
        f"{event}:1:1: {said}"
    ]


def test_a_record_that_can_not_be_read_is_not_gone(problems: Find) -> None:
    """Nor is one whose name could not be read somebody else."""
    found = problems({"addresses.txt": LIST, Y: ("name: Trần Ý", "name: [Trần")})
    assert [line.rpartition(" ")[2] for line in found] == ["[open-bracket]"]
    found = problems({"addresses.txt": LIST, Y: ("name: Trần Ý", "nom: [Trần Ý]")})
    assert {line.rpartition(" ")[2] for line in found} == {"[unknown-key]"}


@pytest.mark.parametrize("line", ["people/tran-y", "nobody/x X", "people/Trần Ý"])
def test_a_line_that_is_none_is_reported(problems: Find, line: str) -> None:
    """As git leaves them, or a hand."""
    assert problems({"addresses.txt": f"{LIST}\n{line}\n"}) == [
        'addresses.txt:5:1: this line must be an address, a space and a name, such as "people/x'
        ' Name" [bad-published-line]'
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "",
            "1:1: the list of published addresses is empty; restore it from git, or delete it if"
            " nothing was published yet [no-published-lines]",
        ),
        (
            f"{LIST}people/tran-y Trần Ý\n",
            '4:1: the address "people/tran-y" stands in line 2'
            " already; delete this line [doubled-published-line]",
        ),
        (
            f"# A\n<<<<<<< HEAD\n{LIST}=======\n>>>>>>> x\n",
            "2:1: git left two versions here; keep"
            " one and delete the lines with <<<<<<<, ======= and >>>>>>> [merge-marks]",
        ),
    ],
    ids=["emptied", "doubled", "conflict"],
)
def test_a_list_that_was_damaged_is_reported(problems: Find, text: str, line: str) -> None:
    """Once, where it begins."""
    assert problems({"addresses.txt": text}) == [f"addresses.txt:{line}"]


def test_a_list_in_another_encoding_is_reported_once(invented_files: DataFiles) -> None:
    """And no line of it."""
    files = invented_files.overlaid({"addresses.txt": LIST.encode("utf-16")})
    with pytest.raises(Problems) as error:
        load_files(files)
    assert [(found.path, found.rule) for found in error.value.found] == [
        ("addresses.txt", "not-utf-8")
    ]


def test_the_command_writes_the_list_and_keeps_what_leads_on(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sorted, one line for each; the second time it has nothing to do."""
    data = changed({Y: ("name: Trần Ý\n", "name: Trần Ý\nformer_ids: [y]\n")})
    file, arguments = data / "addresses.txt", ["addresses", "--data", str(data)]
    assert main([*arguments, "--check"]) == 1
    assert not file.exists()
    assert capsys.readouterr().out.endswith("còn thiếu; hãy chạy lệnh addresses rồi commit.\n")
    file.write_text("people/y Trần Y\npeople/tran-y Trần Y\n", encoding="utf-8")
    assert main(arguments) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Các địa chỉ đã công bố")
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == len(load_data(data).entries) + 2
    assert {"people/y Trần Y", "people/tran-y Trần Ý", "legislation/dieu-le-02-2030 02/2030"} <= {
        *lines
    }
    assert capsys.readouterr().out.endswith("addresses.txt; hãy commit tệp này.\n")
    before = file.read_bytes()
    assert (main(arguments), main([*arguments, "--check"])) == (0, 0)
    assert file.read_bytes() == before
    assert capsys.readouterr().out == "Danh sách địa chỉ đã đủ.\n" * 2


def test_the_list_is_not_written_from_bad_data(changed: Changed) -> None:
    """An address that is gone is not forgotten by writing the list again."""
    data = changed({"addresses.txt": "people/nobody Không Ai\n"})
    assert main(["addresses", "--data", str(data)]) == 1
    assert Path(data, "addresses.txt").read_text(encoding="utf-8") == "people/nobody Không Ai\n"


def test_a_collection_that_is_gone_is_one_problem(changed: Changed) -> None:
    """However many of its addresses were published, and though nothing else names it."""
    lines = "".join(f"needs/{name} Câu hỏi\n" for name in ("a", "b", "c"))
    data = changed({"addresses.txt": lines})
    (data / "needs.yml").unlink()
    with pytest.raises(Problems) as error:
        load_data(data)
    values = (("group", "needs"), ("count", "3"))
    path = (data / "needs").as_posix()
    assert error.value.found == (Problem(path, Mark(), "missing-collection", values),)
