"""How `deploy/` is built: its packages, who imports whom, sizes, names and opening sentences."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sites import ROOT

FOLDER = ROOT / "deploy"
SOURCES = sorted(FOLDER.rglob("*.py"))
TESTS = sorted((ROOT / "tests/deploy").rglob("*.py"))
IMPORTS = {
    "manifest": set[str](),
    "statement": {"manifest"},
    "publish": {"manifest", "statement"},
    "verify": {"manifest", "statement", "publish"},
    "make": {"manifest", "statement"},
    "__main__": {"manifest", "publish", "verify", "make"},
    "__init__": set[str](),
}
"""The parts of `deploy/`, and which others each of them may import."""
ON_A_SERVER = ("manifest", "statement", "publish", "verify", "__main__")
"""The parts that a server holds to publish, roll back and verify; they need Python alone."""
ENTRY_POINTS = {"deploy.make.pdf"}
"""Modules that are run by themselves, for they need more packages than the rest of theirs."""


def _name(file: Path) -> str:
    """The dotted name of a module."""
    path = file.relative_to(ROOT).with_suffix("")
    return ".".join(path.parts[:-1] if path.name == "__init__" else path.parts)


def _part(name: str) -> str:
    """The part of `deploy/` that a dotted name belongs to."""
    return name.split(".")[1] if "." in name else "__init__"


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(file: Path) -> Iterator[str]:
    """The module that each import of a file leads to, at the top or inside a function."""
    modules = {_name(source) for source in SOURCES}
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def _ours(file: Path) -> set[str]:
    return {name for name in _imports(file) if name.split(".")[0] == "deploy"} - {"deploy"}


def test_every_module_belongs_to_a_part_of_the_table() -> None:
    """A new module or package takes its place in the table of directions."""
    assert {_part(_name(file)) for file in SOURCES} == IMPORTS.keys()


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_imports_follow_the_table(file: Path) -> None:
    """A module imports its own package and those that the table allows."""
    part = _part(_name(file))
    assert {_part(name) for name in _ours(file)} - IMPORTS[part] - {part} == set()


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_of_another_package_only_what_it_offers_is_imported(file: Path) -> None:
    """What a package offers stands in its `__init__`."""
    part = _part(_name(file))
    outside = {name for name in _ours(file) if _part(name) != part}
    assert {name for name in outside if name.count(".") > 1} == set()


@pytest.mark.parametrize("package", ["make", "publish", "verify"])
def test_a_package_offers_what_its_init_lists(package: str) -> None:
    """All of `__all__` is there, and nothing else is imported into it."""
    tree = _tree(FOLDER / package / "__init__.py")
    imported = [
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    (listed,) = [ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)]
    assert sorted(listed) == sorted(imported)
    assert len(listed) > 2


@pytest.mark.parametrize("package", ["make", "publish", "verify"])
def test_there_is_no_circle_within_a_package(package: str) -> None:
    """Modules can be put into an order in which each imports only earlier ones."""
    needs = {
        _name(file): {name for name in _ours(file) if _part(name) == package}
        for file in SOURCES
        if _part(_name(file)) == package and file.name != "__init__.py"
    }
    while ready := [name for name, needed in needs.items() if not needed & needs.keys()]:
        for name in ready:
            del needs[name]
    assert needs == {}


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_what_a_server_holds_imports_python_alone(file: Path) -> None:
    """But for commands of the repository, which `__main__` imports when they are run."""
    if _part(_name(file)) in ON_A_SERVER:
        foreign = {name.split(".")[0] for name in _imports(file)} - sys.stdlib_module_names
        assert foreign <= {"deploy"}


@pytest.mark.parametrize("package", ["deploy.publish", "deploy.verify", "deploy.__main__"])
def test_a_server_without_packages_imports_it(package: str) -> None:
    """And nothing of `deploy.make` with it."""
    code = f"import sys, {package}; sys.exit('deploy.make' in sys.modules)"
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _definitions(file: Path) -> Iterator[str]:
    """The public names that a module defines at its top level."""
    for node in _tree(file).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target)
        elif isinstance(node, ast.Assign):
            targets = (name for target in node.targets for name in ast.walk(target))
            yield from (name.id for name in targets if isinstance(name, ast.Name))


def test_no_public_name_is_defined_twice() -> None:
    """A name means one thing in all of `deploy/`; `main` is where a program begins."""
    names = Counter(
        name
        for file in SOURCES
        for name in _definitions(file)
        if not name.startswith("_") and name != "main"
    )
    assert {name: count for name, count in names.items() if count > 1} == {}


@pytest.mark.parametrize("file", [*SOURCES, *TESTS], ids=_name)
def test_files_and_functions_are_small(file: Path) -> None:
    """A file has at most 400 lines, a function at most 40."""
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400
    sizes = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > 40} == {}


@pytest.mark.parametrize("file", SOURCES, ids=_name)
def test_a_module_opens_with_one_sentence_that_says_what_it_does(file: Path) -> None:
    """On a line of its own; a package may explain its way below it."""
    opening = (ast.get_docstring(_tree(file)) or "").splitlines()
    assert opening
    assert opening[0].endswith(".")
    assert not opening[0].startswith("Knows ")
    assert file.name == "__init__.py" or len(opening) == 1
