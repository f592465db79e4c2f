"""Templates of results and contexts, and whole hooks: authored → course model, with every fault at its own place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from scormkit.course.moments import MOMENTS, VALUES, Moment
from scormkit.course.statements import Hook, Statements, Verb
from scormkit.course.vocabulary import VERBS
from scormkit.findings import Origin, SourcePos
from scormkit.iris import is_absolute_iri
from scormkit.source.faults.fields import UNKNOWN_FIELD, WRONG_KIND
from scormkit.source.faults.statements import HOOK_TWICE, NOT_AN_IRI, UNKNOWN_VALUE
from scormkit.source.nearest import did_you_mean
from scormkit.source.reading import Reading
from scormkit.source.statement_fields import AuthoredHook, AuthoredStatements, PlacedTemplate
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, YamlValue, position_of

_PLACE_HOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_FREE = "free"
_IRIS = "iris"
_VALUE = "value"
_SHAPES: dict[str, dict[str, Any]] = {
    "result": {
        "score": {"scaled": _VALUE, "raw": _VALUE, "min": _VALUE, "max": _VALUE},
        "success": _VALUE,
        "completion": _VALUE,
        "response": _VALUE,
        "duration": _VALUE,
        "extensions": _FREE,
    },
    "context": {
        "platform": _VALUE,
        "revision": _VALUE,
        "extensions": _FREE,
        "contextActivities": {"parent": _IRIS, "grouping": _IRIS, "category": _IRIS, "other": _IRIS},
    },
}
"""What may stand in a template (xAPI 1.0.3 data 2.4.5, 2.4.6), less what only the launch knows."""


class _TemplateReader:
    def __init__(self, reading: Reading, moment: Moment) -> None:
        self._reading = reading
        self._moment = moment

    def read(self, template: PlacedTemplate | None, shape: Any) -> dict[str, Any]:
        if template is None or template.fields is None:
            return {}
        value = self._value(template.fields, shape)
        return value if isinstance(value, dict) else {}

    def _value(self, value: YamlValue, shape: Any) -> Any:
        if isinstance(value, YamlMap):
            if shape in (_VALUE, _IRIS):
                self._reading.report(WRONG_KIND.at(position_of(value), "a single value is expected here, not fields"))
                return None
            return self._extensions(value) if shape == _FREE else self._fields(value, shape)
        if shape == _IRIS:
            return self._activities(value)
        if isinstance(value, YamlList):
            self._reading.report(WRONG_KIND.at(position_of(value), "a single value is expected here, not a list"))
            return None
        if shape != _VALUE:
            self._reading.report(WRONG_KIND.at(value.pos, "fields are expected here, each with a name and a colon"))
            return None
        return self._leaf(value)

    def _fields(self, fields: YamlMap, shape: dict[str, Any]) -> dict[str, Any]:
        read = {}
        for name, value in fields.items():
            if name in shape:
                read[name] = self._value(value, shape[name])
            else:
                hint = did_you_mean(name, shape)
                pos = fields.origin.at(name)
                self._reading.report(UNKNOWN_FIELD.at(pos, f"“{name}” is not a field here", hint=hint))
        return {name: value for name, value in read.items() if value is not None}

    def _extensions(self, fields: YamlMap) -> dict[str, Any]:
        for name in fields:
            if not is_absolute_iri(name):
                self._reading.report(
                    NOT_AN_IRI.at(fields.origin.at(name), f"“{name}” is no name for an extension: it must be an IRI")
                )
        return {name: self._anything(value) for name, value in fields.items()}

    def _anything(self, value: YamlValue) -> Any:
        """Extensions hold any JSON (xAPI data 4.1)."""
        if isinstance(value, YamlMap):
            return {name: self._anything(each) for name, each in value.items()}
        if isinstance(value, YamlList):
            return [self._anything(each) for each in value]
        return self._leaf(value)

    def _activities(self, value: YamlValue) -> list[dict[str, str]]:
        items = value if isinstance(value, YamlList) else [value]
        found = []
        for each in items:
            text = each.text.strip() if isinstance(each, YamlScalar) else ""
            if is_absolute_iri(text):
                found.append({"id": text})
            else:
                self._reading.report(NOT_AN_IRI.at(position_of(each), "an activity is named by its IRI here"))
        return found

    def _leaf(self, value: YamlScalar) -> Any:
        if isinstance(value.value, float) and not math.isfinite(value.value):
            self._reading.report(WRONG_KIND.at(value.pos, f"“{value.text}” is no number that a statement can hold"))
            return None
        if not isinstance(value.value, str):
            return value.value
        for match in _PLACE_HOLDER.finditer(value.text):
            if match[0] in ("{{", "}}"):
                continue
            name = match[1]
            if name not in self._moment.values:
                message, hint = self._unknown(name)
                self._reading.report(UNKNOWN_VALUE.at(value.pos, message, hint=hint))
        return value.text

    def _unknown(self, name: str | None) -> tuple[str, str]:
        if name is None:
            return "a single brace stands here", "Write {{ or }} for a brace, {value} for a value."
        if name in VALUES:
            known = ", ".join(self._moment.values)
            return f"“{name}” is not known at the moment “{self._moment.name}”", f"Known then: {known}."
        return f"there is no value “{name}”", did_you_mean(name, self._moment.values)


def resolve_statements(reading: Reading, fields: AuthoredStatements | None, language: str) -> Statements:
    """What a course or session declares; nothing where it has no such section."""
    if fields is None:
        return Statements()
    hooks = [hook for each in fields.hooks if (hook := _hook(reading, each, language))]
    _report_same(reading, fields)
    hooks += [Hook(on=each.text, verb=None, origin=Origin(each.pos)) for each in fields.never if each.text in MOMENTS]
    return Statements(fields.activity_base, fields.broker, tuple(hooks), fields.origin)


def _report_same(reading: Reading, fields: AuthoredStatements) -> None:
    seen: dict[tuple[str, str], SourcePos] = {}
    written = [((each.on.text, each.name or ""), each.pos) for each in fields.hooks]
    for key, pos in [*written, *(((each.text, ""), each.pos) for each in fields.never)]:
        first = seen.setdefault(key, pos)
        if first != pos:
            named = f" with the name “{key[1]}”" if key[1] else ""
            message = f"“{key[0]}”{named} is declared in line {first.line} already"
            reading.report(HOOK_TWICE.at(pos, message))


def _hook(reading: Reading, fields: AuthoredHook, language: str) -> Hook | None:
    moment = MOMENTS.get(fields.on.text)
    if moment is None:
        return None
    templates = _TemplateReader(reading, moment)
    result = templates.read(fields.result, _SHAPES["result"])
    context = templates.read(fields.context, _SHAPES["context"])
    if extensions := templates.read(fields.extensions, _FREE):
        context["extensions"] = {**context.get("extensions", {}), **extensions}
    return Hook(
        on=moment.name,
        verb=_verb(fields, moment, language),
        name=fields.name or "",
        activity_type=fields.activity_type,
        result=dict(moment.result) if fields.result is None else result,
        context=_joined(dict(moment.context), context),
        origin=Origin(fields.pos, fields.origin.keys),
    )


def _joined(default: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    """What a profile asks for stays, unless the author wrote something else at the very same place."""
    joined = dict(default)
    for name, value in written.items():
        old = joined.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            joined[name] = _joined(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            joined[name] = [*old, *(each for each in value if each not in old)]
        else:
            joined[name] = value
    return joined


def _verb(fields: AuthoredHook, moment: Moment, language: str) -> Verb:
    written = fields.verb
    return verb_of((written and written.id) or VERBS[moment.verb], (written and written.display) or "", language)


def verb_of(iri: str, display: str, language: str) -> Verb:
    """A verb; there is always an English display, for a known LMS fails without one (test-parts 5)."""
    word = next((word for word, known in VERBS.items() if known == iri), iri.rstrip("/#").rsplit("/", 1)[-1])
    return Verb(iri, {"en": word, **({language: display} if display else {})})


def block_hooks(words: Iterable[str]) -> tuple[str, ...]:
    """What `{xapi=…}` says, each word once."""
    return tuple(dict.fromkeys(word for word in words if word))
