"""Specifies the bars of a timeline: which stretches of time a record has, and whom they name."""

import pytest

from macros.queries.history import bars_of, institution_bars, milestones
from macros.register import Register
from tests.support.registers import BODY, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"


def told(register: Register, address: str) -> list[tuple[str, str | None, str, str]]:
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
    assert told(invented, address) == expected


def test_what_no_date_is_known_of_has_no_bar() -> None:
    """Nothing could be drawn but a guess."""
    least = {"organization": BODY, "role": "guest"}
    found = small({BODY: {}, "people/p": {"memberships": [least, {**least, "end_date": "2030"}]}})
    assert told(found, "people/p") == [("post", BODY, "None", "2030")]


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
