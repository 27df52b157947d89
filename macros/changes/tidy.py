"""Puts a file in form where there is one right form, without changing what it says."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from macros.changes.files import FileChange
from macros.model import COLLECTIONS, Part, field_of, key_order
from macros.validation import read_folder
from macros.yamlio import (
    Node,
    TextEdit,
    UnsafeEdit,
    YamlText,
    apply_edits,
    parse_yaml,
    single_blanks,
)

_BOM = "\ufeff"


def tidy_files(data: Path) -> tuple[FileChange, ...]:
    """The changes that put the YAML files of a data folder in form, be their data good or not.

    Raise Problems if there is no such folder, or a file of it can not be read.
    """
    changes = []
    for path, before in read_folder(data).yaml_contents().items():
        collection, slash, _ = path.removesuffix(".yml").partition("/")
        after = tidy_file(before, COLLECTIONS.get(collection), is_shared=not slash)
        changes.append(FileChange(data / path, before, after))
    return tuple(change for change in changes if not change.is_idle)


def tidy_file(data: bytes, model: type[Part] | None = None, is_shared: bool = False) -> bytes:
    """A file without byte order mark, carriage returns and trailing blanks, composed, ended.

    With the model of its record, or of each of its records, values have single common blanks and
    keys stand in their order. A step
    that would change what the file says is left out; what is not UTF-8 is left alone.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    text = text.removeprefix(_BOM)
    text = text.replace("\r\n", "\n")
    text = _composed(text)
    text = _if_same(text, _trimmed)
    text = _if_same(text, _ended)
    if model:
        text = _with_single_blanks(text)
        text = _ordered(text, model, is_shared)
    return text.encode()


def _plain(text: str) -> Any:
    node, problems = parse_yaml(text)
    return None if node is None or problems else [node.plain()]


def _if_same(text: str, step: Callable[[str], str]) -> str:
    """The text after a step, if it says the same; what can not be read is left alone."""
    before = _plain(text)
    changed = step(text) if before is not None else text
    return changed if _plain(changed) == before else text


def _composed(text: str) -> str:
    """The text with composed letters (NFC), if it says the same but for that."""
    changed = unicodedata.normalize("NFC", text)
    before, after = _plain(text), _plain(changed)
    return changed if before is not None and after == _normal(before) else text


def _normal(value: Any) -> Any:
    if isinstance(value, dict):
        return {_normal(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_normal(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _ended(text: str) -> str:
    """The text with one line end behind it."""
    return f"{text.rstrip(chr(10))}\n" if text.strip() else text


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines, but for those inside a text of several lines."""
    script = YamlText(text)
    kept = {line for node in _scalars(script.node) for line in range(node.mark.line, node.end.line)}
    lines = text.split("\n")
    return "\n".join(
        line if number in kept else line.rstrip(" \t") for number, line in enumerate(lines, 1)
    )


def _with_single_blanks(text: str) -> str:
    """With one common blank between the words of a value, if it says the same but for that."""
    before = _plain(text)
    if before is None or before == [_single_blanks_in(before[0])]:
        return text
    script = YamlText(text)
    edits = []
    for node in _scalars(script.node):
        if isinstance(node.value, str) and node.value != single_blanks(node.value):
            start, end = script.start(node), script.end(node)
            edits.append(TextEdit(start, end, _scalar_with_single_blanks(text[start:end])))
    changed = apply_edits(text, edits)
    return changed if _plain(changed) == [_single_blanks_in(before[0])] else text


def _scalar_with_single_blanks(typed: str) -> str:
    """A value as it is typed: each line keeps its indentation, quotes stay where they are."""
    first, *lines = typed.split("\n")
    quote = first[:1] if first[:1] in ("'", '"') else ""
    first = quote + single_blanks(first.removeprefix(quote))
    indented = [line[: len(line) - len(line.lstrip(" "))] + single_blanks(line) for line in lines]
    typed = "\n".join([first, *indented])
    return typed.removesuffix(quote).rstrip(" ") + quote if quote else typed


def _single_blanks_in(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _single_blanks_in(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_single_blanks_in(item) for item in value]
    return single_blanks(value) if isinstance(value, str) else value


def _scalars(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for child in node.value.values():
            yield from _scalars(child)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _scalars(child)
    else:
        yield node


def _ordered(text: str, model: type[Part], is_shared: bool) -> str:
    """With the keys of every mapping in their order; inner ones first, one at a time."""
    while True:
        try:
            script = YamlText(text)
            root = script.node
            records = (
                list(root.value.values()) if is_shared and isinstance(root.value, dict) else [root]
            )
            changed = next(
                (new for record in records for new in _reordered(script, record, model) if new),
                None,
            )
        except UnsafeEdit:
            return text
        if changed is None:
            return text
        text = changed


def _reordered(script: YamlText, node: Node, model: type[Part]) -> Iterator[str]:
    """The text with one mapping put in order, for each that is not and can be."""
    if isinstance(node.value, list):
        for child in node.value:
            yield from _reordered(script, child, model)
    if not isinstance(node.value, dict):
        return
    for key, child in node.value.items():
        if (field := field_of(model, key)) and field.part:
            yield from _reordered(script, child, field.part)
    names, ranks = list(node.value), key_order(model)
    wanted = sorted(names, key=lambda name: ranks.index(name) if name in ranks else len(ranks))
    if names != wanted and set(names) <= set(ranks) and (new := _moved(script, node, wanted)):
        yield new


def _moved(script: YamlText, node: Node, wanted: Sequence[str]) -> str:
    """The text with the keys of a mapping in another order, each with its value and comments.

    Empty where they can not be told apart; raise UnsafeEdit if the text would say something else.
    """
    assert isinstance(node.value, dict)
    spans = [_span(script, node, name) for name in node.value]
    gaps = [script.text[left[1] : right[0]] for left, right in pairwise(spans)]
    blank = r"\s*,\s*" if script.is_flow(node) else r"(?:\r?\n)+ *"
    if not all(re.fullmatch(blank, gap) for gap in gaps):
        return ""
    pieces = dict(zip(node.value, (script.text[a:b] for a, b in spans), strict=True))
    if pieces[wanted[0]].startswith("#"):
        return ""
    between = [*gaps, ""]
    text = "".join(pieces[name] + gap for name, gap in zip(wanted, between, strict=True))
    whole = TextEdit(spans[0][0], spans[-1][1], text)
    return script.edited([whole], script.node.plain())


def _span(script: YamlText, node: Node, name: str) -> tuple[int, int]:
    """From the comments above a key to the end of its value, and of the comment behind it."""
    assert isinstance(node.value, dict)
    start = script.offset(node.keys[name])
    end = max(start + len(name), script.end(node.value[name]))
    if script.is_flow(node):
        return start, end
    is_first = next(iter(node.value)) == name
    above = re.search(r"(?:#[^\n]*\n *)+\Z", script.text[:start])
    if above and not is_first and script.text[: above.start()].rstrip(" ").endswith("\n"):
        start = above.start()
    return start, script.line_end(end)
