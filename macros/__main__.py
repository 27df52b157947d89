"""Knows the command line; refuses to do any of the work itself."""

import argparse
import gc
import io
import sys
from collections.abc import Sequence

from macros.cli import add_check_command, add_edit_commands, add_schema_command, add_sheet_commands
from macros.i18n import load_labels
from macros.settings import as_of, data_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 good, 1 problems in the data, 2 wrong usage."""
    words, _ = load_labels()
    parser = argparse.ArgumentParser(prog="python -m macros", description=words.get("check.about"))
    commands = parser.add_subparsers(required=True, metavar="command")
    add_check_command(commands, words)
    add_edit_commands(commands, data_folder(), as_of)
    add_schema_command(commands, words)
    add_sheet_commands(commands, words)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe on Windows has an encoding that lacks Vietnamese letters.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return int(options.run(options))


if __name__ == "__main__":
    gc.disable()  # One short run makes little garbage; collecting it takes a fifth of the time.
    sys.exit(main())
