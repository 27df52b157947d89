"""Knows how to hold a running server to the contract and a release; refuses to change either."""

import json
import os
import ssl
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from deploy.manifest import Manifest, Refused
from deploy.publish import retained_assets as carried
from deploy.publish.unpack import described
from deploy.verify.checks import Breach, Judge, lines
from deploy.verify.contract import ENCODINGS, LONG
from deploy.verify.files import NOT_FOUND, Shown, example, form, shown, whole
from deploy.verify.http_client import NoAnswer, Probe, joined, site

THREADS = 4
"""How many connections are used at once."""
FLOOR = 30
"""How many things must have been looked at for each file; less, and the proof is none."""
RELEASE = "release.json"
"""The public file that says which release a server shows."""
METHODS = ("OPTIONS", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE")
HIDDEN = (".env", ".git/config", ".git/HEAD", "%2egit/config", ".htaccess", "assets/.htpasswd")
BESIDE = ("manifest.json", "manifest.json.sig", "sbom.cdx.json", "carried.json")
SPELLINGS = ("/{}", "//{}", "/../{}", "/%2e%2e/{}", "/..%2f{}", "/..%5c{}", "/assets/../../{}")


@dataclass(frozen=True)
class Asked:
    """What the operator wants proved."""

    url: str
    """The address of the front page."""
    release: Path
    """The folder of the release, or its archive; what a published one carries is asked for, too."""
    context: ssl.SSLContext
    """Whom to believe over TLS."""
    encodings: tuple[str, ...] = tuple(ENCODINGS)
    """The compressed forms that the server must send."""
    plain: int = 80
    """Where the server listens without TLS, when the address has it."""
    seen: Path | None = None
    """Where the ETags of the last time stand, to be compared and replaced."""


def verify(asked: Asked) -> tuple[list[str], str]:
    """Every breach, a line each, sorted; and a sentence on how much was looked at.

    Raise Refused when there is nothing to look at: no server, another address, a release of no
    files, fewer checks than the floor.
    """
    parts = site(asked.url)
    manifest = described(asked.release)
    also = carried.read(asked.release) if asked.release.is_dir() else {}
    files = shown(replace(manifest, files={**also, **manifest.files}), asked.encodings)
    before = _before(asked.seen)
    _is_about_a_site(manifest, files, parts)
    judge = Judge(parts.scheme == "https")
    probe = Probe(parts, asked.context)
    if not _is_the_release(probe, judge, manifest):
        return lines(judge.breaches), f"{judge.checks} checks; the rest waits for that release"
    with ThreadPoolExecutor(THREADS) as pool:
        slices = [files[one::THREADS] for one in range(THREADS)]
        for other in pool.map(lambda some: _files(parts, asked.context, some), slices):
            judge.add(other)
    for file in {one.kind: one for one in reversed(files)}.values():
        with _noted(judge, "status"):
            example(probe, judge, file)
    _refusals(probe, judge, manifest, files)
    if judge.is_secure:
        _plain(parts, asked, judge)
    if asked.seen:
        _compare(judge, before)
        kept = json.dumps({**before, **judge.forms}, indent=1)
        asked.seen.write_text(kept + "\n", encoding="utf-8")
    if not judge.breaches and judge.checks < FLOOR * len(files):
        raise Refused(f"only {judge.checks} checks of {len(files)} files: this proves nothing")
    count = f"{judge.checks} checks of {len(files)} files of {manifest.name}"
    return lines(judge.breaches), count


def _is_about_a_site(manifest: Manifest, files: Sequence[Shown], parts: SplitResult) -> None:
    ends = {file.path.rpartition(".")[2] for file in files}
    names = {file.path for file in files}
    base = manifest.base.lstrip("/")
    if missing := sorted({"html", "css", "js"} - ends) + sorted(
        {NOT_FOUND, f"{base}{RELEASE}", f"{base}index.html"} - names
    ):
        raise Refused(f"{manifest.name} is no site: it has no {missing[0]}")
    if (parts.path or "/").rstrip("/") not in ("", manifest.base.rstrip("/")):
        raise Refused(
            f"the address ends in {parts.path}, but the release was built for {manifest.base}"
        )


def _is_the_release(probe: Probe, judge: Judge, manifest: Manifest) -> bool:
    """Whether the server shows this release; raise Refused when it shows no site of ours."""
    answer = probe.ask(f"{manifest.base}{RELEASE}", {"Accept-Encoding": "identity"})
    where = f"{probe.origin}{answer.path}"
    if answer.status == 401:
        raise Refused(f"{where} asks for a password")
    if to := answer.get("Location"):
        raise Refused(f"{where} sends readers to {to}: another address, or a page to log in?")
    if answer.status == 404:
        raise Refused(f"{where} is not there: another site, or another path than {manifest.base}")
    if answer.status != 200:
        raise Refused(f"{where} answers {answer.status}")
    try:
        found = json.loads(answer.body)
        shows = {name: found[name] for name in ("version", "as_of", "commit")}
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{where} is not of our making: another site, or a page to log in?") from None
    wanted = {"version": manifest.version, "as_of": manifest.as_of, "commit": manifest.commit}
    says = f"shows {' '.join(map(str, shows.values()))}, not {' '.join(wanted.values())}"
    return judge.hold(shows == wanted, answer, "release", says)


def _files(parts: SplitResult, context: ssl.SSLContext, files: Sequence[Shown]) -> Judge:
    """What one connection finds out about some files."""
    judge, probe = Judge(parts.scheme == "https"), Probe(parts, context)
    for file in files:
        if file.path.rpartition("/")[2] != NOT_FOUND:
            with _noted(judge, "status"):
                whole(probe, judge, file)
    probe.close()
    return judge


@contextmanager
def _noted(judge: Judge, rule: str) -> Iterator[None]:
    """Go on behind a request that gets no answer, with a breach of a rule."""
    try:
        yield
    except NoAnswer as nothing:
        judge.hold(False, nothing.asked, rule, f"gets no answer: {nothing.why}")


def _refusals(probe: Probe, judge: Judge, manifest: Manifest, files: Sequence[Shown]) -> None:
    """Ask for what must not be given."""
    base = manifest.base
    names = {file.path for file in files}
    missing = next(file for file in files if file.path == NOT_FOUND)
    for path in ("no-such-page/", "no-such-page.html", "assets/no-such.01234567.css"):
        for encoding in missing.forms:
            with _noted(judge, "not-found"):
                form(probe, judge, missing, encoding, f"{base}{path}", 404)
    for folder in sorted({"/".join(name.split("/")[:end]) for name in names
                          for end in range(1, name.count("/") + 1)}):  # fmt: skip
        if f"{folder}/index.html" not in names:
            judge.refused(probe.provoke(quote(f"/{folder}/")), "listing", (403, 404))
    for path in (*HIDDEN, *(f"assets/{path}" for path in HIDDEN)):
        judge.refused(probe.provoke(f"{base}{path}"), "hidden", (403, 404))
    for name in BESIDE:
        for spelling in SPELLINGS[2 if name in names else 0 :]:
            judge.refused(probe.provoke(spelling.format(name)), "outside", (400, 403, 404))
    judge.refused(probe.provoke(f"{base}%00"), "outside", (400, 403, 404))
    judge.refused(probe.provoke(f"{base}{'a' * LONG}"), "long", (400, 404, 414))
    asset = next(file.address for file in files if file.path.endswith(".css"))
    for path in (base, asset, f"{base}no-such-page/"):
        for method in METHODS:
            judge.refused(probe.provoke(path, method), "method", (405,))


def _plain(parts: SplitResult, asked: Asked, judge: Judge) -> None:
    """Ask without TLS, if anybody listens there."""
    there = urlsplit(f"http://{parts.hostname}:{asked.plain}{parts.path or '/'}")
    try:
        answer = Probe(there, asked.context).ask(there.path)
    except Refused:
        return
    to = urlsplit(joined(there.geturl(), answer.get("Location")))
    is_sent = answer.status in (301, 302, 307, 308) and to.scheme == "https"
    says = f"{answer.status} over plain HTTP instead of a redirect to https"
    judge.hold(is_sent and to.hostname == parts.hostname, answer, "https", says)
    judge.is_secure = False
    judge.every(answer)
    judge.is_secure = True


def _before(seen: Path | None) -> Mapping[str, Sequence[str]]:
    """The ETag and the sum of each form at the last time; raise Refused unless it can be kept."""
    if seen is None:
        return {}
    if not os.access(seen if seen.exists() else seen.parent, os.W_OK) or seen.is_dir():
        raise Refused(f"{seen} can not be written; it is to keep the ETags")
    try:
        found = json.loads(seen.read_text(encoding="utf-8")) if seen.exists() else {}
        if all(isinstance(one, str) for pair in found.values() for one in pair) and all(
            isinstance(pair, list) and len(pair) == 2 for pair in found.values()
        ):
            return {str(name): pair for name, pair in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise Refused(f"{seen} does not hold the ETags of an earlier time")


def _compare(judge: Judge, before: Mapping[str, Sequence[str]]) -> None:
    """Hold the ETags to those of the last time."""
    for name, (etag, sum_) in judge.forms.items():
        old_etag, old_sum = before.get(name, ("", sum_))
        judge.checks += 1
        if old_etag == etag and old_sum != sum_:
            path = name.partition(" ")[2]
            says = "has the ETag that other bytes had before"
            judge.breaches.add(Breach(path, says, "etag"))
