"""Good packages with several of everything: the ground that faults are seeded in, and harmless changes are made to."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from scormkit.package.outline import Item, LaunchableObjective, Outline, Resource
from scormkit.package.tree import FileTree
from scormkit.targets import STANDARDS
from scormkit.targets.assembly import assemble
from tests.targets.outlines import METADATA, OUTLINE
from tests.targets.scorm import SCORM

PAGE = '<!doctype html><html lang="en"><head><title>Page {0}</title></head><body><p>Page {0}</p></body></html>'
NUMBERS = range(1, 7)


def outline() -> Outline:
    """Two headings of three items each, six SCOs of two files each, objectives and metadata."""
    items = [
        Item(
            f"ITEM-{number}",
            f"Part {number}",
            f"RES-{number}",
            pass_mark=60 + number,
            objectives=(LaunchableObjective(f"first-{number}"), LaunchableObjective(f"second-{number}")),
        )
        for number in NUMBERS
    ]
    headings = (
        Item("HEAD-1", "First", children=tuple(items[:3])),
        Item("HEAD-2", "Second", children=tuple(items[3:])),
    )
    resources = tuple(
        Resource(f"RES-{number}", "sco", f"part-{number}/index.html", (f"part-{number}/index.html",
                 f"part-{number}/media.png"), metadata=METADATA if number == 1 else None)
        for number in NUMBERS
    )  # fmt: skip
    return replace(OUTLINE, items=headings, resources=resources)


def scorm_files(name: str) -> dict[str, bytes]:
    """The files of a SCORM package of one target."""
    content: dict[str, bytes] = {}
    for number in NUMBERS:
        content[f"part-{number}/index.html"] = PAGE.format(number).encode()
        content[f"part-{number}/media.png"] = b"\x89PNG" + bytes([number])
    tree = assemble(outline(), FileTree(content), SCORM[name])
    return {file: tree.read(file) for file in tree}


def cmi5_files() -> dict[str, bytes]:
    """The files of a cmi5 package: two blocks of three AUs each, and objectives."""

    def text(local: str, words: str) -> str:
        return (
            f'<{local}><langstring lang="en">{words}</langstring><langstring lang="de">{words}</langstring></{local}>'
        )

    def unit(number: int) -> str:
        return (
            f'<au id="https://example.org/au/{number}" moveOn="Passed" masteryScore="0.{number}" '
            'launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/lesson">'
            f"{text('title', f'Part {number}')}{text('description', f'About {number}')}"
            f'<objectives><objective idref="https://example.org/o/{number}"/></objectives>'
            f"<url>part-{number}/index.html?page=1</url></au>"
        )

    objectives = "".join(
        f'<objective id="https://example.org/o/{number}">{text("title", "O")}{text("description", "O")}</objective>'
        for number in NUMBERS
    )
    blocks = "".join(
        f'<block id="https://example.org/b/{block}">{text("title", "B")}{text("description", "B")}'
        f"{''.join(unit(number) for number in NUMBERS if (number > 3) == (block == 2))}</block>"
        for block in (1, 2)
    )
    root = etree.fromstring(
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        f'<course id="https://example.org/c">{text("title", "C")}{text("description", "C")}</course>'
        f"<objectives>{objectives}</objectives>{blocks}</courseStructure>"
    )
    etree.indent(root)
    pages = {f"part-{number}/index.html": PAGE.format(number).encode() for number in NUMBERS}
    return {"cmi5.xml": written(root), **pages}


def tincan_files() -> dict[str, bytes]:
    """The files of a TinCan package: six activities that are launched, and six questions."""
    activities = "".join(
        f'<activity id="https://example.org/a/{number}" type="http://adlnet.gov/expapi/activities/lesson">'
        f'<name lang="en">Part {number}</name><description lang="en">About {number}</description>'
        f'<launch lang="en">part-{number}/index.html</launch></activity>'
        f'<activity id="https://example.org/q/{number}" type="http://adlnet.gov/expapi/activities/cmi.interaction">'
        f'<name lang="en">Question {number}</name><interactionType>choice</interactionType>'
        '<choices><component><id>a</id><description lang="en">A</description></component></choices></activity>'
        for number in NUMBERS
    )
    root = etree.fromstring(
        f'<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>{activities}</activities></tincan>'
    )
    etree.indent(root)
    pages = {f"part-{number}/index.html": PAGE.format(number).encode() for number in NUMBERS}
    return {"tincan.xml": written(root), **pages}


def written(root: etree._Element) -> bytes:
    """A document as UTF-8 with its declaration."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="UTF-8") + b"\n"


def good_files(standard: str) -> dict[str, bytes]:
    """The files of a good package of any standard that is judged."""
    if standard == "cmi5":
        return cmi5_files()
    return tincan_files() if standard == "xapi" else scorm_files(standard)


def manifest_name(standard: str) -> str:
    """What its manifest is called."""
    return STANDARDS[standard].manifest
