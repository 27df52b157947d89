"""Problems of data files, and the errors that a user can put right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from macros.yamlio.nodes import CellMark, Mark


@dataclass(frozen=True, order=True)
class Problem:
    """Something a clerk must mend: where it is, which rule it breaks, and the values to name."""

    path: str
    mark: Mark
    rule: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """The file; the path of a sheet is that of its workbook with the name of the sheet."""
        return self.path.rpartition(":")[0] if isinstance(self.mark, CellMark) else self.path


def problem(path: str, mark: Mark, rule: str, **values: object) -> Problem:
    """A problem with the values its sentence names."""
    return Problem(path, mark, rule, tuple((key, str(value)) for key, value in values.items()))


class UserError(Exception):
    """Raised for what a user can put right; says why by a rule and the values of its sentence.

    The sentence is the label of the rule in `labels_group`.
    """

    labels_group: ClassVar[str] = "desk.declined"
    """The group of labels that holds the sentences."""
    found: tuple[Problem, ...] = ()
    """The problems at their places, where there are several."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


class Problems(UserError):
    """Raised when data cannot be used; holds every problem found, sorted."""

    labels_group = "problems"

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(sorted(set(found)))
        files = {problem.file for problem in self.found}
        super().__init__("count", problems=len(self.found), files=len(files))
