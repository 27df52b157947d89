"""Reads the XML parts of an archive as events, within limits of size, depth and length of texts."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from macros.sheets.values import SheetUnreadable, too_large

MAX_UNPACKED_BYTES = 40_000_000
_MAX_MARKUP = 3_500_000
"""How many tags and attributes are read."""
_MAX_TEXT_BYTES = 300_000
"""How long a text may be: what Excel holds in a cell, with some bytes for each character."""
_MAX_DEPTH = 32
_CHUNK = 65_536


class XmlEvent(NamedTuple):
    """An element begins, with its attributes, or ends, with the text behind its last tag."""

    begins: bool
    name: str
    """Its name without the namespace."""
    attributes: dict[str, str]
    """By name; one with a namespace bears it before a `}`."""
    text: str


@dataclass
class XmlParts:
    """The parts of an archive; what is read of all of them together is limited."""

    archive: zipfile.ZipFile
    bytes_left: int = MAX_UNPACKED_BYTES
    markup_left: int = _MAX_MARKUP

    def events(self, path: str) -> Iterator[XmlEvent]:
        """The elements of a part as they begin and end, and nothing of them is kept.

        Raise SheetUnreadable beyond a limit; what else is wrong raises the errors of zipfile and
        expat.
        """
        collector = _Collector()
        plain_bytes = 0
        with self.archive.open(path) as stream:
            while data := stream.read(_CHUNK):
                self.bytes_left -= len(data)
                self.markup_left -= data.count(b"<") + data.count(b"=")
                plain_bytes = 0 if b"<" in data else plain_bytes + len(data)
                if min(self.bytes_left, self.markup_left, _MAX_TEXT_BYTES - plain_bytes) < 0:
                    raise too_large(MAX_UNPACKED_BYTES)
                collector.parser.Parse(data, False)
                yield from collector.taken()
        collector.parser.Parse(b"", True)
        yield from collector.taken()


@dataclass
class _Collector:
    """Takes what expat finds in a piece of a part."""

    waiting: list[XmlEvent] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.texts.append

    def taken(self) -> list[XmlEvent]:
        """The events since the last time."""
        events, self.waiting = self.waiting, []
        return events

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise SheetUnreadable("sheet-broken", detail="depth")
        self.texts.clear()
        self.waiting.append(XmlEvent(True, name.rpartition("}")[2], attributes, ""))

    def _end(self, name: str) -> None:
        self.depth -= 1
        text = "".join(self.texts)
        self.texts.clear()
        self.waiting.append(XmlEvent(False, name.rpartition("}")[2], {}, text))

    @staticmethod
    def _refuse(*_: object) -> None:
        """Declared entities could expand without end or name other files."""
        raise SheetUnreadable("sheet-broken", detail="DOCTYPE")
