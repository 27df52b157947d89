"""The real data: what every fact must carry, and the facts that must never be lost."""

import datetime as dt
from collections.abc import Iterator

import pytest

from macros.model import (
    Assignment,
    Citation,
    Directive,
    Event,
    Fact,
    Figure,
    Legislation,
    Membership,
    Organization,
    Person,
    Relation,
    Source,
    Task,
)
from macros.pages import Links, Site, page_stubs
from macros.queries import Force, backlinks, ending_of, force_of, position, tenure_status, title_of
from macros.register import Register, all_memberships
from macros.text import Tristate
from macros.validation import count_of

TODAY = dt.date(2026, 11, 21)
CONFERENCE = dt.date(2024, 3, 11)


def _facts(real: Register, *kinds: type[Fact]) -> Iterator[tuple[str, Fact]]:
    for entry in real.entries.values():
        for loc, part in entry.parts:
            if isinstance(part, kinds):
                yield f"{entry.address} {loc}", part


def _needs_place(real: Register, citation: Citation) -> bool:
    source = real[citation.source].record if citation.source else None
    return isinstance(source, Source) and source.divisions is not None


@pytest.mark.parametrize(
    ("kind", "least"), [(Membership, 60), (Directive, 24), (Relation, 25), (Figure, 8)]
)
def test_every_fact_that_staff_rely_on_is_cited_to_its_place(
    real: Register, kind: type[Fact], least: int
) -> None:
    """Memberships, directives, relations and figures cite a source, and the place in it."""
    facts = list(_facts(real, kind))
    assert len(facts) >= least
    uncited = [where for where, fact in facts if not fact.citations]
    placeless = [
        where
        for where, fact in facts
        for citation in fact.citations
        if _needs_place(real, citation) and not citation.locator
    ]
    assert (uncited, placeless) == ([], [])


def test_every_task_has_the_wording_of_its_paragraph(real: Register) -> None:
    """The eleven wordings cite paragraphs 7 and 8 of the report, six and five of them."""
    cited = [
        entry.record.segment.citations[0].locator
        for entry in real.all(Task)
        if isinstance(entry.record, Task)
    ]
    assert cited == ["đoạn 7"] * 5 + ["đoạn 8"] * 6


def test_no_source_assigns_a_task_to_anybody(real: Register) -> None:
    """Nobody leads a task until a source says so."""
    assert list(_facts(real, Assignment)) == []


def test_there_are_24_directives_of_two_days(real: Register) -> None:
    """18 of 4 May 2021 and 6 of 11 March 2024."""
    counts = {
        entry.id: len(entry.record.directives)
        for entry in real.all(Event)
        if entry.record.directives
    }
    assert counts == {"2021-05-04": 18, "2024-03-11": 6}
    assert count_of(real, "events.directives") == 24


def _holders(real: Register, post: str, day: dt.date) -> list[str]:
    return [
        entry.id
        for entry, _, one in all_memberships(real)
        if one.post == post and tenure_status(real, one, day) is Tristate.YES
    ]


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        ("2015-12-31", []),
        ("2016-01-01", ["nguyen-hanh-phuc"]),
        ("2021-04-06", ["nguyen-hanh-phuc"]),
        ("2021-04-07", ["bui-van-cuong", "nguyen-hanh-phuc"]),
        ("2024-03-11", ["bui-van-cuong"]),
        ("2024-10-26", []),
        ("2024-11-28", ["le-quang-tung"]),
        ("2025-10-25", ["le-quang-manh"]),
        ("2026-03-18", ["le-quang-manh"]),
        ("2026-03-19", []),
    ],
)
def test_who_was_secretary_general(real: Register, day: str, holders: list[str]) -> None:
    """The chain of office holders, gaps and the last proof included."""
    assert _holders(real, "tong-thu-ky", dt.date.fromisoformat(day)) == holders


def test_old_fragments_of_the_duties_of_the_office_lead_to_their_place(real: Register) -> None:
    """The clauses of Điều 2 were once called sections; published addresses go on working."""
    address = "legislation/nghi-quyet-74-2025-ubtvqh15"
    site, links = Site(real, TODAY), Links(real, "")
    (stub,) = (stub for stub in page_stubs(real) if stub.uri == f"{address}.md")
    page = site.body(stub, links.url(stub.uri)).html
    for clause in (1, 2, 4, 8, 10, 12, 13, 14, 20, 21, 22):
        _, _, rest = page.partition(f'id="dieu-2-khoan-{clause}">')
        assert f'id="dieu-2-muc-{clause}"' in rest.partition("</section>")[0]


