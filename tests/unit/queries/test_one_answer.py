"""Every surface that says who held a post asks the same functions: here what these answer."""

import datetime as dt
from typing import Any

import pytest

from macros.model import Legislation
from macros.queries import (
    HOLDING,
    bodies_in_roster,
    chart_seats,
    distinct_title,
    ending_of,
    force_of,
    head_of,
    holders,
    is_force_inferred,
    possible_holders,
    vacancies_on,
)
from macros.queries.status_on_day import Force
from macros.queries.tenure import holdings_of
from macros.register import Register
from tests.support.registers import BODY, GRADES, small

TODAY = dt.date(2026, 11, 30)
ASSEMBLY, OFFICE = "organizations/quoc-hoi", "organizations/van-phong-quoc-hoi"
SECRETARY = f"{ASSEMBLY}#tong-thu-ky"
INVENTED_OFFICE = "organizations/van-phong-vuon-uom"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def names(holdings: Any) -> list[str]:
    return [holding.person.id for holding in holdings]


def members(post: dict[str, Any], *people: dict[str, Any], **body: Any) -> Register:
    """A body with one post, and people a, b, ... in it."""
    records: dict[str, Any] = {BODY: {"posts": [{"id": "p", "names": ["P"], **post}], **body}}
    for name, membership in zip("abc", people, strict=False):
        fields = {"organization": BODY, "post": "p", **membership}
        records[f"people/{name}"] = {"name": name, "memberships": [fields]}
    return small(records, GRADES)


def answers(register: Register, on: str) -> dict[str, str]:
    return {
        holding.person.id: holding.steps.on(day(on))
        for holding in holdings_of(register, f"{BODY}#p")
    }


@pytest.mark.parametrize(
    ("post", "on", "acting"),
    [
        (SECRETARY, "2024-11-10", ()),
        (f"{ASSEMBLY}#chu-tich", "2024-05-15", ("people/tran-thanh-man",)),
    ],
    ids=["secretary-general", "chairman"],
)
def test_a_post_that_a_source_calls_vacant_is_vacant(
    real: Register, post: str, on: str, acting: tuple[str, ...]
) -> None:
    """Nobody stands among its holders, and who was charged with the duties is named."""
    (vacancy,) = vacancies_on(real, post, day(on))
    assert (possible_holders(real, post, day(on)), vacancy.acting) == ((), acting)
    first, last = vacancy.start_date, vacancy.end_date
    assert first is not None
    assert last is not None
    for beside in (first.first - dt.timedelta(1), last.last + dt.timedelta(1)):
        assert len(possible_holders(real, post, beside)) == 1
        assert vacancies_on(real, post, beside) == ()


def test_a_vacancy_ends_what_is_only_likely() -> None:
    """Who was seen before it held the one seat no longer, who was seen after it not yet."""
    vacancy = {"start_date": "2030-06-01", "end_date": "2030-06-30"}
    seen = {"attested": ["2030-05-01"]}, {"attested": ["2030-08-01"]}
    register = members({"seats": "1", "vacancies": [vacancy]}, *seen)
    told = [answers(register, on) for on in ("2030-05-31", "2030-06-01", "2030-07-01")]
    assert told == [
        {"a": "recent~2030-05-01", "b": "not-yet"},
        {"a": "no", "b": "not-yet"},
        {"a": "no", "b": "later~2030-08-01"},
    ]


def test_the_holder_of_the_other_post_holds_one_that_was_merged_into_it(real: Register) -> None:
    """On each day of the merged time, and the Office is headed by that person."""
    head = f"{OFFICE}#chu-nhiem"
    for on in (day("2025-02-17"), day("2025-10-24"), day("2025-12-24"), TODAY):
        expected = names(possible_holders(real, SECRETARY, on))
        assert names(possible_holders(real, head, on)) == expected != []
        assert names(head_of(real, real[OFFICE], on)) == expected
    before = possible_holders(real, head, day("2025-02-16"))
    assert [holding.is_merged for holding in before] == [False]


def test_the_last_known_head_is_named_with_the_day_of_the_source(real: Register) -> None:
    """On 30 November 2026, whatever is asked."""
    (holding,) = head_of(real, real[OFFICE], TODAY)
    assert (holding.person.id, holding.answer_on(TODAY)) == ("le-quang-manh", "recent")
    assert [other.steps.on(TODAY) for other in possible_holders(real, SECRETARY, TODAY)] == [
        holding.steps.on(TODAY)
    ]


@pytest.mark.parametrize("on", ["2015-12-01", "2021-04-06", "2024-03-11", "2026-11-30"])
def test_nobody_stands_among_holders_by_old_or_later_evidence(real: Register, on: str) -> None:
    """Somebody who was last seen three years before, or first seen after the day."""
    asked, shown = day(on), 0
    for body in bodies_in_roster(real):
        for seat in chart_seats(real, body.address):
            for holding in seat.holdings:
                shown += holding.answer_on(asked) in HOLDING
                if holding.answer_on(asked) in HOLDING[1:]:
                    evidence = holding.membership.period.evidence
                    known = [date.last for date in evidence if date.first <= asked]
                    assert max(known) > asked - dt.timedelta(3 * 366), (holding, on)
    assert shown >= 3


