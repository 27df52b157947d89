"""Counts what the pages of a built site weigh."""

import gzip
import statistics
from dataclasses import dataclass
from pathlib import Path

from macros.model import COLLECTIONS
from tests.support.sites import pages, search_index

_LISTING = ("terms", "needs")
"""Collections of which a page holds many records."""


@dataclass(frozen=True)
class Weight:
    """Kilobytes (10^3 bytes) of HTML, and of the same as gzip sends it."""

    plain: float
    packed: float


def weights(site: Path) -> dict[str, float]:
    """The figures of a site, by their names."""
    every = {page: _weigh(page.read_bytes()) for page in pages(site)}
    records = {page: one for page, one in every.items() if is_record(site, page)}
    index = _weigh(search_index(site).encode())
    files = [file for file in site.rglob("*") if file.is_file()]
    return {
        "site.size": sum(file.stat().st_size for file in files) / 1e6,
        "site.pages": float(len(every)),
        **_named("page.median", _middle(every)),
        **_named("page.heaviest", _heaviest(every)),
        **_named("record.median", _middle(records)),
        **_named("record.heaviest", _heaviest(records)),
        **_named("search.index", index),
    }


def is_record(site: Path, page: Path) -> bool:
    """Whether a page is that of one record, and no list: `people/x/index.html`."""
    parts = page.relative_to(site).parts
    return len(parts) == 3 and parts[0] in COLLECTIONS and parts[0] not in _LISTING


def _weigh(content: bytes) -> Weight:
    return Weight(len(content) / 1e3, len(gzip.compress(content, 6)) / 1e3)


def _middle(found: dict[Path, Weight]) -> Weight:
    plain = statistics.median(one.plain for one in found.values())
    return Weight(plain, statistics.median(one.packed for one in found.values()))


def _heaviest(found: dict[Path, Weight]) -> Weight:
    plain = max(one.plain for one in found.values())
    return Weight(plain, max(one.packed for one in found.values()))


def _named(name: str, weight: Weight) -> dict[str, float]:
    return {name: weight.plain, f"{name}.gzip": weight.packed}