@pytest.mark.parametrize(
    ("address", "field", "expected"),
    [
        ("legislation/nghi-quyet-1343-nq-ubtvqh15", "date_document", "2024-12-31"),
        ("legislation/nghi-quyet-07-2026-ubtvqh16", "first_date_entry_in_force", "2026-06-26"),
        ("legislation/nghi-quyet-31-2026-qh16", "first_date_entry_in_force", "2026-06-08"),
        ("legislation/nghi-quyet-01-nq-hdnn7", "date_document", "1981-07-06"),
        ("legislation/nghi-quyet-575-ubtvqh12", "date_no_longer_in_force", "2022-07"),
        ("sources/phap-dien-2021", "date", "None"),
    ],
)
def test_a_day_is_the_one_that_its_source_gives(
    real: Register, address: str, field: str, expected: str
) -> None:
    """A copy in a repository is not the making of the copy; a repeal not seen is no exact day."""
    assert str(getattr(real[address].record, field)) == expected


ENDED_FROM = {
    "ban-thu-ky-quoc-hoi": "2025-03-07",
    "truyen-hinh-quoc-hoi-viet-nam": "2025-01-15",
    "vien-nghien-cuu-lap-phap": "2025-01-15",
    "ban-dan-nguyen": "2025-02-18",
    "uy-ban-phap-luat": "2025-02-18",
}


@pytest.mark.parametrize("id_", ENDED_FROM)
def test_a_body_that_ended_from_a_day_is_gone_on_that_day(real: Register, id_: str) -> None:
    """Its page names that day, its posts and parents end with it the day before."""
    entry = real.get(Organization, f"organizations/{id_}")
    gone, body = dt.date.fromisoformat(ENDED_FROM[id_]), entry.record
    over = ending_of(real, entry, gone)
    assert over is not None
    assert str(over.date) == ENDED_FROM[id_]
    assert ending_of(real, entry, gone - dt.timedelta(days=1)) is None
    ends = {str(post.end_date) for post in body.posts}
    ends |= {str(span.end_date) for span in (*body.parents, *body.functions)}
    assert ends <= {"None", str(gone - dt.timedelta(days=1))}


def test_the_departments_of_the_office_say_both_days_in_the_same_words(real: Register) -> None:
    """They left on 18 February 2025, the list that held them ended on 7 March."""
    said = [
        note.text.vi
        for entry in real.all(Organization)
        for note in entry.record.notes
        if "đã trực thuộc Hội đồng Dân tộc và các Ủy ban" in note.text.vi
    ]
    assert (len(said), len(set(said))) == (13, 1)


@pytest.mark.parametrize("id_", ["quyet-dinh-3333-qd-ttkqh", "thong-bao-3568-tb-ttkqh"])
def test_an_issuer_is_named_as_on_the_day_of_its_document(real: Register, id_: str) -> None:
    """The post had another title in 2024 than since 2025; its papers are not those of its body."""
    site, links, address = Site(real, TODAY), Links(real, ""), f"legislation/{id_}"
    (stub,) = (stub for stub in page_stubs(real) if stub.uri == f"{address}.md")
    page = site.body(stub, links.url(stub.uri)).html
    assert "<dt>Nơi ban hành</dt><dd>" in page
    _, _, issuer = page.partition("<dt>Nơi ban hành</dt><dd>")
    assert '#tong-thu-ky">Tổng Thư ký Quốc hội</a>' in issuer.partition("</dd>")[0]
    groups = dict(backlinks(real, real["organizations/quoc-hoi"]))
    assert address not in [entry.address for entry in groups["legislation.passed_by"]]
    assert address in [entry.address for entry in groups["legislation.passed_by_post"]]


def test_the_speakers_of_the_conference_are_not_made_members(real: Register) -> None:
    """Speaking at a meeting makes nobody a member: the Secretariat of that day has four names."""
    named = {
        entry.id
        for entry, _, one in all_memberships(real)
        if one.organization == "organizations/ban-thu-ky-quoc-hoi"
        and tenure_status(real, one, CONFERENCE) is Tristate.YES
    }
    assert named == {"nguyen-thi-thuy-ngan", "nguyen-truong-giang", "phan-thi-thuy-linh"}


def test_nobody_holds_a_post_of_the_secretariat_after_its_end(real: Register) -> None:
    """The last day is 6 March 2025; after it every answer is no, not unknown."""
    answers = {
        tenure_status(real, one, dt.date(2025, 3, 7))
        for _, _, one in all_memberships(real)
        if one.organization == "organizations/ban-thu-ky-quoc-hoi"
    }
    assert answers == {Tristate.NO}


