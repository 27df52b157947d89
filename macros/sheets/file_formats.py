"""Recognizes what somebody hands in for a workbook by its content and its name."""

import zipfile
from pathlib import Path

from macros.sheets.values import SheetUnreadable

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEAD_BYTES = 4_096
_WEB_PAGE = (b"<!doctype html", b"<html", b"<table", b"<meta", b"mime-version:", b'{"url"')
_ENDINGS = {
    **dict.fromkeys((".ods", ".fods", ".ots", ".sxc"), "ods"),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml", ".gsheet"), "web-page"),
    **dict.fromkeys((".txt", ".tsv", ".json", ".yml", ".yaml"), "plain-text"),
    **{".xls": "xls", ".xlsb": "xlsb", ".numbers": "numbers"},
}
_MEMBERS = (
    ("xl/workbook.bin", "xlsb"),
    ("Index/Document.iwa", "numbers"),
    ("Index.zip", "numbers"),
)
"""The files that only one format has inside."""


def require_workbook(file: Path) -> None:
    """Raise SheetUnreadable for a file that is no workbook of Excel, with the format it has."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        if head.startswith(_OLD_FORMAT) and _LOCKED in head + stream.read():
            raise SheetUnreadable("sheet-locked")
    if found := _format(file, head):
        raise SheetUnreadable("sheet-format", found=found)
    if not zipfile.is_zipfile(file):
        raise SheetUnreadable("sheet-broken", detail="zip")


def format_by_name(file: Path) -> str:
    """The format that the ending of a file names, where it is one that is not read."""
    return _ENDINGS.get(file.suffix.lower(), "")


def _format(file: Path, head: bytes) -> str:
    """The format of a file that is none of ours; empty if it may be a workbook."""
    if head.startswith(b"PK"):
        return _packed_format(file)
    if head.startswith(_OLD_FORMAT):
        return "xls"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_WEB_PAGE):
        return "web-page"
    if b"office:document" in head:
        return "ods"
    return "plain-text" if head.strip() and b"\0" not in head else format_by_name(file)


def _packed_format(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    if b"opendocument" in stream.read(100):
                        return "ods"
    except Exception:  # It is broken, which its reader reports.
        return ""
    if any(name.lower().endswith(".html") for name in names):
        return "web-page"
    return next((found for name, found in _MEMBERS if name in names), "")
