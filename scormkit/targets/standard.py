"""Standard: what a format of packages must supply to be recognised, read and judged. Writing is a Target's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit.catalogue import Catalogue
from scormkit.package.outline import Outline

if TYPE_CHECKING:
    from scormkit.package.schema_telling import SchemaFault
    from scormkit.targets.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of STANDARDS. Its functions import lxml only when they are called: see `later`.

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


def later(place: str) -> Callable[..., Any]:
    """The function that `module:name` means; its module is imported when it is first called."""
    return lambda *given: _found(place)(*given)


def rules_later(place: str) -> Callable[[], Catalogue[Manifest]]:
    """The rules that `module:name` means; their module is imported when they are asked for."""
    return lambda: _found(place)


def in_namespace(namespace: str) -> Callable[[Manifest], bool]:
    """Recognises manifests by the name space of their root."""
    return lambda manifest: manifest.namespace == namespace


def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
