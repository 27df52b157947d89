"""Specifies the self-check: what is asked, what never is, and that changed data changes it."""

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from macros.outputs import json_exports
from macros.pages import VIEWS, Links, Site
from macros.quiz.selection import QuizQuestion, quiz_questions
from macros.register import Register
from macros.validation import load_data
from tests.conftest import Change, Changed
from tests.support.exported import World
from tests.support.quiz_answers import CHECKS
from tests.support.registers import small

DAY = dt.date(2031, 5, 5)
CHAIR = "organizations/hoi-dong-vuon-uom#chu-tich"
CITED = [{"source": "sources/s"}]
AN = "people/do-thuy-an"
NO_TOTALS: dict[str, Change] = {"assertions.yml": "terms: 2\n"}
NAMES = ("mai", "hoa", "cuc")
NAMED = "citations: [{source: sources/bao-nha-vuon, locator: đoạn 2}]\n"
MORE = NO_TOTALS | {f"people/{name}.yml": f"name: {name.title()}\n{NAMED}" for name in NAMES}
"""Three people of whom nothing more is known: enough names for a question about a post."""


def asked(register: Register, kind: str) -> list[QuizQuestion]:
    return [question for question in quiz_questions(register, DAY) if question.kind == kind]


def answers(data: Path) -> dict[str, object]:
    """The right options of changed data by question, each derived from the export once more."""
    register = load_data(data)
    world = World(dict(json_exports(register, DAY, Links(register, ""))))
    found = {}
    for one in world.questions:
        verdicts = [CHECKS[one["kind"]](world, one, option) for option in one["options"]]
        assert verdicts == [index == one["answer"] for index in range(4)], one["id"]
        found[one["id"]] = one["options"][one["answer"]]
    return found


def test_the_invented_institution_asks_exactly_this(invented: Register) -> None:
    """Few records make few questions; a kind without enough wrong options is not there."""
    assert [(question.id, question.right) for question in quiz_questions(invented, DAY)] == [
        (
            "issuer legislation/dieu-le-02-2030 2030-04-15",
            "organizations/hoi-dong-vuon-uom",
        ),
        (
            "issuer legislation/quyet-dinh-05-2031 2031-01-10",
            CHAIR,
        ),
        (
            "issuer legislation/dieu-le-01-2029 2029-04-15",
            "organizations/hoi-dong-vuon-uom",
        ),
    ]


def test_the_same_data_asks_the_same(real: Register) -> None:
    """Questions, options and their order are decided by the data and the day alone."""
    assert quiz_questions(real, dt.date(2026, 11, 21)) == quiz_questions(
        real, dt.date(2026, 11, 21)
    )


def test_a_person_who_is_removed_is_no_option_in_the_same_build(changed: Changed) -> None:
    """Somebody else takes the place."""
    with_mai = quiz_questions(load_data(changed(MORE)), DAY)
    assert any("people/mai" in question.options for question in with_mai)
    data = changed(NO_TOTALS)
    (data / "people/mai.yml").unlink()
    without = quiz_questions(load_data(data), DAY)
    assert not any("people/mai" in question.options for question in without)
    assert [question.id for question in without] == [question.id for question in with_mai]


def test_who_holds_no_post_any_more_is_no_answer(changed: Changed) -> None:
    """Nothing is asked that has lost its answer."""
    question = f"holder {CHAIR} 2031-02-03"
    assert answers(changed(MORE))[question] == AN
    without = changed({**MORE, "people/do-thuy-an.yml": f"name: An\n{NAMED}"})
    assert question not in answers(without)


def test_another_holder_is_another_answer(changed: Changed) -> None:
    """The question keeps its name, its answer follows the data."""
    person = Path("tests/data/vuon-uom/data/people/do-thuy-an.yml").read_text(encoding="utf-8")
    swap: dict[str, Change] = {
        "people/mai.yml": person.replace("Đỗ Thùy An", "Mai"),
        "people/do-thuy-an.yml": f"name: Đỗ Thùy An\n{NAMED}",
    }
    right_answers = answers(changed({**MORE, **swap}))
    assert right_answers[f"holder {CHAIR} 2031-02-03"] == "people/mai"


def test_a_document_that_another_ends_is_asked_about(changed: Changed) -> None:
    """As soon as the data says so, with documents that did not."""
    more: dict[str, Change] = {
        f"legislation/cu-{year}.yml": (
            f"number: 0{year % 10}/{year}\ntype_document: charter\n"
            f"passed_by: organizations/hoi-dong-vuon-uom\ndate_document: {year}-05-05\n"
            "citations:\n  - {source: sources/bao-nha-vuon, locator: đoạn 1}\n"
        )
        for year in (2021, 2022, 2023)
    }
    right_answers = answers(changed(NO_TOTALS | more))
    question = "relation legislation/dieu-le-01-2029 replaced_by"
    assert right_answers[question] == "legislation/dieu-le-02-2030"


def held(**fields: Any) -> Mapping[str, Mapping[str, Any]]:
    """Five people, one of them in the one seat of a body; an event within that time."""
    one = {"organization": "organizations/o", "post": "p", "citations": CITED, **fields}
    people = {f"people/{name}": {"name": name.upper()} for name in "bcde"}
    return {
        "people/a": {"name": "A", "memberships": [one]},
        **people,
        "organizations/o": {"posts": [{"id": "p", "names": ["P"], "seats": 1}]},
        "events/e": {"date": "2031-02-03"},
        "sources/s": {},
    }


