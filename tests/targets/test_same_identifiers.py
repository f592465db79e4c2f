"""The codes that the sources name are the codes in the packages, no more and no fewer: counted by other readers.

The sources are read here with regular expressions and plain YAML, the packages with the standard library.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from scormkit import api

COURSES = ("by-domain", "first-steps")
QUESTION = re.compile(r"^:+ question \{#(\S+)([^}]*)\}", re.MULTILINE)
MAPS_TO = re.compile(r'maps_to=(?:"([^"]*)"|(\S+))')


@dataclass
class Written:
    """What the sources of a pathway say: every code, and those that hold for each page and question."""

    codes: set[str] = field(default_factory=set)
    pages: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    questions: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def as_codes(value: Any) -> set[str]:
    return {str(each) for each in (value if isinstance(value, list) else [value])} if value is not None else set()


def facts(text: str) -> Any:
    """YAML with every scalar as text, for 2.1 is a code and no number."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def read_sources(course_file: Path) -> Written:
    course, written = facts(course_file.read_text("utf-8")), Written()
    written.codes |= as_codes(course.get("maps_to"))
    for section in course["sections"]:
        for name in section["sessions"]:
            read_session(course_file.parent / name, written)
    return written


def read_session(folder: Path, written: Written) -> None:
    session = facts((folder / "session.yaml").read_text("utf-8"))
    own = as_codes(session.get("maps_to"))
    written.codes |= own.union(*(as_codes(each.get("maps_to")) for each in session.get("objectives", ())))
    for path in folder.glob("*.md"):
        _, front, text = path.read_text("utf-8").split("---\n", 2)
        fields = facts(front)
        if fields.get("audience") == "trainer":
            continue
        inherited = set() if fields.get("kind") == "questionnaire" else own
        of_page = as_codes(fields["maps_to"]) if "maps_to" in fields else inherited
        written.codes |= of_page
        written.pages[(session["id"], re.sub(r"^\d+-", "", path.stem))] = of_page
        for question, settings in QUESTION.findall(text):
            found = MAPS_TO.search(settings)
            codes = set((found[1] or found[2]).split()) if found else of_page
            written.codes |= codes
            written.questions[(session["id"], question)] = codes


def elements(codes: set[str]) -> set[str]:
    """LMS ids of the elements of the CLCF at or above these codes."""
    return {f"clcf_{'-'.join(code.split('.')[:2])}" for code in codes if "." in code}


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2].lower()


MANIFESTS = {"cmi5": "cmi5.xml", "xapi": "tincan.xml"}


def read_package(path: Path, target: str) -> tuple[ET.Element | None, list[dict[str, Any]], dict[str, Any]]:
    """The manifest, the course as each page gets it, and the sessions by id. A web site has no manifest."""
    with zipfile.ZipFile(path) as package:
        scripts = [name for name in package.namelist() if name == "course.js" or name.startswith("content/")]
        found = [json.loads(re.search(rb"push\((.*)\);", package.read(name), re.DOTALL)[1]) for name in scripts]
        name = MANIFESTS.get(target, "imsmanifest.xml")
        manifest = None if target == "web" else ET.fromstring(package.read(name))
    courses = [data for kind, data in found if kind == "course"]
    return manifest, courses, {data["id"]: data for kind, data in found if kind == "session"}


def named(iris: Iterable[str]) -> set[str]:
    """Ids of framework items among IRIs: their last parts."""
    return {last for iri in iris if (last := iri.rpartition("/")[2]).startswith("clcf_")}


def all_items(codes: set[str]) -> set[str]:
    """Ids of items of the CLCF by their codes."""
    return {f"clcf_{code.replace('.', '-')}" for code in codes}


@pytest.fixture(scope="module")
def built(lead: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    result = api.build([lead], api.target_names(), tmp_path_factory.mktemp("dist"))
    return {(package.course, package.target): package.path for package in result.packages}


@pytest.mark.parametrize("target", api.target_names())
@pytest.mark.parametrize("name", COURSES)
def test_the_codes_in_the_sources_are_the_codes_in_the_package(
    name: str, target: str, lead: Path, built: dict[tuple[str, str], Path]
) -> None:
    written = read_sources(lead / f"{name}.course.yaml")
    manifest, courses, sessions = read_package(built[(f"lead-{name}", target)], target)
    assert len(written.codes) > 80
    tracked = elements(written.codes)
    if target.startswith("scorm"):
        assert manifest is not None
        check_manifest(manifest, target, written)
    elif manifest is not None:
        kinds = ("objective", "activity")
        assert named(each.get("id") or "" for each in manifest.iter() if local(each) in kinds) == tracked
        # What statements name: every item, whatever its level.
        told = [activity["id"] for course in courses for activity in course["xapi"]["framework"].values()]
        assert named(told) == all_items(written.codes) | tracked

    served = {item["code"] for session in sessions.values() for item in session["competences"]}
    assert served == written.codes
    assert {each["id"] for course in courses for each in course["objectives"] if each["kind"] == "framework"} == tracked

    for (session, question), codes in written.questions.items():
        (data,) = [each for page in sessions[session]["pages"] for each in page["questions"] if each["id"] == question]
        assert {each for each in data["objectives"] if each.startswith("clcf_")} == elements(codes)
    for (session, page), codes in written.pages.items():
        if not next(each for each in sessions[session]["pages"] if each["id"] == page)["isAssessment"]:
            taught = {each["id"] for each in sessions[session]["objectives"] if page in each["pages"]}
            assert {each for each in taught if each.startswith("clcf_")} == elements(codes)


def check_manifest(manifest: ET.Element, target: str, written: Written) -> None:
    """The classification of a SCORM manifest, and in 2004 its objectives."""
    paths = [each for each in manifest.iter() if local(each) == "taxonpath"]
    taxa = [[entry.text or "" for entry in path.iter() if local(entry) == "id"] for path in paths]
    assert {codes[-1] for codes in taxa} == written.codes
    for codes in taxa:
        assert codes == [".".join(codes[-1].split(".")[: depth + 1]) for depth in range(len(codes))]

    if target.startswith("scorm2004"):
        ids = {each.get("objectiveID", "") for each in manifest.iter() if local(each) == "objective"}
        assert {each for each in ids if each.startswith("clcf_")} == elements(written.codes)
