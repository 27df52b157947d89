"""Knows how a file takes its new text at once or not at all; refuses to know what the text says."""

import os
import tempfile
from pathlib import Path


def place(file: Path, text: str) -> None:
    """Put `text` into `file`; a reader, or a machine that stops, sees the old text or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(file.stat().st_mode if file.exists() else 0o644)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
