"""Gives an unpacked release its place among the others, and removes the oldest ones."""

from pathlib import Path

from deploy.manifest import MANIFEST, SIGNATURE, Manifest, Refused, differences
from deploy.publish import disk
from deploy.publish.current_link import current_release
from deploy.publish.journal import read_history
from deploy.publish.layout import PART
from deploy.publish.mtimes import set_mtimes
from deploy.publish.retained_assets import extra_files
from deploy.publish.site_folder import SiteFolder
from deploy.publish.unpack import IncomingRelease

_RELEASES_KEPT = 5
"""How many releases stay, the current one among them."""


def install(site: SiteFolder, folder: Path, incoming: IncomingRelease) -> None:
    """Give an unpacked folder its name, once the disk holds every byte that the manifest lists.

    Raise Refused when it is not whole, or when another release has the name.
    """
    manifest = incoming.manifest
    final = site.releases / manifest.name
    site.report("setting times")
    set_mtimes(folder, manifest, site.readable(site.names()), site.now)
    site.report("writing to disk")
    disk.flush_tree(folder)
    site.report("verifying")
    require_whole(folder, manifest)
    if final.exists() and (final / MANIFEST).read_bytes() != incoming.manifest_text:
        raise Refused(f"{site.dest} has another release of the name {manifest.name}. Build again.")
    is_shown = manifest.name == current_release(site.dest)
    if final.exists() and not is_shown and differences(manifest, final, extra_files(final)):
        site.report(f"putting a whole {manifest.name} in the place of a damaged one")
        _discard(site, manifest.name)
    if not final.exists():
        folder.rename(final)
    elif (folder / SIGNATURE).is_file():
        (folder / SIGNATURE).replace(final / SIGNATURE)
    disk.flush(final)
    disk.flush(site.releases)


def require_whole(folder: Path, manifest: Manifest, must_retain: bool = True) -> None:
    """Raise Refused when a release differs from its manifest.

    Retained assets may be missing unless it `must_retain` them.
    """
    extras = extra_files(folder)
    if not must_retain:
        extras = {path: digest for path, digest in extras.items() if (folder / path).is_file()}
    if damage := differences(manifest, folder, extras):
        more = f", and {len(damage) - 1} more" if len(damage) > 1 else ""
        raise Refused(f"{manifest.name} is not whole: {damage[0]}{more}.")


def remove_oldest(site: SiteFolder) -> list[str]:
    """Keep the releases that readers saw last; return the names of those that were removed."""
    site.report("removing the oldest")
    history = read_history(site.dest, current_release(site.dest))
    names = site.names()
    by_last_view = [name for name in dict.fromkeys([*history.recent, *names]) if name in names]
    for name in by_last_view[_RELEASES_KEPT:]:
        _discard(site, name)
    return by_last_view[_RELEASES_KEPT:]


def _discard(site: SiteFolder, name: str) -> None:
    """Remove a release that nobody sees; its name is gone before its files are."""
    junk = site.releases / f".{name}.gone{PART}"
    (site.releases / name).rename(junk)
    disk.remove_tree(junk)
