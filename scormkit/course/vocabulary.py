"""Words of published vocabularies that a designer may write, and the IRIs that they stand for.

Verbs and activity types of ADL, those that the video profile and cmi5 define, and a few of Activity Streams and of the
Tin Can registry for what ADL has no word for. Anything else is written as an IRI.
"""

from __future__ import annotations

ADL_VERB = "http://adlnet.gov/expapi/verbs/"
ADL_TYPE = "http://adlnet.gov/expapi/activities/"
VIDEO = "https://w3id.org/xapi/video"
CMI5_PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
COMPETENCY_TYPE = "https://w3id.org/xapi/tla/activity-types/competency"
"""Of ADL's Total Learning Architecture: “a knowledge, skill, ability … needed to perform in a given task”."""
PROFILE_TYPE = f"{ADL_TYPE}profile"
"""Of an entry of `category` that names a profile (xAPI Profiles, part 2, 5)."""

VERBS: dict[str, str] = {
    **{
        word: f"{ADL_VERB}{word}"
        for word in (
            "answered", "asked", "attempted", "attended", "commented", "completed", "exited", "experienced", "failed",
            "imported", "initialized", "interacted", "launched", "mastered", "passed", "preferred", "progressed",
            "registered", "responded", "resumed", "scored", "shared", "suspended", "terminated",
        )
    },
    "played": f"{VIDEO}/verbs/played",
    "paused": f"{VIDEO}/verbs/paused",
    "seeked": f"{VIDEO}/verbs/seeked",
    "confirmed": "http://activitystrea.ms/schema/1.0/confirm",
    "opened": "http://activitystrea.ms/schema/1.0/open",
    "selected": "http://id.tincanapi.com/verb/selected",
    "viewed": "http://id.tincanapi.com/verb/viewed",
}  # fmt: skip
"""Verbs by their word. `voided` is not among them: it would take another statement back (xAPI data 2.3.2)."""

ACTIVITY_TYPES: dict[str, str] = {
    **{
        word: f"{ADL_TYPE}{word}"
        for word in (
            "assessment", "attempt", "course", "file", "interaction", "lesson", "link", "media", "meeting", "module",
            "objective", "performance", "question", "simulation",
        )
    },
    "cmi.interaction": f"{ADL_TYPE}cmi.interaction",
    "competency": COMPETENCY_TYPE,
    "page": "http://activitystrea.ms/schema/1.0/page",
    "note": "http://activitystrea.ms/schema/1.0/note",
    "audio": "http://activitystrea.ms/schema/1.0/audio",
    "video": f"{VIDEO}/activity-type/video",
    "resource": "http://id.tincanapi.com/activitytype/resource",
    "survey": "http://id.tincanapi.com/activitytype/survey",
}  # fmt: skip
"""Activity types by their word."""
