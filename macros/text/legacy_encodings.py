"""Text that was read in a wrong encoding, and what it was: UTF-8, TCVN3 (ABC) or VNI."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from macros.text.vietnamese import ACCENTED, is_syllable

_UTF_8_IN_1252 = re.compile(
    # The bytes of a character of UTF-8 as Windows-1252 shows them: one that leads, others after it.
    "(?:[Â-ß]{0}|[à-ï]{0}{0}|[ð-ô]{0}{0}{0})".replace("{0}", "[\x80-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
)
_OTHER_CODE_PAGES = ("cp850", "cp437", "mac_roman")
_SIGNS_OF_OTHERS = re.compile("[\u2500-\u259f·ƒ√∆]")
"""Of what UTF-8 becomes in those, at least one in each text: drawings of boxes, signs."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZÄ"
"""What may stand in a word before its first letter of several bytes."""
_BEYOND_LATIN_1 = re.compile("[^\x00-\xff“”‘’–—…]")
"""What stands in lines of good Vietnamese, and in none of TCVN3 or VNI."""
_LOST_BYTE = re.compile("Ä(?=á[»º]|[ÆÃ])")
"""The first byte of Đ in UTF-8; its second has no letter in Windows-1252, and editors drop it."""
_TOKEN = re.compile(r"[^\s\"'`(),.;:!?/\\\[\]{}<>|+=*&^%$#@~\d_“”‘’–—…-]+")
_BEFORE_VALUE = re.compile(r"\s*(?:- +)*(?:[\w.-]+: +)?[\"']?")

_TCVN3 = {
    **dict(zip("¡¢£¤¥¦§¨©ª«¬\xad®", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip("µ¶·¸¹»¼½¾ÆÇÈÉÊË", "àảãáạằẳẵắặầẩẫấậ", strict=True)),
    **dict(zip("ÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ", "èẻẽéẹềểễếệìỉĩíị", strict=True)),
    **dict(zip("ßáâãäåæçèéêëìíî", "òỏõóọồổỗốộờởỡớợ", strict=True)),
    **dict(zip("ïñòóôõö÷øùúûüýþ", "ùủũúụừửữứựỳỷỹýỵ", strict=True)),
}
_VNI_SINGLE = dict(zip("ñöôóòæî", "đươĩịỉỵ", strict=True))
_VNI_PAIRS = {
    **{
        f"a{mark}": letter
        for mark, letter in zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)
    },
    **{f"e{mark}": letter for mark, letter in zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)},
    **{f"o{mark}": letter for mark, letter in zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)},
    **{f"u{mark}": letter for mark, letter in zip("ùøûõï", "úùủũụ", strict=True)},
    **{f"y{mark}": letter for mark, letter in zip("ùøûõ", "ýỳỷỹ", strict=True)},
    **{f"ô{mark}": letter for mark, letter in zip("ùøûõï", "ớờởỡợ", strict=True)},
    **{f"ö{mark}": letter for mark, letter in zip("ùøûõï", "ứừửữự", strict=True)},
}
_VNI = re.compile(f"{'|'.join(_VNI_PAIRS)}|[{''.join(_VNI_SINGLE)}]", re.IGNORECASE)
_SURE_VNI = re.compile(
    # Vowels that no other language writes in a row, or the beginning of a Vietnamese word.
    "a[ãõäåâêàøû]|e[ãõäåâàøû]|o[õäåâ]|[iuyô]e[áï]|u[øûõ]|y[ùøûõ]|[ôö][ùøûõï]"
    "|^ñ[aeouyôö][ùøûõïâàåãäêè]|^(?:ngh?|nh|kh|gi|qu|x|tr|ph)",
    re.IGNORECASE,
)
_SURE_TCVN3 = re.compile(
    # A sign inside a word, a capital after a small letter, or the beginning of a Vietnamese word.
    "[^\\W\\d_][¡-¾×÷]|[¦-©«-´¶-¾×÷][^\\W\\d_]|[a-z][À-Þ]|(?i:^(?:ngh?|nh|kh|gi|qu|x))"
)
_SURE, _LIKELY, _POSSIBLE = 6, 3, 2
"""Evidence of a word; `_SURE` is enough for a line. A letter counts once, whatever its words."""
_LETTERS_OF_SHORT_WORDS = re.compile("[åøäöüïáñ]", re.IGNORECASE)
"""Other languages have many words like Vietnamese syllables with these: `på`, `Seán`, `Loïc`."""


class Misread(NamedTuple):
    """A text in a wrong encoding; column counts from 1."""

    line: int
    column: int
    encoding: str
    restored: str
    """What the value in that line was."""


