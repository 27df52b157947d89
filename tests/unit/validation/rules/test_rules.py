"""The list of rules: each is said in words, each is tested, and one record that breaks them all."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import get_args, get_type_hints

import pytest
from pydantic_core.core_schema import ErrorType

from macros.i18n import LANGUAGES, load_labels
from macros.register import Finding
from macros.validation.rules import (
    RULES,
    Rule,
    dates,
    evidence,
    integrity,
    lifetimes,
    onboarding,
    references,
    retired_ids,
    seats,
    style,
    texts,
    wordings,
)
from tests.conftest import Change
from tests.support.sites import ROOT

Find = Callable[[Mapping[str, Change]], list[str]]

MODULES = (
    *(references, dates, seats, lifetimes, wordings, evidence, integrity, onboarding),
    *(retired_ids, style, texts),
)
TESTS = (
    *("unit/validation/test_load", "unit/validation/test_load_files", "unit/yamlio/test_reader"),
    *("unit/validation/test_published_addresses", "unit/validation/test_lost_content"),
    *("unit/validation/test_broken_files", "unit/i18n/test_labels_of_data", "site/test_other_data"),
    "unit/test_author_macros",
    *(
        f"unit/authoring/test_{name}"
        for name in ("check_pages", "page_collisions", "front_matter", "site_files")
    ),
    *("unit/sheets/test_exchange", "unit/sheets/test_concurrent_edits", "unit/sheets/test_xlsx"),
    *("unit/sheets/test_office_habits", "unit/sheets/test_hostile_files"),
    *(f"unit/validation/rules/test_{module.__name__.rpartition('.')[2]}" for module in MODULES),
)
FRAME = (
    *("count", "good", "more", "passed-over"),
    *("nearest", "second", "collections", "keys"),
)
"""What stands beside the sentences: the last lines, the good news and the suggestions."""

OF_CHARACTERS = {
    *("tab", "invisible-character", "foreign-letter", "lost-letter", "loose-mark"),
    "too-many-marks",
}
"""The rules that `text.suspicious_characters` names."""
PYDANTIC = {kind.replace("_", "-") for kind in get_args(ErrorType)}
"""Kinds of error of the library, which `load` translates."""
WORDS, _ = load_labels()
SENTENCES = sorted(set(WORDS.group("problems")) - set(FRAME))

MONSTER = """\
number: 00/2031
type_document: decission
title: Quyết định không nên có
passed_by: organizations/hoi-dong-vuon-uom#thu-quy
date_document: 2031-05-01
not_before: 2031-04
not_after: 2031-03
first_date_entry_in_force: 2031-06
date_no_longer_in_force: 2031-04-30
lapse:
  date: 2032
  reason: forgotten
  basis: analysis
  citations:
    - {source: sources/bao-nha-vuon}
articles:
  - locator: Điều 1
    versions:
      - gist: Cấm tưới.
        first_date_entry_in_force: 2031-07-01
        date_no_longer_in_force: 2031-06-30
        ended_by: people/tran-y
relations:
  - type: amends
    target: legislation/quyet-dinh-00-2031
    citations:
      - {source: sources/so-luu-tru, locator: Điều 9}
  - type: repealed_by
    target: legislation/dieu-le-02-2030
    citations:
      - {source: sources/so-luu-tru, document: legislation/dieu-le-02-2030, locator: Điều 9}
  - type: repealed_by
    target: legislation/dieu-le-02-2030
    citations:
      - {source: sources/bao-nha-vuon, locator: đoạn 99}
notes:
  - text: Nghe nói vậy.
