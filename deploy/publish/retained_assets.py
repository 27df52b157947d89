"""Keeps the fingerprinted files of earlier releases for pages that were opened before."""

# A page names its fingerprinted files. Who opened it before another release was shown asks for
# them afterwards; so each release also holds those of the two that readers saw before it. Files
# are only ever added, each in one step, so that a release may be completed while it is shown.

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from deploy.manifest import (
    FINGERPRINTED,
    FORMAT,
    WWW,
    FileDigest,
    Manifest,
    Refused,
    file_sha256,
)
from deploy.publish import durable_files
from deploy.publish.layout import PART, RETAINED_LIST

_COMPRESSED = (".gz", ".br")


def fingerprinted_files(manifest: Manifest) -> dict[str, FileDigest]:
    """The files that a browser may keep for ever, and their compressed forms."""
    return {path: digest for path, digest in manifest.files.items() if _is_fingerprinted(path)}


def _is_fingerprinted(path: str) -> bool:
    plain = path.removesuffix(".gz").removesuffix(".br")
    return path.startswith(f"{WWW}/") and FINGERPRINTED.search(plain) is not None


def read_retained(folder: Path) -> dict[str, FileDigest]:
    """The assets that a published release retains; raise Refused if their list is invalid."""
    file = folder / RETAINED_LIST
    try:
        fields = json.loads(file.read_bytes())
        if fields["format"] != FORMAT:
            raise ValueError("another format")
        files = {path: FileDigest(**digest) for path, digest in fields["files"].items()}
    except FileNotFoundError:
        return {}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Refused(f"{file} is not a list of carried files: {error!r}") from None
    if strange := next((path for path in files if not _is_fingerprinted(path)), None):
        raise Refused(f"{file} lists {strange!r}, which no release carries")
    return files


def extra_files(folder: Path) -> Mapping[str, FileDigest]:
    """What a published release must hold beside its manifest's files: a list and its assets."""
    file = folder / RETAINED_LIST
    if not file.is_file():
        return {}
    list_digest = FileDigest(file_sha256(file), file.stat().st_size)
    return {**read_retained(folder), RETAINED_LIST: list_digest}


def changed_asset_fault(manifest: Manifest, earlier: Sequence[tuple[Path, Manifest]]) -> str:
    """A sentence about a fingerprinted file that has other bytes than in an earlier release.

    Empty if there is none. Browsers keep such a file for ever and would never see the new bytes.
    """
    own = fingerprinted_files(manifest)
    for _, other in earlier:
        for path, digest in fingerprinted_files(other).items():
            if own.get(path, digest) != digest and not path.endswith(_COMPRESSED):
                return f"{path} has other bytes than in {other.name}"
    return ""


def retain_assets(
    folder: Path, own: Manifest, earlier: Sequence[tuple[Path, Manifest]]
) -> list[str]:
    """Add the fingerprinted files of earlier releases to a published one; report what it lacks.

    The list is written first. A run that ends half-way leaves a list of more than there is; the
    next one keeps of the list what is there, and adds what is needed.
    """
    retained = read_retained(folder)
    present = {path: digest for path, digest in retained.items() if (folder / path).is_file()}
    sources: dict[str, tuple[Path, FileDigest]] = {}
    damaged = []
    for source, manifest in earlier:
        for path, digest in fingerprinted_files(manifest).items():
            if path in own.files or path in present or path in sources:
                continue
            if (source / path).is_file() and file_sha256(source / path) == digest.sha256:
                sources[path] = (source, digest)
            else:
                damaged.append(f"{manifest.name} is damaged: {path} is not carried over")
    _write_list(folder, {**present, **{path: digest for path, (_, digest) in sources.items()}})
    for path, (source, _) in sources.items():
        durable_files.make_folder((folder / path).parent, folder)
        durable_files.link_or_copy(source / path, folder / path, folder.parent / f".carried{PART}")
    for parent in {parent for path in sources for parent in Path(path).parents}:
        durable_files.flush(folder / parent)
    return damaged


def _write_list(folder: Path, files: Mapping[str, FileDigest]) -> None:
    fields = {"format": FORMAT, "files": {path: asdict(digest) for path, digest in files.items()}}
    text = (json.dumps(fields, indent=1, sort_keys=True) + "\n").encode()
    file = folder / RETAINED_LIST
    if not file.is_file() or file.read_bytes() != text:
        durable_files.replace_file(file, text, folder.parent / f".list{PART}")
