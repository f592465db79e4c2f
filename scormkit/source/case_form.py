"""Framework → CASE 1.1 package (1EdTech), as JSON values.

Every part is first made from what the framework says, then what a CASE file said besides is laid over it (`case`,
`parent_case`). `case_reader` keeps exactly what this file would not make, so that nothing gets lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scormkit.course.framework import Association, Framework, FrameworkItem, guid

Json = dict[str, Any]

# CASE wants a time of change for every part; this is said where the framework's file gives none.
UNKNOWN_TIME = "2000-01-01T00:00:00+00:00"
STATUS_KEY = "scormkitStatus"
# CASE 1.1 gives every part an object for extensions; a framework's own facts that CASE has no place for stand there.
OWN_KEY = "scormkit"

_TO_CASE = {
    "exactMatch": "exactMatchOf",
    "closeMatch": "ext:closeMatch",
    "broader": "ext:broader",
    "narrower": "ext:narrower",
}
_FROM_CASE = {name: kind for kind, name in _TO_CASE.items()}


def type_from_case(name: str) -> str:
    """Our word for a type of association of CASE."""
    return _FROM_CASE.get(name, name)


def link(title: str, identifier: str, uri: str) -> Json:
    """A LinkURI of CASE."""
    return {"title": title, "identifier": identifier, "uri": uri}


def document_of(framework: Framework) -> Json:
    """The CFDocument."""
    made: Json = {
        "identifier": framework.identifier,
        "uri": framework.iri,
        "creator": framework.publisher or framework.title,
        "title": framework.title,
        "lastChangeDateTime": framework.changed or UNKNOWN_TIME,
        "caseVersion": "1.1",
        "language": framework.language,
        "CFPackageURI": link(framework.title, framework.identifier, framework.iri),
    }
    if framework.publisher:
        made["publisher"] = framework.publisher
    if framework.description:
        made["description"] = framework.description
    if framework.status:
        made["adoptionStatus"] = framework.status
    if framework.rights or framework.wording:
        made["notes"] = framework.rights or framework.wording
    kept = framework.case.get("CFDocument", {})
    others = kept.get("extensions")
    own = {"id": framework.id, "levels": list(framework.levels), "trackedLevel": framework.tracked_level}
    if framework.core:
        own["core"] = list(framework.core)
    made["extensions"] = {**(others if isinstance(others, dict) else {}), OWN_KEY: own}
    return {**made, **{key: value for key, value in kept.items() if key != "extensions"}}


def item_of(framework: Framework, item: FrameworkItem) -> Json:
    """A CFItem. A title with a description becomes the abbreviated and the full statement."""
    made: Json = {
        "identifier": item.id,
        "uri": item.iri,
        "fullStatement": item.description or item.title,
        "humanCodingScheme": item.code,
        "lastChangeDateTime": framework.changed or UNKNOWN_TIME,
        "CFDocumentURI": link(framework.title, framework.identifier, framework.iri),
    }
    if item.description:
        made["abbreviatedStatement"] = item.title
    if item.level:
        made["CFItemType"] = item.level
    if item.education_level:
        made["educationLevel"] = list(item.education_level)
    if item.status:
        made["extensions"] = {STATUS_KEY: item.status}
    return {**made, **item.case}


def child_of(framework: Framework, item: FrameworkItem, number: int) -> Json:
    """The CFAssociation with the parent, or with the document; `number` is the place among its siblings, from 1."""
    parent = item.path[-1] if item.path else None
    iri = f"{item.iri}#isChildOf"
    made = {
        "identifier": guid(iri),
        "uri": f"urn:uuid:{guid(iri)}",
        "associationType": "isChildOf",
        "sequenceNumber": number,
        "originNodeURI": link(item.title, item.id, item.iri),
        "destinationNodeURI": (
            link(parent.title, parent.id, parent.iri)
            if parent
            else link(framework.title, framework.identifier, framework.iri)
        ),
        "lastChangeDateTime": framework.changed or UNKNOWN_TIME,
    }
    return {**made, **item.parent_case}


def association_of(framework: Framework, item: FrameworkItem, association: Association) -> Json:
    """The CFAssociation with an item of another framework."""
    iri = f"{item.iri}#{association.type}#{association.iri}"
    made = {
        "identifier": guid(iri),
        "uri": f"urn:uuid:{guid(iri)}",
        "associationType": _TO_CASE.get(association.type, association.type),
        "originNodeURI": link(item.title, item.id, item.iri),
        "destinationNodeURI": link(association.target, guid(association.iri), association.iri),
        "lastChangeDateTime": framework.changed or UNKNOWN_TIME,
    }
    return {**made, **association.case}


def package_of(framework: Framework) -> Json:
    """The whole CFPackage: document, items in the order of the tree, associations, and what else a package had."""
    rest = {key: value for key, value in framework.case.items() if key not in {"CFDocument", "CFAssociations"}}
    return {
        "CFDocument": document_of(framework),
        "CFItems": [item_of(framework, item) for item in framework.walk()],
        "CFAssociations": [*_associations(framework), *framework.case.get("CFAssociations", [])],
        **rest,
    }


def _associations(framework: Framework) -> Iterator[Json]:
    for siblings in _families(framework):
        for number, item in enumerate(siblings, 1):
            yield child_of(framework, item, number)
    for item in framework.walk():
        for association in item.associations:
            yield association_of(framework, item, association)


def _families(framework: Framework) -> Iterator[tuple[FrameworkItem, ...]]:
    yield framework.items
    for item in framework.walk():
        if item.children:
            yield item.children


def unlike(raw: Mapping[str, Any], made: Mapping[str, Any]) -> Json:
    """What `raw` says that `made` does not, key by key. JSON's true is not 1, and 1.0 is not 1."""
    return {key: value for key, value in raw.items() if key not in made or not _same(value, made[key])}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)