IN_POST = {"start_date": "2030-01-01", "end_date": "2031-12-31"}


def test_who_held_a_post_is_asked_on_a_day_on_which_it_is_known() -> None:
    """One right option among three people who did not hold it."""
    [question] = asked(small(held(**IN_POST)), "holder")
    assert (question.day, question.right) == (dt.date(2031, 2, 3), "people/a")
    assert len(set(question.options)) == 4


@pytest.mark.parametrize(
    "fields",
    [
        {**IN_POST, "basis": "analysis", "note": "N."},
        {**IN_POST, "citations": []},
        {"start_date": "2030-01-01"},
        {"start_date": "2031", "end_date": "2031"},
        {"start_date": "2031-02-03", "end_date": "2031-12-31"},
    ],
    ids=["analysis", "uncited", "not-known", "partial", "handover"],
)
def test_what_no_source_states_is_not_asked(fields: dict[str, Any]) -> None:
    """Our analysis, a time that may be over, a date that decides, the day of a handover."""
    assert asked(small(held(**fields)), "holder") == []


def test_somebody_of_whom_it_is_not_known_is_no_wrong_option() -> None:
    """Another who may have been in the post on the day is left out of the options."""
    records = dict(held(**IN_POST))
    doubtful = {"organization": "organizations/o", "post": "p", "citations": CITED}
    records["people/b"] = {"name": "B", "memberships": [{**doubtful, "attested": ["2029-01-01"]}]}
    options = {one.day: set(one.options) for one in asked(small(records), "holder")}
    assert options[dt.date(2031, 2, 3)] == {"people/a", "people/c", "people/d", "people/e"}


def test_the_harder_options_are_chosen_first() -> None:
    """Whoever had another post of the body, before anybody else."""
    records = dict(held(**IN_POST))
    seats = [{"id": name, "names": [name], "seats": 1} for name in "pqrs"]
    records["organizations/o"] = {"posts": seats}
    other = {"organization": "organizations/o", "citations": CITED, **IN_POST}
    for name, post in zip("cde", "qrs", strict=True):
        memberships = [{**other, "post": post}]
        records[f"people/{name}"] = {"name": name.upper(), "memberships": memberships}
    options = {
        question.subject: set(question.options) for question in asked(small(records), "holder")
    }
    assert options["organizations/o#p"] == {"people/a", "people/c", "people/d", "people/e"}


def test_options_of_one_name_do_not_stand_together() -> None:
    """Two people of one name are no two options, whatever tells them apart elsewhere."""
    records = dict(held(**IN_POST))
    records["people/b"] = {"name": "C", "disambiguation": "b"}
    [question] = asked(small(records), "holder")
    assert len({"people/b", "people/c"} & set(question.options)) == 1


def test_a_record_that_comes_leaves_unrelated_questions_as_they_are(real: Register) -> None:
    """Most questions keep their options though a person is added."""
    entries = [*real.entries.values(), small({"people/zz": {"name": "Zz"}})["people/zz"]]
    after = {
        question.id: question for question in quiz_questions(Register(entries, real.labels), DAY)
    }
    before = quiz_questions(real, DAY)
    assert [question.id for question in before] == list(after)
    same = [question for question in before if after[question.id] == question]
    assert len(same) >= len(before) - 3


@pytest.mark.parametrize(("basis", "count"), [("stated", 4), ("analysis", 0)])
def test_numbers_of_tasks_are_asked_where_the_source_numbers_them(basis: str, count: int) -> None:
    """Where the tasks were told apart by us, their numbers are ours."""
    split = {"method": "M.", "basis": basis, "note": "N.", "citations": CITED}
    cited = {"segment": {"citations": CITED}}
    records: dict[str, dict[str, Any]] = {"programmes/p": {"split": split}, "sources/s": {}}
    for number in (1, 2, 3, 4):
        records[f"tasks/t{number}"] = {"number": number, "name": f"T{number}", **cited}
    questions = asked(small(records), "task")
    assert len(questions) == min(count, 2)


def test_before_anything_happened_nothing_is_asked(invented: Register) -> None:
    """A site may speak of a day before its first event."""
    assert quiz_questions(invented, dt.date(2020, 1, 1)) == ()


def test_every_question_says_what_it_asks(real: Register) -> None:
    """No words are missing in it, and no two are the same question with the same options."""
    text = VIEWS["quiz"](Site(real, dt.date(2026, 11, 21)).page("self-check/"))
    asked = re.findall(
        r'<li data-id="[^"]*" data-topic="[a-z]+"><p>(.*?)</p>\n(<ol>.*?</ol>)', text
    )
    assert len(asked) > 60
    assert [words for words, _ in asked if "“”" in words] == []
    assert len(set(asked)) == len(asked)


def test_a_short_form_is_asked_where_a_document_uses_it(real: Register) -> None:
    """In its number; what only our glossary has is not asked."""
    forms = {
        question.about
        for question in quiz_questions(real, dt.date(2026, 11, 21))
        if question.kind == "abbreviation"
    }
    assert {"UBTVQH", "QH", "NQ"} <= forms
    assert {"CTQH", "HĐDT", "VPQH"} & forms == set()
