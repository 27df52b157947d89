"""Checks what a server answers at the address of each file of a release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from deploy.manifest import FINGERPRINTED, INDEX, WWW, FileDigest, Manifest
from deploy.verify.contract import ENCODINGS, content_type_of
from deploy.verify.http_client import HttpClient, Response, resolve_location
from deploy.verify.response_checks import Checks, body_sha256

_QUERY = "?ngay=2024-03-11"
_REDIRECTS = (301, 302, 307, 308)
_IDENTITY = "identity"


@dataclass(frozen=True)
class ServedFile:
    """A file of a release as readers ask for it."""

    path: str
    """Its path below `www`."""
    forms: Mapping[str, FileDigest]
    """Its content by the encoding that a browser takes; `identity` is always among them."""

    @property
    def address(self) -> str:
        """The path of its URL; that of a page is its folder."""
        folder, _, name = self.path.rpartition("/")
        path = self.path if name != INDEX else f"{folder}/" if folder else ""
        return quote(f"/{path}")

    @property
    def kind(self) -> tuple[str, bool, bool]:
        """Files of one kind are configured alike, so that rare requests need one example only."""
        extension = self.path.rpartition(".")[2]
        return extension, bool(FINGERPRINTED.search(self.path)), len(self.forms) > 1


def served_files(manifest: Manifest, encodings: Iterable[str] = ENCODINGS) -> list[ServedFile]:
    """Each file of a release that has an address, with its forms in the given encodings."""
    www = {
        path.removeprefix(f"{WWW}/"): digest
        for path, digest in manifest.files.items()
        if path.startswith(f"{WWW}/")
    }
    compressed = {f"{path}{extension}" for path in www for extension in ENCODINGS.values()}
    return [
        ServedFile(path, {_IDENTITY: digest} | {
            encoding: www[path + ENCODINGS[encoding]]
            for encoding in encodings
            if path + ENCODINGS[encoding] in www
        })
        for path, digest in www.items()
        if path not in compressed
    ]  # fmt: skip


def check_file(client: HttpClient, checks: Checks, file: ServedFile) -> None:
    """Ask for a file in each of its forms, and again as a browser that has them.

    Raise NoResponse when the server does not answer.
    """
    etags = [check_form(client, checks, file, encoding, file.address) for encoding in file.forms]
    etags = [etag for etag in etags if etag]
    response = Response("GET", file.address, 200, (), b"")
    has_own_etags = len(etags) == len(set(etags))
    sentence = "has one ETag for more than one of its forms"
    checks.expect(has_own_etags, response, "etag", sentence)
    if file.path.endswith(f"/{INDEX}"):
        _check_folder(client, checks, file.address)


def check_form(
    client: HttpClient,
    checks: Checks,
    file: ServedFile,
    encoding: str,
    address: str,
    status: int = 200,
) -> str:
    """Ask for one form of a file at an address; return its ETag, "" when it has none."""
    accept = {"Accept-Encoding": encoding}
    response = client.request(address, accept)
    checks.expect_headers(response)
    rule = "status" if status == 200 else "not-found"
    sentence = f"{response.status}, not {status}"
    if not checks.expect(response.status == status, response, rule, sentence):
        return ""
    length = response.get("Content-Length")
    sentence = f"has Content-Length: {length or 'none'}"
    checks.expect(length == str(len(response.body)), response, "length", sentence)
    if not _expect_bytes(checks, response, file, encoding):
        return ""
    content_type, wanted = response.get("Content-Type"), content_type_of(file.path)
    sentence = f"has Content-Type: {content_type or 'none'}, not {wanted}"
    checks.expect(_normalize(content_type) == wanted, response, "type", sentence)
    if len(file.forms) > 1:
        vary = {header.strip().lower() for header in response.get("Vary").split(",")}
        sentence = "has no Vary: Accept-Encoding"
        checks.expect("accept-encoding" in vary, response, "vary", sentence)
    return _check_revalidation(client, checks, response, encoding) if status == 200 else ""


def _expect_bytes(checks: Checks, response: Response, file: ServedFile, encoding: str) -> bool:
    """Check that a response is the file in the form that was asked for; return whether it is."""
    is_missing = response.status == 404
    identity_rule = "not-found" if is_missing else "bytes"
    rule = identity_rule if encoding == _IDENTITY else encoding
    sent_encoding = response.get("Content-Encoding") or _IDENTITY
    sentence = f"is sent as {sent_encoding} to a browser that takes {encoding}"
    if not checks.expect(sent_encoding == encoding, response, rule, sentence):
        return False
    is_same = body_sha256(response.body) == file.forms[encoding].sha256
    sentence = f"has other bytes than {file.path if is_missing else 'the file'} of the release"
    return checks.expect(is_same, response, rule, sentence)


def _normalize(content_type: str) -> str:
    """A Content-Type with the spaces and the case of the contract."""
    return "; ".join(part.strip().lower() for part in content_type.split(";"))


def _check_revalidation(
    client: HttpClient, checks: Checks, response: Response, encoding: str
) -> str:
    """Ask as a browser that has the file; return its ETag."""
    etag = response.get("ETag")
    if not checks.expect(bool(etag), response, "etag", "has no ETag"):
        return ""
    checks.etags[f"{encoding} {response.path}"] = etag, body_sha256(response.body)
    headers = {"Accept-Encoding": encoding, "If-None-Match": etag}
    again = client.request(response.path, headers)
    checks.expect_headers(again)
    is_not_modified = (again.status, again.body, again.get("ETag")) == (304, b"", etag)
    sentence = f"{again.status} instead of 304 to its own ETag"
    checks.expect(is_not_modified, again, "revalidation", sentence)
    return etag


def _check_folder(client: HttpClient, checks: Checks, address: str) -> None:
    """Ask for a folder without its slash."""
    response = client.request(address.rstrip("/") + _QUERY)
    checks.expect_headers(response)
    location = response.get("Location")
    target = resolve_location(f"{client.origin}{response.path}", location)
    is_right = target == f"{client.origin}{address}{_QUERY}" and response.status in _REDIRECTS
    sentence = f"{response.status} to {location or 'nowhere'}, not to {address}{_QUERY}"
    checks.expect(is_right, response, "folder", sentence)


def check_example(client: HttpClient, checks: Checks, file: ServedFile) -> None:
    """Ask for one file of its kind in the rarer ways; raise NoResponse without an answer."""
    whole = client.request(file.address, {"Accept-Encoding": _IDENTITY})
    if whole.status == 200:
        _check_head(client, checks, whole)
        _check_stale(client, checks, whole)
        _check_range(client, checks, whole)
    for extension in ENCODINGS.values():
        compressed = client.request_forbidden(quote(f"/{file.path}{extension}"))
        checks.expect_refusal(compressed, "twin", (403, 404))


def _request_plain(
    client: HttpClient, checks: Checks, path: str, headers: Mapping[str, str], method: str = "GET"
) -> Response:
    """Ask for the uncompressed form and check what every response must be."""
    response = client.request(path, {"Accept-Encoding": _IDENTITY, **headers}, method)
    checks.expect_headers(response)
    return response


def _check_head(client: HttpClient, checks: Checks, whole: Response) -> None:
    head = _request_plain(client, checks, whole.path, {}, "HEAD")
    names = ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Vary")
    other = [name for name in names if head.get(name) != whole.get(name)]
    sentence = f"{head.status} with another {' and '.join(other) or 'status'} than GET"
    checks.expect(head.status == 200 and not other, head, "head", sentence)


def _check_stale(client: HttpClient, checks: Checks, whole: Response) -> None:
    """Ask as a browser that has other bytes, or bytes of another time."""
    stale = _request_plain(client, checks, whole.path, {"If-None-Match": '"of-other-bytes"'})
    sentence = f"{stale.status} instead of 200 to the ETag of other bytes"
    checks.expect(stale.status == 200, stale, "revalidation", sentence)
    changed = whole.get("Last-Modified")
    if not checks.expect(bool(changed), whole, "revalidation", "has no Last-Modified"):
        return
    try:
        time = parsedate_to_datetime(changed).astimezone(UTC)
    except ValueError:
        sentence = f"has Last-Modified: {changed}, which is no time"
        checks.expect(False, whole, "revalidation", sentence)
        return
    earlier = format_datetime(time.replace(year=time.year - 1, day=1), usegmt=True)
    for since, status in ((changed, 304), (earlier, 200)):
        response = _request_plain(client, checks, whole.path, {"If-Modified-Since": since})
        sentence = f"{response.status} instead of {status} to If-Modified-Since"
        checks.expect(response.status == status, response, "revalidation", sentence)


def _check_range(client: HttpClient, checks: Checks, whole: Response) -> None:
    """Ask for a part that is there and for one that is not."""
    size = len(whole.body)
    part = _request_plain(client, checks, whole.path, {"Range": "bytes=0-3"})
    expected = (206, whole.body[:4], f"bytes 0-3/{size}")
    is_part = (part.status, part.body, part.get("Content-Range")) == expected
    is_whole = (part.status, part.body) == (200, whole.body)
    sentence = f"{part.status} with other bytes than asked for"
    checks.expect(is_part or is_whole, part, "range", sentence)
    beyond = _request_plain(client, checks, whole.path, {"Range": f"bytes={size}-"})
    is_whole = (beyond.status, beyond.body) == (200, whole.body)
    sentence = f"{beyond.status} to a part beyond the end"
    checks.expect(beyond.status == 416 or is_whole, beyond, "range", sentence)
