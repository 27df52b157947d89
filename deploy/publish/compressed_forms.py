"""Compares the compressed forms of a release with the files that they are forms of."""

# Python has no brotli. The library that unpacks it comes with nginx's module for it, and is asked
# by its own interface: where a server can send such files, they can be looked into, too.

import ctypes
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.manifest import Manifest, Refused

_BROTLI_LIBRARY = "libbrotlidec.so.1"
_BROTLI_SUCCESS = 1
_MAX_BYTES = 64 << 20
_Decoder = Callable[[bytes, int], bytes | None]
"""Unpacks a file into at most so many bytes; None where it can not."""


def require_same_content(folder: Path, manifest: Manifest) -> str:
    """Raise Refused where FILE.gz or FILE.br unpacks to something else than FILE.

    Return a sentence about those that nothing here can unpack, "" if there are none. No more is
    unpacked than FILE has bytes, and one more.
    """
    decoders = _decoders()
    skipped = 0
    for path in manifest.files:
        plain, _, extension = path.rpartition(".")
        if extension not in decoders or plain not in manifest.files:
            continue
        if manifest.files[plain].size > _MAX_BYTES:
            raise Refused(f"{manifest.name}: {plain} is too large for a compressed form, {path}.")
        decode = decoders[extension]
        if decode is None:
            skipped += 1
            continue
        content = (folder / plain).read_bytes()
        if decode((folder / path).read_bytes(), len(content) + 1) != content:
            raise Refused(f"{manifest.name}: {path} is not {plain}, compressed. Build again.")
    return f"{skipped} files .br are not looked into: {_BROTLI_LIBRARY} is missing" * bool(skipped)


def _decoders() -> Mapping[str, _Decoder | None]:
    """How each compressed form is unpacked; None where nothing here can."""
    try:
        library = ctypes.CDLL(_BROTLI_LIBRARY)
    except OSError:
        return {"gz": _gunzip, "br": None}
    return {"gz": _gunzip, "br": lambda data, limit: _unbrotli(library, data, limit)}


def _gunzip(data: bytes, limit: int) -> bytes | None:
    """The content of a gzip file that has one member and nothing behind it."""
    stream = zlib.decompressobj(wbits=31)
    try:
        content = stream.decompress(data, limit)
    except zlib.error:
        return None
    return content if stream.eof and not stream.unused_data else None


def _unbrotli(library: ctypes.CDLL, data: bytes, limit: int) -> bytes | None:
    """The content of a brotli file with nothing behind it."""
    library.BrotliDecoderCreateInstance.restype = ctypes.c_void_p
    state = ctypes.c_void_p(library.BrotliDecoderCreateInstance(None, None, None))
    buffer = ctypes.create_string_buffer(limit)
    bytes_left, room = ctypes.c_size_t(len(data)), ctypes.c_size_t(limit)
    source, target = ctypes.c_char_p(data), ctypes.cast(buffer, ctypes.c_void_p)
    arguments = (bytes_left, source, room, target)
    try:
        result = library.BrotliDecoderDecompressStream(state, *map(ctypes.byref, arguments), None)
    finally:
        library.BrotliDecoderDestroyInstance(state)
    if result != _BROTLI_SUCCESS or bytes_left.value:
        return None
    return buffer.raw[: limit - room.value]
