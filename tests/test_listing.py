"""Specifies the tables that list a collection: their columns, and the cells of a row on a day."""

import datetime as dt
from typing import Any

import pytest

from macros.dates import PartialDate
from macros.facts import Text
from macros.listing import Cell, Row, Table, table
from macros.register import Register
from macros.vietnamese import name_key
from tests.test_register import BODY, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
SPRING, SEEDS = "organizations/ban-mua-xuan", "organizations/to-gieo-hat"
OLD, NEW = "legislation/dieu-le-01-2029", "legislation/dieu-le-02-2030"
DECISION, LATER = "legislation/quyet-dinh-05-2031", "legislation/quyet-dinh-07-2031"
NOTHING = Cell()


def on(date: str, sort: str = "") -> Cell:
    return Cell(date=PartialDate.parse(date), sort=sort)


def to(*addresses: str) -> Cell:
    return Cell(addresses=addresses)


def said(vi: str, en: str | None = None) -> Cell:
    return Cell(text=Text(vi=vi, en=en))


def word(label: str, rank: int) -> Cell:
    return Cell(label=label, sort=f"{rank:02}")


def held(answer: str) -> Cell:
    return word(f"held.{answer}", ("not-yet", "yes", "unknown", "no").index(answer))


def person(address: str, name: str) -> Cell:
    return Cell(addresses=(address,), sort=name_key(name))


def listed(register: Register, collection: str, day: str = "2031-02-03") -> Table:
    return table(register, collection, dt.date.fromisoformat(day))


