"""The command line: arguments, prompts and exit codes."""

from macros.cli.check import add_check_command
from macros.cli.edit_args import add_edit_commands
from macros.cli.schema import add_schema_command
from macros.cli.sheet import add_sheet_commands

__all__ = [
    "add_check_command",
    "add_edit_commands",
    "add_schema_command",
    "add_sheet_commands",
]
