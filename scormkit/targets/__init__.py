"""The standards that packages are written for and read as: one row each, explicit. A new one is a folder and a row."""

from __future__ import annotations

from scormkit.targets import cmi5, scorm12, scorm2004, tincan
from scormkit.targets.package_rules import PACKAGE_RULES
from scormkit.targets.standard import Standard
from scormkit.targets.target import Target

TARGETS: dict[str, Target] = {
    target.name: target for target in (scorm12.TARGET, scorm2004.THIRD_EDITION, scorm2004.FOURTH_EDITION)
}
"""What can be written. A target is judged too."""

STANDARDS: dict[str, Standard] = {
    standard.name: standard
    for standard in (*(target.standard for target in TARGETS.values()), cmi5.STANDARD, tincan.STANDARD)
}
"""What is recognised, read and judged."""

__all__ = ["PACKAGE_RULES", "STANDARDS", "TARGETS", "Standard", "Target"]
