"""What the bill of materials of a release says, and that it is one."""

import json
import platform
import tomllib
from collections import Counter
from dataclasses import replace
from importlib import metadata
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.make.packages import applicable_pins, mismatched_packages
from deploy.make.release_spec import ReleaseSpec
from deploy.make.sbom import make_sbom, read_sbom_settings
from deploy.manifest import FileDigest, Refused
from tests.support.sites import ROOT

SPEC = ReleaseSpec(ROOT, "2.1.0", "0123456789abcdef", 1_790_000_000, "2024-03-11", "", {})
WWW = {
    "assets/bundle.0a1b2c3d.js": FileDigest("ab" * 32, 5),
    "assets/site.css": FileDigest("cd" * 32, 5),
    "index.html": FileDigest("ef" * 32, 5),
}


@pytest.fixture(scope="module")
def text() -> str:
    """The bill of the packages that are pinned here."""
    return make_sbom(SPEC, (ROOT / "requirements.txt").read_text(encoding="utf-8"), WWW)


@pytest.fixture(scope="module")
def sbom(text: str) -> dict[str, Any]:
    """The same, read."""
    read: dict[str, Any] = json.loads(text)
    return read


def test_it_is_a_cyclonedx_bill(text: str) -> None:
    """By the schema that comes with the format, unknown fields refused."""
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    broken = text.replace('"library"', '"book"')
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_it_names_every_pinned_package_with_its_sums(sbom: dict[str, Any]) -> None:
    """Those that this Python gets, each once, with the sums of its pin; and Python itself."""
    pins = applicable_pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert len(pins) > 40
    assert max(Counter(pin.name for pin in pins).values()) == 1
    listed = {
        (package["name"], package["version"]): {
            digest["content"]
            for reference in package["externalReferences"]
            for digest in reference["hashes"]
        }
        for package in sbom["components"]
        if package["type"] == "library"
    }
    assert listed == {(pin.name, pin.version): set(pin.sha256s) for pin in pins}
    others = [part for part in sbom["components"] if part["type"] != "library"]
    assert [(part["name"], part["version"]) for part in others] == [
        ("python", platform.python_version())
    ]


def test_every_package_has_a_licence(sbom: dict[str, Any]) -> None:
    """An identifier or an expression of SPDX, as its wheel declares it, else as its text reads."""
    licences = {
        package["name"]: [
            entry.get("expression") or entry["license"]["id"] for entry in package["licenses"]
        ]
        for package in sbom["components"]
    }
    assert {name for name, found in licences.items() if len(found) != 1} == set()
    said = ("packaging", "mkdocs", "certifi", "jinja2", "sortedcontainers", "defusedxml", "python")
    assert {name: licences[name][0] for name in said} == {
        "packaging": "Apache-2.0 OR BSD-2-Clause",
        "mkdocs": "BSD-2-Clause",
        "certifi": "MPL-2.0",
        "jinja2": "BSD-3-Clause",
        "sortedcontainers": "Apache-2.0",
        "defusedxml": "PSF-2.0",
        "python": "PSF-2.0",
    }


