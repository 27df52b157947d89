"""Builds the site of a release spec with MkDocs, strictly."""

import subprocess
import sys
from pathlib import Path

from deploy.make.packages import mismatched_packages
from deploy.make.release_spec import ReleaseSpec
from deploy.manifest import Refused

_DECIDED_BY_SPEC = (
    *(
        "AS_OF",
        "SOURCE_DATE_EPOCH",
        "SITE_URL",
        "SITE_DIR",
        "SITE_LANG",
        "DIRECTORY_URLS",
        "STOCK_SEARCH",
    ),
)
"""Variables of the build that are not taken over from the shell."""
_SITEMAP = "sitemap.xml"


def build_site(spec: ReleaseSpec, target: Path, *, as_files: bool = False) -> None:
    """Build the site into a folder that does not exist yet.

    `as_files`: pages are files that open without a server, and know no address. Raise Refused when
    the build stops, with its complaints, or when other packages than the pinned ones are installed.
    """
    requirements = (spec.root / "requirements.txt").read_text(encoding="utf-8")
    if mismatches := mismatched_packages(requirements):
        raise Refused(f"{'; '.join(mismatches)}: install requirements.txt, as make does")
    environment = spec.environment.items()
    inherited = {name: value for name, value in environment if name not in _DECIDED_BY_SPEC}
    url = "" if as_files else spec.url
    chosen = {
        "AS_OF": spec.as_of,
        "SOURCE_DATE_EPOCH": str(spec.epoch),
        "SITE_URL": url,
        "RELEASE": spec.version,
        "SITE_DIR": str(target.resolve()),
        "DIRECTORY_URLS": "false" if as_files else "true",
        "NO_MKDOCS_2_WARNING": "1",
    }
    # Not --quiet: with it MkDocs does not count the warnings at which --strict should stop.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=spec.root,
        env={**inherited, **chosen},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode:
        complaints = _complaints(done.stderr)
        raise Refused("\n".join([*complaints, "the build stopped; nothing was made"]))
    # MkDocs packs its site map with the zlib of this Python; without an address it is empty.
    for sitemap in target.rglob(f"{_SITEMAP}*"):
        if sitemap.suffix == ".gz" or not url:
            sitemap.unlink()


def _complaints(stderr: str) -> list[str]:
    """Warnings and errors of a build that stopped; the last line of a traceback, not the rest."""
    before, traceback, after = stderr.partition("Traceback (most recent call last):")
    lines = [line for line in before.splitlines() if not line.startswith("INFO")]
    return [*lines, *after.splitlines()[-1:]] if traceback else lines
