"""What the operator reads when a server is held to the contract, and when it can not be."""

import os
import re
from pathlib import Path

import pytest

from deploy.__main__ import main
from deploy.make.tar_file import write_tar
from deploy.manifest import MANIFEST, Refused
from deploy.verify import VerifyOptions, verify
from deploy.verify.http_client import tls_context
from tests.support.nginx import Change, free_port, served
from tests.support.small_release import FILES, NAME, published, release, signed

TRUST = tls_context(None, False)


def _refusal(folder: Path, made: Path, changes: list[Change] | None = None, path: str = "") -> str:
    """Why a release can not be verified at a server, without the server's port."""
    site = published(made, folder / "site")
    with (
        served(folder / "nginx", site, {"contract.conf": changes or []}) as url,
        pytest.raises(Refused) as refusal,
    ):
        verify(VerifyOptions(url + path, made, TRUST))
    return re.sub(r":\d+/", "/", str(refusal.value))


def test_a_good_server_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many things were looked at, and that nothing was wrong; the exit status is 0."""
    made = release(tmp_path / "releases")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        status = main(["verify", url, str(made)])
    said = capsys.readouterr().out
    assert (status, re.sub(r"^\d{4}", "N", said)) == (
        0,
        f"N checks of 18 files of {NAME}: no breaches\n",
    )


def test_breaches_are_told_one_a_line_and_repeated_ones_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The path, the sentence, the rule; the exit status is 1."""
    made = release(tmp_path / "releases")
    changes = [("server_tokens off;", "server_tokens off; charset off;"), ("charset utf-8;", "")]
    with served(
        tmp_path / "nginx", published(made, tmp_path / "site"), {"contract.conf": changes}
    ) as url:
        status = main(["verify", url, str(made)])
    *lines, _ = capsys.readouterr().out.splitlines()
    assert status == 1
    assert lines == [
        "/ and 10 more: has Content-Type: text/html, not text/html; charset=utf-8 [type]",
        "/assets/plain.css and 1 more: has Content-Type: text/css, not text/css; charset=utf-8 "
        "[type]",
        "/assets/plain.js and 1 more: has Content-Type: text/javascript, not text/javascript; "
        "charset=utf-8 [type]",
        "/robots.txt: has Content-Type: text/plain, not text/plain; charset=utf-8 [type]",
    ]


def test_a_server_without_brotli_can_be_allowed(tmp_path: Path) -> None:
    """The operator says so; nothing else is let go."""
    made = release(tmp_path / "releases")
    changes = {"contract.conf": [("include site/brotli*.conf;", "")]}
    with served(tmp_path / "nginx", published(made, tmp_path / "site"), changes) as url:
        assert main(["verify", url, str(made), "--without-br"]) == 0
        assert main(["verify", url, str(made)]) == 1


def test_a_site_under_a_path_is_verified_there(tmp_path: Path) -> None:
    """With the path in the address, or without it: the manifest knows."""
    made = release(tmp_path / "releases", base="/ref/")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        assert verify(VerifyOptions(url, made, TRUST))[0] == []
        assert verify(VerifyOptions(f"{url}ref/", made, TRUST))[0] == []


def test_nobody_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence and 1, no traceback."""
    made = release(tmp_path / "releases")
    assert main(["verify", f"http://127.0.0.1:{free_port()}/", str(made)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("127.0.0.1 does not answer GET /release.json: Connection refused")


def test_no_address_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is forgotten is said."""
    made = release(tmp_path / "releases")
    assert main(["verify", "site.example", str(made)]) == 1
    assert capsys.readouterr().err == (
        "site.example is not the address of a site: http://... or https://...\n"
    )


def test_the_site_is_under_another_path(tmp_path: Path) -> None:
    """The address and the release do not belong together."""
    made = release(tmp_path / "releases", base="/ref/")
    assert _refusal(tmp_path, made, path="wiki/") == (
        "the address ends in /wiki/, but the release was built for /ref/"
    )


