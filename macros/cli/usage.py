"""Commands of click whose help and errors of usage are texts of the labels."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import click

from macros.cli.texts import Texts, current_texts
from macros.i18n import choice_by_label
from macros.text import closest_match, escape_invisible


class _Labelled(click.Command):
    """A command or group with the texts of the labels around its own."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`."""
        option = super().get_help_option(ctx)
        if option:
            option.help = current_texts().get("usage.help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call the command."""
        texts = current_texts()
        pieces = [texts.get("usage.option-metavar")]
        pieces += [piece for param in self.params for piece in param.get_usage_pieces(ctx)]
        if isinstance(self, click.Group):
            pieces.append(texts.get("usage.command-metavar"))
        formatter.write_usage(ctx.command_path, " ".join(pieces), f"{texts.get('usage.usage')}: ")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write that line, and what the command, its arguments, options and commands are for."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        rows: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
        for param in self.get_params(ctx):
            kind = "arguments" if isinstance(param, click.Argument) else "options"
            rows[kind] += filter(None, [param.get_help_record(ctx)])
        if isinstance(self, click.Group):
            commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
            rows["commands"] = [(name, command.help or "") for name, command in commands if command]
        for key, section in rows.items():
            if section:
                with formatter.section(current_texts().get(f"usage.{key}")):
                    formatter.write_dl(section)


class LabelledCommand(_Labelled):
    """A command that asks for values."""

    allow_extra_args = True  # Refused here, in a text of the labels.
    ignore_unknown_options = True  # Likewise; and a value such as "- a" is no option.

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; raise UsageError for an unknown option or one argument too many."""
        if name := self._unknown_option(ctx, args):
            raise click.NoSuchOption(name, ctx=ctx)
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # The parser of click leaves it out.
            raise
        if rest:
            ctx.fail(current_texts().get("usage.stray", value=rest[0]))
        return rest

    def _unknown_option(self, ctx: click.Context, args: list[str]) -> str:
        """The first argument that looks like an option and is none; empty if there is none."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with_value = {name: not param.is_flag for param in options for name in param.opts}
        remaining = iter(args)
        for argument in remaining:
            name, equals, _ = argument.partition("=")
            if argument == "--":
                return ""
            if name in with_value:
                if with_value[name] and not equals:
                    next(remaining, None)
            elif argument.startswith("-") and len(argument) > 1 and " " not in argument:
                return name
        return ""


class LabelledGroup(_Labelled, click.Group):
    """A group of commands, which it lists in the order in which they were given."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in their order."""
        return list(self.commands)


class LabelledChoice(click.Choice[str]):
    """One of several words; another one is refused in a text of the labels."""

    def __init__(self, choices: Sequence[str], enum: type[StrEnum] | None = None) -> None:
        """`enum`: that of the words; then they are also known by their labels."""
        super().__init__(choices)
        self._enum = enum

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word that was typed or meant; raise BadParameter for any other."""
        meant = choice_by_label(self._enum, str(value)) if self._enum else ""
        return super().convert(meant or value, param, ctx)

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Why a word is refused."""
        known = [str(choice) for choice in self.choices]
        values = {"value": value, "choices": ", ".join(known)}
        return current_texts().fill(
            "usage.unknown-choice", {**values, "nearest": closest_match(str(value), known)}
        )


def usage_error_text(error: click.UsageError, texts: Texts) -> str:
    """How the command is called, where its help is, and what was wrong with the call."""
    lines = []
    if error.ctx:
        with error.ctx.scope(cleanup=False):
            lines = [error.ctx.get_usage(), texts.get("usage.try", command=error.ctx.command_path)]
    lines.append(texts.get("usage.error", message=_message(error, texts)))
    return "\n".join(map(escape_invisible, lines))


def _message(error: click.UsageError, texts: Texts) -> str:
    params = error.ctx.command.params if error.ctx else []
    options = [name for param in params for name in param.opts if name.startswith("-")]
    if isinstance(error, click.NoSuchOption):
        near = closest_match(error.option_name, options)
        return texts.get("usage.unknown-option", value=error.option_name, nearest=near)
    if isinstance(error, click.NoSuchCommand) and error.ctx:
        group = error.ctx.command
        names = group.list_commands(error.ctx) if isinstance(group, click.Group) else []
        near = closest_match(error.command_name, names)
        return texts.get("usage.unknown-command", value=error.command_name, nearest=near)
    if isinstance(error, click.BadOptionUsage):
        flags = [param for param in params if isinstance(param, click.Option) and param.is_flag]
        is_flag = any(error.option_name in flag.opts for flag in flags)
        key = "usage.value-of-flag" if is_flag else "usage.value-missing"
        return texts.get(key, value=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param:
        return texts.get("desk.needed", names=error.param.human_readable_name)
    if isinstance(error, click.BadParameter) and error.param:
        param = error.param
        return f"{param.opts[0]}: {error.message}"
    if isinstance(error.ctx and error.ctx.command, click.Group):
        return texts.get("usage.no-command")
    return error.message
