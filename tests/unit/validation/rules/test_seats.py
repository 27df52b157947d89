"""Rules on seats: who holds a post beside whom, vacancies, and what a list holds twice."""

from collections.abc import Callable, Mapping

import pytest

from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

AN = "people/do-thuy-an.yml"
BINH = "people/le-van-binh.yml"
Y = "people/tran-y.yml"
COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
OFFICE = "organizations/van-phong-vuon-uom.yml"
MEETING = "events/2031-02-03.yml"
CITED = "citations: [{source: sources/ban-sao}]"
TOTAL = ("people.memberships: 6", "people.memberships: 7")
AGAIN = {"assertions.yml": TOTAL}
LIFE = "2029-05-01 – 2031-06-30"


def again(post: str, start: str, end: str = "") -> Change:
    """One more membership of the council, before those that a file holds."""
    dates = f"start_date: {start}{f', end_date: {end}' if end else ''}"
    place = f"organization: organizations/hoi-dong-vuon-uom, post: {post}"
    return ("memberships:\n", f"memberships:\n  - {{{place}, {dates}, {CITED}}}\n")


TAKEN = f'3:5: overlaps with "people/do-thuy-an" in the same post ({LIFE})'


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (AN, again("chu-tich", "2030-01-01")),
        (Y, again("chu-tich", "2031-01-01")),
        (Y, again("chu-tich", "2029-05-01", "2029-06-01")),
    ],
    ids=["same-person", "open-end", "same-start"],
)
def test_a_term_that_is_certain_takes_the_seat(problems: Find, file: str, change: Change) -> None:
    """An open end counts as the day of the beginning, and that day is no handover."""
    assert problems({file: change, **AGAIN}) == [f"{file}:{TAKEN} [overlapping-memberships]"]


def test_a_seat_passes_on_the_day_on_which_one_ends_and_another_begins(problems: Find) -> None:
    """To one other alone: of two who begin on that day, one is too many."""
    before = again("chu-tich", "2029-05-01", "2029-06-01")
    assert (
        problems({AN: ("start_date: 2029-05-01", "start_date: 2029-06-01"), Y: before, **AGAIN})
        == []
    )
    later = ("start_date: 2031-06-30", "start_date: 2031-06-30\n    end_date: 2032-06-30")
    third = again("chu-tich", "2031-06-30", "2031-12-31")
    assert problems({BINH: later, Y: third, **AGAIN}) == [
        f'{Y}:3:5: overlaps with "people/le-van-binh" in the same post (2031-06-30 – 2032-06-30)'
        " [overlapping-memberships]"
    ]


@pytest.mark.parametrize(
    ("end", "lines"),
    [
        (
            "2031-01-31",
            [
                f'{Y}:3:5: on 2031-01-01 this post has more than 2 holders, "people/le-van-binh",'
                ' "people/do-thuy-an" among them [too-many-holders]'
            ],
        ),
        ("2031-01-01", []),
    ],
    ids=["three", "handover"],
)
def test_a_post_has_no_more_holders_than_seats(problems: Find, end: str, lines: list[str]) -> None:
    """Counted on each day on which somebody begins; on a handover one follows another."""
    seats = ("    names: [Ủy viên Hội đồng Vườn Ươm]\n", "    names: [Ủy viên]\n    seats: 2\n")
    changes = {
        COUNCIL: seats,
        AN: again("uy-vien", "2030-06-01", end),
        Y: again("uy-vien", "2031-01-01", "2031-06-01"),
        "assertions.yml": ("people.memberships: 6", "people.memberships: 8"),
    }
    assert problems(changes) == lines


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (
            "2031-06-01",
            "2031-06-29",
            [f'{COUNCIL}:23:17: given as vacant while "people/do-thuy-an" holds it ({LIFE})'],
        ),
        ("2031-07-01", "2031-07-31", []),
    ],
    ids=["held", "afterwards"],
)
def test_a_seat_that_is_held_is_not_vacant(
    problems: Find, start: str, end: str, lines: list[str]
) -> None:
    """What a source says of the vacancy and of the holder can not both be right."""
    vacancy = f"    vacancies: [{{start_date: {start}, end_date: {end}, {CITED}}}]\n    heads:"
    found = problems({COUNCIL: ("    heads:", vacancy)})
    assert found == [f"{line} [held-while-vacant]" for line in lines]


def test_of_two_times_in_one_role_one_is_dated(problems: Find) -> None:
    """Else nobody could tell them apart."""
    role = f"  - {{organization: organizations/to-gieo-hat, role: Thủ kho, {CITED}}}\n"
    other = role.replace("role:", "kind: acting, role:")
    two = ("memberships:\n", f"memberships:\n{role}{other}")
    total = ("people.memberships: 6", "people.memberships: 8")
    assert problems({AN: two, "assertions.yml": total}) == [
        f'{AN}:4:5: this person has "Thủ kho" in "organizations/to-gieo-hat" without a date'
        " already; date one of them or remove it [undated-twice]"
    ]


ROLE = f"  - {{organization: organizations/to-gieo-hat, role: Thủ kho, {CITED}}}\n"
PARTICIPANT = f"  - {{person: people/le-van-binh, role: present, {CITED}}}\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            AN,
            "memberships:\n",
            f"memberships:\n{ROLE}{ROLE}",
            '4:5: this is item 1 of "memberships"',
        ),
        (
            BINH,
            "attested: [2030-03-01,",
            "attested: [2030-03-01, 2030-03-01,",
            '12:28: this is item 1 of "attested"',
        ),
        (
            AN,
            "      - {source: sources/ban-sao}\n",
            "      - {source: sources/ban-sao}\n      - {source: sources/ban-sao}\n",
            '17:9: this is item 2 of "citations"',
        ),
        (
            MEETING,
            "participants:\n",
            f"participants:\n{PARTICIPANT}",
            '13:5: this is item 1 of "participants"',
        ),
    ],
    ids=["membership", "attested-day", "citation", "participant"],
)
def test_no_list_holds_an_item_twice(
    problems: Find, file: str, old: str, new: str, line: str
) -> None:
    """Letter for letter; of participants, the same person in the same part."""
    changes = {file: (old, new)}
    if "memberships" in new:
        changes["assertions.yml"] = ("people.memberships: 6", "people.memberships: 8")
    assert problems(changes) == [f"{file}:{line} already; remove one of the two [written-twice]"]
