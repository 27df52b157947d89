"""Rules on relations, hierarchies, numbers and totals: what does not add up is told."""

from collections.abc import Callable, Mapping

import pytest

from macros.register import Register
from macros.validation.rules.integrity import count_of
from tests.conftest import Change

Find = Callable[[Mapping[str, Change]], list[str]]

COUNCIL = "organizations/hoi-dong-vuon-uom.yml"
OFFICE = "organizations/van-phong-vuon-uom.yml"
SOWERS = "organizations/to-gieo-hat.yml"
WATERERS = "organizations/to-tuoi-nuoc.yml"
CHARTER = "legislation/dieu-le-02-2030"
DECISION = "legislation/quyet-dinh-07-2031"
CITED = "citations: [{source: sources/ban-sao}]"
TARGET = f"target: {CHARTER}"


def _relation(verb: str, target: str) -> str:
    return f"  - {{type: {verb}, target: {target}, {CITED}}}\n"


NAMESAKE = f"name: Y, description: Y, {CITED}"
UNITS = f"complete: true, {CITED}, groups: [{{label: A, units: [{{organization: OWN}}]}}]"
OWN = {
    f"{DECISION} 8:21 target": f"relations:\n  - {{type: follows, target: OWN, {CITED}}}",
    "people/tran-y 2:18 person": f"distinct_from: [{{person: OWN, {NAMESAKE}}}]",
    "organizations/to-tuoi-nuoc 4:12 organization": f"parents: [{{organization: OWN, {CITED}}}]",
    "organizations/to-tuoi-nuoc 4:11 organization": f"serves: [{{organization: OWN, {CITED}}}]",
    "organizations/to-tuoi-nuoc 4:15 organization": f"successors: [{{organization: OWN, {CITED}}}]",
    "organizations/to-tuoi-nuoc 4:37 heads": "posts: [{id: a, names: [A], heads: [OWN]}]",
    "organizations/to-tuoi-nuoc 4:117 organization": f"structures: [{{id: b, label: B, {UNITS}}}]",
}
ANCHORS = {"legislation": "relations:", "people": "memberships:", "organizations": "gaps:"}


@pytest.mark.parametrize("own", OWN)
def test_a_record_does_not_lead_to_itself(problems: Find, own: str) -> None:
    """Whatever the key that names it."""
    address, place, key = own.split(" ")
    anchor = ANCHORS[address.partition("/")[0]]
    line = OWN[own].replace("OWN", address)
    new = line if line.startswith(anchor) else f"{line}\n{anchor}"
    assert problems({f"{address}.yml": (anchor, new)}) == [
        f'{address}.yml:{place}: "{key}" leads to this very record; give another address or'
        " leave it out [self-reference]"
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("about: organizations/hoi-dong-vuon-uom", "about: terms/hoi-dong-vuon-uom", "11:3"),
        ("[terms/luong-uom]", "[terms/luong-uom, terms/hoi-dong-vuon-uom]", "12:31"),
    ],
)
def test_a_term_is_not_about_itself(problems: Find, old: str, new: str, line: str) -> None:
    """Nor does it send readers round to where they are."""
    (found,) = problems({"terms.yml": (old, new)})
    assert found.startswith(f"terms.yml:{line}: ")
    assert found.endswith("[self-reference]")


@pytest.mark.parametrize("verb", ["related_to", "follows", "details"])
def test_a_document_has_relations_to_others(problems: Find, verb: str) -> None:
    """Of any active verb, beside the one it has to another document."""
    other = "legislation/quyet-dinh-05-2031"
    change = ("relations:\n", f"relations:\n{_relation(verb, other)}")
    assert problems({f"{DECISION}.yml": change}) == []


def test_a_relation_is_declared_by_the_document_that_acts(problems: Find) -> None:
    """The clerk is told where, and with which verb."""
    assert problems({f"{DECISION}.yml": ("type: amends", "type: repealed_by")}) == [
        f'{DECISION}.yml:8:5: declare this relation at "{CHARTER}" with the verb "repeals"'
        " [passive-relation]"
    ]


def test_a_passive_verb_is_right_where_the_other_side_has_no_record(problems: Find) -> None:
    """A document named in words has nowhere to declare anything."""
    change = (f"amends\n    {TARGET}", "repealed_by\n    target_text: Quyết định 09/2032")
    assert problems({f"{DECISION}.yml": change}) == []


