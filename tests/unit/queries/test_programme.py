"""Specifies what a programme shows as a whole, and how the days without a lead are found."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from macros.queries.programme import lead_gaps, meeting_sheet, task_matrix
from macros.register import Register
from macros.validation import load_data
from tests.conftest import Change
from tests.support.registers import BODY, small

YEAR = "programmes/2031"
P, T = "programmes/p", "tasks/t"


def _gaps(assignments: list[dict[str, Any]], **others: Any) -> list[tuple[str, str, str]]:
    lead = {"bearer": BODY, "role": "lead"}
    task = {"assignments": [{**lead, **assignment} for assignment in assignments]}
    register = small({P: {}, T: task, BODY: {}, **others})
    return [(str(gap.start), str(gap.end), gap.answer) for gap in lead_gaps(register, P)]


def test_a_task_without_any_lead_is_uncovered_all_the_time() -> None:
    """From the first to the last day of the programme."""
    assert _gaps([]) == [("2031-01-01", "2031-12-31", "no")]


def test_a_lead_for_the_whole_time_leaves_no_gap() -> None:
    """Also one that began before and ended after."""
    assert _gaps([{"start_date": "2030-05-01", "end_date": "2032-05-01"}]) == []
    assert _gaps([{"start_date": "2031-01-01", "end_date": "2031-12-31"}]) == []


def test_the_days_before_between_and_after_leads_are_told() -> None:
    """To the very day on both sides."""
    first = {"start_date": "2031-02-01", "end_date": "2031-03-31"}
    second = {"start_date": "2031-06-01", "end_date": "2031-11-30"}
    assert _gaps([first, second]) == [
        ("2031-01-01", "2031-01-31", "no"),
        ("2031-04-01", "2031-05-31", "no"),
        ("2031-12-01", "2031-12-31", "no"),
    ]


def test_two_leads_that_follow_each_other_leave_no_gap() -> None:
    """Not one day between them."""
    first = {"start_date": "2031-01-01", "end_date": "2031-06-30"}
    assert _gaps([first, {"start_date": "2031-07-01", "end_date": "2031-12-31"}]) == []


def test_an_open_end_leaves_it_unknown_whether_the_lead_goes_on() -> None:
    """That is another gap than nobody at all."""
    assert _gaps([{"start_date": "2031-02-01", "attested": ["2031-04-15"]}]) == [
        ("2031-01-01", "2031-01-31", "no"),
        ("2031-04-16", "2031-12-31", "unknown"),
    ]


def test_a_lead_that_was_dissolved_leads_no_more() -> None:
    """Whatever the assignment says."""
    gone = {BODY: {"dissolution": {"date": "2031-06-30"}, "founding": {"date": "2029-01-01"}}}
    whole = {"start_date": "2031-01-01", "end_date": "2031-12-31"}
    assert _gaps([whole], **gone) == [("2031-07-01", "2031-12-31", "no")]


def test_who_coordinates_does_not_lead() -> None:
    """A coordinator closes no gap."""
    helper = {"role": "coordinate", "start_date": "2031-01-01", "end_date": "2031-12-31"}
    assert _gaps([helper]) == [("2031-01-01", "2031-12-31", "no")]


def test_a_gap_names_the_line_where_to_fill_it(invented: Register) -> None:
    """That of the assignments, or of the key before which they belong."""
    assert [gap.place for gap in lead_gaps(invented, YEAR)] == [
        "data/tasks/2031-01.yml:13",
        "data/tasks/2031-02.yml:8",
        "data/tasks/2031-02.yml:8",
        "data/tasks/2031-03.yml:8",
    ]


def test_a_lead_in_the_data_closes_the_gap(
    changed: Callable[[Mapping[str, Change]], Path],
) -> None:
    """The report is made from the data alone."""
    lead = (
        "gaps:",
        "assignments:\n  - bearer: organizations/to-tuoi-nuoc\n    role: lead\n"
        "    start_date: 2031-01-01\n    end_date: 2031-12-31\n"
        "    citations: [{source: sources/bao-nha-vuon, locator: đoạn 4}]\ngaps:",
    )
    register = load_data(changed({"tasks/2031-03.yml": lead}))
    assert "2031-03" not in {gap.entry.id for gap in lead_gaps(register, YEAR)}


def test_a_row_gathers_all_that_hangs_together_with_a_task(invented: Register) -> None:
    """Bases and bearers with their time, directives, and what holds the duty now."""
    row = task_matrix(invented, YEAR)[0]
    assert [(one.hook.locator, str(one.steps)) for one in row.hooks] == [
        ("Điều 3", "not-yet 2030-05-01 in-force")
    ]
    graded = "2031-01-11 recent~2031-01-10 2032-01-11 seen~2031-01-10 2034-01-11 old~2031-01-10"
    assert [(one.assignment.bearer, str(one.steps)) for one in row.bearers] == [
        ("organizations/to-tuoi-nuoc", "not-yet 2031-01-10 yes 2032-01-01 no"),
        ("people/le-van-binh", f"not-yet 2031-01-10 yes {graded}"),
    ]
    assert [(touch.event.id, touch.directive.number) for touch in row.touches] == [
        ("2031-02-03", 1)
    ]
    assert [duty.locator for duty in row.duties] == ["Điều 3"]
    assert str(row.silent) == "on 2031-03-01 off"


def test_of_the_notes_on_a_task_the_last_one_counts(invented: Register) -> None:
    """Until the next one is written."""
    found = [
        (note.status.value, str(shown)) for note, shown in task_matrix(invented, YEAR)[0].notes
    ]
    assert found == [
        ("on-time", "off 2031-03-01 on 2031-04-01 off"),
        ("late", "off 2031-04-01 on"),
    ]


def test_a_sheet_shows_leads_open_steps_and_the_last_word(invented: Register) -> None:
    """As a progress meeting on that day needs them; a step is overdue after its day, not on it."""

    def sheet_on(day: str) -> tuple[Any, ...]:
        row = meeting_sheet(invented, YEAR, dt.date.fromisoformat(day))[0]
        return (
            [one.assignment.bearer for one in row.leads],
            [(step.text.vi, late) for step, late in row.open_steps],
            row.note and row.note.status.value,
        )

    water = "organizations/to-tuoi-nuoc"
    assert sheet_on("2031-01-09") == ([], [("Làm đất", False), ("Gieo", False)], None)
    assert sheet_on("2031-03-31") == ([water], [("Gieo", False)], "on-time")
    assert sheet_on("2031-04-01") == ([water], [("Gieo", True)], "late")


def test_no_lead_of_the_real_tasks_is_known(real: Register) -> None:
    """All 11 tasks of 2024 are uncovered for the whole year, each in its own file."""
    gaps = lead_gaps(real, "programmes/2024")
    assert [(str(gap.start), str(gap.end), gap.answer) for gap in gaps] == [
        ("2024-01-01", "2024-12-31", "no")
    ] * 11
    assert len({gap.path for gap in gaps}) == 11
