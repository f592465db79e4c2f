"""SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from scormkit.catalogue import Rule
from scormkit.findings import Finding, Severity
from scormkit.report import Report, sentences

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def _location(path: str, finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if finding.pos.line:
        region: dict[str, Any] = {"startLine": finding.pos.line}
        if finding.pos.column:
            region["startColumn"] = finding.pos.column
        if finding.excerpt is not None:
            region["snippet"] = {"text": finding.excerpt.text}
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.where}]
    return location


def _uri(path: str) -> str:
    """A file as a URI reference (3.4); one with an absolute path gets its scheme, so that no host is read out of it."""
    encoded = quote(path.encode("utf-8", "replace"), safe="/~!$&'()*+;=@")
    return f"file://{encoded}" if encoded.startswith("/") and not encoded.startswith("//") else encoded


def _rule(finding: Finding, rule: Rule | None) -> dict[str, Any]:
    """What code scanning shows of a rule (3.49)."""
    described: dict[str, Any] = {"id": finding.code, "name": finding.name}
    if rule is not None:
        reference = f"\n\nReference: {rule.reference}" if rule.reference else ""
        described |= {
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": f"{rule.summary} {rule.why}"},
            "help": {"text": f"{rule.why}\n\n{rule.fix}{reference}"},
        }
    return {**described, "defaultConfiguration": {"level": _LEVELS[finding.severity]}}


def as_sarif(report: Report, rules: Iterable[Rule] = ()) -> str:
    """One run with the rules that were broken and a result for each finding (SARIF 2.1.0, 3.13, 3.27).

    `rules` is the catalogue: it describes the rules that were broken.
    """
    catalogue: Mapping[str, Rule] = {rule.code: rule for rule in rules}
    broken = {finding.code: finding for finding in report.findings}
    codes = sorted(broken)
    index = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "scormkit",
        "version": report.version,
        "rules": [_rule(broken[code], catalogue.get(code)) for code in codes],
    }
    seen: Counter[str] = Counter()
    results = []
    for path, finding in report.placed:
        # Lines move: a result is known again by its file, its rule and its message.
        mark = hashlib.sha256(f"{path}\0{finding.code}\0{finding.message}".encode("utf-8", "replace")).hexdigest()[:32]
        seen[mark] += 1
        results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": index[finding.code],
                "level": _LEVELS[finding.severity],
                "message": {"text": sentences(finding)},
                "locations": [_location(path, finding)],
                "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},
            }
        )
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
