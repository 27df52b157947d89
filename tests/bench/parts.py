"""Times the parts of a build beside what does the like.

A part is timed where it runs, in the build itself, by the processor time of the process. Its peer:

- reading and checking the data: PyYAML's fast loader over the same files, and nothing else;
- the search index: Material's search plugin over the same pages;
- the exports: Python's `json` writing the same values again.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from material.plugins.search.plugin import SearchPlugin
from mkdocs.commands.build import build
from mkdocs.config import load_config

from macros import outputs, text, validation

Parts = dict[str, float]
"""Seconds of the processor by the name of a part."""
_OURS = ("load", "index", "exports")


@contextmanager
def watched() -> Iterator[Parts]:
    """Time the parts of our build that runs in the block; its modules must be read only there."""
    parts: Parts = defaultdict(float)
    found = [
        (validation, "load_data", "load"),
        (text, "search_sections", "index"),
        (outputs, "build_search_index", "index"),
        (outputs, "json_exports", "exports"),
    ]
    kept = [(module, name, getattr(module, name)) for module, name, _ in found]
    for module, name, part in found:
        setattr(module, name, _timed(getattr(module, name), parts, part))
    try:
        yield parts
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def told(parts: Parts) -> Parts:
    """The parts, if each has run; a part under another name would seem to take no time."""
    if missing := [name for name in _OURS if not parts.get(name)]:
        raise ValueError(f"not seen in the build: {', '.join(missing)}")
    return dict(parts)


def _timed(function: Callable[..., Any], parts: Parts, part: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        result = function(*arguments, **named)
        if isinstance(result, Iterator):
            result = list(result)
        parts[part] += time.process_time() - start
        return result

    return timed


def stock_index(config: Path, site: Path) -> Parts:
    """What Material's search plugin takes in a build of the ready pages."""
    parts: Parts = defaultdict(float)
    for name in ("on_page_context", "on_post_build"):
        setattr(SearchPlugin, name, _timed(getattr(SearchPlugin, name), parts, "index"))
    build(load_config(str(config), site_dir=str(site)))
    return dict(parts)


def plain(data: Path, site: Path) -> Parts:
    """What it takes to read the files of the data as YAML, and to write the exports again."""
    parts: Parts = defaultdict(float)
    read = _timed(_read, parts, "load")
    for file in sorted(data.rglob("*.yml")):
        read(file.read_text(encoding="utf-8"))
    write = _timed(json.dumps, parts, "exports")
    for file in sorted((site / "api").rglob("*.json")):
        write(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False, indent=2)
    return dict(parts)


def _read(text: str) -> object:
    return yaml.load(text, Loader=yaml.CSafeLoader)


if __name__ == "__main__":
    if sys.argv[1] == "stock":
        print(json.dumps(stock_index(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        print(json.dumps(plain(Path(sys.argv[2]), Path(sys.argv[3]))))
