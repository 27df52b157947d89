"""Publishes a release, or goes back to an earlier one."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from deploy.manifest import RELEASE_NAME, Manifest, Refused, read_manifest
from deploy.publish.current_link import current_release, switch_to
from deploy.publish.journal import PUBLISH, ROLLBACK, append_step, read_history
from deploy.publish.publish_root import PublishRoot, alone_in, working_in
from deploy.publish.release_reader import ReleaseSource
from deploy.publish.release_store import install, remove_oldest, require_whole
from deploy.publish.retained_assets import changed_asset_fault, read_retained, retain_assets
from deploy.publish.signature import SignedText, read_signed_text, time_fault
from deploy.publish.unpack import IncomingRelease, read_incoming, unpack

_RETAINED_FROM = 2
"""From how many earlier releases assets are retained."""


def publish(site: PublishRoot, source: ReleaseSource, may_go_back: bool = True) -> str:
    """Take a release in, verify it where it lies, show it, remove the oldest; return a summary.

    It is read to its end first; others wait for this publisher only while it is written. Unless it
    `may_go_back`, one that was shown before and is not now is refused, and one that speaks of an
    earlier day than the one that is shown: going back is for another command. Raise Refused when
    it is not shown; readers then see what they saw before.
    """
    with working_in(site):
        site.report("reading")
        incoming = read_incoming(source, site.dest)
        with alone_in(site):
            older = _require_admissible(site, incoming, may_go_back)
            site.report("taking in")
            install(site, unpack(source, incoming, site.releases), incoming)
            summary = [_show(site, PUBLISH, incoming.manifest.name)]
            if older:
                summary.append(f"It is older: {older}.")
            if removed := remove_oldest(site):
                summary.append(f"Removed: {', '.join(removed)}.")
            return " ".join(summary)


def _require_admissible(site: PublishRoot, incoming: IncomingRelease, may_go_back: bool) -> str:
    """Raise Refused for a release that may not be shown now, before any of it is written.

    Return that it speaks of an earlier day than the current one; "" when it does not.
    """
    name, as_of = incoming.manifest.name, incoming.manifest.as_of
    signed = SignedText(name, incoming.manifest_text, incoming.statement)
    statement = site.check_signature(signed)
    if fault := time_fault(statement, site.day(), _tomorrow(site)):
        raise Refused(f"{name}: {fault}")
    if statement and urlsplit(statement.site).path != incoming.manifest.base:
        raise Refused(f"{name} was made for {incoming.manifest.base}, not for {statement.site}.")
    if as_of > _tomorrow(site):
        clock = f"by the clock of this server, which says {_time_text(site.now)}"
        raise Refused(f"{name} speaks of {as_of}, later than tomorrow {clock}.")
    history = read_history(site.dest, current_release(site.dest))
    if not may_go_back and name in history.recent[1:]:
        raise Refused(f"{name} was shown before; going back to it is for the operator.")
    older = _older(site, incoming.manifest)
    if older and not may_go_back:
        raise Refused(f"{name} is older: {older}. Going back to it is for the operator.")
    others = site.readable(other for other in history.recent if other != name)
    if change := changed_asset_fault(incoming.manifest, others):
        raise Refused(f"{name}: {change}, but browsers keep such a file for ever. Build again.")
    return older


def _time_text(now: int) -> str:
    return dt.datetime.fromtimestamp(now, dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def _tomorrow(site: PublishRoot) -> str:
    """The day after today in UTC, YYYY-MM-DD; the day of some reader may have begun already."""
    return site.day(1)


def rollback(site: PublishRoot, name: str = "") -> str:
    """Show the release that was shown before, or the one named; return a summary.

    Raise Refused when there is none or it is not whole; readers then see what they saw before.
    """
    with working_in(site), alone_in(site):
        current = current_release(site.dest)
        back = [*filter(site.has, read_history(site.dest, current).back)]
        there = f"There are: {', '.join(site.names()) or 'none'}; shown is {current or 'none'}."
        if name and not (RELEASE_NAME.fullmatch(name) and site.has(name)):
            raise Refused(f"{site.dest} has no release {name!r}. {there}")
        if not name and not back:
            raise Refused(f"{site.dest} has no release to go back to. {there}")
        try:
            return _show(site, ROLLBACK, name or back[0])
        except Refused as refusal:
            raise Refused(f"{refusal}\nIt is not shown. {there}") from None


def _older(site: PublishRoot, manifest: Manifest) -> str:
    """That the current release speaks of a later day; "" when it does not or can not be read.

    A day that is still to come does not count: after it no honest release could be published.
    """
    current = current_release(site.dest)
    for _, shown in site.readable([current] if current else []):
        if manifest.as_of < shown.as_of <= _tomorrow(site):
            return f"it speaks of {manifest.as_of}, and {shown.name} of {shown.as_of}"
    return ""


def _signed(
    site: PublishRoot, releases: list[tuple[Path, Manifest]]
) -> Iterator[tuple[Path, Manifest]]:
    """Those that may be shown today: a key may have been withdrawn since they were."""
    for folder, manifest in releases:
        try:
            site.check_signature(read_signed_text(folder, manifest.name))
            yield folder, manifest
        except Refused as refusal:
            site.report(f"nothing is carried over of {manifest.name}: {refusal}")


def _show(site: PublishRoot, act: str, name: str) -> str:
    """Verify an installed release where it lies and switch the link to it; return a summary.

    Going back must succeed on a full disk, too: assets and the journal are added if they can be.
    """
    folder = site.releases / name
    manifest = read_manifest(folder)
    if manifest.name != name:
        raise Refused(f"{folder} holds the release {manifest.name}.")
    statement = site.check_signature(read_signed_text(folder, name))
    before = current_release(site.dest)
    history = read_history(site.dest, before)
    site.report("carrying over")
    earlier = [other for other in history.recent if other != name][:_RETAINED_FROM]
    lacks: list[str] = []
    with _forgiven(act, lacks, "not all is carried over"):
        lacks += retain_assets(folder, manifest, [*_signed(site, site.readable(earlier))])
    for lack in lacks:
        site.report(lack)
    site.report("verifying again")
    require_whole(folder, manifest, must_retain=act == PUBLISH)
    site.report("switching")
    notes: list[str] = []
    if act == ROLLBACK and (fault := time_fault(statement, site.day(), _tomorrow(site))):
        notes.append(f"All the same: {fault.rstrip('.')}")
    if before != name:
        with _forgiven(act, notes, "The journal lacks this step"):
            append_step(site.dest, site.now, act, before, name)
        switch_to(site.dest, name)
    change = "as before" if before == name else f"before: {before or 'nothing'}"
    signed = f", signed for {statement.site} until {statement.until}" if statement else ""
    verified = f"{len(manifest.files)} files verified{signed}"
    retained = f"{len(read_retained(folder))} carried over"
    shows = f"{site.dest} shows {name} ({change}; {verified}, {retained})."
    return " ".join([shows, *(f"{note}." for note in notes)])


@contextmanager
def _forgiven(act: str, notes: list[str], consequence: str) -> Iterator[None]:
    """Go on after an error of the disk when going back, and note what it leads to."""
    try:
        yield
    except OSError as error:
        if act != ROLLBACK:
            raise
        notes.append(f"{consequence}: {error.filename or 'the disk'}: {error.strerror}")
