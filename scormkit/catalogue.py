"""How a rule is declared, run and explained. Holds no rule.

The catalogue is the only source of a rule's code, name, severity, explanation and reference; `scormkit rules`,
`scormkit explain` and every report print from it. A code, once released, never changes its meaning.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from scormkit.findings import Finding, Severity, SourcePos

FIRST_RELEASE = "0.1.0"
LONGEST_TEXT = 2_000
"""Characters of a message or hint; a value in a manifest may have millions."""

AREAS = {
    "SK1": "Reading sources",
    "SK2": "Themes and style sheets",
    "SK3": "Structure of courses and sessions",
    "SK4": "Questions and assessment",
    "SK5": "Frameworks, mappings and objectives",
    "SK6": "Links, media and accessibility",
    "SK7": "Packages: archive, XML, content, LMSs",
    "SK8": "Manifests of SCORM",
    "SK9": "cmi5, TinCan and statements",
}
"""The beginnings of codes, and what the rules of each are about."""

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault that can be found. `why` says what comes of it, `fix` what to do; both are whole sentences.

    `since` is the first version of scormkit that reports it. One that is `final` can be neither ignored nor silenced.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    fix: str
    reference: str = ""
    since: str = FIRST_RELEASE
    final: bool = False

    def at(self, pos: SourcePos, message: str, *, hint: str = "", where: str = "") -> Finding:
        """A finding of this rule. `hint` replaces the general `fix` where the case allows a better one."""
        said, advice = shortened(message), shortened(hint or self.fix)
        return Finding(self.code, self.name, self.severity, said, advice, pos, where, self.reference)


def shortened(text: str) -> str:
    """A text that quotes a stranger's value of any length, with its middle left out where nobody would read it."""
    if len(text) <= LONGEST_TEXT:
        return text
    half = LONGEST_TEXT // 2
    return f"{text[:half]} […{len(text) - 2 * half:,} characters…] {text[-half:]}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule function yields: the place and the message; the rule adds the rest."""

    pos: SourcePos
    message: str
    hint: str = ""
    where: str = ""


Check = Callable[[Subject], Iterable[Fault]]


class Catalogue(Generic[Subject]):
    """The rules of one area: those that run over a subject, and those that a reader reports as it reads."""

    def __init__(self, *parts: Catalogue[Subject]) -> None:
        self._rules: dict[str, Rule] = {}
        self._checks: list[tuple[Rule, Check[Subject]]] = []
        for part in parts:
            for rule in part:
                self._add(rule)
            self._checks += part._checks

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def _add(self, rule: Rule) -> None:
        if rule.code in self._rules:
            raise ValueError(f"two rules with the code {rule.code}")
        self._rules[rule.code] = rule

    def declare(
        self,
        code: str,
        name: str,
        severity: Severity,
        *,
        summary: str,
        why: str,
        fix: str,
        reference: str = "",
        since: str = FIRST_RELEASE,
        final: bool = False,
    ) -> Rule:
        """A rule that a reader reports as it reads."""
        rule = Rule(code, name, severity, summary, why, fix, reference, since, final)
        self._add(rule)
        return rule

    def check(
        self, code: str, severity: Severity, *, why: str, fix: str, reference: str = "", since: str = FIRST_RELEASE
    ) -> Callable[[Check[Subject]], Check[Subject]]:
        """Decorates a function that finds one fault; its name is the rule's name, its docstring the summary."""

        def register(function: Check[Subject]) -> Check[Subject]:
            summary = " ".join((inspect.getdoc(function) or "").split())
            name = function.__name__.replace("_", "-")
            rule = self.declare(
                code, name, severity, summary=summary, why=why, fix=fix, reference=reference, since=since
            )
            self._checks.append((rule, function))
            return function

        return register

    def checks(self) -> Iterator[tuple[Rule, Check[Subject]]]:
        """The rules that run over a subject, with their functions."""
        yield from self._checks

    def run(self, subject: Subject) -> Iterator[Finding]:
        """Every fault that the rules of this catalogue find in the subject."""
        for rule, function in self._checks:
            for fault in function(subject):
                yield rule.at(fault.pos, fault.message, hint=fault.hint, where=fault.where)
