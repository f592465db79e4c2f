"""cmi5.xml → Outline: a block is an item, an AU an item with a resource."""

from __future__ import annotations

from lxml import etree

from scormkit.package.outline import Item, LaunchableObjective, Metadata, Outline, Resource
from scormkit.package.xml_reader import elements, local_name, text_of
from scormkit.targets.content_packaging_reader import percent
from scormkit.targets.hrefs import resolve
from scormkit.targets.manifest import Manifest


def read_outline(manifest: Manifest) -> Outline:
    """What the course structure says; texts in the language that comes first."""
    course = manifest.child(manifest.root, "course")
    head = manifest.root if course is None else course
    identifier, title = (head.get("id") or "").strip(), text_in(manifest, head, "title")
    resources: list[Resource] = []
    items = _items(manifest, manifest.root, resources)
    description = text_in(manifest, head, "description")
    return Outline(
        identifier=identifier,
        organization=identifier,
        title=title,
        version="",
        items=items,
        resources=tuple(resources),
        metadata=Metadata(identifier=identifier, title=title, description=description),
        origin=manifest.origin(manifest.root),
    )


def text_in(manifest: Manifest, parent: etree._Element, local: str) -> str:
    """The first langstring of a title or description."""
    element = manifest.child(parent, local)
    return "" if element is None else manifest.text(element, "langstring")


def _items(manifest: Manifest, parent: etree._Element, resources: list[Resource]) -> tuple[Item, ...]:
    kinds = (manifest.name("au"), manifest.name("block"))
    return tuple(_item(manifest, element, resources) for element in elements(parent) if element.tag in kinds)


def _item(manifest: Manifest, element: etree._Element, resources: list[Resource]) -> Item:
    identifier, resource = (element.get("id") or "").strip(), ""
    mastery = element.get("masteryScore")
    if local_name(element) == "au":
        url = text_of(manifest.child(element, "url"))
        resource, path = identifier, resolve("", url).path
        files = (path,) if path else ()
        resources.append(Resource(identifier, "sco", url, files, origin=manifest.origin(element)))
    objectives = manifest.child(element, "objectives")
    referred = [] if objectives is None else manifest.children(objectives, "objective")
    return Item(
        identifier=identifier,
        title=text_in(manifest, element, "title"),
        resource=resource,
        children=_items(manifest, element, resources),
        parameters=manifest.text(element, "launchParameters"),
        pass_mark=None if mastery is None else percent(mastery, 100),
        objectives=tuple(LaunchableObjective((one.get("idref") or "").strip()) for one in referred),
        origin=manifest.origin(element),
    )
