"""The site over TLS: what browsers agree on with nginx, and what is sent besides."""

import http.client
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.verify import VerifyOptions, verify
from deploy.verify.contract import HEADERS, HSTS
from deploy.verify.http_client import HttpClient, parse_site_url, tls_context
from tests.support.nginx import Change, configured, free_port, listening, started
from tests.support.small_release import published, release

NAME = "localhost"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key and a certificate of our own making."""
    folder = tmp_path_factory.mktemp("tls")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    made += ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    made += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "chain.pem")]
    subprocess.run(made, check=True, capture_output=True)
    return folder


@contextmanager
def _served(
    folder: Path, certificate: Path, changes: dict[str, list[Change]] | None = None
) -> Iterator[tuple[int, int, Path]]:
    """The ports of a server over TLS and without it, and the release that it shows."""
    made = release(folder / "releases")
    secure, plain = free_port(), free_port()
    own: list[Change] = [
        *listening(443, secure),
        *listening(80, plain),
        ("site.example", NAME),
        ("/etc/ssl/site", str(certificate)),
        *(changes or {}).get("tls.conf", []),
    ]
    main: list[Change] = [("site/site.conf", "site/tls.conf")]
    changed = {**(changes or {}), "tls.conf": own, "nginx.conf": main}
    configured(folder / "nginx", published(made, folder / "site"), changed)
    with started(folder / "nginx", secure):
        yield secure, plain, made


def _breaches(
    folder: Path, certificate: Path, changes: dict[str, list[Change]] | None = None
) -> list[str]:
    context = tls_context(certificate / "chain.pem", False)
    with _served(folder, certificate, changes) as (secure, plain, made):
        asked = VerifyOptions(f"https://{NAME}:{secure}/", made, context, plain_port=plain)
        return verify(asked)[0]


def test_the_site_over_tls_breaches_nothing(tmp_path: Path, certificate: Path) -> None:
    """Every file, every header, and the redirect from plain HTTP."""
    assert _breaches(tmp_path, certificate) == []


def test_without_hsts_it_is_found(tmp_path: Path, certificate: Path) -> None:
    """On every answer, told once for each status."""
    lines = _breaches(tmp_path, certificate, {"tls.conf": [(f'"{HSTS}"', '""')]})
    assert {line.rpartition(" ")[2] for line in lines} == {"[hsts]"}


def test_pages_over_plain_http_are_found(tmp_path: Path, certificate: Path) -> None:
    """Beside TLS the site must not be readable without it."""
    lines = _breaches(
        tmp_path, certificate, {"tls.conf": [("return 301 https://$server_name$request_uri;", "")]}
    )
    assert lines == ["/: 200 over plain HTTP instead of a redirect to https [https]"]


def test_nobody_need_listen_without_tls(tmp_path: Path, certificate: Path) -> None:
    """A server may have the one port alone."""
    context = tls_context(certificate / "chain.pem", False)
    with _served(tmp_path, certificate) as (secure, _, made):
        options = VerifyOptions(f"https://{NAME}:{secure}/", made, context, plain_port=free_port())
        assert verify(options)[0] == []


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path, certificate: Path) -> None:
    """A sentence, and a way to believe it for a trial."""
    with _served(tmp_path, certificate) as (secure, _, _):
        asking = HttpClient(parse_site_url(f"https://{NAME}:{secure}/"), tls_context(None, True))
        assert asking.request("/").status == 200
        strict = HttpClient(parse_site_url(f"https://{NAME}:{secure}/"), tls_context(None, False))
        with pytest.raises(
            Exception, match=r"localhost: its certificate: .*self-signed certificate"
        ):
            strict.request("/")


def test_plain_http_is_sent_to_the_name_of_the_site(tmp_path: Path, certificate: Path) -> None:
    """301 with the path and the question, whatever name was asked for, and every header."""
    with _served(tmp_path, certificate) as (_, plain, _):
        connection = http.client.HTTPConnection("127.0.0.1", plain)
        connection.request("GET", "/people/?ngay=2024-03-11", headers={"Host": "evil.example"})
        answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (
        301,
        f"https://{NAME}/people/?ngay=2024-03-11",
    )
    assert set(HEADERS.items()) <= set(answer.getheaders())
    assert answer.getheader("Strict-Transport-Security") is None


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize(
    ("version", "is_spoken"),
    [
        (ssl.TLSVersion.TLSv1_1, False),
        (ssl.TLSVersion.TLSv1_2, True),
        (ssl.TLSVersion.TLSv1_3, True),
    ],
)
def test_old_tls_is_not_spoken(
    tmp_path: Path, certificate: Path, version: ssl.TLSVersion, is_spoken: bool
) -> None:
    """1.2 and 1.3, and HTTP/2 where the browser has it."""
    context = ssl.create_default_context(cafile=str(certificate / "chain.pem"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, version
    if is_spoken:
        context.minimum_version = version
    context.set_alpn_protocols(["h2", "http/1.1"])
    with _served(tmp_path, certificate) as (secure, _, _):
        connection = http.client.HTTPSConnection(NAME, secure, context=context)
        try:
            connection.connect()
            spoken = connection.sock.selected_alpn_protocol()
        except ssl.SSLError as error:
            spoken = error.reason
        connection.close()
    assert spoken == ("h2" if is_spoken else "TLSV1_ALERT_PROTOCOL_VERSION")
