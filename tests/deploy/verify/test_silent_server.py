"""What `verify` keeps though a server is silent, and what it asks for beyond the release."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy import manifest
from deploy.__main__ import main
from deploy.manifest import WWW
from deploy.publish.retained_assets import retain_assets
from deploy.verify import VerifyOptions, http_client, verify
from deploy.verify.http_client import tls_context
from tests.support.nginx import free_port, served
from tests.support.small_release import published, release

TRUST = tls_context(None, False)


@contextmanager
def _python(www: Path) -> Iterator[str]:
    """Python's own server, which falls over some requests and closes the connection."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", str(www)]
    with subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL) as server:
        try:
            while socket.socket().connect_ex(("127.0.0.1", port)):
                time.sleep(0.01)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def test_a_server_that_closes_the_connection_is_judged_to_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found before is told, and the silence is a breach of the rule that was tried."""
    made = release(tmp_path / "releases")
    with _python(made / WWW) as url:
        assert main(["verify", url, str(made)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "/%00: no answer instead of 400 or 403 or 404 [outside]" in lines
    assert len(lines) > 20


def test_an_ordinary_request_without_an_answer_is_a_breach(tmp_path: Path) -> None:
    """nginx closes the connection at 444; the other pages are judged."""
    made = release(tmp_path / "releases")
    start = "if ($site_allow)"
    changes = {
        "contract.conf": [(start, f"location = /people/an/index.html {{ return 444; }}\n{start}")]
    }
    with served(tmp_path / "nginx", published(made, tmp_path / "site"), changes) as url:
        breaches, _ = verify(VerifyOptions(url, made, TRUST))
    assert breaches == [
        "/people/an/: gets no answer: Remote end closed connection without response [status]"
    ]


@pytest.mark.parametrize("text", ["[]", '{"gzip /": 3}', '{"gzip /": ["a"]}', "x", '{"a": [1, 2]}'])
def test_a_file_that_holds_no_etags_is_refused_first(tmp_path: Path, text: str) -> None:
    """Before the server is asked, so that nothing found is lost."""
    made = release(tmp_path / "releases")
    (tmp_path / "seen.json").write_text(text)
    with pytest.raises(manifest.Refused) as refusal:
        verify(VerifyOptions("http://127.0.0.1:1/", made, TRUST, etags_file=tmp_path / "seen.json"))
    assert str(refusal.value) == (
        f"{tmp_path}/seen.json does not hold the ETags of an earlier time"
    )


def test_what_a_published_release_carries_is_asked_for_too(tmp_path: Path) -> None:
    """A page that was opened before the publication still finds its style."""
    style = "assets/site.89abcdef.css"
    old = release(tmp_path / "old", {style: "p { color: red; }\n" * 20}, name="old")
    made = release(tmp_path / "releases")
    retain_assets(made, manifest.read_manifest(made), [(old, manifest.read_manifest(old))])
    assert f"{WWW}/{style}" in json.loads((made / "carried.json").read_text())["files"]
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        breaches, count = verify(VerifyOptions(url, made, TRUST))
        assert (breaches, count.split(" checks of ")[1]) == ([], f"19 files of {made.name}")
        for end in ("", ".gz", ".br"):
            (made / f"{WWW}/{style}{end}").unlink()
        assert f"/{style}: 404, not 200 [status]" in verify(VerifyOptions(url, made, TRUST))[0]


class _Endless(BaseHTTPRequestHandler):
    """Answers everything with bytes without end."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"0" * 65_536)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_answer_without_end_is_read_to_a_limit(tmp_path: Path) -> None:
    """A megabyte more than the largest file of the release."""
    made = release(tmp_path / "releases")
    largest = max(digest.size for digest in manifest.read_manifest(made).files.values())
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endless) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        with pytest.raises(manifest.Refused) as refusal:
            verify(VerifyOptions(url, made, TRUST))
        server.shutdown()
    assert str(refusal.value) == (
        f"127.0.0.1 does not answer GET /release.json: more than {largest + 1_048_576} bytes"
    )


def test_an_answer_that_drips_is_read_for_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then is no silence, and would take for ever."""

    class Dripping(_Endless):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b"0")
                    time.sleep(0.05)

    monkeypatch.setattr(http_client, "MAX_SECONDS", 0.2)
    made = release(tmp_path / "releases")
    with ThreadingHTTPServer(("127.0.0.1", 0), Dripping) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        with pytest.raises(manifest.Refused, match=r"/release\.json: not whole within 0\.2 s$"):
            verify(VerifyOptions(url, made, TRUST))
        server.shutdown()


def test_an_answer_that_ends_early_is_none(tmp_path: Path) -> None:
    """It says that it has more bytes than it sends."""

    class Short(_Endless):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"{}")

    made = release(tmp_path / "releases")
    with ThreadingHTTPServer(("127.0.0.1", 0), Short) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        with pytest.raises(manifest.Refused) as refusal:
            verify(VerifyOptions(url, made, TRUST))
        server.shutdown()
    assert str(refusal.value) == (
        "127.0.0.1 does not answer GET /release.json: "
        "IncompleteRead(2 bytes read, 98 more expected)"
    )
