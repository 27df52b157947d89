"""The invented institution of any size: good data, alike on every run, and as rich as the real."""

from pathlib import Path

from macros.load import load
from macros.register import Register
from tests.growing import grown


def test_it_is_good_data_of_at_least_that_size(tmp_path: Path, real: Register) -> None:
    """With as many links for each record as the real institution has."""
    count = grown(tmp_path / "data", 900)
    found = load(tmp_path / "data")
    assert len(found.entries) == count >= 900
    assert len(found.links) * len(real.entries) == len(real.links) * count


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whoever measures twice measures the same."""
    for name in ("one", "two"):
        grown(tmp_path / name, 600, seed=3)
    files = sorted(one.relative_to(tmp_path / "one") for one in (tmp_path / "one").rglob("*.yml"))
    assert [
        one
        for one in files
        if (tmp_path / "one" / one).read_bytes() != (tmp_path / "two" / one).read_bytes()
    ] == []
