"""The pieces of a YAML text to replace so that one record becomes another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from macros.model import Field, Name, Part, Text, fields_of
from macros.sheets.record_tree import RecordTree, plain_value, same_record, same_value, to_plain
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
class RecordDiff:
    """Finds the pieces of a text that differ from what it is to say."""

    script: YamlText
    """The text as it is."""

    def part(
        self, model: type[Part], node: Node, old: RecordTree, new: RecordTree
    ) -> Iterator[TextEdit]:
        """The pieces of a mapping, which is the whole or stands in a list or mapping."""
        assert isinstance(node.value, dict)
        fields = fields_of(model)
        changed = [
            field
            for field in fields
            if not same_value(field, old.get(field.key), new.get(field.key))
        ]
        gone = [
            field.key for field in changed if field.key in node.value and not new.get(field.key)
        ]
        yield from self.without(node, gone)
        kept = [key for key in node.value if key not in gone]
        order = [field.key for field in fields]
        for field in changed:
            key = field.key
            if not new.get(key):
                continue
            if key in node.value:
                yield from self._value(field, node, old.get(key), new[key])
            else:
                value = plain_value(field, new[key])
                yield new_pair_edit(self.script, node, kept, key, value, order)

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

    def _value(self, field: Field, node: Node, old: Any, new: Any) -> Iterator[TextEdit]:
        assert isinstance(node.value, dict)
        inner = node.value[field.key]
        if field.part and not field.many and isinstance(inner.value, dict) and old:
            if self._keeps(field.part, inner, new):
                yield from self.part(field.part, inner, old, new)
                return
        elif field.part and isinstance(inner.value, list) and old:
            if kept := [number for number in old if number in new]:
                yield from self._list(field.part, inner, kept, old, new)
                return
        elif field.many and isinstance(inner.value, list) and old:
            yield from self.texts(inner, old, new)
            return
        yield value_edit(self.script, node, field.key, plain_value(field, new))

    def _keeps(self, model: type[Part], node: Node, new: RecordTree) -> bool:
        """Whether anything of a part that is written stays; else it is written anew."""
        assert isinstance(node.value, dict)
        is_shorter = self.script.is_flow(node) and isinstance(to_plain(model, new), str)
        return any(new.get(key) for key in node.value) and not is_shorter

    def texts(self, node: Node, old: Sequence[str], new: Sequence[str]) -> Iterator[TextEdit]:
        """The pieces of a list of texts: what is the same at its head and at its end stays."""
        assert isinstance(node.value, list)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone, added = list(range(head, len(old) - tail)), list(new[head : len(new) - tail])
        flow = self.script.is_flow(node)
        for index, text in zip(gone, added, strict=False):
            yield node_edit(self.script, node.value[index], text, flow)
        yield from self._taken(node, gone[len(added) :])
        for text in added[len(gone) :]:
            yield new_item_edit(self.script, node, text, head + len(gone))

    def _list(
        self,
        model: type[Part],
        node: Node,
        kept: Sequence[int],
        old: dict[int, RecordTree],
        new: dict[int, RecordTree],
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
        self, model: type[Part], around: Node, index: int, old: RecordTree, new: RecordTree
    ) -> Iterator[TextEdit]:
        assert isinstance(around.value, list)
        node = around.value[index]
        flow = self.script.is_flow(around)
        is_short = model is Name and (not isinstance(node.value, dict) or "vi" in node.value)
        if is_short and set(new) == {"name"}:
            # A name that is written without its key is a text.
            model, old, new, is_short = Text, old["name"], new["name"], False
        if isinstance(node.value, dict) and not is_short and self._keeps(model, node, new):
            yield from self.part(model, node, old, new)
        else:
            yield node_edit(self.script, node, to_plain(model, new), flow)

    def _taken(self, node: Node, gone: Sequence[int]) -> Iterator[TextEdit]:
        """The pieces that take items out of a list."""
        assert isinstance(node.value, list)
        spans = [(self.script.start(item), self.script.end(item)) for item in node.value]
        if self.script.is_flow(node):
            yield from self._cut(spans, gone)
        else:
            yield from (self._lines(*spans[index]) for index in gone)

    def _cut(self, spans: Sequence[tuple[int, int]], gone: Sequence[int]) -> Iterator[TextEdit]:
        """Take items out of brackets or braces, with the comma that goes with each."""
        text = self.script.text
        if any("#" in text[left[1] : right[0]] for left, right in pairwise(spans)):
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
        """The same where there are comments between the items: they and the line breaks stay."""
        last = max((at for at in range(len(spans)) if at not in gone), default=-1)
        for at in sorted(gone):
            yield TextEdit(*spans[at], "")
            # As many commas go as items do: each item's own, or that before the end.
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

    def _is_behind_dash(self, offset: int) -> bool:
        text = self.script.text
        return bool(text[text.rfind("\n", 0, offset) + 1 : offset].strip())