def misread_lines(lines: Sequence[str], is_unusual: bool) -> Iterator[Misread]:
    """The lines that were read in a wrong encoding, each at its first wrong word.

    A line is only called so where its words are no words of Vietnamese and become such, or where
    ftfy is sure; names from other languages have neither. `is_unusual`: some line has a character
    that is rare in good texts, without which none is UTF-8 read wrongly.
    """
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        if _SIGNS_OF_OTHERS.search(line) and (match := _in_other_code_pages().search(line)):
            restored = _in_other_code_pages().sub(lambda part: _utf_8_letters()[part[0]], line)
            column = line.rfind(" ", 0, match.start()) + 2
            yield Misread(number, column, "UTF-8", _value(restored))
        elif is_unusual and (match := _UTF_8_IN_1252.search(line)):
            if (restored := _restored_utf_8(line)) != line:
                before = line[: match.start()]
                column = len(before.rstrip(_LETTERS)) + 1
                yield Misread(number, column, "UTF-8", _value(restored))
        elif not _BEYOND_LATIN_1.search(line):
            yield from _legacy(number, line)


@cache
def _utf_8_letters() -> dict[str, str]:
    """Each Vietnamese letter by what its bytes in UTF-8 are in the code pages of DOS and Mac."""
    return {
        letter.encode().decode(code_page): letter
        for code_page in _OTHER_CODE_PAGES
        for letter in ACCENTED
    }


@cache
def _in_other_code_pages() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _utf_8_letters())))


def _restored_utf_8(line: str) -> str:
    """The line as it was if it is UTF-8 that was read as something else; else the line."""
    import ftfy  # Good data never needs it, and it takes a tenth of a second.

    restored = ftfy.fix_encoding(_LOST_BYTE.sub("Ä\x90", line))
    # One letter is too little for ftfy; but `á»…` can be nothing but a Vietnamese one.
    return _UTF_8_IN_1252.sub(_vietnamese_letter, line) if restored == line else restored


def _vietnamese_letter(match: re.Match[str]) -> str:
    """The Vietnamese letter that some characters were; themselves if they were another."""
    try:
        letter = match[0].encode("cp1252").decode()
    except UnicodeError:
        return match[0]
    return letter if "Ạ" <= letter <= "ỹ" else match[0]


def _legacy(number: int, line: str) -> Iterator[Misread]:
    """The line, if it is written in one of the two old encodings."""
    for name, decoded, sure in (
        ("TCVN3 (ABC)", _decoded_tcvn3, _SURE_TCVN3),
        ("VNI", _decoded_vni, _SURE_VNI),
    ):
        if (offset := _first_legacy_word(line, decoded, sure)) >= 0:
            restored = _with_words(line, decoded)
            yield Misread(number, offset + 1, name, _value(restored))
            return


def _with_words(line: str, decoded: Callable[[str], str]) -> str:
    return _TOKEN.sub(lambda token: decoded(token[0]), line)


def _value(line: str) -> str:
    """The value in a line, without its key and quotes."""
    return _BEFORE_VALUE.sub("", line, count=1).rstrip().rstrip("\"'")


def _first_legacy_word(line: str, decoded: Callable[[str], str], sure: re.Pattern[str]) -> int:
    """The offset of the first word in an old encoding; -1 if the line is not surely in it."""
    evidence, first, seen = 0, -1, set[str]()
    for token in _TOKEN.finditer(line):
        word = token[0]
        if word.isascii() or (is_syllable(word) and word[0] not in "Ññ"):
            continue
        if not is_syllable(decoded(word)):
            return -1
        first = token.start() if first < 0 else first
        letters = {letter for letter in word.lower() if not letter.isascii()}
        if sure.search(word):
            evidence += _SURE
        elif not letters <= seen:
            evidence += _POSSIBLE if _LETTERS_OF_SHORT_WORDS.search(word) else _LIKELY
        seen |= letters
    return first if evidence >= _SURE else -1


def _decoded_tcvn3(word: str) -> str:
    """A word in the old standard: capitals with accents are those of a font of capitals."""
    decoded = "".join(_TCVN3.get(letter, letter) for letter in word)
    ascii_letters = "".join(letter for letter in word if letter.isascii())
    return decoded.upper() if len(ascii_letters) > 1 and ascii_letters.isupper() else decoded


def _decoded_vni(word: str) -> str:
    """A word in the encoding of VNI: a letter, and its accents as another letter behind it."""

    def letter(match: re.Match[str]) -> str:
        typed = match[0].lower()
        decoded = _VNI_PAIRS.get(typed) or _VNI_SINGLE[typed]
        return decoded.upper() if match[0][0].isupper() else decoded

    return _VNI.sub(letter, word)
