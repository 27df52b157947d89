"""Specifies the questions a page asks: what is over, who held what, what points at what."""

import datetime as dt
from typing import Any

import pytest

from macros.model import Citation, Legislation, RelationType, Text
from macros.queries import (
    Ending,
    assignments_of,
    backlink_key,
    backlinks,
    ending_of,
    head_posts,
    holders,
    predecessors_of,
    relations_of,
    task_directives,
    tasks_of,
)
from macros.queries.kinds.row_types import EndingCause
from macros.register import Register
from macros.text import PartialDate
from tests.support.registers import BODY, small

COUNCIL, OFFICE = "organizations/hoi-dong-vuon-uom", "organizations/van-phong-vuon-uom"
SPRING, WATER = "organizations/ban-mua-xuan", "organizations/to-tuoi-nuoc"
SEEDS = "organizations/to-gieo-hat"
OLD, NEW = "legislation/dieu-le-01-2029", "legislation/dieu-le-02-2030"


def at(day: str) -> dt.date:
    return dt.date.fromisoformat(day)


def on(date: str) -> PartialDate:
    return PartialDate.parse(date)


ARTICLE_3 = Citation(source="sources/so-luu-tru", document=NEW, locator="Điều 3")
PARAGRAPH_6 = Citation(source="sources/bao-nha-vuon", locator="đoạn 6")
OVER = Ending("ended.programme", on("2031-12-31"), is_last_day=True)
ENDINGS = {
    SPRING: Ending(
        "ended.body",
        on("2030-07-01"),
        (EndingCause(NEW),),
        (EndingCause(OFFICE, scope=Text(vi="hồ sơ của Ban")),),
        citations=(PARAGRAPH_6,),
    ),
    SEEDS: Ending(
        *(
            "ended.unit",
            on("2030-05-01"),
            (EndingCause(NEW),),
            (EndingCause(WATER, is_inferred=True),),
        ),
        body=OFFICE,
        citations=(ARTICLE_3,),
    ),
    OLD: Ending("ended.document", on("2030-05-01"), (EndingCause(NEW),)),
    "legislation/quyet-dinh-05-2031": Ending(
        "vocabulary.lapse.period-over", on("2032-01-01"), is_inferred=True
    ),
    "programmes/2031": OVER,
    "tasks/2031-01": OVER,
}


@pytest.mark.parametrize("address", ENDINGS, ids=[key.partition("/")[2] for key in ENDINGS])
def test_the_page_of_a_thing_says_that_it_is_over(invented: Register, address: str) -> None:
    """What ended it and what followed, from its end on; from the next day if that is its last."""
    found, expected = invented[address], ENDINGS[address]
    assert expected.date
    first = expected.date.first + dt.timedelta(days=expected.is_last_day)
    assert ending_of(invented, found, first - dt.timedelta(days=1)) is None
    assert ending_of(invented, found, first) == expected


@pytest.mark.parametrize(
    ("complete", "between", "label"),
    [
        ("false", [], "ended.unit-by"),
        ("true", [], "ended.unit"),
        ("false", ["organizations/u"], "ended.unit"),
    ],
    ids=["a-list-not-seen", "a-whole-list", "listed-until-then"],
)
def test_a_unit_left_at_the_latest_when_a_list_in_between_is_not_known(
    complete: str, between: list[str], label: str
) -> None:
    """It may have gone before the first whole list that lacks it."""
    lists = (
        ("a", "2029-01-01", "true", ["organizations/u"]),
        ("b", "2030-01-01", complete, between),
    )
    structures = [
        {
            **{"id": id_, "label": id_, "start_date": start, "complete": is_complete},
            "groups": [{"label": "g", "units": [{"organization": unit} for unit in units]}],
        }
        for id_, start, is_complete, units in (*lists, ("c", "2031-01-01", "true", []))
    ]
    register = small({BODY: {"structures": structures}, "organizations/u": {}})
    over = ending_of(register, register["organizations/u"], at("2031-01-01"))
    first = on("2030-01-01" if complete == "true" else "2031-01-01")
    assert over == Ending(label, first, body=BODY)


