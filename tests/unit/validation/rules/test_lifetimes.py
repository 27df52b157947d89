"""Rules on what depends on a body, a post or a programme: it lies within the life of that one."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

AN = "people/do-thuy-an.yml"
COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
OFFICE = "organizations/van-phong-vuon-uom.yml"
WATERERS = "organizations/to-tuoi-nuoc.yml"
TASK = "tasks/2031-03.yml"
CITED = "citations: [{source: sources/ban-sao}]"
SPRING = '"Ban Mùa xuân" (2030-01-01 – 2030-06-30)'


def lead(bearer: str, dates: str = "") -> Change:
    """A task with one more lead."""
    return (
        "segment:\n",
        f"assignments: [{{bearer: {bearer}, role: lead, {dates}{CITED}}}]\nsegment:\n",
    )


def test_a_body_is_followed_in_its_life_and_in_that_of_the_other(problems: Find) -> None:
    """Not before either was founded; the day after its end is right."""
    file, own = "organizations/ban-mua-xuan.yml", "organizations/van-phong-vuon-uom\n    date: "
    new = "organizations/hoi-dong-vuon-uom\n    date: "
    place = f"{file}:15:5: 2029-04-30 is outside the life of"
    assert problems({file: (f"{own}2030-07-01", f"{new}2029-04-30")}) == [
        f"{place} {SPRING} [outside-life]",
        f'{place} "Hội đồng Vườn Ươm" (2029-05-01 – …) [outside-life]',
    ]
    assert problems({file: (f"{own}2030-07-01", f"{new}2030-07-01")}) == []


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        ("start_date: 2031-02-01, ", "5:64: 2031-02-01"),
        ("", "5:16: 2031-01-01"),
        ("end_date: 2030-06-30, ", ""),
    ],
    ids=["begins-later", "undated", "before"],
)
def test_no_task_is_given_to_a_body_that_is_over(problems: Find, dates: str, line: str) -> None:
    """Without a day of its own an assignment is one of the whole programme."""
    found = problems({TASK: lead("organizations/ban-mua-xuan", dates)})
    expected = f"{TASK}:{line} is outside the life of {SPRING} [outside-life]"
    assert found == ([expected] if line else [])


def test_no_body_is_under_one_that_is_over(problems: Find) -> None:
    """Nor after its own end."""
    parent = f"organization: organizations/ban-mua-xuan, start_date: 2031-01-01, {CITED}"
    above = f"parents:\n  - {{{parent}}}\n"
    assert problems({WATERERS: ("gaps:\n", f"{above}gaps:\n")}) == [
        f"{WATERERS}:5:48: 2031-01-01 is outside the life of {SPRING} [outside-life]"
    ]


def test_nobody_holds_a_post_that_was_merged_into_another(problems: Find) -> None:
    """Its last day is the one before the merger."""
    post = "organization: organizations/van-phong-vuon-uom, post: chanh-van-phong"
    member = (
        f"memberships:\n  - {{{post}, start_date: 2031-03-01, end_date: 2031-07-01, {CITED}}}\n"
    )
    total = ("people.memberships: 6", "people.memberships: 7")
    assert problems({AN: ("memberships:\n", member), "assertions.yml": total}) == [
        f'{AN}:3:101: 2031-07-01 is outside the life of "Văn phòng Vườn Ươm" (… – 2031-07-01)'
        " [outside-life]"
    ]


@pytest.mark.parametrize(
    ("start", "is_far"), [("2019-01-01", True), ("2029-12-31", True), ("2030-01-15", False)]
)
def test_an_assignment_is_near_its_programme(problems: Find, start: str, is_far: bool) -> None:
    """At most as far from it as it is long: here a year."""
    found = problems({TASK: lead("organizations/to-tuoi-nuoc", f"start_date: {start}, ")})
    line = f"{TASK}:5:64: {start} is far from the time of the programme"
    rest = "(2031-01-01 – 2031-12-31) [assignment-far-from-programme]"
    assert found == ([f"{line} {rest}"] if is_far else [])


@pytest.mark.parametrize(
    ("start", "is_reported"), [("2031-07-01", True), ("2031-06-30", False)], ids=["after", "last"]
)
def test_who_left_every_post_leads_no_task(problems: Find, start: str, is_reported: bool) -> None:
    """The last day of the last post still counts."""
    found = problems({TASK: lead("people/do-thuy-an", f"start_date: {start}, ")})
    line = f"{TASK}:5:16: every post of Đỗ Thùy An had ended by 2031-06-30, before this"
    assert found == (
        [f"{line} assignment from {start} [bearer-left-before]"] if is_reported else []
    )
