"""Styles, scripts and templates: their sizes, their openings, and the tools that check them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import ROOT

ASSETS = ROOT / "overrides/assets"
SCRIPTS = sorted((ASSETS / "js").rglob("*.js"))
STYLES = sorted((ASSETS / "css").glob("*.css"))
TEMPLATES = sorted([*(ROOT / "macros").rglob("*.j2"), *(ROOT / "overrides").rglob("*.html")])
TYPES = sorted((ASSETS / "js").glob("*.d.ts"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

GOOD = """// Adds.
"use strict";

{
  globalThis.answerOn = (steps, day) => steps + day;
}
"""
"""A script in which no tool finds anything."""


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    """The result of a tool that pip has installed beside this Python."""
    tool, *arguments = command
    path = shutil.which(tool, path=str(Path(sys.executable).parent))
    assert path, f"{tool} is not installed"
    quiet = {"DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": str(ROOT / "build/deno"), "NO_COLOR": "1"}
    return subprocess.run(
        [path, *arguments],
        cwd=ROOT,
        env={**quiet, **os.environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    return _run("oxlint", "--config", str(ROOT / ".oxlintrc.json"), *map(str, paths))


def _check_types(*paths: Path) -> subprocess.CompletedProcess[str]:
    return _run("deno", "check", "--config", str(ROOT / "deno.json"), *map(str, paths))


def _check_format(*paths: Path) -> subprocess.CompletedProcess[str]:
    return _run("deno", "fmt", "--check", "--config", str(ROOT / "deno.json"), *map(str, paths))


def _planted(folder: Path, text: str, name: str = "planted.js") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _function(lines: int) -> str:
    """A script with one function of so many lines."""
    body = "".join(f"    total += {number};\n" for number in range(lines - 4))
    return (
        f"{{\n  globalThis.sum = () => {{\n    let total = 0;\n{body}    return total;\n  }};\n}}\n"
    )


def test_no_file_is_longer_than_400_lines() -> None:
    """A file that outgrows the limit is two."""
    long = [
        file.relative_to(ROOT)
        for file in (*SCRIPTS, *TYPES, *STYLES, *TEMPLATES)
        if len(file.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert long == []


def test_styles_scripts_and_templates_are_found() -> None:
    """The other tests of this file do not pass on nothing."""
    assert len(SCRIPTS) > 25
    assert len(STYLES) > 20
    assert len(TEMPLATES) > 50


def test_a_script_and_a_style_open_with_a_sentence() -> None:
    """It says what the file does, before anything else."""
    opening = re.compile(r"/\* [^*]+\. \*/\n|(// .+\n)*// .+\.\n")
    silent = [
        file.name
        for file in (*SCRIPTS, *STYLES)
        if not opening.match(file.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_scripts_pass_the_linter() -> None:
    """All of them are looked at, and nothing is found."""
    result = _lint(ASSETS / "js")
    assert (result.returncode, "0 warnings and 0 errors" in result.stdout) == (0, True)
    assert f"on {len([*SCRIPTS, *TYPES])} files" in result.stdout


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (GOOD.replace("steps + day", "steps == day"), "eslint(eqeqeq)"),
        (GOOD + "{\n  const unused = 1;\n}\n", "eslint(no-unused-vars)"),
        (_function(LONGEST_FUNCTION + 1), "eslint(max-lines-per-function)"),
        (GOOD + "// A line.\n" * LONGEST_FILE, "eslint(max-lines)"),
    ],
    ids=["comparison", "unused variable", "long function", "long file"],
)
def test_the_linter_finds_a_planted_fault(tmp_path: Path, text: str, rule: str) -> None:
    """A gate that finds nothing in anything is none."""
    result = _lint(_planted(tmp_path, text))
    assert (result.returncode, rule in result.stdout) == (1, True)


def test_the_linter_lets_the_longest_function_pass(tmp_path: Path) -> None:
    """The limit is met, not undercut."""
    assert _lint(_planted(tmp_path, _function(LONGEST_FUNCTION))).returncode == 0


def test_scripts_have_sound_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each parameter, and of what scripts share. Nothing is known from an earlier check."""
    monkeypatch.setenv("DENO_DIR", str(tmp_path))
    result = _check_types(*SCRIPTS)
    assert (result.returncode, result.stderr.count("ERROR")) == (0, 0)
    assert result.stderr.count("Check ") == len(SCRIPTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            GOOD.replace("steps + day", "steps.length"),
            "'number' is not assignable to type 'string'",
        ),
        (GOOD + "answerOn(1, 2);\n", "'number' is not assignable to parameter of type 'string'"),
        (GOOD + 'document.querySelector("a").focus();\n', "Object is possibly 'null'"),
        (GOOD + "export const same = (value) => value;\n", "implicitly has an 'any' type"),
    ],
    ids=["result", "argument", "null", "no type"],
)
def test_the_type_check_finds_a_planted_fault(tmp_path: Path, text: str, message: str) -> None:
    """A script that says another type than globals.d.ts, or none, is refused."""
    result = _check_types(_planted(tmp_path, text))
    assert (result.returncode, message in result.stderr) == (1, True)


def test_the_type_check_finds_nothing_in_a_good_script(tmp_path: Path) -> None:
    """The faults above are what is found."""
    assert _check_types(_planted(tmp_path, GOOD)).returncode == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [("planted.js", GOOD.replace(" + ", "+")), ("planted.css", "/* A. */\n\na {color: red}\n")],
)
def test_the_formatter_finds_a_planted_fault(tmp_path: Path, name: str, text: str) -> None:
    """In a script and in a style."""
    assert _check_format(_planted(tmp_path, text, name)).returncode == 1


def test_scripts_and_styles_are_formatted() -> None:
    """As `make format` leaves them."""
    assert _check_format(*SCRIPTS, *STYLES).returncode == 0
