"""Reads and changes the symbolic link that decides which release readers see."""

import errno
import os
from pathlib import Path

from deploy.manifest import RELEASE_NAME, Refused
from deploy.publish import durable_files
from deploy.publish.layout import CURRENT, RELEASES

_TEMPORARY = ".current.new"
_NO_LINKS_ERRORS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)


def current_release(dest: Path) -> str | None:
    """The name of the release that is shown, None at first.

    Raise Refused when something else than a link to a release is in its place.
    """
    link = dest / CURRENT
    if not os.path.lexists(link):
        return None
    if not link.is_symlink():
        raise Refused(f"{link} is no link. Move it away; publishing makes it.")
    target = link.readlink()
    if target.parent != Path(RELEASES) or not RELEASE_NAME.fullmatch(target.name):
        raise Refused(f"{link} leads to {target}, which is no release of {dest}. Move it away.")
    return target.name


def require_symlinks(dest: Path) -> None:
    """Raise Refused where the disk has no symbolic links, before any work is done."""
    temporary = dest / _TEMPORARY
    durable_files.remove_tree(temporary)
    try:
        temporary.symlink_to(RELEASES)
    except OSError as error:
        if error.errno not in _NO_LINKS_ERRORS:
            raise
        raise Refused(
            f"{dest} can hold no symbolic link: {error.strerror}. A share of Windows can not, "
            "nor can FAT; publish to a disk of the web server itself, or to NFS."
        ) from None
    durable_files.remove_tree(temporary)


def switch_to(dest: Path, name: str) -> None:
    """Show a release: readers see the one before until they see this one."""
    temporary = dest / _TEMPORARY
    temporary.symlink_to(f"{RELEASES}/{name}")
    temporary.replace(dest / CURRENT)
    durable_files.flush(dest)
