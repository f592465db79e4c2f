"""Outline → tincan.xml (Rustici's convention): an activity for each item, with a launch where it is launched."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from lxml import etree

from scormkit.package.outline import Item, Outline
from scormkit.targets.metadata_writer import legal_text
from scormkit.targets.tincan import NAMESPACE

_IN_URL = "/-._~!$&'()*+,;=:@?#%"
_OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"


def write_outline(outline: Outline) -> bytes:
    """The list of activities as bytes: what is launched first, then the objectives that are reported on."""
    nsmap: dict[Any, str] = {None: NAMESPACE}
    root = etree.Element(_name("tincan"), nsmap=nsmap)
    activities = etree.SubElement(root, _name("activities"))
    hrefs = {resource.identifier: resource.href for resource in outline.resources}
    for item in outline.walk():
        _item(activities, item, hrefs, outline.metadata.language)
    objectives = {objective.id: objective for item in outline.walk() for objective in item.objectives}
    for one in objectives.values():
        kind, language = one.activity_type or _OBJECTIVE, one.language or outline.metadata.language
        _activity(activities, one.id, kind, one.title, "", language)
    etree.indent(root)
    body: bytes = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _item(parent: etree._Element, item: Item, hrefs: dict[str, str], language: str) -> None:
    language = item.language or language
    element = _activity(parent, item.identifier, item.activity_type, item.title, item.description, language)
    if item.resource:
        _text(element, "launch", quote(hrefs[item.resource], safe=_IN_URL), language)


def _activity(
    parent: etree._Element, identifier: str, kind: str, name: str, description: str, language: str
) -> etree._Element:
    element = etree.SubElement(parent, _name("activity"), {"id": identifier, "type": kind})
    _text(element, "name", name, language)
    _text(element, "description", description or name, language)
    return element


def _text(parent: etree._Element, local: str, text: str, language: str) -> None:
    element = etree.SubElement(parent, _name(local), {"lang": language or "und"})
    element.text = " ".join(legal_text(text).split())


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
