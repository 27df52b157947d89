"""Knows how a second process makes texts ahead of their use; refuses to know what they say."""

import gc
import os
import pickle
from collections.abc import Callable, Sequence
from typing import BinaryIO


class Prefetch:
    """Texts that another process makes, in the order in which they will be asked for.

    Where no second process can be had, or it fails, each is made when it is asked for: so a
    mistake shows itself to the one who asks.
    """

    def __init__(self, make: Callable[[str], str], names: Sequence[str]) -> None:
        self._make = make
        self._held: dict[str, str] = {}
        self._coming = set(names)
        self._child, self._pipe = _started(make, names)

    def text(self, name: str) -> str:
        """The text of a name; wait for it if it is on its way."""
        while self._pipe and name in self._coming:
            try:
                found, text = pickle.load(self._pipe)
            except (EOFError, pickle.UnpicklingError):
                self._end()
                break
            self._held[found] = text
            self._coming.discard(found)
        if not self._coming:
            self._end()
        return self._held.pop(name) if name in self._held else self._make(name)

    def _end(self) -> None:
        if self._pipe:
            self._pipe.close()
            self._pipe = None
            os.waitpid(self._child, 0)


def _started(make: Callable[[str], str], names: Sequence[str]) -> tuple[int, BinaryIO | None]:
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 0, None
    if len(os.sched_getaffinity(0)) < 2 or not names:
        return 0, None
    reading, writing = os.pipe()
    gc.freeze()  # Else looking for what is no longer needed would copy what both share.
    if child := os.fork():
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as out:
            for name in names:
                pickle.dump((name, make(name)), out)
    finally:
        os._exit(0)
