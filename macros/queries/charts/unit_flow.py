"""What became of the units of a structure, up to a later structure of the same body."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from macros.model import Organization
from macros.queries.step_functions import StepFunction
from macros.queries.structure import ChartLevel, chart_levels
from macros.register import Entry, Register

_MOST_STRUCTURES = 6
"""Of how many structures of a body each is compared with each; of more, the last ones."""


@dataclass(frozen=True)
class FlowBand:
    """That a unit went on as another body; `target` is None where no source says as which."""

    origin: Entry[Organization]
    target: Entry[Organization] | None
    is_inferred: bool

    @property
    def kind(self) -> str:
        """`kept`, `followed`, `inferred` or `unknown`."""
        if self.target is None:
            return "unknown"
        if self.origin is self.target:
            return "kept"
        return "inferred" if self.is_inferred else "followed"


@dataclass(frozen=True)
class UnitFlow:
    """The units of two structures of a body, and how the earlier ones went on."""

    earlier: ChartLevel
    later: ChartLevel
    before: tuple[Entry[Organization], ...]
    """The units of the earlier structure: those of which is known what became of them first."""
    after: tuple[Entry[Organization], ...]
    """The units of the later structure and what followed outside it, in the order of `before`."""
    bands: tuple[FlowBand, ...]
    listed: frozenset[str]
    """The addresses of the units of the later structure."""

    @property
    def steps(self) -> tuple[StepFunction, StepFunction]:
        """When the two structures hold: keys under `held`."""
        return self.earlier.steps, self.later.steps


def unit_flows(register: Register, entry: Entry[Organization]) -> tuple[UnitFlow, ...]:
    """The flows between any two structures of a body; that between the outermost comes first."""
    levels = chart_levels(register, entry)[-_MOST_STRUCTURES:]
    pairs = sorted(combinations(range(len(levels)), 2), key=lambda pair: pair[0] - pair[1])
    return tuple(_flow(register, levels[one], levels[other]) for one, other in pairs)


def _flow(register: Register, earlier: ChartLevel, later: ChartLevel) -> UnitFlow:
    units, listed = _units(earlier), {unit.address: unit for unit in _units(later)}
    bands = [
        FlowBand(unit, target, is_inferred)
        for unit in units
        for target, is_inferred in _ends(register, unit, set(listed), frozenset())
    ]
    known = {band.origin.address for band in bands if band.target}
    before = sorted(units, key=lambda unit: unit.address not in known)
    place = {unit.address: at for at, unit in enumerate(before)}
    origins: dict[str, list[int]] = {address: [] for address in listed}
    ends = dict(listed)
    for band in bands:
        if band.target:
            ends[band.target.address] = band.target
            origins.setdefault(band.target.address, []).append(place[band.origin.address])

    def order(address: str) -> float:
        places = origins[address]
        return sum(places) / len(places) if places else len(before)

    after = tuple(ends[address] for address in sorted(ends, key=order))
    bands.sort(key=lambda band: place[band.origin.address])
    return UnitFlow(earlier, later, tuple(before), after, tuple(bands), frozenset(listed))


def _units(level: ChartLevel) -> list[Entry[Organization]]:
    return [unit.entry for _, units in level.groups for unit in units]


def _ends(
    register: Register, unit: Entry[Organization], listed: set[str], seen: frozenset[str]
) -> Iterator[tuple[Entry[Organization] | None, bool]]:
    """As what a unit goes on in a structure or outside it, step by step; whether we infer it."""
    successors = unit.record.successors
    if unit.address in listed or (seen and not successors):
        yield unit, False
    elif not successors:
        yield None, False
    for successor in () if unit.address in listed or unit.address in seen else successors:
        follower = register.get(Organization, successor.organization)
        for end, is_inferred in _ends(register, follower, listed, seen | {unit.address}):
            yield end, is_inferred or successor.basis.value == "analysis"
