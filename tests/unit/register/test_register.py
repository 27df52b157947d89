"""Specifies the register: every record by its address, every reference from both of its ends."""

import pytest

from macros.model import (
    Citation,
    Directive,
    Gap,
    Membership,
    Organization,
    Part,
    Person,
    Reference,
    Task,
    Term,
    Text,
    Vocabulary,
    fields_of,
)
from macros.model.base import End
from macros.register.entries import Entry, Link, marked_values, without_fragment
from macros.register.register import Register, all_memberships, memoized, newest_name
from macros.yamlio import Loc
from tests.support.registers import small

COUNCIL = "organizations/hoi-dong-vuon-uom"
ANYTHING = ("people", "organizations", "programmes", "tasks", "legislation", "events", "terms")


def term(**fields: object) -> Entry:
    return small({"terms/a": fields})["terms/a"]


def test_an_entry_knows_the_two_halves_of_its_address() -> None:
    """The collection stands before the slash, the id after it."""
    entry = term()
    assert (entry.collection, entry.id) == ("terms", "a")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (COUNCIL, COUNCIL),
        (f"{COUNCIL}#chu-tich", COUNCIL),
        ("a/b#c#d", "a/b"),
        ("", ""),
    ],
    ids=["record", "part", "two-hashes", "empty"],
)
def test_the_base_of_an_address_has_no_fragment(address: str, expected: str) -> None:
    """What stands from the first hash on names a part, not the record."""
    assert without_fragment(address) == expected


def test_a_record_is_found_by_its_address(invented: Register) -> None:
    """Looking an address up gives the entry that bears it."""
    assert invented["people/tran-y"].address == "people/tran-y"


def test_the_address_of_a_part_finds_the_whole_record(invented: Register) -> None:
    """A fragment changes nothing about which record is found."""
    assert invented[f"{COUNCIL}#chu-tich"] is invented[COUNCIL]


def test_an_unknown_address_is_a_key_error(invented: Register) -> None:
    """Nothing is made up for an address that no record bears."""
    with pytest.raises(KeyError, match=r"^'people/nobody'$"):
        invented["people/nobody#post"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [("people/tran-y", True), (f"{COUNCIL}#no-such-post", True), ("people/nobody", False)],
    ids=["record", "any-part-of-it", "unknown"],
)
def test_the_register_says_whether_it_holds_a_record(
    invented: Register, address: str, expected: bool
) -> None:
    """Only the record is asked for; whether a part exists is for the rules to say."""
    assert (address in invented) is expected


def test_a_collection_is_listed_in_the_order_of_its_files(invented: Register) -> None:
    """Files come in the order of their paths."""
    assert [entry.address for entry in invented.all(Person)] == [
        "people/do-thuy-an",
        "people/le-van-binh-to-gieo-hat",
        "people/le-van-binh",
        "people/tran-y",
    ]


def test_a_collection_without_records_is_empty(invented: Register) -> None:
    """A collection that has no folder is no error."""
    assert invented.collection("no-such-collection") == ()


def test_parts_are_the_record_and_everything_inside_it(invented: Register) -> None:
    """Each part comes with its place, whole before part, in the order of the keys in files."""
    parts = invented["people/le-van-binh-to-gieo-hat"].parts
    assert [(loc, type(part)) for loc, part in parts] == [
        ((), Person),
        (("disambiguation",), Text),
        (("memberships", 0), Membership),
        (("memberships", 0, "role"), Text),
        (("memberships", 0, "ended"), End),
        (("memberships", 0, "ended", "note"), Text),
        (("memberships", 0, "citations", 0), Citation),
    ]


