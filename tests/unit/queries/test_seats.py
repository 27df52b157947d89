"""Specifies what others and structures tell: seats taken, units left behind, parts of articles."""

import datetime as dt
from typing import Any

import pytest

from macros.model import Legislation, Person
from macros.queries.status_on_day import Force, force_of_article, is_superseded, tenure_key
from macros.register import Register
from tests.support.registers import BODY, small

HEAD = {"id": "head", "names": ["Head"], "seats": "1"}


def word(register: Register, person: str, day: str) -> str:
    record = register[f"people/{person}"].record
    assert isinstance(record, Person)
    return tenure_key(register, record.memberships[0], dt.date.fromisoformat(day))


def one_seat(**people: dict[str, Any]) -> Register:
    least = {"organization": BODY, "post": "head"}
    records = {
        f"people/{name}": {"memberships": [{**least, **one}]} for name, one in people.items()
    }
    return small({BODY: {"posts": [HEAD]}, **records})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2029-01-01", "not-yet"),
        ("2031-12-30", "not-yet"),
        ("2031-12-31", "unknown"),
        ("2032-05-01", "unknown"),
        ("2033-01-01", "yes"),
    ],
    ids=["before-both", "while-the-other", "handover", "between", "seen"],
)
def test_who_came_after_another_had_not_held_the_one_seat_before(day: str, expected: str) -> None:
    """No start is known of the second one; while the first one held the seat it is not in doubt."""
    first = {"start_date": "2030-01-01", "end_date": "2031-12-31"}
    register = one_seat(a=first, b={"attested": ["2033-01-01"]})
    assert word(register, "b", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2031-06-30", "unknown"), ("2031-07-01", "unknown"), ("2031-07-02", "no")],
    ids=["before", "first-day-of-the-other", "next-day"],
)
def test_who_was_followed_holds_the_one_seat_no_more(day: str, expected: str) -> None:
    """On the day of the handover both may hold it."""
    second = {"start_date": "2031-07-01", "end_date": "2033-01-01"}
    register = one_seat(a={"attested": ["2030-01-01"]}, b=second)
    assert word(register, "a", day) == expected


def test_a_post_in_a_unit_that_a_new_list_lacks_is_held_no_more() -> None:
    """The unit is not in the structure of the day, so nobody heads it."""
    groups = [{"label": "L", "units": [{"organization": BODY}]}]
    structures = [
        {"id": "a", "label": "A", "complete": "true", "start_date": "2030-01-01", "groups": groups},
        {"id": "b", "label": "B", "complete": "true", "start_date": "2031-01-01"},
    ]
    person = {"memberships": [{"organization": BODY, "role": "head", "attested": ["2030-05-05"]}]}
    above = {"structures": structures}
    register = small({BODY: {}, "organizations/m": above, "people/a": person})
    assert word(register, "a", "2030-12-31") == "unknown"
    assert word(register, "a", "2031-01-01") == "no"


@pytest.mark.parametrize(("scope", "expected"), [(None, True), ("a part", False)])
def test_a_body_that_was_followed_as_a_whole_is_left(scope: str | None, expected: bool) -> None:
    """From the day after the change; what passed on a part goes on."""
    after = {"organization": "organizations/n", "date": "2031-01-01", "scope": scope}
    register = small({BODY: {"successors": [after]}, "organizations/n": {}})
    assert is_superseded(register, BODY, dt.date(2031, 1, 2)) is expected
    assert is_superseded(register, BODY, dt.date(2031, 1, 1)) is False


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("Điều 1", Force.ENDED),
        ("Điều 2", Force.PARTLY),
        ("Điều 2 khoản 1 điểm a", Force.ENDED),
        ("Điều 3", Force.ENDED),
        ("Điều 4", Force.PARTLY),
        ("Điều 1; Điều 3", Force.ENDED),
        ("Điều 1; Điều 4", Force.PARTLY),
    ],
    ids=["declared", "differing-parts", "inside", "all-parts", "elsewhere", "both", "one-of-two"],
)
def test_a_place_has_the_status_of_what_is_declared_of_it(locator: str, expected: Force) -> None:
    """Of itself, else of the parts inside it, else of the document; places that differ: partly."""
    gone = {"gist": "x", "date_no_longer_in_force": "2031-01-01"}
    ends = {"Điều 1": gone, "Điều 2 khoản 1": gone, "Điều 2 khoản 2": {"gist": "x"}}
    ends |= {"Điều 3 khoản 1": gone, "Điều 3 khoản 2": gone}
    articles = [{"locator": place, "versions": [one]} for place, one in ends.items()]
    law = {"first_date_entry_in_force": "2030-01-01", "articles": articles}
    register = small({"legislation/l": law})
    day = dt.date(2031, 5, 5)
    status = force_of_article(register, register.get(Legislation, "legislation/l"), locator, day)
    assert status == expected


def test_the_head_of_the_office_was_not_yet_known_as_such_in_2016(real: Register) -> None:
    """On 10 March 2016 another held the one seat."""
    record = real["people/bui-van-cuong"].record
    assert isinstance(record, Person)
    heads = [membership for membership in record.memberships if membership.post == "chu-nhiem"]
    assert [tenure_key(real, membership, dt.date(2016, 3, 10)) for membership in heads] == [
        "not-yet"
    ]
