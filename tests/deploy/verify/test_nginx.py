"""What nginx answers with the configuration of the repository, to the last header."""

import socket
import subprocess
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.manifest import WWW
from deploy.verify.contract import HEADERS
from deploy.verify.http_client import HttpClient, Response, parse_site_url, tls_context
from tests.support.nginx import command, configured, has_ipv6, served
from tests.support.small_release import AT, FILES, published, put, release

HTML = "text/html; charset=utf-8"
PATHS = {
    "html": ("/people/an/", HTML, "no-cache"),
    "css": (
        "/assets/site.01234567.css",
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    ),
    "js": ("/assets/plain.js", "text/javascript; charset=utf-8", "no-cache"),
    "json": ("/api/v1/people.json", "application/json", "no-cache"),
    "svg": ("/assets/mark.svg", "image/svg+xml", "no-cache"),
}
CHANGED = formatdate(AT, usegmt=True)
COMMON = [("Connection", "keep-alive"), ("Server", "nginx"), *HEADERS.items()]


def _file(path: str) -> bytes:
    content = FILES[f"{path.lstrip('/')}{'index.html' if path.endswith('/') else ''}"]
    return content if isinstance(content, bytes) else content.encode()


def _etag(content: bytes) -> str:
    return f'"{AT:x}-{len(content):x}"'


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpClient]:
    """A connection to a server that shows the small release."""
    folder = tmp_path_factory.mktemp("nginx")
    made = release(folder / "releases")
    with served(folder / "nginx", published(made, folder / "site")) as url:
        yield HttpClient(parse_site_url(url), tls_context(None, False))


def _headers(answer: Response) -> list[tuple[str, str]]:
    return sorted(pair for pair in answer.headers if pair[0] != "Date")


@pytest.mark.parametrize("kind", PATHS)
def test_a_file_is_found(probe: HttpClient, kind: str) -> None:
    """200: the bytes, what they are, and how long they may be kept."""
    path, type_, caching = PATHS[kind]
    answer = probe.request(path)
    own = [("Cache-Control", caching), ("Content-Length", str(len(_file(path))))]
    own += [("Content-Type", type_), ("ETag", _etag(_file(path))), ("Last-Modified", CHANGED)]
    own += [("Vary", "Accept-Encoding")]
    assert (answer.status, answer.body) == (200, _file(path))
    assert _headers(answer) == sorted([*own, *COMMON])


@pytest.mark.parametrize("kind", PATHS)
def test_a_file_the_browser_has_is_spared(probe: HttpClient, kind: str) -> None:
    """304: the same headers without a body."""
    path, _, caching = PATHS[kind]
    answer = probe.request(path, {"If-None-Match": _etag(_file(path))})
    own = [("Cache-Control", caching), ("ETag", _etag(_file(path))), ("Last-Modified", CHANGED)]
    own += [("Vary", "Accept-Encoding")]
    assert (answer.status, answer.body) == (304, b"")
    assert _headers(answer) == sorted([*own, *COMMON])


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("kind", PATHS)
def test_what_is_not_shown_answers_with_our_page(probe: HttpClient, kind: str, status: int) -> None:
    """403 and 404: our page, asked for again each time, whatever was asked for."""
    path = {403: f"/.hidden.{kind}", 404: f"/assets/none.01234567.{kind}"}[status]
    answer = probe.request(path)
    own = [("Cache-Control", "no-cache"), ("Content-Length", str(len(_file("404.html"))))]
    own += [("Content-Type", HTML), ("ETag", _etag(_file("404.html")))]
    own += [("Vary", "Accept-Encoding")]
    assert (answer.status, answer.body) == (status, _file("404.html"))
    assert _headers(answer) == sorted([*own, *COMMON])


