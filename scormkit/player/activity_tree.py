"""Stands in until the reader of activity trees is merged."""

from typing import Any

from scormkit.targets.manifest import Manifest


def read_activity_tree(manifest: Manifest) -> dict[str, Any]:
    """Nothing yet."""
    from scormkit.targets import STANDARDS

    standard = next(one for one in STANDARDS.values() if one.recognises(manifest))
    outline = standard.read(manifest)
    hrefs = {resource.identifier: resource.href for resource in outline.resources}

    def activity(item: Any) -> dict[str, Any]:
        return {
            "identifier": item.identifier,
            "title": item.title,
            "href": hrefs.get(item.resource, ""),
            "children": [activity(c) for c in item.children],
            "dataFromLMS": "",
            "masteryscore": item.pass_mark,
            "maxtimeallowed": "",
            "timeLimitAction": "",
            "hasCompletionThreshold": False,
            "completionThreshold": {},
            "sequencing": {"objectives": [{"objectiveID": o.id, "satisfiedByMeasure": False} for o in item.objectives]},
        }

    return {
        "standard": standard.name,
        "identifier": "",
        "title": outline.title,
        "root": {"identifier": "", "title": "", "href": "", "children": [activity(i) for i in outline.items]},
    }
