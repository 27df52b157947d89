"""The structure of the code: who may import whom, how large a file may be, what has a name."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from macros.authoring import MACROS
from macros.model import COLLECTIONS
from tests.support.package_graph import diagram, drawn
from tests.support.sites import ROOT

PACKAGES = (
    *("text", "yamlio", "settings", "model", "i18n", "register", "validation"),
    *("queries", "quiz", "changes", "sheets", "authoring", "pages", "author_macros", "outputs"),
    *("cli", "mkdocs_site", "hooks", "__main__", "__init__"),
)
"""Packages and root modules, lowest first: each imports only what stands before it."""
MODULES = sorted((ROOT / "macros").rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]
MOST_LINES = 400
MOST_MODULES = 14
"""How many modules a folder may hold beside its `__init__`."""


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "macros":
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _place(file: Path) -> str:
    """The package or root module that a file belongs to."""
    return file.relative_to(ROOT / "macros").with_suffix("").parts[0]


def _ours(file: Path) -> Iterator[tuple[str, str]]:
    """The modules of ours that a file imports from, each with the name that it imports."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module == "macros":
            yield from ((f"macros.{alias.name}", "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros."):
            yield from ((str(node.module), alias.name) for alias in node.names)


def _name(file: Path) -> str:
    return file.relative_to(ROOT).with_suffix("").as_posix()


def _public(file: Path) -> Iterator[str]:
    """The public functions, classes and constants that a module defines."""
    for node in _tree(file).body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [name.id for name in node.targets if isinstance(name, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        yield from (name for name in names if not name.startswith("_"))


def test_every_package_has_a_floor() -> None:
    """The list of packages and root modules and those that exist are the same."""
    assert sorted({_place(file) for file in MODULES}) == sorted(PACKAGES)


def test_imports_go_downward_only() -> None:
    """A module imports from its own package and from those below it."""
    upward = {
        (_place(file), module.split(".")[1])
        for file in MODULES
        for module, _ in _ours(file)
        if module.split(".")[1] not in PACKAGES[: PACKAGES.index(_place(file))]
        and module.split(".")[1] != _place(file)
    }
    assert upward == set()


def test_other_packages_are_entered_by_their_door() -> None:
    """From outside a package only what its `__init__` offers is imported."""
    inner = [
        (_name(file), module)
        for file in MODULES
        for module, _ in _ours(file)
        if module.split(".")[1] != _place(file) and module.count(".") > 1
    ]
    assert inner == []


def test_inside_a_package_there_is_no_circle() -> None:
    """Its modules can be put in an order in which each imports only those before it."""
    for package in sorted({_place(file) for file in MODULES if file.parent.name != "macros"}):
        inside = f"macros.{package}."
        graph = {
            _name(file).replace("/", "."): {
                module for module, _ in _ours(file) if module.startswith(inside)
            }
            for file in (ROOT / "macros" / package).rglob("*.py")
        }
        assert len(tuple(TopologicalSorter(graph).static_order())) >= len(graph)


def test_the_picture_of_the_packages_is_that_of_their_imports() -> None:
    """`make picture` draws it anew."""
    assert drawn() == diagram()


def test_no_public_name_stands_twice() -> None:
    """A public name of the program means one thing."""
    counts = Counter(name for file in MODULES for name in _public(file))
    assert sorted(name for name, count in counts.items() if count > 1) == []


def test_no_folder_holds_too_many_modules() -> None:
    """A package that outgrows its folder is two; the root holds what tools look for there."""
    counts = Counter(file.parent for file in MODULES if file.stem != "__init__")
    assert {str(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}
    assert len(list((ROOT / "macros").glob("*.py"))) == 5


def test_only_the_hooks_and_their_package_know_mkdocs() -> None:
    """Everything else outlives it."""
    importing = {
        _place(file)
        for file in MODULES
        if any(name.partition(".")[0] == "mkdocs" for name in _imports(file))
    }
    assert importing == {"hooks", "mkdocs_site"}


def test_only_the_reader_imports_pyyaml() -> None:
    """One module decides what a scalar is."""
    importing = [_name(file) for file in MODULES if "yaml" in _imports(file)]
    assert importing == ["macros/yamlio/reader"]


def test_only_the_settings_look_at_the_clock_or_the_environment() -> None:
    """Today and the environment are asked for in one place; elsewhere they are arguments."""
    words = ("date.today", "datetime.now", "time.time", "os.environ", "getenv")
    asking = [
        _name(file) for file in MODULES if any(word in ast.unparse(_tree(file)) for word in words)
    ]
    assert asking == ["macros/settings"]


def test_no_package_is_named_like_one_of_the_standard_library() -> None:
    """MkDocs loads hooks with their folder first on the path, where such a name would shadow it."""
    assert sorted(set(PACKAGES) & sys.stdlib_module_names) == []


def test_no_file_is_longer_than_400_lines() -> None:
    """A file that outgrows 400 lines is two."""
    lengths = {_name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    """A function fits on a screen."""
    long = [
        (_name(file), node.name)
        for file in SOURCES
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


def test_a_module_opens_with_one_sentence() -> None:
    """The first line of a module is a whole sentence that says what it does."""
    openings = {
        _name(file): (ast.get_docstring(_tree(file)) or "").partition("\n")[0] for file in MODULES
    }
    assert [name for name, opening in openings.items() if not opening.endswith(".")] == []


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


def test_every_field_of_a_record_says_what_it_means() -> None:
    """A clerk who meets a key can look up its meaning."""
    files = sorted((ROOT / "macros/model").glob("*.py"))
    assert [field for file in files for field in _undocumented_fields(file)] == []


def test_every_macro_is_explained_with_an_example() -> None:
    """The page for authors names each macro in a heading, and calls each once to show it."""
    page = (ROOT / "docs/writing.md").read_text(encoding="utf-8")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    live = re.sub(r"{% raw %}.*?{% endraw %}", "", page)
    assert [name for name in MACROS if not any(f"`{name}`" in line for line in headings)] == []
    assert [name for name in MACROS if f"{{{{ {name}(" not in live] == []


def test_nothing_of_the_program_names_the_institution() -> None:
    """Another folder of data gives another institution's site, with no change of code."""
    files = [*MODULES, *(ROOT / "macros").rglob("*.j2"), *(ROOT / "macros/i18n").glob("*.yml")]
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
    names = {file.name for file in (ROOT / "macros/pages/templates/records").glob("*.j2")}
    by_group = {"terms", "needs"}
    assert names == {f"{name}.html.j2" for name in COLLECTIONS if name not in by_group}


def test_requirements_name_no_index_and_pin_every_package_with_a_hash() -> None:
    """An intranet installs the same bytes from wherever it keeps its packages."""
    for name, least in (("", 21), ("-dev", 21), ("-build", 2)):
        text = (ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert len(pins) >= least
        assert [pin for pin in pins if not pin.endswith("\\")] == []


LANGUAGES_KNOWN_IN = (
    *("text/", "model/base", "model/reference", "i18n/labels", "settings"),
    # The columns and keys of a text in sheets and commands.
    *("sheets/layout", "sheets/record_tree", "sheets/yaml_patch", "changes/resolve"),
    *("changes/json_schema", "validation/partial_records"),
)
"""The modules that know the languages of the program, their letters, dates and typing."""


def test_only_modules_that_know_a_language_name_one() -> None:
    """Which languages a site has, and which is first, is data."""
    naming = {
        file.relative_to(ROOT / "macros").with_suffix("").as_posix()
        for file in MODULES
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Constant) and node.value in ("vi", "en")
    }
    assert {name for name in naming if not name.startswith(LANGUAGES_KNOWN_IN)} == set()
    templates = [*(ROOT / "macros").rglob("*.j2"), *(ROOT / "overrides").rglob("*.html")]
    marked = re.compile(r"""lang="(?:vi|en)"|\.(?:vi|en)\b""")
    assert [file.name for file in templates if marked.search(file.read_text("utf-8"))] == []