def test_it_says_what_each_package_needs(sbom: dict[str, Any]) -> None:
    """The site needs what the project names; from there every package is reached, and no other."""
    graph = {part["ref"]: part.get("dependsOn", []) for part in sbom["dependencies"]}
    names = {part["bom-ref"]: part["name"] for part in sbom["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(graph["site"]) == 1 + len(project["dependencies"])
    reached = {"site"}
    waiting = ["site"]
    while waiting:
        more = set(graph[waiting.pop()]) - reached
        reached |= more
        waiting += sorted(more)
    assert reached == {"site", *names}
    (requests,) = [ref for ref, name in names.items() if name == "requests"]
    assert [names[ref] for ref in graph[requests]] == [
        "certifi",
        "charset-normalizer",
        "idna",
        "urllib3",
    ]


def test_it_tells_what_reaches_readers(sbom: dict[str, Any]) -> None:
    """Files of the theme are in the site; the other packages only make it."""
    required = [package for package in sbom["components"] if package["scope"] == "required"]
    assert [package["name"] for package in required] == ["mkdocs-material"]
    assert [(file["name"], file["hashes"][0]["content"]) for file in required[0]["components"]] == [
        ("assets/bundle.0a1b2c3d.js", "ab" * 32)
    ]


def test_it_names_release_commit_and_time(sbom: dict[str, Any], text: str) -> None:
    """Of the release, not of the hour at which it was made; so twice the same."""
    about = sbom["metadata"]
    assert about["component"]["version"] == "2.1.0-2024-03-11-0123456789ab"
    assert {"name": "commit", "value": "0123456789abcdef"} in about["component"]["properties"]
    assert about["timestamp"] == "2026-09-21T14:13:20+00:00"
    assert make_sbom(SPEC, (ROOT / "requirements.txt").read_text(encoding="utf-8"), WWW) == text


@pytest.mark.parametrize(
    "line", ["mkdocs>=1.6", "mkdocs==1.6.1", "-r other.txt", "a @ file:///a.whl --hash=sha256:ab"]
)
def test_a_package_that_is_not_pinned_is_refused(line: str) -> None:
    """A bill that leaves something out would be worse than none."""
    with pytest.raises(Refused) as refused:
        make_sbom(SPEC, f"{line}\n", WWW)
    assert str(refused.value) == f"the requirements pin no package with hashes here: {line}"


def test_a_package_that_other_pythons_get_is_left_out() -> None:
    """And one that is pinned twice is the one that this Python gets."""
    pins = "".join(
        f"a=={version} ; python_version {marker} '3.11' \\\n    --hash=sha256:ab\n    # via b\n"
        for version, marker in ((1, "<"), (2, ">="))
    )
    assert [(pin.name, pin.version) for pin in applicable_pins(pins)] == [("a", "2")]


def test_a_package_that_is_needed_and_not_pinned_is_refused() -> None:
    """The bill would leave it out."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    cut = text[text.index("boolean-py==") :]
    with pytest.raises(Refused, match=r"^annotated-types is needed, but the requirements do not"):
        make_sbom(SPEC, cut, WWW)


def test_a_package_that_is_not_the_pinned_one_is_told() -> None:
    """Also one that is missing; one that only other Pythons get is none of ours."""
    pins = (
        ("brotli", "1.0", ""),
        ("nowhere-to-be-found", "1.0", ""),
        ("mkdocs", "0.1", " ; python_version < '3'"),
    )
    text = "".join(
        f"{name}=={version}{marker} --hash=sha256:ab\n" for name, version, marker in pins
    )
    installed = metadata.version("brotli")
    assert mismatched_packages(text) == [
        f"brotli 1.0 is pinned, but {installed} is installed",
        "nowhere-to-be-found 1.0 is pinned, but nothing is installed",
    ]
    assert mismatched_packages((ROOT / "requirements.txt").read_text(encoding="utf-8")) == []


def test_it_says_what_else_the_bytes_depend_on(text: str) -> None:
    """The address and the variables that change the pages, so that two releases can be compared."""
    chosen = {"REPO_URL": "https://git.example/a", "EDIT_URI": "edit/", "HOME": "/root"}
    other = replace(SPEC, url="https://host.example/", environment=chosen)
    python = platform.python_version()
    own = {"commit": SPEC.commit, "DATA_DIR": "data", "Python": python}
    assert read_sbom_settings(text) == own
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert read_sbom_settings(make_sbom(other, requirements, {})) == {
        **own,
        "SITE_URL": "https://host.example/",
        "REPO_URL": "https://git.example/a",
        "EDIT_URI": "edit/",
    }


@pytest.mark.parametrize("text", ["{}", "[]", '{"metadata": {"component": {"properties": [1]}}}'])
def test_settings_are_read_of_a_bill_alone(text: str) -> None:
    """Of other JSON nothing is believed."""
    with pytest.raises(ValueError, match=r"^no bill: "):
        read_sbom_settings(text)
