"""The text of a page written by hand, with the problems found in it by offset."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.yamlio import Mark, Problem, problem


@dataclass
class PageText:
    """The part of a page that is not front matter."""

    shown: str
    """The path of the file, as problems name it."""
    body: str
    line: int = 1
    """The line of the file at which the body begins."""
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = set(self.problems)
        self._starts = [0, *(i + 1 for i in self._ends())]

    def _ends(self) -> Iterator[int]:
        end = self.body.find("\n")
        while end >= 0:
            yield end
            end = self.body.find("\n", end + 1)

    def copy(self) -> "PageText":
        """The same text, to which further problems can be reported."""
        return PageText(self.shown, self.body, self.line, [*self.problems])

    def mark(self, offset: int) -> Mark:
        """The place in the file of an offset in the body."""
        number = bisect(self._starts, offset) - 1
        return Mark(self.line + number, offset - self._starts[number] + 1)

    def report(self, offset: int, rule: str, **values: object) -> None:
        """Add a problem at an offset of the body, once."""
        found = problem(self.shown, self.mark(offset), rule, **values)
        if found not in self._known:
            self._known.add(found)
            self.problems.append(found)
