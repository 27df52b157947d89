"""Specifies the timeline of a record: its dated facts, oldest first, and its bars."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from macros.model import Text
from macros.queries import Moment
from macros.queries.history import (
    bars_of,
    history_of,
    institution_bars,
    milestones,
    recent_changes,
)
from macros.register import Register
from macros.text import PartialDate
from tests.support.registers import BODY, small

OLD, NEW = "legislation/dieu-le-01-2029", "legislation/dieu-le-02-2030"
COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
LATER = "legislation/quyet-dinh-07-2031"
PLACE = Text(vi="khoản 1 Điều 4", en="Article 4, clause 1")
CHAIR = Text(vi="Chủ tịch Hội đồng Vườn Ươm")


def at(date: str, key: str, address: str | None = None, text: Text | str | None = None) -> Moment:
    words = Text(vi=text) if isinstance(text, str) else text
    return Moment(PartialDate.parse(date), key, address, words)


TIMELINES = {
    "people/do-thuy-an": (
        at("2029-05-01", "event", "events/2029-05-01"),
        at("2029-05-01", "post-start", None, CHAIR),
        at("2031-02-03", "event", "events/2031-02-03"),
        at("2031-06-30", "post-end", None, CHAIR),
    ),
    "people/le-van-binh": (
        at("2031-02-03", "event", "events/2031-02-03"),
        at("2031-06-30", "post-start", None, CHAIR),
    ),
    "organizations/hoi-dong-vuon-uom": (
        at("2029-05-01", "event", "events/2029-05-01"),
        at("2029-05-01", "founded", OLD),
        at("2029-05-01", "named", None, "Ban Vườn Ươm"),
        at("2030-05-01", "named", None, Text(vi="Hội đồng Vườn Ươm", en="Council of the Nursery")),
    ),
    "organizations/van-phong-vuon-uom": (
        at("2029-05-01", "structure", OLD, "Cơ cấu năm 2029"),
        at("2030-05-01", "structure", NEW, "Cơ cấu năm 2030"),
    ),
    "organizations/ban-mua-xuan": (
        at("2030-01-01", "founded"),
        at("2030-06-30", "dissolved", NEW),
        at("2030-07-01", "followed", "organizations/van-phong-vuon-uom"),
    ),
    OLD: (
        at("2029-04-15", "issued"),
        at("2029-05-01", "event", "events/2029-05-01"),
        at("2029-05-01", "in-force"),
        at("2030-05-01", "no-longer-in-force"),
        at("2030-05-01", "replaced_by", NEW),
    ),
    NEW: (
        at("2030-04-15", "issued"),
        at("2030-05-01", "in-force"),
        at("2031-01-10", "basis_for", "legislation/quyet-dinh-05-2031"),
        at("2032-01-01", "amended_by", LATER),
        at("2032-01-01", "article-ended", LATER, PLACE),
    ),
    "programmes/2031": (at("2031-01-01", "starts"), at("2031-12-31", "ends")),
    "tasks/2031-01": (
        at("2031-01-10", "assigned-coordinate", "people/le-van-binh"),
        at("2031-01-10", "assigned-lead", "organizations/to-tuoi-nuoc"),
        at("2031-02-03", "directive", "events/2031-02-03", "Gieo xong trước tháng Tư."),
        at("2031-02-10", "step-done", None, "Làm đất"),
        at("2031-02-15", "step-due", None, "Làm đất"),
        at("2031-03-01", "status-on-time", None, "Đất đã sẵn sàng."),
        at("2031-03-31", "step-due", None, "Gieo"),
        at("2031-04-01", "status-late", None, "Còn hai luống chưa gieo."),
    ),
    "events/2031-02-03": (),
    "terms/luong-uom": (),
    "sources/bao-nha-vuon": (),
}


@pytest.mark.parametrize("address", TIMELINES, ids=[key.partition("/")[2] for key in TIMELINES])
def test_each_kind_of_record_has_its_timeline(invented: Register, address: str) -> None:
    """What is dated in its own file and what others say of it, in one order."""
    assert history_of(invented, invented[address]) == TIMELINES[address]


def moments(address: str, records: Mapping[str, Mapping[str, Any]]) -> tuple[Moment, ...]:
    register = small(records)
    return history_of(register, register[address])


def test_an_event_is_told_once_however_often_it_names_the_record() -> None:
    """To be concerned, to take part and to speak at one event is one moment."""
    event = {
        "people": ["people/a"],
        "participants": [{"person": "people/a", "role": "chair"}],
        "directives_by": "people/a",
        "opinions": [{"by": "people/a", "gist": "g"}],
    }
    history = moments("people/a", {"people/a": {}, "events/e": event})
    assert history == (at("2031-01-01", "event", "events/e"),)


@pytest.mark.parametrize(
    "event",
    [
        {"directives": [{"number": 1, "gist": "g", "to": [BODY]}]},
        {"citations": [{"document": "legislation/d"}]},
        {"directives": [{"number": 1, "gist": "g", "documents": ["legislation/d"]}]},
    ],
    ids=["directive-addressed-to-it", "cited-as-a-source", "named-in-a-directive"],
)
def test_what_an_event_merely_mentions_has_no_moment(event: dict[str, Any]) -> None:
    """Only those concerned or present have the event in their timeline."""
    records: dict[str, dict[str, Any]] = {BODY: {}, "legislation/d": {}, "events/e": event}
    assert moments(BODY, records) + moments("legislation/d", records) == ()


def test_the_acts_that_began_and_ended_a_post_are_named() -> None:
    """Each end of a membership has its own instrument, and the title of its time."""
    membership = {
        "organization": BODY,
        "role": "Chair",
        "start_date": "2029",
        "start_instrument": "legislation/a",
        "end_date": "2031-02",
        "end_instrument": "legislation/b",
    }
    assert moments("people/a", {"people/a": {"memberships": [membership]}, BODY: {}}) == (
        at("2029", "post-start", "legislation/a", "Chair"),
        at("2031-02", "post-end", "legislation/b", "Chair"),
    )


def test_what_has_no_date_has_no_moment() -> None:
    """Nothing is put on a timeline at a guess."""
    group = {"label": "g", "units": [{"organization": "organizations/p"}]}
    undated = {
        "founding": {"instrument": "legislation/d"},
        "dissolution": {},
        "names": ["A", "B"],
        "structures": [{"id": "s", "label": "s", "complete": True, "groups": [group]}],
        "successors": [{"organization": "organizations/p"}],
    }
    assert moments(BODY, {BODY: undated}) == ()
    task = {"plan_steps": [{"text": "s"}], "assignments": [{"bearer": BODY, "role": "lead"}]}
    assert moments("tasks/t", {"tasks/t": task}) == ()


def test_a_later_document_counts_from_its_own_day_in_force() -> None:
    """Its date of issue stands in where that is not known; with neither there is no moment."""
    target = {"relations": [{"type": "amends", "target": "legislation/d"}]}
    issued = {"date_document": "2030-01-01", **target}
    records: dict[str, dict[str, Any]] = {
        "legislation/d": {},
        "legislation/a": {"first_date_entry_in_force": "2031-01-01", **issued},
        "legislation/b": issued,
        "legislation/c": target,
    }
    assert moments("legislation/d", records) == (
        at("2030-01-01", "amended_by", "legislation/b"),
        at("2031-01-01", "amended_by", "legislation/a"),
    )


@pytest.mark.parametrize(
    "version",
    [
        {"gist": "g", "date_no_longer_in_force": "2031"},
        {"gist": "g", "ended_by": "legislation/a"},
    ],
    ids=["by-no-known-act", "on-no-known-day"],
)
def test_a_wording_ends_on_the_timeline_with_act_and_day(version: dict[str, Any]) -> None:
    """Where one of the two is not known the article itself says what is."""
    articles = [{"locator": "Điều 1", "versions": [version]}]
    assert moments("legislation/d", {"legislation/d": {"articles": articles}}) == ()


def test_moments_of_one_day_come_in_the_order_of_their_kind() -> None:
    """A month or year follows the days it may mean: the order of partial dates."""
    milestones = {"founding": {"date": "2031"}, "dissolution": {"date": "2031-01-01"}}
    names = [{"name": "A", "start_date": "2031-01"}, {"name": "B", "start_date": "2031-01-01"}]
    history = moments(BODY, {BODY: {**milestones, "names": names}})
    assert [(str(moment.date), moment.key) for moment in history] == [
        ("2031-01-01", "dissolved"),
        ("2031-01-01", "named"),
        ("2031-01", "named"),
        ("2031", "founded"),
    ]


def spans(register: Register, address: str) -> list[tuple[str, str | None, str, str]]:
    return [
        (bar.key, bar.address, str(bar.period.start), str(bar.period.end))
        for bar in bars_of(register, register[address])
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "people/le-van-binh",
            [("post", COUNCIL, "None", "None"), ("post", COUNCIL, "2031-06-30", "None")],
        ),
        (
            COUNCIL,
            [
                ("life", None, "2029-05-01", "None"),
                ("name", None, "2029-05-01", "2030-04-30"),
                ("name", None, "2030-05-01", "None"),
                ("holder", "people/do-thuy-an", "2029-05-01", "2031-06-30"),
                ("holder", "people/le-van-binh", "2031-06-30", "None"),
            ],
        ),
        (
            OFFICE,
            [
                ("structure", None, "2029-05-01", "2030-04-30"),
                ("structure", None, "2030-05-01", "None"),
                ("holder", "people/do-thuy-an", "2029-05-01", "2031-06-30"),
                ("holder", "people/le-van-binh", "2031-06-30", "None"),
            ],
        ),
        (
            "legislation/dieu-le-01-2029",
            [
                ("force", None, "2029-05-01", "2030-05-01"),
                ("replaced_by", "legislation/dieu-le-02-2030", "2030-05-01", "None"),
            ],
        ),
        (
            "tasks/2031-01",
            [
                ("programme", "programmes/2031", "2031-01-01", "2031-12-31"),
                ("assigned-lead", "organizations/to-tuoi-nuoc", "2031-01-10", "2031-12-31"),
                ("assigned-coordinate", "people/le-van-binh", "2031-01-10", "None"),
            ],
        ),
        (
            "programmes/2031",
            [
                ("programme", None, "2031-01-01", "2031-12-31"),
                ("body", COUNCIL, "2029-05-01", "None"),
            ],
        ),
        ("events/2031-02-03", []),
    ],
    ids=["person", "body", "office", "document", "task", "programme", "event"],
)
def test_a_record_has_these_stretches_of_time(
    invented: Register, address: str, expected: list[tuple[str, str | None, str, str]]
) -> None:
    """Those of which no date at all is known are left to the text."""
    assert spans(invented, address) == expected


def test_what_no_date_is_known_of_has_no_bar() -> None:
    """Nothing could be drawn but a guess."""
    least = {"organization": BODY, "role": "guest"}
    register = small(
        {BODY: {}, "people/p": {"memberships": [least, {**least, "end_date": "2030"}]}}
    )
    assert spans(register, "people/p") == [("post", BODY, "None", "2030")]


def test_the_timeline_of_the_institution_shows_charted_bodies_and_their_heads(
    invented: Register,
) -> None:
    """A post that heads two bodies is shown once."""
    assert [(bar.key, bar.address) for bar in institution_bars(invented)] == [
        ("structure", f"{OFFICE}#s2029"),
        ("structure", f"{OFFICE}#s2030"),
        ("holder", "people/do-thuy-an"),
        ("holder", "people/le-van-binh"),
    ]


def test_milestones_are_the_events_marked_so_by_day(real: Register) -> None:
    """From the law that created the institution to the newest legislature."""
    found = [entry.id for entry in milestones(real)]
    assert (len(found), found[0], found[-1]) == (15, "2014-11-20", "2026-04-06")
    assert found == sorted(found)


def test_the_last_changes_come_newest_first(invented: Register) -> None:
    """Up to the day, who follows above who leaves; an event alone changes nothing."""
    changes = recent_changes(invented, dt.date(2031, 6, 30), 4)
    assert [(change.entry.address, change.moment.key) for change in changes] == [
        ("people/le-van-binh", "post-start"),
        ("people/do-thuy-an", "post-end"),
        ("legislation/quyet-dinh-05-2031", "in-force"),
        ("organizations/ban-mua-xuan", "dissolved"),
    ]
    before = recent_changes(invented, dt.date(2029, 5, 1))
    assert {str(change.moment.date) for change in before} == {"2029-05-01"}
    assert recent_changes(invented, dt.date(2029, 4, 30)) == ()


def test_an_inferred_change_says_so(real: Register, invented: Register) -> None:
    """The day of a new term was concluded from the planned opening; others are stated."""
    inferred = recent_changes(real, dt.date(2026, 4, 6), 2)
    assert [(str(change.moment.date), change.moment.is_inferred) for change in inferred] == [
        ("2026-04-06", True),
        ("2026-04-06", True),
    ]
    stated = recent_changes(invented, dt.date(2031, 6, 30), 2)
    assert [change.moment.is_inferred for change in stated] == [False, False]
