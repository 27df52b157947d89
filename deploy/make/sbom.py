"""Knows what a release is made with, as a CycloneDX bill of materials; refuses to judge it."""

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterator, Mapping
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

from deploy.make.release_spec import Order
from deploy.manifest import Refused, Sum

BILL = "sbom.cdx.json"
"""The file of a release that holds it."""
_THEME = "mkdocs-material"
"""The package of which readers get files; the others only make the site."""
_OF_THE_THEME = re.compile(r"assets/(?:bundle\..+\.js|style\..+\.css|(?:icons|images)/[^/]+)")
_PIN = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: *; *(.+))?")
_HASH = "--hash=sha256:"


def bill(order: Order, requirements: str, www: Mapping[str, Sum]) -> str:
    """The bill of a release, as JSON, the same for the same release.

    `requirements`: the text of the pinned file; `www`: what is served, by path within the site.
    Raise Refused at a line that is no pin with hashes.
    """
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{order.commit}/{order.name}"))
    bom.metadata.timestamp = dt.datetime.fromtimestamp(order.epoch, tz=dt.UTC)
    bom.metadata.lifecycles.add(PredefinedLifecycle(LifecyclePhase.BUILD))
    site = Component(
        name="site",
        version=order.name,
        type=ComponentType.APPLICATION,
        bom_ref="site",
        properties=[
            Property(name="commit", value=order.commit),
            *(Property(name=name, value=one) for name, one in order.settings.items()),
        ],
    )
    bom.metadata.component = site
    packages = [_package(*pin, www) for pin in _pins(requirements)]
    bom.components.update(packages)
    bom.register_dependency(site, packages)
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


def settings(text: str) -> dict[str, str]:
    """What the text of a bill says about its making, by name; raise ValueError if it is none."""
    try:
        said = json.loads(text)["metadata"]["component"]["properties"]
        return {str(one["name"]): str(one["value"]) for one in said}
    except (KeyError, TypeError) as error:
        raise ValueError(f"no bill: {error!r}") from None


def strangers(requirements: str) -> list[str]:
    """The packages that run here and are not those of the pinned file, a sentence for each.

    With them a bill would lie. Raise Refused at a line that is no pin with hashes.
    """
    return [
        f"{name} {version} is pinned, but {found or 'nothing'} is installed"
        for name, version, marker, _ in _pins(requirements)
        if not marker or Marker(marker).evaluate()
        if not (found := _installed(name)) or Version(found) != Version(version)
    ]


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _pins(requirements: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Name, version, marker and allowed sums of each package."""
    text = re.sub(r"^\s*#.*\n", "", requirements, flags=re.MULTILINE).replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        pin, *hashes = line.split(_HASH)
        found = _PIN.fullmatch(pin.strip())
        if not found or not hashes:
            raise Refused(f"the requirements pin no package with hashes here: {line.strip()}")
        yield found[1], found[2], found[3] or "", tuple(one.strip() for one in hashes)


def _package(
    name: str, version: str, marker: str, hashes: tuple[str, ...], www: Mapping[str, Sum]
) -> Component:
    purl = PackageURL("pypi", None, name, version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        comment="one of the files with these sums",
        hashes=[_sum(one) for one in hashes],
    )
    return Component(
        name=name,
        version=version,
        purl=purl,
        bom_ref=purl.to_string(),
        external_references=[files],
        scope=ComponentScope.REQUIRED if name == _THEME else ComponentScope.EXCLUDED,
        components=_served(www) if name == _THEME else (),
        properties=[Property(name="marker", value=marker)] if marker else (),
    )


def _served(www: Mapping[str, Sum]) -> Iterator[Component]:
    """The files that readers get of the theme, and its style, which is one file with ours."""
    for path, one in www.items():
        if _OF_THE_THEME.fullmatch(path):
            sums = [_sum(one.sha256)]
            yield Component(name=path, type=ComponentType.FILE, bom_ref=path, hashes=sums)


def _sum(sha256: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=sha256)
