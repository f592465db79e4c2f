"""What a package of ours says of its course: read from its data scripts, as the page reads them, by code of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from scormkit.player.package_files import PackageFiles
from scormkit.proof.own_scenario import nearest_ending
from scormkit.render.key import unscramble

LARGEST_SCRIPT = 8 << 20
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"', re.IGNORECASE)
_PUSHED = re.compile(r"^\(self\.SCORMKIT=self\.SCORMKIT\|\|\[\]\)\.push\((.*)\);\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`right` is the right response in its parts, sorted where the order means nothing. `points` 0: nothing is right.

    Of a scenario, it is a way to a right ending, mark by mark, and `worst` a way to another one.
    `targets` are the marks of what answers are paired with, `blanks` how many places there are to write into.
    `interaction` is the standards' type. With `partial`, what is partly right has a share of the points.
    """

    id: str
    lms_id: str
    type: str
    form: str
    marks: tuple[str, ...]
    targets: tuple[str, ...]
    blanks: int
    right: tuple[str, ...]
    points: float
    prompt: str
    required: bool = True
    partial: bool = False
    interaction: str = ""
    worst: tuple[str, ...] = ()

    @property
    def any(self) -> tuple[str, ...]:
        """A response where nothing is right or wrong."""
        if self.form == "path":
            return self.right or self.worst
        if self.type == "activity":
            return ("What I did", "1")
        if self.form == "pairs":
            return tuple(f"{mark}.{self.targets[0]}" for mark in self.marks)
        return ("What I shall do",) * self.blanks if self.form == "fields" else self.marks[:1]

    @property
    def partly(self) -> tuple[str, ...]:
        """A response of which a part is right, where there can be one; else a wrong one."""
        right, wrong = self.right, self.wrong
        if self.form == "path":
            return wrong
        if self.form == "order":
            return (*right[:-2], right[-1], right[-2]) if len(right) > 2 else wrong
        if self.form == "picks":
            return right[:1] if len(right) > 1 else wrong
        return (*right[:1], *wrong[1:])

    def share(self, response: tuple[str, ...]) -> float:
        """Of the points, 0 to 1."""
        if response == self.right:
            return 1
        if not self.partial or not response:
            return 0
        if self.form == "picks":
            right = len(set(response) & set(self.right))
            return max(0, right - (len(response) - right)) / len(self.right)
        return sum(given == right for given, right in zip(response, self.right, strict=False)) / len(self.right)

    @property
    def wrong(self) -> tuple[str, ...]:
        """A response that is not right: the first wrong answer alone, or of right ones not all; every part another."""
        if self.form == "path":
            return self.worst or self.right
        if self.form == "order":
            return self.right[1:] + self.right[:1]
        if self.form == "pairs":
            after = dict(zip(self.targets, self.targets[1:] + self.targets[:1], strict=True))
            return tuple(f"{pair[:2]}{after[pair[2:]]}" for pair in self.right)
        if self.form == "fields":
            return ("987654321",) * self.blanks
        wrong = [mark for mark in self.marks if mark not in self.right]
        return tuple(wrong[:1]) if wrong else self.right[:-1]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of a session."""

    id: str
    is_assessment: bool
    questions: tuple[OwnQuestion, ...]
    is_questionnaire: bool = False


@dataclass(frozen=True, slots=True)
class OwnSession:
    """`attempts` 0: no limit. `pass_mark` in percent.

    `sections` are how many questions an attempt has of which (ids); empty where it has all. `part_marks` are pass marks
    of parts: percent, and the questions that it is about.
    """

    id: str
    pages: tuple[OwnPage, ...]
    complete_when: tuple[str, ...]
    pass_mark: float | None
    attempts: int
    reveal: str
    sections: tuple[tuple[int, frozenset[str]], ...] = ()
    part_marks: tuple[tuple[float, frozenset[str]], ...] = ()

    @property
    def assessment(self) -> OwnPage | None:
        """The page with the assessment."""
        return next((page for page in self.pages if page.is_assessment and self.pass_mark is not None), None)

    @property
    def checks(self) -> tuple[OwnQuestion, ...]:
        """Every knowledge check that completion may wait for."""
        pages = [page for page in self.pages if not (page.is_assessment or page.is_questionnaire)]
        return tuple(each for page in pages for each in page.questions if each.type != "activity" and each.required)

    @property
    def activities(self) -> tuple[OwnQuestion, ...]:
        """What is to be done at work, and confirmed."""
        return tuple(each for page in self.pages for each in page.questions if each.type == "activity")


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """What one launch page of ours shows. `publisher` is the activity that statements are about, "" without any."""

    id: str
    kind: str
    status_policy: str
    sessions: tuple[OwnSession, ...]
    publisher: str = ""
    move_on: str = ""


def read_own_course(files: PackageFiles, href: str) -> OwnCourse | None:
    """The course that a launch page of ours shows; None for a page of anybody else's."""
    name = unquote(href.partition("?")[0].partition("#")[0])
    page = _text(files, name)
    if page is None or "player.js" not in page:
        return None
    try:
        pushed = list(_pushed(files, [normpath(join(dirname(name), unquote(src))) for src in _SCRIPT.findall(page)]))
        course = next((data for kind, data in pushed if kind == "course"), None)
        if course is None or course.get("format") != 1:
            return None
        return _course(course, {data["id"]: data for kind, data in pushed if kind == "session"})
    except (KeyError, ValueError, TypeError, AttributeError):
        # Whatever it is, we did not make it.
        return None


