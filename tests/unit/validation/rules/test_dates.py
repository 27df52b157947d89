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
SOWERS = "organizations/to-gieo-hat.yml"
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
        (WATERERS, "gaps:", f"posts: [{POST}]\ngaps:", "4:59", "2028", "2029"),
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
    life = f"founding: {{date: 2029-12-01, {CITED}}}\ndissolution: {{date: 2029-12-01, {CITED}}}\n"
    assert problems({SOWERS: ("serves:\n", f"{life}serves:\n")}) == []


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
        _chair("2031-06-30", "2031"),
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
        f'{Y}:2:1: "review_every" is {months}; it can only be a number from 1 to 1200'
        " [number-out-of-range]"
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
        "Errors: 1, in files: 1.\n"
    )
    assert main([*arguments, "2031-01-02"]) == 0


@pytest.mark.parametrize(
    ("date", "near"),
    [
        ("0024-02-03", "2024-02-03"),
        ("1024-02-03", "2024-02-03"),
        ("2567-02", "2024-02"),
        ("1899-12-31", ""),
        ("2999-01-01", ""),
    ],
    ids=["two-digits", "first-digit", "buddhist", "too-early", "too-late"],
)
def test_a_year_is_one_that_can_be_meant(problems: Find, date: str, near: str) -> None:
    """The limits are labels; what was likely meant is proposed."""
    found = problems({Y: (HEAD, f"{HEAD}checked: {{date: {date}, by: Lan}}\n")})
    nearest = f'; did you mean "{near}"?' if near else ""
    line = f"{Y}:2:11: the year of {date} is outside 1900 to 2100{nearest} [implausible-year]"
    assert found == [line]


def test_the_plausible_years_are_data(problems: Find) -> None:
    """An institution of another age sets its own; what is no number is refused."""
    labels = "plausible-years:\n  last: {words}\nvocabulary:\n"
    found = problems({"labels.yml": ("vocabulary:\n", labels.format(words='"2030"'))})
    assert {line.rpartition(" ")[2] for line in found} == {
        "[implausible-year]",
        "[number-out-of-range]",
    }
    assert problems({"labels.yml": ("vocabulary:\n", labels.format(words="muộn"))}) == [
        'labels.yml:6:3: "last" needs a number in figures, as in "last: 1250"; here is the text'
        ' "muộn" [wrong-type]'
    ]


def test_a_source_is_not_read_before_it_is_published(problems: Find) -> None:
    """Nobody could have."""
    found = problems({"sources.yml": ("  date: 2031-02-03\n", "  date: 2034-02-03\n")})
    assert found == [
        "sources.yml:8:3: accessed on 2033-01-01, before it was published on 2034-02-03"
        " [accessed-before-published]"
    ]


def test_an_end_without_a_day_is_no_end_with_one(problems: Find) -> None:
    """One of the two is enough; a day by which it was over bounds the other dates, too."""
    over = f"    ended: {{by: 2031-07-01, {CITED}}}\n"
    end, start = "    end_date: 2031-06-30\n", "    start_date: 2031\n"
    assert problems({AN: (end, f"{end}{over}")}) == [
        f'{AN}:8:5: the last day, 2031-06-30, is given; remove "ended" [end-given-twice]'
    ]
    assert problems({Y: (start, start + over.replace("2031", "2029"))}) == [
        f"{Y}:13:13: the end 2029-07-01 is before the start 2031 [end-before-start]"
    ]
    seen = "    attested: [2030-05-05]\n"
    assert problems({Y: (seen, seen + over.replace("2031-07-01", "2030-05-05"))}) == [
        f"{Y}:6:16: 2030-05-05 is outside the period 2030-01-01 – 2030-05-05 [attested-outside]"
    ]
