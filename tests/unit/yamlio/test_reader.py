"""YAML becomes nodes that hold what the editor typed and where; what cannot be kept is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text import closest_match
from macros.yamlio.nodes import Loc, Mark, Node
from macros.yamlio.problems import Problem, Problems, problem
from macros.yamlio.reader import decode_yaml, parse_yaml, read_yaml

Reading = tuple[Node | None, list[Problem]]
Reader = Callable[[str], Reading]


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Write a text to a file and read it."""
    return lambda text: _read(tmp_path, text)


def _read(folder: Path, text: str) -> Reading:
    file = folder / "x.yml"
    file.write_bytes(text.encode())
    return read_yaml(file, "x.yml")


@pytest.mark.parametrize(
    "typed",
    ["no", "yes", "on", "0123", "0241234567", "13:30", "1.10", "1e3", "2021-07-20"],
)
def test_a_scalar_is_the_text_that_was_typed(reading: Reader, typed: str) -> None:
    """YAML's own ideas of booleans, numbers, times and nulls change nothing."""
    node, problems = reading(f"key: {typed}\n")
    assert (node and node.plain(), problems) == ({"key": typed}, [])


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("key: Phòng số#5\n", "Phòng số#5"),
        ("key: 'Phòng #5'\n", "Phòng #5"),
        ('key: "a: b"\n', "a: b"),
        ("key: >-\n  hai\n  dòng\n", "hai dòng"),
        ("key: |\n  hai\n  dòng\n", "hai\ndòng"),
        ("key: hai\n  dòng\n", "hai dòng"),
        ("key: “ngoặc” – … 🌱\n", "“ngoặc” – … 🌱"),
    ],
    ids=["hash-inside", "single", "double", "folded", "literal", "two-lines", "signs"],
)
def test_every_style_of_scalar_is_read(reading: Reader, yaml: str, value: str) -> None:
    """Plain, quoted and block scalars give their text, without a last line end."""
    node, problems = reading(yaml)
    assert (node and node.plain(), problems) == ({"key": value}, [])