"""


def test_a_monstrous_record_gets_the_whole_list_of_complaints(problems: Find) -> None:
    """Every breach at once, none twice, none hidden by another, in the order of the file."""
    here = "legislation/quyet-dinh-00-2031"
    assert problems({f"{here}.yml": MONSTER, "assertions.yml": "legislation: 4\n"}) == [
        'assertions.yml:1:1: "legislation" must be 4, the data has 5 [wrong-total]',
        *(f"{here}.yml:{line}" for line in COMPLAINTS),
    ]


COMPLAINTS = (
    "1:1: no source is cited [without-citation]",
    '2:1: the word "decission" is not in the group "type_document" of labels.yml: charter, decision'
    '; did you mean "decision"? [unknown-word]',
    '4:1: there is no "organizations/hoi-dong-vuon-uom#thu-quy" [unknown-address]',
    "7:1: the end 2031-03 is before the start 2031-04 [end-before-start]",
    "9:1: the end 2031-04-30 is before the start 2031-05-01 [end-before-start]",
    "9:1: the end 2031-04-30 is before the start 2031-06 [end-before-start]",
    '10:1: an analysis needs a "note" that says how [analysis-without-note]',
    '12:3: the word "forgotten" is not in the group "lapse" of labels.yml: period-over'
    " [unknown-word]",
    '15:7: "sources/bao-nha-vuon" is divided into paragraphs; the citation needs a "locator"'
    " [locator-missing]",
    "19:9: no source is cited [without-citation]",
    "21:9: the end 2031-06-30 is before the start 2031-07-01 [end-before-start]",
    '22:9: "people/tran-y" is of the wrong kind; expected legislation [wrong-collection]',
    '25:5: "target" leads to this very record; give another address or leave it out'
    " [self-reference]",
    '27:9: "sources/so-luu-tru" is divided into articles; the citation needs a "locator"'
    " [locator-missing]",
    '28:5: declare this relation at "legislation/dieu-le-02-2030" with the verb "repeals"'
    " [passive-relation]",
    '31:77: there is no "Điều 9" in "legislation/dieu-le-02-2030" [unknown-locator]',
    '32:5: declare this relation at "legislation/dieu-le-02-2030" with the verb "repeals"'
    " [passive-relation]",
    '32:5: this relation is declared at "legislation/quyet-dinh-00-2031" already; declare it once'
    " [relation-declared-twice]",
    '35:40: there is no "đoạn 99" in "sources/bao-nha-vuon" [unknown-locator]',
    "37:5: no source is cited [without-citation]",
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_rule_is_on_the_list_in_the_order_of_its_module(module: ModuleType) -> None:
    """A rule that is written but not listed would never run."""
    written = [
        one.__name__
        for one in vars(module).values()
        if inspect.isfunction(one)
        and one.__module__ == module.__name__
        and not one.__name__.startswith("_")
        and get_type_hints(one)["return"] == Iterator[Finding]
    ]
    assert [rule.__name__ for rule in RULES if rule.__module__ == module.__name__] == written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_docstring_of_a_rule_is_the_rule_in_one_sentence(rule: Rule) -> None:
    """One line, a capital first, a full stop last: it can be printed as it is."""
    assert re.fullmatch(r"[A-Z][^\n]{20,98}\.", rule.__doc__ or "")


def _said() -> set[str]:
    """The names under which the program tells problems, as its source code writes them."""
    names = {rule.__name__.replace("_", "-") for rule in RULES}
    for file in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                names |= _named(node)
            elif isinstance(node, ast.Dict):
                names |= {
                    ast.literal_eval(value)
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant) and key.value == "rule"
                    if isinstance(value, ast.Constant)
                }
    return names


_NAMING = (
    *("say", "notice", "BadCell", "SheetUnreadable", "ReadCell"),
    *("report", "_refuse", "AuthorError", "RefusedHtml"),
)
"""What is called with a rule among its arguments: of sheets, and of pages written by hand."""


def _named(call: ast.Call) -> set[str]:
    """The rule that one call names: `problem(path, mark, "tab")`, `_say(mark, "tab")`, ..."""
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
    texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
    if name in (
        "problem",
        "_report",
        "_note",
        "_say",
        "refuse",
        "Diagnosis",
        "_LimitReached",
        "PydanticCustomError",
    ):
        return {str(text).replace("_", "-") for text in texts[:1]} - PYDANTIC
    if name in _NAMING:
        # Of sheets some rules are chosen by a condition, which is looked into as well.
        inside = [one for part in (*call.args, *call.keywords) for one in ast.walk(part)]
        return {str(one.value) for one in inside if isinstance(one, ast.Constant)} & {*SENTENCES}
    return set()


def test_every_problem_has_a_sentence_and_every_sentence_a_problem() -> None:
    """A problem without a sentence would be a trace of Python; a sentence without one is dead."""
    translated = {"empty-item", "missing-key", "unknown-key", "unknown-choice", "wrong-type"}
    assert sorted(_said() | translated | OF_CHARACTERS) == SENTENCES


@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_is_said_in_both_languages(name: str) -> None:
    """The clerk reads Vietnamese, the engineer may ask for English."""
    assert WORDS.group(f"problems.{name}") == LANGUAGES


def test_every_problem_is_provoked_by_a_test() -> None:
    """Its name stands at the end of a line that some other test expects to be printed."""
    files = [ROOT / "tests" / f"{name}.py" for name in TESTS]
    files += (ROOT / "tests/data/broken").glob("*.yml")
    told = "".join(file.read_text(encoding="utf-8") for file in files)
    assert [name for name in SENTENCES if not re.search(rf"\[{name}\]|\"{name}\"", told)] == []
