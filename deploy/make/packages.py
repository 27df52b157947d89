"""Reads the pinned packages, and of those installed what they need and under which licence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

from cyclonedx.spdx import is_expression, is_supported_id
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from deploy.manifest import Refused

_PIN = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: *; *(.+))?")
_HASH_OPTION = "--hash=sha256:"
_LICENCE_FILE = re.compile(r"(?:licen[cs]e|copying)[^/]*$", re.IGNORECASE)
_LICENCE_TEXTS = (
    (re.compile(r"Apache License,?\s+Version 2\.0"), "Apache-2.0"),
    (re.compile(r"Mozilla Public License,? Version 2\.0", re.IGNORECASE), "MPL-2.0"),
    (re.compile(r"PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2"), "PSF-2.0"),
    (re.compile(r"Redistributions in binary form[^$]*to\s+endorse\s+or\s+promote"), "BSD-3-Clause"),
    (re.compile(r"Redistributions in binary form"), "BSD-2-Clause"),
    (re.compile(r"Permission is hereby granted, free of charge"), "MIT"),
)
"""What the text of a licence says, the more particular first, and its SPDX identifier."""


@dataclass(frozen=True)
class Pin:
    """A package of a requirements file."""

    name: str
    version: str
    sha256s: tuple[str, ...]
    """The allowed hashes of its files."""


def applicable_pins(requirements: str) -> list[Pin]:
    """The packages of a pinned file that the Python that runs gets, each once.

    Raise Refused at a line that is no pin with hashes.
    """
    text = re.sub(r"^\s*#.*\n", "", requirements, flags=re.MULTILINE).replace("\\\n", " ")
    pins = []
    for line in filter(str.strip, text.splitlines()):
        pin, *hashes = line.split(_HASH_OPTION)
        match = _PIN.fullmatch(pin.strip())
        if not match or not hashes:
            raise Refused(f"the requirements pin no package with hashes here: {line.strip()}")
        if not match[3] or Marker(match[3]).evaluate():
            pins.append(Pin(match[1], match[2], tuple(sha256.strip() for sha256 in hashes)))
    return pins


def mismatched_packages(requirements: str) -> list[str]:
    """A sentence for each installed package that is not the pinned one, or is missing.

    With them the bill of materials would be wrong. Raise Refused at a line that is no pin with
    hashes.
    """
    return [
        f"{pin.name} {pin.version} is pinned, but {installed or 'nothing'} is installed"
        for pin in applicable_pins(requirements)
        if not (installed := _installed_version(pin.name))
        or Version(installed) != Version(pin.version)
    ]


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def needed_packages(direct: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Each installed package that requirements lead to, and those that it needs, by name.

    `direct` are requirements as in `pyproject.toml`; they count with the markers and the extras
    of the Python that runs. Raise Refused where one is not installed.
    """
    needs: dict[str, frozenset[str]] = {}
    extras: dict[str, set[str]] = {}
    waiting = [*map(Requirement, direct)]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name in needs and asked.extras <= extras[name]:
            continue
        extras.setdefault(name, set()).update(asked.extras)
        own = _own_requirements(name, extras[name])
        needs[name] = frozenset(canonicalize_name(requirement.name) for requirement in own)
        waiting += own
    return needs


def _own_requirements(name: str, extras: set[str]) -> list[Requirement]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        raise Refused(f"{name} is needed, but not installed") from None
    return [
        requirement
        for requirement in map(Requirement, lines)
        if not requirement.marker
        or any(requirement.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
    ]


def licence_expression(name: str) -> str:
    """The licence of an installed package as an SPDX expression, "" where it says none.

    What its metadata declares counts first, then what the text of its licence is.
    """
    about = metadata.metadata(name)
    for declared in (about["License-Expression"], about["License"]):
        if declared and (is_supported_id(declared) or is_expression(declared)):
            return declared
    for text in _licence_texts(name):
        for pattern, identifier in _LICENCE_TEXTS:
            if pattern.search(text):
                return identifier
    return ""


def _licence_texts(name: str) -> Iterator[str]:
    """The texts of the licence files beside the metadata of an installed package."""
    for file in sorted(metadata.files(name) or [], key=str):
        if ".dist-info/" in str(file) and _LICENCE_FILE.search(str(file)):
            yield file.read_text()
