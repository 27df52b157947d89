"""What a browser puts on paper: prints a page, and reads the words off its sheets."""

import base64
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from unicodedata import normalize

from tests.browsers.window import Window

_PRINT_WEBKIT = Path(__file__).with_name("print_webkit.py")
_SHEET = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>'
)
_A4 = (595, 842)
"""In points."""


@dataclass(frozen=True)
class Paper:
    """The sheets of a printed page."""

    sizes: frozenset[tuple[int, int]]
    """Their widths and heights in points, rounded down."""
    words: tuple[str, ...]
    """The words that lie on a sheet as a whole, in their order."""
    outside: tuple[str, ...]
    """The words that reach beyond a sheet."""

    @property
    def is_a4_upright(self) -> bool:
        """Whether every sheet is one of A4, none of them turned."""
        return self.sizes == {_A4}

    def lost(self, words: list[str]) -> list[str]:
        """Which of some words are not on paper, or not as often.

        A word that was broken at the end of a line is found in the text without blanks.
        """
        printed, text = Counter(self.words), "".join(self.words)
        return [
            word
            for word, count in Counter(words).items()
            if printed[word] < count and text.count(word) < count
        ]


def words_of(text: str) -> list[str]:
    """The words of a text in composed letters, without what stands between blanks alone."""
    return re.findall(r"\S*\w\S*", normalize("NFC", text))


def printed(window: Window, address: str, folder: Path) -> Paper:
    """A page on paper, as the browser of a window prints it."""
    file = folder / f"{window.engine}.pdf"
    if window.engine == "webkit":
        command = ["/usr/bin/python3", str(_PRINT_WEBKIT), address, str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    else:
        window.open(address)
        file.write_bytes(base64.b64decode(window.print_page()))
    return read_pdf(file)


def read_pdf(file: Path) -> Paper:
    """The sheets of a PDF, read by pdftotext."""
    command = ["pdftotext", "-bbox", str(file), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    sizes, inside, outside = set(), list[str](), list[str]()
    for width, height, content in _SHEET.findall(text):
        sizes.add((int(float(width)), int(float(height))))
        for left, top, right, bottom, word in _WORD.findall(content):
            fits = float(left) >= -1 and float(right) <= float(width) + 1
            fits = fits and float(top) >= -1 and float(bottom) <= float(height) + 1
            (inside if fits else outside).append(normalize("NFC", unescape(unescape(word))))
    return Paper(frozenset(sizes), tuple(inside), tuple(outside))
