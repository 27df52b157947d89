"""Knows what a release consists of and whether a folder is one; refuses to copy or serve it."""

import datetime as dt
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
FINGERPRINTED = re.compile(
    r"(?:^|/)(?:assets|search)/(?:[^/]+/)*[^/]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|svg)$"
)
"""The address of a file that changes its name with its bytes, and may be cached for ever."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")
"""The name of a release: one that no shell, journal or folder reads as something else."""
_COMMIT = re.compile("[0-9a-f]{7,64}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
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
        for name in sorted(names(folder))
        if name not in (MANIFEST, SIGNATURE)
    }


def names(folder: Path) -> Iterator[str]:
    """The path of each file below a folder; raise Refused at a link or a device."""
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
        text = file.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{folder} is no release: it has no {MANIFEST}") from None
    except OSError as error:
        raise Refused(f"{file} can not be read: {error.strerror}") from None
    return parsed(text, str(file))


def parsed(text: bytes, place: str) -> Manifest:
    """The manifest that a text is; raise Refused, naming its place, when it is none."""
    try:
        return _manifest(json.loads(text))
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Refused(f"{place} is not a manifest of format {FORMAT}: {error!r}") from None


def _manifest(found: dict[str, Any]) -> Manifest:
    if found.pop("format") != FORMAT:
        raise ValueError("another format")
    files = {name: Sum(**one) for name, one in found.pop("files").items()}
    if strange := next((name for name in files if not is_inside(name)), None):
        raise ValueError(f"the path {strange!r}")
    if strange := next((n for n, one in files.items() if not _is_sum(one)), None):
        raise ValueError(f"the sum of {strange!r}")
    manifest = Manifest(files=files, **found)
    for field, form in (("name", NAME), ("version", NAME), ("commit", _COMMIT), ("as_of", _DAY)):
        value = getattr(manifest, field)
        if not form.fullmatch(value):
            raise ValueError(f"the {field} {value!r}")
    dt.date.fromisoformat(manifest.as_of)
    inner = manifest.base.strip("/")
    if manifest.base != (f"/{inner}/" if inner else "/") or not is_inside(inner or "www"):
        raise ValueError(f"the base {manifest.base!r}")
    return manifest


def _is_sum(one: Sum) -> bool:
    is_size = type(one.size) is int and one.size >= 0
    return is_size and re.fullmatch("[0-9a-f]{64}", one.sha256) is not None


def is_inside(name: str) -> bool:
    """Whether a path can only lie inside the folder that it is relative to."""
    is_text = name.isprintable() and "\\" not in name
    return is_text and not {"", ".", ".."} & {*name.split("/")}


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
