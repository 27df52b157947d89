"""The hints for editors: they say what the models say, in Vietnamese, and offer what there is."""

import datetime as dt
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from ruamel.yaml import YAML

from macros.changes.json_schema import json_schemas
from macros.changes.modeline import SCHEMA_FOLDER, modeline_for
from macros.i18n import field_labels
from macros.model import COLLECTIONS, all_choices, fields_of, parts_of
from macros.register import Register
from tests.conftest import INVENTED
from tests.support.sites import ROOT

PERSON = {"name": "Trần Ý", "memberships": [{"organization": "organizations/x", "role": "Ủy viên"}]}


@lru_cache
def _validators(register: Register | None) -> dict[str, Draft7Validator]:
    """How the files of each schema are checked."""
    made = json_schemas(register)
    held = [(f"{key}.json", Resource.from_contents(schema)) for key, schema in made.items()]
    registry: Registry[Any] = Registry().with_resources(held)
    return {name: Draft7Validator(schema, registry=registry) for name, schema in made.items()}


def _seen(file: Path) -> Any:
    """What an editor sees in a file: YAML 1.2, in which a date is a text and 2021 is a number."""
    return _plain(YAML(typ="safe", pure=True).load(file))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _said(name: str, value: Any, register: Register | None = None) -> Iterator[str]:
    for error in _validators(register)[name].iter_errors(value):
        yield f"{'.'.join(map(str, error.absolute_path))}: {error.validator}"


def test_every_key_and_choice_is_explained_in_vietnamese() -> None:
    """Each key of each model has a short name and a sentence; no words are left over."""
    tree = field_labels()
    wanted = {
        (field.owner.__name__, field.key)
        for model in parts_of(*COLLECTIONS.values())
        for field in fields_of(model)
    }
    wanted |= {
        (model.__name__, "_")
        for model in parts_of(*COLLECTIONS.values())
        if model.__name__ != "Text"
    }
    held = {(name, key) for name, keys in tree["models"].items() for key in keys}
    assert held - {("Text", "_")} == wanted
    assert [
        key for key in held if not set(tree["models"][key[0]][key[1]]) >= {"title", "help"}
    ] == []
    known = {kind.__name__: [one.value for one in kind] for kind in all_choices()}
    assert {name: list(words) for name, words in tree["choices"].items()} == known


def test_sentences_end_like_sentences_and_names_are_short() -> None:
    """A name fits over a column of a sheet; a help is one line that ends with a full stop."""
    words = [one for keys in field_labels()["models"].values() for one in keys.values()]
    assert [
        one["title"] for one in words if len(one["title"]) > 32 or one["title"][-1] == "."
    ] == []
    assert [one["help"] for one in words if one["help"][-1] != "." or "\n" in one["help"]] == []


@pytest.mark.parametrize("data", [ROOT / "data", INVENTED], ids=["real", "invented"])
def test_what_check_accepts_has_no_marks_in_the_editor(
    data: Path, real: Register, invented: Register
) -> None:
    """Every file of the data fits its schema, as an editor sees it."""
    register = real if data == ROOT / "data" else invented
    found, files = [], 0
    for file in sorted(data.rglob("*.yml")):
        if line := modeline_for(data, file):
            files += 1
            name = Path(line.strip().rpartition("/")[2]).stem
            found += [(file.name, said) for said in _said(name, _seen(file), register)]
    assert found == []
    assert files > 15


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("nam", "x", ": additionalProperties"),
        ("name", ["x"], "name: type"),
        ("memberships", "x", "memberships: type"),
        ("memberships", [{"organization": "people/x"}], "memberships.0.organization: pattern"),
        ("memberships", [{"organization": 5}], "memberships.0.organization: type"),
        ("memberships", [{"role": "x"}], "memberships.0: required"),
        ("citations", [{"locator": "đoạn 1"}], "citations.0: anyOf"),
        ("figures", [{"label": "x", "value": "năm"}], "figures.0.value: pattern"),
        (
            "other_names",
            [{"name": "x", "start_date": "1/2/2021"}],
            "other_names.0.start_date: pattern",
        ),
        ("other_names", [{"note": "x"}], "other_names.0: anyOf"),
        ("conflicts", [{"matter": "x", "readings": []}], "conflicts.0.readings: minItems"),
    ],
)
def test_the_editor_marks_what_check_refuses(key: str, value: Any, said: str) -> None:
    """Unknown and missing keys, wrong kinds of value, addresses and dates of another form."""
    assert list(_said("people", {**PERSON, key: value})) == [said]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", 2021),
        ("memberships", [{"organization": "organizations/x", "start_date": 2021, "kind": None}]),
        ("other_names", ["Ý", {"vi": "Ý", "en": "Y"}, {"name": {"vi": "Ý"}, "start_date": None}]),
        ("notes", None),
        ("figures", [{"label": "x", "value": "465"}, {"label": "x", "value": 465}]),
    ],
)
def test_a_value_is_what_its_key_says(key: str, value: Any) -> None:
    """A year is a number to YAML and a date here; an empty key says nothing."""
    assert list(_said("people", {**PERSON, key: value})) == []


def test_addresses_and_words_are_offered_with_their_names(invented: Register) -> None:
    """The choice shows whom an address means; it forbids no other, since `check` knows better."""
    made = json_schemas(invented)
    offered = made["people"]["definitions"]["@organizations"]["defaultSnippets"]
    assert {"label": "organizations/to-gieo-hat", "description": "Tổ Gieo hạt"}.items() <= (
        next(one for one in offered if one["body"] == "organizations/to-gieo-hat").items()
    )
    bearers = made["tasks"]["definitions"]["@people+organizations+posts"]["defaultSnippets"]
    assert "organizations/hoi-dong-vuon-uom#chu-tich" in [one["label"] for one in bearers]
    posts = made["people"]["definitions"]["@posts"]["defaultSnippets"]
    assert "chu-tich" in [one["label"] for one in posts]
    kinds = made["events"]["definitions"]["@vocabulary.event"]["defaultSnippets"]
    assert [one["label"] for one in kinds] == list(invented.labels.group("vocabulary.event"))
    assert list(_said("people", PERSON, invented)) == []


def test_one_file_of_many_records_has_a_schema_of_its_own() -> None:
    """It maps clean ids to records of the same form."""
    one = {"question": "?", "position": 1, "asks": "summary", "of": "people/x"}
    assert list(_said("needs.map", {"cau-hoi": one})) == []
    assert list(_said("needs.map", {"Câu hỏi": one})) == [": pattern"]
    assert list(_said("needs.map", {"a": {**one, "asks": "sumary"}})) == ["a.asks: enum"]


def test_the_settings_for_the_editor_name_every_collection() -> None:
    """A new file has hints before it has its first line; nothing is asked of another host."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    names = {f"./data/{SCHEMA_FOLDER}/{name}.json" for name in json_schemas()}
    assert set(settings["yaml.schemas"]) == names
    assert len(names) == 2 * len(COLLECTIONS)
    assert settings["yaml.schemaStore.enable"] is False
