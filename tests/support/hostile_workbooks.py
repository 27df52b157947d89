"""Workbooks that somebody made to stop, slow or swell the program that reads them."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
Content = bytes | Iterable[str]
"""The bytes of a part, or its text in pieces."""
Spoil = Callable[[Path], None]
"""Spoils a good workbook in its place."""


def replaced(parts: dict[str, Content], method: int = zipfile.ZIP_DEFLATED) -> Spoil:
    """What writes the parts of a workbook anew, with these in the place of its own."""

    def spoil(file: Path) -> None:
        with zipfile.ZipFile(file) as good:
            kept = {name: good.read(name) for name in good.namelist() if name not in parts}
        with zipfile.ZipFile(file, "w", method) as bad:
            for name, content in [*kept.items(), *parts.items()]:
                with bad.open(name, "w", force_zip64=True) as out:
                    for piece in [content] if isinstance(content, bytes) else content:
                        out.write(piece if isinstance(piece, bytes) else piece.encode())

    return spoil


def sheet(rows: Iterable[str] = (), after: Iterable[str] = ()) -> dict[str, Content]:
    """The first sheet: its rows, and what follows them."""
    start = f'<worksheet xmlns="{MAIN}"><sheetData>'
    return {SHEET: chain([start], rows, ["</sheetData>"], after, ["</worksheet>"])}


def strings(items: Iterable[str]) -> dict[str, Content]:
    """Texts that the cells of a workbook could share, and the workbook that says so."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return {
        "xl/sharedStrings.xml": chain([f'<sst xmlns="{MAIN}">'], items, ["</sst>"]),
        "xl/_rels/workbook.xml.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Type="%s/sharedStrings" Target="sharedStrings.xml" Id="a"/>'
            b"</Relationships>" % relations.encode()
        ),
    }


def styles(formats: Iterable[str]) -> dict[str, Content]:
    """The formats of cells."""
    return {"xl/styles.xml": chain(["<styleSheet>"], formats, ["</styleSheet>"])}


def many(text: str, count: int) -> Iterator[str]:
    """A text so often; each `#` is one number of a thousand, so that it packs badly."""
    numbers = [f"{number * 2_654_435_761 % 1_048_576 + 1}" for number in range(1_000)]
    block = "".join(text.replace("#", number) for number in numbers)
    for _ in range(count // 1_000):
        yield block


ROW = '<row><c t="inlineStr"><is><t>a#</t></is></c><c><v>#</v></c></row>'
MERGED = '<mergeCell ref="A1:B#"/>'
ENDLESS = f'<numFmts><numFmt numFmtId="165" formatCode="{"[" * 200_000}"/></numFmts>'
ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<worksheet xmlns="%s">&b;</worksheet>' % MAIN.encode()
)
Made = tuple[Callable[[], Spoil], str]
STORED = zipfile.ZIP_STORED
HOSTILE: dict[str, Made] = {
    "all cells merged": (
        lambda: replaced(
            sheet(after=['<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'])
        ),
        "merged-cells",
    ),
    "many merged cells": (
        lambda: replaced(
            sheet(after=chain(["<mergeCells>"], many(MERGED, 10**5), ["</mergeCells>"]))
        ),
        "merged-cells",
    ),
    "two million cells": (lambda: replaced(sheet(many(ROW, 10**6))), "sheet-large"),
    "half a million cells": (lambda: replaced(sheet(many(ROW, 152_000))), "sheet-cells"),
    "a text of millions of letters": (
        lambda: replaced(
            strings(chain(["<si><t>\U0001f331"], many("a#", 10**6), ["</t></si>"])), STORED
        ),
        "sheet-large",
    ),
    "texts of four bytes a letter": (
        lambda: replaced(strings(many(f"<si><t>\U0001f331{'a#' * 2_000}</t></si>", 1_000)), STORED),
        "sheet-broken",
    ),
    "a million attributes": (
        lambda: replaced(sheet(chain(["<row "], many('a#="" ', 10**6), ["/>"])), STORED),
        "sheet-large",
    ),
    "many levels": (lambda: replaced(sheet(many("<a#>", 10**4))), "sheet-broken"),
    "many styles": (
        lambda: replaced(styles(chain(["<cellXfs>"], many('<xf numFmtId="#"/>', 10**5)))),
        "sheet-broken",
    ),
    "a date format without end": (
        lambda: replaced(
            styles(chain([ENDLESS, "<cellXfs>"], many('<xf numFmtId="165"/>', 10**3)))
        ),
        "sheet-broken",
    ),
    "a text of many runs": (
        lambda: replaced(strings(chain(["<si>"], many('<r><t a="#">#</t></r>', 10**5), ["</si>"]))),
        "sheet-broken",
    ),
    "a part that swells": (lambda: replaced({SHEET: b" " * 30_000_000}), "sheet-large"),
    "entities": (lambda: replaced({SHEET: ENTITIES}), "sheet-broken"),
    "a packing that takes memory": (lambda: replaced({}, zipfile.ZIP_LZMA), "sheet-broken"),
}
"""Each by what it holds, to be called since they are large, with the rule that it breaks."""
