"""Checks with ssh-keygen who signed the manifest of a release."""

import os
import subprocess
from pathlib import Path

from deploy.manifest import MANIFEST, SIGNATURE, Refused

NAMESPACE = "site-release"
"""What a signature is for, so that one made for a letter or a commit is none for a release."""
_UNABLE = ("No user exists for uid", "unknown option", "illegal option")
"""Messages of ssh-keygen that could not begin: no name for the user, or a version before 2019."""


def check_signature(folder: Path, name: str, signers: Path, is_required: bool = False) -> str:
    """The principal who signed the manifest of a release; "" where no signature is asked for.

    One is asked for as soon as the list of signers is there, readable or not; when it `is_required`
    the list must be there. Raise Refused without a good signature, or when none can be verified.
    """
    signature = folder / SIGNATURE
    if not os.path.lexists(signers):
        if is_required:
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
    search = _ssh_keygen(folder, "find-principals", "-s", str(signature), "-f", str(signers))
    principals = [line.strip() for line in search.stdout.splitlines() if line.strip()]
    if search.returncode or not principals:
        raise Refused(f"{name}: no one of {signers} made its signature. {_output(search)}")
    for principal in principals:
        options = ("-f", str(signers), "-I", principal, "-n", NAMESPACE, "-s", str(signature))
        verification = _ssh_keygen(folder, "verify", *options)
        if verification.returncode == 0:
            return principal
    raise Refused(f"{name}: its signature is not for this manifest. {_output(verification)}")


def _ssh_keygen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
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
    if done.returncode < 0 or any(message in done.stderr for message in _UNABLE):
        why = f"so no signature was verified. {_output(done)}"
        raise Refused(f"ssh-keygen does not work here, {why}")
    return done


def _output(done: subprocess.CompletedProcess[str]) -> str:
    lines = (done.stderr + done.stdout).split("\n")
    return "ssh-keygen says: " + "; ".join(line.strip() for line in lines if line.strip())
