"""Knows how a release is made and takes its name only when it is whole; refuses to publish it."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.make.mkdocs_build import build
from deploy.make.precompress import compress
from deploy.make.release_spec import Order, still
from deploy.make.sbom import BILL, bill, settings
from deploy.make.tar_file import settle, write_tar
from deploy.manifest import MANIFEST, WWW, Manifest, Refused, differences, listed, read

ABOUT = "release.json"
"""The file of the site that says which release a server shows."""
MISSING = "404.html"
"""The page that a web server shows for what there is not."""


def release(order: Order, target: Path) -> Path:
    """Make `target/<name>` and `target/<name>.tar`; return the folder.

    One that is there already stays when it is the same, with its signature; the tar is made anew.
    Raise Refused when it is another, when the build stops, or when it can not be written.
    """
    folder = target / order.name
    try:
        with making(target) as unfinished:
            new = unfinished / order.name
            _fill(order, new)
            still(order)
            if folder.exists():
                _same(new, folder)
            whole = folder if folder.exists() else new
            tar = unfinished / f"{order.name}.tar"
            write_tar(whole, tar, order.epoch)
            tar.replace(target / tar.name)
            whole.rename(folder)
    except OSError as error:
        raise Refused(f"{error.filename or target}: {error.strerror}; it is not finished") from None
    return folder


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """A folder beside what is made in it, so that a rename finishes it; gone afterwards."""
    target.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=target))
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _fill(order: Order, folder: Path) -> None:
    www = folder / WWW
    site = www / order.base.strip("/")
    site.parent.mkdir(parents=True)
    build(order, site)
    about = {"version": order.version, "commit": order.commit, "as_of": order.as_of}
    _write(site / ABOUT, json.dumps(about, indent=1) + "\n")
    if site != www:
        # A web server finds the page for what is missing at one place, whatever the path.
        shutil.copyfile(site / MISSING, www / MISSING)
    requirements = (order.root / "requirements.txt").read_text(encoding="utf-8")
    _write(folder / BILL, bill(order, requirements, listed(site)) + "\n")
    compress(www)
    made = Manifest(
        order.name, order.version, order.commit, order.as_of, order.base, listed(folder)
    )
    _write(folder / MANIFEST, made.text())
    settle(folder, order.epoch)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _same(made: Path, folder: Path) -> None:
    """Raise Refused, saying what it was made with, unless a folder is the release just made."""
    new = read(made)
    if not folder.is_dir():
        raise Refused(f"{folder} is in the way: it is no folder")
    found = differences(new, folder)
    if found or read(folder) != new:
        was, now = _settings(folder), _settings(made)
        other = [
            f"{name} was {was.get(name) or 'not set'} and is {now.get(name) or 'not set'}"
            for name in sorted(was.keys() | now.keys())
            if was.get(name) != now.get(name)
        ]
        detail = found[0] if found else f"{MANIFEST} says something else"
        raise Refused(
            f"{folder} is there already and is another release ({'; '.join(other) or detail}); "
            "a name means one thing: remove it if it was never published"
        )


def _settings(folder: Path) -> dict[str, str]:
    """What a release says that it was made with; nothing when its bill can not be read."""
    try:
        return settings((folder / BILL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
