"""Writes measured figures as a table and says which bar they reach."""

import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

Figures = dict[str, dict[str, list[float]]]
"""By size, by measure: the figure of each round. Measures of a size that are missing are absent."""


@dataclass(frozen=True)
class Row:
    """A line of the table: a figure, or how many times that of a peer it is."""

    name: str
    of: str
    against: str = ""
    unit: str = ""
    digits: int = 1
    most: Mapping[str, float] = field(default_factory=dict)
    """At each size: the most it may be."""
    less: Mapping[str, float] = field(default_factory=dict)
    """At each size: what it must stay below."""
    growth: float = 0
    """The most times that it may be at the larger size what it is at the smaller."""
    grows: bool = True
    """Whether its growth is worth telling."""


@dataclass(frozen=True)
class Spread:
    """What came of the rounds."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True)
class Verdict:
    """The bars of a table, or of a row of it."""

    reached: int = 0
    missed: int = 0
    unmeasured: int = 0

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(
            self.reached + other.reached,
            self.missed + other.missed,
            self.unmeasured + other.unmeasured,
        )


def rows(words: dict[str, Any]) -> tuple[Row, ...]:
    """The rows that a file of words names."""
    return tuple(Row(**row) for row in words["rows"])


def spread(figures: Figures, size: str, row: Row) -> Spread | None:
    """The median of the rounds with the least and the most; None where nothing was measured.

    Of a ratio each round is one, where both took turns; else it is that of the medians.
    """
    found = figures.get(size, {})
    values, others = found.get(row.of), found.get(row.against)
    if not values or (row.against and not others):
        return None
    if others and len(others) == len(values):
        values = [one / other for one, other in zip(values, others, strict=True)]
    elif others:
        values = [statistics.median(values) / statistics.median(others)]
    return Spread(statistics.median(values), min(values), max(values))


def growth(figures: Figures, row: Row, words: dict[str, Any]) -> float | None:
    """How many times the figure at the smaller size that at the larger is."""
    small, large = (spread(figures, words["grows"][end], row) for end in ("from", "to"))
    return large.middle / small.middle if small and large and small.middle else None


def verdict(figures: Figures, row: Row, words: dict[str, Any]) -> Verdict:
    """Which bars of a row are reached; the figure as it was measured counts, not as it is shown."""
    found = [
        *(_holds(spread(figures, size, row), bar, False) for size, bar in row.most.items()),
        *(_holds(spread(figures, size, row), bar, True) for size, bar in row.less.items()),
    ]
    if row.growth:
        times = growth(figures, row, words)
        found.append(None if times is None else times <= row.growth)
    return Verdict(found.count(True), found.count(False), found.count(None))


def _holds(found: Spread | None, bar: float, strictly: bool) -> bool | None:
    if found is None:
        return None
    return found.middle < bar if strictly else found.middle <= bar


def table(figures: Figures, words: dict[str, Any]) -> Iterator[list[str]]:
    """The cells of the table, its heading first, the sizes that were measured side by side.

    Raise ValueError for a row that asks for what nobody measures.
    """
    known = {name for found in figures.values() for name in found}
    asked = {name for row in rows(words) for name in (row.of, row.against) if name}
    if unknown := sorted(name for name in asked - known if not _may_be_absent(name)):
        raise ValueError(f"nobody measures {', '.join(unknown)}")
    sizes = [size for size in words["sizes"] if size in figures]
    shown = [words["sizes"][size] for size in sizes]
    yield [*words["head"], *shown, words["growth"], words["bar"], words["verdict"]]
    for row in rows(words):
        cells = [_cell(spread(figures, size, row), row, words) for size in sizes]
        times = growth(figures, row, words) if row.grows and not row.against else None
        told = str(words["absent"]) if times is None else f"× {_number(times, 2)}"
        unit = words["times"] if row.against else row.unit
        judged = _judged(verdict(figures, row, words), words)
        bars = _bars(row, words) or str(words["absent"])
        yield [row.name, unit, *cells, told, bars, judged]


def markdown(lines: Iterable[list[str]]) -> str:
    """The table for a terminal."""
    head, *others = lines
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *others))


def html(lines: Iterable[list[str]], title: str) -> str:
    """The table for the site, where a small screen shows its rows as blocks.

    It is not Markdown, whose tables can not be given what a reader without a mouse needs.
    """
    head, *others = ([escape(cell) for cell in line] for line in lines)
    names = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    found = [
        f'<div class="table-wrap" tabindex="0" role="region" aria-labelledby="{escape(title)}">',
        f'<table class="stacks"><thead><tr>{names}</tr></thead><tbody>',
    ]
    for name, *cells in others:
        rest = "".join(f"<td>{cell}</td>" for cell in cells)
        found.append(f'<tr><th scope="row">{name}</th>{rest}</tr>')
    return "\n".join([*found, "</tbody></table>", "</div>"])


def total(figures: Figures, words: dict[str, Any]) -> Verdict:
    """The bars of the whole table."""
    return sum((verdict(figures, row, words) for row in rows(words)), Verdict())


def count(figures: Figures, words: dict[str, Any]) -> int:
    """How many figures the table shows."""
    found = (spread(figures, size, row) for size in figures for row in rows(words))
    return sum(one is not None for one in found)


def _cell(found: Spread | None, row: Row, words: dict[str, Any]) -> str:
    if found is None:
        is_absent = _may_be_absent(row.of) or _may_be_absent(row.against)
        return str(words["not_installed"] if is_absent else words["absent"])
    middle, *ends = (_number(one, row.digits) for one in (found.middle, found.least, found.most))
    return f"{middle} ({'–'.join(ends)})" if ends[0] != ends[1] else middle


def _may_be_absent(measure: str) -> bool:
    """Whether a figure is that of the peer which is not everywhere to be had."""
    return measure.startswith("zensical")


def _number(value: float, digits: int) -> str:
    """As it is written in Vietnamese: 1.234,5."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def _bars(row: Row, words: dict[str, Any]) -> str:
    """The bars in signs: `≤ 1 (500, 2.000)`."""
    found = []
    for sign, bars in (("≤", row.most), ("<", row.less)):
        for bar in dict.fromkeys(bars.values()):
            sizes = [words["sizes"][size] for size, one in bars.items() if one == bar]
            where = "" if len(sizes) == len(words["sizes"]) else f" ({', '.join(sizes)})"
            found.append(f"{sign} {_number(bar, 1 if bar % 1 else 0)}{where}")
    if row.growth:
        found.append(f"× ≤ {row.growth:g}".replace(".", ","))
    return "; ".join(found)


def _judged(found: Verdict, words: dict[str, Any]) -> str:
    if found.missed:
        return str(words["no"])
    if found.unmeasured:
        return str(words["unmeasured"])
    return str(words["yes" if found.reached else "absent"])
