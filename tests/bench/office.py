"""Opens, edits and saves every collection with a real LibreOffice, and imports it again.

`make office` runs it. The status is 1 where the import shows anything but the edit.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl.utils import get_column_letter

from macros.changes import open_change_set
from macros.model import COLLECTIONS, FieldKind
from macros.sheets import save_sheets, stage_sheet_file
from macros.sheets.exchange import export_sheets
from macros.sheets.layout import sheet_tables
from macros.sheets.values import SHORT_TEXTS, SheetsToWrite
from macros.yamlio import Problems
from tests.support.sites import ROOT

NEEDED = "LibreOffice Calc with its Python: apt-get install -y libreoffice-calc python3-uno"
EDIT = Path(__file__).with_name("office_edit.py")
PIPE = "office-of-tests"
SYSTEM_PYTHON = "/usr/bin/python3"
ADDED = " (đã sửa: ½ “ngoặc”, = 1)"


def _is_there() -> bool:
    imports = [SYSTEM_PYTHON, "-c", "import uno"]
    has_uno = Path(SYSTEM_PYTHON).exists() and subprocess.run(imports, check=False).returncode == 0
    return bool(shutil.which("soffice")) and has_uno


@contextmanager
def _office(profile: Path) -> Iterator[None]:
    """A LibreOffice without windows and with a profile of its own."""
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    accept = f"--accept=pipe,name={PIPE};urp;"
    with subprocess.Popen(["soffice", *options, accept], stdout=subprocess.DEVNULL) as process:
        try:
            yield
            _edit("quit")
        finally:
            process.terminate()


def _edit(file: Path | str, sheet: str = "", cell: str = "", text: str = "") -> int:
    """Change a cell in LibreOffice; how many rows it would make higher."""
    command = [SYSTEM_PYTHON, str(EDIT), PIPE, str(file), sheet, cell, text]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(run.stdout or 0)


def _cell(collection: str, sheets: SheetsToWrite) -> tuple[str, str, str]:
    """A cell with running text: its sheet, its name and its text."""
    for table in sheet_tables(collection):
        for number, row in enumerate(sheets[table.title][1], start=3):
            for place, column in enumerate(table.columns, start=1):
                is_text = column.field and column.field.kind is FieldKind.TEXT
                if is_text and row[place - 1] and column.key.split(".")[0] not in SHORT_TEXTS:
                    return table.title, f"{get_column_letter(place)}{number}", row[place - 1]
    raise LookupError(collection)


def _difference(data: Path, file: Path, edit: str) -> str:
    """What the import would change, if that is not the one edit; else nothing."""
    change_set = open_change_set(data)
    try:
        changes = stage_sheet_file(change_set, file, delete=True)
    except Problems as problems:
        return "; ".join(f"{one.path}:{one.mark} {one.rule}" for one in problems.found[:5])
    after = "".join((one.after or b"").decode() for one in change_set.file_changes())
    if changes.notices or len(change_set.file_changes()) != bool(edit) or edit not in after:
        return f"{len(change_set.file_changes())} files change, {len(changes.notices)} notices"
    return ""


def main() -> int:
    """Go through all collections in both forms; print what was found."""
    if not _is_there():
        print(f"This needs {NEEDED}")
        return 1
    data, faults, count = ROOT / "data", 0, 0
    with tempfile.TemporaryDirectory() as name, _office(Path(name) / "profile"):
        register = open_change_set(data).register
        for collection in COLLECTIONS:
            sheet, cell, text = _cell(collection, export_sheets(register, collection))
            for ending in (".xlsx", ".csv"):
                written = save_sheets(register, collection, Path(name) / f"{collection}{ending}")
                files = [written] if ending == ".xlsx" else sorted(written.iterdir())
                for step in ("", ADDED):
                    low = 0
                    for file in files:
                        is_edited = bool(step) and (ending == ".xlsx" or file.stem == sheet)
                        low += _edit(file, sheet, cell if is_edited else "", text + step)
                    found = _difference(data, written, step)
                    count, faults = count + 1, faults + bool(found)
                    done = "edited" if step else "saved"
                    print(f"{written.name} {done}: {found or 'right'}, {low} low rows", flush=True)
    print(f"{count} files were saved by LibreOffice, {faults} differ from what was done to them.")
    return int(bool(faults) or count < 4 * len(COLLECTIONS))


if __name__ == "__main__":
    sys.exit(main())
