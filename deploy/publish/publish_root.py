"""The folder that a web server shows: what lies in it, and working in it alone."""

import datetime as dt
import os
import pwd
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import RELEASE_NAME, Manifest, Refused, read_manifest
from deploy.publish import durable_files
from deploy.publish.current_link import current_release, require_symlinks
from deploy.publish.layout import CURRENT, PART, RELEASES, SIGNERS
from deploy.publish.lock import exclusive_lock
from deploy.publish.signature import SignedText, check_signature
from deploy.statement import Statement


@dataclass(frozen=True)
class PublishRoot:
    """A folder that a web server shows, and how to work in it."""

    dest: Path
    now: int
    """Seconds since 1970, for the journal and the times of files."""
    lock_timeout: float
    """How many seconds to wait for another publisher."""
    holder: str
    """How others name this publisher while they wait for it."""
    report: Callable[[str], None]
    """Called with a sentence about what is being done."""
    signers: Path | None = None
    """Who may sign; where none is named, a list in the folder itself, if it is there."""

    @property
    def releases(self) -> Path:
        """The folder of its releases."""
        return self.dest / RELEASES

    def day(self, later: int = 0) -> str:
        """Today in UTC, or so many days later, YYYY-MM-DD."""
        return dt.datetime.fromtimestamp(self.now + later * 86_400, dt.UTC).date().isoformat()

    def names(self) -> list[str]:
        """The name of each release that is there, the one that came last first."""
        folders = [path for path in self.releases.iterdir() if RELEASE_NAME.fullmatch(path.name)]
        folders.sort(key=lambda path: (-path.stat().st_mtime_ns, path.name))
        return [path.name for path in folders]

    def has(self, name: str) -> bool:
        """Whether a release is there, as a folder and no link to one."""
        folder = self.releases / name
        return folder.is_dir() and not folder.is_symlink()

    def readable(self, names: Iterable[str]) -> list[tuple[Path, Manifest]]:
        """Folder and manifest of those releases that are there and can be read."""
        releases = []
        for name in filter(self.has, names):
            try:
                releases.append((self.releases / name, read_manifest(self.releases / name)))
            except Refused as refusal:
                self.report(f"passing over {name}: {refusal}")
        return releases

    def check_signature(self, signed: SignedText) -> Statement | None:
        """What was signed, None where nothing need be; raise Refused without a good signature."""
        signers = self.signers or self.dest / SIGNERS
        return check_signature(signed, signers, self.signers is not None)


@contextmanager
def working_in(site: PublishRoot) -> Iterator[None]:
    """Work in a folder that is there and ours.

    Raise Refused, saying what readers see, when the disk, the rights or the user stop the work.
    """
    try:
        if not site.dest.is_dir():
            how = f"Make it as the user who publishes: mkdir {site.dest}"
            raise Refused(f"{site.dest} is no folder. {how}")
        _require_owner(site.dest)
        yield
    except OSError as error:
        what = f"{error.filename or site.dest}: {error.strerror}."
        raise Refused(f"{what} {_seen(site)} Run it again when that is mended.") from error
    except UnicodeError:
        raise Refused("The locale here knows no UTF-8. Set LC_ALL=C.UTF-8.") from None
    except KeyboardInterrupt:
        raise Refused("Stopped by hand. Run it again; nothing needs clearing away.") from None


@contextmanager
def alone_in(site: PublishRoot) -> Iterator[None]:
    """Work under the lock of a folder, cleared of what a killed run left."""
    with exclusive_lock(site.dest, site.lock_timeout, site.holder):
        current_release(site.dest)
        require_symlinks(site.dest)
        _require_no_link(site.releases)
        durable_files.make_folder(site.releases, site.dest)
        _clear_parts(site)
        try:
            yield
        finally:
            _clear_parts(site)


def _seen(site: PublishRoot) -> str:
    link = site.dest / CURRENT
    if not link.is_symlink():
        return "Readers see nothing yet."
    return f"Readers see {link.readlink().name}, whole."


def _require_owner(dest: Path) -> None:
    """Raise Refused for another user, whose files the publisher could not replace afterwards."""
    owner = dest.stat().st_uid
    if os.geteuid() == owner:
        return
    try:
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        name = f"number {owner}"
    raise Refused(
        f"{dest} belongs to the user {name}. Publish as that one (su, sudo -u): "
        "what another user writes there would be in the way of the next publication."
    )


def _require_no_link(releases: Path) -> None:
    """Raise Refused where what is published would lie somewhere else."""
    if releases.is_symlink():
        raise Refused(f"{releases} is a link to {releases.readlink()}. Put a folder in its place.")


def _clear_parts(site: PublishRoot) -> None:
    """Remove what a killed or refused run left unfinished; what resists is reported and stays."""
    for path in site.releases.glob(f".*{PART}"):
        try:
            durable_files.remove_tree(path)
        except OSError as error:
            site.report(f"{path} can not be cleared away: {error.strerror}")
