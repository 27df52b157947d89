"""How a YAML text is changed at one place: the very bytes, in every manner of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text import Alphabets, suspicious_characters
from macros.yamlio.edit import (
    TextEdit,
    UnsafeEdit,
    YamlText,
    apply_edits,
    insert_item,
    put_value,
    rename_key,
    replace_text,
)
from macros.yamlio.emit import format_scalar
from macros.yamlio.reader import parse_yaml
from tests.support.sites import ROOT

ORDER = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: x\nc: y\n", "a: x\nb: new\nc: y\n"),
        ("c: y\n", "b: new\nc: y\n"),
        ("a: x", "a: x\nb: new"),
        ("a: x\r\nc: y\r\n", "a: x\r\nb: new\r\nc: y\r\n"),
        ("a: 'x'  # said\n# of c\nc: y\n", "a: 'x'  # said\nb: new\n# of c\nc: y\n"),
        ("a: >-\n  x\n  y\n\n# of c\nc: z\n", "a: >-\n  x\n  y\nb: new\n\n# of c\nc: z\n"),
        ("a:\n  - x\n  - {y: z}  # end\nc: y\n", "a:\n  - x\n  - {y: z}  # end\nb: new\nc: y\n"),
        ("{a: x, c: y}", "{a: x, b: new, c: y}"),
        ("{c: y}", "{b: new, c: y}"),
        ("{a: [x, {y: z}]}\n", "{a: [x, {y: z}], b: new}\n"),
        ('a: "x\n  y"\nc: z\n', 'a: "x\n  y"\nb: new\nc: z\n'),
        ("b: 'old'  # why\nc: y\n", "b: 'new'  # why\nc: y\n"),
        ('a: x\nb: "old"\n', 'a: x\nb: "new"\n'),
        ("a: x\nb:\nc: y\n", "a: x\nb: new\nc: y\n"),
        ("# head\n\na: x\n# foot\n", "# head\n\na: x\nb: new\n# foot\n"),
        ("---\na: x\n...\n", "---\na: x\nb: new\n...\n"),
    ],
    ids=[
        *("between", "first", "no-line-end", "crlf", "comments", "folded", "list", "brackets"),
        *("first-in-brackets", "last-in-brackets", "quotes", "value", "quoted-value", "empty"),
        *("head-and-foot", "document"),
    ],
)
def test_a_key_gets_its_place_and_nothing_else_moves(text: str, expected: str) -> None:
    """Comments stay with what they speak of, line ends and brackets are those of the file."""
    assert put_value(text, (), "b", "new", ORDER) == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a:\n  - x: y\n    z: 1\nb: c\n", None, "a:\n  - x: y\n    z: 1\n  - {new: 1}\nb: c\n"),
        ("a:\n  - x\n", 0, "a:\n  - {new: 1}\n  - x\n"),
        ("a:\n- x\n# of b\nb: c\n", None, "a:\n- x\n- {new: 1}\n# of b\nb: c\n"),
        ("a: [x, y]\n", 1, "a: [x, {new: 1}, y]\n"),
        ("a: []\n", None, "a: [{new: 1}]\n"),
    ],
    ids=["block", "first", "not-indented", "brackets", "empty"],
)
def test_an_item_stands_where_it_is_put(text: str, at: int | None, expected: str) -> None:
    """In a column and in brackets, first, between and last."""
    assert insert_item(text, ("a",), {"new": "1"}, at) == expected


def test_a_list_with_an_inner_list_grows_at_its_own_depth() -> None:
    """A new item of parts is written over several lines, as the others are."""
    text = "m:\n  - o: x\n    citations:\n      - {source: s}\n"
    item = {"o": "y", "citations": [{"source": "t", "locator": "đoạn 1, 2"}]}
    assert insert_item(text, ("m",), item) == (
        f'{text}  - o: "y"\n    citations:\n      - {{source: t, locator: "đoạn 1, 2"}}\n'
    )


def test_an_address_is_replaced_in_whatever_quotes_it_stands() -> None:
    """Its quotes, its comment and the other addresses stay."""
    text = "a: 'x/old'\nb: [x/old-2, \"x/old#p\"]  # x/old\n"
    changed = replace_text(text, [("a",), ("b", 1)], "x/old", "x/new")
    assert changed == "a: 'x/new'\nb: [x/old-2, \"x/new#p\"]  # x/old\n"


def test_a_record_among_others_gets_another_name_in_its_place() -> None:
    """Quoted or not; a name that is there already is not taken."""
    assert rename_key("a: {}\n'b': {c: d}\n", "b", "e") == "a: {}\n'e': {c: d}\n"
    with pytest.raises(UnsafeEdit):
        rename_key("a: x\nb: y\n", "a", "b")


@pytest.mark.parametrize(
    "text",
    ["a: [x\n", "a: &n x\n", "- x\n", "a: x\na: y\n", ""],
    ids=["yaml", "anchor", "list", "twice", "empty"],
)
def test_what_is_no_good_mapping_is_not_touched(text: str) -> None:
    """It is for a person to mend."""
    with pytest.raises(UnsafeEdit):
        put_value(text, (), "b", "new")


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp")), min_size=1
)


def _is_read(text: str) -> bool:
    """Whether the loader takes it at all: letters that nobody sees and twins it refuses."""
    return bool(text) and not any(suspicious_characters([text], True, Alphabets()))


@given(WORDS.map(lambda text: " ".join(text.split())).filter(_is_read), st.booleans())
def test_any_text_is_written_so_that_it_is_read_back(text: str, is_long: bool) -> None:
    """Quotes, colons, hashes, brackets, dashes, numbers, words that YAML takes for others."""
    value = f"{text} " * 30 + "end" if is_long else text
    for written in ("a: x\n", "{a: x}\n"):
        changed = put_value(written, (), "b", {"vi": value, "en": text})
        node, problems = parse_yaml(changed)
        assert (node.plain() if node else None, problems) == (
            {"a": "x", "b": {"vi": value, "en": text}},
            [],
        )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Vụ trưởng", "Vụ trưởng"),
        ("2025-11-01", "2025-11-01"),
        ("12", "12"),
        ("0123", '"0123"'),
        ("no", '"no"'),
        ("13:30", '"13:30"'),
        ("1.10", '"1.10"'),
        ("~", '"~"'),
        ("Phòng #5", '"Phòng #5"'),
        ("a: b", '"a: b"'),
        ("- a", '"- a"'),
        ('Ông "Ba"', 'Ông "Ba"'),
        ("57/2014/QH13", "57/2014/QH13"),
    ],
)
def test_a_text_has_quotes_only_where_it_needs_them(text: str, written: str) -> None:
    """As the files of the house have it; other programs must not take a text for a number."""
    assert format_scalar(text) == written


@pytest.mark.parametrize("text", ["Vụ, cục", "Ai là ai?", "xem:", "[a", "b}"])
def test_a_text_in_brackets_has_quotes_where_any_reader_of_yaml_needs_them(text: str) -> None:
    """Some readers take a question mark inside braces for a key; outside it stays plain."""
    assert format_scalar(text, in_flow=True) == f'"{text}"'


def test_every_real_file_stays_as_it_is_when_a_key_is_added_and_taken_out() -> None:
    """Whatever its style: one line more, all others to the byte."""
    for file in sorted((ROOT / "data").rglob("*.yml")):
        text = file.read_bytes().decode()
        lines = put_value(text, (), "zzz", "new").split("\n")
        lines.remove("zzz: new")
        assert "\n".join(lines) == text, file


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("{a: x, b: y}\n", {"vi": "z"}, "{a: x, b: {vi: z}}\n"),
        ("b: {vi: x}  # why\n", "new", 'b: "new"  # why\n'),
        ("b: {vi: x}\n", "new", "b: new\n"),
        ("a: x\nb: y\nc: z\n", ["p", "q"], "a: x\nb: [p, q]\nc: z\n"),
        ("b: >-\n  x\n  y\nc: z\n", "new", "b: new\nc: z\n"),
    ],
    ids=["in-braces", "before-a-comment", "text", "list", "folded"],
)
def test_a_value_of_another_kind_takes_the_place_of_one(
    text: str, value: object, expected: str
) -> None:
    """A text before a comment gets quotes: it would take the comment in."""
    assert put_value(text, (), "b", value) == expected


@pytest.mark.parametrize("loc", [("c",), ("a", 2), ("b", "x", "y"), ("b",)])
def test_there_is_no_list_at_such_a_place(loc: tuple[str | int, ...]) -> None:
    """No key or item is made on the way to it."""
    with pytest.raises(UnsafeEdit):
        insert_item("a: [[x], [y]]\nb: {x: z}\n", loc, "new")


@pytest.mark.parametrize("text", ["a: x/other\n", "a: x/old or x/old\n"], ids=["none", "twice"])
def test_what_does_not_stand_there_once_is_not_replaced(text: str) -> None:
    """Nobody knows which is meant."""
    with pytest.raises(UnsafeEdit):
        replace_text(text, [("a",)], "x/old", "x/new")


def test_edits_are_made_in_the_order_of_their_places() -> None:
    """Two that overlap contradict each other."""
    first, second = TextEdit(0, 1, "x"), TextEdit(1, 3, "yz")
    assert apply_edits("abcd", [second, first]) == "xyzd"
    with pytest.raises(UnsafeEdit):
        apply_edits("abcd", [first, TextEdit(0, 2, "y")])


@pytest.mark.parametrize("new", ["z", ": [", "y: 1\na"], ids=["other", "no-yaml", "more"])
def test_an_edit_that_says_something_else_is_not_made(new: str) -> None:
    """What comes out is read again before anybody writes it."""
    with pytest.raises(UnsafeEdit):
        YamlText("a: x\n").edited([TextEdit(3, 4, new)], {"a": "y"})
