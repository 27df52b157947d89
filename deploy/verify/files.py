"""Knows what a server must answer at the address of a file; refuses to look at other addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import quote

from deploy.manifest import FINGERPRINTED, WWW, Manifest, Sum
from deploy.verify.checks import Judge, sha256
from deploy.verify.contract import ENCODINGS, type_of
from deploy.verify.http_client import Answer, Probe, joined

INDEX = "index.html"
NOT_FOUND = "404.html"
_QUERY = "?ngay=2024-03-11"
_REDIRECTS = (301, 302, 307, 308)
_PLAIN = "identity"


@dataclass(frozen=True)
class Shown:
    """A file of a release as readers ask for it."""

    path: str
    """Its path below `www`."""
    forms: Mapping[str, Sum]
    """What it is, by the encoding that a browser takes; `identity` is always among them."""

    @property
    def address(self) -> str:
        """Where a server shows it; a page stands at its folder."""
        folder, _, name = self.path.rpartition("/")
        path = self.path if name != INDEX else f"{folder}/" if folder else ""
        return quote(f"/{path}")

    @property
    def kind(self) -> tuple[str, bool, bool]:
        """Files of one kind are configured alike, so that some things are asked of one only."""
        end = self.path.rpartition(".")[2]
        return end, bool(FINGERPRINTED.search(self.path)), len(self.forms) > 1


def shown(manifest: Manifest, encodings: Iterable[str] = ENCODINGS) -> list[Shown]:
    """Each file of a release that has an address, with those of its forms that are asked for."""
    www = {
        name.removeprefix(f"{WWW}/"): sum_
        for name, sum_ in manifest.files.items()
        if name.startswith(f"{WWW}/")
    }
    twins = {f"{path}{end}" for path in www for end in ENCODINGS.values()}
    return [
        Shown(path, {_PLAIN: sum_} | {
            encoding: www[path + ENCODINGS[encoding]]
            for encoding in encodings
            if path + ENCODINGS[encoding] in www
        })
        for path, sum_ in www.items()
        if path not in twins
    ]  # fmt: skip


def whole(probe: Probe, judge: Judge, file: Shown) -> None:
    """Ask for a file in each of its forms, and again as a browser that has them."""
    etags = [form(probe, judge, file, encoding, file.address, 200) for encoding in file.forms]
    found = [etag for etag in etags if etag]
    answer = Answer("GET", file.address, 200, (), b"")
    is_own = len(found) == len(set(found))
    judge.hold(is_own, answer, "etag", "has one ETag for more than one of its forms")
    if file.path.endswith(f"/{INDEX}"):
        _folder(probe, judge, file.address)


def form(probe: Probe, judge: Judge, file: Shown, encoding: str, address: str, status: int) -> str:
    """Ask for one form of a file at an address; return its ETag, or nothing when it has none."""
    ask = {"Accept-Encoding": encoding}
    answer = probe.ask(address, ask)
    judge.every(answer)
    rule = "status" if status == 200 else "not-found"
    if not judge.hold(answer.status == status, answer, rule, f"{answer.status}, not {status}"):
        return ""
    length = answer.get("Content-Length")
    says = f"has Content-Length: {length or 'none'}"
    judge.hold(length == str(len(answer.body)), answer, "length", says)
    if not _is_form(judge, answer, file, encoding):
        return ""
    kind, wanted = answer.get("Content-Type"), type_of(file.path)
    says = f"has Content-Type: {kind or 'none'}, not {wanted}"
    judge.hold(_plain(kind) == wanted, answer, "type", says)
    if len(file.forms) > 1:
        varies = {one.strip().lower() for one in answer.get("Vary").split(",")}
        judge.hold("accept-encoding" in varies, answer, "vary", "has no Vary: Accept-Encoding")
    return _again(probe, judge, answer, encoding, ask) if status == 200 else ""


def _is_form(judge: Judge, answer: Answer, file: Shown, encoding: str) -> bool:
    """Whether an answer is the file in the form that was asked for."""
    is_missing = answer.status == 404
    plain = "not-found" if is_missing else "bytes"
    rule = plain if encoding == _PLAIN else encoding
    sent = answer.get("Content-Encoding") or _PLAIN
    says = f"is sent as {sent} to a browser that takes {encoding}"
    if not judge.hold(sent == encoding, answer, rule, says):
        return False
    is_same = sha256(answer.body) == file.forms[encoding].sha256
    says = f"has other bytes than {file.path if is_missing else 'the file'} of the release"
    return judge.hold(is_same, answer, rule, says)


def _plain(kind: str) -> str:
    """A Content-Type with the spaces and letters of the contract."""
    return "; ".join(part.strip().lower() for part in kind.split(";"))


def _again(
    probe: Probe, judge: Judge, answer: Answer, encoding: str, ask: Mapping[str, str]
) -> str:
    """Ask as a browser that has the file; return its ETag."""
    etag = answer.get("ETag")
    if not judge.hold(bool(etag), answer, "etag", "has no ETag"):
        return ""
    judge.forms[f"{encoding} {answer.path}"] = etag, sha256(answer.body)
    again = probe.ask(answer.path, {**ask, "If-None-Match": etag})
    judge.every(again)
    is_spared = (again.status, again.body, again.get("ETag")) == (304, b"", etag)
    says = f"{again.status} instead of 304 to its own ETag"
    judge.hold(is_spared, again, "revalidation", says)
    return etag


def _folder(probe: Probe, judge: Judge, address: str) -> None:
    """Ask for a folder without its slash."""
    answer = probe.ask(address.rstrip("/") + _QUERY)
    judge.every(answer)
    to = answer.get("Location")
    here = f"{probe.origin}{answer.path}"
    is_there = joined(here, to) == f"{probe.origin}{address}{_QUERY}"
    says = f"{answer.status} to {to or 'nowhere'}, not to {address}{_QUERY}"
    judge.hold(answer.status in _REDIRECTS and is_there, answer, "folder", says)


def example(probe: Probe, judge: Judge, file: Shown) -> None:
    """Ask for one file of its kind in the rarer ways."""
    plain = {"Accept-Encoding": _PLAIN}
    got = probe.ask(file.address, plain)
    if got.status == 200:
        _head(probe, judge, got, plain)
        _stale(probe, judge, got, plain)
        _part(probe, judge, got, plain)
    for end in ENCODINGS.values():
        judge.refused(probe.provoke(quote(f"/{file.path}{end}")), "twin", (403, 404))


def _head(probe: Probe, judge: Judge, got: Answer, plain: Mapping[str, str]) -> None:
    head = probe.ask(got.path, plain, "HEAD")
    judge.every(head)
    names = ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Vary")
    other = [name for name in names if head.get(name) != got.get(name)]
    is_same = head.status == 200 and not other
    says = f"{head.status} with another {' and '.join(other) or 'status'} than GET"
    judge.hold(is_same, head, "head", says)


def _stale(probe: Probe, judge: Judge, got: Answer, plain: Mapping[str, str]) -> None:
    """Ask as a browser that has other bytes, or bytes of another time."""
    other = probe.ask(got.path, {**plain, "If-None-Match": '"of-other-bytes"'})
    judge.every(other)
    says = f"{other.status} instead of 200 to the ETag of other bytes"
    judge.hold(other.status == 200, other, "revalidation", says)
    changed = got.get("Last-Modified")
    if not judge.hold(bool(changed), got, "revalidation", "has no Last-Modified"):
        return
    try:
        day = parsedate_to_datetime(changed).astimezone(UTC)
    except ValueError:
        judge.hold(False, got, "revalidation", f"has Last-Modified: {changed}, which is no time")
        return
    earlier = format_datetime(day.replace(year=day.year - 1, day=1), usegmt=True)
    for when, status in ((changed, 304), (earlier, 200)):
        answer = probe.ask(got.path, {**plain, "If-Modified-Since": when})
        judge.every(answer)
        says = f"{answer.status} instead of {status} to If-Modified-Since"
        judge.hold(answer.status == status, answer, "revalidation", says)


def _part(probe: Probe, judge: Judge, got: Answer, plain: Mapping[str, str]) -> None:
    """Ask for a part that is there and for one that is not."""
    size = len(got.body)
    part = probe.ask(got.path, {**plain, "Range": "bytes=0-3"})
    judge.every(part)
    stands = f"bytes 0-3/{size}"
    is_part = (part.status, part.body, part.get("Content-Range")) == (206, got.body[:4], stands)
    is_whole = (part.status, part.body) == (200, got.body)
    judge.hold(is_part or is_whole, part, "range", f"{part.status} with other bytes than asked for")
    beyond = probe.ask(got.path, {**plain, "Range": f"bytes={size}-"})
    judge.every(beyond)
    is_good = beyond.status == 416 or (beyond.status, beyond.body) == (200, got.body)
    judge.hold(is_good, beyond, "range", f"{beyond.status} to a part beyond the end")
