"""The command line: python -m deploy COMMAND."""

# Each command loads what it needs when it runs: those that publish and verify need Python alone, so
# that a server can hold them without the packages of the site.

import argparse
import datetime as dt
import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.manifest import Refused
from deploy.publish import (
    PublishRoot,
    ReceivedRelease,
    StoredRelease,
    TimedInput,
    newest_release,
    publish,
    rollback,
)

_ABOUT = (
    "Makes releases of the site, publishes them on a server, takes them back, and verifies what a "
    "running server sends. deploy/README.md is the handbook; each command explains itself: "
    "python -m deploy publish --help."
)
"""What `--help` begins with."""
_RELEASES_MADE = Path("build/release")
"""Where releases are made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or breached, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m deploy", description=_ABOUT)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_make_commands(commands)
    _add_sign_command(commands)
    _add_publish_commands(commands)
    _add_verify_commands(commands)
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


def _print(line: str) -> None:
    """Print a line; whoever reads the output may leave, and the work goes on."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds >= 0):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds")
    return seconds


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 1 << 16:
        raise argparse.ArgumentTypeError(f"{text} is no port: 1 to 65535")
    return port


def _days(text: str) -> int:
    days = int(text)
    if not 0 <= days < 10_000:
        raise argparse.ArgumentTypeError(f"{text} is no number of days")
    return days


def _newest() -> Path:
    release = newest_release(_RELEASES_MADE)
    _print(f"release: {release}, the newest in {_RELEASES_MADE}")
    return release


def _add_make_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands that make something of this repository."""
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
    # The environment is read here alone; everything else is in the release spec.
    with _packages_at_hand():
        from deploy.make import make_offline_zip, make_release, read_release_spec
    spec = read_release_spec(Path(__file__).resolve().parent.parent, os.environ)
    make = make_release if options.what == "release" else make_offline_zip
    print(make(spec, options.to))
    return 0


@contextmanager
def _packages_at_hand() -> Iterator[None]:
    """Raise Refused where a package is missing that commands of the repository need."""
    try:
        yield
    except ModuleNotFoundError as error:
        how = "Run make release or make zip, or install requirements.txt."
        raise Refused(f"The package {error.name} is not installed. {how}") from None


def _add_sign_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command that signs what was made."""
    meaning = "sign a release that was made here, for a site and for some days"
    command = commands.add_parser("sign", help=meaning, description=meaning)
    command.add_argument("key", type=Path, help="the private key, of ssh-keygen")
    command.add_argument("site", help="the address of the site that may show it, SITE_URL")
    command.add_argument("release", nargs="?", type=Path, help="its folder; else the newest here")
    command.add_argument("--days", type=_days, default=14, help="how long it may be published; 14")
    command.set_defaults(run=_sign)


def _sign(options: argparse.Namespace) -> int:
    with _packages_at_hand():
        from deploy.make import sign_release
    release = options.release or _newest()
    folder = release.with_suffix("") if release.suffix == ".tar" else release
    today = dt.datetime.now(dt.UTC).date()
    signed = sign_release(folder, options.key, options.site, today, options.days)
    _print(f"{folder} is signed for {signed.site} until {signed.until}; its tar was made anew.")
    return 0


def _add_publish_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands that change what readers see."""
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
    command = commands.add_parser("publish", parents=[dest], help="take a release in and show it")
    command.add_argument("release", nargs="?", help="a folder or a .tar; else the newest made here")
    command.set_defaults(run=_publish)
    command = commands.add_parser("receive", parents=[dest], help="publish a tar from the input")
    command.add_argument("--again", action="store_true", help="even an older one")
    command.add_argument(
        "--silence", type=_seconds, default=30.0, help="seconds to wait for more input; 30"
    )
    command.add_argument(
        "--total", type=_seconds, default=900.0, help="seconds for all of the input; 900"
    )
    command.set_defaults(run=_receive)
    command = commands.add_parser("rollback", parents=[dest], help="show the release of before")
    command.add_argument("name", nargs="?", default="", help="another one, by its name")
    command.set_defaults(run=_rollback)


def _publish(options: argparse.Namespace) -> int:
    site = _site(options)
    _print(publish(site, StoredRelease(Path(options.release or _newest()))))
    return 0


def _receive(options: argparse.Namespace) -> int:
    if sys.stdin is None:  # closed by the caller; its number would be that of another file
        raise Refused("There is no input; an archive comes in through it.")
    site = _site(options)
    stream = TimedInput(sys.stdin.fileno(), options.silence, options.total)
    _print(publish(site, ReceivedRelease(stream, site.dest), options.again))
    return 0


def _rollback(options: argparse.Namespace) -> int:
    _print(rollback(_site(options), options.name))
    return 0


def _site(options: argparse.Namespace) -> PublishRoot:
    now = int(time.time())
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    holder = f"process {os.getpid()} on {os.uname().nodename}, since {since}"
    if not options.dest:
        raise Refused("Say where to: DEST=/srv/site, the folder of the server.")

    def report(step: str) -> None:
        _print(f"{step} ...")

    return PublishRoot(Path(options.dest), now, options.wait, holder, report, options.signers)


def _add_verify_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands about a running server."""
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
    verify.add_argument("--signers", type=Path, metavar="FILE", help="who may sign the release")
    verify.add_argument(
        "--age", type=_days, default=7, help="days without a publication to report; 7, 0 for never"
    )
    verify.set_defaults(run=_verify)
    contract = commands.add_parser("contract", help="print what any server must do")
    contract.set_defaults(run=_contract)


def _verify(options: argparse.Namespace) -> int:
    from deploy.verify import VerifyOptions, tls_context, verify

    release = options.release or _newest()
    encodings = ("gzip",) if options.without_br else ("gzip", "br")
    context = tls_context(options.cafile, options.insecure)
    breaches, summary = verify(
        VerifyOptions(
            options.url,
            release,
            context,
            encodings,
            plain_port=options.plain,
            etags_file=options.seen,
            signers=options.signers,
            today=dt.datetime.now(dt.UTC).date(),
            max_days=options.age,
        )
    )
    for line in breaches:
        print(line)
    print(f"{summary}: {len(breaches) or 'no'} {'breach' if len(breaches) == 1 else 'breaches'}")
    return 1 if breaches else 0


def _contract(_: argparse.Namespace) -> int:
    from deploy.verify import contract_text

    print(contract_text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
