"""Specifies what was so on a day: documents in force, posts held, units listed, bodies alive."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from macros.model import Article, Legislation, Membership, Organization, Person
from macros.queries import ending_of, status_on_day
from macros.queries.status_on_day import (
    delisting_on,
    dissolved_on,
    force_of,
    post_of,
    tenure_key,
    tenure_status,
    version_on,
)
from macros.register import Register
from macros.text import PartialDate, Period
from tests.support.registers import BODY, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
DOCUMENT = "legislation/d"
FIRST, LAST = "first_date_entry_in_force", "date_no_longer_in_force"
Fields = dict[str, Any]


def cases(**named: tuple[Any, str]) -> pytest.MarkDecorator:
    ids = [name.replace("_", "-") for name in named]
    return pytest.mark.parametrize(("given", "expected"), list(named.values()), ids=ids)


def days(ask: Callable[[dt.date], object], expected: str) -> str:
    """`expected` as it must be: each of its days with the answer to `ask`."""
    asked = [one.split()[0] for one in expected.split(" | ")]
    return " | ".join(f"{day} {ask(dt.date.fromisoformat(day))}" for day in asked)


def membership(register: Register, which: str) -> Membership:
    who, index = which.split()
    person = register[f"people/{who}"].record
    assert isinstance(person, Person)
    return person.memberships[int(index)]


def document(first: str | None = None, end: str | None = None, **fields: Any) -> Fields:
    return {FIRST: first, LAST: end, **fields}


def pause(start: str, end: str | None = None) -> list[Fields]:
    return [{"start_date": start, "end_date": end}]


def article_until(end: str) -> list[Fields]:
    return [{"locator": "Điều 1", "versions": [{"gist": "a", LAST: end}]}]


@cases(
    days=(
        document("2030-05-01", "2032-05-01"),
        "2030-04-30 not-yet | 2030-05-01 in-force | 2032-04-30 in-force | 2032-05-01 ended",
    ),
    months=(
        document("2030-05", "2032-05"),
        "2030-04-30 not-yet | 2030-05-01 unknown | 2030-05-30 unknown | 2030-05-31 in-force"
        " | 2032-04-30 in-force | 2032-05-01 unknown | 2032-05-30 unknown | 2032-05-31 ended",
    ),
    year=(document("2030"), "2029-12-31 not-yet | 2030-12-30 unknown | 2030-12-31 in-force"),
    issued_before_in_force=(
        document("2030-05-01", date_document="2030-04-15"),
        "2030-04-30 not-yet | 2030-05-01 in-force",
    ),
    only_issued=(
        document(date_document="2030-04-15", not_before="2030-01-01"),
        "2030-04-14 not-yet | 2030-04-15 unknown | 2040-01-01 unknown",
    ),
    issued_some_time=(
        document(not_before="2030-04-15", not_after="2030-06-15"),
        "2030-04-14 not-yet | 2030-04-15 unknown | 2030-06-16 unknown",
    ),
    only_end=(document(end="2032-05-01"), "2032-04-30 unknown | 2032-05-01 ended"),
    lapsed=(
        document("2031-01-10", "2033", lapse={"date": "2032", "reason": "r"}),
        "2031-12-31 in-force | 2032-01-01 unknown | 2033-12-30 unknown | 2033-12-31 ended",
    ),
    suspended=(
        document("2031-01-01", suspensions=pause("2031-03-01", "2032-04-30")),
        "2031-02-28 in-force | 2031-03-01 suspended | 2032-04-30 suspended | 2032-05-01 in-force",
    ),
    suspended_until_further_notice=(
        document("2031-04-01", "2041-01-01", suspensions=pause("2031-03-01")),
        "2031-03-31 not-yet | 2031-04-01 suspended | 2040-12-31 suspended | 2041-01-01 ended",
    ),
    suspended_by_months=(
        document("2031-01-01", suspensions=pause("2031-03", "2031-05")),
        "2031-02-28 in-force | 2031-03-30 unknown | 2031-03-31 suspended"
        " | 2031-05-01 suspended | 2031-05-31 unknown | 2031-06-01 in-force",
    ),
    article_ended=(
        document("2030-05-01", articles=article_until("2032-01-01")),
        "2031-12-31 in-force | 2032-01-01 partly",
    ),
    article_ended_within_a_year=(
        document("2030-05-01", articles=article_until("2032")),
        "2031-12-31 in-force | 2032-12-30 unknown | 2032-12-31 partly",
    ),
)
def test_a_document_has_a_status_on_each_day(given: Fields, expected: str) -> None:
    """Every border is sharp where its day is known, and "not known" lies where it is not."""
    register = small({DOCUMENT: given})
    assert (
        days(lambda day: force_of(register, register.get(Legislation, DOCUMENT), day), expected)
        == expected
    )


@cases(
    by_day=(("amends", "2032-01-01"), "2031-12-31 in-force | 2032-01-01 partly"),
    by_year=(("amends", "2032"), "2032-01-01 unknown | 2032-12-30 unknown | 2032-12-31 partly"),
    no_date=(("amends", None), "2040-01-01 in-force"),
    other_verb=(("based_on", "2032-01-01"), "2032-01-01 in-force"),
)
def test_an_amended_document_is_partly_in_force(given: tuple[str, str], expected: str) -> None:
    """An amendment counts from the day on which the amending document enters into force."""
    verb, start = given
    amending = document(start, relations=[{"type": verb, "target": DOCUMENT}])
    register = small({DOCUMENT: document("2030-05-01"), "legislation/e": amending})
    assert (
        days(lambda day: force_of(register, register.get(Legislation, DOCUMENT), day), expected)
        == expected
    )


def test_an_article_reads_as_on_the_day() -> None:
    """Between two wordings, and while a border is known to the year only, there is none to show."""
    versions = [{"gist": "a", LAST: "2031-01-01"}, {"gist": "b", FIRST: "2031", LAST: "2033"}]
    versions.append({"gist": "c", FIRST: "2034-01-01"})
    article = Article.model_validate({"locator": "Điều 1", "versions": versions})

    def gist(day: dt.date) -> str:
        version = version_on(article, day)
        return version.gist.vi if version else "none"

    expected = (
        "2028-01-01 a | 2030-12-31 a | 2031-01-01 none | 2031-12-30 none | 2031-12-31 b"
        " | 2032-12-31 b | 2033-01-01 none | 2034-01-01 c"
    )
    assert days(gist, expected) == expected


@cases(
    both_ends=("do-thuy-an 0", "2029-04-30 no | 2029-05-01 yes | 2031-06-30 yes | 2031-07-01 no"),
    attested=(
        "le-van-binh 0",
        "2030-02-28 unknown | 2030-03-01 yes | 2031-02-03 yes | 2031-02-04 unknown",
    ),
    only_start=("le-van-binh 1", "2031-06-29 no | 2031-06-30 yes | 2031-07-01 unknown"),
    attested_month=("le-van-binh-to-gieo-hat 0", "2029-12-01 unknown | 2029-12-31 unknown"),
    body_ended=("tran-y 0", "2029-12-31 no | 2030-05-05 yes | 2030-06-30 unknown | 2030-07-01 no"),
    start_year=("tran-y 1", "2030-12-31 no | 2031-01-01 unknown | 2031-12-31 unknown"),
)
def test_a_post_is_held_or_not_or_unknown(invented: Register, given: str, expected: str) -> None:
    """Dates and attestations decide; the end of the body ends what was open."""
    one = membership(invented, given)
    assert days(lambda day: tenure_status(invented, one, day), expected) == expected


def seat(first: Fields, second: Fields, **post: Any) -> Register:
    """Two people, `a` and `b`, in the post `head` of a body."""
    body = {"posts": [{"id": "head", "names": ["Head"], "seats": 1, **post}]}
    records: dict[str, Fields] = {BODY: body, "organizations/other": body}
    for name, fields in (("a", first), ("b", second)):
        membership = {"organization": BODY, "post": "head", **fields}
        records[f"people/{name}"] = {"memberships": [membership]}
    return small(records)


SHOWN: Fields = {"attested": ["2030-03-01"]}
NEXT: Fields = {"attested": ["2032-03-01"]}


@cases(
    next_attested=(seat(SHOWN, NEXT), "2032-02-29 unknown | 2032-03-01 unknown | 2032-03-02 no"),
    next_with_both_ends=(
        seat(SHOWN, {"start_date": "2032-03-01", "end_date": "2033-01-01"}),
        "2032-02-29 unknown | 2032-03-01 unknown | 2032-03-02 no | 2034-01-01 no",
    ),
    next_with_a_start_alone=(
        seat(SHOWN, {"start_date": "2032-03-01"}),
        "2032-02-29 unknown | 2032-03-01 unknown | 2032-03-02 no",
    ),
    known_from_a_start_alone=(
        seat({"start_date": "2030-03-01"}, NEXT),
        "2030-02-28 no | 2032-02-29 unknown | 2032-03-02 no",
    ),
    never_known=(seat({}, NEXT), "2032-03-02 unknown"),
    earlier_one=(seat(SHOWN, {"attested": ["2029-01-01"]}), "2032-03-02 unknown"),
    next_vague=(seat(SHOWN, {"attested": ["2032"]}), "2033-03-02 unknown"),
    two_seats=(seat(SHOWN, NEXT, seats=2), "2032-03-02 unknown"),
    seats_not_known=(seat(SHOWN, NEXT, seats=None), "2032-03-02 unknown"),
    same_post_elsewhere=(
        seat(SHOWN, {**NEXT, "organization": "organizations/other"}),
        "2032-03-02 unknown",
    ),
    other_role=(seat(SHOWN, {**NEXT, "post": None, "role": "guest"}), "2032-03-02 unknown"),
    post_ended=(
        seat(SHOWN, {}, start_date="2029-01-01", end_date="2031"),
        "2028-12-31 no | 2029-01-01 unknown | 2031-12-31 unknown | 2032-01-01 no",
    ),
)
def test_a_single_seat_passes_to_the_next_holder(given: Register, expected: str) -> None:
    """Once another has the one seat nobody else has, but on the day of a handover both may."""
    one = membership(given, "a 0")
    assert days(lambda day: tenure_status(given, one, day), expected) == expected


@cases(
    start=("do-thuy-an 0", "2029-04-30 not-yet | 2029-05-01 yes | 2031-07-01 no"),
    start_year=("tran-y 1", "2030-12-31 not-yet | 2031-01-01 unknown"),
    body_not_founded=("le-van-binh 0", "2029-04-30 not-yet | 2029-05-01 unknown"),
    post_not_there=("a 0", "2029-12-31 not-yet | 2030-01-01 unknown"),
)
def test_not_yet_is_told_from_no_longer(invented: Register, given: str, expected: str) -> None:
    """Before it began, or before there was such a body or post, nobody can have left."""
    register = seat(SHOWN, {}, start_date="2030-01-01") if given == "a 0" else invented
    one = membership(register, given)
    assert days(lambda day: tenure_key(register, one, day), expected) == expected


def test_a_membership_finds_the_post_it_is_about(invented: Register) -> None:
    """The post is that of the id; a role in words is none."""
    council = invented.get(Organization, COUNCIL).record
    member = Membership(organization=COUNCIL, post="uy-vien")
    assert post_of(council, member) is council.posts[1]
    assert post_of(council, Membership(organization=COUNCIL)) is None


def test_a_body_lives_from_founding_to_dissolution() -> None:
    """What is not known stays open, and days that show it alive count."""
    ends = {"founding": {"date": "2029"}, "dissolution": {"date": "2031-02"}}
    register = small({BODY: {**ends, "attested": ["2030-01-01"]}, "organizations/p": {}})
    dates = PartialDate(2029), PartialDate(2031, 2), (PartialDate(2030, 1, 1),)
    assert register.get(Organization, BODY).record.lifetime == Period(*dates)
    assert register.get(Organization, "organizations/p").record.lifetime == Period()


def test_a_unit_knows_the_structures_that_list_it(invented: Register) -> None:
    """Each comes with the body whose structure it is."""
    listings = status_on_day.listings_of(invented, "organizations/to-tuoi-nuoc")
    assert [listing.structure.id for listing in listings] == ["s2029", "s2030"]
    assert {listing.body.address for listing in listings} == {OFFICE}


def structures(*lists: str) -> Register:
    """A body with a structure for each of `lists`: `2029 a b` has units a and b, `~` not all."""
    found = []
    for text in lists:
        start, *names = text.removeprefix("~").split()
        units = [{"organization": f"organizations/{name}"} for name in names]
        own = {
            "id": f"s{start}",
            "start_date": start.strip("?") or None,
            "complete": text[0] != "~",
        }
        found.append({**own, "label": "s", "groups": [{"label": "g", "units": units}]})
    return small({BODY: {"structures": found}, "organizations/a": {}, "organizations/b": {}})


def test_listings_come_oldest_first_whatever_their_order_in_the_file() -> None:
    """The day on which a structure begins decides; one without comes first."""
    listings = status_on_day.listings_of(
        structures("2031 a", "2029 a", "? a", "2030 b"), "organizations/a"
    )
    assert [listing.structure.id for listing in listings] == ["s?", "s2029", "s2031"]


@cases(
    left=(structures("2029 a b", "2030-05-01 b"), "2030-04-30 - | 2030-05-01 s2030-05-01"),
    left_in_a_year=(structures("2029 a b", "2030 b"), "2030-12-30 - | 2030-12-31 s2030"),
    stays_away=(structures("2029 a", "2030 b", "2031 b"), "2030-12-31 s2030 | 2031-12-31 s2030"),
    came_back=(structures("2029 a", "2030 b", "2031 a"), "2030-12-31 s2030 | 2031-12-31 -"),
    not_yet_listed=(structures("2029 b", "2030 a"), "2028-01-01 - | 2029-12-31 - | 2030-12-31 -"),
    last_not_complete=(structures("2029 a", "~2030 b"), "2030-12-31 -"),
    first_not_complete=(structures("~2029 a", "2030 b"), "2030-12-31 s2030"),
    undated=(structures("2029 a", "? b"), "2030-12-31 -"),
    never_listed=(structures("2029 b"), "2030-12-31 -"),
)
def test_a_unit_is_gone_when_a_whole_list_lacks_it(given: Register, expected: str) -> None:
    """Only a complete list can show that, and only for a unit that stood in an earlier one."""

    def gone(day: dt.date) -> str:
        listing = delisting_on(given, "organizations/a", day)
        return listing.structure.id if listing else "-"

    assert days(gone, expected) == expected


def dissolved(date: str | None) -> Fields:
    return {"dissolution": {"date": date}}


@cases(
    by_day=("2030-06-30", "2030-06-30 None | 2030-07-01 2030-06-30"),
    by_year=("2030", "2030-12-31 None | 2031-01-01 2030"),
    without_a_date=(None, "2040-01-01 None"),
)
def test_a_body_is_dissolved_when_that_is_certain(given: str | None, expected: str) -> None:
    """A date known to the month or year tells of an end only when that time is over."""
    body = small({BODY: dissolved(given)}).get(Organization, BODY).record
    assert days(lambda day: dissolved_on(body, day), expected) == expected


@cases(
    by_day=("2030-05-01", "2030-04-30 None | 2030-05-01 2030-05-01"),
    by_month=("2030-05", "2030-05-30 None | 2030-05-31 2030-05"),
)
def test_a_document_is_over_when_that_is_certain(given: str, expected: str) -> None:
    """Its last day in force is the day before; known to the month, it is over with the month."""
    register = small({DOCUMENT: {LAST: given}})

    def end(day: dt.date) -> PartialDate | None:
        over = ending_of(register, register.get(Legislation, DOCUMENT), day)
        return over.date if over else None

    assert days(end, expected) == expected
