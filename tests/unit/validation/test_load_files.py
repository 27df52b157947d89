"""Which files make a register, which are refused and where, and when it is read anew."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from macros.model import Record
from macros.register import Register
from macros.validation.load import load_data, load_for_build
from macros.yamlio import Mark, Problem, Problems
from tests.conftest import INVENTED, Change, Changed

Find = Callable[[Mapping[str, Change]], list[str]]

EVENT = """\
name: Hội chợ
summary: Bán cây giống.
date: 2031-05-01
kind: meeting
citations:
  - {source: sources/ban-sao}
"""
RECORDS = 'named values, each written as "key: value"'
AGAIN = "; write the value again [anchor]"
AFTER = "; quote the value, or give the comment a line of its own [lost-after-hash]"


@pytest.mark.parametrize("text", ["\ufeff" + EVENT, EVENT.replace("\n", "\r\n")])
def test_files_of_other_editors_are_read(problems: Find, text: str) -> None:
    """A byte order mark and Windows line ends do no harm."""
    assert problems({"events/x.yml": text}) == []


TRAPS = {
    "alias": ("Chợ\nplace: *a", f'2:8: YAML anchors and aliases are not used ("a"){AGAIN}'),
    "anchor": ("&a Chợ", f'1:7: YAML anchors and aliases are not used ("a"){AGAIN}'),
    "bad-key": ("Chợ\n? [a]\n: b", "2:3: a key must be a plain word [bad-key]"),
    "bad-yaml": (
        "Chợ: lớn",
        '1:10: a colon stands inside the value; put the whole value in quotes "…" [colon-in-text]',
    ),
    "bare-tag": ("! Chợ", '1:7: YAML tags are not used ("!") [tag]'),
    "hash-close": ("Chợ #5", f'1:11: YAML drops what follows the hash: "#5"{AFTER}'),
    "hash-far": ("Chợ   # số 5", f'1:13: YAML drops what follows the hash: "# số 5"{AFTER}'),
    "hash-in-braces": ("{vi: Chợ #5\n  }", f'1:16: YAML drops what follows the hash: "#5"{AFTER}'),
    "hash-later": ("Chợ\n  lớn #5", f'2:7: YAML drops what follows the hash: "#5"{AFTER}'),
    "nfd": (
        "Tên Che\u0323\u0302",
        '1:13: accented letters are not composed (NFC): "name: Tên Che\u0323\u0302" [not-nfc]',
    ),
    "tab": ("Chợ\tlớn", "1:10: a tab; use spaces [tab]"),
    "tag": ("!vui Chợ", '1:7: YAML tags are not used ("!vui") [tag]'),
    "twice": ("Chợ\nname: Hội", '2:1: the key "name" stands in line 1 already [duplicate-key]'),
}


def test_yaml_that_means_more_or_less_than_it_shows_is_refused(problems: Find) -> None:
    """Each trap at its place; what a clerk sees in the file is what the register holds."""
    files: dict[str, Change] = {
        f"events/{trap}.yml": EVENT.replace("Hội chợ", name) for trap, (name, _) in TRAPS.items()
    }
    assert problems(files) == [f"events/{trap}.yml:{line}" for trap, (_, line) in TRAPS.items()]


def test_what_nobody_can_see_is_refused(problems: Find) -> None:
    """All of it at once, so that a file is clean after one look."""
    assert problems(
        {"events/x.yml": EVENT.replace("Hội chợ", "Hội\u202e chợ\nplace: \u200bSân")}
    ) == [
        "events/x.yml:1:10: control or invisible character U+202E; delete it [invisible-character]",
        "events/x.yml:2:8: control or invisible character U+200B; delete it [invisible-character]",
    ]


NO_RECORDS: dict[str, tuple[str | bytes, str]] = {
    "comment": ("\n# chưa có gì\n", "1:1: the file is empty [empty-file]"),
    "empty": ("", "1:1: the file is empty [empty-file]"),
    "latin-1": (
        EVENT.encode("latin-1", "replace"),
        "2:11: the file is not UTF-8; save it again as UTF-8 [not-utf-8]",
    ),
    "mark": ("---\n", "1:1: the file is empty [empty-file]"),
    "mere-text": (
        "Hội chợ\n",
        f'1:1: "events" needs {RECORDS}; here is the text "Hội chợ" [wrong-type]',
    ),
    "one-byte": (
        f"{EVENT}place: Sân".encode() + b" \xf4",
        "7:12: the file is not UTF-8; save it again as UTF-8 [not-utf-8]",
    ),
    "two": (f"{EVENT}---\n{EVENT}", "7:1: a file holds one YAML document only [second-document]"),
    "utf-16": (
        EVENT.encode("utf-16"),
        "1:1: the file is not UTF-8; save it again as UTF-8 [not-utf-8]",
    ),
}


def test_a_file_that_is_no_record_is_refused(problems: Find) -> None:
    """The place of a wrong byte is counted in characters, as an editor counts."""
    files: dict[str, Change] = {f"events/{name}.yml": NO_RECORDS[name][0] for name in NO_RECORDS}
    assert problems(files) == [
        f"events/{name}.yml:{line}" for name, (_, line) in NO_RECORDS.items()
    ]


def test_a_stray_file_is_told(problems: Find) -> None:
    """A file that no collection reads would be lost in silence."""
    names = {"notes.yml": "", "peolpe/an.yml": "people/an.yml", "people/an.md": ""}
    names |= {"people/unit/an.yml": "people/an.yml", "persons/an.yml": ""}
    said = {name: f'; did you mean "{near}"?' if near else "" for name, near in names.items()}
    assert problems(dict.fromkeys(names, "name: Cao Sơn\n")) == [
        f"{name}:1:1: this file belongs to no collection{near} [stray-file]"
        for name, near in sorted(said.items())
    ]


def test_hidden_files_are_left_alone(problems: Find) -> None:
    """Editors and systems leave them behind."""
    assert problems({".DS_Store": b"\x00", "people/.do-thuy-an.yml.swp": b"\x00"}) == []


def test_the_name_of_a_file_is_a_clean_id(problems: Find) -> None:
    """It becomes an address, so it holds only what an address can hold."""
    names = ["Hoi_cho", "hoi--cho", "hoi.cho", "hội-chợ"]
    meant = '; did you mean "hoi-cho"?'
    assert problems({f"events/{name}.yml": EVENT for name in names}) == [
        f'events/{name}.yml:1:1: the id "{name}" may hold only lower-case letters without accents,'
        f" digits and hyphens{meant} [unclean-id]"
        for name in names
    ]


LONG = "-".join(["hoi-cho"] * 9)
FILE_NAMES = {
    "con": 'Windows refuses files with the name of the id "con"; did you mean "con-1"? [system-id]',
    LONG + "-1": f'the id "{LONG}-1" has 73 characters; at most 64 are allowed; did you mean'
    ' "hoi-cho-hoi-cho-hoi-cho-hoi-cho-hoi-cho-hoi-cho-hoi-cho-hoi-cho"? [long-id]',
    "index": 'the id "index" is the name of the list page of the collection; did you mean'
    ' "index-1"? [list-page-id]',
    "lpt1": 'Windows refuses files with the name of the id "lpt1"; did you mean "lpt1-1"?'
    " [system-id]",
}


def test_an_id_is_a_name_for_a_page_and_a_file(problems: Find) -> None:
    """Under every system, and beside the list of its collection."""
    assert problems({f"events/{name}.yml": EVENT for name in FILE_NAMES}) == [
        f"events/{name}.yml:1:1: {sentence}" for name, sentence in FILE_NAMES.items()
    ]


def test_a_group_of_terms_is_a_name_for_a_page(problems: Find) -> None:
    """The page of a group must not take the place of the glossary."""
    found = problems(
        {"labels.yml": ("    garden:", "    index: {vi: Mục, en: Index}\n    garden:")}
    )
    assert [line.partition(": ")[2] for line in found] == [
        'the id "index" is the name of the list page of the collection; did you mean "index-1"?'
        " [list-page-id]"
    ]


def test_a_list_without_end_is_refused(problems: Find) -> None:
    """At its first item that is one too many; the record is not said to be missing."""
    former = f"former_ids: [{'a, ' * 1_000_000}]\n"
    assert problems({"people/do-thuy-an.yml": ("name: Đỗ Thùy An\n", former)}) == [
        "people/do-thuy-an.yml:1:6014: the list has more than 2000 items; the rest is not read;"
        " shorten the list [too-many-items]"
    ]


def test_of_many_wrong_records_the_first_are_listed(problems: Find) -> None:
    """A thousand problems of a file; the rest of it waits until they are mended."""
    text = "".join(f"x{number}: {{term: a}}\n" for number in range(20_000))
    found = problems({"terms.yml": text})
    assert found[:2] == [
        f'terms.yml:1:1: the key "{key}" is missing [missing-key]'
        for key in ("definition", "group")
    ]
    assert found[500] == "835 more problems are not printed; mend these and run it again."


def test_the_key_of_a_record_is_a_clean_id(problems: Find) -> None:
    """In a collection of one file the place is that of the key."""
    assert problems({"terms.yml": ("luong-uom:", "Luống:")})[-1] == (
        'terms.yml:15:1: the id "Luống" may hold only lower-case letters without accents,'
        ' digits and hyphens; did you mean "luong"? [unclean-id]'
    )


def test_a_record_of_a_folder_is_not_told_again_in_one_file(problems: Find) -> None:
    """A collection may be a folder and a file at once, but an id stands in one of them."""
    events = "".join(f"  {line}\n" for line in EVENT.splitlines())
    assert problems({"events.yml": f"hoi-cho:\n{events}2029-05-01:\n{events}"}) == [
        'events.yml:8:1: "events/2029-05-01" stands in events/2029-05-01.yml already [duplicate-id]'
    ]


def _records(data: Path) -> dict[str, Record]:
    return {address: entry.record for address, entry in load_data(data).entries.items()}


def test_a_folder_means_the_same_as_one_file(changed: Changed) -> None:
    """Each key of the file may as well be a file of a folder."""
    data = changed({})
    before = _records(data)
    name, lines = "", list[str]()
    for line in (data / "terms.yml").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            name, lines = line.rstrip(":"), []
        else:
            lines.append(line[2:] + "\n")
        (data / "terms").mkdir(exist_ok=True)
        (data / "terms" / f"{name}.yml").write_text("".join(lines), encoding="utf-8")
    (data / "terms.yml").unlink()
    assert _records(data) == before


def test_one_file_means_the_same_as_a_folder(changed: Changed) -> None:
    """Each file of a folder may as well be a key of one file."""
    data = changed({})
    before = _records(data)
    text = ""
    for file in sorted((data / "tasks").iterdir()):
        lines = file.read_text(encoding="utf-8").splitlines()
        text += f"{file.stem}:\n" + "".join(f"  {line}\n" for line in lines)
        file.unlink()
    (data / "tasks.yml").write_text(text, encoding="utf-8")
    assert _records(data) == before


@pytest.mark.parametrize("name", ["terms", "events/x.yml", "notes", "labels.yml"])
def test_a_symbolic_link_is_told_and_not_followed(changed: Changed, name: str) -> None:
    """Be it to a file, to a folder or to nothing, and whatever it is called."""
    data = changed({})
    (data / name).unlink(missing_ok=True)
    (data / name).symlink_to(data.parent / "elsewhere")
    with pytest.raises(Problems) as error:
        load_data(data)
    link = (data / name).as_posix()
    assert [one.rule for one in error.value.found if one.path == link] == ["symbolic-link"]


@pytest.mark.parametrize("name", ["terms", "assertions", "labels"])
def test_a_file_of_records_is_a_mapping(problems: Find, name: str) -> None:
    """A list in its place must not pass for an empty collection that is always right."""
    assert [one for one in problems({f"{name}.yml": "- a: 1\n"}) if one.startswith(name)] == [
        f'{name}.yml:1:1: "{name}" needs {RECORDS}; here is a list [wrong-type]'
    ]


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        ("people/do-thuy-an.yml", ("kind: elected", "kind: mua"), "5:5"),
        ("people/do-thuy-an.yml", ("kind: elected", "kind: [elected"), "5:11"),
        ("sources.yml", ("ban-sao:", "ban-sao: x"), "20:1"),
        ("sources.yml", ("extent: opening", "extent: half"), "27:3"),
    ],
    ids=["bad-record", "bad-file", "bad-collection", "bad-record-of-one-file"],
)
def test_a_record_with_a_problem_is_not_said_to_be_missing(
    problems: Find, name: str, change: Change, line: str
) -> None:
    """Whoever names it is not to blame, and no total is called wrong for its sake."""
    assert [one.partition(": ")[0] for one in problems({name: change})] == [f"{name}:{line}"]


@pytest.mark.parametrize("name", ["nothing", "file"])
def test_a_folder_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    """Instead of a register of nothing, or of a trace of Python."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Problems) as error:
        load_data(tmp_path / name)
    folder = (tmp_path / name).as_posix()
    assert error.value.found == (Problem(folder, Mark(1, 1), "no-data"),)


