"""Mistakes that one makes with a server or its files, and the rules that each of them breaches."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from deploy.verify.contract import CACHE_FOR_EVER
from tests.support.nginx import Change

START = "server_tokens off;"
"""Where in contract.conf a line can be put at the level of the server."""


@dataclass(frozen=True)
class Fault:
    """A mistake."""

    name: str
    rules: set[str]
    """Every rule that it breaches, and no other."""
    changes: Mapping[str, list[Change]] = field(default_factory=dict)
    """What is changed in the configuration."""
    files: Callable[[Path], object] = lambda www: None
    """What is changed in the folder that the server shows."""


def contract(old: str, new: str) -> Mapping[str, list[Change]]:
    """A change of contract.conf."""
    return {"contract.conf": [(old, new)]}


def also(line: str) -> Mapping[str, list[Change]]:
    """A line more in contract.conf."""
    return contract(START, f"{START}\n{line}")


def first(line: str) -> Mapping[str, list[Change]]:
    """A line of contract.conf that comes before all others."""
    return contract("if ($site_allow)", f"{line}\nif ($site_allow)")


def without(file: str) -> Callable[[Path], None]:
    """The folder without a file and its compressed forms."""

    def remove(www: Path) -> None:
        for form in www.glob(f"{file}*"):
            form.unlink()

    return remove


def written(file: str, content: bytes) -> Callable[[Path], object]:
    """The folder with other bytes of a file."""
    return lambda www: (www / file).write_bytes(content)


def changed(file: str) -> Callable[[Path], None]:
    """The folder with one bit of a file turned."""

    def turn(www: Path) -> None:
        content = bytearray((www / file).read_bytes())
        content[-2] ^= 1
        (www / file).write_bytes(content)

    return turn


NOSNIFF = 'add_header X-Content-Type-Options "nosniff" always;'
OLD = b'{"version": "0.9.0", "commit": "fedcba9876543210", "as_of": "2025-11-21"}\n'
HEADERS = (
    Fault("a header on what is found only", {"header"},
          contract(NOSNIFF, NOSNIFF.replace(" always", ""))),
    Fault("a header of a location, which drops all others there", {"header", "cache"},
          also('location /assets/ { add_header X-Note "1"; }')),
    Fault("a header twice", {"header"}, also('add_header X-Frame-Options "SAMEORIGIN" always;')),
    Fault("inline scripts allowed", {"header"},
          contract("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
    Fault("pages kept for ever", {"cache"},
          {"maps.conf": [('default "no-cache";\n    "~', f'default "{CACHE_FOR_EVER}";\n    "~')]}),
    Fault("errors kept for ever", {"cache"},
          {"maps.conf": [("map $uri", "map $request_uri"),
           ("    default \"no-cache\";\n    200", f"    default \"{CACHE_FOR_EVER}\";\n    200")]}),
    Fault("hashed files asked for each time", {"cache"},
          {"maps.conf": [("public, max-age=31536000, immutable", "no-cache")]}),
    Fault("a version told", {"server"}, contract(START, "server_tokens on;")),
    Fault("a maker told", {"server"}, also("add_header X-Powered-By PHP always;")),
    Fault("a cookie set", {"cookie"}, also("add_header Set-Cookie id=1 always;")),
    Fault("open to other sites", {"cors"}, also('add_header Access-Control-Allow-Origin "*";')),
    Fault("JSON as text", {"type"}, contract("application/json ", "text/plain ")),
    Fault("no charset", {"type"}, contract("charset utf-8;", "charset off;")),
    Fault("no Vary", {"vary"}, contract("gzip_vary on;", "gzip_vary off;")),
    Fault("no ETag", {"etag"}, contract("etag on;", "etag off;")),
    Fault("one ETag for all", {"etag", "revalidation"},
          contract("etag on;", "etag off; add_header ETag '\"1\"';")),
    Fault("no 304 to a time", {"revalidation"},
          contract("if_modified_since exact;", "if_modified_since off;")),
    Fault("404 with a time only in the past", {"revalidation"},
          also("add_header Last-Modified '';")),
)  # fmt: skip
"""Mistakes in what is said about a file."""
REFUSALS = (
    Fault("a list of files", {"listing"},
          contract("rewrite ^(.*/)$ $1index.html;", "autoindex on;")),
    Fault("hidden files", {"hidden"}, contract(r"/\.|\.", r"\."), written(".env", b"KEY=1\n")),
    Fault("compressed twins", {"twin"},
          contract(r"|\.(gz|br)$", "")),
    Fault("what lies beside the site", {"outside"},
          also("location = /manifest.json { root /srv/site/current/www/..; }")),
    Fault("POST answered", {"method"}, first("if ($request_method = POST) { return 200; }")),
    Fault("OPTIONS answered", {"method"}, first("if ($request_method = OPTIONS) { return 204; }")),
    Fault("405 without Allow", {"method"},
          contract("add_header Allow $site_allow", 'add_header Allow ""')),
    Fault("HEAD answered otherwise", {"head"},
          first("if ($request_method = HEAD) { return 204; }")),
    Fault("an error that says 200", {"not-found", "outside", "listing", "cache"},
          contract("error_page 403 404 ", "error_page 404 =200 /404.html; error_page 403 ")),
    Fault("another page for what is not there", {"not-found", "gzip", "br"},
          contract("error_page 403 404 ", "error_page 403 ")),
    Fault("a part refused", {"range"}, also("if ($http_range) { return 416; }")),
    Fault("any address answered", {"long"},
          contract("buffers 4 8k;", "buffers 4 32k; location /aaaa { return 200; }")),
    Fault("a redirect to another host", {"folder"},
          {"contract.conf": [("absolute_redirect off;", "server_name_in_redirect on;")],
           "site.conf": [("server_name _;", "server_name other.example;")]}),
)  # fmt: skip
"""Mistakes in what is refused."""
FILES = (
    Fault("one byte of a page", {"bytes"}, files=changed("people/an/index.html")),
    Fault("an old FILE.gz", {"gzip"},
          files=written("assets/plain.css.gz", gzip.compress(b"p { }\n"))),
    Fault("an old FILE.br", {"br"}, files=written("assets/plain.css.br", brotli.compress(b"x"))),
    Fault("a file missing", {"status"}, files=without("assets/plain.js")),
    Fault("a page missing", {"status"}, files=without("people/an/index.html")),
    Fault("a compressed form missing", {"br"}, files=without("assets/plain.css.br")),
    Fault("an old release", {"release"}, files=written("release.json", OLD)),
    Fault("no brotli", {"br"}, contract("include site/brotli*.conf;", "")),
    Fault("gzip on the fly", {"gzip", "length", "vary"},
          contract("gzip off;\ngzip_static on;", "gzip on;\ngzip_static off;")),
)  # fmt: skip
"""Mistakes in the files, and in which of them are sent."""
FAULTS = (*HEADERS, *REFUSALS, *FILES)