@pytest.mark.parametrize("path", ["/en/none/", "/en/people/none.html", "/en/.hidden"])
def test_what_is_not_shown_answers_in_the_language_of_its_edition(
    probe: HttpClient, path: str
) -> None:
    """With the page in the folder of that language."""
    answer = probe.request(path)
    assert (answer.status in (403, 404), answer.body) == (True, _file("en/404.html"))


@pytest.mark.parametrize("kind", PATHS)
def test_another_method_is_refused(probe: HttpClient, kind: str) -> None:
    """405: with the methods that are not."""
    answer = probe.request(PATHS[kind][0], method="POST")
    own = [("Allow", "GET, HEAD"), ("Cache-Control", "no-cache")]
    own += [("Content-Length", str(len(answer.body))), ("Content-Type", HTML)]
    assert answer.status == 405
    assert _headers(answer) == sorted([*own, *COMMON])


def test_a_folder_redirects_to_itself_and_names_no_host(probe: HttpClient) -> None:
    """301: so that it holds behind a proxy, and the day asked for is kept."""
    answer = probe.request("/people/an?ngay=2024-03-11")
    assert (answer.status, answer.get("Location")) == (301, "/people/an/?ngay=2024-03-11")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 400),
        ("/../manifest.json", 400),
        ("/..%2fmanifest.json", 400),
        ("/%2e%2e/manifest.json", 400),
        ("/assets/", 404),
        ("/%2egit/config", 403),
        ("/people/an/.env", 403),
        ("/people/an/index.html.gz", 403),
        ("/people/an/index.html.br", 403),
        ("/People/an/", 404),
        ("//people//an/", 200),
        (f"/{'a' * 9000}", 414),
    ],
)
def test_addresses_that_are_none(probe: HttpClient, path: str, status: int) -> None:
    """Each is refused by its own status; slashes that are too many are read as one."""
    assert probe.request(path).status == status


def test_a_copy_older_than_a_roll_back_is_not_taken_for_fresh(probe: HttpClient) -> None:
    """A browser that has a later copy than the server gets the server's."""
    later = formatdate(AT + 86_400, usegmt=True)
    assert probe.request("/people/an/", {"If-Modified-Since": CHANGED}).status == 304
    assert probe.request("/people/an/", {"If-Modified-Since": later}).status == 200


def test_a_header_of_ten_thousand_signs_is_refused(probe: HttpClient) -> None:
    """400, with every header that an answer has."""
    answer = probe.request("/", {"X-Long": "a" * 10_000})
    assert answer.status == 400
    assert set(HEADERS.items()) <= set(answer.headers)


def test_a_change_of_equal_size_is_seen_at_the_next_load(tmp_path: Path) -> None:
    """The later time that a publication gives to other bytes changes the ETag."""
    made = release(tmp_path / "releases")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        asking = HttpClient(parse_site_url(url), tls_context(None, False))
        has = {"If-None-Match": asking.request("/people/an/").get("ETag")}
        assert asking.request("/people/an/", has).status == 304
        new = _file("people/an/index.html").replace(b"An", b"Ba")
        put(made / WWW / "people/an/index.html", new, AT + 1)
        answer = asking.request("/people/an/", has)
    assert (answer.status, answer.body) == (200, new)


def test_the_site_may_lie_under_a_path(tmp_path: Path) -> None:
    """The configuration is the same; the error page lies at the root, too."""
    made = release(tmp_path / "releases", base="/ref/")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        asking = HttpClient(parse_site_url(url), tls_context(None, False))
        answers = [asking.request(path) for path in ("/ref/people/an/", "/ref/none", "/none", "/")]
        folder = asking.request("/ref/people").get("Location")
    assert [answer.status for answer in answers] == [200, 404, 404, 404]
    assert {answer.body for answer in answers[1:]} == {_file("404.html")}
    assert folder == "/ref/people/"


