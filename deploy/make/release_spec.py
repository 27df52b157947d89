"""Reads from the environment and git which release is to be made."""

import ipaddress
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.manifest import Refused
from macros.settings import as_of, data_folder
from macros.yamlio import Problems

_COMMIT = re.compile(r"[0-9a-f]{12,64}")
_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/")
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_SERVER = re.compile(rf"({_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
"""Matches a host with its port, if any: names in ASCII, as in a certificate (RFC 3986, 3.2.2)."""
_PAGE_VARIABLES = ("REPO_URL", "EDIT_URI", "REPORT_URL")
"""Variables that the build reads and that change its pages."""
_EARLIEST, _LATEST = 315_532_800, 4_102_444_800
"""From 1980, where the time of a zip begins, to 2100: seconds since 1970."""
_MIN_COMMIT_DIGITS = 12


@dataclass(frozen=True)
class ReleaseSpec:
    """What a release is made of and what it says."""

    root: Path
    """The folder of the project."""
    version: str
    commit: str
    epoch: int
    """The time of the commit, in seconds since 1970: every file of the release has it."""
    as_of: str
    """The day that the site speaks of."""
    url: str
    """Where it will be served, with a slash at the end; empty where that does not matter."""
    environment: Mapping[str, str]
    """What the build inherits."""

    @property
    def name(self) -> str:
        """The name of the release."""
        return f"{self.version}-{self.as_of}-{self.commit[:_MIN_COMMIT_DIGITS]}"

    @property
    def settings(self) -> dict[str, str]:
        """What else the bytes of the release depend on, by name of the variable."""
        variables = {name: self.environment.get(name, "") for name in _PAGE_VARIABLES}
        data = (self.root / data_folder(self.environment)).resolve()
        if data.is_relative_to(self.root.resolve()):  # the folder of a clone is no part of it
            variables["DATA_DIR"] = data.relative_to(self.root.resolve()).as_posix()
        variables = {"SITE_URL": self.url, **variables}
        return {name: value for name, value in variables.items() if value}

    @property
    def base(self) -> str:
        """The path of the front page on its server."""
        return urlsplit(self.url).path or "/"


def read_release_spec(root: Path, environment: Mapping[str, str]) -> ReleaseSpec:
    """The release that the environment asks for by `AS_OF` (else today), `SITE_URL`, `COMMIT`.

    Raise Refused when it would not be of a commit, or when a variable makes no sense.
    """
    commit, commit_time = _read_commit(root, environment)
    return ReleaseSpec(
        root=root,
        version=tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"],
        commit=commit,
        epoch=_parse_epoch(environment.get("SOURCE_DATE_EPOCH") or commit_time),
        as_of=_parse_day(environment.get("AS_OF", "")),
        url=_parse_url(environment.get("SITE_URL", "").strip()),
        environment=environment,
    )


def require_unchanged(spec: ReleaseSpec) -> None:
    """Raise Refused when the files are no longer those of the commit, as after an edit."""
    try:
        commit, _ = _read_commit(spec.root, spec.environment)
    except Refused as refusal:
        raise Refused(f"changed while it was made, so nothing was made: {refusal}") from None
    if commit != spec.commit:
        raise Refused(f"{commit} was checked out while {spec.commit} was made; nothing was made")


def _parse_day(chosen: str) -> str:
    # Not the time of the commit: who releases without naming a day speaks of today.
    try:
        return as_of({"AS_OF": chosen}).isoformat()
    except Problems:
        raise Refused(f"AS_OF={chosen} is not a day, such as 2024-03-11") from None


def _parse_epoch(text: str) -> int:
    if not re.fullmatch("[0-9]{1,11}", text) or not _EARLIEST <= int(text) < _LATEST:
        raise Refused(f"SOURCE_DATE_EPOCH={text} is not a number of seconds from 1980 to 2100")
    return int(text)


def _parse_url(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        is_plain = not (parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        raise Refused(f"SITE_URL={text} is not an address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"SITE_URL={text} needs http:// or https:// and a host")
    if not is_plain or "?" in text or "#" in text:
        raise Refused(f"SITE_URL={text} may have a path, but no user, query or fragment")
    if not _is_server(parts.netloc):
        raise Refused(f"the host of SITE_URL={text} is neither a name in ASCII nor an IP address")
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    if not _PATH.fullmatch(path):
        raise Refused(f"the path of SITE_URL={text} may hold a-z, A-Z, 0-9 and . _ ~ - only")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _is_server(text: str) -> bool:
    match = _SERVER.fullmatch(text)
    host = match[1] if match else ""
    try:
        if host.startswith("["):
            ipaddress.IPv6Address(host[1:-1])
        elif host.rpartition(".")[2].isdigit():
            ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return bool(host)


def _read_commit(root: Path, environment: Mapping[str, str]) -> tuple[str, str]:
    """The commit of the folder and its time, seconds since 1970; git comes before the variable."""
    asked = environment.get("COMMIT", "").strip().lower()
    if asked and not _COMMIT.fullmatch(asked):
        raise Refused(
            f"COMMIT={asked} is not a commit: at least {_MIN_COMMIT_DIGITS} of its digits"
        )
    if not (root / ".git").exists():
        if not asked or not environment.get("SOURCE_DATE_EPOCH"):
            raise Refused(
                f"{root} is no git checkout: give COMMIT= and SOURCE_DATE_EPOCH= (its time)"
            )
        return asked, ""
    commit, commit_time = _git(root, "show", "-s", "--format=%H %ct", "HEAD").split()
    if not commit.startswith(asked):
        raise Refused(f"COMMIT={asked} is asked for, but {commit} is checked out")
    if changed := list(_uncommitted(root, data_folder(environment))):
        raise Refused(
            f"a release is of a commit, but these files are not as committed: {', '.join(changed)}"
        )
    return commit, commit_time


def _uncommitted(root: Path, data: Path) -> Iterator[str]:
    """Files that differ from the commit, and new ones where the build would take them in."""
    data = (root / data).resolve()
    if not data.is_relative_to(root.resolve()):
        raise Refused(f"DATA_DIR={data} lies outside of the commit that a release is of")
    inside = data.relative_to(root.resolve()).as_posix()
    docs = (Path(inside).parent / "docs").as_posix()
    taken_in = tuple(f"{name}/" for name in ("macros", "overrides", "deploy", inside, docs))
    status = _git(root, "status", "--porcelain", "--untracked-files=all", "--no-renames", "-z")
    for line in filter(None, status.split("\0")):
        if not line.startswith("??") or line[3:].startswith(taken_in):
            yield line[3:]


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise Refused("git is not installed; it says which commit a release is of") from None
    if done.returncode:
        raise Refused(f"git says: {done.stderr.strip()}")
    return done.stdout
