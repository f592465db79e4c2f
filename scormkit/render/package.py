"""Course → Package: the outline and the files, all but the manifest and its schemas, which the target adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scormkit.course.hooks import sends_statements
from scormkit.course.model import Course, Page, Session
from scormkit.package.delivery import Delivery
from scormkit.package.tree import FileTree
from scormkit.render.data import (
    COURSE_SCRIPT,
    course_data,
    launch_data,
    launch_script,
    session_data,
    session_script,
)
from scormkit.render.outline import START_PAGE, launch_page
from scormkit.render.pages import OwnTemplates, interface_texts, render_start_page
from scormkit.render.runtime import join_script, join_styles
from scormkit.render.statements import xapi_data
from scormkit.render.theme import theme_styles

PLAYER_SCRIPT = "player.js"


@dataclass(slots=True)
class RenderedCourse:
    """What every target of a course shares, rendered once: the sessions, the styles, the media."""

    course: Course
    shared: dict[str, bytes]

    def tree(self, delivery: Delivery) -> FileTree:
        """The files of a package for one target."""
        tree = FileTree()
        course = self.course
        own = own_templates(course)
        for path, content in self.shared.items():
            tree.add(path, content)
        if delivery.pages == "session":
            for session in course.sessions:
                texts = interface_texts(session.language)
                xapi = xapi_data(course, lifecycle=delivery.lifecycle, only=session)
                data = launch_data(course, session, texts, delivery.state_limit_chars, xapi)
                tree.add(launch_script(session), data)
                scripts = [launch_script(session), session_script(session), PLAYER_SCRIPT]
                page = replace(course, title=session.title, language=session.language)
                tree.add(launch_page(session), render_start_page(page, texts, scripts, own))
        else:
            texts = interface_texts(course.language)
            xapi = xapi_data(course, lifecycle=delivery.lifecycle)
            tree.add(COURSE_SCRIPT, course_data(course, texts, delivery.state_limit_chars, xapi))
            sessions = [session_script(session) for session in course.sessions]
            tree.add(START_PAGE, render_start_page(course, texts, [COURSE_SCRIPT, *sessions, PLAYER_SCRIPT], own))
        tree.add(PLAYER_SCRIPT, join_script(delivery.tracker, features_of(course, delivery)))
        media = {asset.href: asset for session in self.course.sessions for asset in session.assets}
        if course.theme and course.theme.logo:
            media[course.theme.logo.href] = course.theme.logo
        for href, asset in media.items():
            tree.add(href, asset.source if asset.content is None else asset.content)
        return tree


def features_of(course: Course, delivery: Delivery) -> frozenset[str]:
    """Which of the runtime's FEATURES a package of this course has use for."""
    uses = {
        "statements": delivery.lifecycle or sends_statements(course),
        "media": any(_plays(page) for session in course.sessions for page in session.pages),
        "help": course.help is not None or any(session.help for session in course.sessions),
        "scenarios": any(session.scenarios for session in course.sessions),
        "learning_record": any(session.learning_record for session in course.sessions),
        "activities": any(session.activities for session in course.sessions),
        "time_limits": any(session.assessment and session.assessment.time_limit for session in course.sessions),
    }
    return frozenset(name for name, is_used in uses.items() if is_used)


def _plays(page: Page) -> bool:
    """Whether something on a page can be played."""
    html = [page.html, *(question.prompt_html for question in page.questions)]
    return page.must_watch or any("<video" in each or "<audio" in each for each in html)


def render_course(course: Course, before: RenderedCourse | None = None) -> RenderedCourse:
    """Renders each page and question once, whatever the number of targets.

    A session that is the same object under the same slot as `before` keeps its script.
    """
    own = own_templates(course)
    if before and own_templates(before.course) != own:
        before = None
    known = {slot: session for session, slot in _slotted(before.course)} if before else {}
    shared = {}
    for session, slot in _slotted(course):
        script = session_script(session)
        if before and known.get(slot) is session:
            shared[script] = before.shared[script]
        else:
            shared[script] = session_data(session, slot, interface_texts(session.language), own)
    shared["player.css"] = join_styles() + theme_styles(course.theme)
    return RenderedCourse(course, shared)


def own_templates(course: Course) -> OwnTemplates:
    """What a course brings along, in an order of its own."""
    return tuple(sorted(course.templates.items()))


def _slotted(course: Course) -> Iterator[tuple[Session, int]]:
    """Each session with its slot in the course."""
    for section in course.sections:
        yield from zip(section.sessions, section.session_slots, strict=True)
