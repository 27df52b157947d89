"""The keys of each model: what kind of value each holds, in which order, and what is inside."""

import pytest

from macros.model.base import Basis, Citation, Note, Part, Reference, Text, Vocabulary
from macros.model.catalog import COLLECTIONS
from macros.model.eli import Legislation
from macros.model.events import Event, Participation
from macros.model.introspection import (
    Field,
    FieldKind,
    all_choices,
    field_of,
    fields_of,
    key_order,
    parts_of,
)
from macros.model.popolo import Membership, MembershipKind, Organization, Parent, Person, Post
from macros.model.reference import Rendering, Term


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (Person, Field("name", FieldKind.STRING, Person, required=True)),
        (Organization, Field("summary", FieldKind.TEXT, Organization, required=True, part=Text)),
        (Legislation, Field("number_variants", FieldKind.STRING, Legislation, many=True)),
        (Post, Field("seats", FieldKind.COUNT, Post)),
        (Event, Field("milestone", FieldKind.FLAG, Event, default="false")),
        (Event, Field("date", FieldKind.DATE, Event, required=True)),
        (Membership, Field("kind", FieldKind.CHOICE, Membership, choices=MembershipKind)),
        (
            Participation,
            Field(
                *("role", FieldKind.VOCABULARY, Participation),
                required=True,
                marker=Vocabulary("participation"),
            ),
        ),
        (
            Post,
            Field(
                *("heads", FieldKind.REFERENCE, Post),
                many=True,
                marker=Reference(("organizations",)),
            ),
        ),
    ],
    ids=lambda value: value.key if isinstance(value, Field) else "",
)
def test_a_field_says_what_its_key_may_hold(model: type[Part], expected: Field) -> None:
    """Optional values, lists and markers are seen through; a default is as one would type it."""
    assert field_of(model, expected.key) == expected


def test_a_field_is_owned_by_the_model_that_declares_it() -> None:
    """A membership takes its basis from inference; `stated` is what a missing key says."""
    basis = field_of(Membership, "basis")
    assert basis is not None
    assert (basis.owner.__name__, basis.default, basis.choices) == ("Inference", "stated", Basis)


@pytest.mark.parametrize("key", ["nmae", "", 0])
def test_a_key_that_a_model_lacks_has_no_field(key: str | int) -> None:
    """The number of an item is no key either."""
    assert field_of(Person, key) is None


def test_keys_come_in_the_order_of_data_files() -> None:
    """Own keys before those of the base models; some parts begin with their dates."""
    assert key_order(Rendering) == ("form", "citations")
    assert key_order(Note) == ("text", "citations")
    assert key_order(Parent)[:3] == ("start_date", "end_date", "attested")
    assert [field.key for field in fields_of(Citation)] == ["source", "document", "locator", "note"]


def test_parts_are_the_model_and_everything_inside_it_once() -> None:
    """Breadth first: the parts of a model before the parts of those parts."""
    names = [part.__name__ for part in parts_of(Term)]
    assert names[:3] == ["Term", "Text", "Rendering"]
    assert len(names) == len(set(names))
    assert {"Citation", "Conflict", "Reading", "Checked"} <= set(names)
    assert set(parts_of(Term)) <= set(parts_of(*COLLECTIONS.values()))


def test_all_choices_are_listed_once() -> None:
    """Whatever key of whatever record offers them."""
    choices = all_choices()
    assert {Basis, MembershipKind} <= set(choices)
    assert len(choices) == len(set(choices))
