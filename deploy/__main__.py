"""Knows the command line; refuses to do any of the work itself."""

# Each command loads what it needs when it runs: those that publish and verify need Python alone, so
# that a server can hold them without the packages of the site.

import argparse
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


def _publishing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that change what readers see."""


def _verifying(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that ask a running server."""
    verify = commands.add_parser("verify", help="hold a running server to the contract")
    verify.add_argument("url", help="the address of the front page")
    verify.add_argument("release", nargs="?", type=Path, help="its folder; else the one in build/")
    verify.add_argument("--cafile", type=Path, help="the certificates of your own authority")
    verify.add_argument("--insecure", action="store_true", help="believe any certificate")
    verify.add_argument("--without-br", action="store_true", help="the server has no brotli")
    verify.add_argument("--plain", type=int, default=80, help="the port without TLS; 80")
    verify.add_argument("--seen", type=Path, help="a file to keep the ETags in, to compare")
    verify.set_defaults(run=_verify)
    contract = commands.add_parser("contract", help="print what any server must do")
    contract.set_defaults(run=_contract)


def _verify(options: argparse.Namespace) -> int:
    from deploy.probe import trust
    from deploy.verify import Asked, only_release, verify

    release = options.release or only_release(Path("build/release"))
    encodings = ("gzip",) if options.without_br else ("gzip", "br")
    context = trust(options.cafile, options.insecure)
    asked = Asked(options.url, release, context, encodings, options.plain, options.seen)
    breaches, count = verify(asked)
    for line in breaches:
        print(line)
    print(f"{count}: {len(breaches) or 'no'} {'breach' if len(breaches) == 1 else 'breaches'}")
    return 1 if breaches else 0


def _contract(_: argparse.Namespace) -> int:
    from deploy.contract import text

    print(text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
