"""Knows what a command costs in time and memory; refuses to know what it does.

It measures from a small process of its own: the system counts for a child the memory that its
parent held when it was started.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
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
    """Megabytes (10^6 bytes) of the largest of its processes at its largest."""


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
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobyte = 1 if sys.platform == "darwin" else 1024
    print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss * kilobyte / 1e6]))
    return abs(process.returncode)


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1:]))
