"""Makes a small release: a page of each kind, with a file of each type, compressed beside it."""

import gzip
import os
from collections.abc import Mapping
from pathlib import Path

import brotli

from deploy.manifest import MANIFEST, WWW, Manifest, hash_files

NAME = "1.0.0-2026-11-21-0123456789ab"
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
AT = 1_800_000_000
"""When the files of a release were changed, in seconds since 1970."""


def _page(words: str) -> str:
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{words}</title>'
    return f"{head}<p>{words}</p>\n" + "<p>Thư ký.</p>\n" * 20


FILES: Mapping[str, str | bytes] = {
    "index.html": _page("Trang đầu"),
    "404.html": _page("Không có trang này"),
    "en/index.html": _page("Front page"),
    "en/404.html": _page("There is no such page"),
    "people/index.html": _page("Người"),
    "people/an/index.html": _page("An"),
    "people/bình/index.html": _page("Bình"),
    "assets/site.01234567.css": "p { color: black; }\n" * 20,
    "assets/site.01234567.min.js": "document.title += '.';\n" * 20,
    "assets/plain.css": "p { color: white; }\n" * 20,
    "assets/plain.js": "document.title += '!';\n" * 20,
    "assets/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>\n' * 20,
    "assets/mark.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "assets/site.webmanifest": '{"name": "ký"}\n',
    "api/v1/people.json": '{"people": ["An", "Bình"]}\n' * 20,
    "sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?>\n<urlset/>\n' * 1,
    "robots.txt": "User-agent: *\nDisallow: /ký\n" * 9,
    "release.json": ('{"version": "1.0.0", "commit": "0123456789abcdef", "as_of": "2026-11-21"}\n'),
}
"""The site, by path below its base."""


def put(file: Path, content: str | bytes, at: int = AT) -> None:
    """Write a file, and its compressed forms if its type has them, changed at that time."""
    content = content if isinstance(content, bytes) else content.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    forms = {"": content}
    if file.suffix in COMPRESSED:
        forms |= {".gz": gzip.compress(content, mtime=0), ".br": brotli.compress(content)}
    for suffix, bytes_ in forms.items():
        form = file.with_name(file.name + suffix)
        form.write_bytes(bytes_)
        os.utime(form, (at, at))


def release(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    base: str = "/",
    name: str = NAME,
    commit: str = "0123456789abcdef",
) -> Path:
    """Write a release into `folder`/`name`; return where it is."""
    target = folder / name
    for path, content in {**FILES, **(files or {})}.items():
        put(target / WWW / base.strip("/") / path, content)
    if base != "/":
        put(target / WWW / "404.html", FILES["404.html"])
    signed(target, base, name, commit)
    return target


def signed(
    target: Path, base: str = "/", name: str = NAME, commit: str = "0123456789abcdef"
) -> None:
    """Write the manifest of what is there now."""
    manifest = Manifest(name, "1.0.0", commit, "2026-11-21", base, hash_files(target))
    (target / MANIFEST).write_text(manifest.text(), encoding="utf-8")


def published(release: Path, destination: Path) -> Path:
    """Point `destination`/current to a release, as a publication does; return `destination`."""
    destination.mkdir(parents=True, exist_ok=True)
    link = destination / "next"
    link.symlink_to(release)
    link.rename(destination / "current")
    return destination
