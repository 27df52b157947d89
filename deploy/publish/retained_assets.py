"""Knows what a page opened before a publication still asks for; refuses to carry anything else."""

# A page names its fingerprinted files. Who opened it before another release was shown asks for
# them afterwards; so each release also holds those of the two that readers saw before it. Files
# are only ever added, each at once, so that a release may be completed while it is shown.

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from deploy.manifest import FINGERPRINTED, FORMAT, WWW, Manifest, Refused, Sum, sha256
from deploy.publish import disk
from deploy.publish.unpack import PART, RESERVED

CARRIED = RESERVED
"""The list of the files that a release carries for others, with their sums."""
_COMPRESSED = (".gz", ".br")


def fingerprinted(found: Manifest) -> dict[str, Sum]:
    """The files of a release that a browser may keep for ever, and their compressed forms."""
    return {name: one for name, one in found.files.items() if _is_fingerprinted(name)}


def _is_fingerprinted(name: str) -> bool:
    plain = name.removesuffix(".gz").removesuffix(".br")
    return name.startswith(f"{WWW}/") and FINGERPRINTED.search(plain) is not None


def read(folder: Path) -> dict[str, Sum]:
    """What a published release carries; nothing if it never did. Raise Refused if unreadable."""
    file = folder / CARRIED
    try:
        found = json.loads(file.read_bytes())
        if found["format"] != FORMAT:
            raise ValueError("another format")
        files = {name: Sum(**one) for name, one in found["files"].items()}
    except FileNotFoundError:
        return {}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise Refused(f"{file} is not a list of carried files: {error!r}") from None
    if strange := next((name for name in files if not _is_fingerprinted(name)), None):
        raise Refused(f"{file} lists {strange!r}, which no release carries")
    return files


def beside(folder: Path) -> Mapping[str, Sum]:
    """What a published release must hold beside the files of its manifest: a list, its files."""
    file = folder / CARRIED
    if not file.is_file():
        return {}
    return {**read(folder), CARRIED: Sum(sha256(file), file.stat().st_size)}


def conflict(found: Manifest, before: Sequence[tuple[Path, Manifest]]) -> str:
    """An address that a browser has kept for ever and that now has other bytes; "" if none."""
    own = fingerprinted(found)
    for _, manifest in before:
        for name, one in fingerprinted(manifest).items():
            if own.get(name, one) != one and not name.endswith(_COMPRESSED):
                return f"{name} has other bytes than in {manifest.name}"
    return ""


def carry(folder: Path, own: Manifest, before: Sequence[tuple[Path, Manifest]]) -> list[str]:
    """Give a published release the fingerprinted files of those before it; say what it lacks.

    The list is written first. A run that ends half-way leaves a list of more than there is; the
    next one keeps of the list what is there, and adds what is needed.
    """
    listed = {name: one for name, one in read(folder).items() if (folder / name).is_file()}
    sources: dict[str, tuple[Path, Sum]] = {}
    lacking = []
    for place, manifest in before:
        for name, one in fingerprinted(manifest).items():
            if name in own.files or name in listed or name in sources:
                continue
            if (place / name).is_file() and sha256(place / name) == one.sha256:
                sources[name] = (place, one)
            else:
                lacking.append(f"{manifest.name} is damaged: {name} is not carried over")
    files = {**listed, **{name: one for name, (_, one) in sources.items()}}
    _write(folder, files)
    for name, (place, _) in sources.items():
        disk.make_folder((folder / name).parent, folder)
        disk.link_or_copy(place / name, folder / name, folder.parent / f".carried{PART}")
    for parent in {parent for name in sources for parent in Path(name).parents}:
        disk.flush(folder / parent)
    return lacking


def _write(folder: Path, files: Mapping[str, Sum]) -> None:
    found = {"format": FORMAT, "files": {name: asdict(one) for name, one in files.items()}}
    text = (json.dumps(found, indent=1, sort_keys=True) + "\n").encode()
    if not (folder / CARRIED).is_file() or (folder / CARRIED).read_bytes() != text:
        disk.replace(folder / CARRIED, text, folder.parent / f".list{PART}")
