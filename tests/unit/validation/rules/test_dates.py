"""Rules on dates: what ends before it starts, overlaps, or lies outside the life of a body.

And how often a record is checked, and when it was.
"""

from collections.abc import Callable, Mapping

import pytest

from macros.__main__ import main
from tests.conftest import Change, Changed

Find = Callable[[Mapping[str, Change]], list[str]]

AN = "people/do-thuy-an.yml"
BINH = "people/le-van-binh.yml"
Y = "people/tran-y.yml"
HEAD = "name: Trần Ý\n"
COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
OFFICE = "organizations/van-phong-vuon-uom.yml"
WATERERS = "organizations/to-tuoi-nuoc.yml"
CHARTER = "legislation/dieu-le-01-2029.yml"
NEW_CHARTER = "legislation/dieu-le-02-2030.yml"
DECISION = "legislation/quyet-dinh-07-2031.yml"
POST = "{id: thu-kho, names: [Thủ kho], start_date: 2029, end_date: 2028}"
CITED = "citations: [{source: sources/ban-sao}]"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "end", "start"),
    [
        (AN, "start_date: 2029-05-01", "start_date: 2031-07-01", "7:5", "2031-06-30", "2031-07-01"),
        (COUNCIL, "end_date: 2030-04-30", "end_date: 2029-04", "4:5", "2029-04", "2029-05-01"),
        (OFFICE, "structures:", f"posts: [{POST}]\nstructures:", "15:59", "2028", "2029"),
        (OFFICE, "end_date: 2030-04-30", "end_date: 2028", "19:5", "2028", "2029-05-01"),
        (
            "events/2029-05-01.yml",
            "kind:",
            "end_date: 2029-04-30\nkind:",
            "4:1",
            "2029-04-30",
            "2029-05-01",
        ),
        ("programmes/2031.yml", "2031-12-31", "2030-12-31", "7:1", "2030-12-31", "2031-01-01"),
        ("tasks/2031-01.yml", "2031-12-31", "2031-01-09", "17:5", "2031-01-09", "2031-01-10"),
        (DECISION, "not_after", "not_before: 2032\nnot_after", "6:1", "2031-12-31", "2032"),
        (
            NEW_CHARTER,
            "gist: Họp mỗi quý một lần.",
            "gist: Họp.\n        date_no_longer_in_force: 2031-12-31",
            "27:9",
            "2031-12-31",
            "2032-01-01",
        ),
        (
            DECISION,
            "relations:",
            f"suspensions: [{{start_date: 2032-02, end_date: 2032-01, {CITED}}}]\nrelations:",
            "7:37",
            "2032-01",
            "2032-02",
        ),
    ],
    ids=[
        *("membership", "name", "post", "structure", "event", "programme", "assignment"),
        *("day-of-a-document", "article", "suspension"),
    ],
)
def test_no_period_ends_before_it_starts(
    problems: Find, file: str, old: str, new: str, place: str, end: str, start: str
) -> None:
    """Wherever a period stands, the place is that of its end."""
    assert problems({file: (old, new)}) == [
        f"{file}:{place}: the end {end} is before the start {start} [end-before-start]"
    ]


def test_no_document_ends_before_it_is_made_or_comes_into_force(problems: Find) -> None:
    """Both days are held against the end."""
    end = "date_no_longer_in_force: "
    assert problems({CHARTER: (f"{end}2030-05-01", f"{end}2029-04-14")}) == [
        f"{CHARTER}:8:1: the end 2029-04-14 is before the start {start} [end-before-start]"
        for start in ("2029-04-15", "2029-05-01")
    ]


def test_no_body_is_dissolved_before_it_is_founded(problems: Find) -> None:
    """Beginning and end stand in two milestones."""
    life = f"founding: {{date: 2030, {CITED}}}\ndissolution: {{date: 2029-12-31, {CITED}}}\n"
    assert problems({WATERERS: ("gaps:\n", f"{life}gaps:\n")}) == [
        f"{WATERERS}:5:15: the end 2029-12-31 is before the start 2030 [end-before-start]"
    ]


