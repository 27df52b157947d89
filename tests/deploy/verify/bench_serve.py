"""Measures nginx with our configuration beside nginx with almost none, in one run.

`bare` sets nothing but the port, the root and the log; `debian` adds sendfile and tcp_nopush, as
the nginx.conf of Debian's package does. The bar is held against the faster of the two.

The same page is asked for: the median one of the real site, as a browser gets it, compressed with
brotli over a connection kept open. The bare servers send a file of the same size and nothing else.
All write their access log. The load (wrk) runs on the same cores as the servers, so the figures
are for comparison. Run it with `make bench-serve`.
"""

import os
import platform
import re
import statistics
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from deploy.manifest import WWW
from tests.support.nginx import NGINX, configured, free_port, listening, started
from tests.support.sites import AS_OF, build, pages
from tests.support.small_release import FILES, NAME, published, put, signed

ROUNDS = 20
SECONDS = 1
CONNECTIONS = 32
BAR = 0.9
"""The share of the bare server's pages per second that ours must reach."""
BARE = """
worker_processes auto;
pid nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log {prefix}/access.log combined;
    {more}
    server {{
        listen 127.0.0.1:{port};
        root {prefix}/www;
    }}
}}
"""
MORE = {"bare": "", "debian": "sendfile on; tcp_nopush on;"}
"""What each of the bare servers sets besides."""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What a server bore."""

    pages: float
    """Answers in a second."""
    slowest: float
    """Milliseconds within which 99 of 100 answers came."""


def load(url: str, length: int) -> Load:
    """Ask for one page as often as it goes; every answer must be good and of that length."""
    wrk = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    done = subprocess.run(
        [*wrk, "-H", "Accept-Encoding: br", url], capture_output=True, text=True, check=True
    )
    assert "Non-2xx" not in done.stdout, done.stdout
    assert "Socket errors" not in done.stdout, done.stdout
    count = re.search(r"(\d+) requests in .*, ([\d.]+)([KMG]B) read", done.stdout)
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    slow = re.search(r"99% +([\d.]+)(us|ms|s)", done.stdout)
    if not (count and rate and slow):
        raise ValueError(done.stdout)
    received = float(count[2]) * 1024 ** "_KMG".index(count[3][0])
    assert received > int(count[1]) * length * 0.95, done.stdout
    return Load(float(rate[1]), float(slow[1]) * _UNITS[slow[2]])


def median_page(www: Path) -> Path:
    """The page whose compressed form is of the median size."""
    by_size = sorted(pages(www), key=lambda page: page.with_name("index.html.br").stat().st_size)
    return by_size[len(by_size) // 2]


def _ours(folder: Path) -> tuple[Path, Path]:
    """A release of the real site, and the folder that a server of ours shows."""
    site = folder / "built"
    done = build(site, AS_OF=AS_OF)
    assert done.returncode == 0, done.stderr
    made = folder / "releases" / NAME
    for page in site.rglob("*.html"):
        put(made / WWW / page.relative_to(site), page.read_bytes())
    put(made / WWW / "release.json", FILES["release.json"])
    signed(made)
    return made / WWW, published(made, folder / "site")


def _bare(folder: Path, port: int, content: bytes, more: str) -> None:
    (folder / "www").mkdir(parents=True)
    (folder / "www/page.html").write_bytes(content)
    user = "user root;" if os.geteuid() == 0 else ""
    text = user + BARE.format(prefix=folder, port=port, more=more)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")


def _line(name: str, loads: list[Load]) -> str:
    rates = sorted(load.pages for load in loads)
    slow = statistics.median(load.slowest for load in loads)
    middle = statistics.median(rates)
    return f"{name:<10} {middle:>10,.0f}   {rates[0]:>8,.0f} to {rates[-1]:>8,.0f} {slow:>12.2f}"


def main() -> None:
    """Print the table and whether the bar is reached; exit with 1 when it is not."""
    folder = Path(tempfile.mkdtemp(prefix="bench-serve-"))
    www, site = _ours(folder)
    page = median_page(www)
    content = page.with_name("index.html.br").read_bytes()
    address = f"{page.parent.relative_to(www).as_posix()}/"
    ports = {name: free_port() for name in ("ours", *MORE)}
    configured(folder / "ours", site, {"site.conf": listening(80, ports["ours"])})
    for name, more in MORE.items():
        _bare(folder / name, ports[name], content, more)
    loads_by_server: dict[str, list[Load]] = {name: [] for name in ports}
    with ExitStack() as servers:
        for name, port in ports.items():
            servers.enter_context(started(folder / name, port))
        for turn in range(ROUNDS):
            for name in list(ports)[:: 1 if turn % 2 else -1]:
                path = address if name == "ours" else "page.html"
                loads_by_server[name].append(
                    load(f"http://127.0.0.1:{ports[name]}/{path}", len(content))
                )
    _tell(address, len(content), loads_by_server)


def _tell(address: str, size: int, loads_by_server: dict[str, list[Load]]) -> None:
    version = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=False).stderr
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
    print(f"{version.strip()}; {wrk.split(' Copyright')[0]}; Python {platform.python_version()}")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}")
    print(f"/{address}, {size} bytes with br; {CONNECTIONS} connections, {ROUNDS} x {SECONDS} s\n")
    print("server     pages per second (least to most)      99 % within ms")
    for name, loads in loads_by_server.items():
        print(_line(name, loads))
    shares = {name: _share(loads_by_server["ours"], loads_by_server[name]) for name in MORE}
    for name, share in shares.items():
        print(f"\nours is {share:.1%} of {name} (median of the rounds)", end="")
    print(f"; the bar is {BAR:.0%} of the faster")
    if min(shares.values()) < BAR:
        raise SystemExit(1)


def _share(ours: list[Load], bare: list[Load]) -> float:
    pairs = zip(ours, bare, strict=True)
    return statistics.median(load.pages / other.pages for load, other in pairs)


if __name__ == "__main__":
    main()
