"""Reads, writes and checks the manifest of a release, which lists the checksum of every file."""

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
"""The version of the manifest's format; no other is read."""
MANIFEST = "manifest.json"
"""The file that lists the others; only it and its signed statement are not listed in it."""
STATEMENT = "statement.signed"
"""The signed statement about a release: of which manifest it is, for which site, until when."""
SBOM = "sbom.cdx.json"
"""The file with the bill of materials."""
WWW = "www"
"""The folder of a release that a web server shows; what lies beside it is not for readers."""
INDEX = "index.html"
"""The page of a folder."""
NOT_FOUND_PAGE = "404.html"
"""The page that a web server shows for an unknown address."""
RELEASE_INFO = "release.json"
"""The public file that says which release a server shows."""
FINGERPRINTED = re.compile(
    r"(?:^|/)(?:assets|search)/(?:[^/]+/)*[^/]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js|svg)$"
)
"""Matches the path of a file whose name holds the hash of its bytes, so that it never changes."""
RELEASE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")
"""Matches the name of a release: one that no shell, journal or folder reads as something else."""
FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Modes of a release, whatever the umask: the web server is not the user who publishes."""
_COMMIT = re.compile("[0-9a-f]{7,64}")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile("[0-9a-f]{64}")
_BLOCK_BYTES = 1 << 20
_MAX_DEPTH, _MAX_PATH_BYTES, _MAX_NAME_BYTES = 32, 1000, 255
"""How deep and how long the path of a file may be; every disk and every tool can handle that."""


class Refused(Exception):
    """Why nothing was done and what to do about it, in sentences for the operator."""


@dataclass(frozen=True)
class FileDigest:
    """The expected content of a file."""

    sha256: str
    """In hexadecimal."""
    size: int
    """In bytes."""


@dataclass(frozen=True)
class Manifest:
    """A release and each of its files."""

    name: str
    """The name of its folder: version, day, beginning of the commit."""
    version: str
    commit: str
    as_of: str
    """The day that the site speaks of, YYYY-MM-DD."""
    base: str
    """The path of the front page on the server, `/` or `/ban-thu-ky/`; `www` holds that folder."""
    files: Mapping[str, FileDigest]
    """Each file by its path in the release, with `/`, sorted."""

    def text(self) -> str:
        """The manifest as JSON; the same text for the same release."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True) + "\n"


def hash_files(folder: Path) -> dict[str, FileDigest]:
    """Digest each file below a folder, by sorted path, except the manifest and its signature.

    Raise Refused at a link or a device: a release has none.
    """
    return {
        path: _digest(folder / path)
        for path in sorted(file_paths(folder))
        if path not in (MANIFEST, STATEMENT)
    }


def _digest(file: Path) -> FileDigest:
    return FileDigest(file_sha256(file), file.stat().st_size)


def file_paths(folder: Path) -> Iterator[str]:
    """The path of each file below a folder, relative to it; raise Refused at a link or device."""
    for path, is_plain in _walk(folder):
        if not is_plain:
            where = folder / path
            raise Refused(f"{where} is a link or a device; a release has only files and folders")
        yield path


def _walk(folder: Path) -> Iterator[tuple[str, bool]]:
    """The path of everything below a folder that is no folder, and whether it is a plain file."""
    folders = [folder]
    for parent in folders:
        with os.scandir(parent) as entries:
            for entry in entries:
                path = Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    is_plain = entry.is_file(follow_symlinks=False)
                    yield path.relative_to(folder).as_posix(), is_plain


def file_sha256(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release folder; raise Refused when it is missing or invalid."""
    file = folder / MANIFEST
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{folder} is no release: it has no {MANIFEST}") from None
    except OSError as error:
        raise Refused(f"{file} can not be read: {error.strerror}") from None
    return parse_manifest(text, str(file))


def parse_manifest(text: bytes, place: str) -> Manifest:
    """Parse and check the text of a manifest; raise Refused, naming its place, if it is invalid."""
    try:
        return _manifest(json.loads(text, object_pairs_hook=_unique_keys))
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Refused(f"{place} is not a manifest of format {FORMAT}: {error!r}") from None


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of a JSON text; raise ValueError where a later key would hide an earlier one."""
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in fields:
            raise ValueError(f"the key {key!r} twice")
        fields[key] = value
    return fields


def _manifest(fields: dict[str, Any]) -> Manifest:
    if fields.pop("format") != FORMAT:
        raise ValueError("another format")
    files = {path: FileDigest(**digest) for path, digest in fields.pop("files").items()}
    for path, digest in files.items():
        if not is_safe_path(path):
            raise ValueError(f"the path {path!r}")
        if limit := _exceeded_limit(path):
            raise ValueError(f"the path {path[:40]!r}... of more than {limit}")
        if not _is_digest(digest):
            raise ValueError(f"the sum of {path!r}")
    folders = {path[:end] for path in files for end in _slashes(path)}
    if clash := next((path for path in files if path in folders), None):
        raise ValueError(f"{clash!r} as a file and as a folder")
    manifest = Manifest(files=files, **fields)
    patterns = {"name": RELEASE_NAME, "version": RELEASE_NAME, "commit": _COMMIT, "as_of": _DATE}
    for field, pattern in patterns.items():
        value = getattr(manifest, field)
        if not pattern.fullmatch(value):
            raise ValueError(f"the {field} {value!r}")
    dt.date.fromisoformat(manifest.as_of)
    inner = manifest.base.strip("/")
    if manifest.base != (f"/{inner}/" if inner else "/") or not is_safe_path(inner or WWW):
        raise ValueError(f"the base {manifest.base!r}")
    return manifest


def _slashes(path: str) -> Iterator[int]:
    """Where each slash of a path is."""
    return (position for position, character in enumerate(path) if character == "/")


def _is_digest(digest: FileDigest) -> bool:
    is_size = type(digest.size) is int and digest.size >= 0
    return is_size and _SHA256.fullmatch(digest.sha256) is not None


def is_safe_path(path: str) -> bool:
    """Whether a relative path stays inside the folder that it is relative to."""
    is_plain = path.isprintable() and "\\" not in path
    return is_plain and not {"", ".", ".."} & {*path.split("/")}


def _exceeded_limit(path: str) -> str:
    """The limit that a path exceeds, "" if none: deeper ones can be made and then not removed."""
    names = path.split("/")
    if len(names) > _MAX_DEPTH:
        return f"{_MAX_DEPTH} names"
    if len(path.encode()) > _MAX_PATH_BYTES:
        return f"{_MAX_PATH_BYTES} bytes"
    if max(len(name.encode()) for name in names) > _MAX_NAME_BYTES:
        return f"{_MAX_NAME_BYTES} bytes in one name"
    return ""


def differences(
    manifest: Manifest, folder: Path, extras: Mapping[str, FileDigest] | None = None
) -> dict[str, str]:
    """How a folder differs from its manifest: what is wrong, by path; empty if nothing is.

    `extras` are files that must be there beside those of the manifest.
    """
    expected = {**manifest.files, **(extras or {})}
    faults = {}
    missing = set(expected)
    for path, is_plain in _walk(folder):
        missing.discard(path)
        if not is_plain:
            faults[path] = "is a link or a device"
        elif path in expected:
            if _digest(folder / path) != expected[path]:
                faults[path] = "has other bytes than the manifest says"
        elif path not in (MANIFEST, STATEMENT):
            faults[path] = "is not in the manifest"
    faults |= dict.fromkeys(missing, "is missing")
    return dict(sorted(faults.items()))
