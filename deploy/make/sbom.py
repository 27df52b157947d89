"""Makes the bill of materials of a release, in the CycloneDX format."""

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.lifecycle import LifecyclePhase, PredefinedLifecycle
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.markers import Marker
from packaging.version import Version

from deploy.make.release_spec import ReleaseSpec
from deploy.manifest import FileDigest, Refused

_THEME = "mkdocs-material"
"""The package of which readers get files; the others only make the site."""
_THEME_FILE = re.compile(r"assets/(?:bundle\..+\.js|style\..+\.css|(?:icons|images)/[^/]+)")
_PIN = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: *; *(.+))?")
_HASH_OPTION = "--hash=sha256:"


@dataclass(frozen=True)
class _Pin:
    """A package of a requirements file."""

    name: str
    version: str
    marker: str
    """Which Pythons get it; "" for all."""
    sha256s: tuple[str, ...]
    """The allowed hashes of its files."""


def make_sbom(spec: ReleaseSpec, requirements: str, site: Mapping[str, FileDigest]) -> str:
    """The bill of materials as JSON, the same text for the same release.

    `requirements`: the text of the pinned file; `site`: what is served, by path within the site.
    Raise Refused at a line that is no pin with hashes.
    """
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{spec.commit}/{spec.name}"))
    bom.metadata.timestamp = dt.datetime.fromtimestamp(spec.epoch, tz=dt.UTC)
    bom.metadata.lifecycles.add(PredefinedLifecycle(LifecyclePhase.BUILD))
    component = Component(
        name="site",
        version=spec.name,
        type=ComponentType.APPLICATION,
        bom_ref="site",
        properties=[
            Property(name="commit", value=spec.commit),
            *(Property(name=name, value=value) for name, value in spec.settings.items()),
        ],
    )
    bom.metadata.component = component
    packages = [_package(pin, site) for pin in _pins(requirements)]
    bom.components.update(packages)
    bom.register_dependency(component, packages)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


def read_sbom_settings(text: str) -> dict[str, str]:
    """The settings that a release was made with, by name; raise ValueError if `text` is no SBOM."""
    try:
        properties = json.loads(text)["metadata"]["component"]["properties"]
        return {str(entry["name"]): str(entry["value"]) for entry in properties}
    except (KeyError, TypeError) as error:
        raise ValueError(f"no bill: {error!r}") from None


def mismatched_packages(requirements: str) -> list[str]:
    """A sentence for each installed package that is not the pinned one, or is missing.

    With them the bill of materials would be wrong. Raise Refused at a line that is no pin with
    hashes.
    """
    return [
        f"{pin.name} {pin.version} is pinned, but {installed or 'nothing'} is installed"
        for pin in _pins(requirements)
        if not pin.marker or Marker(pin.marker).evaluate()
        if not (installed := _installed_version(pin.name))
        or Version(installed) != Version(pin.version)
    ]


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _pins(requirements: str) -> Iterator[_Pin]:
    text = re.sub(r"^\s*#.*\n", "", requirements, flags=re.MULTILINE).replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        pin, *hashes = line.split(_HASH_OPTION)
        match = _PIN.fullmatch(pin.strip())
        if not match or not hashes:
            raise Refused(f"the requirements pin no package with hashes here: {line.strip()}")
        sha256s = tuple(sha256.strip() for sha256 in hashes)
        yield _Pin(match[1], match[2], match[3] or "", sha256s)


def _package(pin: _Pin, site: Mapping[str, FileDigest]) -> Component:
    purl = PackageURL("pypi", None, pin.name, pin.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        comment="one of the files with these sums",
        hashes=[_hash(sha256) for sha256 in pin.sha256s],
    )
    is_theme = pin.name == _THEME
    return Component(
        name=pin.name,
        version=pin.version,
        purl=purl,
        bom_ref=purl.to_string(),
        external_references=[files],
        scope=ComponentScope.REQUIRED if is_theme else ComponentScope.EXCLUDED,
        components=_theme_files(site) if is_theme else (),
        properties=[Property(name="marker", value=pin.marker)] if pin.marker else (),
    )


def _theme_files(site: Mapping[str, FileDigest]) -> Iterator[Component]:
    """The files that readers get of the theme, and its style, which is one file with ours."""
    for path, digest in site.items():
        if _THEME_FILE.fullmatch(path):
            hashes = [_hash(digest.sha256)]
            yield Component(name=path, type=ComponentType.FILE, bom_ref=path, hashes=hashes)


def _hash(sha256: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=sha256)
