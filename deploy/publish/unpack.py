"""Writes an incoming release beside the others, as long as its manifest lists what comes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import (
    INDEX,
    MANIFEST,
    SIGNATURE,
    WWW,
    Manifest,
    Refused,
    is_safe_path,
    parse_manifest,
)
from deploy.publish import disk
from deploy.publish.layout import PART, RETAINED_LIST
from deploy.publish.release_reader import MAX_FILES, Entry, read_blocks, read_manifest_text

_MAX_BYTES = 4 << 30
_MAX_SIGNATURE_BYTES = 64 << 10


@dataclass(frozen=True)
class UnpackedRelease:
    """A release on the disk of the server, complete but not yet compared with its checksums."""

    folder: Path
    """Where it lies: beside the releases, under a name that ends in `.part`."""
    manifest: Manifest
    manifest_text: bytes
    """The manifest as it came, which is what a signature is of."""


def unpack(entries: Iterator[Entry], releases: Path) -> UnpackedRelease:
    """Write what comes in beside the releases; raise Refused unless its manifest lists just that.

    Names, number and sizes are compared as they come; nothing else is written.
    """
    text = read_manifest_text(entries)
    manifest = parse_manifest(text, f"the {MANIFEST} that came in")
    _check_limits(manifest, releases)
    folder = releases / f".{manifest.name}{PART}"
    disk.make_folder(folder, releases)
    disk.write_new_file(folder / MANIFEST, [text])
    written = {MANIFEST}
    for path, size, content in entries:
        _check_entry(manifest, path, size, written)
        written.add(path)
        disk.make_folder((folder / path).parent, folder)
        disk.write_new_file(folder / path, read_blocks(path, size, content))
    if missing := sorted(manifest.files.keys() - written):
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refused(f"{manifest.name} is not whole: {missing[0]} did not come{more}")
    return UnpackedRelease(folder, manifest, text)


def _check_limits(manifest: Manifest, releases: Path) -> None:
    """Raise Refused, before anything is written, for what can not be shown or does not fit."""
    if RETAINED_LIST in manifest.files or {MANIFEST, SIGNATURE} & manifest.files.keys():
        raise Refused(f"{manifest.name} lists a file that only a publication writes")
    if f"{WWW}{manifest.base}{INDEX}" not in manifest.files:
        raise Refused(f"{manifest.name} has no front page, {WWW}{manifest.base}{INDEX}")
    total = sum(digest.size for digest in manifest.files.values())
    if len(manifest.files) > MAX_FILES or total > _MAX_BYTES:
        raise Refused(f"{manifest.name} is larger than {MAX_FILES} files or {_MAX_BYTES} bytes")
    if total > (free := shutil.disk_usage(releases).free):
        raise Refused(f"{manifest.name} needs {total} bytes; {releases} has {free} bytes left")


def _check_entry(manifest: Manifest, path: str, size: int, written: set[str]) -> None:
    """Raise Refused for a file that the manifest does not list, or not with that size."""
    if path in written:
        raise Refused(f"{manifest.name} brings {path!r} twice")
    if path == SIGNATURE:
        if size > _MAX_SIGNATURE_BYTES:
            raise Refused(f"{manifest.name} brings a signature of {size} bytes")
    elif not is_safe_path(path) or path not in manifest.files:
        raise Refused(f"{manifest.name} brings {path!r}, which is not in its manifest")
    elif size != manifest.files[path].size:
        raise Refused(
            f"{manifest.name} brings {path} with {size} bytes; its manifest says otherwise"
        )
