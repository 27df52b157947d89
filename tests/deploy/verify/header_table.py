"""Prints what nginx answers, each status by each type of file, as a table in Markdown.

Run it with `python -m tests.deploy.verify.header_table`; test_nginx.py holds nginx to the same.
"""

import tempfile
from pathlib import Path

from deploy.verify.contract import HEADERS
from deploy.verify.http_client import HttpClient, Response, parse_site_url, tls_context
from tests.support.nginx import served
from tests.support.small_release import published, release

PATHS = {
    "html": "/people/an/",
    "css": "/assets/site.01234567.css",
    "js": "/assets/plain.js",
    "json": "/api/v1/people.json",
    "svg": "/assets/mark.svg",
}
SHOWN = ("Cache-Control", "Content-Type", "ETag", "Vary", "Content-Length", "Allow", "Server")


def answers(probe: HttpClient, kind: str) -> dict[int, Response]:
    """The answers about a file of that type, by status."""
    path = PATHS[kind]
    found_file = probe.request(path, {"Accept-Encoding": "br"})
    asked = (
        found_file,
        probe.request(path, {"Accept-Encoding": "br", "If-None-Match": found_file.get("ETag")}),
        probe.request(f"/.hidden.{kind}"),
        probe.request(f"/assets/none.01234567.{kind}"),
        probe.request(path, method="POST"),
    )
    return {answer.status: answer for answer in asked}


def main() -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="served-table-"))
    made = release(folder / "releases")
    print("| Status | Type |", " | ".join(SHOWN), "| the headers of every answer |")
    print("| --- " * (len(SHOWN) + 3) + "|")
    with served(folder / "nginx", published(made, folder / "site")) as url:
        probe = HttpClient(parse_site_url(url), tls_context(None, False))
        rows = [
            (status, kind, answer)
            for kind in PATHS
            for status, answer in answers(probe, kind).items()
        ]
    for status, kind, answer in sorted(rows, key=lambda row: row[0]):
        has = sum(answer.all(name) == [value] for name, value in HEADERS.items())
        cells = " | ".join(f"`{answer.get(name)}`" if answer.get(name) else "" for name in SHOWN)
        print(f"| {status} | {kind} | {cells} | {has} of {len(HEADERS)}, as in the contract |")


if __name__ == "__main__":
    main()
