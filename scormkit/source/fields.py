"""Fields as YAML has them → a model of `authored`, with a finding for each that does not fit."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scormkit.catalogue import Rule
from scormkit.findings import Finding, Origin, SourcePos
from scormkit.source.authored_fields import Authored
from scormkit.source.faults.fields import FIELD_MISSING, NOT_ALLOWED, OUT_OF_RANGE, WRONG_KIND
from scormkit.source.nearest import did_you_mean, nearest
from scormkit.source.reading import Reading
from scormkit.source.scalars import UNUSABLE
from scormkit.source.yaml_reader import YamlList, YamlMap, YamlScalar, position_of

Model = TypeVar("Model", bound=Authored)

# One to find the faults, one for what the stand-ins bring to light; the rest is caution.
_ROUNDS = 4
_RANGES = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
}


def read_fields(reading: Reading, model: type[Model], fields: YamlMap) -> Model:
    """The model of some fields. What does not fit is reported; then something harmless stands in for it.

    The stand-ins let the rest be checked in the same run. Nothing is built from them, for each comes with an error.
    That a text could not be read at all has been reported, so nothing is said about its fields.
    """
    reading = Reading() if fields.broken else reading
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(fields, context=reading)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        for fault in faults:
            if fault["type"] != UNUSABLE:
                reading.report(_finding(fields, fault))
        # From the end, so that the places of list items stay right while some are taken out.
        for fault in sorted(faults, key=lambda each: [str(step).zfill(6) for step in each["loc"]], reverse=True):
            _mend(fields, fault)
        reading = Reading()
    raise AssertionError(f"stand-ins that do not fit: {fields}")


def _walk(fields: YamlMap, loc: tuple[int | str, ...]) -> tuple[YamlMap | YamlList, int | str]:
    """The innermost container on the way, and the step that leads on from it.

    pydantic's way also names things that are not in the YAML, such as the members of a union: they are stepped over.
    """
    parent: YamlMap | YamlList = fields
    step: int | str = ""
    for left, each in enumerate(loc, 1 - len(loc)):
        if isinstance(parent, YamlMap) and isinstance(each, str):
            step = each
            value = parent.get(each)
        elif isinstance(parent, YamlList) and isinstance(each, int) and each < len(parent):
            step = each
            value = parent[each]
        else:
            continue
        if isinstance(value, YamlMap | YamlList) and left:
            parent = value
    return parent, step


def _finding(fields: YamlMap, fault: ErrorDetails) -> Finding:
    parent, step = _walk(fields, fault["loc"])
    rule, message, hint = _explain(fault)
    return rule.at(_place(parent, step), message, hint=hint)


def _place(parent: YamlMap | YamlList, step: int | str) -> SourcePos:
    if isinstance(parent, YamlMap):
        value = parent.get(str(step))
        return position_of(value) if isinstance(value, YamlScalar) else parent.origin.at(str(step))
    return position_of(parent[step]) if isinstance(step, int) else parent.origin.pos


def _explain(fault: ErrorDetails) -> tuple[Rule, str, str]:
    kind, context = fault["type"], fault.get("ctx", {})
    name = next((each for each in reversed(fault["loc"]) if isinstance(each, str)), "")
    got = fault["input"].text if isinstance(fault["input"], YamlScalar) else fault["input"]
    if kind == "missing":
        return FIELD_MISSING, f"the field “{name}” is missing", ""
    if kind in _RANGES:
        return OUT_OF_RANGE, f"“{name}” must be {_RANGES[kind].format(**context)}, not {got}", ""
    if kind == "literal_error":
        return NOT_ALLOWED, f"“{got}” is not a value of “{name}”", did_you_mean(str(got), _allowed(fault))
    if kind == "list_type":
        return WRONG_KIND, f"“{name}” takes a list", "Put each item on a line of its own that begins with a hyphen."
    return WRONG_KIND, f"“{name}”: {fault['msg']}", ""


def _allowed(fault: ErrorDetails) -> list[str]:
    """The words that a field takes: pydantic writes them out, “'a', 'b' or 'c'”."""
    return [word.strip(" '") for word in str(fault["ctx"]["expected"]).replace(" or ", ",").split(",")]


def _meant(fault: ErrorDetails, written: Any) -> YamlScalar | None:
    """The allowed word nearest to a mistyped one."""
    if fault["type"] != "literal_error" or not isinstance(written, YamlScalar):
        return None
    match = nearest(written.text, _allowed(fault))
    return _word(match, written.pos) if match else None


def _mend(fields: YamlMap, fault: ErrorDetails) -> None:
    parent, step = _walk(fields, fault["loc"])
    if isinstance(parent, YamlList):
        if isinstance(step, int):
            written = parent.pop(step)
            if meant := _meant(fault, written):
                parent.insert(step, meant)
        return
    written = parent.pop(str(step), None)
    pos = parent.origin.pos
    if meant := _meant(fault, written):
        parent[str(step)] = meant
        return
    stand_in = _STAND_INS.get(str(step))
    if stand_in is not None:
        parent[str(step)] = stand_in(pos)
    elif fault["type"] == "missing":
        # Nothing can stand in for it: what lacks it is left out.
        holder, at = _walk(fields, fault["loc"][:-1])
        if isinstance(holder, YamlList) and isinstance(at, int):
            holder.pop(at)
        elif isinstance(holder, YamlMap):
            holder.pop(str(at), None)


def _word(text: str, pos: SourcePos) -> YamlScalar:
    return YamlScalar(text, text, pos, plain=False)


def _empty_list(pos: SourcePos) -> YamlList:
    items = YamlList()
    items.origin = Origin(pos)
    return items


_STAND_INS: dict[str, Any] = {
    "id": lambda pos: _word(f"unnamed-{pos.line}", pos),
    "title": lambda pos: _word("Untitled", pos),
    "name": lambda pos: _word("Unnamed", pos),
    "code": lambda pos: _word(f"unnamed-{pos.line}-{pos.column}", pos),
    "minutes": lambda pos: YamlScalar(1, "1", pos, plain=True),
    "sessions": _empty_list,
    "sections": _empty_list,
    "levels": _empty_list,
    "tracked_level": lambda pos: _word("", pos),
    "items": _empty_list,
    "terms": _empty_list,
    "policy": _empty_list,
    "rights": lambda pos: _word("", pos),
    "wording_for": lambda pos: _word("", pos),
}
"""What stands in for a field that must be there; every other field has a default."""
