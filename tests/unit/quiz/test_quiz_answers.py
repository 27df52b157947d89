"""Answers every question of the self-check again, from the exported JSON alone.

Nothing of the program is used: dates, holdings and relations are read anew, so that a mistake there
would have to be made twice.
"""

import datetime as dt
import json
from collections import Counter

import pytest

from macros.outputs import json_exports
from macros.pages import Links
from macros.quiz.law import law_drafts
from macros.quiz.people import people_drafts
from macros.quiz.question import Answer, Draft
from macros.quiz.selection import QUESTION_KINDS
from macros.quiz.terms import term_drafts
from macros.register import Register
from macros.text import PartialDate
from tests.conftest import INVENTED_CHOICES
from tests.support.exported import World
from tests.support.quiz_answers import CHECKS
from tests.support.sites import AS_OF

DAYS = {"real": AS_OF, "invented": INVENTED_CHOICES["AS_OF"]}


@pytest.fixture(scope="module", params=DAYS)
def register(request: pytest.FixtureRequest) -> tuple[Register, dt.date]:
    """The real and the invented institution, each with the day of its site."""
    return request.getfixturevalue(request.param), dt.date.fromisoformat(DAYS[request.param])


def exported(register: Register, day: dt.date) -> World:
    return World(dict(json_exports(register, day, Links(register, ""))))


@pytest.fixture(scope="module")
def world(register: tuple[Register, dt.date]) -> World:
    """What a site exports."""
    return exported(*register)


@pytest.fixture(scope="module")
def real_world(real: Register) -> World:
    """What the real site exports."""
    return exported(real, dt.date.fromisoformat(AS_OF))


def test_every_question_has_exactly_one_right_option(world: World) -> None:
    """The marked option follows from the records, and each of the others contradicts them."""
    wrong = {}
    for question in world.questions:
        check = CHECKS[question["kind"]]
        verdicts = [check(world, question, option) for option in question["options"]]
        if verdicts != [place == question["answer"] for place in range(4)]:
            wrong[question["id"]] = verdicts
    assert wrong == {}
    assert world.questions


def as_exported(answer: Answer) -> object:
    if isinstance(answer, PartialDate):
        return str(answer)
    return list(answer) if isinstance(answer, tuple) else answer


def open_answers(world: World, draft: Draft) -> list[object]:
    """The answers of a draft about which the records say something else than it does."""
    question = {"subject": draft.subject, "about": draft.about, "day": str(draft.day)}
    check = CHECKS[draft.kind]
    wrong = [as_exported(answer) for answer in draft.wrong().answers]
    found = [answer for answer in wrong if check(world, question, answer) is not False]
    right = as_exported(draft.right)
    return found if check(world, question, right) is True else [right, *found]


def test_every_draft_is_provable_whichever_options_are_chosen(
    register: tuple[Register, dt.date], world: World
) -> None:
    """Of all that could be asked, the answer follows, and each wrong one is ruled out."""
    drafts = [
        draft
        for find_drafts in (people_drafts, law_drafts, term_drafts)
        for draft in find_drafts(*register)
    ]
    found = {f"{draft.id} {draft.right}": open_answers(world, draft) for draft in drafts}
    assert {name: answers for name, answers in found.items() if answers} == {}
    assert {draft.kind for draft in drafts} <= set(QUESTION_KINDS)


def test_there_are_enough_questions_of_enough_kinds(real_world: World) -> None:
    """At least 60, of at least six kinds, none twice, no kind more than a sixth of all."""
    kinds = Counter(question["kind"] for question in real_world.questions)
    total = len(real_world.questions)
    assert total >= 60
    assert len([kind for kind, count in kinds.items() if count >= 3]) >= 6
    assert max(kinds.values()) * 6 <= total
    assert len({question["id"] for question in real_world.questions}) == total


def test_every_question_has_four_options_and_a_citation(world: World) -> None:
    """The options differ; the citation names a source or a document that is there."""
    for question in world.questions:
        assert len({json.dumps(option) for option in question["options"]}) == 4, question["id"]
        assert question["citations"], question["id"]
        for citation in question["citations"]:
            named = {citation["source"], citation["document"]} - {None}
            assert named, question["id"]
            assert named <= set(world.records), question["id"]


def test_right_options_stand_in_every_place(real_world: World) -> None:
    """Nobody passes by always choosing the same letter."""
    places = Counter(question["answer"] for question in real_world.questions)
    assert sorted(places) == [0, 1, 2, 3]
    assert max(places.values()) * 5 <= len(real_world.questions) * 2
