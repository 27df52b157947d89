"""Makes the release of this commit again and again under other circumstances, and compares."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.clones import clone, deploy
from tests.support.sites import AS_OF, ROOT

AT_LEAST = 10
"""How many other circumstances must have been tried."""
FILES, BYTES = 1000, 10_000_000
"""Of how many files and bytes a release at least consists; with fewer nothing was compared."""
NAMES_PYTHON = re.compile(r"(?:^|/)(?:sbom\.cdx\.json|manifest\.json|[^/]+\.tar)$")
"""Matches the bill of materials, which names the Python, and what holds its hash or itself."""
SHUFFLER = "disorderfs"
"""A file system of Debian that lists a folder in another order every time."""
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


@dataclass(frozen=True)
class Circumstance:
    """In what one release differs from the first."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    prefix: Sequence[str] = ()
    umask: int = 0o022
    python: str = sys.executable
    owner: int | None = None
    shuffled: bool = False
    """Whether the files of the clone are listed in another order."""


def circumstances(pythons: Mapping[str, Path]) -> Iterator[Circumstance]:
    """All that can be tried here; `pythons` are other ones, by what they are called."""
    yield Circumstance("another folder")
    yield Circumstance("TZ=Pacific/Kiritimati", {"TZ": "Pacific/Kiritimati"})
    yield Circumstance("LANG=C, no UTF-8", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"})
    yield Circumstance("LANG=tr_TR.UTF-8", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"})
    yield Circumstance("umask 077", umask=0o077)
    yield Circumstance("umask 000", umask=0)
    yield Circumstance("PYTHONHASHSEED=1", {"PYTHONHASHSEED": "1"})
    yield Circumstance("PYTHONHASHSEED=4294967295", {"PYTHONHASHSEED": "4294967295"})
    yield Circumstance("HOME missing", prefix=("env", "--unset=HOME"))
    yield Circumstance("one core", prefix=("taskset", "--cpu-list", "0"))
    yield Circumstance("the clock in 2031", prefix=("faketime", "2031-02-03 04:05:06"))
    yield Circumstance("the clock in 2001", prefix=("faketime", "2001-02-03 04:05:06"))
    yield Circumstance("files listed in another order", shuffled=True)
    for name, python in pythons.items():
        yield Circumstance(name, python=str(python))
        if subprocess.run([*NOBODY, python, "--version"], capture_output=True).returncode == 0:
            yield Circumstance(f"user nobody, {name}", {}, NOBODY, python=str(python), owner=65534)


def main() -> int:
    """Print a row for each circumstance; return 1 where a byte differs or too little was tried."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        work.chmod(0o755)
        source = clone(work / "source")
        first = _made(source, work / "first", Circumstance("the first"))
        names = sorted(first)
        size = sum(map(len, first.values()))
        print(f"{len(names)} files, {size} bytes, the tar among them; as of {AS_OF}", flush=True)
        tried = same = 0
        for number, circumstance in enumerate(circumstances(dict(_pythons(work)))):
            tool = SHUFFLER if circumstance.shuffled else [*circumstance.prefix, sys.executable][0]
            if not shutil.which(tool):
                print(f"  not tried  {circumstance.name}: there is no {tool} here", flush=True)
                continue
            other = _made(source, work / f"other folder {number}", circumstance)
            paths = {
                path for path in first.keys() | other.keys() if first.get(path) != other.get(path)
            }
            is_other_python = circumstance.python != sys.executable
            excused = set(filter(NAMES_PYTHON.search, paths)) if is_other_python else set()
            differing = sorted(paths - excused)
            tried, same = tried + 1, same + (not differing)
            detail = f", but for {len(excused)} that name the Python" if excused else ""
            detail += f": {len(differing)} differ, {differing[:3]}" if differing else ""
            print(
                f"  {'DIFFERENT' if differing else 'same':9}  {circumstance.name}{detail}",
                flush=True,
            )
    print(f"{same} of {tried} circumstances gave the same {len(names)} files and {size} bytes")
    is_enough = tried >= AT_LEAST and len(names) >= FILES and size >= BYTES
    return 0 if is_enough and same == tried else 1


def _made(source: Path, folder: Path, circumstance: Circumstance) -> dict[str, bytes]:
    """Mode and bytes of each file of a release and of its tar, made in a new clone."""
    subprocess.run(["git", "clone", "--quiet", str(source), str(folder)], check=True)
    if circumstance.owner is not None:
        subprocess.run(["chown", "--recursive", str(circumstance.owner), str(folder)], check=True)
    with _shuffled(folder) if circumstance.shuffled else _as_it_is(folder) as place:
        done = deploy(
            place,
            *("release", "--to", str(folder / "build")),
            environment={
                "AS_OF": AS_OF,
                "SITE_URL": "https://host.example/x/",
                **circumstance.environment,
            },
            prefix=circumstance.prefix,
            python=circumstance.python,
            umask=circumstance.umask,
        )
    if done.returncode:
        raise SystemExit(f"{circumstance.name}: no release was made\n{done.stderr}")
    files = {
        path.relative_to(folder / "build").as_posix(): _mode(path) + path.read_bytes()
        for path in (folder / "build").rglob("*")
        if path.is_file()
    }
    shutil.rmtree(folder)
    return files


def _mode(path: Path) -> bytes:
    return f"{path.stat().st_mode:o} ".encode()


@contextmanager
def _as_it_is(folder: Path) -> Iterator[Path]:
    yield folder


@contextmanager
def _shuffled(folder: Path) -> Iterator[Path]:
    """The folder in no order."""
    mount = folder.with_name(f"{folder.name} shuffled")
    mount.mkdir()
    options = ["--shuffle-dirents=yes", "--reverse-dirents=no"]
    subprocess.run([SHUFFLER, "--quiet", *options, str(folder), str(mount)], check=True)
    try:
        yield mount
    finally:
        subprocess.run(["fusermount", "-u", str(mount)], check=True)


def _pythons(work: Path) -> Iterator[tuple[str, Path]]:
    """Other Pythons of this machine with the pinned packages: `OTHER_PYTHONS`, else Debian's."""
    asked = os.environ.get("OTHER_PYTHONS", "/usr/bin/python3").split(os.pathsep)
    for python in filter(Path.exists, map(Path, filter(None, asked))):
        place = work / f"python{len(list(work.iterdir()))}"
        made = [str(python), "-m", "venv", "--without-pip", str(place)]
        subprocess.run(made, check=True)
        pip = [sys.executable, "-m", "pip", "--python", str(place / "bin/python"), "install"]
        pins = ["--require-hashes", "-r", str(ROOT / "requirements.txt")]
        subprocess.run([*pip, "--quiet", *pins], check=True, stderr=subprocess.DEVNULL)
        words = "import sys, zlib; print(sys.version.split()[0], 'zlib', zlib.ZLIB_RUNTIME_VERSION)"
        version = subprocess.run(
            [place / "bin/python", "-c", words], capture_output=True, text=True
        )
        yield f"Python {version.stdout.strip()}", place / "bin/python"


if __name__ == "__main__":
    sys.exit(main())
