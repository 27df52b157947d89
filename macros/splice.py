"""Knows how to change single values in a YAML text and leave all else; refuses to judge a value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.facts import Name, Part, Text
from macros.pieces import Pair, Piece
from macros.shapes import Field, Kind, fields
from macros.trees import Tree, alike, same
from macros.manner import flow, flow_value, item, items, lines, quoted, scalar


class Edit(NamedTuple):
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits; they do not overlap."""
    found, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        assert edit.start >= at, "edits overlap"
        found += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*found, text[at:]])


@dataclass(frozen=True)
class Splicer:
    """Finds the edits that turn what a text says into what it is to say."""

    text: str

    def part(self, model: type[Part], piece: Piece, old: Tree, new: Tree) -> Iterator[Edit]:
        """The edits of a mapping."""
        assert piece.pairs is not None
        changed = [
            one for one in fields(model) if not same(one, old.get(one.key), new.get(one.key))
        ]
        gone = [one.key for one in changed if one.key in piece.pairs and not new.get(one.key)]
        if len(gone) == len(piece.pairs):
            yield self._whole(model, piece, new)
            return
        yield from self._removed(piece, gone)
        for one in changed:
            if one.key in gone or not new.get(one.key):
                continue
            if one.key in piece.pairs:
                pair = piece.pairs[one.key]
                yield from self._value(one, pair, piece, old.get(one.key), new[one.key])
            else:
                stay = [key for key in piece.pairs if key not in gone]
                yield self._added(model, one, piece, stay, new[one.key])

    def without(self, piece: Piece, key: str) -> Iterator[Edit]:
        """The edits that take one key out of a mapping."""
        yield from self._removed(piece, [key])

    def _value(self, one: Field, pair: Pair, around: Piece, old: Any, new: Any) -> Iterator[Edit]:
        piece = pair.value
        if one.kind in (Kind.PART, Kind.TEXT) and not one.many and piece.pairs is not None and old:
            assert one.part
            yield from self.part(one.part, piece, old, new)
        elif one.part and one.many and piece.is_list and old:
            yield from self._list(one, piece, old, new)
        elif one.many and piece.is_list and not piece.flow and not around.flow:
            yield from self._plain_list(one, piece, old or [], new)
        elif piece.flow and piece.is_list:
            yield Edit(piece.start, piece.end, flow_value(one, new))
        else:
            colon = self.text.index(":", pair.key.end) + 1
            if around.flow:
                yield Edit(colon, max(colon, piece.end), f" {flow_value(one, new)}")
            elif self._has_comment(piece) and isinstance(word := _word(new), str):
                # Behind a plain value the loader takes a comment for a part of it that was lost.
                yield Edit(colon, max(colon, piece.end), f" {quoted(word)}")
            else:
                told = self._told(lines(one, new, 0), self._column(pair.key.start))
                yield Edit(colon, max(colon, piece.end), told[len(one.key) + 1 :])

    def _plain_list(
        self, one: Field, piece: Piece, old: Sequence[str], new: Sequence[str]
    ) -> Iterator[Edit]:
        """A list of words in block style: what is the same at its head and at its end stays."""
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        gone = range(head, len(old) - tail)
        added = list(items(one, new[head : len(new) - tail]))
        for index, line in zip(gone, added, strict=False):
            yield Edit(piece.items[index].start, piece.items[index].end, line[2:])
        for index in gone[len(added) :]:
            yield self._lines_of(piece.items[index])
        rest = added[len(gone) :]
        if rest:
            last = head + len(gone) - 1
            yield self._behind(piece, piece.items[last] if last >= 0 else None, rest)

    def _list(
        self, one: Field, piece: Piece, old: dict[int, Tree], new: dict[int, Tree]
    ) -> Iterator[Edit]:
        """A list of parts: each old item is changed in its place, new ones follow the last."""
        assert one.part
        kept = [number for number in old if number in new]
        added = [new[number] for number in sorted(new) if number not in old]
        if not kept:
            yield self._replaced_list(one, piece, added)
            return
        for number in kept:
            if not alike(one.part, old[number], new[number]):
                inside = piece.items[number - 1]
                yield from self._item(one.part, piece, inside, old[number], new[number])
        gone = [piece.items[number - 1] for number in old if number not in new]
        if piece.flow:
            yield from self._cut(piece.items, gone)
            if added:
                told = "".join(f", {flow(one.part, part)}" for part in added)
                end = piece.items[kept[-1] - 1].end
                yield Edit(end, end, told)
            return
        for inside in gone:
            yield self._lines_of(inside)
        if added:
            yield self._behind(piece, piece.items[kept[-1] - 1], list(items(one, added)))

    def _item(
        self, model: type[Part], around: Piece, piece: Piece, old: Tree, new: Tree
    ) -> Iterator[Edit]:
        bare = model is Name and (piece.pairs is None or "vi" in piece.pairs)
        if bare and set(new) == {"name"}:
            # A name that stands without its key is a text.
            model, old, new = Text, old["name"], new["name"]
            bare = False
        if piece.pairs is None or bare:
            yield self._whole(model, piece, new, in_flow=around.flow)
        else:
            yield from self.part(model, piece, old, new)

    def _replaced_list(self, one: Field, piece: Piece, added: list[Tree]) -> Edit:
        if piece.flow:
            return Edit(piece.start, piece.end, flow_value(one, dict(enumerate(added))))
        column = self._column(piece.start)
        return Edit(piece.start, piece.end, self._told(list(items(one, added)), column))

    def _whole(self, model: type[Part], piece: Piece, new: Tree, in_flow: bool = False) -> Edit:
        if piece.flow or in_flow:
            plain = model is Text and set(new) == {"vi"}
            told = scalar(new["vi"], Kind.TEXT, flow=True) if plain else flow(model, new)
            return Edit(piece.start, piece.end, told)
        return Edit(
            piece.start, piece.end, self._told(item(model, new, -2), self._column(piece.start))
        )

    def _added(
        self, model: type[Part], one: Field, piece: Piece, stay: Sequence[str], new: Any
    ) -> Edit:
        """A key that was not there: behind the last of those that the house writes before it."""
        assert piece.pairs is not None
        order = [known.key for known in fields(model)]
        before = [key for key in stay if key in order and order.index(key) < order.index(one.key)]
        after = max(before, key=order.index, default=None)
        if piece.flow:
            told = f"{one.key}: {flow_value(one, new)}"
            if after is None:
                return Edit(piece.start + 1, piece.start + 1, f"{told}, ")
            end = max(piece.pairs[after].key.end + 1, piece.pairs[after].value.end)
            return Edit(end, end, f", {told}")
        column = self._column(piece.start)
        told = self._told(lines(one, new, 0), column)
        if after is None:
            first = piece.pairs[stay[0]].key.start
            return Edit(first, first, f"{told}\n{' ' * column}")
        pair = piece.pairs[after]
        end = self._line_end(max(pair.key.end, pair.value.end))
        return Edit(end, end, f"\n{' ' * column}{told}")

    def _removed(self, piece: Piece, gone: Sequence[str]) -> Iterator[Edit]:
        assert piece.pairs is not None
        pairs = list(piece.pairs.items())
        spans = {
            key: Piece(pair.key.start, max(pair.key.end + 1, pair.value.end)) for key, pair in pairs
        }
        if piece.flow:
            yield from self._cut(list(spans.values()), [spans[key] for key in gone])
            return
        names = [key for key, _ in pairs]
        leading = 0
        while leading < len(names) and names[leading] in gone:
            leading += 1
        first = spans[names[0]].start
        if leading and self.text[self._line_start(first) : first].strip():
            # The first key stands behind the dash of an item: the next one takes its place.
            yield Edit(first, spans[names[leading]].start, "")
        else:
            leading = 0
        for key in gone:
            if names.index(key) >= leading:
                yield self._lines_of(spans[key])

    def _cut(self, every: Sequence[Piece], gone: Sequence[Piece]) -> Iterator[Edit]:
        """Take things out of brackets or braces, with the comma that goes with each."""
        stay = [one for one in every if one not in gone]
        for index, one in enumerate(every):
            if one not in gone:
                continue
            if stay and one.start < stay[0].start:
                yield Edit(one.start, every[index + 1].start, "")
            elif index:
                yield Edit(every[index - 1].end, one.end, "")
            else:
                yield Edit(one.start, one.end, "")

    def _behind(self, piece: Piece, last: Piece | None, added: list[str]) -> Edit:
        dash = self.text.rfind("-", 0, piece.items[0].start)
        column = self._column(dash)
        told = self._told(added, column)
        if last is None:
            return Edit(dash, dash, f"{told}\n{' ' * column}")
        end = self._line_end(last.end)
        return Edit(end, end, f"\n{' ' * column}{told}")

    def _lines_of(self, piece: Piece) -> Edit:
        """Take whole lines out, with the line end before them: behind them others may be added."""
        start, end = self._line_start(piece.start), self._line_end(piece.end)
        return Edit(start - 1, end, "") if start else Edit(0, min(end + 1, len(self.text)), "")

    def _told(self, found: list[str], column: int) -> str:
        pad = "\n" + " " * column
        return pad.join(found).replace(f"{pad}\n", "\n\n")

    def _has_comment(self, piece: Piece) -> bool:
        return "#" in self.text[piece.end : self._line_end(piece.end)]

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def _column(self, at: int) -> int:
        return at - self._line_start(at)


def _word(new: Any) -> Any:
    """A text in Vietnamese alone is one word of YAML."""
    return new["vi"] if isinstance(new, dict) and set(new) == {"vi"} else new
