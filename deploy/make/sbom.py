"""Makes the bill of materials of a release, in the CycloneDX format."""

import datetime as dt
import json
import platform
import re
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping

from cyclonedx.contrib.license.factories import LicenseFactory
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
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.model.lifecycle import LifecyclePhase, PredefinedLifecycle
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.make.packages import Pin, applicable_pins, licence_expression, needed_packages
from deploy.make.release_spec import ReleaseSpec
from deploy.manifest import FileDigest, Refused

_THEME = "mkdocs-material"
"""The package of which readers get files; the others only make the site."""
_THEME_FILE = re.compile(r"assets/(?:bundle\..+\.js|style\..+\.css|(?:icons|images)/[^/]+)")
_DECLARED = LicenseAcknowledgement.DECLARED


def make_sbom(spec: ReleaseSpec, requirements: str, site: Mapping[str, FileDigest]) -> str:
    """The bill of materials as JSON, the same text for the same release.

    `requirements`: the text of the pinned file; `site`: what is served, by path within the site.
    Raise Refused at a line that is no pin with hashes, or when other packages are installed.
    """
    pins = applicable_pins(requirements)
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
            Property(name="Python", value=platform.python_version()),
            *(Property(name=name, value=value) for name, value in spec.settings.items()),
        ],
    )
    bom.metadata.component = component
    packages = {pin.name: _package(pin, site) for pin in pins}
    bom.components.update(packages.values())
    project = tomllib.loads((spec.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    _register_needs(bom, component, project["dependencies"], packages)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


def read_sbom_settings(text: str) -> dict[str, str]:
    """The settings that a release was made with, by name; raise ValueError if `text` is no SBOM."""
    try:
        properties = json.loads(text)["metadata"]["component"]["properties"]
        return {str(entry["name"]): str(entry["value"]) for entry in properties}
    except (KeyError, TypeError) as error:
        raise ValueError(f"no bill: {error!r}") from None


def _register_needs(
    bom: Bom, site: Component, direct: Iterable[str], packages: Mapping[str, Component]
) -> None:
    """Record what the site needs, and each package of it; raise Refused if a pin is missing."""
    needs = needed_packages(direct)
    if unpinned := sorted(needs.keys() - packages.keys()):
        raise Refused(f"{unpinned[0]} is needed, but the requirements do not pin it")
    names = {canonicalize_name(Requirement(line).name) for line in direct}
    python = _python()
    bom.components.add(python)
    bom.register_dependency(
        site, [python, *(packages[name] for name in sorted(names & needs.keys()))]
    )
    for name, package in packages.items():
        bom.register_dependency(package, [packages[other] for other in sorted(needs.get(name, ()))])


def _python() -> Component:
    version = platform.python_version()
    purl = PackageURL("generic", None, "python", version)
    return Component(
        name="python",
        version=version,
        description=platform.python_implementation(),
        type=ComponentType.PLATFORM,
        purl=purl,
        bom_ref=purl.to_string(),
        scope=ComponentScope.EXCLUDED,
        licenses=_licences("PSF-2.0"),
    )


def _licences(expression: str) -> list[License]:
    if not expression:
        return []
    factory = LicenseFactory()
    return [factory.make_from_string(expression, license_acknowledgement=_DECLARED)]


def _package(pin: Pin, site: Mapping[str, FileDigest]) -> Component:
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
        licenses=_licences(licence_expression(pin.name)),
    )


def _theme_files(site: Mapping[str, FileDigest]) -> Iterator[Component]:
    """The files that readers get of the theme, and its style, which is one file with ours."""
    for path, digest in site.items():
        if _THEME_FILE.fullmatch(path):
            hashes = [_hash(digest.sha256)]
            yield Component(name=path, type=ComponentType.FILE, bom_ref=path, hashes=hashes)


def _hash(sha256: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=sha256)
