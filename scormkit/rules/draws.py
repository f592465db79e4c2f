"""Sections of the assessment: what they draw, and what every draw is sure to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.draws import groups_of, is_sure, least_pick
from scormkit.course.model import AssessmentSection, Course, Page, Session
from scormkit.course.objectives import lms_objectives, objectives_of
from scormkit.findings import Severity, SourcePos

RULES: Catalogue[Course] = Catalogue()


def _sections(course: Course) -> Iterator[tuple[Page, AssessmentSection]]:
    for session in course.sessions:
        if page := session.assessment_page:
            yield from ((page, section) for section in page.sections)


def _named(section: AssessmentSection) -> str:
    return f"the section “{section.title}”" if section.title else "this section"


@RULES.check(
    "SK4030",
    Severity.ERROR,
    why="An attempt cannot have more questions than there are.",
    fix="Write more questions, or ask fewer.",
)
def picks_more_than_there_are(course: Course) -> Iterator[Fault]:
    """A section asks no more questions than it has."""
    for _, section in _sections(course):
        if section.pick > len(section.questions) > 0:
            message = f"{_named(section)} is to ask {section.pick} questions, but has {len(section.questions)}"
            yield Fault(section.origin.at("pick"), message)


@RULES.check(
    "SK4031",
    Severity.ERROR,
    why="A learner whose attempt asks nothing about it can neither reach it nor miss it.",
    fix="Ask more questions of the section, or put a question about it outside any draw.",
)
def objective_out_of_reach(course: Course) -> Iterator[Fault]:
    """Whatever is drawn, every objective that the assessment is about has a question in every attempt."""
    for session in course.sessions:
        page = session.assessment_page
        if page is None or not any(section.pick for section in page.sections):
            continue
        wanted = {
            objective.title: {each.id for each in page.questions if objective.id in objectives_of(session, each)}
            for objective in lms_objectives(session)
        }
        policy = session.assessment
        marks = {part.title: (set(part.questions), part.origin.pos) for part in (policy.part_marks if policy else ())}
        for title, questions in wanted.items():
            if questions and title not in marks:
                yield from _out_of_reach(session, page, title, questions, None)
        for title, (questions, pos) in marks.items():
            if questions:
                yield from _out_of_reach(session, page, title, questions, pos)


def _out_of_reach(
    session: Session, page: Page, title: str, questions: Collection[str], pos: SourcePos | None
) -> Iterator[Fault]:
    concerned = [section for section in page.sections if set(section.questions) & set(questions)]
    drawn = [(section, groups_of(session, section)) for section in concerned]
    if any(is_sure(groups, section.asked, questions) for section, groups in drawn):
        return
    section, groups = min(drawn, key=lambda pair: least_pick(pair[1], questions))
    message = f"an attempt may have no question about “{title}”: {_named(section)} asks {section.pick}"
    hint = f"With pick={least_pick(groups, questions)} it is sure to have one."
    yield Fault(pos or section.origin.at("pick"), message, hint=hint)


@RULES.check(
    "SK4032",
    Severity.NOTICE,
    why="Then attempts have different totals, and the same mistake costs more in one than in another.",
    fix="Give the questions of the section the same points.",
)
def draw_of_unequal_points(course: Course) -> Iterator[Fault]:
    """Questions that are drawn for each other are worth the same."""
    for page, section in _sections(course):
        points = {question.points for question in page.questions if question.id in section.questions}
        if section.pick and section.asked < len(section.questions) and len(points) > 1:
            told = ", ".join(f"{each:g}" for each in sorted(points))
            yield Fault(section.origin.at("pick"), f"the questions of {_named(section)} have different points: {told}")


@RULES.check(
    "SK4033",
    Severity.ERROR,
    why="A pass mark for something that is not asked about judges nothing.",
    fix="Write a question for it, or take the pass mark away.",
)
def part_without_questions(course: Course) -> Iterator[Fault]:
    """A pass mark of a part is about questions of the assessment."""
    for session in course.sessions:
        policy = session.assessment
        for part in policy.part_marks if policy else ():
            if not part.questions:
                yield Fault(part.origin.at("of"), f"no question of the assessment belongs to “{part.name}”")


@RULES.check(
    "SK4034",
    Severity.ERROR,
    why="Learners would come to a part of the assessment that asks nothing.",
    fix="Put questions between its lines of colons, or remove the section.",
)
def section_without_questions(course: Course) -> Iterator[Fault]:
    """A section of the assessment has questions."""
    for _, section in _sections(course):
        if not section.questions:
            yield Fault(section.origin.pos, f"{_named(section)} has no questions")
