"""Specifies that every word a template or module can ask for is there, in both languages."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import jinja2.nodes
import pytest

from macros.i18n import LABELS_FILE, LANGUAGES
from macros.model import (
    COLLECTIONS,
    Extent,
    MembershipKind,
    Part,
    Person,
    Reference,
    RelationType,
    SitePage,
    SourceKind,
    StageSpan,
    TaskRole,
    TaskStatus,
    fields_of,
)
from macros.outputs import SEARCHED_PAGES
from macros.pages.environment import TEMPLATES, environment
from macros.pages.site import VIEW_PAGES
from macros.queries import (
    KINDS,
    CollectionRole,
    Force,
    ListingStatus,
    backlink_key,
    history_of,
    list_table,
)
from macros.quiz import QUESTION_KINDS as QUESTIONS
from macros.register import Register
from macros.yamlio import read_yaml
from tests.support.sites import ROOT

MODULES = sorted([*(ROOT / "macros").rglob("*.py"), *(ROOT / "deploy").rglob("*.py")])
PREFIXES = {"t": "", "badge": "", "heading": "sections.", "folded": "sections.", "fact": "facts."}
"""The calls in templates that ask for words, and what they put before the key."""


def keys_in_template(file: Path) -> Iterator[str]:
    """Each key that a template asks for; one that ends in a dot or hyphen goes on with a value."""
    tree = environment().parse(file.read_text(encoding="utf-8"))
    for call in tree.find_all(jinja2.nodes.Call):
        name = getattr(call.node, "name", None) or getattr(call.node, "attr", None)
        if name == "answer" and call.args:
            yield from (f"{group}." for group in parts_of_expression(call.args[0]))
        elif name in PREFIXES and call.args:
            for key in parts_of_expression(call.args[0]):
                yield f"{PREFIXES[name]}{key}"


def parts_of_expression(node: Any) -> Iterator[str]:
    if isinstance(node, jinja2.nodes.Const):
        yield str(node.value)
    elif isinstance(node, jinja2.nodes.CondExpr):
        yield from parts_of_expression(node.expr1)
        yield from parts_of_expression(node.expr2)
    elif isinstance(node, jinja2.nodes.Concat):
        yield from parts_of_expression(node.nodes[0])


def keys_in_module(file: Path) -> Iterator[str]:
    """The same for a module: `t(...)`, `labels.get(...)`, `label_cell(...)`, `Ending(...)`."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and call.args:
            name = ast.unparse(call.func)
            asks = name in ("self.t", "Ending") or name.endswith(
                ("labels.get", "words.get", "texts.get", "self.get")
            )
            key = call.args[{"label_cell": 1, "flag": 2}.get(name, 0)]
            choices = (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)
            for choice in choices if asks or name in ("label_cell", "flag") else ():
                start = choice.values[0] if isinstance(choice, ast.JoinedStr) else choice
                if isinstance(start, ast.Constant):
                    yield str(start.value)


def keys_in_theme(file: Path) -> set[str]:
    """The keys that our files of the theme ask for; they never build one."""
    return set(
        re.findall(r"""\blabel(?:_in)?\(["']([^"']+)["'][,)]""", file.read_text(encoding="utf-8"))
    )


