"""Knows texts that wait to be used once, out of the way; refuses to know what they say."""

import tempfile
from dataclasses import dataclass, field
from typing import IO


@dataclass
class Waiting:
    """Texts by name. They lie in a file without a name, so that they take no memory."""

    _file: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    _places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def put(self, name: str, text: str) -> None:
        """Put a text away; another of its name is forgotten."""
        start = self._file.seek(0, 2)
        self._places[name] = start, self._file.write(text.encode())

    def take(self, name: str) -> str:
        """Give the text of a name, once; raise KeyError if there is none."""
        start, size = self._places.pop(name)
        self._file.seek(start)
        text = self._file.read(size).decode()
        if not self._places:
            self._file.truncate(0)
        return text
