"""Sessions and pages: what makes a whole of them."""

from __future__ import annotations

from collections.abc import Iterator

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.model import Course
from scormkit.findings import Severity, SourcePos

RULES: Catalogue[Course] = Catalogue()


def _place(pos: SourcePos) -> str:
    return f"{pos.file}, line {pos.line}"


@RULES.check(
    "SK3020",
    Severity.ERROR,
    why="The id is how links and learners' records tell pages apart.",
    fix="Give one of the pages another id, or its file another name.",
)
def duplicate_page_id(course: Course) -> Iterator[Fault]:
    """Two pages of a session have different ids."""
    for session in course.sessions:
        seen: dict[str, SourcePos] = {}
        for page in session.pages:
            if first := seen.get(page.id):
                yield Fault(page.origin.at("id"), f"the page id “{page.id}” is taken already ({_place(first)})")
            seen.setdefault(page.id, page.origin.pos)


@RULES.check(
    "SK3021",
    Severity.ERROR,
    why="The id is how questions and learners' records tell objectives apart.",
    fix="Give one of the objectives another id.",
)
def duplicate_objective_id(course: Course) -> Iterator[Fault]:
    """Two objectives of a session have different ids."""
    for session in course.sessions:
        seen: dict[str, SourcePos] = {}
        for objective in session.objectives:
            if first := seen.get(objective.id):
                message = f"the objective id “{objective.id}” is taken already ({_place(first)})"
                yield Fault(objective.origin.at("id"), message)
            seen.setdefault(objective.id, objective.origin.at("id"))


@RULES.check(
    "SK3022",
    Severity.ERROR,
    why="Learners would open the page and find nothing.",
    fix="Write something below the title, or remove the page.",
)
def page_without_content(course: Course) -> Iterator[Fault]:
    """A page has content below its title."""
    for session in course.sessions:
        for page in session.pages:
            if not page.html.strip() and not page.sections:
                yield Fault(page.origin.at("title"), f"the page “{page.title or page.id}” has nothing below its title")


@RULES.check(
    "SK3023",
    Severity.ERROR,
    why="Screen readers list the headings as a tree; a missing level makes people look for what was never there.",
    fix="Use the level just below that of the heading above: ## below the title, ### below ##.",
    reference="WCAG 2.2, 1.3.1",
)
def heading_level_skipped(course: Course) -> Iterator[Fault]:
    """Headings go down one level at a time."""
    for session in course.sessions:
        for page in session.pages:
            above = 1
            for heading in page.headings:
                if heading.level > above + 1:
                    yield Fault(
                        heading.pos,
                        f"“{heading.text}” is a heading of level {heading.level} below one of level {above}",
                        hint=f"Write {'#' * (above + 1)} {heading.text}",
                    )
                above = heading.level


@RULES.check(
    "SK3024",
    Severity.ERROR,
    why="A session without pages cannot be opened or completed.",
    fix="Add a page: a Markdown file that begins with a first-level heading.",
)
def session_without_pages(course: Course) -> Iterator[Fault]:
    """A session has pages."""
    for session in course.sessions:
        # A session without a place is one whose file could not be read, which has been said.
        if not session.pages and session.origin.pos.file:
            yield Fault(session.origin.pos, f"the session “{session.id}” has no pages")


@RULES.check(
    "SK3025",
    Severity.ERROR,
    why="A review that was due before it was done is a slip in one of the dates.",
    fix="Correct one of the dates.",
)
def next_review_before_last(course: Course) -> Iterator[Fault]:
    """The next review comes after the last one."""
    for session in course.sessions:
        if session.reviewed and session.next_review and session.next_review <= session.reviewed:
            message = f"the next review, {session.next_review}, is not after the last one, {session.reviewed}"
            yield Fault(session.origin.at("next_review"), message)
