"""An xAPI Profile read as somebody else would: which statements fit it, and which sequences of them.

Knows the Profile specification (part 2 and 3) and nothing of scormkit: templates by their determining properties, rules
by location and presence, patterns as regular expressions over templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_STEP = re.compile(r"\.(\w+)|\['([^']*)'\]|\[(\*)\]")
Json = Any


def values_at(statement: Json, location: str) -> list[Json]:
    """All values that a JSONPath leads to."""
    assert location.startswith("$")
    found, rest = [statement], location[1:]
    while rest:
        step = _STEP.match(rest)
        assert step, f"{location} is no path that is known here"
        rest = rest[step.end() :]
        name = step[1] if step[1] is not None else step[2]
        found = [each for value in found for each in _inside(value, name)]
    return found


def _inside(value: Json, name: str | None) -> Iterator[Json]:
    if name is None:
        yield from value if isinstance(value, list) else ()
    elif isinstance(value, dict) and name in value:
        yield value[name]


class Profile:
    """A profile document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.templates = {each["id"]: each for each in document.get("templates", [])}
        self.patterns = {each["id"]: each for each in document.get("patterns", [])}
        self.concepts = {each["id"]: each for each in document.get("concepts", [])}

    def determines(self, template: Json, statement: Json) -> bool:
        """Whether the determining properties of a template are those of a statement (part 3, 9.0)."""
        definition = statement["object"].get("definition", {})
        categories = [
            each.get("definition", {}).get("type")
            for each in statement.get("context", {}).get("contextActivities", {}).get("category", [])
        ]
        return (
            template.get("verb") in (None, statement["verb"]["id"])
            and template.get("objectActivityType") in (None, definition.get("type"))
            and all(kind in categories for kind in template.get("contextCategoryActivityType", []))
        )

    def faults(self, template: Json, statement: Json) -> list[str]:
        """The rules of a template that a statement breaks."""
        return [fault for rule in template.get("rules", []) if (fault := broken(rule, statement))]

    def fitting(self, statement: Json) -> tuple[list[str], list[str]]:
        """Ids of the templates that a statement follows, and what it breaks of those that it should."""
        about = [each for each in self.templates.values() if self.determines(each, statement)]
        faults = {each["id"]: self.faults(each, statement) for each in about}
        good = [name for name, found in faults.items() if not found]
        return good, [f"{name}: {fault}" for name, found in faults.items() for fault in found]

    def follows(self, statements: list[Json]) -> bool:
        """Whether a whole sequence follows a primary pattern: each statement taken as any template that it fits."""
        sequence = [self.fitting(each)[0] for each in statements]
        primary = [each for each in self.patterns.values() if each.get("primary")]
        return any(len(sequence) in self._ends(each["id"], sequence, {0}) for each in primary)

    def _ends(self, name: str, sequence: list[list[str]], starts: set[int]) -> set[int]:
        if name in self.templates:
            return {at + 1 for at in starts if at < len(sequence) and name in sequence[at]}
        pattern = self.patterns[name]
        if "sequence" in pattern:
            for step in pattern["sequence"]:
                starts = self._ends(step, sequence, starts)
            return starts
        if "alternates" in pattern:
            return set().union(*(self._ends(each, sequence, starts) for each in pattern["alternates"]))
        if "optional" in pattern:
            return starts | self._ends(pattern["optional"], sequence, starts)
        kind = "zeroOrMore" if "zeroOrMore" in pattern else "oneOrMore"
        reached = set(starts) if kind == "zeroOrMore" else set()
        fresh = self._ends(pattern[kind], sequence, starts)
        while fresh - reached:
            reached |= fresh
            fresh = self._ends(pattern[kind], sequence, fresh)
        return reached


def broken(rule: Json, statement: Json) -> str:
    """What a statement breaks of a rule (part 2, 8.3); "" if nothing."""
    found = values_at(statement, rule["location"])
    presence = rule.get("presence")
    if presence == "included" and not found:
        return f"{rule['location']} is missing"
    if presence == "excluded" and found:
        return f"{rule['location']} is there"
    if found and "any" in rule and not any(each in rule["any"] for each in found):
        return f"{rule['location']} is {found}, and none of {rule['any']}"
    if found and "all" in rule and not all(each in rule["all"] for each in found):
        return f"{rule['location']} is {found}, and not all of {rule['all']}"
    if found and "none" in rule and any(each in rule["none"] for each in found):
        return f"{rule['location']} is {found}"
    return ""
