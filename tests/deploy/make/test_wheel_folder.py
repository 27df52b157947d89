"""A folder of wheels that is not whole is named before pip begins."""

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.sites import ROOT

SCRIPT = ROOT / "deploy/make/wheel_folder.py"


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (("a", "b-c"), ""),
        (("a",), "lacks 1 of 2 packages of requirements.txt, or has others: b-c.\n"),
        ((), "lacks 2 of 2 packages of requirements.txt, or has others: a, b-c.\n"),
    ],
)
def test_what_a_folder_lacks_is_said(tmp_path: Path, there: tuple[str, ...], said: str) -> None:
    """By the hashes, whatever a file is called; of a package pinned twice one is enough."""
    wheels, pins = tmp_path / "wheels", tmp_path / "requirements.txt"
    wheels.mkdir()
    lines = (("a", "1", b"a"), ("a", "2", b"other"), ("b-c", "1", b"b-c"))
    pins.write_text(
        "".join(
            f"{name}=={version} \\\n    --hash=sha256:{sha256(data).hexdigest()}\n"
            for name, version, data in lines
        )
    )
    (wheels / "c-1.whl").write_bytes(b"tampered with")
    for name in there:
        (wheels / f"{name}-1.whl").write_bytes(name.encode())
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(wheels), str(pins)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    how = "Fetch them where there is an index: make wheels REQUIREMENTS=requirements.txt\n"
    assert (done.returncode, done.stderr) == (
        1 if said else 0,
        f"{wheels} {said}{how}" if said else "",
    )
