"""Licensed wording: overlay files, kept outside the repository, that put words in place of a framework's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scormkit.course.framework import Framework
from scormkit.findings import Origin
from scormkit.source.authored_frameworks import OverlayFields
from scormkit.source.faults.frameworks import OVERLAY_CODE_TWICE, OVERLAY_CODE_UNKNOWN
from scormkit.source.fields import read_fields
from scormkit.source.framework_draft import Wording
from scormkit.source.nearest import nearest_code
from scormkit.source.reading import Reading
from scormkit.source.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay file as it was read: words by code, and where each stands."""

    path: Path
    framework: str
    rights: str
    wordings: Mapping[str, Wording]
    origins: Mapping[str, Origin]

    def report_unknown(self, reading: Reading, framework: Framework) -> None:
        """Reports the codes that the framework does not have."""
        for code, origin in self.origins.items():
            if code not in framework.by_code:
                near = nearest_code(code, list(framework.by_code))
                hint = f"Did you mean {near}?" if near else ""
                message = f"“{code}” is not a code of {framework.id}, so these words go nowhere"
                reading.report(OVERLAY_CODE_UNKNOWN.at(origin.at("code"), message, hint=hint))


@dataclass(frozen=True, slots=True)
class UsedOverlay:
    """What a build says of an overlay: for how many items of which framework it gave the words, and by what right."""

    path: Path
    framework: str
    items: int
    rights: str


@dataclass(frozen=True, slots=True)
class Words:
    """All that some overlays say of one framework; the later one wins."""

    by_code: Mapping[str, Wording] = field(default_factory=dict)
    rights: str = ""
    overlays: tuple[Overlay, ...] = ()


def read_overlay(reading: Reading, path: Path) -> Overlay | None:
    """An overlay file; None, and a finding, where it cannot be read."""
    file = reading.open(path)
    if file is None:
        return None
    fields = read_fields(reading, OverlayFields, read_yaml(reading, file, file.text))
    origins: dict[str, Origin] = {}
    for each in fields.items:
        first = origins.setdefault(each.code, each.origin)
        if first is not each.origin:
            message = f"“{each.code}” has its words already, in line {first.pos.line}"
            reading.report(OVERLAY_CODE_TWICE.at(each.origin.at("code"), message))
    return Overlay(
        path=path,
        framework=fields.wording_for,
        rights=fields.rights,
        wordings={each.code: Wording(each.title, each.description) for each in fields.items},
        origins=origins,
    )


def wordings_for(framework: str, overlays: Sequence[Overlay]) -> Words:
    """The words for one framework."""
    meant = tuple(overlay for overlay in overlays if overlay.framework == framework)
    by_code = {code: wording for overlay in meant for code, wording in overlay.wordings.items()}
    return Words(by_code, "; ".join(dict.fromkeys(overlay.rights for overlay in meant if overlay.rights)), meant)
