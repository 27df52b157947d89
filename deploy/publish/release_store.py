"""Gives an unpacked release its place among the others, and removes the oldest ones."""

from pathlib import Path

from deploy.manifest import MANIFEST, STATEMENT, Manifest, Refused, differences, parse_manifest
from deploy.publish import durable_files
from deploy.publish.compressed_forms import require_same_content
from deploy.publish.current_link import current_release
from deploy.publish.damaged_release import find_damage, repair
from deploy.publish.journal import read_history
from deploy.publish.layout import PART
from deploy.publish.mtimes import set_mtimes
from deploy.publish.publish_root import PublishRoot
from deploy.publish.retained_assets import extra_files
from deploy.publish.unpack import IncomingRelease

_RELEASES_KEPT = 5
"""How many releases stay, the current one among them."""


def install(site: PublishRoot, folder: Path, incoming: IncomingRelease) -> None:
    """Give an unpacked folder its name, once the disk holds every byte that the manifest lists.

    One of that name that is there and damaged is repaired if it is shown, else replaced. Raise
    Refused when what came in is not whole, or when another release has the name.
    """
    manifest = incoming.manifest
    final = site.releases / manifest.name
    site.report("setting times")
    set_mtimes(folder, manifest, site.readable(site.names()), site.now)
    site.report("writing to disk")
    durable_files.flush_tree(folder)
    site.report("verifying")
    require_whole(folder, manifest)
    if skipped := require_same_content(folder, manifest):
        site.report(skipped)
    if final.is_symlink() or (final.exists() and not final.is_dir()):
        final.unlink()
    if final.exists():
        _require_same(site, final, incoming)
        _mend(site, final, folder, incoming)
    if not final.exists():
        folder.rename(final)
    elif (folder / STATEMENT).is_file():
        (folder / STATEMENT).replace(final / STATEMENT)
    durable_files.flush(final)
    durable_files.flush(site.releases)


def _require_same(site: PublishRoot, final: Path, incoming: IncomingRelease) -> None:
    """Raise Refused when a folder holds another release; a damaged manifest makes it none.

    It is another one if the manifest there lists other files, and these are there no less.
    """
    try:
        text = (final / MANIFEST).read_bytes()
        own = parse_manifest(text, MANIFEST)
    except (OSError, Refused):
        return
    if own.files == incoming.manifest.files:
        return
    faults, others = differences(own, final), differences(incoming.manifest, final)
    if len(faults) <= len(others):
        name = incoming.manifest.name
        raise Refused(
            f"{site.dest} has another release of the name {name}. Build again; if it is damaged, "
            f"remove {final / MANIFEST} and publish again."
        )


def _mend(site: PublishRoot, final: Path, whole: Path, incoming: IncomingRelease) -> None:
    """Repair a damaged release if it is shown, else remove it, for the whole one to replace it."""
    faults = find_damage(final, incoming)
    name = incoming.manifest.name
    if not faults:
        return
    if name == current_release(site.dest):
        path, fault = next(iter(faults.items()))
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        site.report(f"repairing {name}, which is shown: {path} {fault}{more}")
        repair(final, faults, whole, site.now)
    else:
        site.report(f"putting a whole {name} in the place of a damaged one")
        _discard(site, name)


def require_whole(folder: Path, manifest: Manifest, must_retain: bool = True) -> None:
    """Raise Refused when a release differs from its manifest.

    Retained assets may be missing unless it `must_retain` them.
    """
    extras = extra_files(folder)
    if not must_retain:
        extras = {path: digest for path, digest in extras.items() if (folder / path).is_file()}
    if damage := differences(manifest, folder, extras):
        path, fault = next(iter(damage.items()))
        more = f", and {len(damage) - 1} more" if len(damage) > 1 else ""
        raise Refused(f"{manifest.name} is not whole: {path} {fault}{more}.")


def remove_oldest(site: PublishRoot) -> list[str]:
    """Keep the releases that readers saw last; return the names of those that were removed."""
    site.report("removing the oldest")
    history = read_history(site.dest, current_release(site.dest))
    names = site.names()
    by_last_view = [name for name in dict.fromkeys([*history.recent, *names]) if name in names]
    for name in by_last_view[_RELEASES_KEPT:]:
        _discard(site, name)
    return by_last_view[_RELEASES_KEPT:]


def _discard(site: PublishRoot, name: str) -> None:
    """Remove a release that nobody sees; its name is gone before its files are."""
    junk = site.releases / f".{name}.gone{PART}"
    (site.releases / name).rename(junk)
    durable_files.remove_tree(junk)
