"""LOM metadata inside a manifest, as far as the schema cannot say it: what may be there once."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scormkit.catalogue import Catalogue, Fault
from scormkit.findings import Severity
from scormkit.package.xml_reader import elements, local_name
from scormkit.targets.manifest import Manifest
from scormkit.targets.metadata import IEEE_LOM

RULES: Catalogue[Manifest] = Catalogue()

# What LOM has several of (IEEE 1484.12.1, size above 1), by the element that holds it. All else is there once.
_SEVERAL = {
    "lom": {"educational", "relation", "annotation", "classification"},
    "general": {"identifier", "language", "description", "keyword", "coverage"},
    "lifeCycle": {"contribute"},
    "contribute": {"entity"},
    "metaMetadata": {"identifier", "contribute", "metadataSchema"},
    "technical": {"format", "location", "requirement"},
    "requirement": {"orComposite"},
    "educational": {
        "learningResourceType",
        "intendedEndUserRole",
        "context",
        "typicalAgeRange",
        "description",
        "language",
    },
    "resource": {"identifier", "description"},
    "classification": {"taxonPath", "keyword"},
    "taxonPath": {"taxon"},
}
_ONCE_IN = frozenset(_SEVERAL) | {"identifier", "orComposite", "rights", "relation", "annotation", "taxon"}


@RULES.check(
    "SK8240",
    Severity.ERROR,
    why="A catalogue shows one of the two, or refuses the metadata.",
    fix="Say it once; several languages go into one element as several strings.",
    reference="IEEE 1484.12.1, clause 6; SCORM 2004 CAM 4",
)
def metadata_element_twice(manifest: Manifest) -> Iterator[Fault]:
    """What LOM has once is there once."""
    for lom in manifest.root.iter(IEEE_LOM.name("lom")):
        for parent in lom.iter(etree.Element):
            name = local_name(parent)
            if name not in _ONCE_IN:
                continue
            seen: set[str] = set()
            for child in elements(parent):
                local = local_name(child)
                if local in seen and local not in _SEVERAL.get(name, ()):
                    yield manifest.fault(child, f"{name} has {local} twice")
                seen.add(local)
