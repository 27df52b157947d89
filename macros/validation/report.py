"""Writes problems in the forms in which people and pipelines read them."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256

from macros.i18n import (
    MAX_PRINTED,
    load_labels,
    problem_line,
    problem_sentences,
    unprinted_line,
)
from macros.validation.excerpt import Excerpts
from macros.yamlio import Problem, Problems


def as_text(problems: Problems, lang: str, excerpts: Excerpts | None = None) -> str:
    """A line for each problem, then the line of the file with a caret; at the end their number."""
    excerpts, lines = excerpts or Excerpts(), list[str]()
    for problem, sentence in problem_sentences(problems, lang, MAX_PRINTED):
        lines.append(problem_line(problem, sentence))
        lines += excerpts.at(problem.path, problem.mark) or ()
    last = load_labels()[0].error_sentence(problems, lang)
    return "\n".join([*lines, *unprinted_line(problems, lang), last])


def as_json(problems: Problems, lang: str) -> str:
    """A list of objects, for a program of one's own."""
    objects = [
        {
            "path": problem.path,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "rule": problem.rule,
            "message": sentence,
        }
        for problem, sentence in problem_sentences(problems, lang)
    ]
    return json.dumps(objects, ensure_ascii=False, indent=1)


def as_gitlab(problems: Problems, lang: str) -> str:
    """GitLab's Code Quality report: a merge request shows each problem at its line.

    The form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    counts: Counter[str] = Counter()
    issues = [
        {
            "description": sentence,
            "check_name": problem.rule,
            "fingerprint": _fingerprint(problem, sentence, counts),
            "severity": "blocker",
            "location": {"path": problem.path, "lines": {"begin": problem.mark.line}},
        }
        for problem, sentence in problem_sentences(problems, lang)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1)


def _fingerprint(problem: Problem, sentence: str, counts: Counter[str]) -> str:
    """A hash that survives a move to another line; two equal problems of a file have two."""
    key = f"{problem.path}\0{problem.rule}\0{sentence}"
    counts[key] += 1
    return sha256(f"{key}\0{counts[key]}".encode()).hexdigest()


def as_github(problems: Problems, lang: str) -> str:
    """GitHub's commands of a workflow: a pull request shows each problem at its line.

    The form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    lines = [
        f"::error file={_property(problem.path)},line={problem.mark.line},"
        f"col={problem.mark.column},title={_property(problem.rule)}::{_data(sentence)}"
        for problem, sentence in problem_sentences(problems, lang, MAX_PRINTED)
    ]
    more = (f"::error::{_data(line)}" for line in unprinted_line(problems, lang))
    return "\n".join([*lines, *more])


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