def test_a_body_may_exist_for_one_day(problems: Find) -> None:
    """A committee that meets once."""
    life = f"founding: {{date: 2030-01-01, {CITED}}}\ndissolution: {{date: 2030-01-01, {CITED}}}\n"
    assert problems({WATERERS: ("gaps:\n", f"{life}gaps:\n")}) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [("2031-06-30", "2031-06-30"), ("2030-06", "2030-06-01"), ("2030-06-15", "2030")],
    ids=["one-day", "perhaps-before", "perhaps-after"],
)
def test_a_period_that_may_be_right_is_right(problems: Find, start: str, end: str) -> None:
    """One day is a period; a month or year is judged by what it can mean."""
    dates = (
        "start_date: 2029-05-01\n    end_date: 2031-06-30",
        f"start_date: {start}\n    end_date: {end}",
    )
    assert problems({AN: dates}) == []


def _chair(start: str, end: str) -> Change:
    return ("start_date: 2031-06-30", f"start_date: {start}\n    end_date: {end}")


def test_a_single_seat_has_one_holder_at_a_time(problems: Find) -> None:
    """The later record is told, with the earlier one and its period."""
    assert problems({BINH: _chair("2031-06-29", "2032-01-01")}) == [
        f'{BINH}:15:5: overlaps with "people/do-thuy-an" in the same post'
        " (2029-05-01 – 2031-06-30) [overlapping-memberships]"
    ]


@pytest.mark.parametrize(
    "change",
    [
        _chair("2031-06-30", "2032-01-01"),
        _chair("2031", "2032-01-01"),
        _chair("2031-06-29", "2031"),
    ],
    ids=["handover", "start-unclear", "end-unclear"],
)
def test_a_seat_changes_hands_on_one_day(problems: Find, change: Change) -> None:
    """On the day of the handover both hold it; what is only possible is no breach."""
    assert problems({BINH: change}) == []


def test_a_post_of_several_seats_has_several_holders(problems: Find) -> None:
    """Where the number of seats is not given, nobody can say that they are too many."""
    assert problems({COUNCIL: ("    seats: 1\n", ""), BINH: _chair("2030", "2032")}) == []


def test_nobody_holds_a_post_twice_at_a_time(problems: Find) -> None:
    """However many seats there are, one person needs one; unknown ends are shown as dots."""
    again = "    post: uy-vien\n    start_date: 2030-06-01\n    end_date: 2030-12-01\n"
    change = ("    post: chu-tich\n    start_date: 2031-06-30\n", again)
    assert problems({BINH: change}) == [
        f'{BINH}:15:5: overlaps with "people/le-van-binh" in the same post (… – …)'
        " [overlapping-memberships]"
    ]


def test_one_person_may_hold_two_posts_at_a_time(problems: Find) -> None:
    """A member of the council may chair it."""
    change = ("start_date: 2031-06-30", "start_date: 2030-06-01\n    end_date: 2030-12-01")
    assert problems({BINH: change, AN: ("end_date: 2031-06-30", "end_date: 2030-06-01")}) == []


def test_one_person_may_have_two_roles_in_words_at_a_time(problems: Find) -> None:
    """Roles are told apart by reading, not by the program."""
    role = "    role: thực hiện nhiệm vụ Chánh Văn phòng\n    kind: acting\n    start_date: 2031\n"
    again = f"    role: %s\n    start_date: 2031\n    end_date: 2033\n    {CITED}\n"
    body = "  - organization: organizations/van-phong-vuon-uom\n"
    two = f"{again % 'Thủ kho'}{body}{again % 'Kế toán'}{body}{role}"
    assert problems({Y: (role, two), "assertions.yml": "people.memberships: 8\n"}) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "told"),
    [
        (
            Y,
            "start_date: 2030-01-01",
            "start_date: 2029-12-31",
            "5:5",
            '2029-12-31 is outside the life of "Ban Mùa xuân" (2030-01-01 – 2030-06-30)',
        ),
        (
            Y,
            "[2030-05-05]",
            "[2030-05-05, 2030-07-01]",
            "6:28",
            '2030-07-01 is outside the life of "Ban Mùa xuân" (2030-01-01 – 2030-06-30)',
        ),
        (
            Y,
            "    attested: [2030-05-05]\n",
            "    end_date: 2031\n",
            "6:5",
            '2031 is outside the life of "Ban Mùa xuân" (2030-01-01 – 2030-06-30)',
        ),
        (
            BINH,
            "[2030-03-01, 2031-02-03]",
            "[2029-04, 2031-02-03]",
            "12:16",
            '2029-04 is outside the life of "Hội đồng Vườn Ươm" (2029-05-01 – …)',
        ),
    ],
    ids=["too-early", "attested-too-late", "end-too-late", "month-too-early"],
)
def test_nobody_is_in_a_body_outside_its_life(
    problems: Find, file: str, old: str, new: str, place: str, told: str
) -> None:
    """A date known to the year is outside when no day of it can be inside."""
    assert problems({file: (old, new)}) == [f"{file}:{place}: {told} [outside-life]"]


