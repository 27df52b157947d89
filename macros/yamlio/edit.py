"""Knows how a YAML text is changed at one place; refuses to touch any other sign of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from macros.yamlio.emit import (
    WIDTH,
    format_flow,
    format_scalar,
    item_lines,
    pair_lines,
    requote_scalar,
)
from macros.yamlio.nodes import Loc, Mark, Node
from macros.yamlio.problems import UserError
from macros.yamlio.reader import parse_yaml


class UnsafeEdit(UserError):
    """Raised when a text can not be changed there without touching something else."""

    def __init__(self, place: str) -> None:
        super().__init__("untouchable", place=place)


class TextEdit(NamedTuple):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def apply_edits(text: str, pieces: Iterable[TextEdit]) -> str:
    """The text with all pieces in their places; those of one place stand in the order given.

    Raise UnsafeEdit where two of them overlap.
    """
    found, at = [], 0
    for piece in sorted(pieces, key=lambda one: (one.start, one.end)):
        if piece.start < at:
            raise UnsafeEdit("pieces overlap")
        found += [text[at : piece.start], piece.new]
        at = piece.end
    return "".join([*found, text[at:]])


@dataclass(frozen=True)
class YamlText:
    """A YAML text with its node. It has no byte order mark."""

    text: str

    @cached_property
    def node(self) -> Node:
        """The whole; raise UnsafeEdit when the text is no good YAML."""
        node, problems = parse_yaml(self.text)
        if node is None or problems:
            raise UnsafeEdit("no good YAML")
        return node

    @cached_property
    def _starts(self) -> list[int]:
        lines = self.text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @property
    def newline(self) -> str:
        """How its lines end."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def offset(self, mark: Mark) -> int:
        """The number of signs before a place."""
        return self._starts[mark.line - 1] + mark.column - 1

    def at(self, loc: Loc) -> Node:
        """The node at `loc`; raise UnsafeEdit if there is none."""
        node: Any = self.node
        for step in loc:
            try:
                node = node.value[step]
            except (KeyError, IndexError, TypeError):
                raise UnsafeEdit(str(loc)) from None
        assert isinstance(node, Node)
        return node

    def start(self, node: Node) -> int:
        """Where a node begins."""
        return self.offset(node.mark)

    def is_bracketed(self, node: Node) -> bool:
        """Whether a list or mapping stands in brackets."""
        return self.text[self.start(node) : self.start(node) + 1] in ("{", "[")

    def end(self, node: Node) -> int:
        """Behind the last sign of a node."""
        if isinstance(node.value, (dict, list)) and not self.is_bracketed(node):
            children = node.value.values() if isinstance(node.value, dict) else node.value
            return max(map(self.end, children))
        start, end = self.start(node), self.offset(node.end)
        if self.text[start : start + 1] in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return end

    def line_end(self, offset: int) -> int:
        """Where the line of a place ends, before its line break."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def has_comment(self, offset: int) -> bool:
        """Whether a comment follows in the line; a bare value before it would swallow it."""
        return self.text[offset : self.line_end(offset)].lstrip(" ,]}").startswith("#")

    def indented(self, lines: Iterable[str], column: int) -> str:
        """Lines of which all but the first begin in a column, counted from 0."""
        return f"{self.newline}{' ' * column}".join(lines)

    def spliced(self, pieces: Iterable[TextEdit], expected: Any) -> str:
        """The text with some pieces of it replaced, if it then says what is expected.

        Raise UnsafeEdit if it would say anything else.
        """
        text = apply_edits(self.text, pieces)
        node, problems = parse_yaml(text)
        if problems or node is None or node.plain() != expected:
            raise UnsafeEdit("it would say something else")
        return text


def put_value(text: str, loc: Loc, key: str, value: Any, order: Sequence[str] = ()) -> str:
    """Give the mapping at `loc` a key with a value, in its place among keys in this order.

    A key that has a value gets the new one. Raise UnsafeEdit where that can not be done.
    """
    script = YamlText(text)
    node = script.at(loc)
    if not isinstance(node.value, dict):
        raise UnsafeEdit(str(loc))
    expected = _changed(script.node.plain(), loc, lambda whole: {**whole, key: value})
    if key in node.value:
        piece = value_edit(script, node, key, value)
    else:
        piece = new_pair_edit(script, node, list(node.value), key, value, order)
    return script.spliced([piece], expected)


def _before(names: Sequence[str], key: str, order: Sequence[str]) -> int:
    """How many of the keys of a mapping stand before a new one."""
    if key not in order:
        return len(names)
    ranks = [order.index(name) if name in order else -1 for name in names]
    below = [(rank, at) for at, rank in enumerate(ranks) if 0 <= rank < order.index(key)]
    return max(below)[1] + 1 if below else 0


def value_edit(script: YamlText, node: Node, key: str, value: Any) -> TextEdit:
    """A new value for a key of a mapping that is there."""
    assert isinstance(node.value, dict)
    old = node.value[key]
    start, end = script.start(old), script.end(old)
    is_folded = script.text[start : start + 1] in ("|", ">")
    if isinstance(value, str) and isinstance(old.value, str) and not is_folded:
        return node_edit(script, old, value, script.is_bracketed(node))
    column = node.keys[key].column - 1
    start = script.offset(node.keys[key])
    if script.is_bracketed(node):
        written = format_flow({key: value})[1:-1]
    elif isinstance(value, str) and script.has_comment(end):
        quoted = requote_scalar(value, '"')
        written = f"{format_scalar(key, True)}: {quoted}"
    else:
        lines = pair_lines(key, value, WIDTH - column)
        written = script.indented(lines, column)
    return TextEdit(start, max(end, start), written)


def node_edit(script: YamlText, node: Node, value: Any, in_brackets: bool) -> TextEdit:
    """Another value in the place of one that stands behind its key, or is an item of a list.

    A mapping or list in the place of one of several lines has to be an item.
    """
    start, end = script.start(node), script.end(node)
    if isinstance(value, str) and (isinstance(node.value, str) or script.has_comment(end)):
        quote = script.text[start : start + 1] if isinstance(node.value, str) else '"'
        return TextEdit(start, end, requote_scalar(value, quote, in_brackets))
    if in_brackets or script.is_bracketed(node):
        return TextEdit(start, end, format_flow([value])[1:-1])
    column = node.mark.column - 1
    lines = item_lines(value, WIDTH - column)
    return TextEdit(start, end, script.indented(lines, column - 2)[2:])


def new_pair_edit(
    script: YamlText, node: Node, names: Sequence[str], key: str, value: Any, order: Sequence[str]
) -> TextEdit:
    """A key with its value, in its place among those keys of a mapping that stay, `names`."""
    assert isinstance(node.value, dict)
    before = _before(names, key, order)
    if script.is_bracketed(node):
        written = f"{format_scalar(key, True)}: {format_flow([value])[1:-1]}"
        return _flow_child_edit(script, node, [node.value[name] for name in names], written, before)
    column = node.keys[names[0]].column - 1
    lines = pair_lines(key, value, WIDTH - column)
    if before == 0:
        at = script.offset(node.keys[names[0]])
        return TextEdit(at, at, script.indented([*lines, ""], column))
    last = names[before - 1]
    end = max(script.offset(node.keys[last]), script.end(node.value[last]))
    at = script.line_end(end)
    return TextEdit(at, at, script.indented(["", *lines], column))


def insert_item(text: str, loc: Loc, value: Any, at: int | None = None) -> str:
    """Put an item into the list at `loc`, at its end or before the item `at`.

    Raise UnsafeEdit where that can not be done.
    """
    script = YamlText(text)
    node = script.at(loc)
    if not isinstance(node.value, list):
        raise UnsafeEdit(str(loc))
    at = len(node.value) if at is None else at

    def with_item(items: list[Any]) -> list[Any]:
        return [*items[:at], value, *items[at:]]

    expected = _changed(script.node.plain(), loc, with_item)
    return script.spliced([new_item_edit(script, node, value, at)], expected)


def new_item_edit(script: YamlText, node: Node, value: Any, at: int) -> TextEdit:
    """An item of a list, before the item `at`."""
    assert isinstance(node.value, list)
    if script.is_bracketed(node):
        return _flow_child_edit(script, node, node.value, format_flow([value])[1:-1], at)
    column = node.mark.column - 1
    lines = item_lines(value, WIDTH - column)
    if at == 0:
        start = script.start(node)
        return TextEdit(start, start, script.indented([*lines, ""], column))
    end = script.line_end(script.end(node.value[at - 1]))
    return TextEdit(end, end, script.indented(["", *lines], column))


def _flow_child_edit(
    script: YamlText, node: Node, children: Sequence[Node], written: str, at: int
) -> TextEdit:
    """A piece that puts a new child before the child `at` of what stands in brackets."""
    if at == 0:
        start = script.start(node) + 1
        return TextEdit(start, start, f"{written}, " if children else written)
    end = script.end(children[at - 1])
    return TextEdit(end, end, f", {written}")


def replace_text(text: str, locs: Sequence[Loc], old: str, new: str) -> str:
    """Put `new` in place of `old`, which stands once in each of the scalars at `locs`."""
    script = YamlText(text)
    pieces, expected = [], script.node.plain()
    for loc in locs:
        node = script.at(loc)
        start, end = script.start(node), script.end(node)
        if script.text[start:end].count(old) != 1:
            raise UnsafeEdit(str(loc))
        found = script.text.index(old, start, end)
        pieces.append(TextEdit(found, found + len(old), new))
        expected = _changed(expected, loc, lambda value: value.replace(old, new))
    return script.spliced(pieces, expected)


def rename_key(text: str, old: str, new: str) -> str:
    """Give a key of the whole another name, in the same place."""
    script = YamlText(text)
    node = script.node
    if not isinstance(node.value, dict) or old not in node.value or new in node.value:
        raise UnsafeEdit(old)
    start = script.offset(node.keys[old])
    found = script.text.index(old, start)
    plain = {new if key == old else key: value for key, value in node.plain().items()}
    return script.spliced([TextEdit(found, found + len(old), new)], plain)


def _changed(whole: Any, loc: Loc, change: Any) -> Any:
    """A copy of a plain value in which the part at `loc` is changed."""
    if not loc:
        return change(whole)
    step, *rest = loc
    if isinstance(whole, list):
        assert isinstance(step, int)
        return [
            _changed(one, tuple(rest), change) if at == step else one
            for at, one in enumerate(whole)
        ]
    return {**whole, step: _changed(whole.get(step, []), tuple(rest), change)}
