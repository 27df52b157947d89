"""Checks a running server against the contract and a release, and reports every breach."""

import datetime as dt
import json
import os
import ssl
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from deploy.manifest import INDEX, NOT_FOUND_PAGE, RELEASE_INFO, Manifest, Refused
from deploy.publish import read_release_manifest, read_retained
from deploy.verify.contract import ENCODINGS
from deploy.verify.files import ServedFile, check_example, check_file, served_files
from deploy.verify.http_client import HttpClient, NoResponse, parse_site_url, resolve_location
from deploy.verify.refusals import check_refusals
from deploy.verify.release_folder import check_freshness, check_release_folder
from deploy.verify.response_checks import Breach, Checks, report_lines

_CONNECTIONS = 4
"""How many connections are used at once."""
_MAX_EXTRA_BYTES = 1 << 20
"""How many bytes more than the largest file of the release are read of an answer."""
_FileCheck = Callable[[HttpClient, Checks, ServedFile], None]
MIN_CHECKS_PER_FILE = 30
"""How many checks per file a run needs at least; with fewer it proves nothing."""


@dataclass(frozen=True)
class VerifyOptions:
    """What to verify, and how."""

    url: str
    """The address of the front page."""
    release: Path
    """The folder of the release, or its archive; retained assets of a folder are checked, too."""
    context: ssl.SSLContext
    """Whom to trust over TLS."""
    encodings: tuple[str, ...] = tuple(ENCODINGS)
    """The compressed forms that the server must send."""
    plain_port: int = 80
    """Where the server listens without TLS, when the address has it."""
    etags_file: Path | None = None
    """Where the ETags of the last run are kept, to be compared and replaced."""
    signers: Path | None = None
    """Who may sign the release; else those that the server lists, if the release lies on one."""
    today: dt.date | None = None
    """The day of the check, in UTC; None asks for no age and no end of a signature."""
    max_days: int = 7
    """After how many days without a publication it is reported; 0 for never."""


def verify(options: VerifyOptions) -> tuple[list[str], str]:
    """Every breach, a line each, sorted; and a sentence about how much was checked.

    Raise Refused when there is nothing to check: no server, another address, a release of no
    files, fewer checks than the minimum.
    """
    parts = parse_site_url(options.url)
    manifest = read_release_manifest(options.release)
    retained = read_retained(options.release) if options.release.is_dir() else {}
    files = served_files(replace(manifest, files={**retained, **manifest.files}), options.encodings)
    etags_before = _read_etags(options.etags_file)
    _require_site(manifest, files, parts)
    checks = Checks(parts.scheme == "https")
    if options.release.is_dir():
        until = check_release_folder(checks, options.release, manifest, options.signers)
        if options.today:
            check_freshness(checks, options.release, until, options.today, options.max_days)
    largest = max((digest.size for digest in manifest.files.values()), default=0)
    connect = partial(HttpClient, parts, options.context, largest + _MAX_EXTRA_BYTES)
    client = connect()
    if not _expect_release(client, checks, manifest):
        summary = f"{checks.count} checks; the rest waits for that release"
        return report_lines(checks.breaches), summary
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        slices = [files[number::_CONNECTIONS] for number in range(_CONNECTIONS)]
        for part in pool.map(partial(_check_files, connect, checks.is_secure), slices):
            checks.merge(part)
    for file in {file.kind: file for file in reversed(files)}.values():
        _check_or_silence(check_example, client, checks, file)
    check_refusals(client, checks, manifest.base, files)
    if checks.is_secure:
        _check_plain_http(parts, options, checks)
    if options.etags_file:
        _compare_etags(checks, etags_before)
        etags = json.dumps({**etags_before, **checks.etags}, indent=1)
        options.etags_file.write_text(etags + "\n", encoding="utf-8")
    if not checks.breaches and checks.count < MIN_CHECKS_PER_FILE * len(files):
        raise Refused(f"only {checks.count} checks of {len(files)} files: this proves nothing")
    summary = f"{checks.count} checks of {len(files)} files of {manifest.name}"
    return report_lines(checks.breaches), summary