def test_a_folder_without_records_is_not_good(tmp_path: Path) -> None:
    """It is another folder than was meant, or its files are gone."""
    (tmp_path / ".schema").mkdir()
    with pytest.raises(Problems) as error:
        load_data(tmp_path)
    assert error.value.found == (Problem(tmp_path.as_posix(), Mark(1, 1), "no-records"),)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Nguyễn  Văn An", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn An", "Nguyễn Văn An"),
        ("Nguyễn \u3000Văn\u202fAn", "Nguyễn Văn An"),
        ('" Nguyễn Văn An"', "Nguyễn Văn An"),
        ("'Nguyễn Văn An '", "Nguyễn Văn An"),
        ("\u00a0Nguyễn Văn An", "Nguyễn Văn An"),
    ],
)
def test_blanks_that_nobody_sees_are_refused(problems: Find, typed: str, nearest: str) -> None:
    """As they come from Word; two names that look the same must be the same."""
    assert problems({"people/tran-y.yml": ("name: Trần Ý", f"name: {typed}")}) == [
        "people/tran-y.yml:1:7: the value has superfluous or special blanks; the command fix"
        f' mends them; did you mean "{nearest}"? [blanks]'
    ]


@pytest.mark.parametrize("value", ["~", "null", "Null", "NULL"])
def test_a_value_that_yaml_reads_as_none_is_refused(problems: Find, value: str) -> None:
    """Here it would be published as text; in quotes it is meant as such."""
    change = "name: Hội chợ\n", f"name: Hội chợ\nplace: {value}\n"
    assert problems({"events/x.yml": EVENT.replace(*change)}) == [
        f"events/x.yml:2:8: YAML reads {value} as no value; remove the key, or put it in quotes"
        " if it is text [null-value]"
    ]
    quoted = EVENT.replace(change[0], f'name: Hội chợ\nplace: "{value}"\n')
    assert problems({"events/x.yml": quoted}) == []


