"""Sends single HTTP requests to a server and returns its responses whole."""

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from deploy.manifest import Refused

TIMEOUT = 20
"""Seconds to wait for a connection or for the next bytes."""
MAX_SECONDS = 120
"""Seconds to wait for a whole answer, for a server may send a byte at a time."""
_BLOCK_BYTES = 1 << 16
_MAX_TIMEOUTS = 3
"""How often a connection waits in vain before no more is asked over it."""
_MAX_BODY_BYTES = 1 << 20
_CONNECTION_ERRORS = (http.client.HTTPException, OSError)


@dataclass(frozen=True)
class Response:
    """A request and what the server answered."""

    method: str
    path: str
    """What was asked for, as it was sent."""
    status: int
    """0 where there was no answer."""
    headers: tuple[tuple[str, str], ...]
    """In their order, as they were sent."""
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for header, value in self.headers if header.lower() == name.lower()]

    def get(self, name: str) -> str:
        """The values of a header, joined; empty when there is none."""
        return ", ".join(self.all(name))


class NoResponse(Refused):
    """A server did not answer a request."""

    def __init__(self, host: str, method: str, path: str, reason: str) -> None:
        super().__init__(f"{host} does not answer {method} {path[:60]}: {reason}")
        self.empty = Response(method, path, 0, (), b"")
        """The request with an empty response of status 0."""
        self.reason = reason
        """What happened instead."""


def parse_site_url(url: str) -> SplitResult:
    """The parts of a site's address; raise Refused when it is none."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_address = None
    if not is_address:
        raise Refused(f"{url} is not the address of a site: http://... or https://...")
    return parts


def resolve_location(url: str, location: str) -> str:
    """The address that a Location header leads to from a URL; "" where it makes no sense."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def tls_context(cafile: Path | None, is_insecure: bool) -> ssl.SSLContext:
    """Trust the machine's authorities, those of a file, or (if `is_insecure`) anybody.

    Raise Refused when the file holds no certificates.
    """
    try:
        context = ssl.create_default_context(cafile=str(cafile) if cafile else None)
    except (OSError, ssl.SSLError) as error:
        reason = _describe(error)
        raise Refused(f"{cafile} holds no certificates that can be read: {reason}") from None
    if is_insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class HttpClient:
    """One connection to a server, kept open; for one thread."""

    def __init__(
        self, parts: SplitResult, context: ssl.SSLContext, max_body: int = _MAX_BODY_BYTES
    ) -> None:
        """Connect at the first request; no body of more than `max_body` bytes is taken."""
        self._host = parts.hostname or ""
        self._port = parts.port
        self._context = context if parts.scheme == "https" else None
        self._connection: http.client.HTTPConnection | None = None
        self.origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        """The address of the server without a path."""
        self._timeouts = 0
        self._max_body = max_body

    def request(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Response:
        """Send a request, a second time if the connection breaks; raise NoResponse without answer.

        `path` is sent as it is, but for characters outside ASCII.
        """
        sent_path = quote(path, safe="/%?=&+:@!$'()*,;~.-_")
        reason = f"not asked; it kept silent {_MAX_TIMEOUTS} times"
        for _ in range(2 if self._timeouts < _MAX_TIMEOUTS else 0):
            try:
                return self._send(method, sent_path, headers or {})
            except ssl.SSLCertVerificationError as error:
                raise Refused(f"{self._host}: its certificate: {error.verify_message}") from None
            except TimeoutError:
                self.close()
                self._timeouts += 1
                reason = f"nothing for {TIMEOUT} s"
                break
            except _CONNECTION_ERRORS as error:  # a server may close a kept connection at any time
                self.close()
                reason = _describe(error)
        raise NoResponse(self._host, method, sent_path, reason)

    def request_forbidden(self, path: str, method: str = "GET") -> Response:
        """Ask for what must not be given; a response of status 0 where the server says nothing.

        Some servers close the connection on such a request, or crash.
        """
        try:
            return self.request(path, method=method)
        except NoResponse as silence:
            return silence.empty

    def _send(self, method: str, path: str, headers: Mapping[str, str]) -> Response:
        connection = self._connection = self._connection or self._connect()
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            body = self._read_body(answer)
            if answer.length:
                raise http.client.IncompleteRead(body, answer.length)
            response = Response(method, path, answer.status, tuple(answer.getheaders()), body)
            if answer.will_close:
                self.close()
        return response

    def _read_body(self, answer: http.client.HTTPResponse) -> bytes:
        """The body; raise HTTPException when it is too large, or comes too slowly."""
        end = time.monotonic() + MAX_SECONDS
        body = bytearray()
        while block := answer.read1(_BLOCK_BYTES):
            body += block
            if len(body) > self._max_body:
                raise http.client.HTTPException(f"more than {self._max_body} bytes")
            if time.monotonic() > end:
                raise http.client.HTTPException(f"not whole within {MAX_SECONDS} s")
        return bytes(body)

    def _connect(self) -> http.client.HTTPConnection:
        if self._context is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=TIMEOUT, context=self._context
        )

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection:
            self._connection.close()
        self._connection = None


def _describe(error: Exception) -> str:
    """What went wrong, in words for the operator."""
    if isinstance(error, ssl.SSLError):
        return f"TLS failed: {(error.reason or str(error)).replace('_', ' ').lower()}"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
