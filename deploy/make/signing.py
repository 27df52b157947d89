"""Signs a release that was made here: for which site, and until when it may be published."""

import datetime as dt
import os
import subprocess
import tempfile
from pathlib import Path

from deploy.make.tar_file import write_tar
from deploy.manifest import MANIFEST, STATEMENT, Refused, file_sha256, read_manifest
from deploy.statement import NAMESPACE, SITE_ADDRESS, Statement


def sign_release(folder: Path, key: Path, site: str, today: dt.date, days: int) -> Statement:
    """Sign the release in a folder with a key of OpenSSH, and make its tar anew; return what was.

    An earlier signature is replaced. Raise Refused when the release, the address of the site or
    the key is none.
    """
    manifest = read_manifest(folder)
    if not SITE_ADDRESS.fullmatch(address := f"{site.rstrip('/')}/"):
        raise Refused(f"SITE_URL={site} is not the address of a site: http://... or https://...")
    until = today + dt.timedelta(days=days)
    statement = Statement(
        address,
        manifest.name,
        file_sha256(folder / MANIFEST),
        today.isoformat(),
        until.isoformat(),
    )
    text = statement.text().encode()
    with tempfile.TemporaryDirectory() as work:
        file = Path(work, "statement")
        file.write_bytes(text)
        command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(file)]
        try:
            done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
        except FileNotFoundError:
            raise Refused("ssh-keygen is missing; it signs releases (OpenSSH)") from None
        if done.returncode:
            raise Refused(f"{key} signs nothing. ssh-keygen says: {done.stderr.strip()}")
        signed = text + file.with_suffix(".sig").read_bytes()
    epoch = int((folder / MANIFEST).stat().st_mtime)
    (folder / STATEMENT).write_bytes(signed)
    (folder / STATEMENT).chmod(0o644)
    os.utime(folder / STATEMENT, (epoch, epoch))
    write_tar(folder, folder.with_name(f"{folder.name}.tar"), epoch)
    return statement