@pytest.mark.parametrize(
    ("document", "day", "expected"),
    [
        ("luat-57-2014-qh13", "2015-12-31", Force.NOT_YET),
        ("luat-57-2014-qh13", "2016-01-01", Force.IN_FORCE),
        ("luat-57-2014-qh13", "2026-11-21", Force.PARTLY),
        ("nghi-quyet-1093-2015-ubtvqh13", "2020-01-01", Force.IN_FORCE),
        ("nghi-quyet-32-2023-ubtvqh15", "2023-02-13", Force.NOT_YET),
        ("nghi-quyet-32-2023-ubtvqh15", "2023-03-01", Force.IN_FORCE),
        ("nghi-quyet-32-2023-ubtvqh15", "2025-03-07", Force.ENDED),
        ("nghi-quyet-73-2025-ubtvqh15", "2025-03-07", Force.IN_FORCE),
        ("nghi-quyet-74-2025-ubtvqh15", "2026-11-21", Force.IN_FORCE),
        ("nghi-quyet-27-nq-tw", "2026-11-21", Force.UNKNOWN),
    ],
)
def test_what_was_in_force(real: Register, document: str, day: str, expected: Force) -> None:
    """The chain of the law on the days that matter."""
    entry = real.get(Legislation, f"legislation/{document}")
    assert force_of(real, entry, dt.date.fromisoformat(day)) is expected


def test_documents_of_one_number_and_two_issuers_are_two(real: Register) -> None:
    """71/2022/QH15 and 71/2025/UBTVQH15 are told apart."""
    numbers = [
        entry.record.number
        for entry in real.all(Legislation)
        if isinstance(entry.record, Legislation) and (entry.record.number or "").startswith("71/")
    ]
    assert sorted(str(number) for number in numbers) == ["71/2022/QH15", "71/2025/UBTVQH15"]


def test_the_secretariat_is_said_to_have_ended_and_by_what(real: Register) -> None:
    """The head of its page gives the day, the resolution and what followed."""
    over = ending_of(real, real["organizations/ban-thu-ky-quoc-hoi"], TODAY)
    assert over is not None
    assert str(over.date) == "2025-03-07"
    causes = [[cause.address for cause in group] for group in (over.instruments, over.followers)]
    assert causes == [
        ["legislation/nghi-quyet-73-2025-ubtvqh15"],
        ["organizations/van-phong-quoc-hoi"],
    ]


def test_the_title_of_a_post_is_that_of_its_time(real: Register) -> None:
    """Lê Quang Tùng was elected to the old title, Lê Quang Mạnh to the merged one."""
    titles = {
        entry.id: position(real, one).vi
        for entry, _, one in all_memberships(real)
        if one.post == "tong-thu-ky" and entry.id.startswith("le-quang")
    }
    assert titles == {
        "le-quang-tung": "Tổng Thư ký Quốc hội",
        "le-quang-manh": "Tổng Thư ký Quốc hội - Chủ nhiệm Văn phòng Quốc hội",
    }


def test_homonyms_are_kept_apart(real: Register) -> None:
    """Both other men of the name stand on the page of the deputy head of the Office."""
    record = real["people/nguyen-manh-hung"].record
    others = [one.description.vi for one in record.distinct_from]  # type: ignore[attr-defined]
    assert len(others) == 2
    assert [
        entry.id for entry in real.all(Person) if "Mạnh Hùng" in title_of(entry, real.labels)
    ] == ["nguyen-manh-hung"]


def test_people_of_the_sidebar_are_not_in_the_data(real: Register) -> None:
    """The other news beside the first article concerns nobody here."""
    names = {title_of(entry, real.labels) for entry in real.all(Person)}
    assert names & {"Tô Lâm", "Nguyễn Tiến Thành", "Bảo Yến", "Phạm Thắng"} == set()


def test_every_open_question_of_the_research_is_a_gap(real: Register) -> None:
    """The words under which the gravest gaps are shown."""
    gaps = " ".join(gap.text.vi for entry in real.entries.values() for gap in entry.record.gaps)
    for words in ("khóa XVI", "Quyết định số 3333/QĐ-TTKQH", "Điều 1 Nghị quyết số 32/2023"):
        assert words in gaps


def test_no_text_holds_a_word_of_the_research_process(real: Register) -> None:
    """Readers meet sources, never the notes that were taken from them."""
    for entry in real.entries.values():
        text = entry.record.model_dump_json()
        assert [word for word in ("SEED", "dossier", "seed article") if word in text] == []
