"""Specifies that a collection takes a model, a description and a template, and nothing else."""

import datetime as dt
import json
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader

from macros.model import COLLECTIONS, Organization, Person, Record, Text
from macros.model.base import OrganizationRef, PersonRef
from macros.outputs import build_search_index, json_exports
from macros.pages import Links, Site, environment, page_stubs
from macros.pages.glossary import Glossary, gloss
from macros.queries import KINDS, Kind, ListCell, in_language, list_table
from macros.queries.kinds import link_cell
from macros.register import Register
from macros.validation import load_data
from tests.conftest import INVENTED, Changed

DAY = dt.date(2031, 5, 5)


class Greenhouse(Record):
    """A greenhouse of the invented institution."""

    name: Text
    """Its name."""
    organization: OrganizationRef
    """The body that uses it."""
    keeper: PersonRef
    """Who keeps the key."""


GREENHOUSES = Kind[Greenhouse](
    "greenhouses",
    title=lambda entry, labels, lang: in_language(entry.record.name, lang),
    columns=("greenhouse", "body", "keeper"),
    cells=lambda register, entry, day: (
        link_cell(entry.address),
        link_cell(entry.record.organization),
        ListCell(text=register.get(Person, entry.record.keeper).record.name),
    ),
    line=lambda register, entry, day, lang: in_language(
        register.get(Organization, entry.record.organization).record.summary, lang
    ),
    search_names=lambda entry, labels, lang: (f"house of {entry.record.keeper}",),
    names_in_text=lambda entry, labels, lang: (entry.record.name.vi,),
)
TEMPLATE = """{% extends "parts/record.html.j2" %}
{% import "parts/macros.html.j2" as parts with context %}
{% block lead %}{{ parts.summary(query.summary_line(entry)) }}{% endblock %}
{% block main %}<p>{{ link(entry.record.keeper) }}</p>{% endblock %}
"""
LABELS = """
collections: {greenhouses: {vi: Nhà kính, en: Greenhouses}}
pages: {greenhouses: {vi: Mọi nhà kính của Hội đồng., en: All greenhouses of the Council.}}
columns:
  greenhouse: {vi: Nhà kính, en: Greenhouse}
  keeper: {vi: Người giữ chìa khóa, en: Keeper}
search: {kind: {greenhouses: {vi: Nhà kính, en: Greenhouse}}}
backlinks:
  greenhouses:
    organization: {vi: Nhà kính được dùng, en: Greenhouses used}
    keeper: {vi: Giữ chìa khóa, en: Keeps the key of}
"""
RECORDS = """nha-kinh-dong:
  name: {vi: Nhà kính Đông, en: East greenhouse}
  organization: organizations/hoi-dong-vuon-uom
  keeper: people/tran-y
nha-kinh-luong:
  name: Nhà kính luống ươm
  organization: organizations/to-gieo-hat
  keeper: people/do-thuy-an
"""


@pytest.fixture
def data(changed: Changed, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented institution with greenhouses, which the program knows for one test."""
    monkeypatch.setitem(COLLECTIONS, "greenhouses", Greenhouse)
    monkeypatch.setitem(KINDS, "greenhouses", GREENHOUSES)
    template = DictLoader({"records/greenhouses.html.j2": TEMPLATE})
    loaders = ChoiceLoader([template, environment().loader or template])
    monkeypatch.setattr(environment(), "loader", loaders)
    labels = (INVENTED / "labels.yml").read_text(encoding="utf-8")
    return changed({"labels.yml": labels + LABELS, "greenhouses.yml": RECORDS})


@pytest.fixture
def register(data: Path) -> Register:
    return load_data(data)


def page_html(register: Register, uri: str) -> str:
    """The body of the page made from `uri`."""
    (stub,) = [stub for stub in page_stubs(register) if stub.uri == uri]
    return Site(register, DAY).body(stub, Links(register, "").url(uri)).html


def test_its_list_holds_a_row_for_each_record(register: Register) -> None:
    """In the order of addresses, where a description names no other."""
    table = list_table(register, "greenhouses", DAY)
    assert table.columns == ("greenhouse", "body", "keeper")
    assert [row.address.rpartition("-")[2] for row in table.rows] == ["dong", "luong"]
    html = page_html(register, "greenhouses/index.md")
    assert '<a href="nha-kinh-luong/">Nhà kính luống ươm</a></th>' in html
    assert '<td class="wide"><span class="clamp">Đỗ Thùy An</span></td>' in html


def test_each_record_has_its_page_among_all_pages(register: Register) -> None:
    """Under its title, made by the template, with links to the records that it names."""
    stubs = {stub.uri: stub for stub in page_stubs(register)}
    assert stubs["greenhouses/index.md"].title == "Nhà kính"
    assert stubs["greenhouses/nha-kinh-dong.md"].title == "Nhà kính Đông"
    html = page_html(register, "greenhouses/nha-kinh-dong.md")
    assert '<a href="../../people/tran-y/">Trần Ý</a>' in html
    assert "Hội đồng" in html


def test_records_that_it_names_link_back(register: Register) -> None:
    """A body and a person list the greenhouses that point at them."""
    person = page_html(register, "people/tran-y.md")
    assert "Giữ chìa khóa" in person
    assert '<a href="../../greenhouses/nha-kinh-dong/">Nhà kính Đông</a>' in person


def test_search_finds_it_by_its_names_and_shows_its_line(register: Register) -> None:
    """Under the kind that its labels name."""
    script = build_search_index(register, DAY, Links(register, ""), {})
    index = json.loads(script.removeprefix("self.searchIndex=").removesuffix(";\n"))
    assert index["kinds"]["greenhouses"] == "Nhà kính"
    (found,) = [row for row in index["things"] if row[1] == "greenhouses/nha-kinh-dong/"]
    kind, _, name, line, names, _ = found
    assert (kind, name) == ("greenhouses", "Nhà kính Đông")
    assert line == register.get(Organization, "organizations/hoi-dong-vuon-uom").record.summary.vi
    assert names == ["house of people/tran-y"]


def test_it_is_exported(register: Register) -> None:
    """With every field, the address and the page."""
    files = dict(json_exports(register, DAY, Links(register, "")))
    records = json.loads(files["api/v1/greenhouses.json"])["records"]
    assert [(one["address"], one["url"], one["keeper"]) for one in records] == [
        ("greenhouses/nha-kinh-dong", "greenhouses/nha-kinh-dong/", "people/tran-y"),
        ("greenhouses/nha-kinh-luong", "greenhouses/nha-kinh-luong/", "people/do-thuy-an"),
    ]


def test_no_term_is_meant_inside_its_name(register: Register) -> None:
    """The glossary takes the name whole and explains the next occurrence."""
    text = "<p>Nhà kính luống ươm có một luống ươm.</p>"
    marked, terms = gloss(text, Glossary(register), lambda address: address)
    assert terms == ("terms/luong-uom",)
    assert marked.startswith("<p>Nhà kính luống ươm có một <a")


def test_every_collection_is_described() -> None:
    """In the order of the catalog, which readers meet in lists."""
    assert list(KINDS) == list(COLLECTIONS)


def test_a_row_has_a_cell_for_each_column(real: Register, invented: Register) -> None:
    """The columns of a list are those that its records fill."""
    for name in COLLECTIONS:
        for table in (list_table(real, name, DAY), list_table(invented, name, DAY)):
            assert {len(row.cells) for row in table.rows} <= {len(table.columns)}