@given(
    text=st.text(
        st.sampled_from("aăâđĐêôơưỳỷỹýỵ 019#:-{}[]&*!|>'\"%@`,~=<$\\/.;()+_"), max_size=30
    ).filter(str.strip)
)
def test_a_value_in_double_quotes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Quoted and escaped, any line of text is read as itself."""
    quoted = json.dumps(text, ensure_ascii=False)
    node, problems = _read(tmp_path_factory.getbasetemp(), f"key: {quoted}\n")
    assert (node and node.plain(), problems) == ({"key": text}, [])


@pytest.mark.parametrize("yaml", ["name:\n", "name: # An\n"], ids=["nothing", "comment"])
def test_an_empty_value_is_none(reading: Reader, yaml: str) -> None:
    """Not known is not the same as a text of no letters."""
    empty = Node(Mark(1, 6), None)
    assert reading(yaml) == (Node(Mark(1, 1), {"name": empty}, {"name": Mark(1, 1)}), [])


@pytest.mark.parametrize(
    "yaml",
    ["key: 'a #b'\n", "key: 'a' # b\n", "key: # b\n  a\n", "# b\nkey: a\n# b\n", "---\nkey: a\n"],
    ids=["quoted", "after-quotes", "after-key", "own-line", "document-mark"],
)
def test_a_comment_that_takes_nothing_away_is_read(reading: Reader, yaml: str) -> None:
    """Inside quotes a hash is text; after quotes, a key or on its own line a comment."""
    assert reading(yaml)[1] == []


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x0B, 0x1B, 0x7F, 0x85, 0xAD, 0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200D),
        *(0x200E, 0x2028, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFF9),
        *(0xFFFE, 0xE0041, 0xF0000),
    ],
    ids=lambda code: f"U+{code:04X}",
)
def test_what_nobody_can_see_is_refused(reading: Reader, code: int) -> None:
    """Each is read as a blank, so that what else is wrong is reported, too, at its right place."""
    node, problems = reading(f"# ghi chú\nname: Hội{chr(code)} chợ\nname: Hội\n")
    assert node is not None
    assert node.plain() == {"name": "Hội  chợ"}
    assert [(problem.mark, problem.rule) for problem in problems] == [
        (Mark(3, 1), "duplicate-key"),
        (Mark(2, 10), "invisible-character"),
    ]
    assert dict(problems[1].values)["code"] == f"U+{code:04X}"


def test_line_ends_of_an_old_mac_are_reported_alone(reading: Reader) -> None:
    """Whoever counts lines counts others than YAML does; `fix` mends them."""
    node, problems = reading("name: Hội\rname: chợ\n")
    assert node is None
    assert [(problem.mark, problem.rule) for problem in problems] == [
        (Mark(1, 10), "invisible-character")
    ]


def _data_problems(text: str) -> list[tuple[str, str, str]]:
    """Place, rule and what was meant, of all that is wrong with a file of data."""
    _, problems = decode_yaml(text.encode(), "x.yml", is_data=True)
    found = [(str(one.mark), one.rule, dict(one.values).get("nearest", "")) for one in problems]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: b\n\u00a0 c: d\n", [("2:1", "special-indent", "")]),
        ("a:\n  b: c\n\u2003\u2003d: e\n", [("3:1", "special-indent", "")]),
        ("a: b\n  c\n", [("2:3", "continued-value", "")]),
        ("a:\n  b: c\n\n     d\n", [("4:6", "continued-value", "")]),
        ("a: “Hội chợ”\n", [("1:4", "curly-quotes", "Hội chợ")]),
        ("a: [‘b’, “c” d]\n", [("1:5", "curly-quotes", "b")]),
        ("a: '“Hội chợ”'\nb: “Hội” chợ\n", []),
        ("%YAML 1.2\n---\na: b\n", [("1:1", "directive", "")]),
        ("%TAG ! tag:x,2000:\n---\na: b\n", [("1:1", "directive", "")]),
        ('a: "b"#c\n', [("1:7", "lost-after-hash", "")]),
        ("a: #2 Phòng\nb: # c\n", [("1:4", "lost-after-hash", "")]),
        ("a: 'b'# c\n", [("1:7", "lost-after-hash", "")]),
        ("- {a: b}#c\n- [d]#e\n", [("1:9", "lost-after-hash", ""), ("2:6", "lost-after-hash", "")]),
        ("a: {b: Phòng #5}\n", [("1:14", "lost-after-hash", "")]),
        ("a: [Phòng #5, c]\nd: e\n", [("1:11", "lost-after-hash", "")]),
        ("a: {{ name }}\n", [("1:4", "reserved-start", "")]),
        ('a: "{{ name }}"\n', []),
        ("a: b\nc： d\n", [("2:2", "wrong-sign", ":")]),
        ("a: {b： c}\n", [("1:6", "wrong-sign", ":")]),
        ("a:\n  – b: c\n", [("2:3", "wrong-sign", "-")]),
        ("a:\n  • b\n  c: d\n", [("2:3", "wrong-sign", "-")]),
        ("a\u00a0: b\n", [("1:1", "blanks", "a")]),
        ("a  b: c\n", [("1:1", "blanks", "a b")]),
        ('a: "b\\tc\\u00a0"\n', [("1:4", "blanks", "b c")]),
        ("a: mật khẩu: Abc@123\n".replace(": A", "=A"), [("1:4", "secret", "")]),
        ("# ghp_" + "a1" * 18 + "\na: b\n", [("1:3", "secret", "")]),
        ("a: NguyÔn V¨n An\nb: Huế\n", [("1:4", "misread-letters", "Nguyễn Văn An")]),
        ("Nguy\ufffdn: b?c\n", [("1:5", "lost-letter", ""), ("1:10", "lost-letter", "")]),
    ],
)
def test_what_misleads_in_a_file_of_data_is_reported(
    text: str, problems: list[tuple[str, str, str]]
) -> None:
    """Each at its place, with what was meant; other YAML may have some of it."""
    assert _data_problems(text) == problems


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("name: An\n".encode("utf-16-le"), "not-utf-8"),
        ("name: An\n".encode("utf-16-be"), "not-utf-8"),
        ("name: An\n".encode("utf-32"), "not-utf-8"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "lfs-pointer"),
    ],
    ids=["utf-16-le", "utf-16-be", "utf-32", "lfs"],
)
def test_a_file_that_is_not_what_it_seems_has_one_problem(content: bytes, rule: str) -> None:
    """At its beginning, and not one for each byte."""
    assert decode_yaml(content, "x.yml") == (None, [problem("x.yml", Mark(1, 1), rule)])


@pytest.mark.parametrize(
    "text", ["\ufeffname: An\nposts: [a]\n", "name: An\r\nposts: [a]\r\n"], ids=["bom", "crlf"]
)
def test_marks_of_another_editor_change_nothing(reading: Reader, text: str) -> None:
    """A byte order mark and Windows line ends are accepted; places and values stay the same."""
    assert reading(text) == reading("name: An\nposts: [a]\n")
    assert reading(text)[1] == []


def test_nodes_know_their_places(reading: Reader) -> None:
    """Every node and every key has the line and column where it begins, counted from 1."""
    node, _ = reading("# ghi chú\ntên: Đỗ\nposts:\n  - id: a\n")
    assert node == Node(
        Mark(2, 1),
        {
            "tên": Node(Mark(2, 6), "Đỗ"),
            "posts": Node(
                Mark(4, 3), [Node(Mark(4, 5), {"id": Node(Mark(4, 9), "a")}, {"id": Mark(4, 5)})]
            ),
        },
        {"tên": Mark(2, 1), "posts": Mark(3, 1)},
    )


@pytest.mark.parametrize(
    ("loc", "mark"),
    [
        ((), Mark(1, 1)),
        (("posts",), Mark(2, 1)),
        (("posts", 1), Mark(4, 5)),
        (("posts", 1, "id"), Mark(4, 5)),
        (("posts", 1, "seats"), Mark(4, 5)),
        (("posts", 2), Mark(2, 1)),
        (("founding", "date"), Mark(1, 1)),
        (("name", "vi"), Mark(1, 1)),
        (("parent", "name", "vi"), Mark(5, 10)),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_place_is_found_or_the_nearest_around_it(reading: Reader, loc: Loc, mark: Mark) -> None:
    """What is not there is placed where it should stand; shorthand forms do not lose the key."""
    node, _ = reading("name: An\nposts:\n  - id: a\n  - id: b\nparent: {vi: Vườn}\n")
    assert node is not None
    assert node.mark_at(loc) == mark


@pytest.mark.parametrize(
    ("word", "meant"),
    [("memberhsips", "memberships"), ("names", "name"), ("xyz", ""), ("", "")],
)
def test_the_nearest_candidate_is_named(word: str, meant: str) -> None:
    """A slip of the keys finds its word; a word that is near none finds nothing."""
    assert closest_match(word, ["memberships", "name", "citations"]) == meant


def test_a_problem_holds_its_values_as_text() -> None:
    """The values that the sentence names are text, in the order given."""
    duplicate = problem("x.yml", Mark(2, 3), "duplicate-key", key="name", line=1)
    assert duplicate == Problem(
        "x.yml", Mark(2, 3), "duplicate-key", (("key", "name"), ("line", "1"))
    )


def test_problems_are_sorted_and_said_once() -> None:
    """They come by file, line as a number, column and rule; the same one twice is one."""
    sorted_: tuple[Problem, ...] = (
        problem("a.yml", Mark(2, 1), "tab"),
        problem("a.yml", Mark(10, 1), "anchor"),
        problem("a.yml", Mark(10, 1), "tab"),
        problem("b.yml", Mark(1, 5), "tab"),
    )
    assert Problems([*reversed(sorted_), sorted_[0]]).found == sorted_


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    """A link could publish a file from outside the data."""
    (tmp_path / "real.yml").write_text("name: An\n")
    (tmp_path / "x.yml").symlink_to(tmp_path / "real.yml")
    assert read_yaml(tmp_path / "x.yml", "x.yml") == (
        None,
        [problem("x.yml", Mark(1, 1), "symbolic-link")],
    )


def _nodes(value: Any) -> int:
    if isinstance(value, Node):
        return 1 + _nodes(value.value)
    if isinstance(value, dict):
        return sum(_nodes(inner) for inner in value.values())
    return sum(_nodes(inner) for inner in value) if isinstance(value, list) else 0


def test_an_alias_bomb_does_not_go_off(reading: Reader) -> None:
    """412 bytes that mean a thousand million words stay the 100 nodes that are written."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for above, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]")
    bomb = "\n".join(lines)
    node, problems = reading(bomb)
    assert len(bomb) == 412
    assert _nodes(node) == 100
    assert [(problem.mark.line, problem.rule) for problem in problems] == [
        (line, "anchor") for line in range(1, 10) for _ in range(1 if line == 1 else 11)
    ]


