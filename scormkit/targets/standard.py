"""Standard: what a format of packages must supply to be recognised, read and judged. Writing is a Target's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline

if TYPE_CHECKING:
    from scormkit.package.schema_telling import SchemaFault
    from scormkit.targets.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of STANDARDS. Its functions import lxml only when they are called.

    `schema` is the schema file that imports the others, None where the standard has no schema; `has_own_rule` says
    which faults against it a rule tells better. `manifest` is the exact name of the file at the root of a package.
    """

    name: str
    title: str
    manifest: str
    recognises: Callable[[Manifest], bool]
    read: Callable[[Manifest], Outline]
    rules: Callable[[], Catalogue[Manifest]]
    schema: Path | None = None
    has_own_rule: Callable[[Manifest, SchemaFault], bool] = lambda manifest, fault: False
