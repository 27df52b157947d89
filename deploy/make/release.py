"""Makes a release, which takes its name only when it is whole."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.make.mkdocs_build import build_site
from deploy.make.precompress import precompress
from deploy.make.release_spec import ReleaseSpec, require_unchanged
from deploy.make.sbom import make_sbom, read_sbom_settings
from deploy.make.tar_file import normalize_metadata, write_tar
from deploy.manifest import (
    MANIFEST,
    NOT_FOUND_PAGE,
    RELEASE_INFO,
    SBOM,
    WWW,
    Manifest,
    Refused,
    differences,
    hash_files,
    read_manifest,
)


def make_release(spec: ReleaseSpec, target: Path) -> Path:
    """Make `target/<name>` and `target/<name>.tar`; return the folder.

    One that is there already stays when it is the same, with its signature; the tar is made anew.
    Raise Refused when it is another, when the build stops, or when it can not be written.
    """
    folder = target / spec.name
    try:
        with staging_folder(target) as unfinished:
            new = unfinished / spec.name
            _fill(spec, new)
            require_unchanged(spec)
            if folder.exists():
                _require_same(new, folder)
            whole = folder if folder.exists() else new
            tar = unfinished / f"{spec.name}.tar"
            write_tar(whole, tar, spec.epoch)
            tar.replace(target / tar.name)
            whole.rename(folder)
    except OSError as error:
        raise Refused(f"{error.filename or target}: {error.strerror}; it is not finished") from None
    return folder


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """A folder inside `target`, so that a rename moves out of it what is done; then removed."""
    target.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=target))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(spec: ReleaseSpec, folder: Path) -> None:
    www = folder / WWW
    site = www / spec.base.strip("/")
    site.parent.mkdir(parents=True)
    build_site(spec, site)
    about = {"version": spec.version, "commit": spec.commit, "as_of": spec.as_of}
    _write(site / RELEASE_INFO, json.dumps(about, indent=1) + "\n")
    if site != www:
        # A web server finds the page for unknown addresses at one place, whatever the path.
        shutil.copyfile(site / NOT_FOUND_PAGE, www / NOT_FOUND_PAGE)
    requirements = (spec.root / "requirements.txt").read_text(encoding="utf-8")
    _write(folder / SBOM, make_sbom(spec, requirements, hash_files(site)) + "\n")
    precompress(www)
    manifest = Manifest(
        spec.name, spec.version, spec.commit, spec.as_of, spec.base, hash_files(folder)
    )
    _write(folder / MANIFEST, manifest.text())
    normalize_metadata(folder, spec.epoch)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _require_same(new: Path, folder: Path) -> None:
    """Raise Refused, naming other settings, unless a folder is the release just made."""
    manifest = read_manifest(new)
    if not folder.is_dir():
        raise Refused(f"{folder} is in the way: it is no folder")
    changes = [f"{path} {fault}" for path, fault in differences(manifest, folder).items()]
    if changes or read_manifest(folder) != manifest:
        was, now = _settings(folder), _settings(new)
        settings = [
            f"{name} was {was.get(name) or 'not set'} and is {now.get(name) or 'not set'}"
            for name in sorted(was.keys() | now.keys())
            if was.get(name) != now.get(name)
        ]
        detail = changes[0] if changes else f"{MANIFEST} says something else"
        raise Refused(
            f"{folder} is there already and is another release ({'; '.join(settings) or detail}); "
            "a name means one thing: remove it if it was never published"
        )


def _settings(folder: Path) -> dict[str, str]:
    """What a release was made with; nothing when its bill of materials can not be read."""
    try:
        return read_sbom_settings((folder / SBOM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