@pytest.mark.parametrize(("opening", "column"), [("[", 42), ("- ", 83), ("{a: ", 162)])
def test_deep_nesting_is_refused_where_it_is_too_deep(
    reading: Reader, opening: str, column: int
) -> None:
    """What lies more than 40 levels under the root is refused at its place, fast."""
    node, problems = reading(opening * 10_000)
    assert node is None
    assert [(problem.mark, problem.rule) for problem in problems] == [(Mark(1, column), "too-deep")]


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("a: [" + "b, " * 1_000_000 + "]", Mark(1, 6005), "too-many-items"),
        ("a:\n" + "- b\n" * 1_000_000, Mark(2002, 3), "too-many-items"),
        ("a:\n" + "-\n" * 1_000_000, Mark(2002, 2), "too-many-items"),
        ("".join(f"k{i}: b\n" for i in range(300_000)), Mark(50_000, 9), "too-many-values"),
        ("[" + f"[{'a,' * 1_999}]," * 60 + "]", Mark(1, 200_048), "too-many-values"),
    ],
    ids=["flow", "block", "empty items", "keys", "lists in a list"],
)
def test_a_file_without_end_is_read_to_its_limit(
    reading: Reader, text: str, place: Mark, rule: str
) -> None:
    """What comes behind the first value that is one too many is not even looked at."""
    node, problems = reading(text)
    assert node is None
    assert [(problem.mark, problem.rule) for problem in problems] == [(place, rule)]