def _require_site(manifest: Manifest, files: Sequence[ServedFile], parts: SplitResult) -> None:
    """Raise Refused for a release that is no site, or one of another address."""
    extensions = {file.path.rpartition(".")[2] for file in files}
    paths = {file.path for file in files}
    base = manifest.base.lstrip("/")
    needed = {NOT_FOUND_PAGE, f"{base}{RELEASE_INFO}", f"{base}{INDEX}"}
    if missing := sorted({"html", "css", "js"} - extensions) + sorted(needed - paths):
        raise Refused(f"{manifest.name} is no site: it has no {missing[0]}")
    if (parts.path or "/").rstrip("/") not in ("", manifest.base.rstrip("/")):
        raise Refused(
            f"the address ends in {parts.path}, but the release was built for {manifest.base}"
        )


def _expect_release(client: HttpClient, checks: Checks, manifest: Manifest) -> bool:
    """Check that the server shows this release; raise Refused when it shows no site of ours."""
    path = f"{manifest.base}{RELEASE_INFO}"
    response = client.request(path, {"Accept-Encoding": "identity"})
    url = f"{client.origin}{response.path}"
    if response.status == 401:
        raise Refused(f"{url} asks for a password")
    if location := response.get("Location"):
        raise Refused(f"{url} sends readers to {location}: another address, or a page to log in?")
    if response.status == 404:
        raise Refused(f"{url} is not there: another site, or another path than {manifest.base}")
    if response.status != 200:
        raise Refused(f"{url} answers {response.status}")
    try:
        info = json.loads(response.body)
        shown = {name: info[name] for name in ("version", "as_of", "commit")}
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{url} is not of our making: another site, or a page to log in?") from None
    wanted = {"version": manifest.version, "as_of": manifest.as_of, "commit": manifest.commit}
    sentence = f"shows {' '.join(map(str, shown.values()))}, not {' '.join(wanted.values())}"
    return checks.expect(shown == wanted, response, "release", sentence)


def _check_files(
    connect: Callable[[], HttpClient], is_secure: bool, files: Sequence[ServedFile]
) -> Checks:
    """Check some files over a connection of their own."""
    checks, client = Checks(is_secure), connect()
    for file in files:
        if file.path.rpartition("/")[2] != NOT_FOUND_PAGE:
            _check_or_silence(check_file, client, checks, file)
    client.close()
    return checks


def _check_or_silence(
    check: _FileCheck, client: HttpClient, checks: Checks, file: ServedFile
) -> None:
    """Check a file; a request without an answer is a breach, and the next file is checked."""
    try:
        check(client, checks, file)
    except NoResponse as silence:
        checks.expect(False, silence.empty, "status", f"gets no answer: {silence.reason}")


def _check_plain_http(parts: SplitResult, options: VerifyOptions, checks: Checks) -> None:
    """Ask without TLS, if anybody listens there."""
    url = urlsplit(f"http://{parts.hostname}:{options.plain_port}{parts.path or '/'}")
    try:
        response = HttpClient(url, options.context).request(url.path)
    except Refused:
        return
    target = urlsplit(resolve_location(url.geturl(), response.get("Location")))
    is_redirect = response.status in (301, 302, 307, 308) and target.scheme == "https"
    sentence = f"{response.status} over plain HTTP instead of a redirect to https"
    checks.expect(is_redirect and target.hostname == parts.hostname, response, "https", sentence)
    checks.is_secure = False
    checks.expect_headers(response)
    checks.is_secure = True


def _read_etags(file: Path | None) -> Mapping[str, Sequence[str]]:
    """ETag and SHA-256 of each form in the last run; raise Refused if they can not be kept."""
    if file is None:
        return {}
    if not os.access(file if file.exists() else file.parent, os.W_OK) or file.is_dir():
        raise Refused(f"{file} can not be written; it is to keep the ETags")
    try:
        etags = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        if all(_is_pair(pair) for pair in etags.values()):
            return {str(form): pair for form, pair in etags.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise Refused(f"{file} does not hold the ETags of an earlier time")


def _is_pair(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return all(isinstance(text, str) for text in value)


def _compare_etags(checks: Checks, before: Mapping[str, Sequence[str]]) -> None:
    """Check that no form of a file has the ETag that other bytes had in the last run."""
    for form, (etag, sha256) in checks.etags.items():
        old_etag, old_sha256 = before.get(form, ("", sha256))
        checks.count += 1
        if old_etag == etag and old_sha256 != sha256:
            path = form.partition(" ")[2]
            checks.breaches.add(Breach(path, "has the ETag that other bytes had before", "etag"))
