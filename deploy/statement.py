"""Reads and writes the statement about a release that is signed: for which site, until when."""

# The form is that of Debian's Release files: a shell can write it, and it is read one way only.

import re
from dataclasses import astuple, dataclass

from deploy.manifest import RELEASE_NAME, STATEMENT, Refused

NAMESPACE = "site-release"
"""What a signature is for, so that one made for a letter or a commit is none for a release."""
SITE_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:/_~%\[\]-]{1,500}/")
"""Matches the address of a site; it holds nothing that a list of signers takes for a pattern."""
_SIGNATURE_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_FORM = re.compile(
    rf"Site: ({SITE_ADDRESS.pattern})\nRelease: ({RELEASE_NAME.pattern})\n"
    rf"Manifest-SHA256: ([0-9a-f]{{64}})\nMade: {_DAY}\nValid-Until: {_DAY}\n",
)


@dataclass(frozen=True)
class Statement:
    """What a signer says of a release."""

    site: str
    """The address of the site that may show it, with a slash at the end."""
    release: str
    """Its name."""
    manifest_sha256: str
    """The SHA-256 of its manifest, in hexadecimal."""
    made: str
    """The day of the signature, YYYY-MM-DD."""
    until: str
    """The last day on which it may be published, YYYY-MM-DD."""

    def text(self) -> str:
        """The statement as it is signed."""
        names = ("Site", "Release", "Manifest-SHA256", "Made", "Valid-Until")
        pairs = zip(names, astuple(self), strict=True)
        return "".join(f"{name}: {value}\n" for name, value in pairs)


def parse_statement(data: bytes, release: str) -> tuple[Statement, bytes, bytes]:
    """The statement of a release, its text and the signature of that text, which stands behind it.

    Nothing is verified here. Raise Refused when it has not the form.
    """
    text, begin, rest = data.partition(_SIGNATURE_BEGIN)
    match = _FORM.fullmatch(text.decode(errors="replace"))
    if not match or not begin:
        raise Refused(f"{release}: its {STATEMENT} is no signed statement. Sign it again.")
    return Statement(*match.groups()), text, begin + rest
