"""Makes small releases, puts them into archives, and runs the commands that publish them."""

import contextlib
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy import manifest
from deploy.__main__ import main
from deploy.manifest import Manifest
from tests.support.sites import ROOT

PAGES = ("", "nguoi/", "nguoi/an/", "luat/")
"""The pages of a made release, by their addresses."""


def named(version: str) -> str:
    """The name of the made release of a version."""
    return f"{version}-2026-11-21-{hashlib.sha256(version.encode()).hexdigest()[:12]}"


def fingerprinted(version: str) -> dict[str, bytes]:
    """The style and the script of a made release, by their addresses."""
    style = f"body{{--release:'{version}'}}".encode() * 50
    script = f"release={json.dumps(version)};".encode() * 50
    return {
        f"assets/style.{hashlib.sha256(style).hexdigest()[:8]}.css": style,
        f"assets/program.{hashlib.sha256(script).hexdigest()[:8]}.min.js": script,
    }


def page(version: str, address: str) -> bytes:
    """A page of a made release, which names the release and what it loads."""
    style, script = fingerprinted(version)
    head = f'<title>{version} {address}</title><link rel="stylesheet" href="/{style}">'
    text = f"<p>{version} {address}</p>\n" * 200
    return f'<!doctype html>{head}<script src="/{script}"></script>{text}</html>'.encode()


def content(version: str, weight: int = 0) -> dict[str, bytes]:
    """The files of a made release, by their paths in it; `weight` more that never change."""
    files = {f"www/{address}index.html": page(version, address) for address in PAGES}
    files |= {f"www/{name}": data for name, data in fingerprinted(version).items()}
    files |= {f"{name}.gz": gzip.compress(files[name], mtime=0) for name in [*files]}
    files |= {f"www/images/{n}.svg": f"<svg>{n}</svg>".encode() * 100 for n in range(weight)}
    files["www/robots.txt"] = b"User-agent: *\n"
    files["www/404.html"] = b"<!doctype html><title>404</title>"
    files["www/release.json"] = json.dumps({"version": version}).encode()
    files["sbom.cdx.json"] = b"{}"
    return files


def make(folder: Path, version: str, files: Mapping[str, bytes] | None = None) -> Path:
    """Write a release into a folder of its name; the manifest lists what is there."""
    name = named(version)
    release = folder / name
    for path, data in (files or content(version)).items():
        (release / path).parent.mkdir(parents=True, exist_ok=True)
        (release / path).write_bytes(data)
    commit = name.rpartition("-")[2]
    made = Manifest(name, version, commit, "2026-11-21", "/", manifest.hash_files(release))
    (release / manifest.MANIFEST).write_text(made.text(), encoding="utf-8")
    return release


def changed(release: Path, **fields: object) -> Path:
    """Give the manifest of a release other values."""
    text = json.dumps(json.loads((release / "manifest.json").read_text()) | fields)
    (release / "manifest.json").write_text(text)
    return release


Filter = Callable[[tarfile.TarInfo], tarfile.TarInfo | None]


def packed(release: Path, filter_: Filter = lambda member: member) -> Path:
    """The release as a tar beside it, in the order of its names, each in the folder of its name."""
    target = release.parent / f"{release.name}.tar"
    with tarfile.open(target, "w") as archive:
        for path in [release, *sorted(release.rglob("*"))]:
            name = path.relative_to(release.parent).as_posix()
            archive.add(path, name, recursive=False, filter=filter_)
    return target


def appended(archive: Path, member: tarfile.TarInfo, data: bytes = b"") -> Path:
    """Add one more member to a tar."""
    with tarfile.open(archive, "a") as tar:
        member.size = member.size or len(data)
        tar.addfile(member, io.BytesIO(data) if data else None)
    return archive


def run(
    *arguments: object,
    given: Path | None = None,
    folder: Path = ROOT,
    umask: int = -1,
    prefix: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a command of `python -m deploy` to its end, with a file as its standard input."""
    with (given or Path("/dev/null")).open("rb") as stream:
        return subprocess.run(
            [*prefix, sys.executable, "-m", "deploy", *map(str, arguments)],
            cwd=folder,
            stdin=stream,
            capture_output=True,
            text=True,
            check=False,
            umask=umask,
        )


def refusal(*arguments: object, given: Path | None = None, prefix: tuple[str, ...] = ()) -> str:
    """What a command says when it refuses: status 1, no trace, a sentence or two."""
    done = run(*arguments, given=given, prefix=prefix)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def published(dest: Path, *releases: Path) -> Path:
    """The folder of a server to which releases were published one after another."""
    dest.mkdir(exist_ok=True)
    for release in releases:
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["publish", str(dest), str(release)]) == 0
    return dest


def shown(dest: Path) -> str:
    """The name of the release that readers see."""
    return (dest / "current").resolve().name
