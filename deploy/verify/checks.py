"""Knows when an answer breaches the contract, and how to say so; refuses to ask for it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from deploy.verify.contract import headers
from deploy.verify.http_client import Answer

_TELLING = ("X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator")
_RULE = {"Cache-Control": "cache", "Strict-Transport-Security": "hsts", "Allow": "method"}
_LONG = 60


@dataclass(frozen=True, order=True)
class Breach:
    """One thing that a server does otherwise than the contract says."""

    path: str
    sentence: str
    rule: str


@dataclass
class Judge:
    """What was found out about some answers; for one thread."""

    is_secure: bool
    """Whether the answers came over TLS."""
    checks: int = 0
    """How many things were looked at."""
    breaches: set[Breach] = field(default_factory=set)
    """What was not as it must be."""
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The ETag and the SHA-256 of each form of a file, by encoding and address."""

    def hold(self, is_so: bool, answer: Answer, rule: str, sentence: str) -> bool:
        """Count one check, and note a breach when it is not so; return whether it is."""
        self.checks += 1
        if not is_so:
            ask = "" if answer.method == "GET" else f"{answer.method} "
            self.breaches.add(Breach(ask + _short(answer.path), sentence, rule))
        return is_so

    def every(self, answer: Answer) -> None:
        """Hold an answer to what every answer must be, whatever was asked."""
        status = answer.status
        path = unquote(answer.path.partition("?")[0])
        for name, value in headers(path, status, self.is_secure).items():
            found = answer.all(name)
            says = f"{status} with {name}: {' and '.join(found)}, not {value}"
            says = says if found else f"{status} without {name}"
            self.hold(found == [value], answer, _RULE.get(name, "header"), says)
        server = answer.get("Server")
        told = [name for name in _TELLING if answer.all(name)]
        says = f"{status} with Server: {server}" if not told else f"{status} with {told[0]}"
        self.hold(not told and not re.search(r"\d", server), answer, "server", says)
        self.hold(not answer.all("Set-Cookie"), answer, "cookie", f"{status} with Set-Cookie")
        opened = answer.all("Access-Control-Allow-Origin")
        says = f"{status} with Access-Control-Allow-Origin"
        self.hold(not opened, answer, "cors", says)

    def refused(self, answer: Answer, rule: str, allowed: tuple[int, ...]) -> None:
        """Hold an answer to be a refusal with one of the allowed statuses; silence is none."""
        if answer.status:
            self.every(answer)
        says = f"{answer.status or 'no answer'} instead of {' or '.join(map(str, allowed))}"
        self.hold(answer.status in allowed, answer, rule, says)

    def add(self, other: "Judge") -> None:
        """Take over what another one found."""
        self.checks += other.checks
        self.breaches |= other.breaches
        self.forms |= other.forms


def sha256(body: bytes) -> str:
    """The SHA-256 of what was received, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def lines(breaches: Iterable[Breach]) -> list[str]:
    """One line for each breach, sorted; the same one of many addresses is told once."""
    same: dict[tuple[str, str], list[str]] = {}
    for one in sorted(breaches):
        same.setdefault((one.rule, one.sentence), []).append(one.path)
    return sorted(
        f"{paths[0]}{f' and {len(paths) - 1} more' if len(paths) > 1 else ''}: {sentence} [{rule}]"
        for (rule, sentence), paths in same.items()
    )


def _short(path: str) -> str:
    return path if len(path) <= _LONG else f"{path[:_LONG]}..."
