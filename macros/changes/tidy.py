"""Puts a file in form where there is one right form, without changing what it says."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from macros.changes.files import FileChange
from macros.model import COLLECTIONS, FieldKind, Part, Text, field_of, is_one_line, key_order
from macros.text import normal_web_address, single_blanks
from macros.validation import read_folder
from macros.yamlio import (
    Mark,
    Node,
    Problem,
    TextEdit,
    UnsafeEdit,
    YamlText,
    decode_yaml,
    parse_yaml,
    requote_scalar,
    with_common_indent,
)

_MOST_RUNS = 5
"""A second run finds what the first made readable; a third finds nothing more."""
_IN_CURLY_QUOTES = re.compile("[“„‟‘‚]([^“”„‟‘’‚\\s]+)[”“‟’‘]")
_WORDS = (FieldKind.TEXT, FieldKind.STRING, FieldKind.PART)
"""Kinds of value in which quotes may be meant; addresses, days and choices have none."""
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


def unreadable_files(data: Path) -> list[Problem]:
    """What keeps the files of a data folder from being read, and so from being put in form."""
    found = list[Problem]()
    for path, content in read_folder(data).yaml_contents().items():
        node, problems = decode_yaml(tidy_file(content), (data / path).as_posix())
        found += problems if node is None else ()
    return found


def tidy_file(data: bytes, model: type[Part] | None = None, is_shared: bool = False) -> bytes:
    """A file without byte order mark, carriage returns and trailing blanks, composed, ended.

    Its values have single common blanks and web addresses in their normal form; those that go on
    in the next line, or are a name of several lines, are on one. With the model of its record, or
    of each of its records, keys stand in their order. A step that would change what the file says
    otherwise is left out; what is not UTF-8 is left alone.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    for _ in range(_MOST_RUNS):
        before, text = text, _tidied(text, model, is_shared)
        if text == before:
            break
    return text.encode()


def _tidied(text: str, model: type[Part] | None, is_shared: bool) -> str:
    text = text.removeprefix(_BOM)
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # YAML ends a line at each of them.
    text = _if_readable(text, with_common_indent)
    text = _composed(text)
    text = _if_same(text, _without_tabs)
    text = _if_same(text, _trimmed)
    text = _if_same(text, _ended)
    text = _with_tidy_values(text, model, is_shared)
    return _ordered(text, model, is_shared) if model else text


def _plain(text: str) -> Any:
    node, problems = parse_yaml(text)
    return None if node is None or problems else [node.plain()]


def _if_same(text: str, step: Callable[[str], str]) -> str:
    """The text after a step, if it says the same; what can not be read is left alone."""
    before = _plain(text)
    changed = step(text) if before is not None else text
    return changed if _plain(changed) == before else text


def _if_readable(text: str, step: Callable[[str], str]) -> str:
    """The text after a step that can only mend it, if that can be read."""
    changed = step(text)
    return text if changed == text or _plain(changed) is None else changed


def _composed(text: str) -> str:
    """The text with composed letters (NFC), if it says the same but for that."""
    changed = unicodedata.normalize("NFC", text)
    before, after = _plain(text), _plain(changed)
    return changed if before is not None and after == _mapped(before, _nfc) else text


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A plain value with every text in it changed, keys included."""
    if isinstance(value, dict):
        return {change(key): _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


def _without_tabs(text: str) -> str:
    """With a blank for each tab behind the first character of a line, where it only separates."""
    return re.sub(r"(?m)(?<=\S)([ \t]*\t[ \t]*)", lambda gap: " " * len(gap[0]), text)


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


def _with_tidy_values(text: str, model: type[Part] | None, is_shared: bool) -> str:
    """With the values and keys in their one right form, if it says the same but for that."""
    try:
        script = YamlText(text)
        edits = list(_value_edits(script, script.node, model, is_shared))
        return script.edited(edits, script.node.plain()) if edits else text
    except UnsafeEdit:
        return text


def _value_edits(
    script: YamlText,
    node: Node,
    model: type[Part] | None,
    is_shared: bool,
    is_line: bool = False,
    is_code: bool = False,
) -> Iterator[TextEdit]:
    """The edits of the values and keys inside a node, in which the nodes get the new values."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _key_edit(script, node.keys[key], key)
            field = field_of(model, key) if model and not is_shared else None
            if field and model is not Text:
                is_line, is_code = is_one_line(key, field.kind), field.kind not in _WORDS
            part = model if is_shared else field.part if field else None
            yield from _value_edits(script, child, part, False, is_line, is_code)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _value_edits(script, child, model, False, is_line, is_code)
    elif node.value is not None:
        start, end = script.start(node), script.end(node)
        before, node.value = node.value, _tidy_value(node.value, is_line)
        if is_code and (quoted := _IN_CURLY_QUOTES.fullmatch(node.value)):
            node.value = quoted[1]
        new = _typed_value(script.text[start:end], before, node.value)
        if new != script.text[start:end]:
            yield TextEdit(start, end, new)


def _tidy_value(value: str, is_line: bool) -> str:
    value = " ".join(value.split()) if is_line and "\n" in value else value
    return normal_web_address(single_blanks(value))


def _key_edit(script: YamlText, mark: Mark, key: str) -> Iterator[TextEdit]:
    """The edit of a key that has other blanks in the file than in its node."""
    start = script.offset(mark)
    end = script.text.find(":", start)
    if script.text[start:end] != key and single_blanks(script.text[start:end]) == key:
        yield TextEdit(start, end, key)


def _typed_value(typed: str, before: str, wanted: str) -> str:
    """A value as it is typed in the file, for another one that differs in blanks and lines.

    Where it stays on several lines each keeps its indentation, and quotes stay where they are.
    """
    quote, is_block = typed[:1], typed[:1] in ("|", ">")
    is_plain = not is_block and quote not in ("'", '"')
    if wanted == before and not (is_plain and "\n" in typed):
        return typed
    if is_plain:
        return wanted
    if "\n" not in typed or ("\n" in before and "\n" not in wanted):
        return requote_scalar(wanted, quote)
    first, *lines = typed.split("\n")
    indented = [line[: len(line) - len(line.lstrip(" "))] + single_blanks(line) for line in lines]
    start = first if is_block else quote + single_blanks(first[1:])
    typed = "\n".join([start, *indented])
    return typed if is_block else f"{typed.removesuffix(quote).rstrip(' ')}{quote}"


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