def test_what_has_no_end_is_never_over(invented: Register) -> None:
    """No end, or none known, is no ending, however late the day."""
    going = (COUNCIL, NEW, "people/tran-y", "events/2029-05-01", "terms/luong-uom")
    over = [ending_of(invented, invented[address], at("2099-12-31")) for address in going]
    assert over == [None] * len(going)


def test_a_programme_says_when_its_body_has_ended_too() -> None:
    """A month names its last day; the body is named from the day on which it is over."""
    register = small(
        {"programmes/p": {"end_date": "2031-12"}, BODY: {"dissolution": {"date": "2033-01-01"}}}
    )
    programme = register["programmes/p"]
    over = [
        ending_of(register, programme, at(day))
        for day in ("2031-12-31", "2033-01-01", "2033-01-02")
    ]
    alone = Ending("ended.programme", on("2031-12"), is_last_day=True)
    both = Ending("ended.programme", on("2031-12"), body=BODY, is_last_day=True)
    assert over == [None, alone, both]
    gone = Ending("ended.body", on("2033-01-02"))
    assert ending_of(register, register[BODY], at("2033-01-02")) == gone


def test_a_lapse_known_by_year_is_told_when_the_year_is_over() -> None:
    """Until then the document may still have something to govern."""
    register = small({"legislation/d": {"lapse": {"date": "2032", "reason": "r"}}})
    over = [
        ending_of(register, register["legislation/d"], at(day))
        for day in ("2032-12-30", "2032-12-31")
    ]
    assert over == [None, Ending("vocabulary.lapse.r", on("2032"))]


def test_a_document_is_ended_by_what_replaces_or_repeals_it() -> None:
    """An amendment ends nothing, and what merely mentions it does not either."""
    verbs = ("replaces", "repeals", "amends", "based_on")
    target = "legislation/d"
    others = {
        f"legislation/{verb}": {"relations": [{"type": verb, "target": target}]} for verb in verbs
    }
    register = small({"legislation/d": {"date_no_longer_in_force": "2030-01-01"}, **others})
    over = ending_of(register, register["legislation/d"], at("2030-01-01"))
    by = (EndingCause("legislation/replaces"), EndingCause("legislation/repeals"))
    assert over == Ending("ended.document", on("2030-01-01"), by)


def test_holders_stand_under_their_posts_by_time(invented: Register) -> None:
    """Posts as declared, people by the first day known of them, each with the answer of the day."""
    groups = holders(invented, COUNCIL)
    day = at("2031-02-04")
    rows = [
        [(holding.person.id, holding.steps.on(day)) for holding in holdings]
        for _, holdings in groups
    ]
    assert [post.id for post, _ in groups if post] == ["chu-tich", "uy-vien"]
    assert rows == [
        [("do-thuy-an", "yes"), ("le-van-binh", "not-yet")],
        [("le-van-binh", "recent~2031-02-03")],
    ]


def test_the_first_day_known_of_a_holder_is_a_start_or_an_attestation() -> None:
    """Who is known by no day comes first, equals by name: given name before family name."""
    known: dict[str, list[dict[str, Any]]] = {
        "Lê An": [{"start_date": "2031-01-01"}],
        "Lê Bình": [{"attested": ["2032-01-01", "2030-01-01"]}],
        "Trần Chi": [{"end_date": "2029-01-01"}],
        "Vũ An": [{"start_date": "2031-01-01"}],
        "Hồ Ân": [{"start_date": "2031-01-01"}],
    }
    least = {"organization": BODY, "role": "guest"}
    people = {
        f"people/{index}": {"name": name, "memberships": [{**least, **dates} for dates in times]}
        for index, (name, times) in enumerate(known.items())
    }
    ((post, holdings),) = holders(small({BODY: {}, **people}), BODY)
    assert post is None
    names = [holding.person.record.name for holding in holdings]
    assert names == ["Trần Chi", "Lê Bình", "Lê An", "Vũ An", "Hồ Ân"]


