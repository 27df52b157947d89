"""Knows which pieces of a YAML text turn one record into another; refuses to judge a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from macros.model import Field, Name, Part, Text, fields_of
from macros.sheets.flat import Tree, plain_value, same_record, same_value, to_plain
from macros.yamlio import (
    Node,
    TextEdit,
    YamlText,
    new_item_edit,
    new_pair_edit,
    node_edit,
    value_edit,
)


@dataclass(frozen=True)
class Splicer:
    """Finds the pieces in which what a text says and what it is to say differ."""

    script: YamlText

    def part(self, model: type[Part], node: Node, old: Tree, new: Tree) -> Iterator[TextEdit]:
        """The pieces of a mapping, which is the whole or stands in a list or mapping."""
        assert isinstance(node.value, dict)
        keys = fields_of(model)
        changed = [one for one in keys if not same_value(one, old.get(one.key), new.get(one.key))]
        gone = [one.key for one in changed if one.key in node.value and not new.get(one.key)]
        yield from self.without(node, gone)
        stay = [key for key in node.value if key not in gone]
        order = [one.key for one in keys]
        for one in changed:
            if not new.get(one.key):
                continue
            if one.key in node.value:
                yield from self._value(one, node, old.get(one.key), new[one.key])
            else:
                value = plain_value(one, new[one.key])
                yield new_pair_edit(self.script, node, stay, one.key, value, order)

    def without(self, node: Node, gone: Sequence[str]) -> Iterator[TextEdit]:
        """The pieces that take keys out of a mapping."""
        assert isinstance(node.value, dict)
        names = list(node.value)
        if self.script.is_flow(node):
            spans = [(self._key(node, name), self._end(node, name)) for name in names]
            yield from self._cut(spans, [names.index(key) for key in gone])
            return
        leading = 0
        while leading < len(names) and names[leading] in gone:
            leading += 1
        first = self._key(node, names[0])
        if leading and leading < len(names) and self._is_behind_dash(first):
            # The first key stands behind the dash of an item: the next one takes its place.
            end = self._end(node, names[leading - 1])
            below = self._key(node, names[leading])
            has_comment = "#" in self.script.text[end:below]
            yield TextEdit(first - has_comment, end if has_comment else below, "")
        elif leading and not first:
            end = self.script.line_end(self._end(node, names[leading - 1]))
            yield TextEdit(0, end + len(self.script.newline), "")
        else:
            leading = 0
        for key in gone:
            if names.index(key) >= leading:
                yield self._lines(self._key(node, key), self._end(node, key))

    def _value(self, one: Field, node: Node, old: Any, new: Any) -> Iterator[TextEdit]:
        assert isinstance(node.value, dict)
        inner = node.value[one.key]
        if one.part and not one.many and isinstance(inner.value, dict) and old:
            if self._keeps(one.part, inner, new):
                yield from self.part(one.part, inner, old, new)
                return
        elif one.part and isinstance(inner.value, list) and old:
            if kept := [number for number in old if number in new]:
                yield from self._list(one.part, inner, kept, old, new)
                return
        elif one.many and isinstance(inner.value, list) and old:
            yield from self.words(inner, old, new)
            return
        yield value_edit(self.script, node, one.key, plain_value(one, new))

    def _keeps(self, model: type[Part], node: Node, new: Tree) -> bool:
        """Whether something that is written of a part stays; else it is written anew."""
        assert isinstance(node.value, dict)
        is_shorter = self.script.is_flow(node) and isinstance(to_plain(model, new), str)
        return any(new.get(key) for key in node.value) and not is_shorter

    def words(self, node: Node, old: Sequence[str], new: Sequence[str]) -> Iterator[TextEdit]:
        """A list of words: what is the same at its head and at its end stays."""
        assert isinstance(node.value, list)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, added = list(range(head, len(old) - tail)), list(new[head : len(new) - tail])
        flow = self.script.is_flow(node)
        for at, word in zip(gone, added, strict=False):
            yield node_edit(self.script, node.value[at], word, flow)
        yield from self._taken(node, gone[len(added) :])
        for word in added[len(gone) :]:
            yield new_item_edit(self.script, node, word, head + len(gone))

    def _list(
        self,
        model: type[Part],
        node: Node,
        kept: Sequence[int],
        old: dict[int, Tree],
        new: dict[int, Tree],
    ) -> Iterator[TextEdit]:
        """A list of parts: each old item is changed in its place, new ones follow the last."""
        assert isinstance(node.value, list)
        for number in kept:
            if not same_record(model, old[number], new[number]):
                yield from self._item(model, node, number - 1, old[number], new[number])
        yield from self._taken(node, [number - 1 for number in old if number not in new])
        for number in sorted(new):
            if number not in old:
                yield new_item_edit(self.script, node, to_plain(model, new[number]), kept[-1])

    def _item(
        self, model: type[Part], around: Node, at: int, old: Tree, new: Tree
    ) -> Iterator[TextEdit]:
        assert isinstance(around.value, list)
        node = around.value[at]
        flow = self.script.is_flow(around)
        is_bare = model is Name and (not isinstance(node.value, dict) or "vi" in node.value)
        if is_bare and set(new) == {"name"}:
            # A name that stands without its key is a text.
            model, old, new, is_bare = Text, old["name"], new["name"], False
        if isinstance(node.value, dict) and not is_bare and self._keeps(model, node, new):
            yield from self.part(model, node, old, new)
        else:
            yield node_edit(self.script, node, to_plain(model, new), flow)

    def _taken(self, node: Node, gone: Sequence[int]) -> Iterator[TextEdit]:
        """The pieces that take items out of a list."""
        assert isinstance(node.value, list)
        spans = [(self.script.start(one), self.script.end(one)) for one in node.value]
        if self.script.is_flow(node):
            yield from self._cut(spans, gone)
        else:
            yield from (self._lines(*spans[at]) for at in gone)

    def _cut(self, spans: Sequence[tuple[int, int]], gone: Sequence[int]) -> Iterator[TextEdit]:
        """Take things out of brackets or braces, with the comma that goes with each."""
        text = self.script.text
        if any("#" in text[one[1] : two[0]] for one, two in pairwise(spans)):
            yield from self._cut_alone(spans, gone)
            return
        stay = [at for at in range(len(spans)) if at not in gone]
        for at in sorted(gone):
            if stay and at < stay[0]:
                yield TextEdit(spans[at][0], spans[at + 1][0], "")
            elif at:
                yield TextEdit(spans[at - 1][1], spans[at][1], "")
            else:
                yield TextEdit(*spans[at], "")

    def _cut_alone(
        self, spans: Sequence[tuple[int, int]], gone: Sequence[int]
    ) -> Iterator[TextEdit]:
        """The same where comments stand between the things: these stay, and the line breaks."""
        last = max((at for at in range(len(spans)) if at not in gone), default=-1)
        for at in sorted(gone):
            yield TextEdit(*spans[at], "")
            # Of the commas as many go as things do: each thing's own, or that before the end.
            comma = self.script.text.find(",", spans[at][1])
            if at < last:
                yield TextEdit(comma, comma + 1, "")
            elif at > 0:
                before = self.script.text.find(",", spans[at - 1][1])
                yield TextEdit(before, before + 1, "")

    def _key(self, node: Node, name: str) -> int:
        return self.script.offset(node.keys[name])

    def _end(self, node: Node, name: str) -> int:
        """Behind a key and its value; an empty value ends with the colon."""
        assert isinstance(node.value, dict)
        start = self._key(node, name)
        inner = node.value[name]
        return max(self.script.text.index(":", start) + 1, self.script.end(inner))

    def _lines(self, start: int, end: int) -> TextEdit:
        """Take whole lines out, with the line end before them: behind them others may be added."""
        first = self.script.text.rfind("\n", 0, start) + 1
        return TextEdit(first - len(self.script.newline), self.script.line_end(end), "")

    def _is_behind_dash(self, at: int) -> bool:
        text = self.script.text
        return bool(text[text.rfind("\n", 0, at) + 1 : at].strip())
