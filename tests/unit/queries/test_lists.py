"""Specifies the tables that list a collection: their columns, and the cells of a row on a day."""

import datetime as dt
from typing import Any

import pytest

from macros.model import Source, Term, Text
from macros.queries import ListCell, ListRow, ListTable
from macros.queries.lists import list_table, sorted_entries
from macros.register import Register
from macros.text import PartialDate, name_sort_key
from tests.support.registers import BODY, GRADES, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
SPRING, SEEDS = "organizations/ban-mua-xuan", "organizations/to-gieo-hat"
WATER = "organizations/to-tuoi-nuoc"
OLD, NEW = "legislation/dieu-le-01-2029", "legislation/dieu-le-02-2030"
DECISION, LATER = "legislation/quyet-dinh-05-2031", "legislation/quyet-dinh-07-2031"
NOTHING = ListCell()
VOCABULARY = {"type_document": {"charter": "C"}, "term_group": {"g": "G"}}
HELD = ("not-yet", "yes", "recent", "seen", "old", "later", "unknown", "no")
WORDS: dict[str, Any] = {
    "vocabulary": VOCABULARY,
    "force": {"unknown": "?"},
    "held": dict.fromkeys(HELD, "?"),
    **GRADES,
}


def date(date: str, sort: str = "") -> ListCell:
    return ListCell(date=PartialDate.parse(date), sort=sort)


def links(*addresses: str) -> ListCell:
    return ListCell(addresses=addresses)


def text(vi: str, en: str | None = None) -> ListCell:
    return ListCell(text=Text(vi=vi, en=en))


def label(label: str, rank: int) -> ListCell:
    return ListCell(label=label, sort=f"{rank:02}")


def held(answer: str) -> ListCell:
    word, _, day = answer.partition("~")
    since = PartialDate.parse(day) if day else None
    return ListCell(label=f"held.{word}", sort=f"{HELD.index(word):02}", date=since)


def person(address: str, name: str) -> ListCell:
    return ListCell(addresses=(address,), sort=name_sort_key(name))


def listed(register: Register, collection: str, day: str = "2031-02-03") -> ListTable:
    """The list of a collection without what narrows it."""
    table = list_table(register, collection, dt.date.fromisoformat(day))
    return ListTable(table.columns, table.rows, table.naming)


def cells(register: Register, collection: str, day: str = "2031-02-03") -> dict[str, ListCell]:
    """The cells of the only row of a list, by their columns."""
    table = listed(register, collection, day)
    (row,) = table.rows
    return dict(zip(table.columns, row.cells, strict=True))


def test_people_are_listed_with_the_latest_post_they_hold(invented: Register) -> None:
    """A post held on the day goes before one not known to be held, that before one not held."""
    chair = text("Chủ tịch Hội đồng Vườn Ươm")
    an, binh, y = (f"people/{name}" for name in ("do-thuy-an", "le-van-binh", "tran-y"))
    other = "people/le-van-binh-to-gieo-hat"
    since = date("2029-05-01")
    acting = text("thực hiện nhiệm vụ Chánh Văn phòng")
    yes, recent = held("yes"), held("recent~2031")
    binh_is = text("Ủy viên Hội đồng Vườn Ươm"), links(COUNCIL), NOTHING, yes
    other_is = text("Tổ phó", "Deputy head"), links(SEEDS), NOTHING, held("no")
    assert listed(invented, "people") == ListTable(
        ("name", "position", "body", "since", "on-day"),
        (
            ListRow(an, (person(an, "Đỗ Thùy An"), chair, links(COUNCIL), since, yes)),
            ListRow(other, (person(other, "Lê Văn Bình"), *other_is)),
            ListRow(binh, (person(binh, "Lê Văn Bình"), *binh_is)),
            ListRow(y, (person(y, "Trần Ý"), acting, links(OFFICE), date("2031"), recent)),
        ),
    )


