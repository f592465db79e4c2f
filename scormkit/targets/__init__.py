"""The standards that packages are written for and read as: one row each, explicit. A new one is a folder and a row."""

from __future__ import annotations

from scormkit.targets import scorm12, scorm2004
from scormkit.targets.package_rules import PACKAGE_RULES
from scormkit.targets.target import Target

TARGETS: dict[str, Target] = {
    target.name: target for target in (scorm12.TARGET, scorm2004.THIRD_EDITION, scorm2004.FOURTH_EDITION)
}

__all__ = ["PACKAGE_RULES", "TARGETS", "Target"]
