"""Says at once which pinned packages a folder of wheels lacks, when it is run as make does."""

# Before pip, which is silent for minutes until it comes to the first one that is missing; with
# Python alone, because nothing is installed yet.

import hashlib
import re
import sys
from pathlib import Path

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
_SHOWN = 10
"""So many missing packages are named."""


def missing_packages(folder: Path, requirements: str) -> tuple[list[str], int]:
    """The packages of which a folder holds no file with a pinned hash; how many are pinned."""
    here = {hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.*")}
    _, *parts = _NAME.split(requirements)
    hashes: dict[str, set[str]] = {}
    for name, pin in zip(parts[::2], parts[1::2], strict=True):
        hashes.setdefault(name, set()).update(_HASH.findall(pin))
    return [name for name, allowed in hashes.items() if not allowed & here], len(hashes)


def main() -> int:
    """Print what is missing; return 1 if anything is."""
    folder, requirements = map(Path, sys.argv[1:3])
    missing, total = missing_packages(folder, requirements.read_text(encoding="utf-8"))
    if not missing:
        return 0
    count = f"{len(missing)} of {total} packages of {requirements.name}"
    names = f"{', '.join(missing[:_SHOWN])}{', ...' if len(missing) > _SHOWN else ''}"
    how = f"Fetch them where there is an index: make wheels REQUIREMENTS={requirements.name}"
    print(f"{folder} lacks {count}, or has others: {names}.\n{how}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
