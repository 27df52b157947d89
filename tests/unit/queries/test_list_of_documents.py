"""Specifies the table of documents: their order, and their status on the day and on any other."""

import datetime as dt

from macros.queries import ListCell, ListRow, ListTable
from macros.register import Register
from macros.text import PartialDate
from tests.support.registers import small
from tests.support.time_cases import read_steps
from tests.unit.queries.test_lists import (
    COUNCIL,
    DECISION,
    LATER,
    NEW,
    NOTHING,
    OLD,
    WORDS,
    listed,
    on,
    said,
    to,
    word,
)


def status(rank: int, over_time: str) -> ListCell:
    steps = read_steps(over_time)
    return ListCell(None, None, (), f"force.{steps.on(dt.date(2031, 2, 3))}", f"{rank:02}", steps)


def time(start: str, end: str | None = None) -> ListCell:
    """First day in force and first day out of it."""
    dates = (PartialDate.parse(start), PartialDate.parse(end) if end else None)
    return ListCell(force=dates, sort=start)


def test_documents_are_listed_by_date_with_their_status(invented: Register) -> None:
    """One without a date stands where it can be latest; the issuer may be a post."""
    charter, decision = (
        word(f"vocabulary.type_document.{one}", rank)
        for rank, one in enumerate(("charter", "decision"))
    )
    ended = status(3, "not-yet 2029-05-01 in-force 2030-05-01 ended")
    in_force = status(1, "not-yet 2030-05-01 in-force 2032-01-01 partly")
    approved = status(1, "not-yet 2031-01-10 in-force 2032-01-01 unknown")
    not_yet = status(0, "not-yet 2032-01-01 in-force")
    old = to(OLD), said("Điều lệ Hội đồng Vườn Ươm"), charter, to(COUNCIL), on("2029-04-15")
    new = said("Điều lệ Hội đồng Vườn Ươm (mới)"), charter, to(COUNCIL), on("2030-04-15")
    approving = (
        said("Quyết định phê duyệt Chương trình năm 2031"),
        decision,
        to(f"{COUNCIL}#chu-tich"),
    )
    amending = (
        said("Quyết định sửa đổi Điều lệ", "Decision amending the Charter"),
        decision,
        to(COUNCIL),
    )
    issued, since = on("2031-01-10"), time("2031-01-10")
    assert listed(invented, "legislation") == ListTable(
        ("document", "title", "kind", "issuer", "issued", "in-force", "force"),
        (
            ListRow(OLD, (*old, time("2029-05-01", "2030-05-01"), ended)),
            ListRow(NEW, (to(NEW), *new, time("2030-05-01"), in_force)),
            ListRow(DECISION, (to(DECISION), *approving, issued, since, approved)),
            ListRow(LATER, (to(LATER), *amending, NOTHING, time("2032-01-01"), not_yet)),
        ),
    )


def test_a_document_without_a_title_says_why() -> None:
    """The note on the title stands in for it."""
    found = small({"legislation/d": {"title_note": "Chưa thấy bản gốc."}}, WORDS)
    (row,) = listed(found, "legislation").rows
    assert row.cells[1] == said("Chưa thấy bản gốc.")