def test_the_next_release_is_shown_when_the_link_is_changed(tmp_path: Path) -> None:
    """No server is told, and none remembers the folder of before."""
    first = release(tmp_path / "releases", name="first")
    second = release(tmp_path / "releases", {"people/an/index.html": "two"}, name="second")
    with served(tmp_path / "nginx", published(first, tmp_path / "site")) as url:
        asking = HttpClient(parse_site_url(url), tls_context(None, False))
        asking.request("/people/an/")
        published(second, tmp_path / "site")
        assert asking.request("/people/an/").body == b"two"


@pytest.mark.parametrize("main", [None, "/etc/nginx/nginx.conf"])
def test_nginx_finds_nothing_to_say(tmp_path: Path, main: str | None) -> None:
    """Also below the main file of Debian's package, which sets other things before."""
    configured(tmp_path, tmp_path / "site")
    file = tmp_path / "nginx.conf"
    if main:
        text = Path(main).read_text(encoding="utf-8")
        text = text.replace("/etc/nginx/sites-enabled/*", f"{tmp_path}/site/site.conf")
        text = text.replace("/etc/nginx/conf.d/*.conf", f"{tmp_path}/none/*.conf")
        text = text.replace("/run/nginx.pid", f"{tmp_path}/nginx.pid")
        file.write_text(text.replace("/var/log/nginx/", f"{tmp_path}/"), encoding="utf-8")
    done = subprocess.run(
        [*command(tmp_path)[:-2], "-t"], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "test is successful" not in line]
    said = [line for line in said if "syntax is ok" not in line]
    assert (done.returncode, said) == (0, [])


def test_a_request_that_is_none_is_answered_with_every_header(probe: HttpClient) -> None:
    """400: what nginx can not read, it refuses in the same clothes."""
    parts = urlsplit(probe.origin)
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n")
        said = connection.makefile("rb").read().decode()
    assert said.startswith("HTTP/1.1 400 ")
    assert [name for name, value in HEADERS.items() if f"\r\n{name}: {value}\r\n" not in said] == []


def test_it_answers_over_ipv6_too(tmp_path: Path) -> None:
    """With the same bytes and headers."""
    if not has_ipv6():
        pytest.skip("there is no IPv6 here")
    made = release(tmp_path / "releases")
    with served(tmp_path / "nginx", published(made, tmp_path / "site")) as url:
        port = urlsplit(url).port
        over = [
            HttpClient(parse_site_url(f"http://{host}:{port}/"), tls_context(None, False))
            for host in ("127.0.0.1", "[::1]")
        ]
        answers = [client.request("/people/an/") for client in over]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body
    assert _headers(answers[0]) == _headers(answers[1])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/.well-known/security.txt", 200),
        ("/.well-known/acme-challenge/a-token_1", 200),
        ("/.well-known/none", 404),
        ("/.well-known/", 404),
        ("/.well-known/.env", 403),
        ("/.well-known/a/.env", 403),
        ("/.well-known/security.txt.gz", 403),
        ("/.well-known/../journal", 404),
        ("/.well-known/%2e%2e/journal", 404),
        ("/.well-known/..%2fjournal", 404),
        ("/people/.well-known/security.txt", 403),
    ],
)
def test_what_the_operator_puts_beside_the_releases(tmp_path: Path, path: str, status: int) -> None:
    """It can be found, with the headers of every answer; nothing hidden, nothing beside it."""
    made = release(tmp_path / "releases")
    site = published(made, tmp_path / "site")
    (site / "journal").write_text("journal")
    folder = site / "well-known"
    (folder / "acme-challenge").mkdir(parents=True)
    (folder / "a").mkdir()
    for name in ("security.txt", "security.txt.gz", "acme-challenge/a-token_1", ".env", "a/.env"):
        (folder / name).write_text("found")
    with served(tmp_path / "nginx", site) as url:
        client = HttpClient(parse_site_url(url), tls_context(None, False))
        answer = client.request(path)
    assert (answer.status, answer.body == b"found") == (status, status == 200)
    assert set(HEADERS.items()) <= set(answer.headers)
    assert answer.get("Cache-Control") == "no-cache"
