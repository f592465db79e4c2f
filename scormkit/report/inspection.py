"""What an LMS will see in a package, as text for people and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit.report import Paint, Report, counted

if TYPE_CHECKING:
    from scormkit.package.outline import Item, Metadata, Outline

_UNITS = {"cmi5": "AU", "xapi": "launch"}
"""What a standard launches, where that is no SCO."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was read of a package: sizes in bytes; `outline` is None where the manifest could not be read."""

    path: Path
    standard: str
    outline: Outline | None
    files: int
    size: int
    unpacked_size: int
    report: Report


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value) if part.name != "origin"}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


def as_json(inspection: Inspection) -> str:
    """`scormkit-inspection/1`: the outline with the names of scormkit/package/outline.py, null where unreadable."""
    import json

    document = {
        "schema": "scormkit-inspection/1",
        "path": str(inspection.path),
        "standard": inspection.standard,
        "valid": inspection.report.inputs[0].valid,
        "files": inspection.files,
        "size": inspection.size,
        "unpackedSize": inspection.unpacked_size,
        "outline": _plain(inspection.outline),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _metadata(metadata: Metadata) -> list[str]:
    people = ", ".join(f"{each.name} ({each.role})" for each in metadata.contributions)
    items: dict[str, list[str]] = {}
    for each in metadata.classifications:
        items.setdefault(each.source, []).append(each.path[-1].id if each.path else "")
    minutes = metadata.typical_learning_minutes
    rows = [
        ("Description", metadata.description),
        ("Language", metadata.language),
        ("Keywords", ", ".join(metadata.keywords)),
        ("People", people),
        ("Time", f"{minutes} minutes" if minutes else ""),
        ("Rights", metadata.rights),
        *((source, ", ".join(codes)) for source, codes in items.items()),
    ]
    return [f"  {name}: {value}" for name, value in rows if value]


def _item(item: Item, outline: Outline, depth: int, paint: Paint) -> list[str]:
    pad = "  " * depth
    resource = next((each for each in outline.resources if each.identifier == item.resource), None)
    lines = [f"{pad}• {paint(item.title or '(no title)', 'bold')}  {paint(item.identifier, 'dim')}"]
    if resource:
        lines.append(f"{pad}    launches {resource.href or '(nothing)'} ({resource.kind}, {resource.identifier})")
    if item.move_on:
        lines.append(f"{pad}    satisfied by {item.move_on} (moveOn)")
    if item.pass_mark is not None:
        who = "the AU judges by it" if item.move_on else "the LMS judges, whatever the content says"
        lines.append(f"{pad}    mastery {item.pass_mark:g} %: {who}")
    for objective in item.objectives:
        title = f"  {objective.title}" if objective.title else ""
        lines.append(f"{pad}    objective {objective.id}{title}")
    for child in item.children:
        lines += _item(child, outline, depth + 1, paint)
    return lines


def as_text(inspection: Inspection, paint: Paint) -> str:
    """Standard, identifiers, tree, launch URLs, objectives, mastery, sizes."""
    outline = inspection.outline
    lines = [f"{paint(str(inspection.path), 'bold')}  {inspection.standard}"]
    files = counted(inspection.files, "file")
    lines.append(f"  {files}, {inspection.size:,} bytes, unpacked {inspection.unpacked_size:,} bytes")
    if outline is None and inspection.standard == "web":
        return "\n".join([*lines, "  A web site without a manifest: nothing for an LMS to import."]) + "\n"
    if outline is None:
        return "\n".join([*lines, "  Its manifest cannot be read; “scormkit validate” says why."]) + "\n"
    lines.append(
        f"  Manifest {outline.identifier}, organization {outline.organization}, version {outline.version or '–'}"
    )
    launched = counted(
        sum(resource.kind == "sco" for resource in outline.resources), _UNITS.get(inspection.standard, "SCO")
    )
    lines.append(f"  {launched}, {counted(len(outline.resources), 'resource')}")
    lines += _metadata(outline.metadata)
    lines += ["", paint(outline.title or "(no title)", "bold")]
    for item in outline.items:
        lines += _item(item, outline, 1, paint)
    return "\n".join(lines) + "\n"
