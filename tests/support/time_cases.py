"""The table of cases in which the rules and what a page carries must agree, in Python and browser.

Each case is an answer over time as a page carries it, a day, and what the rule itself says on it.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from macros.model import Legislation, Person
from macros.queries import (
    StepFunction,
    force_of,
    force_of_article,
    force_steps,
    period_steps,
    tenure_steps,
)
from macros.queries.status_on_day import tenure_key
from macros.register import Register
from macros.text import PartialDate, Period, add_months
from tests.support.registers import BODY, GRADES, small


@dataclass(frozen=True)
class Case:
    """What is asked, the steps that a page carries for it, the day, and the answer."""

    name: str
    steps: str
    day: dt.date
    answer: str


BY_HAND = (
    ("2016-01-01", "2025-03-07", "", "2015-12-31", "not-yet"),
    ("2016-01-01", "2025-03-07", "", "2016-01-01", "yes"),
    ("2016-01-01", "2025-03-07", "", "2025-03-07", "yes"),
    ("2016-01-01", "2025-03-07", "", "2025-03-08", "no"),
    ("2016-01-01", "", "", "2016-01-01", "yes"),
    ("2016-01-01", "", "", "2016-01-02", "recent~2016-01-01"),
    ("2016-01-01", "", "2020-05-05", "2020-05-05", "yes"),
    ("2016-01-01", "", "2020-05-05", "2020-05-06", "recent~2020-05-05"),
    ("", "2025-03-07", "", "1900-01-01", "later~2025-03-07"),
    ("", "2025-03-07", "", "2025-03-07", "yes"),
    ("", "2025-03-07", "2024-02-29", "2024-02-28", "later~2024-02-29"),
    ("", "2025-03-07", "2024-02-29", "2024-03-01", "yes"),
    ("2016", "2018", "", "2015-12-31", "not-yet"),
    ("2016", "2018", "", "2016-01-01", "recent~2016"),
    ("2016", "2018", "", "2016-12-30", "recent~2016"),
    ("2016", "2018", "", "2016-12-31", "yes"),
    ("2016", "2018", "", "2018-01-01", "yes"),
    ("2016", "2018", "", "2018-01-02", "recent~2018"),
    ("2016", "2018", "", "2018-12-31", "recent~2018"),
    ("2016", "2018", "", "2019-01-01", "no"),
    ("2016-02", "2016-02", "", "2016-02-29", "recent~2016-02"),
    ("2016-02", "2016-02", "", "2016-03-01", "no"),
    ("", "", "2020-01-01", "2019-12-31", "later~2020-01-01"),
    ("", "", "2020-01-01", "2020-01-01", "yes"),
    ("", "", "2020-01-01", "2020-01-02", "recent~2020-01-01"),
    ("", "", "2020-01-01 2020-01-11", "2020-01-06", "yes"),
    ("", "", "2020-06", "2020-06-15", "recent~2020-06"),
    ("", "", "", "2020-01-01", "unknown"),
    ("2016-01-01", "", "2020-01-01 2024-01-01", "2026-11-22", "seen~2024-01-01"),
    ("", "", "2020-02-29", "2021-02-28", "recent~2020-02-29"),
    ("", "", "2020-02-29", "2021-03-01", "seen~2020-02-29"),
    ("", "", "2020-02-29", "2023-02-28", "seen~2020-02-29"),
    ("", "", "2020-02-29", "2023-03-01", "old~2020-02-29"),
    ("", "", "2019 2021", "2018-12-31", "later~2019"),
    ("2030-01-01", "", "", "0001-01-01", "not-yet"),
    ("", "2000-01-01", "", "9999-12-31", "no"),
)
"""Start, end, attested days, the day asked, the answer."""


def read_steps(text: str) -> StepFunction:
    """Steps as a page carries them."""
    before, *rest = text.split()
    days = (dt.date.fromisoformat(day) for day in rest[::2])
    return StepFunction(before, tuple(zip(days, rest[1::2], strict=True)))


def by_hand() -> list[Case]:
    found = []
    for start, end, attested, day, answer in BY_HAND:
        seen = tuple(PartialDate.parse(one) for one in attested.split())
        first, last = (PartialDate.parse(one) if one else None for one in (start, end))
        period = Period(first, last, seen)
        name = f"{start or '?'} to {end or '?'}, seen {attested or 'never'}"
        steps = str(period_steps(small({}, GRADES), period))
        found.append(Case(name, steps, dt.date.fromisoformat(day), answer))
    return found


def drawn(seed: int, registers: int, days: int) -> list[Case]:
    """Cases in invented registers that are drawn at random, alike on every run."""
    draw = Random(seed)
    return [
        case
        for _ in range(registers)
        for case in _cases(_register(draw), [_day(draw) for _ in range(days)])
    ]


def _day(draw: Random) -> dt.date:
    return dt.date(2030, 1, 1) + dt.timedelta(days=draw.randrange(6 * 366))


def _date(draw: Random) -> str | None:
    text = str(_day(draw))
    return draw.choice([text, text, text, text[:7], text[:4], None, None])


def _dates(draw: Random, most: int) -> list[str]:
    found = [_date(draw) for _ in range(draw.randint(0, most))]
    return sorted(date for date in found if date)


def _span(draw: Random, start: str = "start_date", end: str = "end_date") -> dict[str, str | None]:
    first, last = _date(draw), _date(draw)
    if first and last and first > last:
        first, last = last, first
    return {start: first, end: last}


def _register(draw: Random) -> Register:
    posts = [
        {"id": name, "names": [name], "seats": seats, **_span(draw), **_fate(draw, name)}
        for name, seats in (("one", "1"), ("many", None))
    ]
    dissolution = draw.choice([None, None, {"date": _date(draw)}])
    after = draw.choice([[], [], [{"organization": "organizations/n", "date": _date(draw)}]])
    body: dict[str, Any] = {"attested": _dates(draw, 2), "posts": posts, "dissolution": dissolution}
    if draw.random() < 0.3:
        body["rosters"] = [{"date": str(_day(draw)), "posts": draw.choice([[], ["one"]])}]
    records: dict[str, Any] = {BODY: {**body, "successors": after}, "organizations/n": {}}
    records["organizations/m"] = {"structures": draw.choice([[], _structures(draw)])}
    for number in range(3):
        post = draw.choice(["one", "many"])
        seen = _dates(draw, 3)
        membership: dict[str, Any] = {
            "organization": BODY,
            "post": post,
            "attested": seen,
            **_span(draw),
        }
        if draw.random() < 0.2:
            membership["ended"] = {"by": str(_day(draw))}
        records[f"people/p{number}"] = {"memberships": [membership]}
    for number in range(2):
        records[f"legislation/d{number}"] = _document(draw)
    relation = {"type": draw.choice(["amends", "based_on"]), "target": "legislation/d0"}
    records["legislation/d1"]["relations"] = [relation]
    return small(records, GRADES)


def _fate(draw: Random, name: str) -> dict[str, Any]:
    """Nothing, a vacancy, or that a post was merged into another."""
    merged = {"post": f"{BODY}#one", "date": str(_day(draw))} if name == "many" else None
    return draw.choice([{}, {}, {"vacancies": [_span(draw)]}, {"merged": merged}])


def _structures(draw: Random) -> list[dict[str, Any]]:
    """Two lists of units, of which the later one lacks the body."""
    groups = [{"label": "L", "units": [{"organization": BODY}]}]
    starts = sorted([str(_day(draw)), str(_day(draw))])
    return [
        {"id": "a", "label": "A", "complete": "true", "start_date": starts[0], "groups": groups},
        {"id": "b", "label": "B", "complete": "true", "start_date": starts[1]},
    ]


def _document(draw: Random) -> dict[str, Any]:
    force = ("first_date_entry_in_force", "date_no_longer_in_force")
    articles = [
        {"locator": locator, "versions": [{"gist": "x", **_span(draw, *force)}]}
        for locator in ("Điều 1", "Điều 2 khoản 1", "Điều 2 khoản 2")
    ]
    pause_start, pause_end = sorted([str(_day(draw)), str(_day(draw))])
    pauses = [{"start_date": pause_start, "end_date": pause_end}]
    return {
        **_span(draw, *force),
        "date_document": _date(draw),
        "suspensions": draw.choice([[], [], pauses]),
        "articles": articles,
    }


def _graded(period: Period, day: dt.date) -> str:
    """What is to be said of a day that is not known, by the evidence alone."""
    known = (period.start, period.end, *period.attested)
    earlier = [date for date in known if date and date.first <= day]
    later = [date for date in known if date and date.first > day]
    if not earlier:
        return f"later~{min(later)}" if later else "unknown"
    last = max(earlier, key=lambda date: date.last)
    if day <= add_months(last.last, 12):
        return f"recent~{last}"
    return f"{'seen' if day <= add_months(last.last, 36) else 'old'}~{last}"


def _cases(register: Register, days: list[dt.date]) -> list[Case]:
    found = []
    for day in days:
        for person in register.all(Person):
            (one,) = person.record.memberships
            word = tenure_key(register, one, day)
            answer = _graded(one.period, day) if word == "unknown" else word
            found.append(Case(f"held: {one}", str(tenure_steps(register, one)), day, answer))
        for entry in register.all(Legislation):
            name, word = f"force: {entry.record}", force_of(register, entry, day).value
            found.append(Case(name, str(force_steps(register, entry)), day, word))
            for place in ("Điều 1", "Điều 1; Điều 2"):
                word = force_of_article(register, entry, place, day).value
                found.append(Case(name, str(force_steps(register, entry, place)), day, word))
    return found


def table() -> list[Case]:
    """All cases: those written by hand, and 2,700 that are drawn."""
    return [*by_hand(), *drawn(seed=20240311, registers=60, days=5)]
