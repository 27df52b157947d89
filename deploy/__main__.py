"""Knows the command line; refuses to do any of the work itself."""

# Each command loads what it needs when it runs: those that publish and verify need Python alone, so
# that a server can hold them without the packages of the site.

import argparse
import sys
from collections.abc import Sequence

from deploy.manifest import Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or breached, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m deploy", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _releasing(commands)
    _publishing(commands)
    _verifying(commands)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return status


def _releasing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that make something of this repository."""


def _publishing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that change what readers see."""


def _verifying(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that ask a running server."""


if __name__ == "__main__":
    sys.exit(main())
