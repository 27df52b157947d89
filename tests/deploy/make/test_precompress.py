"""How files are made small for the way: to read again, the same everywhere, and only if it pays."""

import gzip
import hashlib
from pathlib import Path

import brotli
import pytest

from deploy.make.precompress import COMPRESSIBLE, precompress

TEXT = "".join(
    f"Điều {number}. Ban Thư ký giúp việc {number * 7919 % 1000}.\n" for number in range(400)
)
NOISE = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(64))
"""Two kilobytes that nothing makes smaller."""


def names(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


@pytest.mark.parametrize("suffix", sorted(COMPRESSIBLE))
def test_both_forms_stand_beside_a_file_and_hold_it(tmp_path: Path, suffix: str) -> None:
    """A server hands over one of them; a browser gets the same bytes."""
    file = tmp_path / f"people/a{suffix}"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    assert precompress(tmp_path) == 2
    assert names(tmp_path) == [f"people/a{suffix}{end}" for end in ("", ".br", ".gz")]
    data = file.read_bytes()
    assert gzip.decompress((tmp_path / f"people/a{suffix}.gz").read_bytes()) == data
    assert brotli.decompress((tmp_path / f"people/a{suffix}.br").read_bytes()) == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", TEXT.encode()),
        ("a.woff2", TEXT.encode()),
        ("a.html", b"a" * 255),
        ("a.html", b""),
        ("a.json", NOISE),
    ],
    ids=["picture", "font", "small", "empty", "noise"],
)
def test_what_does_not_pay_is_left_alone(tmp_path: Path, name: str, data: bytes) -> None:
    """Pictures, crumbs, and what hardly shrinks."""
    (tmp_path / name).write_bytes(data)
    assert precompress(tmp_path) == 0
    assert names(tmp_path) == [name]


def test_the_bytes_are_the_same_on_every_machine(tmp_path: Path) -> None:
    """They come from pinned packages, without a time and without a name."""
    (tmp_path / "a.html").write_text(TEXT, encoding="utf-8")
    precompress(tmp_path)
    sums = {
        end: hashlib.sha256((tmp_path / f"a.html.{end}").read_bytes()).hexdigest()[:16]
        for end in ("gz", "br")
    }
    assert sums == {"gz": "8048768da4097a01", "br": "2a9cdcf334bf978e"}
