"""Reads made releases through a real nginx, without pause, and notes what no reader may get."""

import gzip
import http.client
import os
import random
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.nginx import NGINX, need_nginx
from tests.support.publishing import PAGES, fingerprinted, page

_CONFIGURATION = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ text/html html; text/css css; text/javascript js; }}
  gzip_static on;
  server {{
    listen 127.0.0.1:{port};
    root {dest}/current/www;
    error_page 404 /404.html;
  }}
}}
"""


@contextmanager
def served(dest: Path, folder: Path) -> Iterator[int]:
    """The port of an nginx that shows what is published to `dest`; its own files in `folder`."""
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    user = "user root;" if os.geteuid() == 0 else ""
    text = _CONFIGURATION.format(user=user, folder=folder, port=port, dest=dest)
    (folder / "nginx.conf").write_text(text)
    need_nginx()
    with subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf")]) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.02)
            yield port
        finally:
            server.terminate()


@dataclass
class Noted:
    """What readers got."""

    fetches: int = 0
    breaches: list[str] = field(default_factory=list)
    """A page that is no page of a release, a missing one, a missing or foreign file of a page."""
    releases: set[str] = field(default_factory=set)
    """The versions that they saw."""


@contextmanager
def reading(port: int, versions: Sequence[str], readers: int = 4) -> Iterator[Noted]:
    """Let readers fetch pages and what these name, from now until the end of the block."""
    known = {page(version, name): version for version in versions for name in PAGES}
    noted, over = Noted(), threading.Event()

    def read(seed: int) -> None:
        chance = random.Random(seed)
        coding = ("gzip", "identity")[seed % 2]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while not over.is_set():
            try:
                _visit(connection, chance, coding, known, noted)
            except (OSError, http.client.HTTPException) as error:
                noted.breaches.append(f"no answer: {error!r}")
                connection.close()

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield noted
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _visit(
    connection: http.client.HTTPConnection,
    chance: random.Random,
    coding: str,
    known: dict[bytes, str],
    noted: Noted,
) -> None:
    """Fetch a page; a moment later what it names, as a browser does."""
    address = f"/{chance.choice(PAGES)}"
    status, body = _fetched(connection, address, coding)
    noted.fetches += 1
    if status != 200 or body not in known:
        noted.breaches.append(f"{address}: status {status}, {len(body)} bytes of no release")
        return
    version = known[body]
    noted.releases.add(version)
    time.sleep(chance.random() * 0.02)
    files = fingerprinted(version)
    for name in re.findall(rb'(?:href|src)="/([^"]+)"', body):
        status, body = _fetched(connection, f"/{name.decode()}", coding)
        noted.fetches += 1
        if status != 200 or body != files[name.decode()]:
            noted.breaches.append(f"{name.decode()} of {version}: status {status}")


def _fetched(
    connection: http.client.HTTPConnection, address: str, coding: str
) -> tuple[int, bytes]:
    connection.request("GET", address, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    if answer.headers["Content-Encoding"] == "gzip":
        body = gzip.decompress(body)
    return answer.status, body
