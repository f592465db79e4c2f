"""SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from scormkit.findings import Finding, Severity
from scormkit.report import Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def _location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.pos.file)}}
    if finding.pos.line:
        region = {"startLine": finding.pos.line}
        if finding.pos.column:
            region["startColumn"] = finding.pos.column
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.where}]
    return location


def as_sarif(report: Report) -> str:
    """One run with the rules that were broken and a result for each finding (SARIF 2.1.0, 3.13, 3.27)."""
    rules = sorted({(finding.code, finding.name, finding.severity) for finding in report.findings})
    index = {code: number for number, (code, _, _) in enumerate(rules)}
    driver = {
        "name": "scormkit",
        "version": report.version,
        "rules": [
            {"id": code, "name": name, "defaultConfiguration": {"level": _LEVELS[severity]}}
            for code, name, severity in rules
        ],
    }
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.hint}".strip()},
            "locations": [_location(finding)],
        }
        for finding in report.findings
    ]
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
