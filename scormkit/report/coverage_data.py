"""A coverage survey for programs: JSON (`scormkit-coverage/1`) and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from scormkit import __version__
from scormkit.cells import defused
from scormkit.course.coverage import KINDS, Evidence, ItemCoverage, SessionFacts, Unmapped, rounded_down
from scormkit.course.policy import Verdict
from scormkit.course.survey import Survey
from scormkit.findings import SourcePos
from scormkit.report.coverage_text import number, place_of

COLUMNS = (
    "framework",
    "code",
    "level",
    "title",
    "taught",
    "practised",
    "assessed",
    "minutes",
    "points",
    "missing",
    "taught_in",
    "practised_in",
    "assessed_in",
)


def as_json(survey: Survey) -> str:
    """One object; the form is in docs/frameworks.md."""
    coverage = survey.coverage
    framework = coverage.framework
    judged = {row.item.code for row in coverage.judged}
    document = {
        "schema": "scormkit-coverage/1",
        "tool": {"name": "scormkit", "version": __version__},
        "framework": {"id": framework.id, "title": framework.title, "iri": framework.iri},
        "level": coverage.level,
        "courses": list(survey.courses),
        "on": survey.on.isoformat() if survey.on else None,
        "passed": not survey.below,
        "failUnder": survey.fail_under,
        "summary": {
            "items": len(judged),
            "gaps": len(coverage.gaps),
            "percent": rounded_down(survey.percent, 2),
            **{str(kind): sum(row.counts[kind] > 0 for row in coverage.judged) for kind in KINDS},
        },
        "mapped": survey.mapped,
        "policy": [_verdict(verdict) for verdict in survey.verdicts],
        "items": [_item(row, row.item.code in judged) for row in coverage.rows],
        "unmapped": [_unmapped(each) for each in coverage.unmapped],
        "sessions": [_session(session, survey) for session in survey.sessions],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def shown_evidence(row: ItemCoverage, is_judged: bool) -> tuple[Evidence, ...]:
    """What is listed with an item: all of a judged one's; of one above, only what maps to itself."""
    return row.evidence if is_judged else tuple(each for each in row.evidence if each.code == row.item.code)


def _place(pos: SourcePos) -> dict[str, Any]:
    return {"file": pos.file, "line": pos.line}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "demand": verdict.demand.text,
        "met": verdict.met,
        "message": verdict.message,
        "lacking": [item.code for item in verdict.lacking],
        **_place(verdict.demand.pos),
    }


def _item(row: ItemCoverage, is_judged: bool) -> dict[str, Any]:
    item = row.item
    return {
        "code": item.code,
        "title": item.title,
        "level": item.level,
        "iri": item.iri,
        "parent": item.path[-1].code if item.path else None,
        "judged": is_judged,
        **{str(kind): row.counts[kind] for kind in KINDS},
        "minutes": round(row.minutes, 2),
        "points": round(row.points, 2),
        "missing": list(row.missing),
        "evidence": [_evidence(each) for each in shown_evidence(row, is_judged)],
    }


def _evidence(each: Evidence) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "code": each.code,
        "session": each.session,
        "page": each.page,
        "question": each.question or None,
        "text": each.text,
        "minutes": round(each.minutes, 2),
        "points": each.points,
        **_place(each.pos),
        "mappedBy": each.holder,
        "mappedAt": _place(each.mapped),
        "via": each.via or None,
    }


def _unmapped(each: Unmapped) -> dict[str, Any]:
    return {
        "session": each.session,
        "page": each.page,
        "question": each.question or None,
        "text": each.text,
        **_place(each.pos),
    }


def _session(session: SessionFacts, survey: Survey) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": session.title,
        "minutes": session.minutes,
        "courses": list(session.courses),
        "reviewers": list(session.reviewers),
        "reviewed": session.reviewed.isoformat() if session.reviewed else None,
        "nextReview": session.next_review.isoformat() if session.next_review else None,
        "stale": session.stale(survey.on),
        "file": session.pos.file,
    }


def as_csv(survey: Survey) -> str:
    """A row for each item, with the columns of COLUMNS; places stand behind each other with semicolons."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    judged = {row.item.code for row in survey.coverage.judged}
    for row in survey.coverage.rows:
        shown = shown_evidence(row, row.item.code in judged)
        places = [dict.fromkeys(place_of(each) for each in shown if each.kind == kind) for kind in KINDS]
        writer.writerow(
            [
                row.item.framework,
                *map(defused, (row.item.code, row.item.level, row.item.title)),
                *(row.counts[kind] for kind in KINDS),
                number(row.minutes),
                number(row.points),
                "; ".join(row.missing),
                *("; ".join(each) for each in places),
            ]
        )
    return file.getvalue()
