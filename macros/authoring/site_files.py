"""Refuses files in `docs/` and `overrides/` that nobody meant to publish."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from macros.yamlio import Mark, Problem, problem, read_content

DOCS_KINDS = (".md", ".png", ".svg", ".webp")
"""The kinds of files that `docs/` may hold."""
OVERRIDES_KINDS = (".html", ".css", ".js", ".ts", ".png", ".svg", ".webp", ".ico", ".woff2")
"""The kinds of files that `overrides/` may hold."""
_BEGINNINGS = {
    ".png": rb"\x89PNG\r\n\x1a\n",
    ".webp": rb"RIFF....WEBP",
    ".ico": rb"\x00\x00\x01\x00",
    ".woff2": rb"wOF2",
}
_LEFT_BY_SYSTEMS = (".DS_Store", ".gitkeep", ".gitignore")
"""MkDocs publishes nothing that begins with a dot."""
_TEMPORARY = re.compile(r"\..*|~.*|#.*#|.*~|.*\.(swp|swo|tmp|temp|bak|orig|rej)", re.IGNORECASE)
_NAME = re.compile(r"(?! )[\w. ()+,@=-]+(?<! )")
_SVG, _NONE = "{http://www.w3.org/2000/svg}", ""
_SVG_ELEMENTS = """
circle clipPath defs desc ellipse g line linearGradient marker mask metadata path pattern polygon
polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view
"""
_ALLOWED_IN_SVG = frozenset(_SVG_ELEMENTS.split())
_SVG_LINK = re.compile(r"url\((?!\s*[\"']?#)|@import|expression\(|javascript:", re.IGNORECASE)
_MOST_DEEP = 100


def find_stray_files(folder: Path, shown: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with the files of a folder, page by page; `shown` is its name in problems."""
    denied = list[OSError]()
    for place, folder_names, file_names in os.walk(folder, onerror=denied.append):
        inside = Path(place).relative_to(folder).as_posix()
        prefix = shown if inside == "." else f"{shown}/{inside}"
        for name in sorted(folder_names):
            if refused := _name_problem(Path(place, name), f"{prefix}/{name}"):
                yield refused
                folder_names.remove(name)
        for name in sorted(file_names):
            if name not in _LEFT_BY_SYSTEMS:
                yield from _file_problems(Path(place, name), f"{prefix}/{name}", kinds)
    for error in denied:
        path = Path(error.filename).relative_to(folder).as_posix()
        yield problem(f"{shown}/{path}", Mark(), "unreadable-file", detail="forbidden")


def _name_problem(path: Path, shown: str) -> Problem | None:
    """What is wrong with a file or folder by its name alone."""
    if path.is_symlink():
        return problem(shown, Mark(), "symbolic-link")
    if _TEMPORARY.fullmatch(path.name):
        return problem(shown, Mark(), "temporary-file")
    if not _NAME.fullmatch(path.name):
        return problem(shown, Mark(), "unsafe-file-name")
    return None


def _file_problems(path: Path, shown: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    if refused := _name_problem(path, shown):
        yield refused
    elif path.suffix not in kinds:
        nearest = path.suffix.lower() if path.suffix.lower() in kinds else ""
        values = {"kinds": ", ".join(kinds), "nearest": nearest}
        yield problem(shown, Mark(), "stray-page", **values)
    elif path.suffix == ".svg" or path.suffix in _BEGINNINGS:
        content = read_content(path, shown)
        if isinstance(content, Problem):
            yield content
        elif path.suffix == ".svg":
            yield from _svg_problems(content, shown)
        elif not re.match(_BEGINNINGS[path.suffix], content, re.DOTALL):
            yield problem(shown, Mark(), "wrong-content", kind=path.suffix)
    elif not path.is_file():
        yield problem(shown, Mark(), "not-a-file")


def _svg_problems(content: bytes, shown: str) -> Iterator[Problem]:
    """A picture that is no drawing, or one that runs something or loads something."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        yield problem(shown, Mark(), "wrong-content", kind=".svg")
        return
    if root.tag != f"{_SVG}svg":
        yield problem(shown, Mark(), "wrong-content", kind=".svg")
        return
    text = content.decode("utf-8", "replace")
    refused = dict.fromkeys(_refused_in_svg(root, 0))
    if "<?xml-stylesheet" in text:
        refused["xml-stylesheet"] = None
    for name in refused:
        before = text[: max(text.find(name), 0)]
        mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        yield problem(shown, mark, "active-picture", value=name)


def _refused_in_svg(element: Element, depth: int) -> Iterator[str]:
    tag = str(element.tag)
    namespace, brace, name = tag.rpartition("}")
    if depth > _MOST_DEEP:
        yield name
        return
    is_drawing = f"{namespace}{brace}" in (_SVG, _NONE)
    if "xhtml" in namespace or (is_drawing and name not in _ALLOWED_IN_SVG):
        yield name
    if name == "style" and _SVG_LINK.search(element.text or ""):
        yield name
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        is_link = attribute == "href" and not value.startswith("#")
        if attribute.lower().startswith("on") or is_link or _SVG_LINK.search(value):
            yield attribute
    for child in element:
        yield from _refused_in_svg(child, depth + 1)
