"""The labels of the commands that change data: none is missing, and none is there for nothing."""

import re

import pytest

from macros.cli.edit_commands import EDITS, NEW_ARGUMENTS
from macros.i18n import LANGUAGES, load_labels
from macros.model import BAD_ID_RULES
from tests.support.sites import ROOT

LABELS, _ = load_labels()


def _arguments() -> set[str]:
    new = [argument for arguments in NEW_ARGUMENTS.values() for argument in arguments]
    others = [argument for _, arguments in EDITS.values() for argument in arguments]
    return {argument.name.removeprefix("--") for argument in [*new, *others]} | {"id"}


def _reasons() -> set[str]:
    """The keys of the sentences that say why something was not done."""
    files = (ROOT / "macros").rglob("*.py")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    calls = (
        r'UserError\(\s*"([a-z0-9-]+)"',
        r'EditRefused\(\s*"([a-z0-9-]+)"',
        r'Unwritable\([^()]*"([a-z0-9-]+)"\)',
    )
    sentences = (r'_parsed\([^()]*"(not-[a-z-]+)"', r'"desk\.declined\.([a-z0-9-]+)"')
    found = {key for call in (*calls, *sentences) for key in re.findall(call, text)}
    # Those that an expression chooses.
    return found | {"several-open", "ended-already", "none-open", "untouchable", *BAD_ID_RULES}


def test_every_argument_has_help() -> None:
    """And no help is of an argument that is none."""
    assert set(LABELS.group("desk.arguments")) == _arguments()


def test_every_reason_has_a_sentence() -> None:
    """And no sentence is for what never happens."""
    assert set(LABELS.group("desk.declined")) == _reasons()


@pytest.mark.parametrize("group", ["desk.done", "desk.help", "desk.arguments", "desk.declined"])
def test_every_sentence_is_said_in_both_languages(group: str) -> None:
    """The clerk reads Vietnamese, the engineer may ask for English."""
    names = LABELS.group(group)
    assert [name for name in names if LABELS.group(f"{group}.{name}") != LANGUAGES] == []


def test_every_text_of_usage_is_used_and_said_in_both_languages() -> None:
    """Errors of usage are the program's own texts, not those of a library."""
    files = (ROOT / "macros/cli").glob("*.py")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    names = set(re.findall(r"""["']usage\.([a-z-]+)["']""", text)) | {
        "arguments",
        "options",
        "commands",
    }
    assert names == set(LABELS.group("usage"))
    assert [name for name in names if LABELS.group(f"usage.{name}") != LANGUAGES] == []
