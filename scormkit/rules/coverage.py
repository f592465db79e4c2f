"""The coverage policy of a course. `check` judges it, `build` does not: a gap breaks no package."""

from __future__ import annotations

from scormkit.catalogue import Catalogue
from scormkit.course.model import Course
from scormkit.course.policy import Verdict
from scormkit.findings import Finding, Severity

POLICY_RULES: Catalogue[Course] = Catalogue()

BELOW_POLICY = POLICY_RULES.declare(
    "SK5030",
    "coverage-below-policy",
    Severity.ERROR,
    summary="A course covers of its framework what its own policy demands.",
    why="Whoever relies on the course to teach or assess the framework would not know of the gap.",
    fix="Map what is there already, write what is missing, or change the policy; “scormkit coverage” shows all gaps.",
)


def below_policy(verdicts: tuple[Verdict, ...]) -> tuple[Finding, ...]:
    """A finding for each demand that is not met, at its line."""
    return tuple(BELOW_POLICY.at(each.demand.pos, each.message) for each in verdicts if not each.met)