def keys_in_config() -> set[str]:
    """The keys that stand for names in the configuration of MkDocs."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return set(re.findall(r"(?<=[ :])(?:nav|theme)\.[a-z][a-z-]*(?=[:,}]|$)", text, re.MULTILINE))


def asked() -> set[str]:
    found = {key for file in TEMPLATES.rglob("*.j2") for key in keys_in_template(file)}
    found |= {key for file in THEME.rglob("*.html") for key in keys_in_theme(file)}
    return found | keys_in_config() | {key for file in MODULES for key in keys_in_module(file)}


def words(*files: Path) -> dict[str, Any]:
    """The words in some files by their full keys, each with its languages."""
    found: dict[str, Any] = {}

    def collect(key: str, value: Any) -> None:
        if isinstance(value, dict) and not {"vi", "en"} & {*value}:
            for name, inner in value.items():
                collect(f"{key}.{name}" if key else name, inner)
        elif key == "vocabulary.language":
            found.update({f"{key}.{name}": inner for name, inner in value.items()})
        else:
            found[key] = value

    for file in files:
        node, problems = read_yaml(file, file.name)
        assert (node is None, problems) == (False, [])
        collect("", node.plain() if node else {})
    return found


def values(choices: type[StrEnum]) -> list[str]:
    return [choice.value for choice in choices]


def refs(part: type[Part], path: tuple[str, ...]) -> Iterator[str]:
    """The key of every field, at any depth, that holds an address."""
    for field in fields_of(part):
        if isinstance(field.marker, Reference):
            yield ".".join((*path, field.key))
        if field.part:
            yield from refs(field.part, (*path, field.key))


REFERENCES = sorted(
    {
        backlink_key(key)
        for name, model in COLLECTIONS.items()
        for key in refs(model, (name,))
        if KINDS[name].role is not CollectionRole.GUIDE
    }
)
THEME = ROOT / "overrides"
HISTORY = [
    *("event", "post-start", "post-end", "founded", "dissolved", "named", "structure", "followed"),
    *("issued", "in-force", "no-longer-in-force", "article-ended", "directive", "step-due"),
    *("step-done", "starts", "ends"),
    *(f"status-{status}" for status in values(TaskStatus)),
    *(f"assigned-{role}" for role in values(TaskRole)),
    *(verb.reverse.value for verb in RelationType if verb.is_active),
]
"""The kinds of moments on a timeline."""
ARROW_KINDS = ["change", "rest", "other"]
"""How arrows are drawn on the map of the law."""
RESTING = ["based_on", "implements", "details", "supplements"]
BARS = [
    *("post", "life", "name", "structure", "holder", "body", "force", "programme"),
    *("replaces", "replaced_by", "repealed_by", "amends", "amended_by"),
    *(f"assigned-{role}" for role in values(TaskRole)),
]
"""The kinds of bars on a timeline."""
ASKED = [kind for kind in QUESTIONS if kind != "relation"]
"""The kinds of questions that have a sentence of their own; a relation has one for each verb."""
VERBS = ["amends", "replaces", "repeals", "based_on", "implements", "supplements", "details"]
CHAPTERS = [
    *("ended", "institution", "structure", "programme", "law", "people", "glossary", "sources"),
]
SECTIONS = [
    *("ended-bodies", "ended-units", "ended-documents", "others", "milestones"),
    *("by-post", "by-name"),
]
"""The parts of the handbook that are named by words and not by a record."""
HELD = ["not-yet", "yes", "recent", "seen", "old", "later", "unknown", "no"]
OPEN = {
    "selfcheck.ask.": [*ASKED, *VERBS, *(RelationType(verb).reverse.value for verb in VERBS)],
    "selfcheck.reason.": [
        "seen",
        "seen-once",
        *(k for k in QUESTIONS if k not in ("holder", "post")),
    ],
    "collections.": list(COLLECTIONS),
    "pages.": list(COLLECTIONS),
    "kinds.": list(COLLECTIONS),
    "columns.": ["records", "facts", "facts-cited", "one", "several", "analysis"],
    "backlinks.": [*REFERENCES, "legislation.passed_by_post"],
    "history.": HISTORY,
    "held.": HELD,
    "force.": values(Force),
    "life.": ["going", "ended"],
    "states.": [state for kind in KINDS.values() for state in kind.states],
    "progress.": values(TaskStatus),
    "relation.": values(RelationType),
    "membership.": values(MembershipKind),
    "task.role-": values(TaskRole),
    "source.extent-": values(Extent),
    "source.kind-": values(SourceKind),
    "force-short.": values(Force),
    "applies.": HELD,
    "exists.": ["yes", "recent", "seen"],
    "actions.cite-": ["official", "international"],
    "actions.text-": ["official", "international"],
    "evidence-months.": ["recent", "seen"],
    "listed.": values(ListingStatus),
    "programme.led-": ["no", "unknown"],
    "chart.key-": ["held", "seen"],
    "flow.key-": ["kept", "followed", "inferred", "unknown"],
    "map.key-": [*ARROW_KINDS, "analysis"],
    "resting.": ["hook", "duty", "function", *RESTING],
    "bars.": BARS,
    "search.": ["asking", "meaning"],
    "search.synonyms.": ["common"],
    "search.kind.": [*COLLECTIONS, SEARCHED_PAGES],
    "path.": values(StageSpan),
    "place.": [place.name.lower() for place in SitePage],
    "views.": [*VIEW_PAGES, *(f"{view}-about" for view in VIEW_PAGES)],
    "views.gone-": ["ended", "unlisted"],
    "handbook.": [*CHAPTERS, *(f"{chapter}-about" for chapter in CHAPTERS), *SECTIONS],
    "problems.": ["second", "nearest", "collections", "keys"],
}
"""The keys that end in a value, and the values they can have."""
BODIES = ["ended.unit-body", "ended.unit-by-body", "ended.programme-body"]
"""Said of an ending that names a body: only that of a unit and that of a programme do."""
OF_THE_DATA = {"vocabulary", "document_name", "document_rank"}
"""Groups whose words come with the data."""
BROUGHT = {"site.report"}
"""Words that the data may bring, and the program can do without."""


def lacking(keys: list[str], known: dict[str, Any]) -> list[str]:
    """The keys without words in one of the languages."""
    return [key for key in keys if set(known.get(key, ())) != set(LANGUAGES)]


def test_every_key_that_is_spelled_out_has_words() -> None:
    """In templates and in modules, whole or chosen by a condition."""
    whole = [key for key in sorted(asked() - BROUGHT) if not key.endswith((".", "-"))]
    assert lacking(whole, words(LABELS_FILE)) == []
    assert len(whole) > 150


def test_every_key_that_ends_in_a_value_is_known_here() -> None:
    """A new one must be added to the table above, with the values it can have."""
    found = {key for key in asked() if key.endswith((".", "-"))}
    of_the_program = {key for key in found if key.partition(".")[0] not in OF_THE_DATA}
    commands = {key for key in of_the_program if key.startswith(("desk.", "usage."))}
    assert of_the_program - set(PREFIXES.values()) - commands == set(OPEN)


@pytest.mark.parametrize("start", OPEN)
def test_every_value_has_words(start: str) -> None:
    """For each choice of an enumeration, each collection, each way to point at a record."""
    assert lacking([f"{start}{value}" for value in OPEN[start]], words(LABELS_FILE)) == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_column_has_a_heading(invented: Register, collection: str) -> None:
    """Of each table that lists a collection."""
    columns = list_table(invented, collection, dt.date(2031, 1, 1)).columns
    assert lacking([f"columns.{column}" for column in columns], words(LABELS_FILE)) == []


def test_an_ending_that_names_a_body_has_words_for_it() -> None:
    """The sentence goes on with a link to that body."""
    assert lacking(BODIES, words(LABELS_FILE)) == []


@pytest.mark.parametrize("data", ["invented", "real"])
def test_no_other_moment_is_on_any_timeline(data: str, request: pytest.FixtureRequest) -> None:
    """The kinds of moments listed above are all there are."""
    register: Register = request.getfixturevalue(data)
    entries = register.entries.values()
    found = {moment.key for entry in entries for moment in history_of(register, entry)}
    assert found - set(HISTORY) == set()


@pytest.mark.parametrize("data", ["invented", "real"])
def test_the_data_brings_words_for_its_vocabularies(
    data: str, request: pytest.FixtureRequest
) -> None:
    """Each word in both languages, and a form for each type of document."""
    register: Register = request.getfixturevalue(data)
    folder = next(Path(one.path) for one in register.all(Person)).parent.parent
    brought = words(folder / "labels.yml")
    types = register.labels.group("vocabulary.type_document")
    used = {f"vocabulary.{word.group}.{value}" for _, _, word, value in register.vocabulary_uses}
    forms = {f"{name}.{one}" for one in types for name in ("document_name", "document_rank")}
    asked_for = used | forms | set(brought)
    assert lacking(sorted(asked_for), {**words(LABELS_FILE), **brought}) == []


def test_no_words_lie_about_that_nothing_asks_for(invented: Register) -> None:
    """What is left over misleads whoever translates; problems and commands are told elsewhere."""
    keys = {key for key in asked() if not key.endswith((".", "-"))} | set(BODIES)
    keys |= {f"{start}{value}" for start, found in OPEN.items() for value in found}
    for name in COLLECTIONS:
        columns = list_table(invented, name, dt.date(2031, 1, 1)).columns
        keys |= {f"columns.{column}" for column in columns}
    groups = ("problems.", "vocabulary.", "expected.", "found.", "detail.", "desk.", "usage.")
    assert [
        key for key in words(LABELS_FILE) if key not in keys and not key.startswith(groups)
    ] == []
