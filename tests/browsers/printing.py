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


@dataclass(frozen=True)
class Paper:
    """The sheets of a printed page."""

    sizes: frozenset[tuple[int, int]]
    """Their widths and heights in points."""
    words: tuple[str, ...]
    """The words that lie on a sheet as a whole, in their order."""
    outside: tuple[str, ...]
    """The words that reach beyond a sheet."""
    letters: str
    """All letters and digits in the order in which they were printed, cell by cell."""

    @property
    def is_a4_upright(self) -> bool:
        """Whether every sheet is one of A4, to a point, none of them turned."""
        return all(abs(width - 595) <= 1 and abs(height - 842) <= 1 for width, height in self.sizes)

    def lost(self, words: list[str]) -> list[str]:
        """Which of some words are not on paper, or not as often.

        A word that was broken at the end of a line is found among the letters.
        """
        counts = Counter(self.words)
        return [
            word
            for word, count in Counter(words).items()
            if counts[word] < count and self.letters.count(word) < count
        ]


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, letters composed; `73/2025` is two, as it may be broken."""
    return re.findall(r"[^\W_]+", normalize("NFKC", text))


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
    text, raw = (
        subprocess.run(
            ["pdftotext", form, str(file), "-"], check=True, capture_output=True, timeout=120
        ).stdout.decode()
        for form in ("-bbox", "-raw")
    )
    sizes, inside, outside = set(), list[str](), list[str]()
    for width, height, content in _SHEET.findall(text):
        sizes.add((round(float(width)), round(float(height))))
        for left, top, right, bottom, word in _WORD.findall(content):
            fits = float(left) >= -1 and float(right) <= float(width) + 1
            fits = fits and float(top) >= -1 and float(bottom) <= float(height) + 1
            (inside if fits else outside).extend(words_of(unescape(unescape(word))))
    return Paper(frozenset(sizes), tuple(inside), tuple(outside), "".join(words_of(raw)))
