"""Knows how another release is shown and how to go back; refuses to show one that is not whole."""

import os
import pwd
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy import manifest
from deploy.manifest import NAME, Manifest, Refused
from deploy.publish import current_link as switch
from deploy.publish import disk, journal, lock, signature
from deploy.publish import mtimes as stamps
from deploy.publish import retained_assets as carried
from deploy.publish import unpack as incoming
from deploy.publish.journal import PUBLISH, ROLLBACK
from deploy.publish.unpack import PART, Entry

KEPT = 5
"""How many releases stay, that of now among them."""
_CARRIED_FOR = 2


@dataclass(frozen=True)
class Site:
    """A folder that a web server shows, and how to work in it."""

    dest: Path
    now: int
    """Seconds since 1970, for the journal and the times of files."""
    patience: float
    """How many seconds to wait for another publisher."""
    who: str
    """How others call this one while they wait."""
    say: Callable[[str], None]
    """Tell the operator what is being done."""
    signers: Path | None = None
    """Who may sign; where none is named, a list in the folder itself, if it is there."""

    @property
    def releases(self) -> Path:
        """The folder of its releases."""
        return self.dest / switch.RELEASES

    def names(self) -> list[str]:
        """Each release that is there, the one that came last first."""
        found = [path for path in self.releases.iterdir() if NAME.fullmatch(path.name)]
        found.sort(key=lambda path: (-path.stat().st_mtime_ns, path.name))
        return [path.name for path in found]

    def is_kept(self, name: str) -> bool:
        """Whether a release is still there."""
        return (self.releases / name).is_dir()


def publish(site: Site, entries: Iterator[Entry], is_again: bool = True) -> str:
    """Take a release in, verify it where it lies, show it, and remove the oldest; say what is so.

    Without `is_again`, one that was shown before and is not now is refused, and one that speaks of
    an earlier day than the one that is shown: going back is for another command. Raise Refused;
    readers then see what they saw before.
    """
    with _alone(site):
        site.say("taking in")
        brought = incoming.unpack(entries, site.releases)
        name = brought.manifest.name
        shown = journal.read(site.dest, switch.current(site.dest))
        if not is_again and name in shown.recent[1:]:
            raise Refused(f"{name} was shown before; going back to it is for the operator.")
        older = _older(site, brought.manifest)
        if older and not is_again:
            raise Refused(f"{name} is older: {older}. Going back to it is for the operator.")
        _check(site, brought.folder, name)
        others = _readable(site, [one for one in shown.recent if one != name])
        if bad := carried.conflict(brought.manifest, others):
            raise Refused(f"{name}: {bad}, but browsers keep such a file for ever. Build again.")
        _place(site, brought)
        done = _show(site, PUBLISH, name)
        return " ".join([done, *([f"It is older: {older}."] if older else []), *_prune(site)])


def rollback(site: Site, name: str = "") -> str:
    """Show the release that was shown before, or the one named; say what is so.

    Raise Refused when there is none or it is not whole; readers then see what they saw before.
    """
    with _alone(site):
        current = switch.current(site.dest)
        back = [one for one in journal.read(site.dest, current).back if site.is_kept(one)]
        there = f"There are: {', '.join(site.names()) or 'none'}; shown is {current or 'none'}."
        if name and not (NAME.fullmatch(name) and site.is_kept(name)):
            raise Refused(f"{site.dest} has no release {name!r}. {there}")
        if not name and not back:
            raise Refused(f"{site.dest} has no release to go back to. {there}")
        try:
            return _show(site, ROLLBACK, name or back[0])
        except Refused as refusal:
            raise Refused(f"{refusal}\nIt is not shown. {there}") from None


@contextmanager
def _alone(site: Site) -> Iterator[None]:
    """Work in a folder under its lock, cleared of what a killed run left; name what fails."""
    try:
        if not site.dest.is_dir():
            how = f"Make it as the user who publishes: mkdir {site.dest}"
            raise Refused(f"{site.dest} is no folder. {how}")
        _is_owner(site.dest)
        with lock.held(site.dest, site.patience, site.who):
            switch.current(site.dest)
            switch.can_link(site.dest)
            disk.make_folder(site.releases, site.dest)
            _sweep(site)
            try:
                yield
            finally:
                _sweep(site)
    except OSError as error:
        what = f"{error.filename or site.dest}: {error.strerror}."
        raise Refused(f"{what} {_seen(site)} Run it again when that is mended.") from error
    except UnicodeError:
        raise Refused("The locale here knows no UTF-8. Set LC_ALL=C.UTF-8.") from None
    except KeyboardInterrupt:
        raise Refused("Stopped by hand. Run it again; nothing needs clearing away.") from None


