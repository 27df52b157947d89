"""The invented institution of any size: good data, alike on every run, and as rich as the real."""

from pathlib import Path

import pytest

from macros.register import Register
from macros.validation import load_data
from tests.bench.growing import grown


def test_whole_copies_are_as_rich_as_the_real_institution(tmp_path: Path, real: Register) -> None:
    """Every record of a copy has the links of the one that it copies."""
    count = grown(tmp_path / "data", 2 * len(real.entries))
    found = load_data(tmp_path / "data")
    assert len(found.entries) == count == 2 * len(real.entries)
    assert len(found.links) == 2 * len(real.links)


@pytest.mark.parametrize(("count", "seed"), [(500, 7), (500, 1), (900, 3)])
def test_a_part_of_a_copy_makes_up_the_number(
    tmp_path: Path, real: Register, count: int, seed: int
) -> None:
    """It is good data of exactly that size, about as rich as the real institution."""
    assert grown(tmp_path / "data", count, seed) == count
    found = load_data(tmp_path / "data")
    assert len(found.entries) == count
    richer = len(found.links) / count / (len(real.links) / len(real.entries))
    assert 0.95 < richer < 1.15


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whoever measures twice measures the same."""
    for name in ("one", "two"):
        grown(tmp_path / name, 1000, seed=3)
    files = sorted(one.relative_to(tmp_path / "one") for one in (tmp_path / "one").rglob("*.yml"))
    assert len(files) > 500
    assert [
        one
        for one in files
        if (tmp_path / "one" / one).read_bytes() != (tmp_path / "two" / one).read_bytes()
    ] == []


def test_another_seed_draws_other_records(tmp_path: Path) -> None:
    """The part of the last copy is a matter of chance, not of the order of files."""
    for seed in (1, 2):
        grown(tmp_path / str(seed), 450, seed)
    assert (tmp_path / "1/sources.yml").read_bytes() != (tmp_path / "2/sources.yml").read_bytes()
