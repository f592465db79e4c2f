"""Reads the course of a package of ours from its data scripts, as the page reads them, by code of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from scormkit.player.package_files import PackageFiles
from scormkit.proof.own_course import OwnCourse, OwnPage, OwnQuestion, OwnSession
from scormkit.proof.own_scenario import nearest_ending
from scormkit.proof.own_statements import told_interactions
from scormkit.render.key import unscramble

LARGEST_SCRIPT = 8 << 20
_SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"', re.IGNORECASE)
_PUSHED = re.compile(r"^\(self\.SCORMKIT=self\.SCORMKIT\|\|\[\]\)\.push\((.*)\);\s*$", re.DOTALL)


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
    read = tuple(_session(sessions[name]) for section in data["sections"] for name in section["sessions"])
    return OwnCourse(
        id=data["id"],
        kind=data["kind"],
        status_policy=data["scorm12Status"],
        sessions=read,
        publisher=xapi["things"][xapi["publisher"]]["activity"]["id"] if xapi else "",
        move_on=xapi["moveOn"] if xapi else "",
        mastery_score=xapi["masteryScore"] if xapi else None,
        told=told_interactions(xapi, read) if xapi else {},
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
        scenes=key["scenes"] if data["form"] == "path" else (),
    )


def _right(data: dict[str, Any], key: dict[str, Any]) -> tuple[str, ...]:
    if data["form"] == "path":
        return nearest_ending(key["scenes"], lambda scene: scene["ending"] == "good")
    return tuple(key["correct"][: len(data["blanks"])] if data["form"] == "fields" else key["correct"])
