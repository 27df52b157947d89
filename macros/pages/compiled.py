"""Knows templates as code, kept as Python keeps its modules; refuses to fail without a place."""

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

_FOLDER = Path(__file__).parent / "__pycache__"


class Compiled(BytecodeCache):
    """Keeps the code of templates; it is made anew when the text of one changes.

    Environments with other settings make other code: each has a name of its own.
    """

    def __init__(self, name: str) -> None:
        self._folder = _FOLDER / f"{name}-{jinja2.__version__}"

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.jinja"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is kept, if it is of this text and this Python."""
        with suppress(OSError), self._file(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                bucket.write_bytecode(file)
            Path(file.name).replace(self._file(bucket))