@pytest.mark.parametrize(
    ("day", "post", "answer"),
    [
        ("2029-04-30", "Chủ tịch Hội đồng Vườn Ươm", held("not-yet")),
        ("2030-03-01", "Ủy viên Hội đồng Vườn Ươm", held("yes")),
        ("2031-02-04", "Ủy viên Hội đồng Vườn Ươm", held("recent~2031-02-03")),
        ("2031-07-01", "Chủ tịch Hội đồng Vườn Ươm", held("recent~2031-06-30")),
    ],
    ids=["before-both", "holds-the-first", "not-known-beats-not-yet", "the-later-of-two"],
)
def test_the_post_of_a_person_changes_with_the_day(
    invented: Register, day: str, post: str, answer: ListCell
) -> None:
    """Of posts with one answer that with the latest date known is shown."""
    rows = {row.address: row.cells for row in listed(invented, "people", day).rows}
    cells = rows["people/le-van-binh"]
    assert (cells[1], cells[4]) == (text(post), answer)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"attested": ["2030-01-01", "2031-12-31"]}, {"attested": ["2033-01-01"]}, "first"),
        ({"attested": ["2030-01-01"]}, {"end_date": "2031-06-01"}, "first"),
        ({"start_date": "2028", "end_date": "2030"}, {"start_date": "2029-01-01"}, "second"),
        ({"start_date": "2028", "end_date": "2030"}, {"end_date": "2029"}, "first"),
        ({"attested": ["2026-01-01"]}, {"end_date": "2031-06-01"}, "second"),
        ({}, {"attested": ["2030-01-01"]}, "second"),
    ],
    ids=["held", "not-known", "not-left", "left-last", "old", "known-by-a-date"],
)
def test_of_two_posts_that_matters_more_is_shown(
    first: dict[str, Any], second: dict[str, Any], expected: str
) -> None:
    """Held before likely held, that before old or left; then that known to have lasted longer."""
    both = (("first", first), ("second", second))
    roles = [{"organization": BODY, "role": role, **one} for role, one in both]
    register = small({"people/a": {"memberships": roles}, BODY: {}}, WORDS)
    assert cells(register, "people", "2031-06-30")["position"] == text(expected)


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        ({"attested": ["2031-02-03", "2030-03-01"]}, NOTHING),
        ({"start_date": "2030", "attested": ["2031-02-03"]}, date("2030")),
        ({}, NOTHING),
    ],
    ids=["first-attested", "start", "no-date"],
)
def test_since_when_is_a_start_and_nothing_else(
    membership: dict[str, Any], expected: ListCell
) -> None:
    """A day on which somebody was seen in a post is not shown as its beginning."""
    roles = [{"organization": BODY, "role": "r", **membership}]
    register = small({"people/a": {"memberships": roles}, BODY: {}}, WORDS)
    assert cells(register, "people").get("since", NOTHING) == expected


def test_a_person_without_posts_has_empty_cells() -> None:
    """Nothing is known, so nothing is said: not even that the post is no longer held."""
    roles = [{"organization": BODY, "role": "r", "start_date": "2031"}]
    other: dict[str, Any] = {"name": "Lê Bình", "memberships": roles}
    register = small({"people/a": {"name": "Lê An"}, "people/b": other, BODY: {}}, WORDS)
    first, _ = listed(register, "people").rows
    assert first.cells == (person("people/a", "Lê An"), NOTHING, NOTHING, NOTHING, NOTHING)


def test_a_column_in_which_nothing_is_known_is_left_out() -> None:
    """The place of the name moves along; an empty list has all its columns."""
    table = listed(small({"people/a": {"name": "Lê An"}}), "people")
    assert table == ListTable(
        ("name",), (ListRow("people/a", (person("people/a", "Lê An"),)),), naming=0
    )
    assert len(listed(small({}), "people").columns) == 5


