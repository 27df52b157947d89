"""The house itself: who may import whom, how large a room may be, and that everything is named."""

import ast
import sys
from pathlib import Path

import pytest

from macros.author import Author
from macros.model import COLLECTIONS
from tests.sites import ROOT

MODULES = sorted((ROOT / "macros").glob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "tests").glob("*.py"))]

ORDER = (
    *(
        "letters",
        "nearness",
        "nodes",
        "syntax",
        "source",
        "settings",
        "dates",
        "vietnamese",
        "locators",
    ),
    *("facts", "popolo", "eli", "work", "learning", "model"),
    *("habits", "shapes", "wording"),
    *("labels", "caret", "annotations", "register"),
    *(
        "rules_address",
        "rules_time",
        "rules_evidence",
        "rules_former",
        "rules_learning",
        "rules_order",
        "rules",
        "causes",
        "breaches",
        "load",
    ),
    *("notation", "first_lines", "edits", "writing", "proposals", "asked", "appointments"),
    *("creations",),
    *("renaming", "freshness", "tidying"),
    *("refusals", "cells", "grids", "trees", "tables", "splice", "workbook", "commas"),
    *("sheet_rows", "sheet_changes", "sheet_marks", "sheets"),
    *(
        "status",
        "titles",
        "steps",
        "answers",
        "links",
        "views",
        "structure",
        "programme",
    ),
    *("history", "chronicle", "lawmap", "charts", "listing", "report", "guidance", "footnotes"),
    *("drafts", "ask_people", "ask_law", "ask_words", "selfcheck", "handbook"),
    *(
        "questions",
        "compiled",
        "render",
        "assets",
        "tags",
        "blocks",
        "frames",
        "passages",
        "running",
        "glossing",
        "examples",
        "pages",
        "moved",
        "exports",
        "search",
        "author",
        "schema",
        "editors",
        "sheet_commands",
        "editor_commands",
        "errands",
        "clerk",
        "ahead",
        "waiting",
        "strays",
        "live",
        "hooks",
        "check_command",
        "__main__",
    ),
    "__init__",
)
"""The layers, lowest first: a module may import only modules that stand before it."""


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in ("macros", "deploy"):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_module_has_a_floor() -> None:
    """The list of layers and the modules that exist are the same."""
    assert sorted(file.stem for file in MODULES) == sorted(ORDER)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_imports_go_downward_only(file: Path) -> None:
    """A module imports nothing of ours that stands on its own floor or above."""
    ours = {name.split(".")[1] for name in _imports(file) if name.startswith("macros.")}
    below = set(ORDER[: ORDER.index(file.stem)])
    assert sorted(ours - below) == []


def test_only_the_hooks_know_mkdocs() -> None:
    """They and the server of drafts import MkDocs, so that everything else outlives it."""
    knowing = [file.stem for file in MODULES if any("mkdocs" in one for one in _imports(file))]
    assert knowing == ["hooks", "live"]


def test_only_the_source_reads_yaml() -> None:
    """One module imports PyYAML, so that nothing else decides what a scalar is."""
    assert [file.stem for file in MODULES if "yaml" in _imports(file)] == ["source"]


def test_only_the_settings_look_at_the_clock_or_the_environment() -> None:
    """Today and the environment are asked for in one place; elsewhere they are arguments."""
    words = ("date.today", "datetime.now", "time.time", "os.environ", "getenv")
    asking = [
        file.stem for file in MODULES if any(word in ast.unparse(_tree(file)) for word in words)
    ]
    assert asking == ["settings"]


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    """MkDocs loads hooks with their folder first on the path, where such a name would shadow it."""
    names = {file.stem for file in MODULES}
    assert sorted(names & set(sys.stdlib_module_names)) == []


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_file_is_longer_than_300_lines(file: Path) -> None:
    """A file that outgrows 300 lines is two."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_function_is_longer_than_40_lines(file: Path) -> None:
    """A function fits on a screen."""
    long = [
        node.name
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_a_module_opens_with_one_sentence(file: Path) -> None:
    """The sentence stands on one line; but for the package, it says what the module refuses."""
    opening = ast.get_docstring(_tree(file)) or ""
    assert opening.count("\n") == 0
    assert opening.endswith(".")
    if file.stem not in ("__init__", "settings"):
        assert ";" in opening


def _undocumented_fields(file: Path) -> list[str]:
    missing = []
    for node in ast.walk(_tree(file)):
        if not isinstance(node, ast.ClassDef) or not ast.get_docstring(node):
            continue
        for field, after in zip(node.body, [*node.body[1:], None], strict=True):
            is_documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            if isinstance(field, ast.AnnAssign) and not is_documented:
                missing.append(f"{node.name}.{ast.unparse(field.target)}")
    return missing


@pytest.mark.parametrize("name", ["facts", "popolo", "eli", "work", "learning", "model"])
def test_every_field_of_a_record_says_what_it_means(name: str) -> None:
    """A clerk who meets a key can look up its meaning."""
    assert _undocumented_fields(ROOT / "macros" / f"{name}.py") == []


def test_every_macro_is_explained_with_an_example() -> None:
    """The page for authors has a heading and a live example of each macro."""
    page = (ROOT / "docs/writing.md").read_text(encoding="utf-8")
    author = Author(lambda: (_ for _ in ()).throw(AssertionError), lambda: "")
    names = [macro.__name__ for macro in author.macros()]
    assert [name for name in names if f"`{name}`" not in page] == []
    assert [name for name in names if f"{{{{ {name}(" not in page] == []


def test_nothing_of_the_program_names_the_institution() -> None:
    """Another folder of data gives another institution's site, with no change of code."""
    files = [*MODULES, *(ROOT / "macros/templates").glob("*"), ROOT / "macros/labels.yml"]
    files += [ROOT / "macros/schema.yml"]
    files += [*(ROOT / "overrides").rglob("*.*"), ROOT / "mkdocs.yml"]
    words = ("Quốc hội", "Thư ký", "National Assembly", "quoc-hoi", "thu-ky")
    naming = {
        f"{file.name}: {word}"
        for file in files
        if file.is_file()
        for word in words
        if word in file.read_text(encoding="utf-8")
    }
    assert naming == set()


def test_every_collection_has_a_template_of_its_own() -> None:
    """Each kind of record has a page; terms share one by group, questions share one."""
    names = {file.name for file in (ROOT / "macros/templates").glob("*.j2")}
    wanted = {f"entry-{name}.md.j2" for name in COLLECTIONS}
    wanted -= {"entry-terms.md.j2", "entry-needs.md.j2"}
    wanted |= {"terms.md.j2", "needs.md.j2"}
    assert wanted - names == set()


def test_requirements_name_no_index_and_pin_every_package_with_a_hash() -> None:
    """An intranet installs the same bytes from wherever it keeps its packages."""
    for name, least in (("", 21), ("-dev", 21), ("-build", 2)):
        text = (ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert len(pins) >= least
        assert [pin for pin in pins if not pin.endswith("\\")] == []
