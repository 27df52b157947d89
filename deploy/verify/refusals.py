"""Checks that a server refuses what readers must not be given."""

import re
from collections.abc import Sequence
from itertools import product
from urllib.parse import quote

from deploy.manifest import MANIFEST, NOT_FOUND_PAGE, SBOM, STATEMENT
from deploy.publish import RETAINED_LIST
from deploy.verify.contract import LONG_ADDRESS
from deploy.verify.files import ServedFile, check_form
from deploy.verify.http_client import HttpClient, NoResponse
from deploy.verify.response_checks import Checks

_METHODS = ("OPTIONS", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE")
_UNKNOWN = ("no-such-page/", "no-such-page.html", "assets/no-such.01234567.css")
_HIDDEN = (
    ".env",
    ".git/config",
    ".git/HEAD",
    "%2egit/config",
    ".htaccess",
    "assets/.htpasswd",
    ".well-known/.env",
)
_BESIDE_WWW = (MANIFEST, STATEMENT, SBOM, RETAINED_LIST)
_SPELLINGS = ("/{}", "//{}", "/../{}", "/%2e%2e/{}", "/..%2f{}", "/..%5c{}", "/assets/../../{}")
"""Addresses that would lead to a file beside `www`; the first two lead to one inside it."""


def check_refusals(
    client: HttpClient, checks: Checks, base: str, files: Sequence[ServedFile]
) -> None:
    """Ask for what must not be given; `base` is the path of the front page."""
    paths = {file.path for file in files}
    _check_unknown(client, checks, base, files)
    folders = {
        "/".join(path.split("/")[:depth])
        for path in paths
        for depth in range(1, path.count("/") + 1)
    }
    for folder in sorted(folders):
        if f"{folder}/index.html" not in paths:
            response = client.request_forbidden(quote(f"/{folder}/"))
            checks.expect_refusal(response, "listing", (403, 404))
    for path in (*_HIDDEN, *(f"assets/{path}" for path in _HIDDEN)):
        response = client.request_forbidden(f"{base}{path}")
        checks.expect_refusal(response, "hidden", (403, 404))
    for name in _BESIDE_WWW:
        for spelling in _SPELLINGS[2 if name in paths else 0 :]:
            response = client.request_forbidden(spelling.format(name))
            checks.expect_refusal(response, "outside", (400, 403, 404))
    response = client.request_forbidden(f"{base}%00")
    checks.expect_refusal(response, "outside", (400, 403, 404))
    response = client.request_forbidden(f"{base}{'a' * LONG_ADDRESS}")
    checks.expect_refusal(response, "long", (400, 404, 414))
    asset = next(file.address for file in files if file.path.endswith(".css"))
    for path in (base, asset, f"{base}{_UNKNOWN[0]}"):
        for method in _METHODS:
            checks.expect_refusal(client.request_forbidden(path, method), "method", (405,))


def _check_unknown(
    client: HttpClient, checks: Checks, base: str, files: Sequence[ServedFile]
) -> None:
    """Ask for addresses that do not exist, in each form of the page that is sent for them."""
    pages = {f"/{file.path.removesuffix(NOT_FOUND_PAGE)}": file for file in files if _is_page(file)}
    asked = [(base, pages["/"])]
    asked += [(folder, page) for folder, page in pages.items() if folder not in ("/", base)]
    for folder, page in asked:
        for path, encoding in product(_UNKNOWN, page.forms):
            try:
                check_form(client, checks, page, encoding, f"{folder}{path}", 404)
            except NoResponse as silence:
                sentence = f"gets no answer: {silence.reason}"
                checks.expect(False, silence.empty, "not-found", sentence)


def _is_page(file: ServedFile) -> bool:
    """Whether a file is sent for addresses that do not exist: of the site, of a language."""
    folder, _, name = file.path.rpartition("/")
    is_edition = re.fullmatch("[a-z][a-z]", folder.rpartition("/")[2]) is not None
    return name == NOT_FOUND_PAGE and (not folder or is_edition)
