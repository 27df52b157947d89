"""Knows whether somebody who may has signed a release; refuses to hold a key or to sign."""

# The one program that a server needs beside Python is OpenSSH's own ssh-keygen.

import os
import subprocess
from pathlib import Path

from deploy.manifest import MANIFEST, SIGNATURE, Refused

_UNABLE = ("No user exists for uid", "unknown option", "illegal option")
"""What it says when it could not begin: the user has no name here, or it is of before 2019."""
NAMESPACE = "site-release"
"""What a signature is for, so that one made for a letter or a commit is none for a release."""
SIGNERS = "allowed_signers"
"""Who may sign, in OpenSSH's form (ssh-keygen(1), ALLOWED SIGNERS); beside the releases."""


def check(folder: Path, name: str, signers: Path, is_needed: bool = False) -> str:
    """Who signed the manifest of a release; "" where nobody need. Raise Refused otherwise.

    Signatures are asked for as soon as the list of signers is there, readable or not; one that
    `is_needed` must be there.
    """
    signature = folder / SIGNATURE
    if not os.path.lexists(signers):
        if is_needed:
            raise Refused(f"{signers} is not there; it says who may sign, so nothing is shown.")
        return ""
    try:
        signers.open("rb").close()
    except PermissionError:
        raise Refused(f"{signers} can not be read by who publishes, so nothing is shown.") from None
    except OSError:  # a folder, or a link to nothing: a list of nobody
        pass
    if not signature.is_file():
        raise Refused(f"{name} is not signed: it has no {SIGNATURE}, and {signers} asks.")
    found = _keygen(folder, "find-principals", "-s", str(signature), "-f", str(signers))
    principals = [line.strip() for line in found.stdout.splitlines() if line.strip()]
    if found.returncode or not principals:
        raise Refused(f"{name}: no one of {signers} made its signature. {_said(found)}")
    for principal in principals:
        known = ("-f", str(signers), "-I", principal, "-n", NAMESPACE, "-s", str(signature))
        done = _keygen(folder, "verify", *known)
        if done.returncode == 0:
            return principal
    raise Refused(f"{name}: its signature is not for this manifest. {_said(done)}")


def _keygen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        with (folder / MANIFEST).open("rb") as manifest:
            done = subprocess.run(
                ("ssh-keygen", "-Y", *arguments),
                stdin=manifest,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
    except FileNotFoundError:
        raise Refused("ssh-keygen is missing; it verifies signatures (OpenSSH)") from None
    if done.returncode < 0 or any(one in done.stderr for one in _UNABLE):
        raise Refused(f"ssh-keygen does not work here, so no signature was verified. {_said(done)}")
    return done


def _said(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).split("\n")
    return "ssh-keygen says: " + "; ".join(line.strip() for line in lines if line.strip())
