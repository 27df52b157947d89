"""Reads an incoming release against its manifest, and writes it beside the others."""

import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import (
    INDEX,
    MANIFEST,
    STATEMENT,
    WWW,
    Manifest,
    Refused,
    is_safe_path,
    parse_manifest,
)
from deploy.publish import durable_files
from deploy.publish.layout import PART, RETAINED_LIST
from deploy.publish.release_reader import (
    MAX_FILES,
    Entry,
    ReleaseSource,
    read_blocks,
    read_manifest_text,
)

_MAX_BYTES = 4 << 30
_MAX_STATEMENT_BYTES = 64 << 10


@dataclass(frozen=True)
class IncomingRelease:
    """A release that was read once and is not written yet."""

    manifest: Manifest
    manifest_text: bytes
    """The manifest as it came, which is what a signature is of."""
    statement: bytes | None
    """The signed statement that came with it, if any."""


def read_incoming(source: ReleaseSource, dest: Path) -> IncomingRelease:
    """Read a release to its end; raise Refused unless it is what its manifest lists, and fits.

    Names, number and sizes are compared as they come. Nothing of it gets a name on the disk.
    """
    statement = None
    with source.open() as entries:
        text = read_manifest_text(entries)
        manifest = parse_manifest(text, f"the {MANIFEST} that came in")
        _check_limits(manifest, dest, source.copies)
        for path, size, content in _checked(entries, manifest):
            blocks = read_blocks(path, size, content)
            if path == STATEMENT:
                statement = b"".join(blocks)
            else:
                deque(blocks, maxlen=0)
    return IncomingRelease(manifest, text, statement)


def unpack(source: ReleaseSource, incoming: IncomingRelease, releases: Path) -> Path:
    """Write a release beside the others, in a folder whose name ends in `.part`; return that.

    Raise Refused when it is no longer what was read before.
    """
    manifest = incoming.manifest
    folder = releases / f".{manifest.name}{PART}"
    with source.open() as entries:
        if read_manifest_text(entries) != incoming.manifest_text:
            raise Refused(f"{manifest.name} was changed while it was read.")
        durable_files.make_folder(folder, releases)
        durable_files.write_new_file(folder / MANIFEST, [incoming.manifest_text])
        for path, size, content in _checked(entries, manifest):
            durable_files.make_folder((folder / path).parent, folder)
            durable_files.write_new_file(folder / path, read_blocks(path, size, content))
    return folder


def _checked(entries: Iterator[Entry], manifest: Manifest) -> Iterator[Entry]:
    """The entries after the manifest; raise Refused unless they are those that it lists."""
    names = {MANIFEST}
    for path, size, content in entries:
        _check_entry(manifest, path, size, names)
        names.add(path)
        yield path, size, content
    if missing := sorted(manifest.files.keys() - names):
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refused(f"{manifest.name} is not whole: {missing[0]} did not come{more}")


def _check_limits(manifest: Manifest, dest: Path, copies: int) -> None:
    """Raise Refused for what can not be shown or does not fit, before the rest of it is read."""
    if RETAINED_LIST in manifest.files or {MANIFEST, STATEMENT} & manifest.files.keys():
        raise Refused(f"{manifest.name} lists a file that only a publication writes")
    if f"{WWW}{manifest.base}{INDEX}" not in manifest.files:
        raise Refused(f"{manifest.name} has no front page, {WWW}{manifest.base}{INDEX}")
    total = sum(digest.size for digest in manifest.files.values())
    if len(manifest.files) > MAX_FILES or total > _MAX_BYTES:
        raise Refused(f"{manifest.name} is larger than {MAX_FILES} files or {_MAX_BYTES} bytes")
    if total * copies > (free := shutil.disk_usage(dest).free):
        needed = f"{manifest.name} needs {total * copies} bytes"
        raise Refused(f"{needed}; {dest} has {free} bytes left")


def _check_entry(manifest: Manifest, path: str, size: int, names: set[str]) -> None:
    """Raise Refused for a file that the manifest does not list, or not with that size."""
    if path in names:
        raise Refused(f"{manifest.name} brings {path!r} twice")
    if path == STATEMENT:
        if size > _MAX_STATEMENT_BYTES:
            raise Refused(f"{manifest.name} brings a statement of {size} bytes")
    elif not is_safe_path(path) or path not in manifest.files:
        raise Refused(f"{manifest.name} brings {path!r}, which is not in its manifest")
    elif size != manifest.files[path].size:
        raise Refused(
            f"{manifest.name} brings {path} with {size} bytes; its manifest says otherwise"
        )
