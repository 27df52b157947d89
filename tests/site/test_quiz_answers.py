"""Answers every question of the self-check again, from the exported JSON alone.

Nothing of the program is used: dates, holdings and relations are read anew, so that a mistake there
would have to be made twice.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.support.exported import World
from tests.support.quiz_answers import CHECKS

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def world(real_site: Path) -> World:
    """What the real site exports."""
    return World(real_site / "api/v1")


def test_every_question_has_exactly_one_right_option(world: World) -> None:
    """The marked option follows from the records, and each of the others contradicts them."""
    wrong = {}
    checked = 0
    for question in world.questions:
        verdicts = [CHECKS[question["kind"]](world, question, one) for one in question["options"]]
        expected = [False] * 4
        expected[question["answer"]] = True
        checked += 1
        if verdicts != expected:
            wrong[question["id"]] = verdicts
    assert wrong == {}
    assert checked == len(world.questions)


def test_there_are_enough_questions_of_enough_kinds(world: World) -> None:
    """At least 60, of at least six kinds, none twice, no kind more than a sixth of all."""
    kinds = Counter(question["kind"] for question in world.questions)
    total = len(world.questions)
    assert total >= 60
    assert len([kind for kind, count in kinds.items() if count >= 3]) >= 6
    assert max(kinds.values()) * 6 <= total
    assert len({question["id"] for question in world.questions}) == total


def test_every_question_has_four_options_and_a_citation(world: World) -> None:
    """The options differ; the citation names a source or a document that is there."""
    for question in world.questions:
        assert len({json.dumps(one) for one in question["options"]}) == 4, question["id"]
        assert question["citations"], question["id"]
        for citation in question["citations"]:
            named = {citation["source"], citation["document"]} - {None}
            assert named, question["id"]
            assert named <= set(world.records), question["id"]


def test_right_options_stand_in_every_place(world: World) -> None:
    """Nobody passes by always choosing the same letter."""
    places = Counter(question["answer"] for question in world.questions)
    assert sorted(places) == [0, 1, 2, 3]
    assert max(places.values()) * 5 <= len(world.questions) * 2
