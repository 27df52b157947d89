"""Knows the command line; refuses to do any of the work itself."""

# Each command loads what it needs when it runs: those that publish and verify need Python alone, so
# that a server can hold them without the packages of the site.

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

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
    for name, meaning, target in (
        ("release", "make a release of the commit that is checked out", "build/release"),
        ("zip", "make the edition that opens without a server", "build"),
    ):
        command = commands.add_parser(name, help=meaning, description=meaning)
        command.add_argument(
            "--to", type=Path, default=Path(target), metavar="FOLDER", help=f"default: {target}"
        )
        command.set_defaults(run=_make, what=name)


def _make(options: argparse.Namespace) -> int:
    # The environment is read here alone; the order says everything else.
    from deploy.order import order
    from deploy.portable import portable
    from deploy.release import release

    asked = order(Path(__file__).resolve().parent.parent, os.environ)
    made = release(asked, options.to) if options.what == "release" else portable(asked, options.to)
    print(made)
    return 0


def _publishing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that change what readers see."""


def _verifying(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that ask a running server."""


if __name__ == "__main__":
    sys.exit(main())
