"""One slip, one finding: each field and setting of a complete course, mistyped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.findings import in_order
from scormkit.rules import check_course
from scormkit.source import load
from tests.source.conftest import Write

FILES = {
    "course.yaml": """\
title: Leading
id: leading
version: "1.0.0"
description: A course.
language: en-GB
framework: frameworks/ours.yaml
maps_to: [1.1]
keywords: [leading]
authors:
  - name: Ann
    role: author
    organization: Ours
licence: CC BY 4.0
scorm12_status: passed-incomplete
mastery_in_manifest: true
sections:
  - title: One
    sessions: [handover]
""",
    "frameworks/ours.yaml": """\
id: ours
title: Ours
publisher: Us
levels: [domain, element, competence]
tracked_level: element
wording: Ours.
based_on: clcf
items:
  - code: "9"
    title: Nine
    description: The ninth.
    items:
      - code: "9.1"
        title: Listening
""",
    "handover/session.yaml": """\
title: A good handover
id: handover
version: "1.0.0"
description: A session.
language: en-GB
framework: ../frameworks/ours.yaml
maps_to: [1.1, 9.1]
keywords: [handover]
authors: [Ann]
reviewers:
  - name: Bob
    role: reviewer
licence: CC BY 4.0
scorm12_status: passed-failed
mastery_in_manifest: false
audience:
  professions: [nurses]
  stage: any
minutes: 5
reviewed: 2026-03-01
next_review: 2027-03-01
objectives:
  - id: hand-over
    title: Hand over
    maps_to: 9.1
    pass_mark: 50
pass_mark: 70
assessment:
  attempts: 0
  shuffle_questions: true
  shuffle_answers: true
  reveal: never
complete_when: [pages, passed]
certificate: true
""",
    "handover/01-start.md": """\
---
id: begin
maps_to: 9.1
objectives: hand-over
kind: page
---

# Start

::: question {#who type=multiple maps_to=2.4 objective=hand-over points=2 attempts=3 shuffle=yes}
Who?

- [x] One
- [x] Two
- [ ] Three
:::
""",
    "handover/02-end.md": """\
# End {#end kind=assessment objectives=hand-over}

::: question {#when}
When?

- [x] Now
- [ ] Never
:::
""",
}
FIELD = re.compile(r"^[ -]*([a-z0-9_]{2,}):", re.MULTILINE)
SETTING = re.compile(r"[ {]([a-z_]+)=")


def slips() -> list[tuple[str, int, str]]:
    """File, offset and name of each field and setting."""
    found = []
    for name, text in FILES.items():
        patterns = (FIELD, SETTING) if name.endswith(".md") else (FIELD,)
        found += [(name, match.start(1), match[1]) for pattern in patterns for match in pattern.finditer(text)]
    return found


def findings() -> list[tuple[str, int | None, str]]:
    loaded = load(Path())
    courses = (*loaded.courses, *loaded.partial)
    found = in_order([*loaded.findings, *(each for course in courses for each in check_course(course))])
    return [(each.pos.file, each.pos.line, each.code) for each in found]


def test_the_course_is_sound(write: Write) -> None:
    for name, text in FILES.items():
        write(name, text)
    assert findings() == []


@pytest.mark.parametrize(("file", "at", "name"), slips(), ids=lambda each: str(each))
def test_a_mistyped_name_is_one_finding(write: Write, file: str, at: int, name: str) -> None:
    for each, text in FILES.items():
        write(each, text if each != file else text[: at + len(name)] + "x" + text[at + len(name) :])
    line = FILES[file].count("\n", 0, at) + 1
    code = "SK1043" if FILES[file][at + len(name)] == "=" else "SK1021"
    assert findings() == [(file, line, code)]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("handover/01-start.md", "kind: page", "kind: pagge", "SK1025"),
        ("handover/02-end.md", "kind=assessment", "kind=asessment", "SK1025"),
        ("handover/01-start.md", "objectives: hand-over", "objectives: hand-ovr", "SK5007"),
        ("handover/02-end.md", "::: question", "::: qestion", "SK1042"),
        ("handover/01-start.md", "type=multiple", "type=multipel", "SK1025"),
        ("handover/session.yaml", "[pages, passed]", "[pages, pased]", "SK1025"),
        ("handover/session.yaml", "../frameworks/ours.yaml", "../frameworks/our.yaml", "SK5003"),
        ("course.yaml", "[handover]", "[handver]", "SK3001"),
        ("frameworks/ours.yaml", "based_on: clcf", "based_on: clfc", "SK5003"),
        ("frameworks/ours.yaml", "tracked_level: element", "tracked_level: elment", "SK5005"),
    ],
)
def test_a_mistyped_value_is_one_finding(write: Write, file: str, old: str, new: str, code: str) -> None:
    for each, text in FILES.items():
        assert each != file or old in text
        write(each, text if each != file else text.replace(old, new))
    line = FILES[file].count("\n", 0, FILES[file].index(old)) + 1
    assert findings() == [(file, line, code)]
