"""The targets that are SCORM, by name: what only they have is tested over them."""

from __future__ import annotations

from scormkit.targets import TARGETS, Target

SCORM: dict[str, Target] = {name: target for name, target in TARGETS.items() if target.carries_schemas}