def _seen(site: Site) -> str:
    link = site.dest / switch.CURRENT
    if not link.is_symlink():
        return "Readers see nothing yet."
    return f"Readers see {link.readlink().name}, whole."


def _is_owner(dest: Path) -> None:
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


def _older(site: Site, brought: Manifest) -> str:
    """That what is shown speaks of a later day; "" when it does not, or can not be read."""
    current = switch.current(site.dest)
    for _, one in _readable(site, [current] if current else []):
        if one.as_of > brought.as_of:
            return f"it speaks of {brought.as_of}, and {one.name} of {one.as_of}"
    return ""


def _check(site: Site, folder: Path, name: str) -> str:
    own = site.dest / signature.SIGNERS
    return signature.check(folder, name, site.signers or own, site.signers is not None)


def _sweep(site: Site) -> None:
    for path in site.releases.glob(f".*{PART}"):
        disk.remove(path)


def _readable(site: Site, names: Iterable[str]) -> list[tuple[Path, Manifest]]:
    """Those releases that are there and have a manifest."""
    found = []
    for name in filter(site.is_kept, names):
        try:
            found.append((site.releases / name, manifest.read(site.releases / name)))
        except Refused as refusal:
            site.say(f"passing over {name}: {refusal}")
    return found


def _signed(site: Site, found: list[tuple[Path, Manifest]]) -> Iterator[tuple[Path, Manifest]]:
    """Those that may be shown today: a key may have been withdrawn since they were."""
    for folder, one in found:
        try:
            _check(site, folder, one.name)
            yield folder, one
        except Refused as refusal:
            site.say(f"nothing is carried over of {one.name}: {refusal}")


def _place(site: Site, brought: incoming.Incoming) -> None:
    """Give what came in its name, once the disk holds every byte that the manifest promises."""
    name, folder = brought.manifest.name, brought.folder
    final = site.releases / name
    site.say("setting times")
    stamps.stamp(folder, brought.manifest, _readable(site, site.names()), site.now)
    site.say("writing to disk")
    disk.flush_all(folder)
    site.say("verifying")
    _verify(folder, brought.manifest)
    if final.exists() and (final / manifest.MANIFEST).read_bytes() != brought.text:
        raise Refused(f"{site.dest} has another release of the name {name}. Build again.")
    if final.exists() and name != switch.current(site.dest) and _is_damaged(final, brought):
        site.say(f"putting a whole {name} in the place of a damaged one")
        _discard(site, name)
    if not final.exists():
        folder.rename(final)
    elif (folder / manifest.SIGNATURE).is_file():
        (folder / manifest.SIGNATURE).replace(final / manifest.SIGNATURE)
    disk.flush(final)
    disk.flush(site.releases)


def _is_damaged(final: Path, brought: incoming.Incoming) -> bool:
    return bool(manifest.differences(brought.manifest, final, carried.beside(final)))


def _discard(site: Site, name: str) -> None:
    """Remove a release that nobody sees; its name is gone before its files are."""
    junk = site.releases / f".{name}.gone{PART}"
    (site.releases / name).rename(junk)
    disk.remove(junk)


def _verify(folder: Path, found: Manifest) -> None:
    if bad := manifest.differences(found, folder, carried.beside(folder)):
        more = f", and {len(bad) - 1} more" if len(bad) > 1 else ""
        raise Refused(f"{found.name} is not whole: {bad[0]}{more}.")


def _show(site: Site, act: str, name: str) -> str:
    folder = site.releases / name
    found = manifest.read(folder)
    if found.name != name:
        raise Refused(f"{folder} holds the release {found.name}.")
    signer = _check(site, folder, name)
    before = switch.current(site.dest)
    shown = journal.read(site.dest, before)
    site.say("carrying over")
    last = tuple(one for one in shown.recent if one != name)[:_CARRIED_FOR]
    for lack in carried.carry(folder, found, [*_signed(site, _readable(site, last))]):
        site.say(lack)
    site.say("verifying again")
    _verify(folder, found)
    site.say("switching")
    if before != name:
        journal.write(site.dest, site.now, act, before, name)
        switch.show(site.dest, name)
    was = "as before" if before == name else f"before: {before or 'nothing'}"
    signed = f", signed by {signer}" if signer else ""
    files = f"{len(found.files)} files verified{signed}, {len(carried.read(folder))} carried over"
    return f"{site.dest} shows {name} ({was}; {files})."


def _prune(site: Site) -> list[str]:
    """Keep the releases that readers saw last, which begin with those of now and before."""
    site.say("removing the oldest")
    shown = journal.read(site.dest, switch.current(site.dest))
    there = site.names()
    gone = [one for one in dict.fromkeys([*shown.recent, *there]) if one in there][KEPT:]
    for name in gone:
        _discard(site, name)
    return [f"Removed: {', '.join(gone)}."] if gone else []
