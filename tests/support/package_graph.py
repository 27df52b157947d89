"""Draws the packages of the program from their imports, as a Mermaid diagram in Markdown."""

import ast
from collections.abc import Mapping

from tests.support.sites import ROOT

PAGE = ROOT / "macros/README.md"
"""The page that holds the diagram."""
_FROM, _TO = "```mermaid\n", "```\n"
Graph = Mapping[str, frozenset[str]]
"""Packages and root modules, each with those that it imports from."""


def imports() -> Graph:
    """The packages and root modules of the program, but for the package itself."""
    graph: dict[str, set[str]] = {}
    folder = ROOT / "macros"
    for file in sorted(folder.rglob("*.py")):
        place = file.relative_to(folder).with_suffix("").parts[0]
        if place == "__init__":
            continue
        used = graph.setdefault(place, set())
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "macros":
                used |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros."):
                used.add(str(node.module).split(".")[1])
    return {place: frozenset(used - {place}) for place, used in graph.items()}


def reduced(graph: Graph) -> Graph:
    """The graph without the arrows that a longer way says as well."""

    def reach(place: str) -> set[str]:
        return {inner for used in graph[place] for inner in (used, *reach(used))}

    return {
        place: frozenset(
            used for used in direct if not any(used in reach(other) for other in direct - {used})
        )
        for place, direct in graph.items()
    }


def diagram() -> str:
    """The Mermaid text: an arrow leads from a package to what it imports from."""
    graph = reduced(imports())
    lines = [f"    {place}" for place in sorted(graph) if not graph[place]]
    lines += [f"    {place} --> {used}" for place in sorted(graph) for used in sorted(graph[place])]
    return "\n".join(["flowchart TD", *lines, ""])


def drawn() -> str:
    """The diagram that the page holds; raise ValueError when it holds none."""
    text = PAGE.read_text(encoding="utf-8")
    return text.split(_FROM)[1].split(_TO)[0]


def main() -> None:
    """Put the diagram of today into the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.replace(drawn(), diagram()), encoding="utf-8")


if __name__ == "__main__":
    main()