def test_nobody_is_in_a_post_outside_its_life(problems: Find) -> None:
    """A post may be younger than its body."""
    assert problems({COUNCIL: ("    seats: 1\n", "    seats: 1\n    start_date: 2029-06\n")}) == [
        f'{AN}:6:5: 2029-05-01 is outside the life of "Hội đồng Vườn Ươm" (2029-06 – …)'
        " [outside-life]"
    ]


@pytest.mark.parametrize("attested", ["2030-01-01", "2030-06-30", "2030-06", "2030"])
def test_the_first_and_the_last_day_are_inside(problems: Find, attested: str) -> None:
    """So is a month or a year of which some day is."""
    assert problems({Y: ("[2030-05-05]", f"[{attested}]")}) == []


def test_the_life_of_another_post_does_not_matter(problems: Find) -> None:
    """Only the post that a person holds bounds the holding."""
    change = ("  - id: uy-vien\n", "  - id: uy-vien\n    start_date: 2030\n")
    assert problems({COUNCIL: change}) == []


def test_a_source_that_shows_somebody_after_the_end_contradicts_it(problems: Find) -> None:
    """The period and the attested day can not both be right."""
    change = {
        AN: ("    end_date: 2031-06-30", "    end_date: 2031-06-30\n    attested: [2031-07-01]")
    }
    assert problems(change) == [
        "people/do-thuy-an.yml:8:16: 2031-07-01 is outside the period 2029-05-01 – 2031-06-30 "
        "[attested-outside]"
    ]


def test_an_attested_day_at_either_end_is_right(problems: Find) -> None:
    """The first and the last day belong to the period."""
    days = "    end_date: 2031-06-30\n    attested: [2029-05-01, 2031-06-30]"
    assert problems({AN: ("    end_date: 2031-06-30", days)}) == []


@pytest.mark.parametrize("months", ["0", "1201"])
def test_an_interval_is_a_month_or_more(problems: Find, months: str) -> None:
    """Less would be due at once, for ever."""
    assert problems({Y: (HEAD, f"{HEAD}review_every: {months}\n")}) == [
        f'{Y}:2:1: "{months}" is not a number of months from 1 to 1200 [short-interval]'
    ]


def test_a_check_names_its_day_and_who_made_it(problems: Find) -> None:
    """Without either it says nothing."""
    assert problems({Y: (HEAD, f"{HEAD}checked: {{date: 2031-01-01}}\n")}) == [
        f'{Y}:2:1: the key "by" is missing [missing-key]'
    ]


def test_a_check_that_lies_ahead_is_told(
    changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seen from the day that is asked about."""
    data = changed({Y: (HEAD, f"{HEAD}checked: {{date: 2031-01-02, by: Lan}}\n")})
    arguments = ["check", "--due", "--lang", "en", "--data", str(data), "--on"]
    assert main([*arguments, "2031-01-01"]) == 1
    assert capsys.readouterr().out == (
        f"{data.as_posix()}/{Y}:2:11: the day of the check, 2031-01-02, is after 2031-01-01"
        " [checked-later]\n    2 | checked: {date: 2031-01-02, by: Lan}\n      |           ^\n"
        "1 problems in 1 files.\n"
    )
    assert main([*arguments, "2031-01-02"]) == 0
