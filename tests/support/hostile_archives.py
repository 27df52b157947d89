"""Draws archives that somebody hostile could send: a release, spoiled in one to three ways."""

import io
import json
import random
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

NAMES = (
    *("/etc/x", "../x", "www/../../x", "..", ".", "", "www//x", "www/./x", "www/a\\b", "www/\n"),
    *("www/\x00x", "www/\u202ex", "current", "journal", ".lock", "carried.json", "www/x.part"),
    *(
        "manifest.json",
        "statement.signed",
        "www/index.html",
        "www/index.html/x",
        "www/" + "a" * 300,
    ),
    *("www/" + "a/" * 40 + "x", "a/" * 1200 + "x", "www/" + "é" * 200, "allowed_signers"),
    *("releases/x", "www", "www/x.gz", "www/robots.txt.gz", "sbom.cdx.json/x", "-rf", "www/-x"),
)
"""Paths that a member or a manifest might have."""
VALUES: tuple[Any, ...] = (
    *("", "..", "../x", ".part", "x" * 101, "a/b", "/", "//", "/../", "/x", "x\n", "é", "-x"),
    *(None, True, -1, 1 << 70, 1.5, [], {}, ["x"], {"a": 1}, "9999-12-31", "2026-02-30"),
)
"""What a field of a manifest might hold."""
KINDS = (
    b"1",
    b"2",
    b"3",
    b"4",
    b"5",
    b"6",
    b"7",
    b"S",
    b"L",
    b"K",
    b"x",
    b"g",
    b"X",
    b"V",
    b"\0",
    b"Z",
)
"""Types of a member: links, devices, pipes, holes, long names, headers, and none."""


@dataclass
class Draft:
    """An archive that is being spoiled."""

    manifest: dict[str, Any]
    members: list[tuple[tarfile.TarInfo, bytes]]
    """Those behind the manifest, each with its content."""


def _spoil_field(draft: Draft, draw: random.Random) -> None:
    field = draw.choice([*draft.manifest])
    draft.manifest[field] = draw.choice(VALUES)


def _drop_field(draft: Draft, draw: random.Random) -> None:
    del draft.manifest[draw.choice([*draft.manifest])]


def _spoil_digest(draft: Draft, draw: random.Random) -> None:
    files = draft.manifest.get("files")
    if isinstance(files, dict) and files:
        path = draw.choice([*files])
        digest = files[path] = {**files[path]}
        digest[draw.choice(["sha256", "size", "mode"])] = draw.choice(VALUES)


def _list_and_bring(draft: Draft, draw: random.Random) -> None:
    """A hostile path that is in the manifest and in the archive, with its right sum."""
    path, data = draw.choice(NAMES), draw.randbytes(draw.randrange(50))
    if isinstance(files := draft.manifest.get("files"), dict):
        files[path] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
    _bring(draft, draw, path, data)


def _bring_unlisted(draft: Draft, draw: random.Random) -> None:
    _bring(draft, draw, draw.choice(NAMES), draw.randbytes(draw.randrange(2000)))


def _bring(draft: Draft, draw: random.Random, path: str, data: bytes) -> None:
    member = tarfile.TarInfo(f"{draw.choice(['top/', 'top/', '', './'])}{path}")
    member.size = len(data)
    draft.members.insert(draw.randrange(len(draft.members) + 1), (member, data))


def _rename(draft: Draft, draw: random.Random) -> None:
    member, _ = draw.choice(draft.members)
    member.name = f"top/{draw.choice(NAMES)}"


def _retype(draft: Draft, draw: random.Random) -> None:
    member, _ = draw.choice(draft.members)
    member.type = draw.choice(KINDS)
    member.linkname = draw.choice(["/etc/passwd", "../../x", "top/www/index.html", ""])


def _resize(draft: Draft, draw: random.Random) -> None:
    member, _ = draw.choice(draft.members)
    member.size = draw.choice([0, 1, member.size + 1, 1 << 20, 1 << 33])


def _override(draft: Draft, draw: random.Random) -> None:
    """A header of PAX that says something else than the member does."""
    member, _ = draw.choice(draft.members)
    field = draw.choice(["path", "size", "linkpath", "mtime", "GNU.sparse.major", "hdrcharset"])
    member.pax_headers = {field: str(draw.choice([*NAMES, "-1", "9" * 30, "x"]))}


def _repeat(draft: Draft, draw: random.Random) -> None:
    draft.members.append(draw.choice(draft.members))


def _leave_out(draft: Draft, draw: random.Random) -> None:
    del draft.members[draw.randrange(len(draft.members))]


def _shuffle(draft: Draft, draw: random.Random) -> None:
    draw.shuffle(draft.members)


WAYS: tuple[Callable[[Draft, random.Random], None], ...] = (
    *(_spoil_field, _drop_field, _spoil_digest, _list_and_bring, _list_and_bring, _bring_unlisted),
    *(_rename, _retype, _retype, _resize, _override, _repeat, _leave_out, _shuffle),
)


def hostile_archive(release: Path, draw: random.Random) -> bytes:
    """The release in a folder as a tar, spoiled; the same for the same state of `draw`."""
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    draft = Draft(manifest, [])
    for path in manifest["files"]:
        member = tarfile.TarInfo(f"top/{path}")
        member.size = manifest["files"][path]["size"]
        draft.members.append((member, (release / path).read_bytes()))
    for _ in range(draw.randrange(1, 4)):
        draw.choice(WAYS)(draft, draw)
    text = json.dumps(draft.manifest).encode()
    first = tarfile.TarInfo("top/manifest.json")
    first.size = len(text)
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member, data in ((first, text), *draft.members):
            # The header alone: addfile would write as much content as that says.
            archive.addfile(member)
            output.write(data.ljust(-(-len(data) // 512) * 512, b"\0"))
            archive.offset = output.tell()
    return _spoil_bytes(output.getvalue(), draw)


def _spoil_bytes(data: bytes, draw: random.Random) -> bytes:
    """Sometimes other bytes, an early end or something behind it."""
    way = draw.randrange(8)
    if way == 0:
        spoiled = bytearray(data)
        for _ in range(draw.randrange(1, 9)):
            spoiled[draw.randrange(len(data))] = draw.randrange(256)
        return bytes(spoiled)
    if way == 1:
        return data[: draw.randrange(len(data))]
    return data + draw.randbytes(draw.randrange(2000)) if way == 2 else data
