"""The command `check`, which prints every problem of the data, or what is due to be checked."""

import datetime as dt
import re
from pathlib import Path
from textwrap import shorten

import click

from macros.cli.options import data_option, flag, lang_option, parse_day
from macros.cli.texts import Texts, current_texts
from macros.cli.usage import LabelledChoice, LabelledCommand
from macros.i18n import LANGUAGES
from macros.model import COLLECTIONS
from macros.register import Register
from macros.settings import as_of, language
from macros.text import escape_invisible
from macros.validation import (
    REPORT_FORMATS,
    REVIEW_MONTHS,
    due_reviews,
    future_checks,
    load_data,
    load_files,
    read_folder,
    untranslated_texts,
)
from macros.yamlio import Problem, Problems


def check_command(texts: Texts, name: str) -> click.Command:
    """The command."""
    forms = LabelledChoice(list(REPORT_FORMATS))
    every, help_text = texts.get("check.due-every"), texts.get("check.help")
    params: list[click.Parameter] = [
        data_option(texts),
        lang_option(texts, language()),
        click.Option(["--format"], type=forms, default="text", help=texts.get("check.format")),
        click.Option(["--output"], type=Path, help=texts.get("check.output")),
        flag(texts, "--pages", "check.pages"),
        click.Option(
            ["--missing"], type=LabelledChoice(list(LANGUAGES)), help=texts.get("check.missing")
        ),
        flag(texts, "--due", "check.due"),
        click.Option(["--on"], type=parse_day, help=texts.get("check.due-on")),
        click.Option(["--every"], type=_parse_months, default=str(REVIEW_MONTHS), help=every),
    ]
    return LabelledCommand(name, callback=_check_or_due, params=params, help=help_text)


def _parse_months(text: str) -> int:
    if not re.fullmatch("[0-9]{1,4}", text) or not 0 < int(text) <= 1200:
        values = {"field": "--every", "value": text, "first": 1, "last": 1200}
        message = current_texts().get("problems.number-out-of-range", **values)
        raise click.BadParameter(message)
    return int(text)


def _check_or_due(
    data: Path,
    lang: str,
    format: str,
    output: Path | None,
    pages: bool,
    missing: str | None,
    due: bool,
    on: dt.date | None,
    every: int,
) -> int:
    if missing:
        return _print_missing(data, lang, missing)
    if due:
        return _print_due(data, lang, on or as_of(), every)
    try:
        files = read_folder(data)
        register = load_files(files)
        if pages and (found := _page_problems(data, register)):
            raise Problems(found)
    except Problems as problems:
        _print_report(problems, lang, format, output)
        return 1
    if output or format != "text":
        _print_report(Problems(()), lang, format, output)
    if format == "text" or output:
        print(register.labels.get("problems.good", lang).format(counts=_counts(register, lang)))
        if names := ", ".join(map(escape_invisible, files.passed_over)):
            text = register.labels.get("problems.passed-over", lang)
            print(text.format(count=len(files.passed_over), names=names))
    return 0


def _page_problems(data: Path, register: Register) -> list[Problem]:
    """What is wrong with the pages written by hand, in `docs/` beside the data."""
    # Jinja and Markdown, which data needs not.
    from macros.authoring import MadePages, check_folder
    from macros.outputs import pages_by_file
    from macros.pages import Links, Site, page_stubs

    day, stubs = as_of(), {stub.uri: stub for stub in page_stubs(register)}
    site, files = Site(register, day), pages_by_file(register, stubs.values(), Links(register, ""))
    made = MadePages(files, stubs, lambda uri: site.ids(stubs[uri]))
    return check_folder(data.parent / "docs", register, day, made)


def _print_missing(data: Path, lang: str, missing: str) -> int:
    """Print the texts that lack a language: a line for each with its place, by collection."""
    try:
        register = load_data(data)
    except Problems as problems:
        _print_report(problems, lang, "text", None)
        return 1
    count, texts = 0, Texts(register.labels, lang)
    for name, found in untranslated_texts(register, missing):
        count += len(found)
        print(f"{texts.get(f'collections.{name}')} ({len(found)})")
        for entry, mark, text in found:
            print(f"  {entry.path}:{mark}: {shorten(text.main, 80, placeholder=' …')}")
    print(texts.get("check.missing-count", count=count))
    return 1 if count else 0


def _print_due(data: Path, lang: str, day: dt.date, months: int) -> int:
    """Print what is due by a day: a line for each record, by collection."""
    try:
        register = load_data(data)
        if later := list(future_checks(register, day)):
            raise Problems(later)
    except Problems as problems:
        _print_report(problems, lang, "text", None)
        return 1
    texts = Texts(register.labels, lang)
    for name, reviews in due_reviews(register, day, months):
        print(f"{texts.get(f'collections.{name}')} ({len(reviews)})")
        for review in reviews:
            last = f"{texts.get('checked.last')} {review.last}" if review.last else ""
            place = f"{review.entry.path}:{review.entry.mark.line}"
            print(f"  {place}: {last or texts.get('checked.never')}")
    return 0


def _print_report(problems: Problems, lang: str, form: str, output: Path | None) -> None:
    """Print the list in its form; with a file for that, print the one for people."""
    text = REPORT_FORMATS[form](problems, lang)
    if output:
        try:
            output.write_text(f"{text}\n", encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            reason = current_texts().get("desk.declined.unwritable", path=output)
            raise click.UsageError(f"--output: {reason}", click.get_current_context()) from error
        text = REPORT_FORMATS["text"](problems, lang) if problems.found else ""
    if text:
        print(text)


def _counts(register: Register, lang: str) -> str:
    return ", ".join(
        f"{len(register.collection(name))} "
        f"{register.labels.get(f'collections.{name}', lang).lower()}"
        for name in COLLECTIONS
    )
