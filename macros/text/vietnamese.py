"""Vietnamese text: folding, slugs, normal spelling, alphabetical order and names."""

import re
import unicodedata
from functools import lru_cache

_SMALL_ACCENTED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
ACCENTED = _SMALL_ACCENTED + _SMALL_ACCENTED.upper()
"""The letters of Vietnamese that English lacks."""
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: chr(65 + i if i < 26 else 71 + i) for i, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONE_Y = re.compile(r"(?:[bcdđghklmnpqrstvx]*|qu)y")
"""Syllables in which y and i are the same: `ký`, `quý`, `y`; `thúy` and `thúi` differ."""
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
    oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh ych
"""
_SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|p|ph|qu|r|s|th?|tr|v|x)?"
    f"(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})"
)


def fold_accents(text: str) -> str:
    """Lower case without accents and tone marks; đ becomes d."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slugify(text: str, separator: str = "-") -> str:
    """A lower-case ASCII id: `Điều 98 khoản 2` becomes `dieu-98-khoan-2`."""
    return re.sub(r"[^a-z0-9]+", separator, fold_accents(text)).strip(separator)


def _split_tone(word: str) -> tuple[str, str]:
    """The letters of a syllable without its tone mark, and the tone mark."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    letters = "".join(char for char in decomposed if char not in _TONES)
    return unicodedata.normalize("NFC", letters), tones[-1] if tones else ""


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word is spelt like a Vietnamese syllable: onset, rhyme, and a tone that fits."""
    letters, tone = _split_tone(word)
    is_stopped = letters.endswith(("c", "ch", "p", "t"))
    return bool(_SYLLABLE.fullmatch(letters)) and (not is_stopped or tone in ("\u0301", "\u0323"))


def spelling_key(text: str) -> str:
    """A form in which two spellings of one text are equal; for comparing, not for reading.

    It does not depend on composition, capitals, the place of the tone mark (`Thùy`, `Thuỳ`) and y
    for i (`ký`, `kí`). Numbers lose their leading zeros, punctuation becomes spaces.
    """
    return " ".join(_normal_word(word) for word in split_words(text))


def split_words(text: str) -> list[str]:
    """The words and numbers of a text; `qh13` is a word and a number."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1 << 14)
def _normal_word(word: str) -> str:
    if word.isdecimal():
        return word.lstrip("0") or "0"
    letters, tone = _split_tone(word)
    if _LONE_Y.fullmatch(fold_accents(letters)):
        letters = f"{letters[:-1]}i"
    return letters + tone


@lru_cache(maxsize=1 << 14)
def _syllable_key(word: str) -> str:
    if word.isdecimal():
        number = str(int(word))
        return f"{len(number):02}{number}"
    letters, tone = _split_tone(word)
    ranks = [_RANKS.get(letter) or _RANKS.get(fold_accents(letter)[:1], "~") for letter in letters]
    return "".join(ranks) + _TONES.get(tone, "0")


def sort_key(text: str) -> str:
    """A string whose code-point order is the Vietnamese alphabetical order of `text`.

    Syllables are compared one by one, first by letters, then by tone in the order of Vietnamese
    dictionaries (level, huyền, hỏi, ngã, sắc, nặng); numbers are compared by value.
    """
    return " ".join(_syllable_key(word) for word in split_words(text))


def name_sort_key(name: str) -> str:
    """A sort key for people: given name, then middle names, then family name."""
    *family, given = name.split() or [""]
    parts = ([given], family[1:], family[:1])
    return " !".join(sort_key(" ".join(part)) for part in parts)


def initials(name: str) -> str:
    """The letters that stand for a person: of the family name, then of the given name, the last.

    `Lê Quang Mạnh` gives LM, a single word its first letter, an empty name nothing.
    """
    first, *rest = name.split() or [""]
    return "".join(word[:1] for word in (first, *rest[-1:])).upper()
