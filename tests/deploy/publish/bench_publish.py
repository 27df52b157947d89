"""Kills two hundred publications under the eyes of readers and prints the figures.

python -m tests.deploy.publish.bench_publish [KILLS [SEED]]
"""

import sys
import tempfile
from pathlib import Path

from tests.support.kills import Tally, copied_over, struck


def main(kills: int, seed: int) -> int:
    """Run both; 1 if a reader of ours got what it should not, or the harness is blind."""
    with tempfile.TemporaryDirectory() as folder:
        ours = struck(Path(folder, "ours"), kills, seed)
        _print(f"python -m deploy publish, rollback; seed {seed}", ours)
    with tempfile.TemporaryDirectory() as folder:
        other = copied_over(Path(folder), 20, seed)
        _print("for comparison: copying over the site that is shown", other)
    return int(bool(ours.noted.breaches or ours.failures or not other.noted.breaches))


def _print(title: str, tally: Tally) -> None:
    print(title)
    print(f"  {tally.phases.total()} kills, {tally.late} runs were over before")
    for phase, count in sorted(tally.phases.items()):
        print(f"    {count:4} {phase}")
    print(f"  {tally.noted.fetches} fetches, releases seen: {len(tally.noted.releases)}")
    print(f"  {len(tally.noted.breaches)} breaches, {len(tally.failures)} failures after a kill")
    for line in [*tally.noted.breaches[:5], *tally.failures[:5]]:
        print(f"    {line}")


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]]
    sys.exit(main(*[*numbers, *(200, 1)[len(numbers) :]]))
