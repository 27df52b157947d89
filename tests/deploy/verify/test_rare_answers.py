"""What `verify` says of answers that servers seldom give, and of none at all."""

import os
import socket
import threading
from pathlib import Path

import pytest

from deploy.manifest import Refused
from deploy.verify import VerifyOptions, http_client, verify
from deploy.verify.http_client import (
    HttpClient,
    NoResponse,
    parse_site_url,
    resolve_location,
    tls_context,
)
from tests.support.nginx import served
from tests.support.small_release import published, release

TRUST = tls_context(None, False)
START = "if ($site_allow)"


def _breaches(folder: Path, line: str) -> list[str]:
    """The breaches of a server with one more line at the start of its configuration."""
    made = release(folder / "releases")
    changes = {"contract.conf": [(START, f"{line}\n{START}")]}
    with served(folder / "nginx", published(made, folder / "site"), changes) as url:
        return verify(VerifyOptions(url, made, TRUST))[0]


def test_a_server_that_keeps_silent_is_asked_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no more over that connection: a release has hundreds of files."""
    monkeypatch.setattr(http_client, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        client = HttpClient(parse_site_url(url), TRUST)
        said = []
        for _ in range(4):
            with pytest.raises(NoResponse) as silence:
                client.request("/")
            said.append(silence.value.reason)
    assert said == [*["nothing for 0.05 s"] * 3, "not asked; it kept silent 3 times"]


def test_a_server_without_tls_is_named_so() -> None:
    """Where the address says https."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"https://127.0.0.1:{server.getsockname()[1]}/"
        client = HttpClient(parse_site_url(url), TRUST)
        # What waits in the stream when the client reads an answer to its greeting.
        asking = _Answering(server)
        with pytest.raises(NoResponse, match="does not answer GET /: TLS failed: "):
            client.request("/")
        asking.close()


class _Answering:
    """Answers each connection in plain text, in a thread of its own."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        for _ in range(2):  # a request is sent a second time where the connection breaks
            connection, _ = self._server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    def close(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()


@pytest.mark.parametrize("url", ["https://[::1", "http://host:0/", "ftp://host/"])
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    """Before anything is asked."""
    with pytest.raises(Refused, match="is not the address of a site"):
        parse_site_url(url)


def test_a_location_that_makes_no_sense_leads_nowhere() -> None:
    """It is compared like any other."""
    assert resolve_location("http://host/a", "http://[") == ""
    assert resolve_location("http://host/a", "b") == "http://host/b"


def test_a_file_without_certificates_is_refused(tmp_path: Path) -> None:
    """One that is not there, and one of something else."""
    with pytest.raises(Refused, match="holds no certificates that can be read: No such file"):
        tls_context(tmp_path / "none.pem", False)
    (tmp_path / "a.pem").write_text("a", encoding="utf-8")
    with pytest.raises(Refused, match="holds no certificates that can be read: TLS failed: "):
        tls_context(tmp_path / "a.pem", False)


def test_a_server_with_trouble_shows_no_release(tmp_path: Path) -> None:
    """It has to be mended first."""
    with pytest.raises(Refused, match=r"/release\.json answers 503$"):
        _breaches(tmp_path, "location = /release.json { return 503; }")


def test_a_time_that_is_none_is_a_breach(tmp_path: Path) -> None:
    """A browser could not send it back."""
    lines = _breaches(tmp_path, 'add_header Last-Modified "yesterday";')
    assert any(
        line.endswith("has Last-Modified: yesterday, which is no time [revalidation]")
        for line in lines
    )


def test_no_answer_to_an_unknown_address_is_a_breach(tmp_path: Path) -> None:
    """The page for what is missing is a file of the release, too."""
    lines = _breaches(tmp_path, "location /no-such-page { return 444; }")
    assert lines == [
        "/no-such-page.html and 1 more: gets no answer: "
        "Remote end closed connection without response [not-found]"
    ]


def test_etags_that_can_not_be_kept_are_refused_first(tmp_path: Path) -> None:
    """A folder in the place of the file."""
    made = release(tmp_path / "releases")
    (tmp_path / "seen").mkdir()
    with pytest.raises(Refused, match=f"^{tmp_path}{os.sep}seen can not be written; it is to keep"):
        verify(VerifyOptions("http://127.0.0.1:1/", made, TRUST, etags_file=tmp_path / "seen"))
