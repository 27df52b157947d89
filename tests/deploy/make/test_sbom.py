"""What the bill of materials of a release says, and that it is one."""

import json
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.make.release_spec import ReleaseSpec
from deploy.make.sbom import make_sbom, mismatched_packages, read_sbom_settings
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
    """As many as the file pins, each hash once."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = sorted(line.partition(" ")[0] for line in lines if "==" in line and line[0] != " ")
    sums = sorted(line.split("sha256:")[1][:64] for line in lines if "sha256:" in line)
    packages = sbom["components"]
    assert sorted(f"{package['name']}=={package['version']}" for package in packages) == pins
    assert len(pins) > 40
    assert sums == sorted(
        digest["content"]
        for package in packages
        for reference in package["externalReferences"]
        for digest in reference["hashes"]
    )


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


def test_a_marker_is_told(tmp_path: Path) -> None:
    """A package that only some Pythons get is named all the same."""
    pin = f"a==1 ; python_version < '3.12' \\\n    --hash=sha256:{'ab' * 32}\n    # via b\n"
    package = json.loads(make_sbom(SPEC, pin, {}))["components"][0]
    assert package["properties"] == [{"name": "marker", "value": "python_version < '3.12'"}]


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
    assert read_sbom_settings(text) == {"commit": SPEC.commit, "DATA_DIR": "data"}
    assert read_sbom_settings(make_sbom(other, "", {})) == {
        "commit": SPEC.commit,
        "SITE_URL": "https://host.example/",
        "REPO_URL": "https://git.example/a",
        "EDIT_URI": "edit/",
        "DATA_DIR": "data",
    }


@pytest.mark.parametrize("text", ["{}", "[]", '{"metadata": {"component": {"properties": [1]}}}'])
def test_settings_are_read_of_a_bill_alone(text: str) -> None:
    """Of other JSON nothing is believed."""
    with pytest.raises(ValueError, match=r"^no bill: "):
        read_sbom_settings(text)
