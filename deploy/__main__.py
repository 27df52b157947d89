"""Knows the command line; refuses to do any of the work itself."""

# Each command loads what it needs when it runs: those that publish and verify need Python alone, so
# that a server can hold them without the packages of the site.

import argparse
import math
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from deploy.manifest import Refused
from deploy.publish import publication as publish
from deploy.publish import unpack as incoming

ABOUT = (
    "Makes releases of the site, publishes them on a server, takes them back, and verifies what a "
    "running server sends. deploy/README.md is the handbook; each command explains itself: "
    "python -m deploy publish --help."
)
"""What this is for, as a person asks who calls it for help."""
MADE = Path("build/release")
"""Where releases are made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or breached, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m deploy", description=ABOUT)
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
    except OSError as error:  # also the output of this command: a closed pipe, a full disk
        print(f"{error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped by hand.", file=sys.stderr)
        return 130
    return status


def _tell(line: str) -> None:
    """Say how far it is; whoever reads that may leave, and the work goes on."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _seconds(text: str) -> float:
    found = float(text)
    if not (math.isfinite(found) and found >= 0):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return found


def _port(text: str) -> int:
    found = int(text)
    if not 0 < found < 1 << 16:
        raise argparse.ArgumentTypeError(f"{text} is no port: 1 to 65535")
    return found


def _newest() -> Path:
    found = incoming.newest(MADE)
    _tell(f"release: {found}, the newest in {MADE}")
    return found


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
    try:
        from deploy.make.offline_zip import portable
        from deploy.make.release import release
        from deploy.make.release_spec import order
    except ModuleNotFoundError as error:
        how = "Run make release or make zip, or install requirements.txt."
        raise Refused(f"The package {error.name} is not installed. {how}") from None

    asked = order(Path(__file__).resolve().parent.parent, os.environ)
    made = release(asked, options.to) if options.what == "release" else portable(asked, options.to)
    print(made)
    return 0


def _publishing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that change what readers see."""
    dest = argparse.ArgumentParser(add_help=False)
    dest.add_argument("dest", nargs="?", default="", help="the folder of a server, /srv/site")
    dest.add_argument(
        "--wait", type=_seconds, default=60.0, help="seconds to wait for another run; 60"
    )
    dest.add_argument(
        "--signers",
        type=Path,
        metavar="FILE",
        help="who may sign a release; it must be there. Else DEST/allowed_signers, if it is there",
    )
    publish = commands.add_parser("publish", parents=[dest], help="take a release in and show it")
    publish.add_argument("release", nargs="?", help="a folder or a .tar; else the newest made here")
    publish.set_defaults(run=_publish)
    receive = commands.add_parser("receive", parents=[dest], help="publish a tar from the input")
    receive.add_argument("--again", action="store_true", help="even an older one")
    receive.add_argument(
        "--silence", type=_seconds, default=30.0, help="seconds to wait for more input; 30"
    )
    receive.set_defaults(run=_receive)
    rollback = commands.add_parser("rollback", parents=[dest], help="show the release of before")
    rollback.add_argument("name", nargs="?", default="", help="another one, by its name")
    rollback.set_defaults(run=_rollback)


def _publish(options: argparse.Namespace) -> int:
    site = _site(options)
    with incoming.opened(Path(options.release or _newest())) as entries:
        _tell(publish.publish(site, entries))
    return 0


def _receive(options: argparse.Namespace) -> int:
    if sys.stdin is None:  # closed by the caller; its number would be that of another file
        raise Refused("There is no input; an archive comes in through it.")
    entries = incoming.from_tar(incoming.Patient(sys.stdin.fileno(), options.silence))
    _tell(publish.publish(_site(options), entries, options.again))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    _tell(publish.rollback(_site(options), options.name))
    return 0


def _site(options: argparse.Namespace) -> publish.Site:
    now = int(time.time())
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    who = f"process {os.getpid()} on {os.uname().nodename}, since {since}"
    if not options.dest:
        raise Refused("Say where to: DEST=/srv/site, the folder of the server.")

    def say(line: str) -> None:
        _tell(f"{line} ...")

    return publish.Site(Path(options.dest), now, options.wait, who, say, options.signers)


def _verifying(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that ask a running server."""
    verify = commands.add_parser("verify", help="hold a running server to the contract")
    verify.add_argument("url", help="the address of the front page")
    verify.add_argument(
        "release", nargs="?", type=Path, help="a folder or .tar; else the newest here"
    )
    verify.add_argument("--cafile", type=Path, help="the certificates of your own authority")
    verify.add_argument("--insecure", action="store_true", help="believe any certificate")
    verify.add_argument("--without-br", action="store_true", help="the server has no brotli")
    verify.add_argument("--plain", type=_port, default=80, help="the port without TLS; 80")
    verify.add_argument("--seen", type=Path, help="a file to keep the ETags in, to compare")
    verify.set_defaults(run=_verify)
    contract = commands.add_parser("contract", help="print what any server must do")
    contract.set_defaults(run=_contract)


def _verify(options: argparse.Namespace) -> int:
    from deploy.verify.audit import Asked, verify
    from deploy.verify.http_client import trust

    release = options.release or _newest()
    encodings = ("gzip",) if options.without_br else ("gzip", "br")
    context = trust(options.cafile, options.insecure)
    asked = Asked(options.url, release, context, encodings, options.plain, options.seen)
    breaches, count = verify(asked)
    for line in breaches:
        print(line)
    print(f"{count}: {len(breaches) or 'no'} {'breach' if len(breaches) == 1 else 'breaches'}")
    return 1 if breaches else 0


def _contract(_: argparse.Namespace) -> int:
    from deploy.verify.contract import text

    print(text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
