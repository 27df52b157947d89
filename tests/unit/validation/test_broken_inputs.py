"""Broken inputs, as clerks and editors make them: each is told, where it is, with what was meant.

The inputs stand in `tests/data/broken/`, each with every line that is said of it.
"""

import pytest

from tests.conftest import INVENTED
from tests.support.broken_inputs import Case, broken, cases, said

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_input_is_told_in_these_words_and_no_others(case: Case) -> None:
    """In Vietnamese, at the place, and without what only follows from it."""
    assert said(broken(case)) == case.says


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case.name)
def test_english_says_the_same_of_the_same_place(case: Case) -> None:
    """Places and rules do not depend on the language."""
    english = said(broken(case), "en")
    ends = [(line.split(": ")[0], line.rpartition(" ")[2]) for line in english]
    assert ends == [(line.split(": ")[0], line.rpartition(" ")[2]) for line in case.says]


def test_what_is_broken_here_is_good_before_it_is_broken() -> None:
    """The event that most inputs change is itself no problem."""
    case = Case(name="none", says=(), file="events/x.yml", old="Hội chợ", new="Hội chợ")
    assert said(broken(case)) == ()
    assert INVENTED.is_dir()


def test_there_are_enough_of_them() -> None:
    """Each has a name of its own and is told; a hundred and twenty are the least."""
    assert len({case.name for case in CASES}) == len(CASES) >= 240
    assert [case.name for case in CASES if not case.says] == []


def test_lines_and_columns_are_those_to_which_a_person_would_point() -> None:
    """In 98 of 100 the line, in 90 the column; the places were found by hand."""
    placed = [case.is_placed for case in CASES]
    assert sum(line for line, _ in placed) >= 0.98 * len(placed)
    assert sum(column for _, column in placed) >= 0.9 * len(placed)


def test_what_is_within_two_letters_is_always_suggested() -> None:
    """The right value stands at the end of the first line, in quotes."""
    near = [case for case in CASES if case.near]
    assert len(near) >= 60
    assert [one.name for one in near if f'có phải "{one.near}"' not in one.says[0]] == []
