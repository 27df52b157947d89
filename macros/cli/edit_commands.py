"""The commands that change data: their arguments, their prompts and what they print."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from macros.changes import (
    ChangeSet,
    FileChange,
    open_change_set,
    tidy_files,
    unreadable_files,
    write_files,
)
from macros.cli.edit_handlers import (
    DoneValues,
    TypedArguments,
    propose_appointment,
    propose_check,
    propose_end,
    propose_new,
    propose_rename,
)
from macros.cli.errors import print_changes, run_reporting
from macros.cli.options import data_option, flag, lang_option, parse_day, parse_partial_date
from macros.cli.proposal_problems import problems_of_proposal
from macros.cli.texts import Texts
from macros.cli.usage import LabelledChoice, LabelledCommand, LabelledGroup
from macros.i18n import problem_line
from macros.model import MembershipKind
from macros.settings import as_of
from macros.yamlio import Problems

Edit = Callable[[ChangeSet, TypedArguments], DoneValues]
"""Proposes the changes of a command."""


@dataclass(frozen=True)
class ArgumentSpec:
    """One argument of a command; the label of its help is in `desk.arguments`, by its name."""

    name: str
    """As it is typed; an option begins with `--`."""
    is_needed: bool = False
    """Whether it is asked for where it is missing."""
    parse: Callable[[str], object] = str
    """What turns the text into the value; raises BadParameter."""
    metavar: str = ""
    """An example of what is typed."""
    is_repeated: bool = False
    """Whether it may be given several times."""
    choices: type[StrEnum] | None = None
    """The words that may be typed, where they are few."""
    dest: str = ""
    """Under which name it is handed on; empty: its own."""

    @property
    def key(self) -> str:
        """The name under which the command gets it."""
        return self.dest or self.name.removeprefix("--").replace("-", "_")

    def label(self, texts: Texts) -> str:
        """What it is, in words."""
        return texts.get(f"desk.arguments.{self.name.removeprefix('--')}")

    def param(self, texts: Texts) -> click.Parameter:
        """The parameter of click; what is missing may be asked for, so it requires none."""
        if self.name.startswith("--"):
            metavar = None if self.choices else self.metavar or self.name[2:].upper()
            words = LabelledChoice([one.value for one in self.choices or ()], self.choices)
            return click.Option(
                [self.name, self.key],
                type=words if self.choices else self.parse,
                metavar=metavar,
                multiple=self.is_repeated,
                help=self.label(texts),
            )
        return click.Argument(
            [self.key],
            type=self.parse,
            metavar=self.name if self.is_needed else f"[{self.name}]",
            nargs=-1 if self.is_repeated else 1,
            required=False,
            help=self.label(texts),
        )


def _date(name: str, is_needed: bool = False, dest: str = "") -> ArgumentSpec:
    return ArgumentSpec(name, is_needed, parse_partial_date, "2025-11-01", dest=dest)


_SOURCE = ArgumentSpec("--source", metavar="sources/x")
_CITATION = (
    _SOURCE,
    ArgumentSpec("--document", metavar="legislation/x"),
    ArgumentSpec("--locator"),
)
_POST = (ArgumentSpec("post"), ArgumentSpec("--role"), ArgumentSpec("--role-en"))
_REASON = (ArgumentSpec("--instrument"), ArgumentSpec("--reason"), ArgumentSpec("--reason-en"))
_NAME = (ArgumentSpec("name", True), ArgumentSpec("--name-en"))
_SUMMARY = (ArgumentSpec("--summary", True), ArgumentSpec("--summary-en"))
NEW_ARGUMENTS: Mapping[str, tuple[ArgumentSpec, ...]] = {
    "person": (ArgumentSpec("name", True), ArgumentSpec("--disambiguation")),
    "organization": (
        *(*_NAME, ArgumentSpec("--abbreviation"), ArgumentSpec("--classification", True)),
        *(*_SUMMARY, ArgumentSpec("--disambiguation")),
    ),
    "document": (
        *(ArgumentSpec("number"), ArgumentSpec("--type", True)),
        *(ArgumentSpec("--title"), ArgumentSpec("--title-en"), ArgumentSpec("--passed-by", True)),
        *(_date("--date"), _date("--in-force")),
    ),
    "event": (*_NAME, _date("--date", True), ArgumentSpec("--type", True), *_SUMMARY),
    "term": (
        *(*_NAME, ArgumentSpec("--group", True), ArgumentSpec("--definition", True)),
        *(ArgumentSpec("--definition-en"), ArgumentSpec("--abbreviation")),
    ),
}
"""The arguments of `new`, by the kind of record; a citation and `--id` follow."""
EDITS: Mapping[str, tuple[Edit, tuple[ArgumentSpec, ...]]] = {
    "appoint": (
        propose_appointment,
        (
            *(ArgumentSpec("person", True), ArgumentSpec("organization", True), *_POST),
            _date("--from", dest="start"),
            ArgumentSpec("--attested", False, parse_partial_date, "2025-11-01", is_repeated=True),
            ArgumentSpec("--type", choices=MembershipKind),
            *(*_REASON, *_CITATION),
        ),
    ),
    "end": (
        propose_end,
        (
            *(ArgumentSpec("person", True), ArgumentSpec("organization"), *_POST),
            *(_date("--on", True), *_REASON, *_CITATION),
        ),
    ),
    "rename": (propose_rename, (ArgumentSpec("address", True), ArgumentSpec("new-id", True))),
    "confirm": (
        propose_check,
        (
            ArgumentSpec("addresses", True, is_repeated=True),
            *(ArgumentSpec("--by", True), ArgumentSpec("--on", False, parse_day, "2025-11-01")),
        ),
    ),
}
"""The function and the arguments of each other command."""


def edit_command(texts: Texts, name: str) -> click.Command:
    """The command of a name: `new`, `appoint`, `end`, `rename`, `confirm` or `fix`."""
    if name == "fix":
        return _command(texts, name, name, (), _fix)
    if name != "new":
        edit, arguments = EDITS[name]
        return _command(texts, name, name, arguments, _runner(name, edit, arguments))
    commands = []
    for kind, own in NEW_ARGUMENTS.items():
        arguments = (*own, *_CITATION, ArgumentSpec("--id"))
        run = _runner(name, propose_new, arguments, kind=kind)
        command = _command(texts, kind, f"new-{kind}", arguments, run)
        command.params.append(flag(texts, "--another", "desk.help.another"))
        commands.append(command)
    return LabelledGroup(name, commands=commands, help=texts.get("desk.help.new"))


def _command(
    texts: Texts,
    name: str,
    help_key: str,
    arguments: Sequence[ArgumentSpec],
    run: Callable[[Texts, Path, bool, dict[str, Any]], int],
) -> click.Command:
    """A command with the options that all of them have."""

    def callback(data: Path, lang: str, dry_run: bool, **values: Any) -> int:
        return run(Texts(texts.labels, lang), data, dry_run, values)

    params = [
        *(argument.param(texts) for argument in arguments),
        *(data_option(texts), lang_option(texts)),
        flag(texts, "--dry-run", "desk.help.dry-run"),
    ]
    help_text = texts.get(f"desk.help.{help_key}")
    return LabelledCommand(name, callback=callback, params=params, help=help_text)


def _runner(
    name: str, edit: Edit, arguments: Sequence[ArgumentSpec], **fixed: str
) -> Callable[[Texts, Path, bool, dict[str, Any]], int]:
    """What runs a command once its arguments are read."""

    def run(texts: Texts, data: Path, is_dry_run: bool, values: dict[str, Any]) -> int:
        values |= fixed
        _ask_for_missing(texts, arguments, values)
        if name == "confirm":
            values["today"] = as_of()
            values["on"] = values["on"] or values["today"]

        def work() -> int:
            change_set = open_change_set(data)
            outcome = edit(change_set, TypedArguments(values))
            changes = change_set.file_changes()
            try:
                change_set.check() if changes else None
            except Problems as problems:
                if name == "end":
                    print(texts.fill("desk.ending", outcome))
                if name != "new":
                    raise
                address, names = str(outcome["address"]), [one.name for one in arguments]
                raise problems_of_proposal(problems, changes, address, names, texts) from None
            return _finish(texts, changes, f"desk.done.{name}", outcome, is_dry_run)

        return run_reporting(texts, data, work)

    return run


def _ask_for_missing(
    texts: Texts, arguments: Sequence[ArgumentSpec], values: dict[str, Any]
) -> None:
    """Ask at the terminal for what is needed and missing; without one, raise UsageError."""
    missing = [
        argument for argument in arguments if argument.is_needed and not values[argument.key]
    ]
    if _SOURCE in arguments and not (values["source"] or values["document"]):
        missing.append(_SOURCE)
    context = click.get_current_context()
    if missing and not sys.stdin.isatty():
        names = ", ".join(argument.name for argument in missing)
        raise click.UsageError(texts.get("desk.needed", names=names), context)
    for argument in missing:
        try:
            answer = input(f"{argument.label(texts)}: ").strip()
        except (EOFError, KeyboardInterrupt):
            answer = ""
        if not answer:
            raise click.UsageError(texts.get("desk.needed", names=argument.name), context)
        value = argument.parse(answer)
        values[argument.key] = answer.split() if argument.is_repeated else value


def _fix(texts: Texts, data: Path, is_dry_run: bool, _: Mapping[str, Any]) -> int:
    def work() -> int:
        changes, unreadable = tidy_files(data), unreadable_files(data)
        if changes or not unreadable:
            _finish(texts, changes, "desk.done.fix", {"count": len(changes)}, is_dry_run)
        for found in unreadable:
            print(problem_line(found, texts.labels.sentence(found, texts.lang)))
        return 1 if unreadable else 0

    return run_reporting(texts, data, work)


def _finish(
    texts: Texts, changes: Sequence[FileChange], key: str, outcome: DoneValues, is_dry_run: bool
) -> int:
    """Show the changes, and make them unless that is all that was asked for."""
    if not changes:
        print(texts.get("desk.idle"))
        return 0
    if not is_dry_run:
        write_files(changes)
    print_changes(changes)
    print(texts.get("desk.shown") if is_dry_run else texts.fill(key, outcome))
    return 0
