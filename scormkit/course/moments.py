"""The moments at which a statement can be sent, with the statement that a bare word in `hooks` stands for.

The defaults follow published profiles: verbs and types of ADL as the xAPI SCORM profile uses them, the video profile
for video and sound, cmi5 for progress and for the life of a launch. One row for each moment; a new kind of block
brings its row along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from scormkit.course.vocabulary import CMI5_PROGRESS, VIDEO

Subject = Literal[
    "launch",
    "session",
    "page",
    "block",
    "question",
    "reflection",
    "survey",
    "scenario",
    "activity",
    "assessment",
    "media",
    "details",
    "none",
]
"""What a moment is about; `launch` is what the LMS launches, `none` a kind of block that does not exist yet."""

EVERYWHERE = ("course_title", "course_version", "title")
IN_SESSION = (*EVERYWHERE, "session_title")
IN_PAGE = (*IN_SESSION, "page_title")
_SCORE = ("score_scaled", "score_raw", "score_min", "score_max", "pass_mark", "passed")
_MEDIA = (*IN_PAGE, "time", "length", "progress", "progress_scaled", "played_segments", "duration")

VALUES: dict[str, Any] = {
    "course_title": "Leading a team",
    "course_version": "1.0.0",
    "session_title": "A good handover",
    "page_title": "Why handovers fail",
    "title": "A good handover",
    "response": "a",
    "correct": True,
    "score_scaled": 0.8,
    "score_raw": 80,
    "score_min": 0,
    "score_max": 100,
    "pass_mark": 75,
    "passed": True,
    "completed": True,
    "attempt": 1,
    "duration": "PT42.5S",
    "progress": 50,
    "progress_scaled": 0.5,
    "time": 12.5,
    "length": 60.25,
    "played_segments": "0[.]12.5",
}
"""Every value that a template may name, with one that may stand for it in a sample."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A row: when it is, what it is about, what a bare word sends, and the values that are known then.

    `verb` is a word of VERBS. `lifecycle` moments are sent because a target asks for them, not by a hook.
    """

    name: str
    when: str
    subject: Subject
    verb: str
    values: tuple[str, ...]
    result: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    lifecycle: bool = False


_DURATION = {"duration": "{duration}"}
_SCORED = {
    "score": {"scaled": "{score_scaled}", "raw": "{score_raw}", "min": "{score_min}", "max": "{score_max}"},
    **_DURATION,
}
_WATCHED = {
    f"{VIDEO}/extensions/time": "{time}",
    f"{VIDEO}/extensions/progress": "{progress_scaled}",
    f"{VIDEO}/extensions/played-segments": "{played_segments}",
}
_VIDEO_CONTEXT = {
    "extensions": {f"{VIDEO}/extensions/length": "{length}"},
    "contextActivities": {"category": [{"id": VIDEO}]},
}

MOMENTS: dict[str, Moment] = {
    moment.name: moment
    for moment in (
        Moment("session-experienced", "a session is opened", "session", "experienced", IN_SESSION),
        Moment("page-experienced", "a page is left or closed after it was shown", "page", "experienced",
               (*IN_PAGE, "duration"), result=_DURATION),
        Moment("block-experienced", "a block comes into view", "block", "experienced", IN_PAGE),
        Moment("question-answered", "an answer counts: of a knowledge check, or in an assessment", "question",
               "answered", (*IN_PAGE, "response", "correct", "attempt", "duration"),
               result={"success": "{correct}", "response": "{response}", **_DURATION}),
        Moment("assessment-passed", "an attempt at the assessment ends and is passed", "assessment", "passed",
               (*IN_PAGE, *_SCORE, "attempt", "duration", "completed"),
               result={"success": True, "completion": True, **_SCORED}),
        Moment("assessment-failed", "an attempt at the assessment ends and is not passed", "assessment", "failed",
               (*IN_PAGE, *_SCORE, "attempt", "duration", "completed"),
               result={"success": False, "completion": True, **_SCORED}),
        Moment("video-played", "a video or sound starts or goes on", "media", "played", _MEDIA,
               result={"extensions": {f"{VIDEO}/extensions/time": "{time}"}}, context=_VIDEO_CONTEXT),
        Moment("video-paused", "a video or sound is paused", "media", "paused", _MEDIA,
               result={"extensions": _WATCHED}, context=_VIDEO_CONTEXT),
        Moment("video-completed", "a video or sound has been played to its end", "media", "completed", _MEDIA,
               result={"completion": True, **_DURATION, "extensions": _WATCHED}, context=_VIDEO_CONTEXT),
        Moment("help-opened", "an expandable section or the help panel is opened", "details", "interacted", IN_PAGE),
        Moment("progressed", "the progress of a session grows by ten percent or more", "session", "progressed",
               (*IN_SESSION, "progress", "progress_scaled", "completed"),
               result={"extensions": {CMI5_PROGRESS: "{progress}"}}),
        Moment("scenario-chosen", "a way is chosen in a scenario", "scenario", "selected", (*IN_PAGE, "response"),
               result={"response": "{response}"}),
        Moment("activity-confirmed", "a learner confirms that an activity was done", "activity", "confirmed",
               (*IN_PAGE, "response")),
        Moment("reflection-written", "a question of type reflection is answered", "reflection", "commented",
               (*IN_PAGE, "response")),
        Moment("survey-answered", "a question without right answers is answered", "survey", "responded",
               (*IN_PAGE, "response"),
               result={"response": "{response}"}),
        Moment("initialized", "a launch begins", "launch", "initialized", EVERYWHERE, lifecycle=True),
        Moment("completed", "what was launched is complete", "launch", "completed",
               (*EVERYWHERE, "duration", "completed"), result={"completion": True, **_DURATION}, lifecycle=True),
        Moment("passed", "what was launched is passed", "launch", "passed", (*EVERYWHERE, *_SCORE, "duration"),
               result={"success": True, **_SCORED}, lifecycle=True),
        Moment("failed", "what was launched is failed", "launch", "failed", (*EVERYWHERE, *_SCORE, "duration"),
               result={"success": False, **_SCORED}, lifecycle=True),
        Moment("terminated", "a launch ends", "launch", "terminated", (*EVERYWHERE, "duration"), result=_DURATION,
               lifecycle=True),
    )
}  # fmt: skip
"""Every moment by its name, in the order of the documentation."""

DECLARABLE = tuple(name for name, moment in MOMENTS.items() if not moment.lifecycle)
"""The moments that a hook may name."""
