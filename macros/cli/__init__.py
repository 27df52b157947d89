"""The command line: arguments, prompts and exit codes.

`program` reads the arguments and loads the one command that they name; the modules of the commands
say what each of them asks for and prints.
"""

from macros.cli.program import run_program

__all__ = ["run_program"]
