"""Keys, tokens and passwords that were pasted into a text."""

import re
from collections.abc import Iterator

_KNOWN_FORMS = re.compile(
    "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY"
    "|(?<![A-Za-z0-9_-])(?:"
    r"gh[pos]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|gl(?:pat|dt|rt)-[\w-]{20,}"
    "|(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])|AIza[\\w-]{35}|ya29\\.[\\w-]{20,}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|sk-[\w-]{20,}"
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+|npm_[A-Za-z0-9]{30,}|pypi-AgE[\w-]{20,}"
    r"|hf_[A-Za-z0-9]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|dop_v1_[a-f0-9]{40,}|[0-9]{8,10}:AA[\w-]{30,}"
    ")"
    r"|(?<!\w)Bearer +(?=[^\s\"']*[0-9])[\w.~+/-]{12,}"
    r"|://[^\s/@:\"']+:[^\s/@\"']+@"
)
"""Forms by which their makers know their own keys, and a password in a web address."""
_TO_RUNS = bytes(97 if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))
_LONG_RUN = b"a" * 20
_HINTS = (b"PRIVATE KEY", b"glpat-", b"@", b"Bearer")
"""A known form is a long run of letters and digits, or has one of these: fast to search for."""
_NAMED = re.compile(
    r"(?<![^\W_])(?:"
    r"(?:(?:(?:mã|số) (?:pin|otp)|otp)\s*(?:[:=]|là(?= ))?|pin\s*(?:[:=]|là(?= )))"
    r"\s*[\"'“]?[0-9]{4,8}(?![\w-])|"
    r"(?:mật khẩu|mat ?khau|mật mã|mk|pass(?:word|wd|phrase|code)?|pwd|token"
    r"|(?:api|access|secret)_?key|client_secret)\s*(?:[:=]|là(?= ))\s*"
    r"[\"'“]?((?=[^\s\"'”]*[0-9!@#$%^&*])[^\s\"'”,;]{5,}))",
    re.IGNORECASE,
)
"""A password behind its name; a word without any digit or sign is a remark: `mật khẩu: xin cấp`."""
_NAMES = tuple(
    name.encode()
    for name in (
        *("mật khẩu", "mật mã", "mat khau", "matkhau", "mk", "pass", "pwd", "token", "_key"),
        *("apikey", "t_secret", "pin", "otp"),
    )
)


def secrets_in(text: str) -> Iterator[int]:
    """The offset of each key, token or password in a text."""
    content = text.encode()
    if _LONG_RUN in content.translate(_TO_RUNS) or any(hint in content for hint in _HINTS):
        yield from (match.start() for match in _KNOWN_FORMS.finditer(text))
    content = content.lower()
    if any(name in content for name in _NAMES):
        yield from (match.start() for match in _NAMED.finditer(text))
