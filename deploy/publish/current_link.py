"""Knows the one link that decides what readers see; refuses to know what is behind it."""

import errno
import os
from pathlib import Path

from deploy.manifest import NAME, Refused
from deploy.publish import disk

CURRENT = "current"
"""The link; the root of the web server is the folder `www` behind it."""
RELEASES = "releases"
"""The folder of all releases, beside the link."""
_NEW = ".current.new"
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)


def current(dest: Path) -> str | None:
    """The name of the release that is shown; raise Refused when that is not a link to one."""
    link = dest / CURRENT
    if not os.path.lexists(link):
        return None
    if not link.is_symlink():
        raise Refused(f"{link} is no link. Move it away; publishing makes it.")
    target = link.readlink()
    if target.parent != Path(RELEASES) or not NAME.fullmatch(target.name):
        raise Refused(f"{link} leads to {target}, which is no release of {dest}. Move it away.")
    return target.name


def can_link(dest: Path) -> None:
    """Raise Refused where there are no symbolic links, before any work is done."""
    new = dest / _NEW
    disk.remove(new)
    try:
        new.symlink_to(RELEASES)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        raise Refused(
            f"{dest} can hold no symbolic link: {error.strerror}. A share of Windows can not, "
            "nor can FAT; publish to a disk of the web server itself, or to NFS."
        ) from None
    disk.remove(new)


def show(dest: Path, name: str) -> None:
    """Show a release: readers get all of the one before, or all of this one."""
    new = dest / _NEW
    new.symlink_to(f"{RELEASES}/{name}")
    new.replace(dest / CURRENT)
    disk.flush(dest)
