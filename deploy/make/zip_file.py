"""Knows how files become one zip that Windows opens, always the same; refuses what no zip holds."""

# The standard library can not take bytes that are compressed already, and compresses with the zlib
# of the Python that runs; the three records of a zip are written here instead.

import struct
import time
from collections.abc import Mapping
from pathlib import Path

import deflate

_VERSION = 20
"""Any unzip since 1993; made on no system in particular, so that no modes are taken over."""
_UTF8 = 1 << 11
_DEFLATED = 8
_LEVEL = 12
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MOST = 0xFFFF
"""The most files that a zip without the later extensions may hold."""


def write_zip(files: Mapping[str, bytes], file: Path, epoch: int) -> None:
    """Write the bytes of each path as a zip, sorted, of one time, in place of what was there.

    `epoch` in seconds since 1970, shown as UTC. Raise ValueError when it would not fit into a zip,
    OSError when it can not be written.
    """
    if len(files) >= _MOST or sum(map(len, files.values())) >= 1 << 31:
        raise ValueError("too much for a zip")
    moment, central, offset = _dos(epoch), [], 0
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            for path in sorted(files):
                name, data = path.encode(), files[path]
                packed = deflate.deflate_compress(data, _LEVEL)
                sums = (deflate.crc32(data), len(packed), len(data))
                head = (_VERSION, _UTF8, _DEFLATED, *moment, *sums, len(name), 0)
                local = _LOCAL.pack(b"PK\3\4", *head) + name + packed
                stream.write(local)
                more = (0, 0, 0, 0, offset)
                central.append(_CENTRAL.pack(b"PK\1\2", _VERSION, *head, *more) + name)
                offset += len(local)
            index, count = b"".join(central), len(central)
            end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
            stream.write(index + end)
        unfinished.chmod(0o644)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _dos(epoch: int) -> tuple[int, int]:
    """Time and date as a zip has them, in steps of two seconds, from 1980 on."""
    year, month, day, hour, minute, second, *_ = time.gmtime(epoch)
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
