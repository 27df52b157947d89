"""Characters that mislead (Unicode TS 39): invisible, of mixed scripts, stacked, loose or lost."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from macros.text.vietnamese import ACCENTED, is_syllable

_UNUSUAL = re.compile(f"[^\n -~{ACCENTED}“”‘’–—…·°§]")
"""What good data seldom has: only files with such a character are looked at more closely."""
_INVISIBLE = re.compile(
    # Controls but for line ends, soft hyphen, separators, directions, joiners, private use, tags.
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffc\ufffe\uffff\U000e0000-\U0010ffff]|\r(?!\n)"
)
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])")
"""A letter that a program could not keep: U+FFFD, or a question mark inside a word."""
_LOOKALIKES = {
    # Cyrillic and Greek letters that look like one of the Vietnamese alphabet.
    **dict(zip("АВЕКМНОРСТХУІЅЈԚԜҮӀ", "ABEKMHOPCTXYISJQWYI", strict=True)),
    **dict(zip("аеорсухіѕјһԁԛԝѵӏ", "aeopcyxisjhdqwvl", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ανορυι", "avopui", strict=True)),
}
_OTHER_LATIN = dict(zip("ÐƉðɖıɑɡ", "ĐĐđđiag", strict=True))
"""Latin letters of other languages that look like Vietnamese ones."""
_UNIT_SIGNS = "ΔΩμδθλπσφ"
"""Greek letters of units and measures, which begin or end a short word: `Δt`, `μm`, `kΩ`."""
_LONGEST_UNIT = 4
_NEVER_FIRST = "ðÐ"
"""Letters with which no word begins in Icelandic and Faroese, which have them."""
_WORD = re.compile(r"[^\W\d_]+")
_ENCLOSED = re.compile("[\u2460-\u24ff\U0001f100-\U0001f169]")
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
_COMMON = ("MICRO", "FEMININE", "MASCULINE", "MODIFIER")
"""How the names of letters begin that stand beside those of any script."""
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC")
"""Scripts that stand in one word with each other, and with Latin (UTS 39, highly restrictive)."""
_STYLED = (
    "<font>",
    "<circle>",
    "<wide>",
    "<narrow>",
    "<initial>",
    "<medial>",
    "<final>",
    "<isolated>",
)
_LIGATURES = range(0xFB00, 0xFB07)
_JOINERS = "\u200c\u200d"
_LOOSE_MARKS = dict(
    zip("´¨˜¯˘ˆˇ˙˚", "\u0301\u0308\u0303\u0304\u0306\u0302\u030c\u0307\u030a", strict=True)
)
_LOOSE_MARK = re.compile(
    f"(?<=[aeiouyâêôăơư])[{''.join(_LOOSE_MARKS)}]|(?<!\\S)[˜～∼](?!\\S)", re.IGNORECASE
)
_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
MOST_MARKS = 3
"""Combining marks on a letter; more are not read but only stacked (UTS 39)."""


class Alphabets(NamedTuple):
    """What a site uses beside the letters of Vietnamese and English."""

    scripts: frozenset[str] = frozenset()
    """Names of scripts in capitals, as Unicode names its characters: `CYRILLIC`."""
    letters: frozenset[str] = frozenset()
    """Single letters."""


_SCRIPTS_OF = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"), "CYRILLIC"),
    "el": "GREEK",
}
_LETTERS_OF = {"tr": "ı", "az": "ı", "kk": "ı", "is": "ðÐ", "fo": "ðÐ", "ee": "Ɖɖ"}
"""Languages with letters that look like Vietnamese ones; those of others need no permission."""


def alphabets_of(languages: Iterable[str], letters: str) -> Alphabets:
    """The alphabets of some languages, by their codes (BCP 47), and some letters more."""
    codes = [language.partition("-")[0] for language in languages]
    scripts = frozenset(_SCRIPTS_OF[code] for code in codes if code in _SCRIPTS_OF)
    others = (_LETTERS_OF.get(code, "") for code in codes)
    return Alphabets(scripts, frozenset(filter(str.isalpha, "".join([letters, *others]))))


class SuspiciousCharacter(NamedTuple):
    """A character that misleads, and its place; line and column count from 1."""

    line: int
    column: int
    rule: str
    """The rule that it breaks."""
    character: str
    nearest: str = ""
    """What was most likely meant; empty if that is not known."""
    word: str = ""
    """The word around it."""


def has_unusual_characters(text: str) -> bool:
    """Whether a text has a character that good data seldom has."""
    return _UNUSUAL.search(text) is not None


def suspicious_characters(
    lines: Iterable[str], is_unusual: bool, alphabets: Alphabets
) -> Iterator[SuspiciousCharacter]:
    """The characters of some lines that mislead readers, searches or programs.

    `is_unusual`: whether some line has an unusual character. A word in one script is a word of
    another language and is left alone; one of several scripts, or of letters that all look like
    ours, is not, unless the line has a clearer word of that script or `alphabets` allow it.
    """
    for number, line in enumerate(lines, start=1):
        if "?" in line or "\ufffd" in line:
            yield from _lost_letters(number, line)
        if is_unusual and not (line.isascii() and line.isprintable()) and _UNUSUAL.search(line):
            for offset, *values in (*_hidden(line), *_marks(line), *_letters(line, alphabets)):
                yield SuspiciousCharacter(number, offset + 1, *values)


def invisible_characters(text: str) -> Iterator[str]:
    """The characters that no reader can see: controls, directions, joiners, private use."""
    return (character for _, _, character, *_ in _hidden(text))


def with_blanks_for_hidden(text: str) -> str:
    """The text with a blank for each character that nobody sees, so that places stay the same."""
    hidden = list(text)
    for offset, *_ in _hidden(text):
        hidden[offset] = " "
    return "".join(hidden)


def _lost_letters(number: int, line: str) -> Iterator[SuspiciousCharacter]:
    for match in _LOST.finditer(line):
        start = line.rfind(" ", 0, match.start()) + 1
        word = line[start:].split(maxsplit=1)[0]
        before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
        is_new_sentence = after.isupper() and not before.isupper()
        if match[0] == "\ufffd" or not (is_new_sentence or re.search("[/=&<>]", word)):
            values = ("lost-letter", match[0], "", word.strip("\"'“”,.;:!?()[]{}"))
            yield SuspiciousCharacter(number, match.start() + 1, *values)


_Found = tuple[int, str, str, str, str]
"""Offset, rule, character, what was meant, word."""


def _hidden(line: str) -> Iterator[_Found]:
    for match in _INVISIBLE.finditer(line):
        if not (match[0] in _JOINERS and _may_join(line, match.start())):
            rule = "tab" if match[0] == "\t" else "invisible-character"
            yield match.start(), rule, match[0], "", ""


def _may_join(line: str, offset: int) -> bool:
    """Whether a joiner is needed: inside an Arabic word, or behind a virama (UAX 31)."""
    before, after = line[max(offset - 1, 0) : offset], line[offset + 1 : offset + 2]
    if before and unicodedata.combining(before) == 9:
        return True
    return bool(before and after) and _script(before) == _script(after) == "ARABIC"


def _marks(line: str) -> Iterator[_Found]:
    """Marks that are stacked, or stand beside their letter instead of on it."""
    count = 0
    for offset, character in enumerate(line):
        count = count + 1 if unicodedata.combining(character) else 0
        if count == MOST_MARKS + 1:
            yield offset, "too-many-marks", character, "", line[max(offset - count, 0)]
    for match in _LOOSE_MARK.finditer(line):
        start, end = line.rfind(" ", 0, match.start()) + 1, line.find(" ", match.end())
        word = line[start : end if end > 0 else len(line)]
        mended = "".join(_LOOSE_MARKS.get(character, character) for character in word)
        nearest = unicodedata.normalize("NFC", mended) if len(word) > 1 else ""
        nearest = "" if any(map(unicodedata.combining, nearest)) else nearest
        yield match.start(), "loose-mark", match[0], nearest, word


def _letters(line: str, alphabets: Alphabets) -> Iterator[_Found]:
    """The first letter of each word that is not of the script of its word."""
    for sign in _ENCLOSED.finditer(line):
        yield sign.start(), "foreign-letter", sign[0], _plain_form(sign[0]), sign[0]
    words = [match for match in _WORD.finditer(line) if not match[0].isascii()]
    plain = {letter for word in words for letter in word[0]} - _LOOKALIKES.keys()
    clear = {*map(_script, plain), *alphabets.scripts}
    for word in words:
        if len(word[0]) <= _LONGEST_UNIT and word[0].strip(_UNIT_SIGNS).isascii():
            continue
        letters = [letter for letter in word[0] if letter not in alphabets.letters]
        for letter, nearest in _foreign_letters(letters, clear):
            offset = word.start() + word[0].index(letter)
            yield offset, "foreign-letter", letter, nearest, word[0]
            break


def _foreign_letters(letters: list[str], clear: set[str]) -> Iterator[tuple[str, str]]:
    """The letters of a word that do not belong into it, each with the one that was meant.

    Words of the scripts in `clear` may look like Latin ones.
    """
    for letter in letters:
        if plain := _plain_form(letter):
            yield letter, plain
    scripts = {_script(letter) for letter in letters} - {""}
    if scripts == {"LATIN"}:
        ours = "".join(_OTHER_LATIN.get(letter, letter) for letter in letters)
        if is_syllable(ours) or letters[0] in _NEVER_FIRST:
            yield from ((one, _OTHER_LATIN[one]) for one in letters if one in _OTHER_LATIN)
    elif len(scripts) > 1 and not scripts <= {"LATIN", "EAST ASIAN"}:
        yield from _minority([letter for letter in letters if _script(letter)])
    elif not scripts <= clear and all(letter in _LOOKALIKES for letter in letters):
        yield from ((letter, _LOOKALIKES[letter]) for letter in letters)


def _plain_form(letter: str) -> str:
    """The common letter of a styled one: mathematical, in a circle, small capital; else empty."""
    if unicodedata.name(letter, "").startswith(_SMALL_CAPITAL):
        name = unicodedata.name(letter).removeprefix(_SMALL_CAPITAL)
        return name.lower() if len(name) == 1 else ""
    is_styled = unicodedata.decomposition(letter).startswith(_STYLED)
    return unicodedata.normalize("NFKC", letter) if is_styled or ord(letter) in _LIGATURES else ""


def _minority(letters: list[str]) -> Iterator[tuple[str, str]]:
    """The letters that are not of the script of the word, which is Latin where it may be."""
    scripts = [_script(letter) for letter in letters]
    main = max(scripts, key=lambda script: (scripts.count(script), script == "LATIN"))
    if all(_script(letter) == "LATIN" or letter in _LOOKALIKES for letter in letters):
        main = "LATIN"
    for letter in letters:
        if _script(letter) != main:
            same = [other for other, latin in _LOOKALIKES.items() if latin == letter]
            of_main = (other for other in same if _script(other) == main)
            yield letter, _LOOKALIKES.get(letter, "") or next(of_main, "")


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    """The script of a letter, by its Unicode name; empty for one that goes with any script."""
    script = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    if script in _COMMON or not letter.isalpha():
        return ""
    return "EAST ASIAN" if script in _EAST_ASIAN else script


def mixes_scripts(word: str) -> bool:
    """Whether a word has letters of several scripts, or only such that look like Latin ones."""
    return any(True for _ in _letters(word, Alphabets()))


def picture_in(text: str) -> str:
    """The first arrow, emoji or other picture in a text; empty if there is none."""
    match = None if text.isascii() else _PICTURE.search(text)
    return match[0] if match else ""


def escape_invisible(text: str) -> str:
    """`text` with its invisible characters written out: `‹U+202E›`, a tab as an arrow."""
    return _INVISIBLE.sub(
        lambda match: "→   " if match[0] == "\t" else f"‹{code_point(match[0])}›", text
    )


def code_point(character: str) -> str:
    """The name of a character by its number: `U+202E`."""
    return f"U+{ord(character):04X}"


def display_width(text: str) -> int:
    """The width of a text without control characters, in columns of a terminal."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