def test_bodies_are_listed_with_what_they_stand_under_and_whether_they_are_over(
    invented: Register,
) -> None:
    """Parents and bodies whose structure lists the unit stand together, each once."""
    going, over = label("life.going", 0), label("life.ended", 1)
    kinds = ("council", "office", "team")
    council, office, team = (
        label(f"vocabulary.classification.{kind}", kinds.index(kind)) for kind in kinds
    )
    spring = (
        links(SPRING),
        team,
        NOTHING,
        date("2030-01-01"),
        date("2030-06-30"),
        over,
    )
    assert listed(invented, "organizations") == ListTable(
        ("body", "kind", "above", "founded", "last-day", "life"),
        (
            ListRow(SPRING, spring),
            ListRow(
                COUNCIL,
                (links(COUNCIL), council, NOTHING, date("2029-05-01"), NOTHING, going),
            ),
            ListRow(SEEDS, (links(SEEDS), team, links(OFFICE), NOTHING, NOTHING, over)),
            ListRow(WATER, (links(WATER), team, links(OFFICE), NOTHING, NOTHING, going)),
            ListRow(OFFICE, (links(OFFICE), office, links(COUNCIL), NOTHING, NOTHING, going)),
        ),
    )


def test_whether_a_body_is_over_changes_with_the_day(invented: Register) -> None:
    """The same word as at the head of its page."""
    tables = (listed(invented, "organizations", day) for day in ("2030-06-30", "2030-07-01"))
    words = [row.cells[5].label for table in tables for row in table.rows if row.address == SPRING]
    assert words == ["life.going", "life.ended"]


def test_programmes_are_listed_with_the_number_of_tasks_announced(invented: Register) -> None:
    """The number is that of the source, whatever tasks are on file; the act may not be known."""
    one, other = "programmes/2031", "programmes/p"
    columns, count = ("programme", "body", "instrument", "count"), ListCell(text="3")
    row = ListRow(one, (links(one), links(COUNCIL), links(DECISION), count))
    assert listed(invented, "programmes") == ListTable(columns, (row,))
    row = ListRow(other, (links(other), links(BODY), count))
    assert listed(small({other: {"announced_tasks": 3}}), "programmes").rows == (row,)


def test_tasks_are_listed_with_their_basis_and_who_leads(invented: Register) -> None:
    """The wording itself is the link; who merely helps is not named."""
    one, two, three = (f"tasks/2031-0{number}" for number in (1, 2, 3))
    names = "Gieo hạt vụ xuân", "Tưới nước", "Các việc khác"
    first, second, third = (
        ListCell(text=Text(vi=name), addresses=(address,))
        for name, address in zip(names, (one, two, three), strict=True)
    )
    assert listed(invented, "tasks") == ListTable(
        ("number", "task", "basis", "lead"),
        (
            ListRow(one, (ListCell(text="1"), first, links(NEW), links(WATER))),
            ListRow(two, (ListCell(text="2"), second, NOTHING, links(f"{COUNCIL}#uy-vien"))),
            ListRow(three, (ListCell(text="3"), third, NOTHING, NOTHING)),
        ),
        naming=1,
    )


def test_a_document_that_a_task_rests_on_twice_is_named_once() -> None:
    """Two articles of one document are one link."""
    hooks = [{"document": "legislation/d", "locator": f"Điều {number}"} for number in (1, 2)]
    register = small({"tasks/t": {"legal_hooks": hooks}, "legislation/d": {}})
    assert cells(register, "tasks")["basis"] == links("legislation/d")


def test_events_are_listed_with_the_documents_they_concern(invented: Register) -> None:
    """Day, headline, kind and documents, the newest first."""
    first, second = "events/2029-05-01", "events/2031-02-03"
    founding, meeting = (
        label("vocabulary.event.founding", 1),
        label("vocabulary.event.meeting", 0),
    )
    assert listed(invented, "events") == ListTable(
        ("date", "event", "kind", "documents"),
        (
            ListRow(second, (date("2031-02-03"), links(second), meeting, NOTHING)),
            ListRow(first, (date("2029-05-01"), links(first), founding, links(OLD))),
        ),
        naming=1,
    )


