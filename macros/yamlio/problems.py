"""Problems of data files: where they are, which rule they break, and the values to name."""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.yamlio.nodes import Mark


@dataclass(frozen=True, order=True)
class Problem:
    """Something a clerk must mend: where it is, which rule it breaks, and the values to name."""

    path: str
    mark: Mark
    rule: str
    values: tuple[tuple[str, str], ...] = ()


class Problems(Exception):
    """Raised when data cannot be used; holds every problem found, sorted."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(sorted(set(found)))
        super().__init__(f"{len(self.found)} problems")


def problem(path: str, mark: Mark, rule: str, **values: object) -> Problem:
    """A problem with the values its sentence names."""
    return Problem(path, mark, rule, tuple((key, str(value)) for key, value in values.items()))
