"""Course → the data scripts of a package: `CourseData` and `SessionData` of templates/runtime/types.js.

Text and data travel in classic scripts and are never fetched: several LMSs serve data files wrongly or not at all.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from scormkit.course.draws import groups_of
from scormkit.course.help import Help
from scormkit.course.model import Contributor, Course, Page, Question, Session
from scormkit.course.objectives import (
    LmsObjective,
    alignments_of,
    items_of,
    lms_objectives,
    objectives_of,
)
from scormkit.render.key import scramble
from scormkit.render.outline import course_objectives
from scormkit.render.pages import OwnTemplates, Texts, render_question
from scormkit.render.scenario import scenario_data
from scormkit.render.statements import XapiData

COURSE_SCRIPT = "course.js"


def session_script(session: Session) -> str:
    """Path of a session's data in the package."""
    return f"content/{session.id}.js"


def _script(kind: str, data: dict[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f'(self.SCORMKIT=self.SCORMKIT||[]).push(["{kind}",{text}]);\n'.encode()


def launch_script(session: Session) -> str:
    """Path of the course's data for the launch page of one session; no id holds an underscore."""
    return f"content/course_{session.id}.js"


def launch_data(course: Course, session: Session, texts: Texts, state_limit: int, xapi: XapiData | None) -> bytes:
    """The script with the course as the launch page of one session has it: that session and nothing else."""
    section = next(
        replace(section, sessions=(session,), session_slots=(slot,))
        for section in course.sections
        for one, slot in zip(section.sessions, section.session_slots, strict=True)
        if one is session
    )
    alone = replace(
        course,
        kind="session",
        # Under this id the page keeps its copy in the browser, apart from that of the same session in another course.
        id=f"{course.id}_{session.id}",
        title=session.title,
        language=session.language,
        sections=(section,),
    )
    return course_data(alone, texts, state_limit, xapi)


def course_data(course: Course, texts: Texts, state_limit: int, xapi: XapiData | None = None) -> bytes:
    """The script with the course; `state_limit` in characters is the target's."""
    titles = {framework.id: framework.title for framework in course.frameworks}
    return _script(
        "course",
        {
            "format": 1,
            "kind": course.kind,
            "id": course.id,
            "title": course.title,
            "version": course.version,
            "language": course.language,
            "scorm12Status": course.scorm12_status,
            "sections": [
                {"title": section.title, "sessions": [session.id for session in section.sessions]}
                for section in course.sections
            ],
            "objectives": [
                {
                    "id": objective.id,
                    "title": objective.title,
                    "code": objective.item.code if objective.item else "",
                    "kind": objective.kind,
                    "framework": titles[objective.item.framework] if objective.item else "",
                    "passMark": objective.pass_mark,
                }
                for objective in course_objectives(course)
            ],
            "stateLimit": state_limit,
            "text": _texts(course, texts),
            "help": _help(course.help),
            "xapi": xapi,
        },
    )


def _texts(course: Course, texts: Texts) -> Texts:
    """The interface texts, those on scenarios only where there are some."""
    has_scenarios = any(session.scenarios for session in course.sessions)
    return {name: text for name, text in texts.items() if has_scenarios or not name.startswith("scenario_")}


def session_data(session: Session, slot: int, texts: Texts, templates: OwnTemplates = ()) -> bytes:
    """The script with one session: the same bytes in every course that holds it under the same slot.

    But for `templates` of the course's own.
    """
    titles = {framework.id: framework.title for framework in session.frameworks}
    competences = [
        {
            "code": item.code,
            "title": item.title,
            "description": item.description,
            "framework": titles[item.framework],
            "depth": len(item.path),
        }
        for item in items_of(alignments_of(session), session.frameworks)
    ]
    policy = session.assessment
    return _script(
        "session",
        {
            "id": session.id,
            "slot": slot,
            "title": session.title,
            "description": session.description,
            "minutes": session.minutes,
            "language": session.language,
            "audience": {"professions": session.audience.professions, "stage": session.audience.stage},
            "authors": [_person(person) for person in session.authors],
            "reviewers": [_person(person) for person in session.reviewers],
            "reviewed": session.reviewed.isoformat() if session.reviewed else "",
            "nextReview": session.next_review.isoformat() if session.next_review else "",
            "licence": session.licence,
            "certificate": session.certificate,
            **({"learningRecord": True} if session.learning_record else {}),
            "help": _help(session.help),
            "competences": competences,
            "goals": [objective.title for objective in session.objectives],
            "pages": [_page(session, page, texts, templates) for page in session.pages],
            "completeWhen": session.complete_when,
            "assessment": policy
            and {
                "passMark": policy.pass_mark,
                "attempts": policy.attempts,
                "shuffleQuestions": policy.shuffle_questions,
                "shuffleAnswers": policy.shuffle_answers,
                "reveal": policy.reveal,
                "timeLimit": policy.time_limit,
                "coolingOff": policy.cooling_off,
                "sections": _sections(session),
                "parts": [
                    {"title": part.title, "passMark": part.pass_mark, "questions": part.questions}
                    for part in policy.part_marks
                ],
            },
            "objectives": [_objective(session, objective) for objective in lms_objectives(session)],
        },
    )


def _person(person: Contributor) -> dict[str, str]:
    return {"name": person.name, "role": person.role, "organization": person.organization}


def _help(found: Help | None) -> dict[str, Any] | None:
    if found is None:
        return None
    hours = found.hours
    return {
        "text": [line.strip() for line in found.text.split("\n") if line.strip()],
        "contacts": [
            {"name": each.name, "role": each.role, "email": each.email, "phone": each.phone} for each in found.contacts
        ],
        "link": found.link and {"url": found.link.url, "title": found.link.title},
        "hours": hours
        and {
            "zone": hours.time_zone,
            "week": hours.week,
            "closed": [[first.isoformat(), last.isoformat()] for first, last in hours.closed],
        },
    }


def _page(session: Session, page: Page, texts: Texts, templates: OwnTemplates) -> dict[str, Any]:
    # Without either, pages are as they were before there were such.
    marks = {"watch": page.must_watch, "isQuestionnaire": page.is_questionnaire}
    return {
        "id": page.id,
        "slot": page.slot,
        "title": page.title,
        "isAssessment": page.is_assessment,
        "html": page.html,
        "questions": [
            *(_question(session, page, question, texts, templates) for question in page.questions),
            *(scenario_data(session, each, objectives_of(session, each), texts) for each in page.scenarios),
        ],
        **{name: True for name, is_so in marks.items() if is_so},
    }


def _sections(session: Session) -> list[dict[str, Any]]:
    page = session.assessment_page
    return [
        {
            "title": section.title,
            "html": section.html,
            "pick": section.pick and section.asked,
            "groups": groups_of(session, section),
        }
        for section in (page.sections if page else ())
    ]


def _objective(session: Session, objective: LmsObjective) -> dict[str, Any]:
    assessment = session.assessment_page
    return {
        "id": objective.id,
        "slot": session.objective_slots[objective.id],
        "questions": [
            question.id
            for question in (assessment.questions if assessment else ())
            if objective.id in objectives_of(session, question)
        ],
        "pages": [
            page.id for page in session.pages if not page.is_assessment and objective.id in objectives_of(session, page)
        ],
    }


def _question(
    session: Session, page: Page, question: Question, texts: Texts, templates: OwnTemplates
) -> dict[str, Any]:
    lms_id = f"{session.id}_{question.id}"
    return {
        "id": question.id,
        "lmsId": lms_id,
        "slot": question.slot,
        "type": question.type.value,
        "interactionType": question.interaction.type.value,
        "text": question.prompt_text,
        "html": render_question(
            session.id, question, texts, in_questionnaire=page.is_questionnaire, templates=templates
        ),
        "form": question.form,
        "marks": [choice.mark for choice in question.choices],
        "targets": [target.mark for target in question.targets],
        "blanks": [{"limit": blank.limit, "isNumber": blank.low is not None} for blank in question.blanks],
        "partial": question.partial,
        "stateMarks": question.state_marks,
        "points": question.points,
        "attempts": question.attempts,
        "shuffle": question.shuffle,
        "required": not page.is_assessment if question.required is None else question.required,
        "objectives": objectives_of(session, question),
        "answerKey": scramble(
            lms_id,
            {
                "correct": question.interaction.correct,
                "blanks": [
                    {"texts": blank.accepted, "exact": blank.exact, "low": blank.low, "high": blank.high}
                    for blank in question.blanks
                    if blank.accepted or blank.low is not None
                ],
                "feedback": {choice.mark: choice.feedback_html for choice in question.choices if choice.feedback_html},
                "right": question.right_html,
                "wrong": question.wrong_html,
                "explanation": question.explanation_html,
            },
        ),
    }
