"""Knows what the site asks of any web server; refuses to ask one."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.manifest import FINGERPRINTED

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            *(
                f"{kind}-src 'self'"
                for kind in ("script", "style", "img", "font", "connect", "worker", "manifest")
            ),
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
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
"""What every answer carries, whatever its status, type and address: exactly these values."""
HSTS = "max-age=31536000"
"""What every answer over TLS carries as Strict-Transport-Security."""
FOR_EVER = "public, max-age=31536000, immutable"
"""Cache-Control of a file that changes its name with its bytes."""
ASK_AGAIN = "no-cache"
"""Cache-Control of everything else: keep it, but ask each time whether it is still so."""
METHODS = "GET, HEAD"
"""What Allow says when another method is refused."""
LONG = 10_000
"""How many signs an address has that no server need read."""
TYPES: Mapping[str, str] = {
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
"""Content-Type by the end of a file's name. JSON, SVG and XML are UTF-8 by themselves."""
OTHER = "application/octet-stream"
"""Content-Type of a file of no type above."""
ENCODINGS: Mapping[str, str] = {"gzip": ".gz", "br": ".br"}
"""What a browser may take, and how the name of such a file ends beside the plain one."""


@dataclass(frozen=True)
class Rule:
    """One thing that any server must do; a breach names it."""

    name: str
    """What stands in brackets behind a breach."""
    does: str
    """What the server does, as a sentence for its engineer."""


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
    Rule("cache", f"Cache-Control is `{FOR_EVER}` for a file with a hash in its name that was "
         f"found, and `{ASK_AGAIN}` for every other answer, errors too."),
    Rule("header", "Every answer, whatever its status and type, has each header of the table below "
         "once, with that value."),
    Rule("hsts", f"Over TLS every answer has `Strict-Transport-Security: {HSTS}`."),
    Rule("https", "Where there is TLS, plain HTTP only redirects to it."),
    Rule("not-found", "An unknown address answers 404 with the bytes of `404.html`."),
    Rule("folder", "A folder without its slash redirects (301, 302, 307 or 308) to itself with it, "
         "on the same host, and keeps what follows the question mark."),
    Rule("listing", "A folder without a page answers 403 or 404, never a list of its files."),
    Rule("hidden", "An address with a part that begins with a dot answers 403 or 404."),
    Rule("outside", "What lies beside `www` answers 400, 403 or 404, however it is spelled."),
    Rule("twin", "`FILE.gz` and `FILE.br` are no addresses: 403 or 404."),
    Rule("method", f"Every method but GET and HEAD answers 405 with `Allow: {METHODS}`."),
    Rule("head", "HEAD answers as GET does, without a body."),
    Rule("range", "A request for a part is answered with that part (206) or with the whole (200)."),
    Rule("long", f"An address of {LONG} signs answers 400, 404 or 414."),
    Rule("server", "No header tells the version of the server or what it is made with."),
    Rule("cookie", "No answer sets a cookie."),
    Rule("cors", "No other site may read the answers: there is no Access-Control-Allow-Origin."),
)  # fmt: skip
"""What any server must do."""


def type_of(path: str) -> str:
    """The Content-Type of a file by its name."""
    return TYPES.get(path.rpartition("/")[2].rpartition(".")[2], OTHER)


def caching(path: str, status: int) -> str:
    """The Cache-Control of an answer."""
    found = status in (200, 206, 304) and FINGERPRINTED.search(path)
    return FOR_EVER if found else ASK_AGAIN


def headers(path: str, status: int, is_secure: bool) -> dict[str, str]:
    """The headers that an answer must have whatever it is, with their exact values."""
    found = {"Cache-Control": caching(path, status), **HEADERS}
    if status == 405:
        found["Allow"] = METHODS
    if is_secure:
        found["Strict-Transport-Security"] = HSTS
    return found


def text() -> str:
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
        "| End of the name | Content-Type |",
        "| --- | --- |",
        *(f"| `.{end}` | `{kind}` |" for end, kind in TYPES.items()),
        f"| any other | `{OTHER}` |",
        "",
    ]
    return "\n".join(lines)