def test_unchanged_data_is_read_once(changed: Changed) -> None:
    """Pages ask for the register again and again; it is the same object."""
    data = changed({})
    assert load_data(data) is load_data(data)


def test_a_changed_file_is_read_again(changed: Changed) -> None:
    """Even when the change leaves the size and the time of the file as they were."""
    data = changed({"events/x.yml": EVENT})
    file, before = data / "events/x.yml", load_data(data)
    then = file.stat().st_mtime_ns
    file.write_text(EVENT.replace("2031-05-01", "2031-06-01"), encoding="utf-8")
    os.utime(file, ns=(then, then))
    dates = [str(getattr(one["events/x"].record, "date", "")) for one in (before, load_data(data))]
    assert dates == ["2031-05-01", "2031-06-01"]


def test_a_file_that_comes_or_goes_is_seen(changed: Changed) -> None:
    """The set of files counts, not only what is in them."""
    data = changed({"events/x.yml": EVENT})
    first = load_data(data)
    (data / "events/x.yml").rename(data / "events/y.yml")
    assert set(first.entries) ^ set(load_data(data).entries) == {"events/x", "events/y"}


def test_problems_are_told_until_they_are_mended(changed: Changed) -> None:
    """Bad data is never remembered as good, nor good data as bad."""
    data = changed({"events/x.yml": EVENT.replace("kind: meeting", "kind: mua")})
    for _ in range(2):
        with pytest.raises(Problems):
            load_data(data)
    (data / "events/x.yml").write_text(EVENT, encoding="utf-8")
    assert "events/x" in load_data(data)


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "people/~$x.docx", ".DS_Store"])
def test_what_systems_leave_in_folders_is_passed_over(problems: Find, name: str) -> None:
    """Nobody can see these files, so nobody is asked to remove them."""
    assert problems({name: b"\x00\xff"}) == []


def test_a_register_to_build_from_forgets_the_yaml_but_not_others(invented: Register) -> None:
    """Its records and their keys' places stay; registers read before and after keep all."""
    before = invented["people/tran-y"]
    built = load_for_build(INVENTED)["people/tran-y"]
    after = load_data(INVENTED)["people/tran-y"]
    assert built.record == before.record
    assert built.node.keys == before.node.keys
    assert built.node.value is None
    assert after.node.plain() == before.node.plain()
