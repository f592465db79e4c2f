"""tincan.xml → Outline: an activity that is launched is an item with a resource."""

from __future__ import annotations

from scormkit.package.outline import Item, Metadata, Outline, Resource
from scormkit.package.xml_reader import text_of
from scormkit.targets.hrefs import resolve
from scormkit.targets.manifest import Manifest


def read_outline(manifest: Manifest) -> Outline:
    """The activities that are launched, their first texts; the first of them gives the package its title."""
    items, resources = [], []
    for activity in manifest.all("activity"):
        url = text_of(manifest.child(activity, "launch"))
        if url:
            identifier, path = (activity.get("id") or "").strip(), resolve("", url).path
            origin = manifest.origin(activity)
            items.append(Item(identifier, manifest.text(activity, "name"), identifier, origin=origin))
            resources.append(Resource(identifier, "sco", url, (path,) if path else (), origin=origin))
    first = next((one for one in manifest.all("activity") if manifest.child(one, "launch") is not None), manifest.root)
    identifier, title = (first.get("id") or "").strip(), manifest.text(first, "name")
    description = manifest.text(first, "description")
    return Outline(
        identifier=identifier,
        organization=identifier,
        title=title,
        version="",
        items=tuple(items),
        resources=tuple(resources),
        metadata=Metadata(identifier=identifier, title=title, description=description),
        origin=manifest.origin(manifest.root),
    )
