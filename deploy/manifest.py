"""Knows what a release consists of and whether a folder is one; refuses to copy or serve it."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
"""The form of the manifest; another number is not read."""
MANIFEST = "manifest.json"
"""The file that lists the others; it and its signature are the only ones not listed in it."""
SIGNATURE = f"{MANIFEST}.sig"
"""The signature of the manifest, made after it, with `ssh-keygen -Y sign`."""
WWW = "www"
"""The folder of a release that a web server shows; what lies beside it is not for readers."""
FINGERPRINTED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)$")
"""The address of a file that changes its name with its bytes, and may be cached for ever."""
_BLOCK = 1 << 20


class Refused(Exception):
    """A sentence for the operator: why nothing was done, and what to do."""


@dataclass(frozen=True)
class Sum:
    """What a file must be."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a release is, and each of its files."""

    name: str
    """The name of its folder: version, day, beginning of the commit."""
    version: str
    commit: str
    as_of: str
    """The day that the site speaks of."""
    base: str
    """The path of the front page on the server, `/` or `/ban-thu-ky/`; `www` holds that folder."""
    files: Mapping[str, Sum]
    """Each file by its path in the release, with `/`, sorted."""

    def text(self) -> str:
        """The manifest as it is written: the same for the same release."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True) + "\n"


def listed(folder: Path) -> dict[str, Sum]:
    """Each regular file below a folder, sorted by path, but for the manifest and its signature.

    Raise Refused at what is neither a file nor a folder: a release has no links.
    """
    return {
        name: Sum(sha256(folder / name), (folder / name).stat().st_size)
        for name in sorted(_names(folder))
        if name not in (MANIFEST, SIGNATURE)
    }


def _names(folder: Path) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(where, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise Refused(f"{path} is a link or a device; a release has only files and folders")
        yield from (Path(where, name).relative_to(folder).as_posix() for name in files)


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    sum_ = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            sum_.update(block)
    return sum_.hexdigest()


def read(folder: Path) -> Manifest:
    """The manifest of a release folder; raise Refused when there is none or it is not one."""
    file = folder / MANIFEST
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"{folder} is no release: it has no {MANIFEST}") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{file} can not be read: {error}") from None
    try:
        return _manifest(found)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refused(f"{file} is not a manifest of format {FORMAT}: {error!r}") from None


def _manifest(found: dict[str, Any]) -> Manifest:
    if found.pop("format") != FORMAT:
        raise ValueError("another format")
    files = {name: Sum(**one) for name, one in found.pop("files").items()}
    if strange := next((name for name in files if not is_inside(name)), None):
        raise ValueError(f"the path {strange!r}")
    manifest = Manifest(files=files, **found)
    if not is_inside(manifest.name) or "/" in manifest.name:
        raise ValueError(f"the name {manifest.name!r}")
    return manifest


def is_inside(name: str) -> bool:
    """Whether a path can only lie inside the folder that it is relative to."""
    parts = name.split("/")
    return bool(name) and "\\" not in name and "\0" not in name and not {"", ".", ".."} & {*parts}


def differences(
    manifest: Manifest, folder: Path, also: Mapping[str, Sum] | None = None
) -> list[str]:
    """In what a folder differs from its manifest, one sentence a file, sorted; empty when it is it.

    `also` are files that may and must be there beside those of the manifest.
    """
    wanted = {**manifest.files, **(also or {})}
    found = listed(folder)
    missing = [f"{name} is missing" for name in wanted.keys() - found.keys()]
    extra = [f"{name} is not in the manifest" for name in found.keys() - wanted.keys()]
    other = [
        f"{name} has other bytes than the manifest says"
        for name in wanted.keys() & found.keys()
        if wanted[name] != found[name]
    ]
    return sorted(missing + extra + other)