@pytest.mark.parametrize(
    ("file", "relation", "place", "other"),
    [
        (DECISION, _relation("amends", CHARTER), "9:5", DECISION),
        (CHARTER, _relation("amends", DECISION), "8:5", CHARTER),
    ],
    ids=["twice", "both-ways"],
)
def test_a_relation_is_declared_once(
    problems: Find, file: str, relation: str, place: str, other: str
) -> None:
    """The second is told, with the place of the first; two documents cannot amend each other."""
    assert problems({f"{file}.yml": ("relations:\n", f"relations:\n{relation}")}) == [
        f'{DECISION}.yml:{place}: this relation is declared at "{other}" already; declare it once'
        " [relation-declared-twice]"
    ]


def test_a_relation_declared_by_both_sides_is_told_twice(problems: Find) -> None:
    """Once as said twice, once as said on the wrong side."""
    change = ("relations:\n", f"relations:\n{_relation('amended_by', DECISION)}")
    assert problems({f"{CHARTER}.yml": change}) == [
        f'{CHARTER}.yml:31:6: declare this relation at "{DECISION}" with the verb "amends"'
        " [passive-relation]",
        f'{DECISION}.yml:8:5: this relation is declared at "{CHARTER}" already; declare it once'
        " [relation-declared-twice]",
    ]


def test_one_document_may_do_two_things_to_another(problems: Find) -> None:
    """Amend one article and supplement it."""
    change = ("relations:\n", f"relations:\n{_relation('supplements', CHARTER)}")
    assert problems({f"{DECISION}.yml": change}) == []


def _under(body: str) -> str:
    return f"parents:\n  - {{organization: organizations/{body}, {CITED}}}\n"


@pytest.mark.parametrize(
    ("parent", "way"),
    [
        ("van-phong-vuon-uom", "hoi-dong-vuon-uom van-phong-vuon-uom"),
        ("to-gieo-hat", "hoi-dong-vuon-uom to-gieo-hat van-phong-vuon-uom"),
    ],
    ids=["each-other", "through-a-structure"],
)
def test_no_body_stands_under_itself(problems: Find, parent: str, way: str) -> None:
    """The way round is told once, where it closes."""
    cycle = " → ".join(f"organizations/{name}" for name in [*way.split(), "hoi-dong-vuon-uom"])
    assert problems({COUNCIL: ("posts:\n", f"{_under(parent)}posts:\n")}) == [
        f"{OFFICE}:6:5: cycle of parents: {cycle} [cycle-of-parents]"
    ]


def test_a_long_way_round_is_one_problem(problems: Find) -> None:
    """Of fifty bodies the first and the last are named; two ways round are two problems."""
    bodies = {
        f"organizations/b{number:02}.yml": f"names: [B{number}]\nclassification: team\n"
        f"summary: B.\n{_under(f'b{(number + 1) % 50:02}')}"
        for number in range(50)
    }
    first = " → ".join(f"organizations/b{number:02}" for number in range(5))
    long = f"organizations/b49.yml:5:6: cycle of parents: {first} → … (+44) → organizations/b49"
    changes: dict[str, Change] = {**bodies, "assertions.yml": "tasks: 3\n"}
    council = {COUNCIL: ("posts:\n", f"{_under('van-phong-vuon-uom')}posts:\n")}
    found = problems({**changes, **council})
    assert found[0].startswith(long)
    assert [line.rpartition(" ")[2] for line in found] == ["[cycle-of-parents]"] * 2


def test_no_body_follows_itself(problems: Find) -> None:
    """However far; what passes over in part may pass back."""
    back = f"successors: [{{organization: organizations/to-gieo-hat, SCOPE{CITED}}}]\ngaps:\n"
    way = " → ".join(f"organizations/to-{name}" for name in ("gieo-hat", "tuoi-nuoc", "gieo-hat"))
    assert problems({WATERERS: ("gaps:\n", back.replace("SCOPE", ""))}) == [
        f"{WATERERS}:4:15: cycle of successors: {way} [cycle-of-successors]"
    ]
    assert problems({WATERERS: ("gaps:\n", back.replace("SCOPE", "scope: Hồ sơ, "))}) == []


def test_a_unit_may_stand_under_two_bodies(problems: Find) -> None:
    """Two ways up to the same body are no way round."""
    under = _under("hoi-dong-vuon-uom")
    assert problems({WATERERS: ("gaps:\n", f"{under}gaps:\n")}) == []


@pytest.mark.parametrize("number", ["0", "1", "4"])
def test_the_tasks_of_a_programme_are_numbered_from_1(problems: Find, number: str) -> None:
    """Up to the number that the source announces, each once."""
    assert problems({"tasks/2031-03.yml": ("number: 3", f"number: {number}")}) == [
        f"tasks/2031-03.yml:2:1: numbers must be 1 to 3, each once; here it is {number}"
        " [numbers-not-in-order]"
    ]