def test_as_many_items_as_are_allowed_are_read(reading: Reader) -> None:
    """The limit is far above what a record needs."""
    node, problems = reading("[" + "a, " * 2_000 + "]")
    assert (_nodes(node), problems) == (2_001, [])


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: " + "\u200b" * 100_000, "invisible-character", Mark(1, 1_004)),
        ("a:\n" + "- b #c\n" * 1_999, "lost-after-hash", Mark(1_002, 5)),
        ("- e\u0302\n" * 20_000, "not-nfc", Mark(1_001, 3)),
        ("--- a\n" * 20_000, "second-document", Mark(1_002, 1)),
    ],
)
def test_of_the_problems_of_a_file_the_first_are_listed(text: str, rule: str, place: Mark) -> None:
    """A thousand; then one that says where to go on."""
    _, problems = decode_yaml(text.encode(), "x.yml")
    assert [problem.rule for problem in problems] == [rule] * 1_000 + ["too-many-problems"]
    assert problems[-1].mark == place


def test_forty_levels_under_the_root_are_read(reading: Reader) -> None:
    """The limit is far above what a record needs."""
    node, problems = reading("[" * 41 + "]" * 41)
    assert (_nodes(node), problems) == (41, [])


@pytest.mark.parametrize("character", ["\x00", "\x01", "\ufffe", "\ud800"], ids=ascii)
def test_a_text_with_a_character_that_yaml_does_not_know_is_no_yaml(character: str) -> None:
    """Where a text is no file that was looked through before: as a whole, without a place."""
    assert parse_yaml(f"a: x{character}y\n", "x.yml") == (
        None,
        [problem("x.yml", Mark(1, 1), "bad-yaml")],
    )
