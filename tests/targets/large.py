"""Manifests of any number of items, good or with a fault at each."""

from __future__ import annotations

from dataclasses import replace

from scormkit.package.outline import Item, LaunchableObjective, Resource
from scormkit.targets import TARGETS
from tests.targets.outlines import OUTLINE


def large_manifest(standard: str, count: int, *, broken: bool = False) -> bytes:
    """A manifest of so many items under headings of a hundred, each with a resource and a file of its own."""
    if standard == "cmi5":
        return _course_structure(count, broken)
    items, resources = [], []
    for number in range(count):
        name = f"{number}x" if broken else f"{number}"
        items.append(Item(f"I{number}", f"Part {number}", f"R{name}", objectives=(LaunchableObjective(f"o{number}"),)))
        resources.append(Resource(f"R{number}", "sco", f"p/{number}.html", (f"p/{number}.html", f"p/{number}.png")))
    headings = [
        Item(f"H{start}", f"Heading {start}", children=tuple(items[start : start + 100]))
        for start in range(0, count, 100)
    ]
    outline = replace(OUTLINE, items=tuple(headings), resources=tuple(resources))
    return TARGETS[standard].write(outline)


def _course_structure(count: int, broken: bool) -> bytes:
    def text(local: str, words: str) -> str:
        return f'<{local}><langstring lang="en">{words}</langstring></{local}>'

    prefix = "" if broken else "https://example.org/"
    texts = text("title", "A") + text("description", "A")
    units = "\n".join(
        f'<au id="{prefix}{number}">{texts}<url>https://example.org/{number}</url></au>' for number in range(count)
    )
    return (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">\n'
        f'<course id="https://example.org/c">{text("title", "C")}{text("description", "C")}</course>\n{units}\n'
        "</courseStructure>"
    ).encode()