def test_people_are_listed_with_the_latest_post_they_hold(invented: Register) -> None:
    """A post held on the day goes before one not known to be held, that before one not held."""
    chair = said("Chủ tịch Hội đồng Vườn Ươm")
    an, binh, other, y = (
        f"people/{name}"
        for name in ("do-thuy-an", "le-van-binh", "le-van-binh-to-gieo-hat", "tran-y")
    )
    since = on("2029-05-01", "2029-05-01")
    acting = said("thực hiện nhiệm vụ Chánh Văn phòng")
    yes, unknown = held("yes"), held("unknown")
    binh_is = said("Ủy viên Hội đồng Vườn Ươm"), to(COUNCIL), Cell(sort="2030-03-01"), yes
    other_is = said("Tổ phó", "Deputy head"), to(SEEDS), Cell(sort="2029-12"), unknown
    assert listed(invented, "people") == Table(
        ("name", "position", "body", "since", "on-day"),
        (
            Row(an, (person(an, "Đỗ Thùy An"), chair, to(COUNCIL), since, yes)),
            Row(other, (person(other, "Lê Văn Bình"), *other_is)),
            Row(binh, (person(binh, "Lê Văn Bình"), *binh_is)),
            Row(y, (person(y, "Trần Ý"), acting, to(OFFICE), on("2031", "2031"), unknown)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "post", "answer"),
    [
        ("2029-04-30", "Chủ tịch Hội đồng Vườn Ươm", held("not-yet")),
        ("2030-03-01", "Ủy viên Hội đồng Vườn Ươm", held("yes")),
        ("2031-02-04", "Ủy viên Hội đồng Vườn Ươm", held("unknown")),
        ("2031-07-01", "Chủ tịch Hội đồng Vườn Ươm", held("unknown")),
    ],
    ids=["before-both", "holds-the-first", "not-known-beats-not-yet", "the-later-of-two"],
)
def test_the_post_of_a_person_changes_with_the_day(
    invented: Register, day: str, post: str, answer: Cell
) -> None:
    """Of posts with one answer that with the latest date known is shown."""
    row = next(
        one for one in listed(invented, "people", day).rows if one.address == "people/le-van-binh"
    )
    assert (row.cells[1], row.cells[4]) == (said(post), answer)  # fmt: skip


def test_a_person_without_posts_has_empty_cells() -> None:
    """Nothing is known, so nothing is said: not even that the post is no longer held."""
    (row,) = listed(small({"people/a": {"name": "Lê An"}}), "people").rows
    assert row.cells == (person("people/a", "Lê An"), NOTHING, NOTHING, NOTHING, NOTHING)


def test_people_stand_by_given_name() -> None:
    """Then by middle and family names, in Vietnamese order."""
    names = ["Trần Văn Bình", "Đỗ Thùy An", "Lê Ánh", "Lê Văn Bình", "Lê Ân", "Lê Đức"]
    people = {f"people/{index}": {"name": name} for index, name in enumerate(names)}
    rows = listed(small(people), "people").rows
    order = [names[int(row.address.removeprefix("people/"))] for row in rows]
    assert order == ["Đỗ Thùy An", "Lê Ánh", "Lê Ân", "Lê Văn Bình", "Trần Văn Bình", "Lê Đức"]


def test_bodies_are_listed_with_what_they_stand_under_and_whether_they_are_over(
    invented: Register,
) -> None:
    """Parents and bodies whose structure lists the unit stand together, each once."""
    going, over = word("life.going", 0), word("life.ended", 1)
    kinds = ("council", "office", "team")
    council, office, team = (
        word(f"vocabulary.classification.{one}", kinds.index(one)) for one in kinds
    )
    spring = to(SPRING), team, NOTHING, on("2030-01-01"), on("2030-06-30"), over
    assert listed(invented, "organizations") == Table(
        ("body", "kind", "above", "founded", "ended", "life"),
        (
            Row(SPRING, spring),
            Row(COUNCIL, (to(COUNCIL), council, NOTHING, on("2029-05-01"), NOTHING, going)),
            Row(SEEDS, (to(SEEDS), team, to(OFFICE), NOTHING, NOTHING, over)),
            *(
                Row(water, (to(water), team, to(OFFICE), NOTHING, NOTHING, going))
                for water in ("organizations/to-tuoi-nuoc",)
            ),
            Row(OFFICE, (to(OFFICE), office, to(COUNCIL), NOTHING, NOTHING, going)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2030-06-29", "life.going"), ("2030-06-30", "life.ended")],
    ids=["before", "on-the-day"],
)
def test_whether_a_body_is_over_changes_with_the_day(
    invented: Register, day: str, expected: str
) -> None:
    """The same word as at the head of its page."""
    rows = {row.address: row.cells for row in listed(invented, "organizations", day).rows}
    assert rows[SPRING][5].label == expected


def test_programmes_are_listed_with_the_number_of_tasks_announced(invented: Register) -> None:
    """The number is that of the source, whatever tasks are on file."""
    address = "programmes/2031"
    assert listed(invented, "programmes") == Table(
        ("programme", "body", "instrument", "count"),
        (Row(address, (to(address), to(COUNCIL), to(DECISION), Cell(text="3"))),),
    )


def test_tasks_are_listed_with_their_basis_and_who_leads(invented: Register) -> None:
    """The wording itself is the link; who merely helps is not named."""
    one, two, three = (f"tasks/2031-0{number}" for number in (1, 2, 3))
    names = "Gieo hạt vụ xuân", "Tưới nước", "Các việc khác"
    first, second, third = (
        Cell(text=Text(vi=name), addresses=(address,))
        for name, address in zip(names, (one, two, three), strict=True)
    )
    water = to("organizations/to-tuoi-nuoc")
    assert listed(invented, "tasks") == Table(
        ("number", "task", "basis", "lead"),
        (
            Row(one, (Cell(text="1"), first, to(NEW), water)),
            Row(two, (Cell(text="2"), second, NOTHING, to(f"{COUNCIL}#uy-vien"))),
            Row(three, (Cell(text="3"), third, NOTHING, NOTHING)),
        ),
    )


def test_a_document_that_a_task_rests_on_twice_is_named_once() -> None:
    """Two articles of one document are one link."""
    hooks = [{"document": "legislation/d", "locator": f"Điều {number}"} for number in (1, 2)]
    found = small({"tasks/t": {"legal_hooks": hooks}, "legislation/d": {}})
    (row,) = listed(found, "tasks").rows
    assert row.cells[2] == to("legislation/d")


def test_documents_are_listed_by_date_with_their_status(invented: Register) -> None:
    """One without a date stands where it can be latest; the issuer may be a post."""
    charter, decision = (
        word(f"vocabulary.type_document.{one}", rank)
        for rank, one in enumerate(("charter", "decision"))
    )
    ended, in_force, not_yet = (
        word("force.ended", 3),
        word("force.in-force", 1),
        word("force.not-yet", 0),
    )
    old = to(OLD), said("Điều lệ Hội đồng Vườn Ươm"), charter, to(COUNCIL), on("2029-04-15"), ended
    new = said("Điều lệ Hội đồng Vườn Ươm (mới)"), charter, to(COUNCIL), on("2030-04-15"), in_force
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
    assert listed(invented, "legislation") == Table(
        ("document", "title", "kind", "issuer", "issued", "force"),
        (
            Row(OLD, old),
            Row(NEW, (to(NEW), *new)),
            Row(DECISION, (to(DECISION), *approving, on("2031-01-10"), in_force)),
            Row(LATER, (to(LATER), *amending, NOTHING, not_yet)),
        ),
    )  # fmt: skip


def test_a_document_without_a_title_says_why() -> None:
    """The note on the title stands in for it."""
    words = {"vocabulary": {"type_document": {"charter": "C"}}, "force": {"unknown": "?"}}
    found = small({"legislation/d": {"title_note": "Chưa thấy bản gốc."}}, words)
    (row,) = listed(found, "legislation").rows
    assert row.cells[1] == said("Chưa thấy bản gốc.")


def test_events_are_listed_with_the_documents_they_concern(invented: Register) -> None:
    """Day, headline, kind and documents."""
    first, second = "events/2029-05-01", "events/2031-02-03"
    founding, meeting = word("vocabulary.event.founding", 1), word("vocabulary.event.meeting", 0)
    assert listed(invented, "events") == Table(
        ("date", "event", "kind", "documents"),
        (
            Row(first, (on("2029-05-01"), to(first), founding, to(OLD))),
            Row(second, (on("2031-02-03"), to(second), meeting, NOTHING)),
        ),
    )


WORDS: dict[str, Any] = {
    "vocabulary": {"event": {"meeting": "M"}, "term_group": {"g": "G"}, "source": {"press": "P"}}
}


def test_events_stand_by_day_whatever_their_ids() -> None:
    """Oldest first, as the list says of itself."""
    events = {"events/b": {"date": "2029-01-01"}, "events/a": {"date": "2030-01-01"}}
    rows = listed(small(events, WORDS), "events").rows
    assert [row.address for row in rows] == ["events/b", "events/a"]


def test_terms_are_listed_with_abbreviation_english_and_meaning(invented: Register) -> None:
    """A term without a short form leaves the cell empty."""
    council, bed = "terms/hoi-dong-vuon-uom", "terms/luong-uom"
    group = word("vocabulary.term_group.garden", 0)
    meaning = said("Hội đồng chăm lo các luống cây con.", "Council that looks after the seedlings.")
    strip = said("Dải đất để gieo cây con.", "Strip of earth for seedlings.")
    english = Cell(text="Council of the Nursery")
    assert listed(invented, "terms") == Table(
        ("term", "abbreviation", "english", "definition", "group"),
        (
            Row(council, (to(council), Cell(text="HĐVU"), english, meaning, group)),
            Row(bed, (to(bed), NOTHING, Cell(text="seed bed"), strip, group)),
        ),
    )


def test_terms_stand_in_vietnamese_order_whatever_their_ids() -> None:
    """Đ comes after D and before E, â after a."""
    words = ["ẩn", "đa", "em", "dê", "anh"]
    terms = {f"terms/{index}": {"term": term} for index, term in enumerate(words)}
    rows = listed(small(terms, WORDS), "terms").rows
    order = [words[int(row.address.removeprefix("terms/"))] for row in rows]
    assert order == ["anh", "ẩn", "dê", "đa", "em"]


def test_sources_are_listed_with_how_often_they_are_cited() -> None:
    """Each citation counts, also several of one record; other references do not."""
    own = {"citations": [{"source": "sources/s", "locator": "1"}, {"source": "sources/s"}]}
    gap = {"gaps": [{"text": "?", "citations": [{"source": "sources/s"}]}]}
    source = {"publisher": "Báo", "date": "2031-02"}
    found = small({"people/a": own, BODY: gap, "sources/s": source, "sources/t": {}}, WORDS)
    press, month = word("vocabulary.source.press", 0), on("2031-02")
    assert listed(found, "sources") == Table(
        ("source", "publisher", "published", "kind", "cited"),
        (
            Row("sources/s", (to("sources/s"), Cell(text="Báo"), month, press, Cell(text="3"))),
            Row("sources/t", (to("sources/t"), Cell(text="S"), NOTHING, press, Cell(text="0"))),
        ),
    )  # fmt: skip
