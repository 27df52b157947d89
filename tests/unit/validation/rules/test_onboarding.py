"""Specifies when a step of a path and a question of newcomers are refused, and how."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]
PATH, NEEDS = "onboarding/nguoi-lam-vuon.yml", "needs.yml"


def test_a_step_has_an_id_of_its_own(problems: Find) -> None:
    """What a reader has ticked off is kept under it."""
    assert problems({PATH: ("id: dieu-le", "id: to-cu")}) == [
        f'{PATH}:20:9: the id "to-cu" is used twice [duplicate-part-id]'
    ]


def test_the_id_of_a_step_is_a_clean_one(problems: Find) -> None:
    """It becomes a part of an address."""
    assert [
        line.rpartition(" ")[2] for line in problems({PATH: ("id: dieu-le", "id: Điều lệ")})
    ] == ["[unclean-id]"]


def test_a_step_leads_somewhere(problems: Find) -> None:
    """To a record or to a page."""
    assert problems({PATH: ("        about: [organizations/to-gieo-hat]\n", "")}) == [
        f'{PATH}:13:9: the step "to-cu" leads nowhere; it needs "about" or "pages" [unclear-step]'
    ]


def test_a_step_names_records_and_pages_that_exist(problems: Find) -> None:
    """A slip of the finger is told with the nearest right address."""
    found = problems({PATH: ("organizations/to-gieo-hat", "organizations/to-gieo-hatt")})
    assert found == [
        f'{PATH}:17:17: there is no "organizations/to-gieo-hatt"; '
        'did you mean "organizations/to-gieo-hat"? [unknown-address]'
    ]
    (line,) = problems({PATH: ("views/roster", "views/rosters")})
    assert line.startswith(f"{PATH}:12:17: ")
    assert line.endswith('did you mean "views/roster"? [unknown-choice]')


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("of: tasks/2031-01", "of: people/tran-y", '"duty" cannot be asked of "people/tran-y"'),
        ("#chu-tich\n", "\n", '"holder" cannot be asked of "organizations/hoi-dong-vuon-uom"'),
        ("of: organizations/to-gieo-hat", "of: terms/luong-uom", '"ended" cannot be asked of'),
    ],
)
def test_a_question_asks_what_is_known_of_its_subject(
    problems: Find, old: str, new: str, expected: str
) -> None:
    """Who holds something is asked of a post, the rest of a record of a fitting kind."""
    (line,) = problems({NEEDS: (old, new)})
    assert expected in line
    assert line.endswith("[unanswerable-question]")
