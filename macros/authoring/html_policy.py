"""Refuses HTML that pages written by hand may not hold, by what they may."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from markdown import Markdown

from macros.authoring.page_text import PageText
from macros.authoring.sandbox import Piece
from macros.text import closest_match, slugify

EXTENSIONS = {
    "fenced_code": {},
    "attr_list": {},
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": slugify, "permalink": "#"},
}
"""The extensions of Markdown that pages are written with, as in `mkdocs.yml`, and MkDocs' own."""
_ELEMENTS = """
a abbr aside b blockquote br button caption cite code col colgroup dd del details dfn div dl dt em
figcaption figure form h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark noscript ol p pre q s
samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ATTRIBUTES = """
align alt autocomplete class colspan data-search-exclude datetime for height hidden href id lang
loading name open placeholder reversed role rowspan scope span src start tabindex title type value
width
"""
_ALLOWED_ELEMENTS, _ALLOWED_ATTRIBUTES = (
    frozenset(_ELEMENTS.split()),
    frozenset(_ATTRIBUTES.split()),
)
_EMPTY = ("br", "col", "hr", "img", "input", "wbr")
_VALUES = {"type": ("search", "text", "button", "1", "a", "A", "i", "I"), "tabindex": ("0", "-1")}
_BUILT = "assets/"
"""Where styles, scripts and their pictures are put."""
_RESERVED_ID = "__"
"""The theme finds its own elements by ids that begin like this."""
# No possessive repetition of a group, which Python 3.11.2 matches wrongly.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)"
    r"(?P<attributes>(?:\s++[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'=<>`]++))?)*)"
    r"\s*+(?P<void>/?)>"
)
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--)[^<>])*-->")
_START = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = ("http:", "https:", "mailto:")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_NESTED = re.compile(r"^(?:[ \t]*+(?:>|[-+*](?=\s)|\d+\.(?=\s))){20}|^[ \t]{160}", re.MULTILINE)
"""Lists and quotes in others, deeper than Markdown can follow."""
_MOST_TRIED = 200_000
"""Characters that are turned into HTML again, to find which of several places is the one meant."""
_MOST_SHOWN = 80
_BRACKETS = "[[[<(*_`&"
"""What Markdown looks for the end of; of `[` it does so three times."""
_MOST_STEPS = 10_000_000
"""Brackets times characters of their paragraphs: Markdown takes half a second for them."""


_BALANCE = ("lone-end-tag", "unclosed-element")


class RefusedHtml(NamedTuple):
    """Something in the HTML of a page that is refused."""

    rule: str
    value: str
    """The element, attribute or address."""
    needle: str
    """A regular expression that finds it in the text of the page."""
    nearest: str = ""


@dataclass(frozen=True)
class LinkTargets:
    """What links of pages may lead to."""

    files: Collection[str]
    """Paths in `docs/`."""
    ids: Callable[[str], Collection[str] | None]
    """The ids of the elements of a page, by its path; None: they are not known."""


def check_html(
    page: PageText, pieces: list[Piece], uri: str = "", targets: LinkTargets | None = None
) -> None:
    """Report what the page, its macros expanded, holds that a page may not.

    `uri` is its path in `docs/`. Without `targets` it is not looked where links lead.
    """

    def look(text: str) -> list[RefusedHtml]:
        html = _html(text)
        return [*_findings(html), *(_lost_links(html, text, uri, targets) if targets else ())]

    text = "".join(piece.text for piece in pieces)
    if place := _dense_place(text):
        page.report(_source(pieces, place - 1), "dense-paragraph")
        return
    if nested := _NESTED.search(text):
        page.report(_source(pieces, nested.start()), "unreadable-markdown")
        return
    try:
        findings = look(text)
        if any(finding.rule == "broken-html" for finding in findings):
            # What opens and closes can not be known then.
            findings = [finding for finding in findings if finding.rule not in _BALANCE]
        for finding, place in _placed(text, findings, look):
            values = {"nearest": finding.nearest} if finding.nearest else {}
            page.report(_source(pieces, place), finding.rule, value=finding.value, **values)
    except (RecursionError, ValueError, AttributeError, IndexError, KeyError, AssertionError):
        page.report(0, "unreadable-markdown")


def _html(text: str) -> str:
    markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    return str(markdown.convert(text))


def _dense_place(text: str) -> int:
    """Behind the first character of what Markdown would need too long for; 0 if nothing is so.

    To every bracket it looks for the other one, up to the end of the paragraph.
    """
    total = place = 0
    for paragraph in re.split(r"(\n\s*\n)", text):
        total += sum(map(paragraph.count, _BRACKETS)) * len(paragraph)
        if total > _MOST_STEPS:
            return place + 1
        place += len(paragraph)
    return 0


def _findings(html: str) -> Iterator[RefusedHtml]:
    """What is refused, in its order."""
    opened, refused = list[str](), Counter[str]()
    end = 0
    for start in _START.finditer(html):
        if start.start() < end:
            continue
        tag = _TAG.match(html, start.start())
        if tag is None:
            comment = _COMMENT.match(html, start.start())
            end = comment.end() if comment else start.end()
            if not comment:
                opened += re.findall(r"^[a-z][a-z0-9-]*", html[end : end + 20].lower())
                snippet = unescape(html[start.start() : end + 20].partition("\n")[0])
                yield RefusedHtml("broken-html", snippet, re.escape(snippet[:8]))
            continue
        end, name = tag.end(), tag["name"].lower()
        if name not in _ALLOWED_ELEMENTS:
            refused[name] += -1 if tag["end"] else 1
            if tag["end"] and refused[name] >= 0:
                continue  # The end of one that is reported already.
            yield RefusedHtml("refused-element", name, rf"<{tag['end']}{re.escape(name)}(?![\w-])")
        elif tag["end"]:
            if name in opened:
                while (last := opened.pop()) != name:
                    yield _unclosed(last)
            elif name not in _EMPTY:
                yield RefusedHtml("lone-end-tag", name, rf"</{name}\b")
        elif name not in _EMPTY and not tag["void"]:
            opened.append(name)
        if not tag["end"]:
            yield from _attribute_findings(name, tag["attributes"])
    yield from map(_unclosed, reversed(opened))


def _unclosed(name: str) -> RefusedHtml:
    return RefusedHtml("unclosed-element", name, rf"<{name}(?![\w-])")


def _attribute_findings(element: str, attributes: str) -> Iterator[RefusedHtml]:
    for raw_name, *values in _ATTRIBUTE.findall(attributes):
        name, value = raw_name.lower(), unescape("".join(values))
        if name not in _ALLOWED_ATTRIBUTES and not re.fullmatch("aria-[a-z]+", name):
            needle = rf"(?<![\w-]){re.escape(raw_name)}(?![\w-])"
            yield RefusedHtml("refused-attribute", name, needle)
        elif name == "id" and value.startswith(_RESERVED_ID):
            yield RefusedHtml("reserved-html-id", value, re.escape(value))
        elif value not in _VALUES.get(name, (value,)):
            needle = rf"{re.escape(raw_name)}\W*{re.escape(value)}"
            yield RefusedHtml("refused-attribute", f"{name}={value}", needle)
        elif name in ("href", "src"):
            yield from _address_findings(element, name, value)


def _address_findings(element: str, attribute: str, value: str) -> Iterator[RefusedHtml]:
    """An address that leads to what a page may not lead to, or a picture from another host."""
    # Browsers pass over blanks and controls in a scheme, and take `\` for `/`.
    plain = _INVISIBLE.sub("", value).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    needle = r"\s*".join(map(re.escape, plain[:_MOST_SHOWN]))
    if attribute == "src":
        if scheme or plain.startswith("//"):
            yield RefusedHtml("outside-image", value, needle)
    elif (scheme and scheme[0].lower() not in _SCHEMES) or plain.startswith("//"):
        yield RefusedHtml("refused-link", value, needle)


def html_ids(text: str) -> frozenset[str]:
    """The ids of the elements that a text of Markdown makes."""
    tags = (_ATTRIBUTE.findall(tag["attributes"]) for tag in _TAG.finditer(_html(text)))
    return frozenset("".join(values) for tag in tags for name, *values in tag if name == "id")


def _lost_links(html: str, text: str, uri: str, targets: LinkTargets) -> Iterator[RefusedHtml]:
    """Links and pictures that lead to no file, or to no place in it.

    A link in raw HTML may name what is built; a picture there is looked up from the address of the
    page, as a browser does.
    """
    for tag in _TAG.finditer(html):
        for name, *values in _ATTRIBUTE.findall(tag["attributes"]):
            value = unescape("".join(values))
            is_outside = _SCHEME.match(value) or value.startswith("//")
            if name not in ("href", "src") or is_outside:
                continue
            needle = rf"(?<=\]\(){re.escape(value)}|(?<=\]: ){re.escape(value)}"
            folder = posixpath.dirname(uri)
            if name == "src" and not re.search(needle, text):
                needle = rf"(?<=[\"'=]){re.escape(value)}"
                folder = re.sub(r"(^|/)(index|README)$", "", uri.removesuffix(".md"))
            path, _, fragment = unquote(value.partition("?")[0]).partition("#")
            page = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
            page = page if path else uri
            if page not in targets.files and not page.startswith(_BUILT):
                nearest = closest_match(page, targets.files, cutoff=0.8)
                nearest = posixpath.relpath(nearest, folder or ".") if nearest else ""
                yield RefusedHtml("unknown-page", value, needle, nearest)
            elif fragment and (ids := targets.ids(page)) is not None and fragment not in ids:
                nearest = closest_match(fragment, ids, cutoff=0.75)
                nearest = f"{path}#{nearest}" if nearest else ""
                yield RefusedHtml("unknown-anchor", value, needle, nearest)


def _placed(
    text: str, findings: list[RefusedHtml], look: Callable[[str], list[RefusedHtml]]
) -> Iterator[tuple[RefusedHtml, int]]:
    """Each finding with its offset in the text."""
    alike = defaultdict[RefusedHtml, int](int)
    for finding in findings:
        alike[finding] += 1
    tries = _MOST_TRIED // (len(text) + 1)
    for finding, count in alike.items():
        places = [match.start() for match in re.finditer(finding.needle, text, re.IGNORECASE)]
        if finding.rule in ("unknown-page", "unknown-anchor") and not places:
            continue  # It is raw HTML.
        if len(places) != count and len(places) > 1:
            tried, tries = places[:tries], tries - len(places[:tries])
            # Those that are no quoted code: without one of them there is one finding less.
            live = [place for place in tried if look(_without(text, place)).count(finding) < count]
            places = live or places
        if finding.rule == "lone-end-tag":  # Each of them could be it; the last one surprises.
            places = places[-count:]
        for number in range(count):
            yield finding, places[min(number, len(places) - 1)] if places else 0


def _without(text: str, place: int) -> str:
    """The text with another letter for the first one from a place on."""
    letter = next((i for i in range(place, len(text)) if text[i].isalnum()), place)
    return f"{text[:letter]}x{text[letter + 1 :]}"


def _source(pieces: list[Piece], place: int) -> int:
    """The offset in the page of an offset in the text that it makes; what a macro makes: its."""
    for piece in pieces:
        if place < len(piece.text):
            return piece.offset + place if piece.is_own else piece.offset
        place -= len(piece.text)
    return 0
