"""Every rule that `judge` can report, for `scormkit rules` and `scormkit explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scormkit.catalogue import Catalogue, Rule


class PackageRules(Catalogue[Any]):
    """The rules of packages, manifests and targets. They are imported when they are listed: they need lxml."""

    def __iter__(self) -> Iterator[Rule]:
        from scormkit.package.rules import RULES
        from scormkit.targets import TARGETS

        found = {rule.code: rule for target in TARGETS.values() for rule in target.rules()}
        yield from (*RULES, *found.values())


PACKAGE_RULES = PackageRules()
