"""IMS Content Packaging → Outline, for both SCORMs; what only one of them has is read by its own reader.

Reads what it can of a manifest that is not valid: the findings say what is wrong, the outline shows the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from scormkit.package.outline import Item, LaunchableObjective, Metadata, Outline, Resource
from scormkit.targets.manifest import Manifest, identifier, reference
from scormkit.targets.metadata import LomDialect
from scormkit.targets.metadata_reader import read_lom


@dataclass(frozen=True, slots=True)
class ItemExtras:
    """What a standard of its own says of an item: pass mark in percent, and objectives."""

    pass_mark: float | None = None
    objectives: tuple[LaunchableObjective, ...] = ()


@dataclass(frozen=True, slots=True)
class CpReader:
    """Reads one manifest. `scorm_type` is the qualified name of the attribute that says sco or asset."""

    manifest: Manifest
    lom: LomDialect
    scorm_type: str
    extras: Callable[[etree._Element], ItemExtras]

    def outline(self) -> Outline:
        """The outline of the default organization, or of the first if the default names none."""
        manifest = self.manifest
        root = manifest.root
        organization, metadata = default_organization(manifest), self._metadata(root)
        items: tuple[Item, ...] = ()
        title = name = ""
        if organization is not None:
            title, name = manifest.text(organization, "title"), identifier(organization)
            items = tuple(self._item(item) for item in manifest.children(organization, "item"))
        elif metadata is not None:
            title = metadata.title
        return Outline(
            identifier=identifier(root),
            organization=name,
            title=title,
            version=root.get("version") or "",
            items=items,
            resources=tuple(self._resource(resource) for resource in manifest.all("resource")),
            metadata=metadata or Metadata(),
            origin=manifest.origin(root),
        )

    def _item(self, element: etree._Element) -> Item:
        manifest, extras = self.manifest, self.extras(element)
        return Item(
            identifier=identifier(element),
            title=manifest.text(element, "title"),
            resource=reference(element),
            children=tuple(self._item(child) for child in manifest.children(element, "item")),
            visible=(element.get("isvisible") or "true").strip() not in ("false", "0"),
            parameters=element.get("parameters") or "",
            pass_mark=extras.pass_mark,
            objectives=extras.objectives,
            metadata=self._metadata(element),
            origin=manifest.origin(element),
        )

    def _resource(self, element: etree._Element) -> Resource:
        manifest = self.manifest
        is_sco = (element.get(self.scorm_type) or "").strip().lower() == "sco"
        return Resource(
            identifier=identifier(element),
            kind="sco" if is_sco else "asset",
            href=manifest.href(element).url if element.get("href") else "",
            files=manifest.files(element),
            dependencies=tuple(reference(child) for child in manifest.children(element, "dependency")),
            metadata=self._metadata(element),
            origin=manifest.origin(element),
        )

    def _metadata(self, parent: etree._Element) -> Metadata | None:
        """Inline metadata; those in a file of their own are not read."""
        head = self.manifest.child(parent, "metadata")
        lom = None if head is None else head.find(self.lom.name("lom"))
        return None if lom is None else read_lom(lom, self.lom)


def default_organization(manifest: Manifest) -> etree._Element | None:
    """The organization that an LMS shows."""
    organizations = manifest.child(manifest.root, "organizations")
    if organizations is None:
        return None
    found = manifest.children(organizations, "organization")
    wanted = reference(organizations, "default")
    return next((element for element in found if identifier(element) == wanted), found[0] if found else None)


def percent(text: str, factor: int = 1) -> float | None:
    """A decimal times `factor`, exactly; None if it is none."""
    try:
        return float(Decimal(text.strip()) * factor)
    except InvalidOperation:
        return None
