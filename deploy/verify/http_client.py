"""Knows how to put one request to a server and read its answer whole; refuses to judge it."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from deploy.manifest import Refused

PATIENCE = 20
"""Seconds to wait for a connection or for the next bytes."""
_MOST_WAITS = 3
"""How often a connection waits in vain before it asks no more."""
_BROKEN = (http.client.HTTPException, OSError)


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    method: str
    path: str
    """What was asked for, as it was sent."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """In their order, as they were sent."""
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for one, value in self.headers if one.lower() == name.lower()]

    def get(self, name: str) -> str:
        """The values of a header, joined; empty when there is none."""
        return ", ".join(self.all(name))


class NoAnswer(Refused):
    """A server that was asked and said nothing."""

    def __init__(self, host: str, method: str, path: str, why: str) -> None:
        super().__init__(f"{host} does not answer {method} {path[:60]}: {why}")
        self.asked = Answer(method, path, 0, (), b"")
        """An answer without anything."""
        self.why = why
        """What happened instead."""


def site(url: str) -> SplitResult:
    """The parts of a site's address; raise Refused when it is none."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_address = None
    if not is_address:
        raise Refused(f"{url} is not the address of a site: http://... or https://...")
    return parts


def joined(here: str, to: str) -> str:
    """Where a Location leads; "" where it makes no sense."""
    try:
        return urljoin(here, to)
    except ValueError:
        return ""


def trust(cafile: Path | None, is_insecure: bool) -> ssl.SSLContext:
    """Whom to believe: the machine's authorities, those of a file, or (for a trial) anybody.

    Raise Refused when the file holds no certificates.
    """
    try:
        context = ssl.create_default_context(cafile=str(cafile) if cafile else None)
    except (OSError, ssl.SSLError) as error:
        raise Refused(f"{cafile} holds no certificates that can be read: {_words(error)}") from None
    if is_insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class Probe:
    """One connection to a server, kept open; for one thread."""

    def __init__(self, parts: SplitResult, context: ssl.SSLContext) -> None:
        self._host = parts.hostname or ""
        self._port = parts.port
        self._context = context if parts.scheme == "https" else None
        self._connection: http.client.HTTPConnection | None = None
        self.origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        """The address of the server without a path."""
        self._waits = 0

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Answer:
        """Put a request; raise NoAnswer when there is none, also not at a second try.

        `path` is sent as it is, but for letters outside ASCII.
        """
        sent = quote(path, safe="/%?=&+:@!$'()*,;~.-_")
        why = f"not asked; it kept silent {_MOST_WAITS} times"
        for _ in range(2 if self._waits < _MOST_WAITS else 0):
            try:
                return self._once(method, sent, headers or {})
            except ssl.SSLCertVerificationError as error:
                raise Refused(f"{self._host}: its certificate: {error.verify_message}") from None
            except TimeoutError:
                self.close()
                self._waits += 1
                why = f"nothing for {PATIENCE} s"
                break
            except _BROKEN as error:  # a server may close a kept connection at any time
                self.close()
                why = _words(error)
        raise NoAnswer(self._host, method, sent, why)

    def provoke(self, path: str, method: str = "GET") -> Answer:
        """Ask for what should not be given; where the server says nothing, an answer of status 0.

        Some servers close the connection on such a request, or fall over it.
        """
        try:
            return self.ask(path, method=method)
        except NoAnswer as nothing:
            return nothing.asked

    def _once(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        connection = self._connection = self._connection or self._connect()
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            found = Answer(method, path, answer.status, tuple(answer.getheaders()), answer.read())
            if answer.will_close:
                self.close()
        return found

    def _connect(self) -> http.client.HTTPConnection:
        if self._context is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=PATIENCE)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=PATIENCE, context=self._context
        )

    def close(self) -> None:
        """Let the connection go."""
        if self._connection:
            self._connection.close()
        self._connection = None


def _words(error: Exception) -> str:
    """What went wrong, as a person would say it."""
    if isinstance(error, ssl.SSLError):
        return f"TLS failed: {(error.reason or str(error)).replace('_', ' ').lower()}"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
