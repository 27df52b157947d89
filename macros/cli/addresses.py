"""The command `addresses`, which writes the list of published addresses."""

from pathlib import Path

import click

from macros.changes import FileChange, write_files
from macros.cli.errors import print_changes, run_reporting
from macros.cli.options import data_option, flag, lang_option
from macros.cli.texts import Texts
from macros.cli.usage import LabelledCommand
from macros.validation import ADDRESSES_FILE, load_data, published_text, read_published


def addresses_command(texts: Texts, name: str) -> click.Command:
    """The command."""

    def run(data: Path, lang: str, check: bool) -> int:
        chosen = Texts(texts.labels, lang)
        return run_reporting(chosen, data, lambda: _write(chosen, data, check))

    params: list[click.Parameter] = [
        data_option(texts),
        lang_option(texts),
        flag(texts, "--check", "addresses.check"),
    ]
    return LabelledCommand(name, callback=run, params=params, help=texts.get("addresses.help"))


def _write(texts: Texts, data: Path, is_check: bool) -> int:
    """Add to the list what it lacks; with `is_check` only say so, with exit status 1."""
    register, file = load_data(data), data / ADDRESSES_FILE
    before = file.read_bytes() if file.exists() else None
    published, _ = read_published(before or b"", file.as_posix())
    text = published_text(register, published, register.labels.get("addresses.header"))
    change = FileChange(file, before, text.encode())
    if change.is_idle:
        print(texts.get("addresses.idle"))
        return 0
    if not is_check:
        write_files([change])
    print_changes([change])
    path = file.as_posix()
    print(
        texts.get("addresses.missing", path=path)
        if is_check
        else texts.get("addresses.done", path=path)
    )
    return int(is_check)