def _pushed(files: PackageFiles, names: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        found = _PUSHED.match(_text(files, name) or "")
        if found:
            kind, data = json.loads(found[1])
            yield kind, data


def _text(files: PackageFiles, name: str) -> str | None:
    content = files.find(name)
    if isinstance(content, Path):
        content = content.read_bytes() if content.stat().st_size <= LARGEST_SCRIPT else None
    return None if content is None else content.decode("utf-8", "replace")


def _course(data: dict[str, Any], sessions: dict[str, dict[str, Any]]) -> OwnCourse:
    xapi = data.get("xapi")
    return OwnCourse(
        id=data["id"],
        kind=data["kind"],
        status_policy=data["scorm12Status"],
        sessions=tuple(_session(sessions[name]) for section in data["sections"] for name in section["sessions"]),
        publisher=xapi["things"][xapi["publisher"]]["activity"]["id"] if xapi else "",
        move_on=xapi["moveOn"] if xapi else "",
    )


def _session(data: dict[str, Any]) -> OwnSession:
    policy = data["assessment"]
    return OwnSession(
        id=data["id"],
        pages=tuple(
            OwnPage(
                page["id"],
                page["isAssessment"],
                tuple(map(_question, page["questions"])),
                page.get("isQuestionnaire", False),
            )
            for page in data["pages"]
        ),
        complete_when=tuple(data["completeWhen"]),
        pass_mark=policy["passMark"] if policy else None,
        attempts=policy["attempts"] if policy else 0,
        reveal=policy["reveal"] if policy else "",
        sections=tuple(
            (section["pick"] or len(ids), ids)
            for section in (policy["sections"] if policy else ())
            for ids in [frozenset(name for group in section["groups"] for name in group)]
        ),
        part_marks=tuple(
            (part["passMark"], frozenset(part["questions"])) for part in (policy["parts"] if policy else ())
        ),
    )


def _question(data: dict[str, Any]) -> OwnQuestion:
    key = unscramble(data["lmsId"], data["answerKey"])
    return OwnQuestion(
        id=data["id"],
        lms_id=data["lmsId"],
        type=data["type"],
        form=data["form"],
        marks=tuple(data["marks"]),
        targets=tuple(data["targets"]),
        blanks=len(data["blanks"]),
        right=_right(data, key),
        points=data["points"],
        prompt=data["text"],
        required=data["required"],
        partial=data["partial"],
        interaction=data["interactionType"],
        worst=nearest_ending(key["scenes"], lambda scene: scene["ending"] != "good") if data["form"] == "path" else (),
    )


def _right(data: dict[str, Any], key: dict[str, Any]) -> tuple[str, ...]:
    if data["form"] == "path":
        return nearest_ending(key["scenes"], lambda scene: scene["ending"] == "good")
    return tuple(key["correct"][: len(data["blanks"])] if data["form"] == "fields" else key["correct"])