def test_items_of_a_list_of_parts_are_numbered() -> None:
    """The place of an item is its position in the list, from 0."""
    parts = term(gaps=[{"text": "one"}, {"text": "two"}]).parts
    assert [(loc, part.text.vi) for loc, part in parts if isinstance(part, Gap)] == [
        (("gaps", 0), "one"),
        (("gaps", 1), "two"),
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Text, {}),
        (Citation, {"source": Reference(("sources",)), "document": Reference(("legislation",))}),
        (Membership, {
            "organization": Reference(("organizations",)),
            "start_instrument": Reference(("legislation",)),
            "end_instrument": Reference(("legislation",)),
            "on_behalf_of": Reference(("organizations",)),
        }),
        (Directive, {
            "to": Reference(("people", "organizations"), "posts"),
            "documents": Reference(("legislation",)),
        }),
        (Task, {"programme": Reference(("programmes",))}),
        (Term, {
            "group": Vocabulary("term_group"),
            "about": Reference(ANYTHING),
            "see_also": Reference(ANYTHING),
        }),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)  # fmt: skip
def test_the_model_marks_which_fields_hold_addresses_and_words(
    part: type[Text], expected: dict[str, Reference | Vocabulary]
) -> None:
    """A marker is found on a plain field, on an optional one and inside a list."""
    assert {field.key: field.marker for field in fields_of(part) if field.marker} == expected


def test_marked_values_are_those_of_the_part_itself_with_their_places() -> None:
    """An empty field gives nothing; a list gives one value for each item."""
    record = term(group="garden", see_also=["terms/b", "terms/c"]).record
    assert list(marked_values(record, ("here",))) == [
        (("here", "group"), Vocabulary("term_group"), "garden"),
        (("here", "see_also", 0), Reference(ANYTHING), "terms/b"),
        (("here", "see_also", 1), Reference(ANYTHING), "terms/c"),
    ]


def summary(links: list[Link] | tuple[Link, ...]) -> list[tuple[str, Loc, str]]:
    return [(link.key, link.loc, link.target) for link in links]


def test_every_reference_of_a_record_is_a_link(invented: Register) -> None:
    """Links stand in the order of the parts that make them, each with its place and its key."""
    links = [link for link in invented.links if link.origin.address == "organizations/ban-mua-xuan"]
    paper, office = "sources/bao-nha-vuon", "organizations/van-phong-vuon-uom"
    assert summary(links) == [
        ("organizations.founding.citations.source", ("founding", "citations", 0, "source"), paper),
        (
            "organizations.dissolution.instrument",
            ("dissolution", "instrument"),
            "legislation/dieu-le-02-2030",
        ),
        (
            "organizations.dissolution.citations.source",
            ("dissolution", "citations", 0, "source"),
            paper,
        ),
        ("organizations.successors.organization", ("successors", 0, "organization"), office),
        (
            "organizations.successors.citations.source",
            ("successors", 0, "citations", 0, "source"),
            paper,
        ),
    ]


def test_a_link_holds_the_part_that_makes_it(invented: Register) -> None:
    """From a reference one comes to what is said about it: here the membership with its role."""
    (link,) = invented.links_to("organizations/ban-mua-xuan")
    assert link.part is invented["people/tran-y"].parts[1][1]


def test_a_record_knows_what_points_at_it(invented: Register) -> None:
    """The reverse of a reference needs no declaration of its own."""
    assert [(link.origin.address, link.key) for link in invented.links_to("people/do-thuy-an")] == [
        ("events/2029-05-01", "events.people"),
        ("events/2031-02-03", "events.directives_by"),
        ("events/2031-02-03", "events.participants.person"),
        ("onboarding/nguoi-lam-vuon", "onboarding.stages.steps.about"),
        ("organizations/van-phong-vuon-uom", "organizations.posts.vacancies.acting"),
        ("programmes/2031", "programmes.presented_by"),
    ]


def test_a_reference_to_a_part_is_one_to_its_record(invented: Register) -> None:
    """Who asks for a body also learns what points at its posts."""
    links = [link for link in invented.links_to(COUNCIL) if "#" in link.target]
    assert [(link.origin.address, link.target) for link in links] == [
        ("legislation/quyet-dinh-05-2031", f"{COUNCIL}#chu-tich"),
        ("needs/chu-tich", f"{COUNCIL}#chu-tich"),
        ("organizations/van-phong-vuon-uom", f"{COUNCIL}#chu-tich"),
        ("programmes/2031", f"{COUNCIL}#chu-tich"),
        ("tasks/2031-02", f"{COUNCIL}#uy-vien"),
    ]
    assert invented.links_to(f"{COUNCIL}#no-such-post") == invented.links_to(COUNCIL)


