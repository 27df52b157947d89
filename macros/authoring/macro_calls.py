"""The macros that a page written by hand may call, and what their arguments may be."""

import datetime as dt
from collections.abc import Iterable, Mapping
from inspect import Parameter, Signature
from typing import get_origin

from macros.i18n import MissingLabel
from macros.model import COLLECTIONS, Divisions, Record, Source
from macros.queries import part_titles
from macros.register import Entry, Register
from macros.text import (
    closest_match,
    covers,
    has_paragraphs,
    nearest_paragraphs,
    parse_locator,
    written_locator,
)
from macros.yamlio import UserError

_PARAMETERS = {
    **{"link": "address words=", "cite": "source locator=", "sources": "", "count": "what"},
    **{"as_of": "", "label": "key"},
    **{"search_field": "*queries", "today": "*addresses", "ribbon": "*addresses"},
    **{"doors": "address", "recent": "", "counts": "", "card": "*addresses", "ended": "address"},
    **{"holder": "address", "force": "*addresses", "record": "address", "table": "collection"},
    **{"roster": "address=", "chart": "address", "changes": "", "timeline": "address="},
    **{"law_map": "", "matrix": "address", "sheet": "address", "terms": "group"},
    **{"needs": "", "gaps": "", "evidence": "", "quiz": ""},
}
"""The parameters of each macro: `=` marks one that may be left out, `*` any number of them."""
_INLINE = ("link", "cite", "count", "as_of", "label")
"""The macros that stand within a sentence; the others make blocks of their own."""
_ABOUT = {
    "chart": ("organizations",),
    "doors": ("organizations",),
    "ribbon": ("events",),
    "today": ("organizations",),
    "cite": ("sources", "legislation"),
    "force": ("legislation",),
    "holder": ("organizations",),
    "matrix": ("programmes",),
    "roster": ("organizations",),
    "sheet": ("programmes",),
}
"""The collections of which a macro takes addresses, where it does not take any."""
_PARTS = ("link", "card", "holder")
"""The macros that take the address of a part of a record."""
EMPTY_BLOCK = "\n\n<div></div>\n\n"
"""What takes the place of a view while the HTML of a page is checked."""


class AuthorError(UserError):
    """Raised for a wrong call of a macro; says what would be right."""

    labels_group = "problems"


def _signature(parameters: str) -> Signature:
    """`address words=` as the signature of a function; `*` takes any number of values."""
    made = []
    for name in parameters.split():
        kind = Parameter.VAR_POSITIONAL if name[0] == "*" else Parameter.POSITIONAL_OR_KEYWORD
        default = None if name[-1] == "=" else Parameter.empty
        made.append(Parameter(name.strip("*="), kind, default=default))
    return Signature(made)


MACROS: Mapping[str, Signature] = {
    name: _signature(parameters) for name, parameters in _PARAMETERS.items()
}
"""The macros by name, in the order of their documentation."""


class CallChecks:
    """Checks calls against the records that there are."""

    def __init__(self, register: Register, day: dt.date) -> None:
        self._register, self._day = register, day

    def stand_in(self, name: str, *arguments: object, **named: object) -> str:
        """What takes the place of a macro's result while a page is checked."""
        self.check(name, *arguments, **named)
        return "1" if name in _INLINE else EMPTY_BLOCK

    def check(self, name: str, *arguments: object, **named: object) -> None:
        """Raise AuthorError if a macro can not be called like this."""
        try:
            given = MACROS[name].bind(*arguments, **named).arguments
        except TypeError:
            usage = f"{name}({_PARAMETERS[name].replace('=', '').replace(' ', ', ')})"
            raise AuthorError("wrong-arguments", name=name, usage=usage) from None
        for parameter, value in given.items():
            for item in value if isinstance(value, tuple) else (value,):
                if not isinstance(item, str):
                    raise AuthorError("argument-not-text", name=name, value=item)
                self._check_value(name, parameter, item)
        if name == "cite" and given.get("locator"):
            self._check_locator(self._register[given["source"]], given["locator"])

    def _check_value(self, name: str, parameter: str, value: str) -> None:
        if parameter in ("address", "addresses", "source"):
            self._check_address(name, value)
        elif parameter == "collection":
            _require_one_of(value, COLLECTIONS)
        elif parameter == "group":
            _require_one_of(value, self._register.labels.group("vocabulary.term_group"))
        elif parameter == "what":
            collection, _, part = value.partition(".")
            _require_one_of(collection, COLLECTIONS)
            if part:
                _require_one_of(part, _lists(COLLECTIONS[collection]))
        elif parameter == "key":
            try:
                self._register.labels.get(value)
            except MissingLabel:
                raise AuthorError("no-words", key=value) from None

    def _check_address(self, name: str, address: str) -> None:
        register = self._register
        if address not in register:
            _require_one_of(address, register.entries)
        entry, collections = register[address], _ABOUT.get(name, tuple(COLLECTIONS))
        if entry.collection not in collections:
            raise AuthorError("wrong-collection", value=address, expected=", ".join(collections))
        if name == "holder":
            posts = [f"{entry.address}#{post.id}" for post in getattr(entry.record, "posts", ())]
            _require_one_of(address, posts)
        elif "#" in address and name not in (*_PARTS, "cite"):
            raise AuthorError("part-of-record", value=address, nearest=entry.address)
        elif "#" in address:
            parts = part_titles(register, entry.address, self._day)
            _require_one_of(address, [f"{entry.address}#{part}" for part in parts])

    @staticmethod
    def _check_locator(entry: Entry, locator: str) -> None:
        record = entry.record
        if isinstance(record, Source) and record.divisions is Divisions.PARAGRAPHS:
            if not has_paragraphs(locator, record.paragraphs):
                near = nearest_paragraphs(locator, record.paragraphs)
                values = {"locator": locator, "nearest": near}
                raise AuthorError("unknown-locator", target=entry.address, **values)
            return
        declared = [article.locator for article in getattr(entry.record, "articles", ())]
        places = [parse_locator(text)[0] for text in declared]
        inside = [
            any(covers(place, cited) or covers(cited, place) for place in places)
            for cited in parse_locator(locator)
        ]
        if declared and not all(inside):
            values = {
                "locator": locator,
                "nearest": closest_match(written_locator(locator), declared),
            }
            raise AuthorError("unknown-locator", target=entry.address, **values)


def _require_one_of(value: str, known: Iterable[str]) -> None:
    choices = tuple(known)
    if value not in choices:
        raise AuthorError("unknown-address", value=value, nearest=closest_match(value, choices))


def _lists(model: type[Record]) -> list[str]:
    """The fields of a record that hold several parts."""
    return [
        name for name, info in model.model_fields.items() if get_origin(info.annotation) is tuple
    ]