def test_roles_in_words_come_after_the_posts(invented: Register) -> None:
    """A body without people or posts has nothing to list."""
    _, (post, holdings) = holders(invented, OFFICE)
    assert (post, [holding.person.id for holding in holdings]) == (None, ["tran-y"])
    assert holders(invented, WATER) == ()


def test_a_post_without_holders_is_listed_empty() -> None:
    """That nobody is known is worth saying."""
    register = small({BODY: {"posts": [{"id": "head", "names": ["Head"]}]}})
    ((post, people),) = holders(register, BODY)
    assert (post.id if post else None, people) == ("head", ())


def test_a_body_is_headed_by_posts_of_others(invented: Register) -> None:
    """The post declares whom it heads; the body so headed learns of it."""
    assert head_posts(invented, OFFICE) == (f"{COUNCIL}#chu-tich",)
    assert head_posts(invented, COUNCIL) == ()


def test_a_relation_is_seen_from_both_documents(invented: Register) -> None:
    """Declared once, by the document that acts; the other one shows the reverse verb."""
    rows = {
        address: [
            (related.verb, related.address, related.declared_by)
            for related in relations_of(invented, invented.get(Legislation, address))
        ]
        for address in (OLD, NEW)
    }
    basis, amending = "legislation/quyet-dinh-05-2031", "legislation/quyet-dinh-07-2031"
    assert rows == {
        OLD: [(RelationType.REPLACED_BY, NEW, NEW)],
        NEW: [
            (RelationType.AMENDED_BY, amending, amending),
            (RelationType.REPLACES, OLD, NEW),
            (RelationType.BASIS_FOR, basis, basis),
        ],
    }


def test_both_sides_hold_the_same_relation(invented: Register) -> None:
    """Articles, sources and notes are those of the one declaration."""
    (seen,) = relations_of(invented, invented.get(Legislation, OLD))
    own = next(
        related
        for related in relations_of(invented, invented.get(Legislation, NEW))
        if related.address == OLD
    )
    assert seen.relation is own.relation


def test_a_document_without_a_record_is_related_in_words() -> None:
    """It has no address, and nowhere to show the other side."""
    related = {"type": "replaced_by", "target_text": "Luật cũ"}
    register = small({"legislation/d": {"relations": [related]}})
    (one,) = relations_of(register, register.get(Legislation, "legislation/d"))
    assert (one.verb, one.address) == (RelationType.REPLACED_BY, None)


def test_directives_bear_on_a_task_in_the_order_of_their_days() -> None:
    """By the day of the event, whatever its id, then by number."""
    directives = [
        {"number": 2, "gist": "b", "tasks": [{"task": "tasks/t"}]},
        {"number": 1, "gist": "a", "tasks": [{"task": "tasks/t"}]},
        {"number": 3, "gist": "c"},
    ]
    later = {"date": "2031-05-01", "directives": directives}
    earlier = {"date": "2031-04-01", "directives": directives}
    term = {"about": "tasks/t"}
    register = small({"events/a-later": later, "events/b-earlier": earlier, "terms/t": term})
    touches = task_directives(register, "tasks/t")
    rows = [f"{touch.event.id} {touch.directive.number}" for touch in touches]
    assert rows == ["b-earlier 1", "b-earlier 2", "a-later 1", "a-later 2"]


def test_a_directive_is_found_on_the_task_it_bears_on(invented: Register) -> None:
    """Only the directive that names the task, not all of the event."""
    (touch,) = task_directives(invented, "tasks/2031-01")
    assert (touch.event.id, touch.directive.gist.vi) == ("2031-02-03", "Gieo xong trước tháng Tư.")
    assert task_directives(invented, "tasks/2031-02") == ()


