"""Finds where a term first occurs in the running text of a page, and marks it there."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import NamedTuple

from markupsafe import escape

from macros.model import Term
from macros.queries import in_language, kind_of
from macros.register import Register
from macros.text import running_text_spans, spelling_key

_TOKEN = re.compile(r"&(?:#\w+|\w+);|\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
"""A word, a number, or a character that is written as an entity."""
_DASHES = str.maketrans("–—", "--")
_ATTACHED = ("", "/", "-")
"""What joins two words to one, or to the number of a document: `QH13`, `734/KH-QH`."""


@dataclass
class _Node:
    """A place in the tree of all names, reached by the words before it."""

    next: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    """By the characters between two words and the spelling of the second one."""
    forms: list[tuple[str, str]] = field(default_factory=list)
    """Names that end here, as written, each with the address of its term; empty: none is."""


class _Token(NamedTuple):
    """A word of a text with the positions of its ends."""

    start: int
    end: int
    word: str
    gap: str
    """The characters between the word before and this one."""


class Glossary:
    """The terms, and the names inside which no term is meant.

    A name is taken whole: people, organizations and their posts under each of their names, titles
    and numbers of documents, programmes, events. A name that is itself a term has its meaning.

    Words match in any spelling (`spelling`). An abbreviation matches as it is written; any other
    name, too, as far as its first letter goes: one written small may begin a sentence, but one
    written with a capital is no other word, as `Quyết định` (a document) is not `quyết định`.
    Where a sentence begins the two are alike, and only the name of a record (`term.about`) or one
    with a second capital is sure.
    """

    def __init__(self, register: Register, lang: str = "") -> None:
        numbered = register.labels.get("search.numbered", lang).format(name="", number="")
        self._before_number = [token.word for token in _tokens(numbered)]
        self._root = _Node()
        self._doubtful: set[str] = set()
        for entry in register.entries.values():
            for name in kind_of(entry).names_in_text(entry, register.labels, lang):
                self._add(name, "")
        for entry in register.all(Term):
            term = in_language(entry.record.term, lang)
            self._add(term, entry.address)
            self._add(entry.record.abbreviation or "", entry.address)
            if term[:1].isupper() and term[1:].islower() and not entry.record.about:
                self._doubtful.add(entry.address)

    def _add(self, name: str, term: str) -> None:
        node = self._root
        for token in _tokens(name):
            node = node.next.setdefault((token.gap, _spelled(token.word)), _Node())
        if node is not self._root:
            node.forms.append((name, term))

    def longest(self, tokens: list[_Token], start: int) -> tuple[int, str]:
        """How many words from `start` on are a name, and which term it is, if it is one."""
        node, best = self._root, (0, "")
        for place in range(start, len(tokens)):
            token = tokens[place]
            gap = token.gap if place > start else ""
            following = node.next.get((gap, _spelled(token.word)))
            if following is None:
                break
            node = following
            fitting = [form for form in node.forms if _fits(tokens[start].word, form[0])]
            if fitting:
                best = (place + 1 - start, next((term for _, term in fitting if term), ""))
        return best

    def is_sure(self, tokens: list[_Token], start: int, end: int, term: str) -> bool:
        """Whether words that match a term are that term, as far as the words beside them tell."""
        if not tokens[start].word[0].isupper() or tokens[start].word.isupper():
            return True
        if _may_begin_sentence(tokens, start):
            return term not in self._doubtful and not self._is_numbered(tokens, end)
        return not _is_half_a_name(tokens, start, end) and not self._is_numbered(tokens, end)

    def _is_numbered(self, tokens: list[_Token], place: int) -> bool:
        """Whether the number of a document follows, with or without the word for it."""
        following = [token.word for token in tokens[place : place + len(self._before_number)]]
        if following == self._before_number:
            place += len(following)
        return place < len(tokens) and tokens[place].word.isdecimal() and tokens[place].gap == " "


def _may_begin_sentence(tokens: list[_Token], place: int) -> bool:
    """Whether a sentence, a quotation or an item may begin at a word."""
    return place == 0 or tokens[place].gap not in (" ", ",")


def _is_half_a_name(tokens: list[_Token], place: int, end: int) -> bool:
    """Whether a capital beside a name makes of it a part of a longer one that no record has.

    Before a name (`Phó Chủ tịch`), though at the start of a sentence only if the name is one word
    (`Phó Vụ`); behind a name of one word (`Vụ Tổng hợp`).
    """
    is_one_word = end == place + 1
    if tokens[place].gap == " " and tokens[place - 1].word[0].isupper():
        return is_one_word or not _may_begin_sentence(tokens, place - 1)
    follows = end < len(tokens) and tokens[end].gap == " " and tokens[end].word[0].isupper()
    return follows and is_one_word


@cache
def _spelled(word: str) -> str:
    return spelling_key(word)


def _tokens(raw: str) -> list[_Token]:
    """The words of a text in which characters may be written as entities."""
    tokens, last = [], 0
    for match in _TOKEN.finditer(raw):
        if match[0][0] != "&":
            start, end = match.span()
            tokens.append(_Token(start, end, match[0], _gap(raw[last:start])))
            last = end
    return tokens


@cache
def _gap(raw: str) -> str:
    gap = unescape(raw)
    return gap.strip().translate(_DASHES) or (" " if gap else "")


def _fits(first: str, name: str) -> bool:
    """Whether the capitals of a first word are those of a name."""
    if name.isupper():
        return first.isupper() or first.isdecimal()
    return name[0].islower() or not first[0].islower()


def gloss(
    html: str, glossary: Glossary, link: Callable[[str], str], without: Container[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """The page with a mark on the first occurrence of each term but those `without`; the terms.

    A mark leads to its term and is described by the element `gloss-1`, `gloss-2` ...; every other
    byte of the page is as it was. Marks are in running text alone (`running_text`).
    """
    pieces: list[str] = []
    seen: dict[str, None] = {}
    last = 0
    for start, end in running_text_spans(html):
        for first, after, term in _marks(html[start:end], glossary):
            if term in seen or term in without:
                continue
            seen[term] = None
            text = html[start + first : start + after]
            pieces += [html[last : start + first], _mark(text, link(term), len(seen))]
            last = start + after
    return "".join([*pieces, html[last:]]), tuple(seen)


def _mark(text: str, url: str, number: int) -> str:
    """A text of a page, which is escaped already, as a link to its meaning."""
    href = f'href="{escape(url)}"'
    return f'<a class="gloss" {href} aria-describedby="gloss-{number}">{text}</a>'


def _marks(raw: str, glossary: Glossary) -> Iterator[tuple[int, int, str]]:
    """Start, end and address of each term in a run of text; none inside a longer name."""
    tokens = _tokens(raw)
    place = 0
    while place < len(tokens):
        count, term = _whole(tokens, place, glossary)
        end = place + count
        if term and glossary.is_sure(tokens, place, end, term):
            yield tokens[place].start, tokens[end - 1].end, term
        # A name that begins inside this one and goes on is left alone to its end.
        inside = place + 1
        while inside < end:
            end = max(end, inside + _whole(tokens, inside, glossary)[0])
            inside += 1
        place = max(end, place + 1)


def _whole(tokens: list[_Token], place: int, glossary: Glossary) -> tuple[int, str]:
    """The longest name at a place, if it does not begin or end inside a word or a number."""
    if place and tokens[place].gap in _ATTACHED:
        return 0, ""
    count, term = glossary.longest(tokens, place)
    after = place + count
    if count and after < len(tokens) and tokens[after].gap in _ATTACHED:
        return count, ""
    return count, term
