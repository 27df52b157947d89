"""What `publish` asks of files .gz and .br: the content of the file beside them, an own ETag."""

import gzip
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from deploy.manifest import Refused
from deploy.publish import PublishRoot, StoredRelease, compressed_forms, publish
from tests.support.publishing import content, make, refusal

PAGE = content("A")["www/index.html"]
OTHER = PAGE.replace(b"A", b"X")


def _forms(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**content("A"), **{f"www/{name}": data for name, data in files.items()}}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("index.html.gz", gzip.compress(OTHER)),
        ("index.html.gz", gzip.compress(PAGE) + gzip.compress(b"x")),
        ("index.html.gz", gzip.compress(PAGE) + b"x"),
        ("index.html.gz", gzip.compress(PAGE)[:-9]),
        ("index.html.gz", gzip.compress(b"0" * 50_000_000)),
        ("index.html.gz", PAGE),
        ("index.html.gz", b""),
        ("index.html.br", brotli.compress(OTHER)),
        ("index.html.br", brotli.compress(PAGE)[:-9]),
        ("index.html.br", brotli.compress(PAGE) + brotli.compress(b"x")),
        ("index.html.br", brotli.compress(b"0" * 50_000_000)),
        ("index.html.br", b""),
        ("empty.txt.gz", b""),
    ],
)
def test_a_form_of_another_text_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    """Though the manifest lists it: a browser would show what nobody reads in the file."""
    release = make(tmp_path / "made", "A", _forms({"empty.txt": b"", name: data}))
    (tmp_path / "srv").mkdir()
    plain = name.rpartition(".")[0]
    said = f"{release.name}: www/{name} is not www/{plain}, compressed. Build again."
    assert refusal("publish", tmp_path / "srv", release) == said
    assert [*(tmp_path / "srv/releases").iterdir()] == []


@pytest.fixture
def reported() -> list[str]:
    """What a publication reported."""
    return []


@pytest.fixture
def site(tmp_path: Path, reported: list[str]) -> PublishRoot:
    """A server that shows nothing yet."""
    (tmp_path / "srv").mkdir()
    return PublishRoot(tmp_path / "srv", 1_800_000_000, 1, "a test", reported.append)


def test_a_form_of_a_very_large_file_is_refused(
    tmp_path: Path, site: PublishRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would have to be held in memory, twice."""
    monkeypatch.setattr(compressed_forms, "_MAX_BYTES", 1000)
    with pytest.raises(
        Refused, match=r"www/\S+ is too large for a compressed form, www/\S+\.gz\.$"
    ):
        publish(site, StoredRelease(make(tmp_path / "made", "A")))


def test_without_the_library_of_brotli_it_is_said(
    tmp_path: Path, site: PublishRoot, reported: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is missing, the module of nginx that sends such files is, too."""
    monkeypatch.setattr(compressed_forms, "_BROTLI_LIBRARY", "libnone.so.1")
    publish(site, StoredRelease(make(tmp_path / "made", "A", _forms({"index.html.br": b"x"}))))
    assert "1 files .br are not looked into: libnone.so.1 is missing" in reported


def test_forms_of_one_length_have_times_of_their_own(tmp_path: Path, site: PublishRoot) -> None:
    """A server makes an ETag of time and length; the next release does not change them."""
    text = b"<p>87</p>" * 88 + b"J" * 37
    forms = {
        "a.html": text,
        "a.html.br": brotli.compress(text, quality=1),
        "a.html.gz": gzip.compress(text, 1, mtime=0),
    }
    assert len(forms["a.html.br"]) == len(forms["a.html.gz"])
    times = []
    for version, now in (("A", 1_800_000_000), ("B", 1_800_009_999)):
        release = make(tmp_path / "made", version, {**content(version), **{
            f"www/{name}": data for name, data in forms.items()
        }})  # fmt: skip
        publish(replace(site, now=now), StoredRelease(release))
        www = site.dest / "current/www"
        times.append([int((www / name).stat().st_mtime) - 1_800_000_000 for name in forms])
    assert times == [[0, 0, 1], [0, 0, 1]]
