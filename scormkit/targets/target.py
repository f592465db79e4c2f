"""Target: what a standard must supply to be built, read and judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline
from scormkit.resources import SCHEMAS
from scormkit.targets.standard import Standard

if TYPE_CHECKING:
    from scormkit.targets.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Target:
    """One row of TARGETS: functions and limits, no base class. Its functions import lxml only when they are called.

    `tracker` names the script in `templates/runtime/tracking/` that speaks to the LMS. `state_limit_chars` is what
    every LMS keeps of `suspend_data`. `schema_entry` is the schema file that imports the others. `recognises` says
    whether a manifest is of this standard and edition.
    """

    name: str
    title: str
    schema_version: str
    tracker: str
    state_limit_chars: int
    recognises: Callable[[Manifest], bool]
    read: Callable[[Manifest], Outline]
    write: Callable[[Outline], bytes]
    rules: Callable[[], Catalogue[Manifest]]
    schema_entry: str
    manifest: str = "imsmanifest.xml"

    @property
    def standard(self) -> Standard:
        """What of it serves to judge anybody's package."""
        return Standard(self.name, self.title, self.manifest, self.recognises, self.read, self.rules, self.schema)

    @property
    def schemas(self) -> tuple[Path, ...]:
        """The XML Schemas of this standard, all of which a package carries at its root."""
        return tuple(sorted((SCHEMAS / self.name).glob("*.xsd")))

    @property
    def schema(self) -> Path:
        """The schema that a manifest of this standard is checked against."""
        return SCHEMAS / self.name / self.schema_entry
