"""Runs Debian's nginx with the configuration of `deploy/nginx`, on a free port, as the caller."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.sites import ROOT

CONFIGURATION = ROOT / "deploy/nginx"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
MODULES = Path("/usr/lib/nginx/modules")

Change = tuple[str, str]
"""A piece of a file and what takes its place."""


def need_nginx() -> None:
    """Skip the test where there is no nginx; `make test` sees to it that there is one."""
    if not shutil.which(NGINX):
        pytest.skip("there is no nginx")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def has_ipv6() -> bool:
    """Whether this machine speaks IPv6 with itself."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def answers(port: int) -> bool:
    """Whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def configured(
    prefix: Path,
    destination: Path,
    changes: Mapping[str, list[Change]] | None = None,
    main: str = "nginx.conf",
) -> None:
    """Install the configuration below `prefix`, with the named pieces of its files changed."""
    need_nginx()
    site = prefix / "site"
    shutil.copytree(CONFIGURATION, site)
    (prefix / "modules").symlink_to(MODULES)  # nginx looks for them below its prefix
    all_changes = dict(changes or {})
    all_changes["contract.conf"] = [
        ("/srv/site/current/www", f"{destination}/current/www"),
        ("/srv/site/well-known", f"{destination}/well-known"),
        *all_changes.get("contract.conf", []),
    ]
    for name, pieces in all_changes.items():
        file = site / name
        text = file.read_text(encoding="utf-8")
        for old, new in pieces:
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    text = (site / main).read_text(encoding="utf-8")
    text = text.replace("/tmp/", f"{prefix}/").replace("/dev/stdout", f"{prefix}/access.log")
    if os.geteuid() == 0:
        text = f"user root;\n{text}"
    (prefix / "nginx.conf").write_text(text, encoding="utf-8")


def listening(number: int, port: int) -> list[Change]:
    """Listen on a port of this machine alone, over IPv6, too, where there is one for it."""
    other = "[::1]" if has_ipv6() else "127.0.0.2"
    return [
        (f"listen {number}", f"listen 127.0.0.1:{port}"),
        (f"listen [::]:{number}", f"listen {other}:{port}"),
    ]


def command(prefix: Path) -> list[str]:
    """The command that runs what `configured` installed."""
    where = ["-p", f"{prefix}/", "-c", f"{prefix}/nginx.conf", "-e", f"{prefix}/error.log"]
    return [NGINX, *where, "-g", "daemon off;"]


@contextmanager
def started(prefix: Path, port: int) -> Iterator[None]:
    """Run nginx until the block ends; it answers on `port` when the block begins."""
    with subprocess.Popen(command(prefix), stderr=subprocess.PIPE, text=True) as server:
        try:
            while True:
                assert server.poll() is None, server.stderr and server.stderr.read()
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.01)
            yield
        finally:
            server.terminate()
            server.wait()


@contextmanager
def served(
    prefix: Path, destination: Path, changes: Mapping[str, list[Change]] | None = None
) -> Iterator[str]:
    """Address of a server that shows `destination`/current/www over HTTP."""
    port = free_port()
    own = (changes or {}).get("site.conf", [])
    both = {**(changes or {}), "site.conf": [*listening(80, port), *own]}
    configured(prefix, destination, both)
    with started(prefix, port):
        yield f"http://127.0.0.1:{port}/"
