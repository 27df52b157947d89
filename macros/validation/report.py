"""Knows in what forms a pipeline takes problems to show them at a line; refuses to word them."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256

from macros.i18n import load_labels, problem_line, problem_sentences
from macros.validation.excerpt import Lines
from macros.yamlio import Problem, Problems


def as_text(problems: Problems, lang: str) -> str:
    """A line for each problem, then the line of the file with a caret; at the end their number."""
    lines, found = Lines(), []
    for one, sentence in problem_sentences(problems, lang):
        found += [problem_line(one, sentence), *(lines.at(one.path, one.mark) or ())]
    return "\n".join([*found, load_labels()[0].error_sentence(problems, lang)])


def as_json(problems: Problems, lang: str) -> str:
    """A list of objects, for a program of one's own."""
    found = [
        {**_place(one), "rule": one.rule, "message": sentence}
        for one, sentence in problem_sentences(problems, lang)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_gitlab(problems: Problems, lang: str) -> str:
    """GitLab's Code Quality report: a merge request shows each problem at its line.

    The form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[str] = Counter()
    found = [
        {
            "description": sentence,
            "check_name": one.rule,
            "fingerprint": _fingerprint(f"{one.path}\0{one.rule}\0{sentence}", seen),
            "severity": "blocker",
            "location": {"path": one.path, "lines": {"begin": one.mark.line}},
        }
        for one, sentence in problem_sentences(problems, lang)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _fingerprint(what: str, seen: Counter[str]) -> str:
    """A sign that outlives a move to another line; two equal problems of a file have two."""
    seen[what] += 1
    return sha256(f"{what}\0{seen[what]}".encode()).hexdigest()


def as_github(problems: Problems, lang: str) -> str:
    """GitHub's commands of a workflow: a pull request shows each problem at its line.

    The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(
        f"::error file={_property(one.path)},line={one.mark.line},col={one.mark.column},"
        f"title={_property(one.rule)}::{_data(sentence)}"
        for one, sentence in problem_sentences(problems, lang)
    )


def _place(found: Problem) -> dict[str, str | int]:
    return {"path": found.path, "line": found.mark.line, "column": found.mark.column}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORT_FORMATS: Mapping[str, Callable[[Problems, str], str]] = {
    "text": as_text,
    "json": as_json,
    "gitlab": as_gitlab,
    "github": as_github,
}
"""Each form by its name; the first is for people."""
