"""Archives drawn at random: none writes outside or leaves what stops a later run."""

import io
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.manifest import Refused, read_manifest
from deploy.publish import (
    PublishRoot,
    ReceivedRelease,
    StoredRelease,
    durable_files,
    publish,
    rollback,
)
from deploy.publish.release_store import require_whole
from tests.support.hostile_archives import hostile_archive
from tests.support.publishing import make, shown

COUNT = 200


def _around(folder: Path) -> list[tuple[str, int, int]]:
    """Everything that lies beside the server's folder, with its size and its time."""
    return [
        (str(path), path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if "srv" not in path.parts
    ]


def test_no_archive_writes_outside_or_stops_a_later_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is refused in a sentence or shown whole; after it an honest one comes, and goes back."""
    for name in ("flush", "flush_tree"):  # nobody cuts the power here
        monkeypatch.setattr(durable_files, name, lambda path: None)
    honest = [make(tmp_path / "made", version) for version in "AB"]
    hostile = make(tmp_path / "made", "X")
    (tmp_path / "srv").mkdir()
    now = 1_800_000_000
    site = PublishRoot(tmp_path / "srv", now, 1, "a test", lambda step: None)
    for release in honest:
        publish(site, StoredRelease(release))
    around, ends = _around(tmp_path), Counter[str]()
    for number in range(COUNT):
        draw = random.Random(number)
        archive = io.BytesIO(hostile_archive(hostile, draw))
        site = replace(site, now=now + number)
        before = shown(site.dest)
        try:
            publish(site, ReceivedRelease(archive, site.dest), may_go_back=number % 2 == 0)
            ends["shown"] += 1
            before_is_shown = True
            folder = site.dest / "current"
            require_whole(folder, read_manifest(folder))
        except Refused as refusal:
            ends["refused" if str(refusal) else "silent"] += 1
            before_is_shown = shown(site.dest) == before
        assert before_is_shown
        names = {path.name for path in site.dest.iterdir()}
        assert names == {"current", "releases", "journal", ".lock"}, number
        assert [path for path in site.releases.iterdir() if path.name.startswith(".")] == []
        for release in honest:
            publish(site, StoredRelease(release))
        rollback(site)
        assert shown(site.dest) == honest[0].name
    assert _around(tmp_path) == around
    assert ends["refused"] + ends["shown"] == COUNT
    assert ends["refused"] > COUNT // 2
