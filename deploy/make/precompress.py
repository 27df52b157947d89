"""Writes gzip and brotli forms beside the files of a site, the same bytes on every machine."""

# Not the zlib of the Python that runs, whose bytes differ between versions and makers: libdeflate
# is pinned with the packages. Measured over the real site (418 files, 14.7 MB, two cores): zlib 9
# 2.93 MB; libdeflate 12 2.85 MB in 2 s; zopfli 2.83 MB in 55 s. Brotli 11 2.49 MB in 8 s.

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli
import deflate

COMPRESSIBLE = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})
"""The extensions of files that shrink; pictures and fonts are compressed already."""
_MIN_BYTES = 256
"""A smaller file is not worth two more."""
_MAX_RATIO = 0.9
"""A compressed form is kept when it is at most this part of the file."""
_DEFLATE_LEVEL = 12
"""The strongest of libdeflate."""
_BROTLI_WINDOW = 22
"""4 MB, more than the largest page, and the most that every browser takes."""


def precompress(folder: Path) -> int:
    """Write the compressed forms beside each file below a folder; return how many there are."""
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(_precompress_file, sorted(_compressible_files(folder)), chunksize=8))


def _compressible_files(folder: Path) -> Iterator[Path]:
    for parent, _, files in os.walk(folder):
        for file in (Path(parent, name) for name in files):
            if file.suffix in COMPRESSIBLE and file.stat().st_size >= _MIN_BYTES:
                yield file


def _precompress_file(file: Path) -> int:
    data = file.read_bytes()
    options = {"mode": brotli.MODE_TEXT, "quality": 11, "lgwin": _BROTLI_WINDOW}
    forms = {
        ".gz": deflate.gzip_compress(data, _DEFLATE_LEVEL),
        ".br": brotli.compress(data, **options),
    }
    kept = {ext: form for ext, form in forms.items() if len(form) <= _MAX_RATIO * len(data)}
    for extension, form in kept.items():
        file.with_name(file.name + extension).write_bytes(form)
    return len(kept)