def test_another_site_is_there(tmp_path: Path) -> None:
    """Nothing at the place of `release.json`."""
    made = release(tmp_path / "releases")
    here = [("error_page", "location = /release.json { return 404; }\nerror_page")]
    assert _refusal(tmp_path, made, here) == (
        "http://127.0.0.1/release.json is not there: another site, or another path than /"
    )


def test_a_page_to_log_in_stands_before_the_site(tmp_path: Path) -> None:
    """By a redirect, by a page that answers 200, or by a question of the browser."""
    made = release(tmp_path / "releases")
    start = "if ($site_allow)"
    refusals = [
        _refusal(tmp_path / str(number), made, [(start, f"{line}\n{start}")])
        for number, line in enumerate(
            (
                "return 302 https://login.example/?to=site;",
                "rewrite ^/release.json$ /index.html;",
                "return 401;",
            )
        )
    ]
    assert refusals == [
        "http://127.0.0.1/release.json sends readers to https://login.example/?to=site: another "
        "address, or a page to log in?",
        "http://127.0.0.1/release.json is not of our making: another site, or a page to log in?",
        "http://127.0.0.1/release.json asks for a password",
    ]


def test_another_release_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One breach, and no list of everything that follows from it."""
    old = {"version": "0.9.0", "commit": "fedcba9876543210", "as_of": "2025-11-21"}
    text = str(old).replace("'", '"')
    shown = release(tmp_path / "shown", {"release.json": text})
    made = release(tmp_path / "releases")
    with served(tmp_path / "nginx", published(shown, tmp_path / "site")) as url:
        assert main(["verify", url, str(made)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "/release.json: shows 0.9.0 2025-11-21 fedcba9876543210, not 1.0.0 2026-11-21 "
        "0123456789abcdef [release]"
    )


def test_a_proof_of_nothing_is_none(tmp_path: Path) -> None:
    """A manifest of no pages, or of no files, does not pass."""
    made = release(tmp_path / "releases")
    for file in sorted(made.rglob("*.html*")):
        if file.name != "404.html":
            file.unlink()
    signed(made)
    assert _refusal(tmp_path, made) == f"{NAME} is no site: it has no index.html"


def test_too_few_checks_are_no_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the checks one day ask for less, a good server does not pass for that."""
    made = release(tmp_path / "releases")
    monkeypatch.setattr("deploy.verify.audit.MIN_CHECKS_PER_FILE", 1000)
    refusal = re.sub(r"only \d+", "only N", _refusal(tmp_path, made))
    assert refusal == "only N checks of 18 files: this proves nothing"


def test_the_newest_release_made_here_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the rule of `publish`; which one it is stands in the output. With none, it says so."""
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "http://127.0.0.1/"]) == 1
    said = "build/release holds no release. Make one, or say which: RELEASE=NAME.tar\n"
    assert capsys.readouterr().err == said
    for age, name in ((9, "old"), (5, "new")):
        made = release(tmp_path / "build/release", name=name)
        os.utime(made / MANIFEST, (1_000_000_000 - age, 1_000_000_000 - age))
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        assert main(["verify", url]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "release: build/release/new, the newest in build/release"
    assert lines[1].endswith(" checks of 18 files of new: no breaches")


def test_an_archive_will_do_as_the_release(tmp_path: Path) -> None:
    """Its manifest says what must be answered."""
    made = release(tmp_path / "releases")
    write_tar(made, tmp_path / "a.tar", 1_000_000_000)
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        breaches, count = verify(VerifyOptions(url, tmp_path / "a.tar", TRUST))
    assert (breaches, count.split(" checks of ")[1]) == ([], f"18 files of {NAME}")


def test_a_folder_that_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence that says what is missing."""
    assert main(["verify", "http://127.0.0.1/", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path} is no release: it has no {MANIFEST}\n"


def test_the_files_of_the_test_are_of_every_kind() -> None:
    """What is verified above has pages, scripts, styles, data and pictures."""
    ends = {path.rpartition(".")[2] for path in FILES}
    assert ends == {"html", "css", "js", "json", "svg", "png", "webmanifest", "xml", "txt"}
