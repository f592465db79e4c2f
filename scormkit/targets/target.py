"""Target: what a standard must supply for packages to be written for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scormkit.package.delivery import Delivery
from scormkit.package.outline import Outline
from scormkit.targets.standard import Standard


@dataclass(frozen=True, slots=True)
class Target:
    """One row of TARGETS, no base class. `write` imports lxml only when it is called.

    `standard` is what its packages are judged by. It and `write` are None where there is no LMS and so no manifest.
    With `carries_schemas` a package holds the XML Schemas that its manifest names, all at its root.
    """

    name: str
    title: str
    delivery: Delivery
    standard: Standard | None = None
    write: Callable[[Outline], bytes] | None = None
    carries_schemas: bool = False

    @property
    def schemas(self) -> tuple[Path, ...]:
        """The XML Schemas that a package carries."""
        if not (self.carries_schemas and self.standard and self.standard.schema):
            return ()
        return tuple(sorted(self.standard.schema.parent.glob("*.xsd")))
