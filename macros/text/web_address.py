"""Web addresses: what is wrong with one, and its normal form."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from macros.text.confusables import mixes_scripts

_SCHEME = re.compile("https?://", re.IGNORECASE)
_PRIVATE = re.compile(r"(?:.+\.)?(?:localhost|local|internal|test|invalid)\.?")
_NUMBERS = re.compile(r"[0-9.]+|0x[0-9a-f.]+")
_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
BAD_ENDINGS = ".,;:!?\"'”»>)"
"""What belongs to the sentence around a web address, and was copied with it."""
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?")


def web_address_fault(address: str) -> str:
    """What is wrong with a web address; empty if nothing is.

    `scheme`, `blank`, `escape`, `ending`, `host`, `port`, `user`, `private` or `lookalike`.
    """
    if not _SCHEME.match(address):
        return "scheme"
    if re.search(r"\s", address):
        return "blank"
    if _BAD_ESCAPE.search(address):
        return "escape"
    is_closed = address.endswith(")") and address.count(")") == address.count("(")
    if address.endswith(tuple(BAD_ENDINGS)) and not is_closed:
        return "ending"
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        return "port" if "port" in str(error).lower() else "host"
    if "@" in parts.netloc:
        return "user"
    if port == 0:
        return "port"
    if not (_HOST.fullmatch(host) or ":" in host):
        return "host"
    return _host_fault(host)


def _host_fault(host: str) -> str:
    if ":" in host or _NUMBERS.fullmatch(host):
        try:
            return "" if ip_address(host).is_global else "private"
        except ValueError:
            return "host"
    if _PRIVATE.fullmatch(host):
        return "private"
    try:
        labels = [_shown(label) for label in host.split(".")]
    except UnicodeError:
        return "host"
    return "lookalike" if any(map(mixes_scripts, labels)) else ""


def _shown(label: str) -> str:
    """A part of a host as browsers show it; raise UnicodeError where it can not be decoded."""
    is_coded = label.lower().startswith("xn--")
    return label[4:].encode("ascii").decode("punycode") if is_coded else label


def shown_host(address: str) -> str:
    """The host of a web address, its coded parts decoded."""
    host = urlsplit(address).hostname or ""
    return ".".join(_shown(label) for label in host.split("."))


def without_user(address: str) -> str:
    """A web address without the name and password before its host."""
    return re.sub("(?<=://)[^/]*@", "", address)


def normal_web_address(text: str) -> str:
    """A web address with scheme and host in small letters; any other text as it is."""
    if not _SCHEME.match(text) or web_address_fault(text):
        return text
    scheme, _, rest = text.partition("://")
    host = re.match("[^/?#]*", rest)
    assert host
    return f"{scheme.lower()}://{host[0].lower()}{rest[host.end() :]}"
