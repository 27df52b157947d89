"""The words of a clerk's commands: each is asked for, and each that is asked for is there."""

import argparse
import datetime as dt
import re
from pathlib import Path

import pytest

from macros.cli.edit_args import add_edit_commands
from macros.i18n import LANGUAGES, load_labels
from tests.support.sites import ROOT

WORDS, _ = load_labels()


def _arguments() -> set[str]:
    parser = argparse.ArgumentParser()
    add_edit_commands(parser.add_subparsers(), Path("data"), dt.date.today)
    source = (ROOT / "macros/cli/edit_args.py").read_text(encoding="utf-8")
    return set(re.findall(r'_Argument\(\s*"(?:--)?([a-z0-9-]+)"', source))


def _reasons() -> set[str]:
    """The keys of the sentences that say why something was not done."""
    files = (ROOT / "macros").rglob("*.py")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    calls = (r'EditRefused\(\s*"([a-z0-9-]+)"', r'Unwritable\([^()]*"([a-z0-9-]+)"\)')
    said = (r'_said\("([a-z0-9-]+)"', r'declined_text\([a-z_.()\[\]0]+, "([a-z0-9-]+)"')
    found = {key for call in (*calls, *said) for key in re.findall(call, text)}
    # Those that an expression chooses, and that of an edit that can not be made.
    return found | {"several-open", "ended-already", "none-open", "untouchable"}


def test_every_argument_has_help() -> None:
    """And no help is of an argument that is none."""
    assert set(WORDS.group("desk.arguments")) == _arguments()


def test_every_reason_has_a_sentence() -> None:
    """And no sentence is for what never happens."""
    assert set(WORDS.group("desk.declined")) == _reasons()


@pytest.mark.parametrize("group", ["done", "help", "arguments", "declined"])
def test_every_sentence_is_said_in_both_languages(group: str) -> None:
    """The clerk reads Vietnamese, the engineer may ask for English."""
    names = WORDS.group(f"desk.{group}")
    assert [one for one in names if WORDS.group(f"desk.{group}.{one}") != LANGUAGES] == []
