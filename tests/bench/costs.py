"""Measures the time and memory of a command, its children included.

It measures from a small process of its own: the system counts for a child the memory that its
parent held when it was started.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TOLD = 2000
"""How much is shown of what a command said before it failed, in characters."""


@dataclass(frozen=True)
class Cost:
    """What a command took, with all the processes that it started and waited for."""

    wall: float
    """Seconds on the clock."""
    processor: float
    """Seconds of all cores together."""
    memory: float
    """Megabytes (10^6 bytes) of all its processes together at their largest.

    What they share is counted once. Where the system does not tell, that of the largest alone.
    """


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder; exit with what it said last if it fails."""
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            [sys.executable, "-S", __file__, *command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            check=False,
        )
        said.seek(0)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{said.read()[-_TOLD:]}")
    return Cost(*json.loads(done.stdout))


def _measure(command: Sequence[str]) -> int:
    """Run a command; print wall time, processor time and memory; return its status."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=sys.stderr)
    sizes = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, sizes), daemon=True)
    watch.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobyte = 1 if sys.platform == "darwin" else 1024
    largest = max(*sizes, used.ru_maxrss * kilobyte / 1e6)
    print(json.dumps([wall, used.ru_utime + used.ru_stime, largest]))
    return abs(process.returncode)


def _watch(first: int, sizes: list[float]) -> None:
    """Note how large a process and all that it started are, five times a second."""
    while Path(f"/proc/{first}").exists():
        sizes.append(sum(map(_size, _family(first))) / 1e6)
        time.sleep(0.2)


def _family(first: int) -> list[int]:
    found = [first]
    for one in found:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _size(process: int) -> int:
    """Bytes that are its own, and its part of what it shares."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1:]))
