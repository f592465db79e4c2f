"""What the checks of LMS profiles look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from scormkit.catalogue import Fault
from scormkit.findings import SourcePos
from scormkit.package.opened import OpenedPackage
from scormkit.targets.manifest import Manifest


@dataclass(frozen=True)
class Subject:
    """A package under one row of a profile. `standard` is what it was recognised as.

    `pages` are the names of its pages and what stands in them, without comments.
    """

    package: OpenedPackage
    standard: str
    manifest: Manifest | None
    settings: Mapping[str, Any]
    text_of_scripts: Callable[[], str]
    pages: Callable[[], Iterable[tuple[str, str]]]

    def concerns(self) -> bool:
        """Whether the row is about packages of this standard: `standards` names them, else it is about all."""
        return self.standard in self.settings.get("standards", [self.standard])

    @property
    def is_scorm(self) -> bool:
        """Whether it has a manifest of content packaging."""
        return self.manifest is not None and self.standard.startswith("scorm")

    @property
    def scorm(self) -> Manifest | None:
        """The manifest, if it is one of SCORM."""
        return self.manifest if self.is_scorm else None

    def whole(self, message: str) -> Fault:
        """A fault of the package as a whole."""
        return Fault(SourcePos(self.package.path.name), message)

    def at(self, element: etree._Element, message: str) -> Fault:
        """A fault at an element of the manifest."""
        assert self.manifest is not None
        return self.manifest.fault(element, message)
