"""Knows from which letter to which each value of a YAML text stands; refuses to say what it is."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Pair(NamedTuple):
    """A key and its value."""

    key: "Piece"
    value: "Piece"


@dataclass(frozen=True)
class Piece:
    """A value of a text: `text[start:end]`, without blanks and comments behind it."""

    start: int
    end: int
    flow: bool = False
    """Whether it is written in brackets or braces."""
    items: "tuple[Piece, ...]" = ()
    """What a list holds."""
    pairs: "dict[str, Pair] | None" = None
    """What a mapping holds, in the order of the file."""
    is_list: bool = False


def pieces(text: str) -> Piece:
    """The whole of a text that the loader has read without a problem."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    starts.append(len(text))
    return _piece(yaml.compose(text, Loader=_LOADER), text, starts)


def _piece(node: Any, text: str, starts: list[int]) -> Piece:
    start = starts[node.start_mark.line] + node.start_mark.column
    end = starts[min(node.end_mark.line, len(starts) - 1)] + node.end_mark.column
    if isinstance(node, yaml.ScalarNode):
        return Piece(start, max(start, len(text[:end].rstrip())) if end > start else start)
    flow = bool(node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_piece(one, text, starts) for one in node.value)
        return Piece(start, end if flow else items[-1].end, flow, items, is_list=True)
    pairs = {
        key.value: Pair(_piece(key, text, starts), _piece(value, text, starts))
        for key, value in node.value
    }
    last = list(pairs.values())[-1:]
    if not flow and last:
        end = max(last[0].key.end + 1, last[0].value.end)
    return Piece(start, end, flow, pairs=pairs)
