"""Compares responses with the contract, and counts the checks and collects the breaches."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from deploy.verify.contract import required_headers
from deploy.verify.http_client import Response

_REVEALING_HEADERS = ("X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator")
_RULE_OF_HEADER = {
    "Cache-Control": "cache",
    "Strict-Transport-Security": "hsts",
    "Allow": "method",
}
_MAX_PATH_SHOWN = 60


@dataclass(frozen=True, order=True)
class Breach:
    """Something that is otherwise than the contract or the release says."""

    path: str
    sentence: str
    rule: str


@dataclass
class Checks:
    """The checks of some responses; for one thread."""

    is_secure: bool
    """Whether the responses came over TLS."""
    count: int = 0
    """How many things were looked at."""
    breaches: set[Breach] = field(default_factory=set)
    etags: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The ETag and the SHA-256 of each form of a file, by encoding and address."""

    def expect(self, is_so: bool, response: Response, rule: str, sentence: str) -> bool:
        """Count one check, and record a breach when it is not so; return whether it is."""
        self.count += 1
        if not is_so:
            method = "" if response.method == "GET" else f"{response.method} "
            self.breaches.add(Breach(method + _shorten(response.path), sentence, rule))
        return is_so

    def expect_headers(self, response: Response) -> None:
        """Check what every response must be, whatever was asked for."""
        status = response.status
        path = unquote(response.path.partition("?")[0])
        for name, value in required_headers(path, status, self.is_secure).items():
            values = response.all(name)
            sentence = f"{status} with {name}: {' and '.join(values)}, not {value}"
            sentence = sentence if values else f"{status} without {name}"
            rule = _RULE_OF_HEADER.get(name, "header")
            self.expect(values == [value], response, rule, sentence)
        server = response.get("Server")
        revealing = [name for name in _REVEALING_HEADERS if response.all(name)]
        sentence = f"{status} with {revealing[0] if revealing else f'Server: {server}'}"
        is_discreet = not revealing and not re.search(r"\d", server)
        self.expect(is_discreet, response, "server", sentence)
        has_cookie = bool(response.all("Set-Cookie"))
        self.expect(not has_cookie, response, "cookie", f"{status} with Set-Cookie")
        is_open = bool(response.all("Access-Control-Allow-Origin"))
        sentence = f"{status} with Access-Control-Allow-Origin"
        self.expect(not is_open, response, "cors", sentence)

    def expect_refusal(self, response: Response, rule: str, statuses: tuple[int, ...]) -> None:
        """Check that a response is a refusal with one of the statuses; silence is none."""
        if response.status:
            self.expect_headers(response)
        wanted = " or ".join(map(str, statuses))
        sentence = f"{response.status or 'no answer'} instead of {wanted}"
        self.expect(response.status in statuses, response, rule, sentence)

    def merge(self, other: "Checks") -> None:
        """Add the checks of another thread."""
        self.count += other.count
        self.breaches |= other.breaches
        self.etags |= other.etags


def body_sha256(body: bytes) -> str:
    """The SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def report_lines(breaches: Iterable[Breach]) -> list[str]:
    """One line for each breach, sorted; the same one at several addresses is one line."""
    paths_by_breach: dict[tuple[str, str], list[str]] = {}
    for breach in sorted(breaches):
        paths_by_breach.setdefault((breach.rule, breach.sentence), []).append(breach.path)
    return sorted(
        f"{paths[0]}{f' and {len(paths) - 1} more' if len(paths) > 1 else ''}: {sentence} [{rule}]"
        for (rule, sentence), paths in paths_by_breach.items()
    )


def _shorten(path: str) -> str:
    return path if len(path) <= _MAX_PATH_SHOWN else f"{path[:_MAX_PATH_SHOWN]}..."
