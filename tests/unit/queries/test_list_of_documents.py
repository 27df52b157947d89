"""Specifies the table of documents: their order, and their status on the day and on any other."""

import datetime as dt

from macros.model import Text
from macros.queries import ListCell, ListRow, ListTable
from macros.register import Register
from macros.text import PartialDate
from tests.support.registers import BODY, small
from tests.support.time_cases import read_steps
from tests.unit.queries.test_lists import (
    COUNCIL,
    DECISION,
    LATER,
    NEW,
    NOTHING,
    OLD,
    WORDS,
    cells,
    date,
    label,
    links,
    listed,
    text,
)

CHARTER = label("vocabulary.type_document.charter", 0)
CHOICE = label("vocabulary.type_document.decision", 1)


def status(rank: int, over_time: str) -> ListCell:
    steps = read_steps(over_time)
    return ListCell(None, None, (), f"force.{steps.on(dt.date(2031, 2, 3))}", f"{rank:02}", steps)


def issuer(name: str, address: str = COUNCIL, en: str | None = None) -> ListCell:
    """The body or post under the name that it had on the day of the document."""
    return ListCell(text=Text(vi=name, en=en), addresses=(address,))


def time(start: str, end: str | None = None) -> ListCell:
    """First day in force and first day out of it."""
    dates = (PartialDate.parse(start), PartialDate.parse(end) if end else None)
    return ListCell(force=dates, sort=start)


def test_documents_are_listed_by_date_with_their_status(invented: Register) -> None:
    """The newest first, one without a date last; the issuer may be a post.

    The charter of April 2030 renamed its issuer in May.
    """
    ended = status(3, "not-yet 2029-05-01 in-force 2030-05-01 ended")
    in_force = status(1, "not-yet 2030-05-01 in-force 2032-01-01 partly")
    approved = status(1, "not-yet 2031-01-10 in-force 2032-01-01 unknown")
    not_yet = status(0, "not-yet 2032-01-01 in-force")
    name = "Điều lệ Hội đồng Vườn Ươm"
    before = issuer("Ban Vườn Ươm")
    old = text(name), CHARTER, before, date("2029-04-15")
    new = text(f"{name} (mới)"), CHARTER, before, date("2030-04-15")
    title = text("Quyết định phê duyệt Chương trình năm 2031")
    approving = title, CHOICE, issuer("Chủ tịch Hội đồng Vườn Ươm", f"{COUNCIL}#chu-tich")
    title = text("Quyết định sửa đổi Điều lệ", "Decision amending the Charter")
    amending = title, CHOICE, issuer("Hội đồng Vườn Ươm", en="Council of the Nursery")
    issued, since = date("2031-01-10"), time("2031-01-10")
    assert listed(invented, "legislation") == ListTable(
        ("document", "title", "kind", "issuer", "issued", "in-force", "force"),
        (
            ListRow(DECISION, (links(DECISION), *approving, issued, since, approved)),
            ListRow(NEW, (links(NEW), *new, time("2030-05-01"), in_force)),
            ListRow(OLD, (links(OLD), *old, time("2029-05-01", "2030-05-01"), ended)),
            ListRow(LATER, (links(LATER), *amending, NOTHING, time("2032-01-01"), not_yet)),
        ),
    )


def test_a_document_without_a_title_says_why() -> None:
    """The note on the title stands in for it."""
    records = {BODY: {}, "legislation/d": {"title_note": "Chưa thấy bản gốc."}}
    register = small(records, WORDS)
    assert cells(register, "legislation")["title"] == text("Chưa thấy bản gốc.")
