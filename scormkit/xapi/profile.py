"""Course → xAPI Profile (JSON-LD): concepts, statement templates and patterns for exactly what its packages send.

After the xAPI Profile specification 1.0 (https://w3id.org/xapi/profiles). Verbs and types that others published are
named, not defined again; what the course brings along is defined here: its activities, and verbs, types of activity
and extensions of the author's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from scormkit.course.model import Course
from scormkit.course.moments import MOMENTS
from scormkit.course.vocabulary import ACTIVITY_TYPES, CMI5_PROGRESS, PROFILE_TYPE, VERBS, VIDEO
from scormkit.package.delivery import Delivery
from scormkit.render.statements import XapiData, profile_iri, profile_version_iri, xapi_data
from scormkit.xapi.compose import hooks_for, language_of
from scormkit.xapi.samples import CMI5_CONTEXT, keys_of

CONTEXT = "https://w3id.org/xapi/profiles/context"
ACTIVITY_CONTEXT = "https://w3id.org/xapi/profiles/activity-context"
CONFORMS_TO = "https://w3id.org/xapi/profiles#1.0"
_PUBLISHED = (VIDEO, CMI5_PROGRESS, CMI5_CONTEXT)
_SURE = {
    "course_title", "title", "session_title", "page_title", "response", "correct", "attempt", "duration", "passed",
    "completed", "score_scaled", "score_raw", "score_min", "score_max",
}  # fmt: skip
"""Values that are always known at the moments that have them; the others may be missing from a statement."""


def profile(course: Course, deliveries: Iterable[Delivery], generated: date | None = None) -> dict[str, Any]:
    """The profile as a JSON value; what several targets send is in it once.

    `generated` is the day that the version bears; the last review of a session if it is None, since the same sources
    give the same profile on any day.
    """
    writer = _Writer(course)
    for delivery in deliveries:
        pages = [None] if delivery.pages == "course" else course.sessions
        for only in pages:
            data = xapi_data(course, lifecycle=delivery.lifecycle, only=only)
            if data is not None:
                writer.add(data)
    return writer.document(generated)


class _Writer:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._id = profile_iri(course)
        self._version = profile_version_iri(course)
        self._concepts: dict[str, dict[str, Any]] = {}
        self._templates: dict[str, dict[str, Any]] = {}
        self._objects: dict[str, set[str]] = {}
        self._types: dict[str, set[str]] = {}
        self._categories: dict[str, set[str]] = {}
        self._languages: dict[str, list[str]] = {}
        self._renamed: set[str] = set()
        """Templates about what is launched, which an LMS names as it likes (cmi5 9.4; TinCan's activity_id)."""
        self._lifecycle = {on: f"{self._id}/templates/{on}" for on, moment in MOMENTS.items() if moment.lifecycle}

    def add(self, data: XapiData) -> None:
        """Everything that one launch page sends."""
        for hook in data["hooks"]:
            keys = [key for key in keys_of(data, self._course, hook["on"]) if hook in hooks_for(data, hook["on"], key)]
            if hook["verb"] and keys:
                self._template(data, hook, keys)
        for thing in data["things"].values():
            self._activity(thing["activity"])
        for activity in data["framework"].values():
            self._activity(activity)

    def document(self, generated: date | None) -> dict[str, Any]:
        """The whole profile."""
        course = self._course
        reviewed = [session.reviewed for session in course.sessions if session.reviewed]
        day = generated or max(reviewed, default=date(1970, 1, 1))
        author = next((each.organization or each.name for each in course.authors), course.title)
        found = {
            "@context": CONTEXT,
            "id": self._id,
            "type": "Profile",
            "conformsTo": CONFORMS_TO,
            "prefLabel": {course.language: course.title},
            "definition": {"en": f"Statements that packages of “{course.title}” send."},
            "author": {"type": "Organization", "name": author},
            "versions": [{"id": self._version, "generatedAtTime": f"{day.isoformat()}T00:00:00Z"}],
            "concepts": [self._concepts[name] for name in sorted(self._concepts)],
            "templates": [self._finished(name) for name in self._templates],
            "patterns": list(self._patterns()),
        }
        return {name: part for name, part in found.items() if part != []}

    def _template(self, data: XapiData, hook: Mapping[str, Any], keys: list[str]) -> None:
        on = hook["on"]
        parts = [on, hook["name"], hook["at"].replace(":", "-")]
        name = f"{self._id}/templates/" + "/".join(part for part in parts if part)
        activities = [data["things"][key]["activity"] for key in keys]
        if data["lifecycle"] and data["publisher"] in keys:
            self._renamed.add(name)
        types = {hook["activityType"] or activity["definition"]["type"] for activity in activities}
        self._objects.setdefault(name, set()).update(activity["id"] for activity in activities)
        self._types.setdefault(name, set()).update(types)
        categories = self._categories.setdefault(name, {self._version})
        for key in keys:
            mapped = data["things"][key]["framework"]
            categories.update(data["framework"][each]["id"] for each in mapped if each in data["framework"])
        written = hook["context"].get("contextActivities", {}).get("category", [])
        categories.update(each["id"] for each in written)
        if MOMENTS[on].lifecycle:
            categories.update(f"{CMI5_CONTEXT}categories/{each}" for each in ("cmi5", "moveon"))
        self._verb(hook["verb"])
        for kind in types:
            self._activity_type(kind)
        moment = MOMENTS[on]
        languages = sorted({*self._languages.get(name, ()), *(language_of(data, key) for key in keys)})
        self._languages[name] = languages
        self._templates[name] = {
            "id": name,
            "type": "StatementTemplate",
            "inScheme": self._version,
            "prefLabel": {"en": on},
            "definition": {"en": f"Sent when {moment.when}."},
            "verb": hook["verb"]["id"],
            "contextCategoryActivityType": [PROFILE_TYPE],
            "rules": [
                {"location": "$.context.registration", "presence": "included"},
                {"location": "$.context.language", "presence": "included", "any": languages},
                {"location": "$.timestamp", "presence": "included"},
                *self._rules(hook["result"], "$.result", "ResultExtension", hook["verb"]["id"]),
                *self._rules(
                    {part: value for part, value in hook["context"].items() if part != "contextActivities"},
                    "$.context", "ContextExtension", hook["verb"]["id"],
                ),
            ],
        }  # fmt: skip

    def _finished(self, name: str) -> dict[str, Any]:
        template = dict(self._templates[name])
        if len(self._types[name]) == 1:
            template["objectActivityType"] = next(iter(self._types[name]))
        objects: dict[str, Any] = {"location": "$.object.id", "presence": "included"}
        categories = {
            "location": "$.context.contextActivities.category[*].id",
            "presence": "included",
            "any": [self._version],
        }
        if name not in self._renamed:
            objects["all"] = sorted(self._objects[name])
            # Else the LMS's contextTemplate may bring more (cmi5 10.2.1).
            categories["all"] = sorted(self._categories[name])
        return {**template, "rules": [objects, categories, *template["rules"]]}

    def _rules(self, template: Any, location: str, kind: str, verb: str) -> Iterator[dict[str, Any]]:
        """A rule for each value of a template: included where it is always known, and what it is if it is constant."""
        if isinstance(template, Mapping):
            for name, part in template.items():
                step = f"['{name}']" if location.endswith(".extensions") else f".{name}"
                if location.endswith(".extensions"):
                    self._extension(name, kind, verb)
                yield from self._rules(part, location + step, kind, verb)
        elif isinstance(template, str) and "{" in template:
            name = template.strip("{}")
            sure = template == f"{{{name}}}" and name in _SURE
            yield {"location": location, "presence": "included" if sure else "recommended"}
        elif not isinstance(template, list):
            yield {"location": location, "presence": "included", "any": [template]}

    def _activity(self, activity: Mapping[str, Any]) -> None:
        definition = {"@context": ACTIVITY_CONTEXT, **activity["definition"]}
        self._concepts[activity["id"]] = {
            "id": activity["id"],
            "type": "Activity",
            "inScheme": self._version,
            "activityDefinition": definition,
        }
        self._activity_type(activity["definition"]["type"])

    def _verb(self, verb: Mapping[str, Any]) -> None:
        if verb["id"] not in VERBS.values():
            self._define(verb["id"], "Verb", dict(verb["display"]))

    def _activity_type(self, kind: str) -> None:
        if kind not in ACTIVITY_TYPES.values():
            self._define(kind, "ActivityType", {"en": kind.rstrip("/#").rpartition("/")[2]})

    def _extension(self, name: str, kind: str, verb: str) -> None:
        if name.startswith(_PUBLISHED):
            return
        self._define(name, kind, {"en": name.rstrip("/#").rpartition("/")[2]})
        concept = self._concepts[name]
        concept["recommendedVerbs"] = sorted({*concept.get("recommendedVerbs", ()), verb})
        concept["inlineSchema"] = json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"})

    def _define(self, name: str, kind: str, label: Mapping[str, str]) -> None:
        self._concepts.setdefault(
            name,
            {
                "id": name,
                "type": kind,
                "inScheme": self._version,
                "prefLabel": dict(label),
                "definition": {"en": f"Defined by the authors of “{self._course.title}”."},
            },
        )

    def _patterns(self) -> Iterator[dict[str, Any]]:
        """One launch: begun and ended where the target says so, anything in between, in any order."""
        known = {on: name for on, name in self._lifecycle.items() if name in self._templates}
        ends = (known.get("initialized"), known.get("terminated"))
        between = [name for name in self._templates if name not in ends]
        if not between:
            return
        yield self._pattern("any", "Anything that happens", alternates=between)
        yield self._pattern("all", "All that happens", zeroOrMore=f"{self._id}/patterns/any")
        if known:
            yield self._pattern("end", "The end, unless the page was closed", optional=known["terminated"])
            steps = [known["initialized"], f"{self._id}/patterns/all", f"{self._id}/patterns/end"]
            yield self._pattern("launch", "One launch", primary=True, sequence=steps)
        else:
            yield self._pattern("launch", "One registration", primary=True, zeroOrMore=f"{self._id}/patterns/any")

    def _pattern(self, name: str, label: str, **more: Any) -> dict[str, Any]:
        return {
            "id": f"{self._id}/patterns/{name}",
            "type": "Pattern",
            "primary": more.pop("primary", False),
            "inScheme": self._version,
            "prefLabel": {"en": label},
            "definition": {"en": f"{label}, as packages of “{self._course.title}” tell it."},
            **more,
        }
