"""The rules, headers and content types that any web server of the site must keep to."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.manifest import FINGERPRINTED

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            # A drawing that is saved as PNG is made in the page; a picture runs nothing.
            "img-src 'self' data:",
            *(f"{kind}-src 'self'" for kind in ("font", "connect", "worker", "manifest")),
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "Permissions-Policy": ", ".join(
        # A drawing can be shown on the whole screen.
        f"{feature}={'(self)' if feature == 'fullscreen' else '()'}"
        for feature in (
            *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read"),
            *("clipboard-write", "display-capture", "encrypted-media", "fullscreen", "gamepad"),
            *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
            *("magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
            *("publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock"),
            *("serial", "storage-access", "sync-xhr", "usb", "window-management"),
            "xr-spatial-tracking",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer, whatever its status, type and address, with their exact values."""
HSTS = "max-age=31536000"
"""Strict-Transport-Security of every answer over TLS."""
CACHE_FOR_EVER = "public, max-age=31536000, immutable"
"""Cache-Control of a file that changes its name with its bytes."""
CACHE_REVALIDATE = "no-cache"
"""Cache-Control of everything else: keep it, but ask each time whether it is still so."""
ALLOWED_METHODS = "GET, HEAD"
"""Allow of an answer that refuses another method."""
LONG_ADDRESS = 10_000
"""The number of characters of an address that no server need read."""
CONTENT_TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
}
"""Content-Type by the extension of a file. JSON, SVG and XML are UTF-8 by themselves."""
DEFAULT_CONTENT_TYPE = "application/octet-stream"
"""Content-Type of a file with any other extension."""
ENCODINGS: Mapping[str, str] = {"gzip": ".gz", "br": ".br"}
"""Content-Encoding of each compressed form, and the extension of its file beside the plain one."""


@dataclass(frozen=True)
class Rule:
    """Something that any server must do; a breach names it."""

    name: str
    """The name, in brackets behind a breach."""
    does: str
    """What the server does, in a sentence for its engineer."""


RULES: tuple[Rule, ...] = (
    Rule("release", "`release.json` is that of the release that was published."),
    Rule("status", "Every file of the release answers 200 at its address, a page at its folder."),
    Rule("bytes", "The answer to a browser that takes no compression is the file, byte for byte."),
    Rule("gzip", "To a browser that takes gzip, `FILE.gz` is sent where there is one."),
    Rule("br", "To a browser that takes br, `FILE.br` is sent where there is one."),
    Rule("length", "Content-Length is the number of bytes sent."),
    Rule("type", "Content-Type is that of the table below, with the charset shown there."),
    Rule("vary", "A file that has compressed forms is sent with `Vary: Accept-Encoding`."),
    Rule("etag", "Each form of a file has an ETag of its own, and other bytes have another one."),
    Rule("revalidation", "One that has the bytes gets 304 and no body; one that has not, 200."),
    Rule("cache", f"Cache-Control is `{CACHE_FOR_EVER}` for a file with a hash in its name that "
         f"was found, and `{CACHE_REVALIDATE}` for every other answer, errors too."),
    Rule("header", "Every answer, whatever its status and type, has each header of the table below "
         "once, with that value."),
    Rule("hsts", f"Over TLS every answer has `Strict-Transport-Security: {HSTS}`."),
    Rule("https", "Where there is TLS, plain HTTP only redirects to it."),
    Rule("not-found", "An unknown address answers 404 with the bytes of `404.html`; below the "
         "folder of a language, `/en/`, with those of the one in it."),
    Rule("folder", "A folder without its slash redirects (301, 302, 307 or 308) to itself with it, "
         "on the same host, and keeps what follows the question mark."),
    Rule("listing", "A folder without a page answers 403 or 404, never a list of its files."),
    Rule("hidden", "An address with a part that begins with a dot answers 403 or 404; only below "
         "`/.well-known/` the operator may put something."),
    Rule("outside", "What lies beside `www` answers 400, 403 or 404, however it is spelled."),
    Rule("twin", "`FILE.gz` and `FILE.br` are no addresses: 403 or 404."),
    Rule("method", f"Every method but GET and HEAD answers 405 with `Allow: {ALLOWED_METHODS}`."),
    Rule("head", "HEAD answers as GET does, without a body."),
    Rule("range", "A request for a part is answered with that part (206) or with the whole (200)."),
    Rule("long", f"An address of {LONG_ADDRESS} characters answers 400, 404 or 414."),
    Rule("server", "No header names the version of the server or the software behind it."),
    Rule("cookie", "No answer sets a cookie."),
    Rule("disk", "Where the folder of the release is at hand, it holds what its manifest lists, "
         "byte for byte, no other file and no link, and is signed by one who may."),
    Rule("expiry", "Where it is signed, it may be published for three days more at least."),
    Rule("age", "Something was published there in the last seven days (`--age`)."),
    Rule("cors", "No other site may read the answers: there is no Access-Control-Allow-Origin."),
)  # fmt: skip
"""What any server must do."""


def content_type_of(path: str) -> str:
    """The Content-Type of a file, by its name."""
    return CONTENT_TYPES.get(path.rpartition("/")[2].rpartition(".")[2], DEFAULT_CONTENT_TYPE)


def cache_control(path: str, status: int) -> str:
    """The Cache-Control of an answer with a status to a request for a path."""
    is_kept = status in (200, 206, 304) and FINGERPRINTED.search(path)
    return CACHE_FOR_EVER if is_kept else CACHE_REVALIDATE


def required_headers(path: str, status: int, is_secure: bool) -> dict[str, str]:
    """The headers that any answer must have, with their exact values."""
    required = {"Cache-Control": cache_control(path, status), **HEADERS}
    if status == 405:
        required["Allow"] = ALLOWED_METHODS
    if is_secure:
        required["Strict-Transport-Security"] = HSTS
    return required


def contract_text() -> str:
    """The contract as Markdown, for the engineer of another server."""
    lines = [
        "# What the site asks of its web server",
        "",
        "Made by `python -m deploy contract`. `make verify URL=...` holds a running server to it; "
        "a breach names the rule.",
        "",
        "| Rule | What the server does |",
        "| --- | --- |",
        *(f"| `{rule.name}` | {rule.does} |" for rule in RULES),
        "",
        "| Header of every answer | Value |",
        "| --- | --- |",
        *(f"| `{name}` | `{value}` |" for name, value in HEADERS.items()),
        "",
        "| Extension | Content-Type |",
        "| --- | --- |",
        *(
            f"| `.{extension}` | `{content_type}` |"
            for extension, content_type in CONTENT_TYPES.items()
        ),
        f"| any other | `{DEFAULT_CONTENT_TYPE}` |",
        "",
    ]
    return "\n".join(lines)
