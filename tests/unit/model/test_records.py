"""The shapes of records: shorthand forms, what no record may lack, and how relations pair."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from macros.model.base import (
    Basis,
    Citation,
    Conflict,
    Inference,
    Name,
    Part,
    Reference,
    Span,
    Text,
    Vocabulary,
)
from macros.model.catalog import COLLECTIONS, ID_PATTERN, id_breach, shortened_id
from macros.model.eli import Relation, RelationType
from macros.model.events import Directive, Participation
from macros.model.introspection import fields_of
from macros.model.popolo import Membership, Organization
from macros.text import PartialDate, Period

HERE = {"source": "sources/bao-nha-vuon"}
DATE_2029 = PartialDate(2029, 5)


def _errors(model: type[BaseModel], value: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ValidationError) as error:
        model.model_validate(value)
    return [(detail["type"], detail["loc"]) for detail in error.value.errors()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Vườn Ươm", Text(vi="Vườn Ươm")),
        ({"vi": "Vườn Ươm"}, Text(vi="Vườn Ươm")),
        ({"vi": "Vườn Ươm", "en": "Nursery"}, Text(vi="Vườn Ươm", en="Nursery")),
    ],
    ids=["plain", "vietnamese", "both"],
)
def test_a_plain_string_is_the_vietnamese_text(value: Any, text: Text) -> None:
    """Text is written in one language or two; English is never made up."""
    assert Text.model_validate(value) == text


def test_text_has_vietnamese() -> None:
    """English alone is no text of this site."""
    assert _errors(Text, {"en": "Nursery"}) == [("missing", ("vi",))]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Vườn Ươm", Name(name=Text(vi="Vườn Ươm"))),
        ({"vi": "Vườn Ươm", "en": "Nursery"}, Name(name=Text(vi="Vườn Ươm", en="Nursery"))),
        ({"name": "Vườn Ươm"}, Name(name=Text(vi="Vườn Ươm"))),
        (
            {"name": {"vi": "Vườn Ươm"}, "start_date": "2029-05"},
            Name(name=Text(vi="Vườn Ươm"), start_date=DATE_2029),
        ),
    ],
    ids=["plain", "two-languages", "key", "dated"],
)
def test_a_name_without_dates_may_be_written_as_text(value: Any, name: Name) -> None:
    """A name that was always the same is one word in YAML; a dated one says when."""
    assert Name.model_validate(value) == name


def test_dates_are_read_and_written_as_far_as_they_are_known() -> None:
    """The month stays a month in Python and in the exports."""
    span = Span.model_validate({"start_date": "2029-05", "attested": ["2030", "2031-02-03"]})
    assert span.period == Period(DATE_2029, None, (PartialDate(2030), PartialDate(2031, 2, 3)))
    assert span.model_dump(mode="json", exclude_defaults=True) == {
        "start_date": "2029-05",
        "attested": ["2030", "2031-02-03"],
    }


@pytest.mark.parametrize(
    "value",
    ["2029-13", "5/2029", ["2029"], {"year": "2029"}, {"year": "2029", "month": "13"}],
    ids=["month-13", "form", "list", "mapping", "impossible-mapping"],
)
def test_a_date_has_one_form(value: Any) -> None:
    """What is not a real date in that form is a bad date, whatever YAML made of it."""
    assert _errors(Span, {"start_date": value}) == [("bad_date", ("start_date",))]


@pytest.mark.parametrize(
    "value",
    [HERE, {"document": "legislation/dieu-le-01-2029"}, HERE | {"locator": "đoạn 1"}],
    ids=["source", "document", "locator"],
)
def test_a_citation_names_a_source_or_a_document(value: dict[str, str]) -> None:
    """Either is enough, and both may stand."""
    assert Citation.model_validate(value).model_dump(exclude_none=True) == value


def test_a_conflict_of_two_readings_may_be_left_open() -> None:
    """Nobody has to prefer one of them."""
    value = {"matter": "Năm nào?", "readings": [{"text": "Năm 2029"}, {"text": "Năm 2028"}]}
    conflict = Conflict.model_validate(value)
    assert [reading.text.vi for reading in conflict.readings] == ["Năm 2029", "Năm 2028"]
    assert conflict.preferred is None


@pytest.mark.parametrize(
    "target", [{"target": "legislation/dieu-le-01-2029"}, {"target_text": "Điều lệ cũ"}]
)
def test_a_target_is_an_address_or_words(target: dict[str, str]) -> None:
    """A document without a record is named in words."""
    assert Relation.model_validate({"type": "amends"} | target).type is RelationType.AMENDS


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("amends", "amended_by"),
        ("replaces", "replaced_by"),
        ("repeals", "repealed_by"),
        ("based_on", "basis_for"),
        ("implements", "implemented_by"),
        ("supplements", "supplemented_by"),
        ("details", "detailed_by"),
        ("follows", "followed_by"),
    ],
)
def test_relations_pair_an_active_and_a_passive_verb(active: str, passive: str) -> None:
    """Each is what the other document says of the same relation; one of them acts."""
    verb, reverse = RelationType(active), RelationType(passive)
    assert (verb.reverse, reverse.reverse) == (reverse, verb)
    assert (verb.is_active, reverse.is_active) == (True, False)


def test_one_relation_reads_alike_from_both_sides() -> None:
    """`related_to` is its own reverse and may be declared on either side."""
    symmetric = [verb for verb in RelationType if verb.reverse is verb]
    assert (symmetric, RelationType.RELATED_TO.is_active) == ([RelationType.RELATED_TO], True)


@pytest.mark.parametrize("model", [Inference, Relation, Membership, Directive])
def test_a_fact_is_stated_unless_it_says_otherwise(model: type[Inference]) -> None:
    """Our own analysis is always marked as such by hand."""
    assert model.model_fields["basis"].default is Basis.STATED


@pytest.mark.parametrize("model", [Organization, Participation])
def test_keys_that_the_schema_does_not_know_are_refused(model: type[BaseModel]) -> None:
    """A slip of the keys never loses a value in silence, at any depth."""
    assert ("extra_forbidden", ("phone",)) in _errors(model, {"phone": "0123"})


@pytest.mark.parametrize(
    ("id_", "is_clean"),
    [
        *(("do-thuy-an", True), ("2031-02-03", True), ("a", True), ("1", True)),
        *(("đỗ-an", False), ("Do-An", False), ("do_an", False), ("do an", False)),
        *(("-an", False), ("an-", False), ("do--an", False), ("", False), ("an\n", False)),
        *(("an.b", False), ("an#b", False), ("an/b", False), ("１", False)),
    ],
)
def test_an_id_is_what_an_address_can_hold(id_: str, is_clean: bool) -> None:
    """Lower-case letters without accents, figures and single hyphens between them."""
    assert bool(ID_PATTERN.fullmatch(id_)) is is_clean


@pytest.mark.parametrize(
    ("id_", "is_page", "rule", "nearest"),
    [
        ("a" * 64, True, "", ""),
        ("a" * 65, True, "long-id", "a" * 64),
        (f"{'a' * 62}-b-c", True, "long-id", f"{'a' * 62}-b"),
        (f"{'a' * 63}-b", True, "long-id", "a" * 63),
        *((name, True, "system-id", f"{name}-1") for name in ("con", "prn", "aux", "nul")),
        *((name, False, "system-id", f"{name}-1") for name in ("com1", "com9", "lpt1", "lpt9")),
        *((name, True, "", "") for name in ("com", "com10", "con-1", "lpt", "nuls", "index-2")),
        ("index", True, "list-page-id", "index-1"),
        ("index", False, "", ""),
        ("Hội " * 40, True, "unclean-id", "-".join(["hoi"] * 16)),
        ("…", True, "unclean-id", ""),
    ],
)
def test_an_id_is_what_a_file_can_be_called_everywhere(
    id_: str, is_page: bool, rule: str, nearest: str
) -> None:
    """At most 64 characters, no device of Windows; a page is no list of its collection."""
    breach = id_breach(id_, is_page)
    assert (breach.get("rule", ""), breach.get("nearest", "")) == (rule, nearest)


def test_a_shortened_id_keeps_whole_words() -> None:
    """Where it has several; the characters of one word are cut."""
    assert [shortened_id("ban-thu-ky", most) for most in (10, 9, 7, 6, 2)] == [
        *("ban-thu-ky", "ban-thu", "ban-thu", "ban", "ba"),
    ]


def test_the_collections_are_those_of_the_design() -> None:
    """In the order in which readers meet them."""
    assert list(COLLECTIONS) == [
        *("people", "organizations", "programmes", "tasks"),
        *("legislation", "events", "terms", "onboarding", "needs", "sources"),
    ]


def marked_fields(model: type[Part]) -> dict[str, Reference | Vocabulary]:
    return {field.key: field.marker for field in fields_of(model) if field.marker}


def test_a_field_says_what_its_addresses_may_name() -> None:
    """The mark is found on plain, optional and repeated fields; posts may be bearers."""
    assert marked_fields(Directive) == {
        "to": Reference(("people", "organizations"), "posts"),
        "documents": Reference(("legislation",)),
    }
    assert marked_fields(Citation) == {
        "source": Reference(("sources",)),
        "document": Reference(("legislation",)),
    }
