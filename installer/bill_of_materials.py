"""Writes the bill of materials (CycloneDX 1.6): every distribution that is shipped, and what is no distribution.

The distributions are read from the program's own ``dist-info`` folders, the hashes of their wheels from uv's list,
where each must be one of ``requirements.lock``; the other components from ``resources/licences/components.toml``.
"""

import hashlib
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name, parse_wheel_filename

from installer.places import PROGRAM_NAME
from tools.telling import SetUpError

COMPONENTS = Path("resources") / "licences" / "components.toml"
OWN_NAME = "disclosure-desk"
_VERSION = SchemaVersion.V1_6
Told = dict[str, list[dict[str, Any]]]
"""The list of components: under "component" what is no distribution, under "distribution" what one does not say."""

_LICENCE_CLASSIFIER = "License :: OSI Approved :: "


def write_bill(target: Path, site_packages: Path, listing: Path, locked: str, told: Told, epoch: int) -> None:
    """Write the bill; ``listing`` is uv's ``pylock.toml``, ``locked`` the text of ``requirements.lock``.

    Raises:
        SetUpError: a wheel's hash is not found or not locked, or the bill does not fit the schema.
    """
    shipped = sorted(distributions(path=[str(site_packages)]), key=lambda each: canonicalize_name(each.name))
    own = next(each for each in shipped if each.name == OWN_NAME)
    wheels = tomllib.loads(listing.read_text(encoding="utf-8"))["packages"]
    parts = [_python_part(each, wheel_hash(each, wheels, locked), told) for each in shipped if each is not own]
    parts += [_other_part(each) for each in told["component"]]
    text = bill(_program(own), parts, epoch)
    if errors := JsonStrictValidator(_VERSION).validate_str(text):
        raise SetUpError(f"The bill of materials does not fit CycloneDX: {errors}", "软件物料清单不符合 CycloneDX。")
    target.write_text(text, encoding="utf-8")


def bill(program: Component, parts: list[Component], epoch: int) -> str:
    """The bill in JSON; its number comes from what it says, so that the same content has the same number."""
    made = BomMetaData(component=program, timestamp=datetime.fromtimestamp(epoch, UTC))
    bom = Bom(components=parts, metadata=made, serial_number=uuid.UUID(int=0))
    bom.register_dependency(program, parts)
    content = make_outputter(bom, OutputFormat.JSON, _VERSION).output_as_string()
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, content)
    return make_outputter(bom, OutputFormat.JSON, _VERSION).output_as_string(indent=2) + "\n"


def wheel_hash(shipped: Distribution, wheels: list[dict[str, Any]], locked: str) -> str:
    """The SHA-256 of the wheel that a distribution was installed from: the one with the tags of its WHEEL file.

    Raises:
        SetUpError: there is none, or the lock does not name it.
    """
    name = canonicalize_name(shipped.name)
    tags = set(_tags(shipped))
    for wheel in (wheel for each in wheels if each["name"] == name for wheel in each.get("wheels", [])):
        file = wheel.get("name") or wheel["url"].rsplit("/", 1)[-1]
        found = str(wheel["hashes"]["sha256"])
        if {str(tag) for tag in parse_wheel_filename(file)[3]} == tags and f"sha256:{found}" in locked:
            return found
    raise SetUpError(f"No locked wheel of {name} has the tags {sorted(tags)}.", f"锁定文件中没有 {name} 的安装包。")


def licence_of(shipped: Distribution) -> str:
    """What a distribution says of its licence, the most exact first; empty where it says nothing."""
    metadata = shipped.metadata.json
    for key in ("license_expression", "license"):
        said = str(metadata.get(key, "")).strip()
        if said and "\n" not in said:
            return said
    classifiers = metadata.get("classifier", [])
    said_there = [
        each.removeprefix(_LICENCE_CLASSIFIER) for each in classifiers if each.startswith(_LICENCE_CLASSIFIER)
    ]
    return " AND ".join(said_there)


def components_told(file: Path, versions: Mapping[str, str], hashes: Mapping[str, str]) -> Told:
    """What the list of components says, with what the build knows better.

    Args:
        file: the list; the files that it names lie below its folder's parent.
        versions: those that are really shipped, by component.
        hashes: the SHA-256 of what a component was taken from; that of a component of one file is added here.

    Raises:
        SetUpError: there is no such list.
    """
    if not file.is_file():
        raise SetUpError(f"{file} is missing: the bill needs it.", f"缺少 {file}，不能写出软件物料清单。")
    told: Told = tomllib.loads(file.read_text(encoding="utf-8"))
    others = [each | {"version": versions.get(each["name"], each["version"])} for each in told["component"]]
    for each in others:
        shipped = each.get("files_shipped", [])
        if each["name"] in hashes:
            each["sha256"] = hashes[each["name"]]
        elif len(shipped) == 1:
            each["sha256"] = hashlib.sha256((file.parents[1] / shipped[0]).read_bytes()).hexdigest()
    return {"component": others, "distribution": told.get("distribution", [])}


def _tags(shipped: Distribution) -> Iterator[str]:
    for line in (shipped.read_text("WHEEL") or "").splitlines():
        key, _, tag = line.partition(":")
        if key == "Tag":
            yield tag.strip()


def _python_part(shipped: Distribution, sha256: str, told: Told) -> Component:
    name = canonicalize_name(shipped.name)
    stated = next((each for each in told["distribution"] if canonicalize_name(each["name"]) == name), {})
    address = PackageURL("pypi", name=name, version=shipped.version)
    return Component(
        name=shipped.name,
        version=shipped.version,
        bom_ref=address.to_string(),
        purl=address,
        description=str(shipped.metadata.json.get("summary", "")) or None,
        licenses=_licences(stated.get("licence") or licence_of(shipped)),
        hashes=_hashes(sha256),
    )


def _other_part(told: dict[str, Any]) -> Component:
    return Component(
        name=told["name"],
        version=str(told["version"]),
        bom_ref=f"{told['name']}@{told['version']}",
        description=told["what"],
        licenses=_licences(told["licence"]),
        hashes=_hashes(told["sha256"]) if "sha256" in told else [],
    )


def _hashes(sha256: str) -> list[HashType]:
    return [HashType(alg=HashAlgorithm.SHA_256, content=sha256)]


def _program(own: Distribution) -> Component:
    return Component(
        type=ComponentType.APPLICATION,
        name=own.name,
        version=own.version,
        bom_ref=f"{OWN_NAME}@{own.version}",
        description=PROGRAM_NAME,
        licenses=_licences(licence_of(own)),
    )


def _licences(said: str) -> list[License]:
    return [LicenseFactory().make_from_string(said)] if said else []
