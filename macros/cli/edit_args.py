"""Knows the commands with which a clerk changes data, and what they print; refuses to do them."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.changes import open_change_set, tidy_files, unified_diff, write_files
from macros.cli.edit import Done, run_appoint, run_confirm, run_end, run_new, run_rename
from macros.cli.errors import declined_text, error_text, parse_day
from macros.i18n import LANGUAGES, Labels, load_labels
from macros.model import MembershipKind
from macros.text import PartialDate

Errand = Callable[[Any, argparse.Namespace], Done]


@dataclass(frozen=True)
class _Argument:
    """One argument of a command; its help stands in `desk.arguments`, by its name."""

    name: str
    needed: bool = False
    settings: tuple[tuple[str, Any], ...] = ()
    to: str = ""
    """Under which name it is handed on; empty: its own."""

    @property
    def dest(self) -> str:
        return self.to or self.name.removeprefix("--").replace("-", "_")


def _date(text: str) -> str:
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        raise argparse.ArgumentTypeError(_said("not-a-date", value=text)) from None


def _said(key: str, lang: str = LANGUAGES[0], **values: object) -> str:
    return declined_text(load_labels()[0], key, lang, values)


_A_DATE = (("type", _date), ("metavar", "2025-11-01"))
_CITED = (
    _Argument("--source", settings=(("metavar", "sources/x"),)),
    _Argument("--document", settings=(("metavar", "legislation/x"),)),
    _Argument("--locator"),
)
_SEVERAL = (("nargs", "+"),)
_MAYBE = (("nargs", "?"),)
_NEW = {
    "person": (_Argument("name", True), _Argument("--disambiguation")),
    "organization": (
        *(_Argument("name", True), _Argument("--name-en"), _Argument("--abbreviation")),
        *(_Argument("--classification", True), _Argument("--summary", True)),
        *(_Argument("--summary-en"), _Argument("--disambiguation")),
    ),
    "document": (
        *(_Argument("number", settings=_MAYBE), _Argument("--type", True)),
        *(_Argument("--title"), _Argument("--title-en"), _Argument("--passed-by", True)),
        *(_Argument("--date", settings=_A_DATE), _Argument("--in-force", settings=_A_DATE)),
    ),
    "event": (
        *(_Argument("name", True), _Argument("--name-en")),
        *(_Argument("--date", True, _A_DATE), _Argument("--type", True)),
        *(_Argument("--summary", True), _Argument("--summary-en")),
    ),
    "term": (
        *(_Argument("name", True), _Argument("--name-en"), _Argument("--group", True)),
        *(_Argument("--definition", True), _Argument("--definition-en")),
        _Argument("--abbreviation"),
    ),
}
_OTHER: dict[str, tuple[Errand, tuple[_Argument, ...]]] = {
    "appoint": (
        run_appoint,
        (
            *(_Argument("person", True), _Argument("organization", True)),
            *(_Argument("post", settings=_MAYBE), _Argument("--role"), _Argument("--role-en")),
            _Argument("--from", False, _A_DATE, "start"),
            _Argument("--attested", False, (*_A_DATE, ("action", "append"))),
            _Argument("--type", settings=(("choices", [str(one) for one in MembershipKind]),)),
            *(_Argument("--instrument"), _Argument("--reason"), _Argument("--reason-en"), *_CITED),
        ),
    ),
    "end": (
        run_end,
        (
            *(_Argument("person", True), _Argument("organization", settings=_MAYBE)),
            *(_Argument("post", settings=_MAYBE), _Argument("--role"), _Argument("--role-en")),
            *(_Argument("--on", True, _A_DATE), _Argument("--instrument")),
            *(_Argument("--reason"), _Argument("--reason-en"), *_CITED),
        ),
    ),
    "rename": (run_rename, (_Argument("address", True), _Argument("new-id", True))),
    "confirm": (
        run_confirm,
        (
            _Argument("addresses", True, (*_SEVERAL, ("metavar", "address"))),
            _Argument("--by", True),
            _Argument("--on", False, (("type", parse_day), ("metavar", "2025-11-01"))),
        ),
    ),
}


def add_edit_commands(commands: Any, data: Path, today: Callable[[], dt.date]) -> None:
    """Add the commands to a parser; each sets `run`, which gives the exit status.

    `data`: the folder unless another is named; `today` is asked only where no day is given.
    """
    words = load_labels()[0]

    def adding(group: Any, name: str, help_key: str, given: tuple[_Argument, ...]) -> Any:
        parser = group.add_parser(name, help=words.get(f"desk.help.{help_key}"))
        for one in given:
            _add(parser, one, words)
        parser.add_argument("--data", type=Path, default=data, help=words.get("desk.help.data"))
        told = words.get("check.lang")
        parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=told)
        parser.add_argument("--dry-run", action="store_true", help=words.get("desk.help.dry-run"))
        return parser

    kinds = commands.add_parser("new", help=words.get("desk.help.new"))
    group = kinds.add_subparsers(required=True, dest="kind", metavar="kind")
    for name, given in _NEW.items():
        all_given = (*given, *_CITED, _Argument("--id"))
        parser = adding(group, name, f"new-{name}", all_given)
        parser.add_argument("--another", action="store_true", help=words.get("desk.help.another"))
        parser.set_defaults(run=_runner(run_new, "new", all_given, today, parser))
    for name, (errand, given) in _OTHER.items():
        parser = adding(commands, name, name, given)
        parser.set_defaults(run=_runner(errand, name, given, today, parser))
    adding(commands, "fix", "fix", ()).set_defaults(run=_fix)


def _add(parser: Any, one: _Argument, words: Labels) -> None:
    settings: dict[str, Any] = dict(one.settings)
    name = one.name.removeprefix("--")
    settings["help"] = words.get(f"desk.arguments.{name}").replace("%", "%%")
    if one.name.startswith("--"):
        parser.add_argument(one.name, dest=one.dest, **settings)
    else:
        # What is missing may be asked for, so that only afterwards it is too little.
        settings.setdefault("nargs", "?")
        settings["nargs"] = "*" if settings["nargs"] == "+" else settings["nargs"]
        settings.setdefault("metavar", one.name)
        parser.add_argument(one.dest, **settings)


def _runner(
    errand: Errand,
    name: str,
    given: tuple[_Argument, ...],
    today: Callable[[], dt.date],
    parser: Any,
) -> Callable[[argparse.Namespace], int]:
    def run(options: argparse.Namespace) -> int:
        _ask(options, given, parser)
        if name == "confirm":
            options.today = today()
            options.on = options.on or options.today
        return error_text(options, lambda words: _do(errand, name, options, words))

    return run


def _ask(options: argparse.Namespace, given: tuple[_Argument, ...], parser: Any) -> None:
    """Ask at the terminal for what is needed and missing; without one, it is wrong usage."""
    words = load_labels()[0]
    needed = [one for one in given if one.needed and not getattr(options, one.dest)]
    is_cited = any(getattr(options, one, None) for one in ("source", "document"))
    if not is_cited and _CITED[0] in given:
        needed.append(_CITED[0])
    if needed and not sys.stdin.isatty():
        names = ", ".join(one.name for one in needed)
        parser.error(words.get("desk.needed", options.lang).format(names=names))
    for one in needed:
        key = one.name.removeprefix("--")
        try:
            said = input(f"{words.get(f'desk.arguments.{key}', options.lang)}: ")
        except (EOFError, KeyboardInterrupt):
            said = ""
        try:
            read = dict(one.settings).get("type", str)(said.strip())
        except argparse.ArgumentTypeError as error:
            parser.error(str(error))
        if not said.strip():
            parser.error(words.get("desk.needed", options.lang).format(names=one.name))
        setattr(options, one.dest, read.split() if one.name == "addresses" else read)


def _do(errand: Errand, name: str, options: argparse.Namespace, words: Labels) -> int:
    change_set = open_change_set(options.data)
    done = errand(change_set, options)
    changes = change_set.file_changes()
    if changes:
        change_set.check()
    return _finish(changes, words.get(f"desk.done.{name}", options.lang), done, options, words)


def _fix(options: argparse.Namespace) -> int:
    def fix(words: Labels) -> int:
        changes = tidy_files(options.data)
        done = {"count": len(changes)}
        return _finish(changes, words.get("desk.done.fix", options.lang), done, options, words)

    return error_text(options, fix)


def _finish(changes: Any, sentence: str, done: Any, options: Any, words: Labels) -> int:
    """Show the changes, and make them unless that is all that was asked for."""
    if not changes:
        print(words.get("desk.idle", options.lang))
        return 0
    if not options.dry_run:
        write_files(changes)
    print(unified_diff(changes), end="")
    print(words.get("desk.shown", options.lang) if options.dry_run else sentence.format_map(done))
    return 0