@pytest.mark.parametrize("number", ["0", "1", "3"])
def test_the_directives_of_an_event_are_numbered_from_1(problems: Find, number: str) -> None:
    """Up to how many there are, each once."""
    assert problems({"events/2031-02-03.yml": ("number: 2", f"number: {number}")}) == [
        f"events/2031-02-03.yml:26:5: numbers must be 1 to 2, each once; here it is {number}"
        " [numbers-not-in-order]"
    ]


def test_each_programme_and_each_event_has_its_own_numbers(problems: Find) -> None:
    """The first task of next year is number 1 again."""
    programme = f"""\
title: Chương trình năm 2032
summary: Một nhiệm vụ.
year: 2032
body: organizations/hoi-dong-vuon-uom
start_date: 2032-01-01
end_date: 2032-12-31
announced_tasks: 1
{CITED}
"""
    task = f"""\
programme: programmes/2032
number: 1
name: Tưới cây
gist: Tưới cây mỗi ngày.
segment: {{{CITED}}}
{CITED}
"""
    directive = f"directives: [{{number: 1, gist: Ghi sổ., {CITED}}}]\n"
    changes: dict[str, Change] = {
        "programmes/2032.yml": programme,
        "tasks/2032-01.yml": task,
        "events/2029-05-01.yml": ("citations:", f"{directive}citations:"),
        "assertions.yml": "tasks: 4\nevents.directives: 3\n",
    }
    assert problems(changes) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("tasks: 3", "tasks: 4", '4:1: "tasks" must be 4, the data has 3'),
        ("tasks: 3", "tasks: 03", '4:1: "tasks" must be 03, the data has 3'),
        ("tasks: 3", "tasks.number: 3", '4:1: "tasks.number" must be 3, the data has 0'),
        ("directives: 2", "directives: 3", '7:1: "events.directives" must be 3, the data has 2'),
    ],
    ids=["records", "not-a-number-as-written", "not-a-list", "items"],
)
def test_a_total_that_does_not_hold_is_told(problems: Find, old: str, new: str, line: str) -> None:
    """With what was expected and what there is; what cannot be counted is none."""
    assert problems({"assertions.yml": (old, new)}) == [f"assertions.yml:{line} [wrong-total]"]


def test_a_total_of_what_there_is_not_is_told_with_what_there_is(problems: Find) -> None:
    """A collection, or a field of its records."""
    assert problems({"assertions.yml": "task: 3\nevents.directive: 2\nxyz: 1\n"}) == [
        'assertions.yml:1:1: there is no key "task"; did you mean "tasks"? [unknown-key]',
        'assertions.yml:2:1: there is no key "events.directive"; did you mean "events.directives"?'
        " [unknown-key]",
        'assertions.yml:3:1: there is no key "xyz" [unknown-key]',
    ]


@pytest.mark.parametrize("text", ["sources: 3\n", "events.participants: 2\nterms.renderings: 1\n"])
def test_a_total_that_holds_is_silent(problems: Find, text: str) -> None:
    """Of records or of the items in them; nobody has to state a total of everything."""
    assert problems({"assertions.yml": text}) == []


@pytest.mark.parametrize(
    ("key", "number"),
    [
        *(("people", 4), ("tasks", 3), ("people.memberships", 6), ("legislation.articles", 6)),
        *(("nobody", 0), ("people.nothing", 0), ("tasks.number", 0), ("people.name", 0)),
        *(("organizations.founding", 0), ("tasks.segment", 0)),
    ],
)
def test_records_and_the_items_of_their_lists_are_counted(
    invented: Register, key: str, number: int
) -> None:
    """What is no list has no items, be it a number, a text, a part or nothing."""
    assert count_of(invented, key) == number


def test_a_task_that_is_announced_but_not_there_is_told(problems: Find) -> None:
    """Three are announced; without the second the programme is not whole."""
    totals = ("tasks: 3", "tasks: 2")
    found = problems({"assertions.yml": totals, "programmes/2031.yml": ("tasks: 3", "tasks: 4")})
    assert "programmes/2031.yml:8:1: task number 4 is missing [number-missing]" in found


def test_a_total_is_a_number(problems: Find) -> None:
    """What is no number at all is told as such."""
    assert problems({"assertions.yml": ("people: 4", "people: [4]")}) == [
        'assertions.yml:2:1: "people" needs a number in figures, as in "people: 1250";'
        " here is a list [wrong-type]"
    ]