def test_the_tasks_of_a_programme_come_by_number() -> None:
    """Their ids may order them otherwise; those of other programmes stay away."""
    other = {"number": 1, "programme": "programmes/q"}
    tasks: dict[str, Any] = {"tasks/a": {"number": 10}, "tasks/b": {"number": 9}, "tasks/c": other}
    register = small({**tasks, "terms/t": {"about": "programmes/p"}})
    assert [task.id for task in tasks_of(register, "programmes/p")] == ["b", "a"]


def test_who_is_assigned_a_task_shows_it(invented: Register) -> None:
    """A unit, a person; a body also what is assigned to one of its posts."""
    addresses = (WATER, "people/le-van-binh", COUNCIL, "people/tran-y")
    found = [assignments_of(invented, address) for address in addresses]
    assert [[f"{task.id} {one.role.value}" for task, one in tasks] for tasks in found] == [
        ["2031-01 lead"],
        ["2031-01 coordinate"],
        ["2031-02 lead"],
        [],
    ]


def test_what_points_at_a_record_is_grouped_by_how_it_points(invented: Register) -> None:
    """Each record once in a group; left out is what its page already shows in a place of its own.

    Left out here: the chairman and the members, the events, and the task of one of them.
    """
    groups = backlinks(invented, invented[COUNCIL])
    assert [(key, [entry.id for entry in entries]) for key, entries in groups] == [
        (
            "legislation.passed_by",
            ["dieu-le-01-2029", "dieu-le-02-2030", "quyet-dinh-07-2031"],
        ),
        ("legislation.passed_by_post", ["quyet-dinh-05-2031"]),
        ("organizations.parents.organization", ["van-phong-vuon-uom"]),
        ("organizations.posts.merged.post", ["van-phong-vuon-uom"]),
        ("organizations.serves.organization", ["to-gieo-hat"]),
        ("programmes.body", ["2031"]),
        ("programmes.general_roles.holder", ["2031"]),
        ("terms.about", ["hoi-dong-vuon-uom"]),
    ]


def test_nothing_is_shown_twice_on_a_page(invented: Register) -> None:
    """Rosters, tasks, events, relations, predecessors and structures have places of their own."""
    chair, member = "people/do-thuy-an", "people/le-van-binh"
    found = {
        address: [key for key, _ in backlinks(invented, invented[address])]
        for address in (chair, member, OFFICE, WATER, OLD, "tasks/2031-01", "programmes/2031")
    }
    named = ["organizations.founding.instrument", "organizations.functions.instrument"]
    assert found == {
        chair: ["organizations.posts.vacancies.acting", "programmes.presented_by"],
        member: [],
        OFFICE: ["events.directives.to"],
        WATER: ["people.memberships.on_behalf_of"],
        OLD: ["cited", *named, "organizations.structures.instrument"],
        "tasks/2031-01": [],
        "programmes/2031": [],
    }


def test_a_record_does_not_point_at_itself(invented: Register) -> None:
    """A document that cites its own articles is not among what cites it."""
    cited = dict(backlinks(invented, invented[OLD]))["cited"]
    assert [entry.address for entry in cited] == [COUNCIL, OFFICE]


def test_every_citation_points_in_the_same_way() -> None:
    """A reader asks who cites a source, not in which field."""
    keys = ("people.memberships.citations.source", "terms.citations.document", "terms.about")
    assert [backlink_key(key) for key in keys] == ["cited", "cited", "terms.about"]


def test_a_body_knows_what_it_followed(invented: Register) -> None:
    """The old body declares its successor; the new one shows where it comes from."""
    ((old, how),) = predecessors_of(invented, OFFICE)
    assert (old.address, str(how.date)) == (SPRING, "2030-07-01")
    assert list(predecessors_of(invented, SPRING)) == []
