"""Finds files among the pages that nobody meant to publish."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.yamlio import Mark, Problem, problem

_PUBLISHED = (".md", ".css", ".js", ".png", ".svg", ".webp")
"""The kinds of files that docs/ may hold."""


def find_stray_files(files: Iterable[tuple[str, Path]], docs: Path) -> Iterator[Problem]:
    """Links, and files of other kinds, among those that would be published, by their address."""
    for uri, path in files:
        if not path.is_relative_to(docs):
            continue
        below = (folder for folder in path.parents if folder.is_relative_to(docs))
        if any(part.is_symlink() for part in (path, *below) if part != docs):
            yield problem(f"docs/{uri}", Mark(), "symbolic-link")
        elif path.suffix not in _PUBLISHED:
            yield problem(f"docs/{uri}", Mark(), "stray-page")
