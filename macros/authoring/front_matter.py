"""Reads the front matter of a page written by hand: what it may say, and where it ends."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.text import closest_match
from macros.yamlio import Mark, Node, Problem, parse_yaml, problem

_TOP = Mark()
_FENCE, _FENCES = "---", ("---", "...")
_TEXTS = ("title", "description", "replaces")
_CHOICES = {"hide": ("navigation", "toc", "path"), "glossary": ("true", "false")}
_KEYS = (*_TEXTS, *_CHOICES)
_MARKUP = re.compile(r"</?[a-zA-Z!]|&#?\w+;|\{[{%#]|\*\*|`|\]\(")


@dataclass
class FrontMatter:
    """What stands above the text of a page, between two lines `---`."""

    meta: dict[str, object] = field(default_factory=dict)
    body: str = ""
    """The text under it, without the empty lines at its beginning."""
    line: int = 1
    """The line of the file at which the text begins."""
    problems: list[Problem] = field(default_factory=list)
    replaces: Mark = _TOP
    """Where it says which page of the program the page replaces."""


def read_front_matter(text: str, shown: str) -> FrontMatter:
    """The front matter of a page, and what is wrong with it; `shown` names the file."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return FrontMatter(body=text.lstrip("\n"), line=_first_line(lines, 0))
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() in _FENCES), 0)
    if not end:
        return FrontMatter(problems=[problem(shown, Mark(), "open-front-matter")])
    body = "\n".join(lines[end + 1 :])
    page = FrontMatter({}, body.lstrip("\n"), _first_line(lines, end + 1))
    # An empty line stands for the fence, so that the lines keep their numbers.
    node, page.problems = parse_yaml("\n".join(["", *lines[1:end], ""]), shown)
    if node and not isinstance(node.value, dict):
        values = {"key": _FENCE, "expected": "records", "found": "text", "value": lines[1]}
        page.problems.append(problem(shown, node.mark, "wrong-type", **values))
    elif node and isinstance(node.value, dict):
        page.problems += _key_problems(node.value, node.keys, shown)
        page.replaces = node.value.get("replaces", Node(_TOP)).mark
        known = {key: value for key, value in node.value.items() if key in _KEYS}
        page.meta = {key: _plain(key, value) for key, value in known.items()}
    return page


def _first_line(lines: list[str], start: int) -> int:
    """The number, from 1, of the first line with text from `start` on."""
    return next((i for i in range(start, len(lines)) if lines[i]), start) + 1


def _plain(key: str, node: Node) -> object:
    return node.value == "true" if key == "glossary" else node.plain()


def _key_problems(
    values: Mapping[str, Node], marks: Mapping[str, Mark], shown: str
) -> Iterator[Problem]:
    """Unknown keys, and values of the wrong kind."""
    for key, node in values.items():
        if key not in _KEYS:
            nearest = closest_match(key, _KEYS, cutoff=0.75)
            names = ", ".join(_KEYS)
            yield problem(
                shown, marks[key], "unknown-front-matter", key=key, allowed=names, nearest=nearest
            )
        elif node.value is None:
            yield problem(shown, marks[key], "empty-front-matter", key=key)
        elif key in _TEXTS:
            yield from _text_problems(key, node, shown)
        else:
            items = node.value if key == "hide" and isinstance(node.value, list) else [node]
            for item in items:
                if item.value not in _CHOICES[key]:
                    value = item.value if isinstance(item.value, str) else ""
                    nearest = closest_match(value, _CHOICES[key])
                    choices = {"choices": ", ".join(_CHOICES[key]), "nearest": nearest}
                    yield problem(
                        shown, item.mark, "unknown-choice", key=key, value=value, **choices
                    )


def _text_problems(key: str, node: Node, shown: str) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        found = "list" if isinstance(node.value, list) else "mapping"
        values = {"key": key, "expected": "text", "found": found}
        yield problem(shown, node.mark, "wrong-type", **values)
    elif markup := _MARKUP.search(node.value):
        yield problem(shown, node.mark, "markup-in-title", key=key, value=markup[0])
