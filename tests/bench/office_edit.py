"""Opens a workbook in LibreOffice, changes one cell and saves it; runs in the Python of the system.

Usage: python3 office_edit.py PIPE FILE SHEET CELL TEXT. It prints how many rows of the sheet are
too low for their texts.
"""

import sys
import time
from pathlib import Path
from typing import Any

# The Python of the system has these from LibreOffice.
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".csv": "Text - txt - csv (StarCalc)"}
# Commas, double quotes, UTF-8, from line 1, columns by default, any language, quoted is text,
# numbers are not looked for.
CSV_OPTIONS = "44,34,76,1,,0,true,false"
SECONDS = 60
TENTH_MILLIMETRE = 10


def _property(name: str, value: object) -> Any:
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(SECONDS * 2):
        try:
            context = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.5)
        else:
            manager = context.ServiceManager
            return manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not answer")


def _low_rows(sheet: Any) -> int:
    """How many rows are lower than LibreOffice would make them."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    low = 0
    for number in range(cursor.RangeAddress.EndRow + 1):
        row = sheet.Rows.getByIndex(number)
        height = row.Height
        row.OptimalHeight = True
        low += row.Height > height + TENTH_MILLIMETRE
        row.Height = height
    return low


def main(pipe: str, file: str, sheet_name: str, cell: str, text: str) -> None:
    """Open, change, save and close."""
    desktop = _desktop(pipe)
    if file == "quit":
        desktop.terminate()
        return
    path = Path(file)
    options = [_property("Hidden", True), _property("FilterName", FILTERS[path.suffix])]
    if path.suffix == ".csv":
        options.append(_property("FilterOptions", CSV_OPTIONS))
    book = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(options))
    sheets = book.Sheets
    sheet = sheets.getByName(sheet_name) if path.suffix == ".xlsx" else sheets.getByIndex(0)
    low = _low_rows(sheet) if path.suffix == ".xlsx" else 0
    if cell:
        sheet.getCellRangeByName(cell).String = text
    book.storeToURL(path.as_uri(), tuple(options[1:]))
    book.close(True)
    print(low)


if __name__ == "__main__":
    main(*sys.argv[1:])
