"""Makes keys, and signs releases with them as a signing job does."""

import datetime as dt
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import MANIFEST, STATEMENT, file_sha256, read_manifest
from deploy.statement import NAMESPACE, Statement

SITE = "https://an.example/"
"""The site for which the tests sign."""


def days_from_now(days: int) -> str:
    """A day, YYYY-MM-DD in UTC."""
    return (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)).isoformat()


@dataclass(frozen=True)
class Signer:
    """Somebody with a key."""

    key: Path
    site: str = SITE

    @property
    def line(self) -> str:
        """The line of a list of signers that allows this one."""
        return f"{self.site} {self.key.with_suffix('.pub').read_text()}"

    def sign(
        self,
        release: Path,
        namespace: str = NAMESPACE,
        site: str = "",
        made: int = 0,
        until: int = 14,
    ) -> Path:
        """Sign a release for a site; `made` and `until` are days from today."""
        digest = file_sha256(release / MANIFEST)
        name = read_manifest(release).name
        days = days_from_now(made), days_from_now(until)
        text = Statement(site or self.site, name, digest, *days).text().encode()
        file = self.key.with_name("statement")
        file.write_bytes(text)
        file.with_suffix(".sig").unlink(missing_ok=True)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.key), "-n", namespace]
        subprocess.run([*command, str(file)], check=True, capture_output=True)
        (release / STATEMENT).write_bytes(text + file.with_suffix(".sig").read_bytes())
        return release


def made_signer(folder: Path, name: str, site: str = SITE) -> Signer:
    """Somebody with a new key."""
    key = folder / f"key-{name}"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(command, check=True)
    return Signer(key, site)
