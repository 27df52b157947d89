"""Reads the drawings of built pages: boxes, lines and letters, and what lies on what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from lxml.html import HtmlElement, parse

from macros.pages.charts import text_width

_STEP = re.compile(r"([MHV])(-?\d+)(?:[ ,](-?\d+))?")


@dataclass(frozen=True)
class Area:
    """A rectangle with what it is called."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Whether two rectangles have a point in common, edges included."""
        is_beside = self.right < other.left or other.right < self.left
        return not is_beside and self.top <= other.bottom and other.top <= self.bottom


def of_class(within: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of a class, in their order."""
    return [node for node in within.iter() if name in (node.get("class") or "").split()]


def drawings(site: Path, page: str, name: str) -> list[HtmlElement]:
    """The drawings of a page of a site, which is a folder or a file, in figures of a class."""
    folder = site / page / "index.html"
    file = folder if folder.exists() else site / f"{page}.html"
    figures = of_class(parse(file).getroot(), name)
    return [drawing for figure in figures for drawing in of_class(figure, "figure__svg")]


def boxes(drawing: HtmlElement, name: str) -> list[Area]:
    """The boxes of a drawing, of a class, by their ids."""
    return [_area(node.get("data-id"), node.find("rect")) for node in of_class(drawing, name)]


def lines(drawing: HtmlElement) -> list[HtmlElement]:
    """The lines of a drawing that join boxes."""
    return [line for line in of_class(drawing, "edge") if line.get("data-from")]


def _area(name: str, rect: HtmlElement) -> Area:
    x, y, width, height = (float(rect.get(key)) for key in ("x", "y", "width", "height"))
    return Area(name, x, y, x + width, y + height)


def strokes(path: str) -> Iterator[Area]:
    """The level and upright strokes of a path."""
    assert _STEP.sub("", path) == ""
    x = y = 0.0
    for command, one, other in _STEP.findall(path):
        before = x, y
        x = float(one) if command in "MH" else x
        y = float(one) if command == "V" else float(other) if command == "M" else y
        if command != "M":
            yield Area(path, *(min(pair) for pair in zip(before, (x, y), strict=True)),
                       *(max(pair) for pair in zip(before, (x, y), strict=True)))  # fmt: skip


def crossings(drawing: HtmlElement, name: str) -> list[tuple[str, str, str]]:
    """Each line with a box of a class that it does not join and yet touches."""
    areas = boxes(drawing, name)
    return [
        (line.get("data-from"), line.get("data-to"), box.name)
        for line in lines(drawing)
        for box in areas
        if box.name not in (line.get("data-from"), line.get("data-to"))
        and any(stroke.meets(box) for stroke in strokes(line.get("d")))
    ]


def letters(drawing: HtmlElement, size: int = 13) -> list[Area]:
    """Each line of letters, as wide as the widest font could make it."""
    found = []
    for text in drawing.iter("text"):
        spans = list(text.iter("tspan")) or [text]
        y = float(text.get("y"))
        for span in spans:
            words = span.text or ""
            y += float(span.get("dy") or 0)
            x, width = float(span.get("x")), text_width(words, size)
            if text.get("text-anchor") == "middle":
                x -= width / 2
            elif text.get("text-anchor") == "end":
                x -= width
            found.append(Area(words, x, y - size * 0.8, x + width, y + size * 0.2))
    return found


def overlaps(areas: list[Area]) -> list[tuple[str, str]]:
    """The pairs of areas that lie on each other."""
    return [(one.name, other.name) for one, other in combinations(areas, 2) if one.meets(other)]


def struck(drawing: HtmlElement) -> list[tuple[str, str]]:
    """The lines of letters that a line of the drawing runs through."""
    through = [stroke for line in lines(drawing) for stroke in strokes(line.get("d"))]
    return [
        (words.name, stroke.name)
        for words in letters(drawing)
        for stroke in through
        if words.meets(stroke)
    ]
