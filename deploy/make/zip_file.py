"""Writes files as a zip that Windows opens and that is the same bytes on every machine."""

# The standard library can not take bytes that are compressed already, and compresses with the zlib
# of the Python that runs; the three records of a zip are written here instead.

import struct
import time
from collections.abc import Mapping
from pathlib import Path

import deflate

from deploy.manifest import FILE_MODE

_VERSION = 20
"""Any unzip since 1993; made on no system in particular, so that no modes are taken over."""
_UTF8 = 1 << 11
_DEFLATED = 8
_LEVEL = 12
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
_END_RECORD = struct.Struct("<4s4H2IH")
_MAX_FILES = 0xFFFF
"""The most files that a zip without the later extensions may hold."""


def write_zip(files: Mapping[str, bytes], file: Path, epoch: int) -> None:
    """Write the bytes of each path as a zip, sorted, of one time; replace `file` in one step.

    `epoch` in seconds since 1970, shown as UTC. Raise ValueError when it would not fit into a zip,
    OSError when it can not be written.
    """
    if len(files) >= _MAX_FILES or sum(map(len, files.values())) >= 1 << 31:
        raise ValueError("too much for a zip")
    time_and_date = _dos_time_and_date(epoch)
    central_headers: list[bytes] = []
    offset = 0
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            for path in sorted(files):
                name, data = path.encode(), files[path]
                packed = deflate.deflate_compress(data, _LEVEL)
                crc_and_sizes = (deflate.crc32(data), len(packed), len(data))
                shared = (_VERSION, _UTF8, _DEFLATED, *time_and_date, *crc_and_sizes, len(name), 0)
                local = _LOCAL_HEADER.pack(b"PK\3\4", *shared) + name + packed
                stream.write(local)
                rest = (0, 0, 0, 0, offset)
                central = _CENTRAL_HEADER.pack(b"PK\1\2", _VERSION, *shared, *rest)
                central_headers.append(central + name)
                offset += len(local)
            index, count = b"".join(central_headers), len(central_headers)
            end = _END_RECORD.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
            stream.write(index + end)
        unfinished.chmod(FILE_MODE)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _dos_time_and_date(epoch: int) -> tuple[int, int]:
    """Time and date as a zip has them, in steps of two seconds, from 1980 on."""
    year, month, day, hour, minute, second, *_ = time.gmtime(epoch)
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