def test_in_2023_one_resolution_on_the_secretariat_is_in_force(real: Register) -> None:
    """That the new one replaced the old one is concluded, and so is that it is in force."""
    old, new, structure = (
        real.get(Legislation, f"legislation/nghi-quyet-{name}")
        for name in ("1093-2015-ubtvqh13", "32-2023-ubtvqh15", "22-2022-ubtvqh15")
    )
    states = [force_of(real, entry, day("2023-03-01")) for entry in (old, new, structure)]
    assert states == [Force.ENDED, Force.IN_FORCE, Force.IN_FORCE]
    assert all(is_force_inferred(real, entry) for entry in (old, new, structure))
    over = ending_of(real, old, day("2023-03-01"))
    assert over is not None
    assert over.is_inferred
    assert [cause.is_inferred for cause in over.instruments] == [True]


def test_a_complete_list_leaves_out_who_is_not_on_it() -> None:
    """On its day; and before or after it, whoever was seen on the other side of it."""
    people: tuple[dict[str, Any], ...] = (
        {"attested": ["2030-01-01"]},
        {"attested": ["2031-01-01"]},
        {},
    )
    roster = {"date": "2030-06-01", "posts": ["p"]}
    register = members({}, *people, rosters=[roster])
    told = [answers(register, on) for on in ("2030-05-31", "2030-06-01", "2030-06-02")]
    assert told == [
        {"c": "unknown", "a": "recent~2030-01-01", "b": "not-yet"},
        {"c": "no", "a": "no", "b": "not-yet"},
        {"c": "unknown", "a": "no", "b": "later~2031-01-01"},
    ]
    other = members({}, *people, rosters=[{"date": "2030-06-01", "posts": ["q"]}])
    assert answers(other, "2030-06-01")["a"] == "recent~2030-01-01"


@pytest.mark.parametrize(
    ("by", "expected"),
    [("2030-06-01", ["recent", "no"]), ("2030-06", ["recent", "recent"])],
    ids=["day", "month"],
)
def test_what_had_ended_by_a_day_is_over_from_then_on(by: str, expected: list[str]) -> None:
    """Of a month, from its last day on."""
    register = members({}, {"attested": ["2030-01-01"], "ended": {"by": by}})
    told = [answers(register, on)["a"].split("~")[0] for on in ("2030-05-31", "2030-06-01")]
    assert (told, answers(register, "2030-06-30")["a"]) == (expected, "no")


def test_deputies_stand_by_their_rank() -> None:
    """Who has none comes after those who have one, by time."""
    people = {"start_date": "2030-01-01"}, {"rank": "2"}, {"rank": "1", "start_date": "2031-01-01"}
    assert names(holdings_of(members({}, *people), f"{BODY}#p")) == ["c", "b", "a"]


def test_the_ages_of_evidence_are_data() -> None:
    """Another institution may call only a month recent, and know no other grade."""
    records = {
        BODY: {},
        "people/a": {
            "memberships": [{"organization": BODY, "role": "r", "attested": ["2030-01-01"]}]
        },
    }
    register = small(records, {"evidence-months": {"recent": "1"}})
    (_, (holding,)), *_ = holders(register, BODY)
    assert str(holding.steps) == (
        "later~2030-01-01 2030-01-01 yes 2030-01-02 recent~2030-01-01 2030-02-02 old~2030-01-01"
    )


def test_a_post_that_was_merged_is_over_for_its_own_holders(invented: Register) -> None:
    """The merger ends the memberships whose end is not known."""
    post = {"id": "q", "names": ["Q"], "merged": {"post": f"{BODY}#p", "date": "2031-01-01"}}
    register = small(
        {
            BODY: {"posts": [{"id": "p", "names": ["P"]}, post]},
            "people/a": {
                "memberships": [{"organization": BODY, "post": "q", "attested": ["2030-01-01"]}]
            },
            "people/b": {
                "memberships": [{"organization": BODY, "post": "p", "start_date": "2030-01-01"}]
            },
        },
        GRADES,
    )
    found = {
        holding.person.id: [holding.steps.on(day(on)) for on in ("2030-12-31", "2031-01-01")]
        for holding in holdings_of(register, f"{BODY}#q")
    }
    assert found == {"a": ["recent~2030-01-01", "no"], "b": ["not-yet", "recent~2030-01-01"]}
    assert names(possible_holders(invented, f"{INVENTED_OFFICE}#chanh-van-phong", TODAY)) == []


def test_bodies_of_one_name_are_told_apart_in_links(real: Register, invented: Register) -> None:
    """And a record whose name is its own is not burdened."""
    twins = ("organizations/vu-cong-tac-dai-bieu", "organizations/vu-cong-tac-dai-bieu-uy-ban")
    titles = [distinct_title(real, real[address]) for address in twins]
    assert [distinct_title(real, real[address], day=TODAY) for address in twins] == titles
    assert len(set(titles)) == len(titles)
    assert all("(" in title for title in titles)
    assert distinct_title(invented, invented["people/tran-y"]) == "Trần Ý"
    assert distinct_title(invented, invented["people/le-van-binh"]).endswith(")")
