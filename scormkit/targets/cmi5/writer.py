"""Outline → cmi5.xml (cmi5, 13.1): the course, its objectives, a block for each heading, an AU for each launch."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import quote

from lxml import etree

from scormkit.package.outline import Item, Outline
from scormkit.targets.cmi5 import NAMESPACE
from scormkit.targets.metadata_writer import legal_text

_IN_URL = "/-._~!$&'()*+,;=:@?#%"
_FINEST = Decimal("0.0001")
"""masteryScore has at most four decimals (cmi5, 13.1.4)."""


def write_outline(outline: Outline) -> bytes:
    """The course structure as bytes: UTF-8, the name space of cmi5 as the default, every text with its language."""
    nsmap: dict[Any, str] = {None: NAMESPACE}
    root = etree.Element(_name("courseStructure"), nsmap=nsmap)
    language = outline.metadata.language
    course = _add(root, "course", id=outline.identifier)
    _texts(course, outline.title, outline.metadata.description, language)
    objectives = {objective.id: objective for item in outline.walk() for objective in item.objectives}
    if objectives:
        listed = _add(root, "objectives")
        for objective in objectives.values():
            _texts(_add(listed, "objective", id=objective.id), objective.title, "", objective.language or language)
    hrefs = {resource.identifier: resource.href for resource in outline.resources}
    for item in outline.items:
        _unit(root, item, hrefs, language)
    etree.indent(root)
    body: bytes = etree.tostring(root, encoding="UTF-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _unit(parent: etree._Element, item: Item, hrefs: dict[str, str], language: str) -> None:
    element = _add(parent, "au" if item.resource else "block", id=item.identifier)
    if item.resource:
        if item.move_on:
            element.set("moveOn", item.move_on)
        if item.pass_mark is not None:
            element.set("masteryScore", mastery_score(item.pass_mark))
        element.set("launchMethod", "AnyWindow")
        if item.activity_type:
            element.set("activityType", item.activity_type)
    _texts(element, item.title, item.description, item.language or language)
    if item.objectives:
        listed = _add(element, "objectives")
        for objective in item.objectives:
            _add(listed, "objective", idref=objective.id)
    for child in item.children:
        _unit(element, child, hrefs, language)
    if item.resource:
        _add(element, "url").text = quote(hrefs[item.resource], safe=_IN_URL)
        if item.parameters:
            _add(element, "launchParameters").text = legal_text(item.parameters)


def mastery_score(percent: float) -> str:
    """Percent as 0 to 1."""
    return f"{(Decimal(str(percent)) / 100).quantize(_FINEST).normalize():f}"


def _texts(parent: etree._Element, title: str, description: str, language: str) -> None:
    """Both are asked for: where there is no description the title is said again."""
    for local, text in (("title", title), ("description", description or title)):
        string = _add(_add(parent, local), "langstring", lang=language or "und")
        string.text = " ".join(legal_text(text).split())


def _add(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(local), attributes)


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
