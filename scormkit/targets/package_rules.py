"""Every rule that `judge` can report, for `scormkit rules` and `scormkit explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scormkit.catalogue import Catalogue, Rule


class PackageRules(Catalogue[Any]):
    """The rules of packages, manifests and targets. They are imported when they are listed: they need lxml."""

    def __iter__(self) -> Iterator[Rule]:
        from scormkit.package import content_rules, rules
        from scormkit.targets import STANDARDS
        from scormkit.targets.lms.rules import RULES as LMS_RULES

        found = {rule.code: rule for standard in STANDARDS.values() for rule in standard.rules()}
        yield from (*rules.RULES, *content_rules.RULES, *found.values(), *LMS_RULES)


PACKAGE_RULES = PackageRules()
