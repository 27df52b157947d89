"""Kills publishers at chosen moments while readers read, and counts what came of it."""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from tests.support.publishing import content, make, packed, run, shown
from tests.support.readers import Noted, reading, served
from tests.support.sites import ROOT

VERSIONS = "ABCDEFGH"
_WEIGHT = 150
_STARTING, _FINISHED = "starting", "finished"
_COPYING_OVER = """
import shutil, sys
print("copying over ...", flush=True)
shutil.copytree(sys.argv[1], sys.argv[2], dirs_exist_ok=True)
"""


@dataclass
class Tally:
    """What came of a number of kills."""

    phases: Counter[str] = field(default_factory=Counter)
    """How many kills fell into each phase; those that came too late are not among them."""
    late: int = 0
    """How many runs were over when the kill came."""
    noted: Noted = field(default_factory=Noted)
    failures: list[str] = field(default_factory=list)
    """What a run after a kill said when it did not succeed, or what it left lying about."""


def made(folder: Path) -> dict[str, Path]:
    """A small release of each version, by folder or by tar in turn."""
    releases = {}
    for number, version in enumerate(VERSIONS):
        release = make(folder, version, content(version, _WEIGHT))
        releases[version] = packed(release) if number % 2 else release
    return releases


def struck(folder: Path, kills: int, seed: int) -> Tally:
    """Publish and go back under fire: kill so many runs, and let one succeed after each."""
    folder.mkdir(exist_ok=True)
    dest, chance, tally = folder / "srv", random.Random(seed), Tally()
    releases = made(folder / "made")
    dest.mkdir()
    for version in VERSIONS[:3]:
        run("publish", dest, releases[version])
    commands = _commands(dest, releases)
    rhythm = {act: _rhythm(next(commands)) for act in ("publish", "rollback")}
    with served(dest, folder / "nginx") as port, reading(port, VERSIONS) as tally.noted:
        while tally.phases.total() < kills:
            command = next(commands)
            phase = _killed(command, rhythm[command[0]], chance)
            if phase == _FINISHED:
                tally.late += 1
                continue
            tally.phases[f"{command[0]}: {phase}"] += 1
            again = command if chance.random() < 0.5 else next(commands)
            done = run(*again)
            left = sorted(path.name for path in [*dest.glob(".*.new"), *dest.glob("*/.*.part")])
            if done.returncode or left:
                tally.failures.append(f"after {phase}: {done.stderr.strip()} {left}")
    return tally


def _commands(dest: Path, releases: dict[str, Path]) -> Iterator[tuple[str, ...]]:
    """Publish and go back in turn; two publications for each way back."""
    versions = cycle(VERSIONS)
    while True:
        yield ("publish", str(dest), str(releases[next(versions)]))
        yield ("rollback", str(dest))
        yield ("publish", str(dest), str(releases[next(versions)]))


def _rhythm(command: Sequence[str]) -> list[tuple[str, float]]:
    """The phases of a run that is left alone, and how many seconds each takes."""
    begin = time.monotonic()
    phases = [(_STARTING, begin)]
    with _started(command) as process:
        assert process.stdout is not None
        phases += [
            (line.strip(" .\n"), time.monotonic()) for line in process.stdout if "..." in line
        ]
    ends = [*(when for _, when in phases[1:]), time.monotonic()]
    return [(name, end - when) for (name, when), end in zip(phases, ends, strict=True)]


def _killed(
    command: Sequence[str], rhythm: Sequence[tuple[str, float]], chance: random.Random
) -> str:
    """Kill a run somewhere in a phase, each phase as often as another; the phase that was hit."""
    aim, length = chance.choice(rhythm)
    phase = _STARTING
    with _started(command) as process:
        assert process.stdout is not None
        while phase != aim and (line := process.stdout.readline()):
            phase = line.strip(" .\n") if "..." in line else phase
        time.sleep(chance.random() * length)
        process.kill()
        for line in process.stdout:
            phase = line.strip(" .\n") if "..." in line else phase
    return phase if process.returncode == -9 else _FINISHED


def _started(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "deploy", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def copied_over(folder: Path, kills: int, seed: int) -> Tally:
    """The same readers before a publisher that copies over what is shown; it must be caught."""
    dest, chance, tally = folder / "srv", random.Random(seed), Tally()
    releases = [make(folder / "made", version, content(version, _WEIGHT)) for version in VERSIONS]
    shutil.copytree(releases[0] / "www", dest / "current/www")
    with served(dest, folder / "nginx") as port, reading(port, VERSIONS) as tally.noted:
        for release, _ in zip(cycle(releases), range(kills), strict=False):
            source, target = str(release / "www"), str(dest / "current/www")
            command = [sys.executable, "-c", _COPYING_OVER, source, target]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.random() * 0.02)
                process.kill()
            tally.phases["copying over"] += process.returncode == -9
            time.sleep(0.05)
    return tally


def starved(dest: Path, folder: Path, steps: int, room: int) -> Tally:
    """Publish to a disk that is full to `steps` different degrees, the last with `room` bytes."""
    folder.mkdir(exist_ok=True)
    releases, tally = made(folder / "made"), Tally()
    for version in VERSIONS[:2]:
        run("publish", dest, releases[version])
    with served(dest, folder / "nginx") as port, reading(port, VERSIONS) as tally.noted:
        for step, version in zip(range(steps), cycle(VERSIONS[2:]), strict=False):
            free = max(0, shutil.disk_usage(dest).free - room * step // (steps - 1))
            (dest / "filler").write_bytes(b"0" * free)
            before = shown(dest)
            done = run("publish", dest, releases[version])
            is_kept = done.returncode == 1 and shown(dest) == before and "..." in done.stdout
            tally.phases[f"refused at: {done.stdout.splitlines()[-1].strip(' .')}"] += is_kept
            tally.late += done.returncode == 0
            if not is_kept and done.returncode:
                tally.failures.append(done.stderr)
            (dest / "filler").unlink()
            run("publish", dest, releases["A"])
    return tally
