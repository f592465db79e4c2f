"""Questions of every type, the assessment, and what completes a session."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course, Question, Session
from scormkit.course.objectives import objectives_in_use
from scormkit.findings import Severity, SourcePos
from scormkit.questions import QUESTION_TYPES
from scormkit.questions.question_type import HOW_WRITTEN

RULES: Catalogue[Course] = Catalogue()


def _questions(course: Course) -> Iterator[Question]:
    for session in course.sessions:
        for page in session.pages:
            yield from page.questions


def _key(session: Session, name: str) -> SourcePos:
    return session.origin.at(name)


@RULES.check(
    "SK4001",
    Severity.ERROR,
    why="Nobody could ever answer it rightly.",
    fix="Mark the right answer with [x].",
)
def question_without_right_answer(course: Course) -> Iterator[Fault]:
    """A question has a right answer."""
    for question in _questions(course):
        if (
            question.form == "picks"
            and question.points
            and len(question.choices) >= 2
            and not any(choice.correct for choice in question.choices)
        ):
            yield Fault(question.origin.pos, f"no answer of “{question.id}” is marked right", where=question.id)


@RULES.check(
    "SK4002",
    Severity.ERROR,
    why="With one answer there is nothing to decide; with none, nothing to tick.",
    fix="List two answers or more, as questions of this kind are written.",
)
def fewer_than_two_answers(course: Course) -> Iterator[Fault]:
    """A question offers at least two answers."""
    for question in _questions(course):
        if question.form != "fields" and (count := len(question.choices)) < 2:
            answers = "one answer" if count else "no answers"
            how = HOW_WRITTEN[QUESTION_TYPES[question.type].written]
            yield Fault(question.origin.pos, f"“{question.id}” has {answers}", hint=how, where=question.id)


@RULES.check(
    "SK4003",
    Severity.ERROR,
    why="Learners cannot tell two equal answers apart, and one of them counts as wrong.",
    fix="Change one of the two, or remove it.",
)
def duplicate_answers(course: Course) -> Iterator[Fault]:
    """The answers of a question differ."""
    for question in _questions(course):
        seen: dict[str, SourcePos] = {}
        for choice in question.choices:
            # Pictures and the like may differ where the words do not, so both are compared.
            same = choice.html.casefold()
            if first := seen.get(same):
                message = f"the answer “{choice.text}” stands in line {first.line} already"
                yield Fault(choice.origin.pos, message, where=question.id)
            seen.setdefault(same, choice.origin.pos)


@RULES.check(
    "SK4004",
    Severity.ERROR,
    why="The id is how learners' records tell questions apart.",
    fix="Give one of the questions another id.",
)
def duplicate_question_id(course: Course) -> Iterator[Fault]:
    """Two questions or scenarios of a session have different ids."""
    for session in course.sessions:
        seen: dict[str, SourcePos] = {}
        for page in session.pages:
            for question in page.asked:
                if first := seen.get(question.id):
                    message = f"the question id “{question.id}” is taken already ({first.file}, line {first.line})"
                    yield Fault(question.origin.at("id"), message, where=question.id)
                seen.setdefault(question.id, question.origin.pos)


@RULES.check(
    "SK4005",
    Severity.ERROR,
    why="Learners would not know what is asked.",
    fix="Write the question above its answers.",
)
def question_without_text(course: Course) -> Iterator[Fault]:
    """A question asks something."""
    for question in _questions(course):
        if not question.prompt_html.strip():
            yield Fault(question.origin.pos, f"nothing stands above the answers of “{question.id}”", where=question.id)


@RULES.check(
    "SK4006",
    Severity.ERROR,
    why="Learners would see a box with nothing beside it.",
    fix="Write the answer behind its box, or remove the box.",
)
def empty_answer(course: Course) -> Iterator[Fault]:
    """Every answer says something."""
    for question in _questions(course):
        for choice in question.choices:
            if not choice.html.strip():
                yield Fault(choice.origin.pos, f"an answer of “{question.id}” is empty", where=question.id)


@RULES.check(
    "SK4007",
    Severity.ERROR,
    why="The score of a session is that of one assessment; a second one would have no place to go.",
    fix="Move the questions into one page, or remove “kind: assessment” from one of the pages.",
)
def two_assessment_pages(course: Course) -> Iterator[Fault]:
    """A session has at most one assessment page."""
    for session in course.sessions:
        pages = [page for page in session.pages if page.is_assessment]
        for page in pages[1:]:
            yield Fault(page.origin.at("kind"), f"“{page.id}” is an assessment page, and so is “{pages[0].id}”")


@RULES.check(
    "SK4008",
    Severity.ERROR,
    why="The condition could never be met, so nobody could complete the session.",
    fix="Add a page with “kind: assessment”, or take the word out of complete_when.",
)
def condition_without_assessment(course: Course) -> Iterator[Fault]:
    """Completion asks for an assessment only where there is one."""
    for session in course.sessions:
        for condition in session.complete_when:
            if condition in ("assessment", "passed") and session.assessment is None:
                message = f"complete_when says “{condition}”, but “{session.id}” has no assessment page"
                yield Fault(_key(session, "complete_when"), message)


@RULES.check(
    "SK4009",
    Severity.WARNING,
    why="The condition means nothing: there is nothing to answer.",
    fix="Put a question on an ordinary page, or take “checks” out of complete_when.",
)
def condition_without_checks(course: Course) -> Iterator[Fault]:
    """Completion asks for knowledge checks only where there are some."""
    for session in course.sessions:
        if "checks" in session.complete_when and not session.has_checks:
            message = f"complete_when says “checks”, but “{session.id}” has no knowledge checks that are required"
            yield Fault(_key(session, "complete_when"), message)


@RULES.check(
    "SK4010",
    Severity.NOTICE,
    why="A learner who has used up the attempts can neither pass nor complete without an administrator's help.",
    fix="Allow attempts without limit (0), or let “assessment” complete the session instead of “passed”.",
)
def learner_may_get_stuck(course: Course) -> Iterator[Fault]:
    """A session that must be passed to be completed allows attempts without limit."""
    for session in course.sessions:
        if session.assessment and session.assessment.attempts and "passed" in session.complete_when:
            message = f"“{session.id}” must be passed, but allows {session.assessment.attempts} attempts only"
            yield Fault(_key(session, "assessment"), message)


@RULES.check(
    "SK4011",
    Severity.ERROR,
    why="There would be no score, and nobody could pass.",
    fix="Write questions into the page, or remove “kind: assessment”.",
)
def assessment_without_questions(course: Course) -> Iterator[Fault]:
    """An assessment page has questions."""
    for session in course.sessions:
        page = session.assessment_page
        if page and not page.questions:
            yield Fault(page.origin.at("kind"), f"the assessment page “{page.id}” has no questions")


@RULES.check(
    "SK4012",
    Severity.NOTICE,
    why="The assessment says nothing about this objective, so its status in the LMS rests on nothing scored.",
    fix="Write a question for it, or name the objective at a question that belongs to it.",
)
def objective_not_assessed(course: Course) -> Iterator[Fault]:
    """Every objective that is taught has a question in the assessment."""
    for session in course.sessions:
        page = session.assessment_page
        if page is None or not page.questions:
            continue
        assessed = {name for question in page.questions for name in question.objectives}
        taught = objectives_in_use(session)
        for objective in session.objectives:
            if objective.id in taught - assessed:
                message = f"no question of the assessment belongs to the objective “{objective.id}”"
                yield Fault(objective.origin.pos, message)


@RULES.check(
    "SK4013",
    Severity.WARNING,
    why="The settings have no effect, which is seldom what was meant.",
    fix="Add a page with “kind: assessment”, or remove the settings.",
)
def assessment_settings_unused(course: Course) -> Iterator[Fault]:
    """Settings of an assessment stand only where there is one."""
    for session in course.sessions:
        if session.assessment is None:
            for name in ("pass_mark", "assessment"):
                if name in session.origin.keys:
                    yield Fault(_key(session, name), f"“{name}” is set, but “{session.id}” has no assessment page")
