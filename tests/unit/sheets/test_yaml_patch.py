"""Values of a YAML text change in their place: what is not meant stays as it was."""

import copy
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.model import COLLECTIONS, Person
from macros.register import Register
from macros.sheets.record_tree import RecordTree, renumbered, same_record, to_tree
from macros.sheets.yaml_patch import RecordDiff
from macros.yamlio import Node, YamlText, apply_edits, read_yaml
from tests.support.random_records import mutate

TEXT = """\
# Đầu tệp.
name: "Trần Ý"  # tên
memberships:
  # Chức vụ đầu.
  - organization: organizations/a
    role: {vi: Ủy viên, en: Member}
    attested: [2030-01-01]
    note:
      vi: >-
        Một câu dài
        hai dòng.
    citations:
      - {source: sources/a, locator: đoạn 1}
      - {source: sources/b}  # bản sao

  - organization: organizations/b
    role: Trưởng ban
    citations: [{source: sources/a}]
# Cuối tệp.
"""


def _node(text: str, folder: Path) -> Node:
    file = folder / "x.yml"
    file.write_text(text, encoding="utf-8")
    node, problems = read_yaml(file, "x.yml")
    assert (node is not None, problems) == (True, [])
    assert node
    return node


def _spliced(tmp_path: Path, *path: str | int, value: object = None) -> list[str]:
    """What a change at a path of TEXT does, line by line as a diff without context."""
    old = to_tree(Person, _node(TEXT, tmp_path).plain())
    new = copy.deepcopy(old)
    inside: RecordTree = new
    for step in path[:-1]:
        inside = inside[step]  # type: ignore[index]
    inside[path[-1]] = value  # type: ignore[index]
    if value is None:
        del inside[path[-1]]  # type: ignore[arg-type]
    script = YamlText(TEXT)
    after = apply_edits(TEXT, RecordDiff(script).part(Person, script.node, old, new))
    assert same_record(
        Person, to_tree(Person, _node(after, tmp_path).plain()), renumbered(Person, new)
    )
    before, lines = TEXT.splitlines(), after.splitlines()
    gone = [f"-{line}" for line in before if line not in lines]
    return [*gone, *(f"+{line}" for line in lines if line not in before)]


FIRST = ("memberships", 1)


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (("name",), "Trần Yến", ['-name: "Trần Ý"  # tên', '+name: "Trần Yến"  # tên']),
        (
            (*FIRST, "role", "en"),
            "Member, acting",
            [
                "-    role: {vi: Ủy viên, en: Member}",
                '+    role: {vi: Ủy viên, en: "Member, acting"}',
            ],
        ),
        ((*FIRST, "kind"), "acting", ["+    kind: acting"]),
        ((*FIRST, "start_date"), "2029-07", ["+    start_date: 2029-07"]),
        ((*FIRST, "attested"), None, ["-    attested: [2030-01-01]"]),
        (
            (*FIRST, "citations", 2, "locator"),
            "Điều 1, 2",
            [
                "-      - {source: sources/b}  # bản sao",
                '+      - {source: sources/b, locator: "Điều 1, 2"}  # bản sao',
            ],
        ),
        ((*FIRST, "citations", 1), None, ["-      - {source: sources/a, locator: đoạn 1}"]),
        (
            ("memberships", 2, "citations", 2),
            {"document": "legislation/x"},
            [
                "-    citations: [{source: sources/a}]",
                "+    citations: [{source: sources/a}, {document: legislation/x}]",
            ],
        ),
        (
            (*FIRST, "note", "vi"),
            "Ngắn.",
            ["-      vi: >-", "-        Một câu dài", "-        hai dòng.", "+      vi: Ngắn."],
        ),
        (
            ("memberships", 2, "role"),
            {"vi": "no", "en": "no"},
            ["-    role: Trưởng ban", '+    role: {vi: "no", en: "no"}'],
        ),
        (
            ("other_names",),
            {1: {"name": {"vi": "Ý"}}, 2: {"name": {"vi": "Y"}, "end_date": "2020"}},
            ["+other_names:", "+  - Ý", '+  - {name: "Y", end_date: 2020}'],
        ),
    ],
)
def test_one_value_changes_and_the_rest_stays(
    tmp_path: Path, path: tuple[str | int, ...], value: object, lines: list[str]
) -> None:
    """Comments, blank lines, order and style of all else are those of before."""
    assert _spliced(tmp_path, *path, value=value) == lines


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9), rate=st.sampled_from([0.03, 0.1, 0.5]))
def test_any_change_of_any_record_is_written_as_it_is_meant(
    real: Register, tmp_path_factory: pytest.TempPathFactory, seed: int, rate: float
) -> None:
    """The changed text reads as the changed record; other records of the file read as before."""
    random = Random(seed)
    entry = random.choice(list(real.entries.values()))
    model = COLLECTIONS[entry.collection]
    text = Path(entry.path).read_text(encoding="utf-8")
    alone = Path(entry.path).stem == entry.id
    script = YamlText(text)
    node = script.at(() if alone else (entry.id,))
    old = to_tree(model, entry.node.plain())
    new = copy.deepcopy(old)
    mutate(model, new, random, rate)
    after = apply_edits(text, RecordDiff(script).part(model, node, old, new))
    plain = _node(after, tmp_path_factory.getbasetemp()).plain()
    read_back = to_tree(model, plain if alone else plain.pop(entry.id))
    assert same_record(model, read_back, renumbered(model, new))
    if not alone:
        others = {one.id: one.node.plain() for one in real.collection(entry.collection)}
        assert plain == {name: one for name, one in others.items() if name != entry.id}


@pytest.mark.parametrize(
    ("gone", "rest"),
    [
        (["a"], "# Của b.\nb: {x: 1}\n# Của c.\nc:\n  - 1\n"),
        (["a", "b"], "# Của c.\nc:\n  - 1\n"),
        (["b"], "a: 1\n# Của b.\n# Của c.\nc:\n  - 1\n"),
        (["c"], "a: 1\n# Của b.\nb: {x: 1}\n# Của c.\n"),
        (["a", "b", "c"], ""),
    ],
)
def test_records_go_with_their_lines_alone(gone: list[str], rest: str) -> None:
    """At the head, in the middle, at the end and all; comments of the others stay."""
    text = "a: 1\n# Của b.\nb: {x: 1}\n# Của c.\nc:\n  - 1\n"
    for end in ("\n", "\r\n"):
        script = YamlText(text.replace("\n", end))
        after = apply_edits(script.text, RecordDiff(script).without(script.node, gone))
        assert after == rest.replace("\n", end)


@pytest.mark.parametrize(
    ("gone", "rest"),
    [
        (0, "a: [ # một\n  y, # hai\n  z]\n"),
        (1, "a: [x, # một\n   # hai\n  z]\n"),
        (2, "a: [x, # một\n  y # hai\n  ]\n"),
    ],
)
def test_comments_between_items_in_brackets_stay(gone: int, rest: str) -> None:
    """Each beside the item of which it speaks, or where that stood."""
    script = YamlText("a: [x, # một\n  y, # hai\n  z]\n")
    left = [one for at, one in enumerate("xyz") if at != gone]
    pieces = RecordDiff(script).texts(script.at(("a",)), list("xyz"), left)
    assert apply_edits(script.text, pieces) == rest


def test_a_comment_below_the_first_key_of_an_item_stays() -> None:
    """Though the key above it goes."""
    script = YamlText("- a: 1\n  # vì sao\n  b: 2\n")
    after = apply_edits(script.text, RecordDiff(script).without(script.at((0,)), ["a"]))
    assert after == "-\n  # vì sao\n  b: 2\n"
