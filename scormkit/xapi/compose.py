"""A statement from its template: the twin of templates/runtime/xapi/compose.js, which sends what this only shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from scormkit.course.vocabulary import PROFILE_TYPE

_WHOLE = re.compile(r"\{(\w+)\}")
_HOLE = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_LISTS = ("parent", "grouping", "category", "other")

Values = Mapping[str, Any]
"""XapiValues of types.js."""


def hooks_for(data: Mapping[str, Any], on: str, key: str) -> list[dict[str, Any]]:
    """The hooks that a moment at a thing sets off, by the rules at XapiHook in types.js."""
    thing = data["things"].get(key)
    if thing is None or thing["hooks"] == "off":
        return []
    session = f"session:{key.partition(':')[2].split('/')[0]}"
    known = [hook for hook in data["hooks"] if hook["on"] == on and hook["at"] in ("", session)]
    own = [hook for hook in known if not hook["name"] and hook["at"]]
    everywhere = own or [hook for hook in known if not hook["name"]]
    found = [hook for hook in everywhere if hook["verb"]]
    named = [
        hook
        for hook in known
        if hook["name"] and hook["name"] in thing["hooks"] and not (hook["name"] == "on" and found)
    ]
    at_session = {hook["name"] for hook in named if hook["at"]}
    return [*found, *(hook for hook in named if hook["verb"] and (hook["at"] or hook["name"] not in at_session))]


def fill(template: Any, values: Values) -> Any:
    """A template with its values; None where nothing remains of it."""
    if isinstance(template, str):
        return _fill_text(template, values)
    if isinstance(template, Mapping):
        filled = {name: fill(part, values) for name, part in template.items()}
        return {name: part for name, part in filled.items() if part is not None} or None
    if isinstance(template, Sequence):
        return [part for each in template if (part := fill(each, values)) is not None] or None
    return template


def _fill_text(template: str, values: Values) -> Any:
    if whole := _WHOLE.fullmatch(template):
        return values.get(whole[1])
    names = [match[1] for match in _HOLE.finditer(template) if match[1]]
    if any(values.get(name) is None for name in names):
        return None
    return _HOLE.sub(lambda match: _as_text(values[match[1]]) if match[1] else match[0][0], template)


def _as_text(value: Any) -> str:
    """As JavaScript writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def compose(
    data: Mapping[str, Any], hook: Mapping[str, Any], key: str, values: Values, pattern: Sequence[str] = ()
) -> dict[str, Any]:
    """A statement but for id, actor, registration and time. `pattern` is a question's right answer."""
    thing = data["things"][key]
    activity = thing["activity"]
    definition = dict(activity["definition"])
    if hook["activityType"]:
        definition["type"] = hook["activityType"]
    if pattern:
        definition["correctResponsesPattern"] = list(pattern)
    profile = {"id": data["profile"], "definition": {"type": PROFILE_TYPE}}
    activities = {
        "parent": [data["things"][thing["parent"]]["activity"]] if thing["parent"] else [],
        "grouping": [data["things"][name]["activity"] for name in thing["grouping"] if name in data["things"]],
        "category": [profile, *(data["framework"][name] for name in thing["framework"] if name in data["framework"])],
    }
    context = {"language": language_of(data, key), "contextActivities": activities}
    statement = {
        "verb": hook["verb"],
        "object": {"objectType": "Activity", "id": activity["id"], "definition": definition},
        "result": fill(hook["result"], values),
        "context": join_contexts(context, fill(hook["context"], values) or {}),
    }
    return {name: part for name, part in statement.items() if part is not None}


def language_of(data: Mapping[str, Any], key: str) -> str:
    """The language of what a statement is about: that of its name."""
    return str(next(iter(data["things"][key]["activity"]["definition"]["name"]), data["language"]))


def join_contexts(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Two contexts made one: what the first says stays, lists of activities are joined, each activity once."""
    activities: dict[str, list[Any]] = {}
    for name in _LISTS:
        all_ = [each for context in (first, second) for each in context.get("contextActivities", {}).get(name, [])]
        if all_:
            unique = {each["id"]: each for each in reversed(all_)}
            activities[name] = [unique[each] for each in dict.fromkeys(each["id"] for each in all_)]
    extensions = {**second.get("extensions", {}), **first.get("extensions", {})}
    joined = {**second, **first}
    if activities:
        joined["contextActivities"] = activities
    if extensions:
        joined["extensions"] = extensions
    return joined
