"""Knows how the site of an order is built, strictly; refuses to pack or move it."""

import subprocess
import sys
from pathlib import Path

from deploy.make.release_spec import Order
from deploy.make.sbom import strangers
from deploy.manifest import Refused

_OURS = ("AS_OF", "SOURCE_DATE_EPOCH", "SITE_URL", "SITE_DIR", "DIRECTORY_URLS", "STOCK_SEARCH")
"""Variables of the build that the order decides, not the shell."""
_MAPS = "sitemap.xml"


def build(order: Order, target: Path, *, as_files: bool = False) -> None:
    """Build the site of an order into a folder that does not exist yet.

    `as_files`: pages are files that open without a server, and know no address. Raise Refused when
    the build stops, with what it says.
    """
    pinned = (order.root / "requirements.txt").read_text(encoding="utf-8")
    if strange := strangers(pinned):
        raise Refused(f"{'; '.join(strange)}: install requirements.txt, as make does")
    inherited = {name: one for name, one in order.environment.items() if name not in _OURS}
    url = "" if as_files else order.url
    chosen = {
        "AS_OF": order.as_of,
        "SOURCE_DATE_EPOCH": str(order.epoch),
        "SITE_URL": url,
        "SITE_DIR": str(target.resolve()),
        "DIRECTORY_URLS": "false" if as_files else "true",
        "NO_MKDOCS_2_WARNING": "1",
    }
    # Not --quiet: with it MkDocs does not count the warnings at which --strict should stop.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=order.root,
        env={**inherited, **chosen},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused("\n".join([*_complaints(done.stderr), "the build stopped; nothing was made"]))
    # MkDocs packs its site map with the zlib of this Python; without an address it is empty.
    (target / f"{_MAPS}.gz").unlink(missing_ok=True)
    if not url:
        (target / _MAPS).unlink(missing_ok=True)


def _complaints(said: str) -> list[str]:
    """What a build said that stopped; of a crash what it came to, `make build` shows the rest."""
    before, crash, after = said.partition("Traceback (most recent call last):")
    lines = [line for line in before.splitlines() if not line.startswith("INFO")]
    return [*lines, *after.splitlines()[-1:]] if crash else lines
