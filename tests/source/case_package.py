"""Small CASE packages, right until a test makes them wrong."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
TIME = "2026-01-01T00:00:00Z"


def link(name: str) -> Json:
    """A LinkURI."""
    return {"title": name, "identifier": name, "uri": f"https://example.org/{name}"}


def item(name: str, code: str = "", **more: Any) -> Json:
    """A CFItem."""
    fields = {"identifier": name, "uri": f"https://example.org/{name}", "fullStatement": f"Statement of {name}"}
    coded = {"humanCodingScheme": code} if code else {}
    return {**fields, **coded, "CFDocumentURI": link("doc"), "lastChangeDateTime": TIME, **more}


def association(origin: str, destination: str, kind: str = "isChildOf", **more: Any) -> Json:
    """A CFAssociation."""
    name = f"{origin}-{kind}-{destination}"
    ends = {"originNodeURI": link(origin), "destinationNodeURI": link(destination)}
    fields = {"identifier": name, "uri": f"https://example.org/{name}", "associationType": kind}
    return {**fields, **ends, "lastChangeDateTime": TIME, **more}


def package(items: list[Any], associations: list[Any], **document: Any) -> Json:
    """A CFPackage."""
    facts = {"identifier": "doc", "uri": "https://example.org/doc", "creator": "Us", "title": "Ours"}
    return {
        "CFDocument": {**facts, "lastChangeDateTime": TIME, **document},
        "CFItems": items,
        "CFAssociations": associations,
    }
