"""Stands in until the reader of activity trees is merged."""

from typing import Any

from scormkit.targets.manifest import Manifest


def read_activity_tree(manifest: Manifest) -> dict[str, Any]:
    """Nothing yet."""
    return {}
