"""xAPI statements: hooks that can never send one, names that mean no hook, ids that nothing begins."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from scormkit.catalogue import Catalogue, Fault
from scormkit.course.hooks import SCENARIO_SUBJECTS, asked, declared, sends_statements, subjects_of
from scormkit.course.model import Course, Session
from scormkit.course.moments import MOMENTS, Subject
from scormkit.course.statements import OFF, ON
from scormkit.findings import Severity

RULES: Catalogue[Course] = Catalogue()

_NEEDED: dict[Subject, str] = {
    "question": "a question",
    "reflection": "a question of type reflection",
    "survey": "a question without right answers",
    "scenario": "a branching scenario",
    "activity": "an activity that learners confirm",
    "assessment": "an assessment",
    "media": "a video or sound",
    "details": "an expandable section with a title, or a help panel",
    "block": "a block with an id",
    "none": "a kind of block that scormkit does not have yet",
}


def _subjects(course: Course, session: Session) -> set[Subject]:
    """What there is in a session for moments to be about."""
    found: set[Subject] = {"session", "page"}
    if session.assessment:
        found.add("assessment")
    for page in session.pages:
        for question in page.questions:
            found |= subjects_of(question)
        found |= set(SCENARIO_SUBJECTS if page.scenarios else ())
    kinds = {block.kind for page in session.pages for block in page.blocks}
    if kinds:
        found.add("block")
    if kinds & {"video", "audio"}:
        found.add("media")
    if "details" in kinds or course.help or session.help:
        found.add("details")
    return found


@RULES.check(
    "SK9520",
    Severity.ERROR,
    why="Nothing would be sent, and the report that waits for it stays empty.",
    fix="Write on, off, or the name of a hook of the session or course.",
)
def unknown_hook(course: Course) -> Iterator[Fault]:
    """What a block says of its statements is on, off, or the name of a hook for a moment that the block has."""
    for session in course.sessions:
        hooks = [*session.xapi.hooks, *(course.xapi.hooks if course.kind == "course" else ())]
        named = {hook.name: hook for hook in hooks if hook.name}
        for words, origin, subjects in asked(session):
            for word in words:
                if word in (ON, OFF):
                    continue
                if word not in named:
                    near = get_close_matches(word, [ON, OFF, *named], 1)
                    hint = f"Did you mean “{near[0]}”?" if near else ""
                    yield Fault(origin.at("xapi"), f"there is no hook “{word}”", hint)
                elif MOMENTS[named[word].on].subject not in subjects:
                    message = f"the hook “{word}” is about “{named[word].on}”, which never happens here"
                    yield Fault(origin.at("xapi"), message)


@RULES.check(
    "SK9521",
    Severity.WARNING,
    why="No statement of it will ever be sent.",
    fix="Remove the hook, or add what it is about.",
)
def hook_never_sent(course: Course) -> Iterator[Fault]:
    """What a hook is about is in the course; a hook with a name is asked for by some block."""
    for hook, sessions in declared(course):
        subject = MOMENTS[hook.on].subject
        if hook.verb is None:
            continue
        if not any(subject in _subjects(course, session) for session in sessions):
            yield Fault(hook.origin.pos, f"“{hook.on}” needs {_NEEDED[subject]}, and there is none")
        elif hook.name and not any(hook.name in words for session in sessions for words, _, _ in asked(session)):
            yield Fault(hook.origin.pos, f"no block asks for the hook “{hook.name}”")


@RULES.check(
    "SK9522",
    Severity.ERROR,
    why="An LRS knows activities by their ids for good; ids that nobody chose would have to change later.",
    fix="Add activity_base, an IRI of your own organisation, such as https://learning.example.org/xapi.",
)
def activity_base_missing(course: Course) -> Iterator[Fault]:
    """A course that sends statements says what the ids of its activities begin with."""
    written = "activity_base" in course.xapi.origin.keys
    if not course.xapi.activity_base and not written and sends_statements(course):
        origin = course.xapi.origin if course.xapi.hooks else course.origin
        yield Fault(origin.at("hooks"), "statements are sent, but there is no activity_base")


@RULES.check(
    "SK9524",
    Severity.NOTICE,
    why="Everything else in a package stays within the LMS; a firewall has to let these requests through.",
    fix="Nothing, if that is what you want; otherwise remove broker.",
)
def requests_to_a_broker(course: Course) -> Iterator[Fault]:
    """Packages of a course with a token broker speak to it, and to the LRS that it names."""
    if course.xapi.broker and sends_statements(course):
        host = course.xapi.broker.split("/")[2]
        yield Fault(course.xapi.origin.at("broker"), f"packages ask {host} for the permission to send statements")