def test_terms_are_listed_with_abbreviation_english_and_meaning(invented: Register) -> None:
    """A term without a short form leaves the cell empty; English words are marked as such."""
    council, bed = "terms/hoi-dong-vuon-uom", "terms/luong-uom"
    group = label("vocabulary.term_group.garden", 0)
    meaning = text("Hội đồng chăm lo các luống cây con.", "Council that looks after the seedlings.")
    strip = text("Dải đất để gieo cây con.", "Strip of earth for seedlings.")
    english, other = (
        ListCell(text=invented.get(Term, term).record.term, is_original=True)
        for term in (council, bed)
    )
    assert listed(invented, "terms") == ListTable(
        ("term", "abbreviation", "english", "definition", "group"),
        (
            ListRow(council, (links(council), ListCell(text="HĐVU"), english, meaning, group)),
            ListRow(bed, (links(bed), NOTHING, other, strip, group)),
        ),
    )


def test_records_stand_in_the_order_of_a_list_for_readers() -> None:
    """Whatever their ids: here terms by name, elsewhere by given name, day or number."""
    terms = {"terms/a": {"term": "đa"}, "terms/b": {"term": "dê"}, "terms/c": {"term": "anh"}}
    rows = listed(small(terms, WORDS), "terms").rows
    assert [row.address for row in rows] == ["terms/c", "terms/b", "terms/a"]


def test_sources_are_listed_with_how_often_they_are_cited() -> None:
    """Each citation counts, also several of one record; other references do not."""
    own = {"citations": [{"source": "sources/s", "locator": "1"}, {"source": "sources/s"}]}
    gap = {"gaps": [{"text": "?", "citations": [{"source": "sources/s"}]}]}
    source = {"publisher": "Báo", "date": "2031-02"}
    register = small({"people/a": own, BODY: gap, "sources/s": source, "sources/t": {}}, WORDS)
    press = ListCell(label="source.kind-press", sort="press")
    month = date("2031-02")
    publishers = [
        ListCell(source=register.get(Source, name).record) for name in ("sources/s", "sources/t")
    ]
    assert listed(register, "sources") == ListTable(
        ("source", "publisher", "published", "kind", "cited"),
        (
            ListRow(
                "sources/s",
                (links("sources/s"), publishers[0], month, press, ListCell(text="3")),
            ),
            ListRow(
                "sources/t",
                (links("sources/t"), publishers[1], NOTHING, press, ListCell(text="0")),
            ),
        ),
    )


def test_records_are_listed_by_collection_then_by_name_or_day() -> None:
    """People by given name, bodies by name, documents and events by day."""
    records: dict[str, dict[str, Any]] = {
        "people/a": {"name": "Lê Văn Bình"},
        "people/b": {"name": "Trần An"},
        "organizations/a": {"names": ["Vườn", "Đồi"]},
        "organizations/b": {"names": ["Dốc"]},
        "legislation/a": {},
        "legislation/b": {"date_document": "2031-01-01"},
        "legislation/c": {"not_after": "2030-01-01"},
        "events/a": {"date": "2031-01-01"},
        "events/b": {"date": "2030-01-01"},
        "tasks/a": {"number": 10},
        "tasks/b": {"number": 9},
        "terms/a": {"term": "đa"},
        "terms/b": {"term": "dê"},
    }
    sorted_records = sorted_entries(list(small(records).entries.values()))
    order = ["events/b", "events/a", "legislation/c", "legislation/b", "legislation/a"]
    order += ["organizations/b", "organizations/a", "people/b", "people/a"]
    order += ["tasks/b", "tasks/a", "terms/b", "terms/a"]
    assert [entry.address for entry in sorted_records] == order
