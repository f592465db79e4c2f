"""The machine-readable form that scripts rely on: `scormkit-findings/1`."""

from __future__ import annotations

import json
from typing import Any

from scormkit.findings import Finding, Severity
from scormkit.report import Report
from scormkit.report.runs import runs_as_json


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding with the keys of the contract; line and column are null where they are not known."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.pos.file,
        "line": finding.pos.line,
        "column": finding.pos.column,
        "where": finding.where,
        "reference": finding.reference,
    }


def as_json(report: Report) -> str:
    """The whole report."""
    document: dict[str, Any] = {
        "schema": "scormkit-findings/1",
        "tool": {"name": "scormkit", "version": report.version},
        "inputs": [
            {
                "path": one.path,
                "standard": one.standard,
                "valid": one.valid,
                "findings": [finding_as_json(finding) for finding in one.findings],
                **({"mended": {"from": one.mended_from, "changes": one.changed}} if one.mended_from else {}),
                **({"runs": runs_as_json(one.runs)} if one.runs else {}),
            }
            for one in report.inputs
        ],
        "summary": {f"{severity.value}s": report.count(severity) for severity in Severity},
    }
    hidden = {"omitted": len(report.omitted), "known": report.known, "silenced": report.silenced}
    if any(hidden.values()):
        document["hidden"] = hidden
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
