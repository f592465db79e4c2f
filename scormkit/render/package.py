"""Course → Package: the outline and the files, all but the manifest and its schemas, which the target adds."""

from __future__ import annotations

from dataclasses import dataclass

from scormkit.course.model import Course
from scormkit.package.tree import FileTree
from scormkit.render.data import COURSE_SCRIPT, course_data, session_data, session_script
from scormkit.render.outline import START_PAGE
from scormkit.render.pages import interface_texts, render_start_page
from scormkit.render.runtime import join_script, join_styles


@dataclass(slots=True)
class RenderedCourse:
    """What every target of a course shares, rendered once: the page, the sessions, the styles, the media."""

    course: Course
    shared: dict[str, bytes]

    def tree(self, tracker: str, state_limit: int) -> FileTree:
        """The files of a package for one target."""
        tree = FileTree()
        for path, content in self.shared.items():
            tree.add(path, content)
        tree.add(COURSE_SCRIPT, course_data(self.course, interface_texts(self.course.language), state_limit))
        tree.add("player.js", join_script(tracker))
        media = {asset.href: asset.source for session in self.course.sessions for asset in session.assets}
        for href, source in media.items():
            tree.add(href, source)
        return tree


def render_course(course: Course) -> RenderedCourse:
    """Renders each page and question once, whatever the number of targets."""
    texts = interface_texts(course.language)
    shared = {
        session_script(session): session_data(session, slot, interface_texts(session.language))
        for section in course.sections
        for session, slot in zip(section.sessions, section.session_slots, strict=True)
    }
    scripts = [COURSE_SCRIPT, *shared, "player.js"]
    shared[START_PAGE] = render_start_page(course, texts, scripts)
    shared["player.css"] = join_styles()
    return RenderedCourse(course, shared)
