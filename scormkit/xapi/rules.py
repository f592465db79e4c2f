"""What only a statement that was filled in shows: templates that no LRS would take."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scormkit.catalogue import Catalogue
from scormkit.course.hooks import sends_statements
from scormkit.course.model import Course
from scormkit.findings import Finding, Severity
from scormkit.package.delivery import Delivery
from scormkit.xapi.samples import samples
from scormkit.xapi.statement_rules import faults_of

XAPI_RULES: Catalogue[Course] = Catalogue()

STATEMENT_REFUSED = XAPI_RULES.declare(
    "SK9523",
    "statement-refused",
    Severity.ERROR,
    summary="A hook, filled with values that are usual, gives a statement that is valid.",
    why="An LRS refuses the statement, and with it all that are sent together with it.",
    fix="Mend the template at the place that is named; “scormkit xapi statements” prints the whole statement.",
    reference="xAPI 1.0.3 data 2 to 4",
)

_IN_COURSE = Delivery(tracker="", state_limit_chars=0)


def check_statements(course: Course) -> Iterator[Finding]:
    """Judges a sample of each hook: by the rules of xAPI, and by whether `tincan`, an independent reader, reads it."""
    if not sends_statements(course):
        return
    for sample in samples(course, _IN_COURSE):
        found = [str(fault) for fault in faults_of(sample.statement)] or unreadable(sample.statement)
        for message in found:
            yield STATEMENT_REFUSED.at(sample.pos, f"the statement of “{sample.hook.on}” is not valid: {message}")


def unreadable(statement: dict[str, Any]) -> list[str]:
    """What `tincan` says of a statement that it cannot read; nothing for one that it can."""
    from tincan import Statement

    try:
        Statement.from_json(json.dumps(statement))
    except Exception as error:
        # tincan raises whatever its parsers raise; there is no type for it.
        return [f"tincan cannot read it: {error}"]
    return []
