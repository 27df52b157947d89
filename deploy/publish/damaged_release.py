"""Repairs a release that is shown, file by file, from a whole copy of it."""

import os
from pathlib import Path

from deploy.manifest import MANIFEST, Refused, differences
from deploy.publish import durable_files
from deploy.publish.layout import RETAINED_LIST
from deploy.publish.retained_assets import extra_files
from deploy.publish.unpack import IncomingRelease


def find_damage(folder: Path, incoming: IncomingRelease) -> dict[str, str]:
    """What is wrong, by path, in the folder of a release that came in again; empty if nothing."""
    try:
        faults = differences(incoming.manifest, folder, extra_files(folder))
    except Refused:
        faults = {RETAINED_LIST: "is damaged"}
    if RETAINED_LIST in faults:  # what it listed is retained anew
        faults = differences(incoming.manifest, folder)
    manifest = folder / MANIFEST
    if not manifest.is_file() or manifest.read_bytes() != incoming.manifest_text:
        faults[MANIFEST] = "is not the manifest that came in"
    return faults


def repair(folder: Path, faults: dict[str, str], whole: Path, now: int) -> None:
    """Put whole files in the place of damaged ones, and remove what does not belong there.

    Each file changes in one step, and only to what the manifest says, so that readers may read
    meanwhile. `now` in seconds since 1970: a file that had other bytes gets a later time than
    these, for browsers to see the change.
    """
    replaced = [path for path in faults if (whole / path).is_file()]
    for path in faults.keys() - set(replaced):
        durable_files.remove_tree(folder / path)
    for path in replaced:
        target, source = folder / path, whole / path
        if target.is_symlink() or not target.is_file():
            durable_files.remove_tree(target)
        else:
            mtime = max(now, int(target.stat().st_mtime) + 1)
            os.utime(source, (mtime, mtime))
        durable_files.make_folder(target.parent, folder)
        source.replace(target)
    durable_files.flush_tree(folder)
