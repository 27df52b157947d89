"""Edits of a YAML text at one place that leave every other character as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
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
    """Raised when a text cannot be changed at a place without changing something else."""

    def __init__(self, detail: str) -> None:
        super().__init__("untouchable", detail=detail)


class TextEdit(NamedTuple):
    """A change of a text: `text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after all edits; edits at the same place are made in the order given.

    Raise UnsafeEdit where two of them overlap.
    """
    pieces, last = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < last:
            raise UnsafeEdit("edits overlap")
        pieces += [text[last : edit.start], edit.new]
        last = edit.end
    return "".join([*pieces, text[last:]])


@dataclass(frozen=True)
class YamlText:
    """A YAML text without byte order mark, and the offsets of its nodes."""

    text: str

    @cached_property
    def node(self) -> Node:
        """The root node; raise UnsafeEdit when the text is not valid YAML."""
        node, problems = parse_yaml(self.text)
        if node is None or problems:
            raise UnsafeEdit("not valid YAML")
        return node

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return list(accumulate(lengths, initial=0))

    @property
    def newline(self) -> str:
        """The line break of its first line."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def offset(self, mark: Mark) -> int:
        """The number of characters before a mark."""
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
        """The offset at which a node begins."""
        return self.offset(node.mark)

    def is_flow(self, node: Node) -> bool:
        """Whether a list or mapping is in flow style: `[a, b]`, `{a: b}`."""
        return self.text[self.start(node) : self.start(node) + 1] in ("{", "[")

    def end(self, node: Node) -> int:
        """The offset behind the last character of a node."""
        if isinstance(node.value, (dict, list)) and not self.is_flow(node):
            children = node.value.values() if isinstance(node.value, dict) else node.value
            return max(map(self.end, children))
        start, end = self.start(node), self.offset(node.end)
        if self.text[start : start + 1] in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return end

    def line_end(self, offset: int) -> int:
        """The offset of the end of a line, before its line break."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def has_comment(self, offset: int) -> bool:
        """Whether a comment follows in the line; a plain scalar put before it would take it in."""
        return self.text[offset : self.line_end(offset)].lstrip(" ,]}").startswith("#")

    def indent_lines(self, lines: Iterable[str], column: int) -> str:
        """The lines as one text; all but the first begin in `column`, counted from 0."""
        return f"{self.newline}{' ' * column}".join(lines)

    def edited(self, edits: Iterable[TextEdit], expected: Any) -> str:
        """The text after some edits; raise UnsafeEdit if its plain value is not `expected`."""
        text = apply_edits(self.text, edits)
        node, problems = parse_yaml(text)
        if problems or node is None or node.plain() != expected:
            raise UnsafeEdit("the value would be another one")
        return text


def put_value(text: str, loc: Loc, key: str, value: Any, order: Sequence[str] = ()) -> str:
    """Set a key of the mapping at `loc`; a new key is put in its place in `order`.

    Raise UnsafeEdit where that cannot be done.
    """
    source = YamlText(text)
    node = source.at(loc)
    if not isinstance(node.value, dict):
        raise UnsafeEdit(str(loc))
    expected = _changed(source.node.plain(), loc, lambda whole: {**whole, key: value})
    if key in node.value:
        edit = value_edit(source, node, key, value)
    else:
        edit = new_pair_edit(source, node, list(node.value), key, value, order)
    return source.edited([edit], expected)


def _index_of_new(keys: Sequence[str], key: str, order: Sequence[str]) -> int:
    """How many of the keys of a mapping come before a new one."""
    if key not in order:
        return len(keys)
    ranks = [order.index(known) if known in order else -1 for known in keys]
    before = [(rank, index) for index, rank in enumerate(ranks) if 0 <= rank < order.index(key)]
    return max(before)[1] + 1 if before else 0


def value_edit(source: YamlText, node: Node, key: str, value: Any) -> TextEdit:
    """The edit that gives a key of a mapping another value."""
    assert isinstance(node.value, dict)
    old = node.value[key]
    start, end = source.start(old), source.end(old)
    is_folded = source.text[start : start + 1] in ("|", ">")
    if isinstance(value, str) and isinstance(old.value, str) and not is_folded:
        return node_edit(source, old, value, source.is_flow(node))
    column = node.keys[key].column - 1
    start = source.offset(node.keys[key])
    if source.is_flow(node):
        written = format_flow({key: value})[1:-1]
    elif isinstance(value, str) and source.has_comment(end):
        quoted = requote_scalar(value, '"')
        written = f"{format_scalar(key, True)}: {quoted}"
    else:
        lines = pair_lines(key, value, WIDTH - column)
        written = source.indent_lines(lines, column)
    return TextEdit(start, max(end, start), written)


def node_edit(source: YamlText, node: Node, value: Any, in_flow: bool) -> TextEdit:
    """The edit that replaces a node, which is a value in its key's line or an item of a list.

    Where a mapping or list of several lines is replaced, it has to be an item.
    """
    start, end = source.start(node), source.end(node)
    if isinstance(value, str) and (isinstance(node.value, str) or source.has_comment(end)):
        quote = source.text[start : start + 1] if isinstance(node.value, str) else '"'
        return TextEdit(start, end, requote_scalar(value, quote, in_flow))
    if in_flow or source.is_flow(node):
        return TextEdit(start, end, format_flow([value])[1:-1])
    column = node.mark.column - 1
    lines = item_lines(value, WIDTH - column)
    return TextEdit(start, end, source.indent_lines(lines, column - 2)[2:])


def new_pair_edit(
    source: YamlText, node: Node, keys: Sequence[str], key: str, value: Any, order: Sequence[str]
) -> TextEdit:
    """The edit that adds a key with its value, in its place in `order`.

    `keys` are those keys of the mapping that stay.
    """
    assert isinstance(node.value, dict)
    before = _index_of_new(keys, key, order)
    if source.is_flow(node):
        written = f"{format_scalar(key, True)}: {format_flow([value])[1:-1]}"
        return _flow_child_edit(source, node, [node.value[kept] for kept in keys], written, before)
    column = node.keys[keys[0]].column - 1
    lines = pair_lines(key, value, WIDTH - column)
    if before == 0:
        return _lines_before(source, source.offset(node.keys[keys[0]]), lines, column)
    last = keys[before - 1]
    end = max(source.offset(node.keys[last]), source.end(node.value[last]))
    return _lines_after(source, end, lines, column)


def insert_item(text: str, loc: Loc, value: Any, at: int | None = None) -> str:
    """Insert an item into the list at `loc`, at its end or before the item number `at`.

    Raise UnsafeEdit where that cannot be done.
    """
    source = YamlText(text)
    node = source.at(loc)
    if not isinstance(node.value, list):
        raise UnsafeEdit(str(loc))
    at = len(node.value) if at is None else at

    def with_item(items: list[Any]) -> list[Any]:
        return [*items[:at], value, *items[at:]]

    expected = _changed(source.node.plain(), loc, with_item)
    return source.edited([new_item_edit(source, node, value, at)], expected)


def new_item_edit(source: YamlText, node: Node, value: Any, at: int) -> TextEdit:
    """The edit that inserts an item into a list, before the item number `at`."""
    assert isinstance(node.value, list)
    if source.is_flow(node):
        return _flow_child_edit(source, node, node.value, format_flow([value])[1:-1], at)
    column = node.mark.column - 1
    lines = item_lines(value, WIDTH - column)
    if at == 0:
        return _lines_before(source, source.start(node), lines, column)
    return _lines_after(source, source.end(node.value[at - 1]), lines, column)


def _lines_before(source: YamlText, at: int, lines: Sequence[str], column: int) -> TextEdit:
    return TextEdit(at, at, source.indent_lines([*lines, ""], column))


def _lines_after(source: YamlText, end: int, lines: Sequence[str], column: int) -> TextEdit:
    at = source.line_end(end)
    return TextEdit(at, at, source.indent_lines(["", *lines], column))


def _flow_child_edit(
    source: YamlText, node: Node, children: Sequence[Node], written: str, at: int
) -> TextEdit:
    """The edit that inserts a child into a flow collection, before the child number `at`."""
    if at == 0:
        start = source.start(node) + 1
        return TextEdit(start, start, f"{written}, " if children else written)
    end = source.end(children[at - 1])
    return TextEdit(end, end, f", {written}")


def replace_text(text: str, locs: Sequence[Loc], old: str, new: str) -> str:
    """Replace `old`, which occurs once in each of the scalars at `locs`, by `new`.

    Raise UnsafeEdit where it does not.
    """
    source = YamlText(text)
    edits, expected = [], source.node.plain()
    for loc in locs:
        node = source.at(loc)
        start, end = source.start(node), source.end(node)
        if source.text[start:end].count(old) != 1:
            raise UnsafeEdit(str(loc))
        offset = source.text.index(old, start, end)
        edits.append(TextEdit(offset, offset + len(old), new))
        expected = _changed(expected, loc, lambda value: value.replace(old, new))
    return source.edited(edits, expected)


def rename_key(text: str, old: str, new: str) -> str:
    """Rename a key of the root mapping in place.

    Raise UnsafeEdit if there is no such key, or there is one with the new name.
    """
    source = YamlText(text)
    node = source.node
    if not isinstance(node.value, dict) or old not in node.value or new in node.value:
        raise UnsafeEdit(old)
    offset = source.text.index(old, source.offset(node.keys[old]))
    plain = {new if key == old else key: value for key, value in node.plain().items()}
    return source.edited([TextEdit(offset, offset + len(old), new)], plain)


def _changed(whole: Any, loc: Loc, change: Any) -> Any:
    """A copy of a plain value in which the part at `loc` is replaced by `change(part)`."""
    if not loc:
        return change(whole)
    step, *rest = loc
    if isinstance(whole, list):
        assert isinstance(step, int)
        return [
            _changed(item, tuple(rest), change) if index == step else item
            for index, item in enumerate(whole)
        ]
    return {**whole, step: _changed(whole.get(step, []), tuple(rest), change)}
