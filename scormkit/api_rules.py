"""The functions behind `scormkit rules` and `scormkit explain`; `api` gives them on. Nothing prints or exits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from scormkit.errors import MisuseError
from scormkit.resources import EXAMPLES

if TYPE_CHECKING:
    from scormkit.catalogue import Rule


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule with an example: `breaks` and, where it can be shown, `instead`.

    `known_of` says of a rule on LMSs which ones do what, each with source and date.
    """

    rule: Rule
    breaks: str = ""
    instead: str = ""
    known_of: tuple[str, ...] = ()


def rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    from scormkit.proof.rules import PROOF_RULES
    from scormkit.render.own_templates import TEMPLATE_RULES
    from scormkit.render.rules import RENDER_RULES
    from scormkit.rules import COURSE_RULES
    from scormkit.rules.coverage import POLICY_RULES
    from scormkit.selection.rules import RULES as SELECTION_RULES
    from scormkit.source import FRAMEWORK_RULES, SOURCE_RULES
    from scormkit.targets import PACKAGE_RULES
    from scormkit.xapi.rules import XAPI_RULES

    of_courses = (SOURCE_RULES, FRAMEWORK_RULES, COURSE_RULES, POLICY_RULES, XAPI_RULES, RENDER_RULES, TEMPLATE_RULES)
    parts = (*of_courses, PACKAGE_RULES, PROOF_RULES, SELECTION_RULES)
    found = {rule.code: rule for part in parts for rule in part}
    return tuple(found[code] for code in sorted(found))


def explain(code: str) -> Explanation:
    """The rule of a code or name. Raises MisuseError that names the nearest where there is none."""
    known = {key: rule for rule in rules() for key in (rule.code, rule.name)}
    wanted = code.upper() if code.upper() in known else code.lower()
    if wanted not in known:
        near = get_close_matches(code.upper(), known, 1) or get_close_matches(code.lower(), known, 1)
        meant = f" Did you mean {near[0]}?" if near else " “scormkit rules” lists them all."
        raise MisuseError(f"there is no rule “{code}”.{meant}")
    rule = known[wanted]
    example = json.loads(EXAMPLES.read_text("utf-8")).get(rule.code, {})
    return Explanation(rule, example.get("breaks", ""), example.get("instead", ""), known_of(rule))


def known_of(rule: Rule) -> tuple[str, ...]:
    """What the profiles say of the LMSs that fail on what a rule finds; nothing for rules that are not about LMSs."""
    from scormkit.targets.lms.profile import ALL, load_profiles

    return tuple(
        f"{profile.title} {row.says} ({row.source}, {row.date})"
        for profile in load_profiles([ALL])
        for row in profile.rules
        if row.check == rule.name
    )