def test_a_reference_to_nothing_is_kept_for_the_rules_to_find() -> None:
    """A broken address has a link as well, else no rule could complain of it."""
    register = small({"terms/a": {"about": "people/nobody"}})
    assert summary(register.links_to("people/nobody")) == [
        ("terms.about", ("about",), "people/nobody")
    ]


def test_nothing_points_at_an_unknown_address(invented: Register) -> None:
    """No reference, no link."""
    assert invented.links_to("people/nobody") == ()


@pytest.mark.parametrize("data", ["invented", "real"])
def test_every_link_is_found_from_its_target(data: str, request: pytest.FixtureRequest) -> None:
    """Seen from all records together, the links to them are the links there are."""
    register: Register = request.getfixturevalue(data)
    indexed = {id(link) for address in register.entries for link in register.links_to(address)}
    assert indexed == {id(link) for link in register.links}


def test_words_of_vocabularies_are_collected_with_their_places(invented: Register) -> None:
    """Each word can be checked against its group and reported where it stands."""
    uses = [use for use in invented.vocabulary_uses if use[0].address == "events/2031-02-03"]
    assert [(loc, word, value) for _, loc, word, value in uses] == [
        (("kind",), Vocabulary("event"), "meeting"),
        (("participants", 0, "role"), Vocabulary("participation"), "chair"),
        (("participants", 1, "role"), Vocabulary("participation"), "present"),
    ]


def test_memberships_come_with_the_person_and_the_place(invented: Register) -> None:
    """All memberships of all people, in the order of the files."""
    memberships = all_memberships(invented)
    assert [
        (entry.id, loc, membership.organization.partition("/")[2])
        for entry, loc, membership in memberships
    ] == [
        ("do-thuy-an", ("memberships", 0), "hoi-dong-vuon-uom"),
        ("le-van-binh-to-gieo-hat", ("memberships", 0), "to-gieo-hat"),
        ("le-van-binh", ("memberships", 0), "hoi-dong-vuon-uom"),
        ("le-van-binh", ("memberships", 1), "hoi-dong-vuon-uom"),
        ("tran-y", ("memberships", 0), "ban-mua-xuan"),
        ("tran-y", ("memberships", 1), "van-phong-vuon-uom"),
    ]


def test_the_name_of_a_person_is_the_one_name(invented: Register) -> None:
    """A person has one name that the register speaks of."""
    assert newest_name(invented.get(Person, "people/tran-y")) == "Trần Ý"


def test_the_name_of_a_body_is_its_newest(invented: Register) -> None:
    """Names stand oldest first, so the last one is meant."""
    assert newest_name(invented.get(Organization, COUNCIL)) == "Hội đồng Vườn Ươm"


def test_a_record_of_another_kind_is_not_found(invented: Register) -> None:
    """An address gives an entry of the kind asked for, around a part of it too, or none."""
    council = invented[COUNCIL]
    assert invented.get(Organization, f"{COUNCIL}#chu-tich") is council
    assert invented.find(Organization, COUNCIL) is council
    assert invented.find(Person, COUNCIL) is None
    assert invented.find(Person, "people/nobody") is None
    for address in (COUNCIL, "people/nobody"):
        with pytest.raises(KeyError):
            invented.get(Person, address)


def test_a_memoized_function_is_computed_once_for_each_register_and_argument() -> None:
    """Parts are told apart by identity, named arguments by name; another register has its own."""
    calls: list[object] = []

    @memoized
    def computed(register: Register, part: Part, number: int = 0) -> int:
        calls.append((part, number))
        return len(calls)

    first, second = small({"terms/a": {}}), small({"terms/a": {}})
    twins = (Gap(text=Text(vi="x")), Gap(text=Text(vi="x")))
    assert [computed(first, twins[0]) for _ in range(2)] == [1, 1]
    assert [computed(first, twins[1]), computed(first, twins[0], number=1)] == [2, 3]
    assert [computed(first, twins[0], number=2), computed(first, twins[0], number=1)] == [4, 3]
    assert computed(second, twins[0]) == 5
